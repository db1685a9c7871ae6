import Foundation
import Kernel
import Testing

@testable import Web

/// A form with a file, as browsers send it, read from the disk.
@Suite struct SentFileTests {
  private let boundary = "----x9"
  private func spooled(_ bytes: [UInt8], limit: Int = 1 << 24) throws -> (SpooledBody, BodySpool) {
    let spool = try BodySpool(limit: limit)
    for start in stride(from: 0, to: bytes.count, by: 10_000) {
      try spool.add(bytes[start..<min(start + 10_000, bytes.count)])
    }
    return (try spool.end(), spool)
  }
  private func form(_ file: [UInt8], name: String = "return.xml", end: String = "\r\n------x9--\r\n") -> [UInt8] {
    let head = """
      ------x9\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nabc\r\n------x9\r\n\
      Content-Disposition: form-data; name="file"; filename="\(name)"\r\nContent-Type: text/xml\r\n\r\n
      """
    return Array(head.utf8) + file + Array(end.utf8)
  }
  private func whole(_ file: SentFile) throws -> [UInt8] {
    let next = try file.blocks()
    var bytes: [UInt8] = []
    while let block = try next() {
      #expect(block.count <= 65_536)
      bytes += block
    }
    return bytes
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 3_000_000]) func theFileIsWhatWasSent(size: Int) throws {
    // With the delimiter's own beginnings in it.
    let file = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ ($0 >> 8)) }
    let (body, spool) = try spooled(form(file))
    defer { spool.remove() }
    let sent = try SentForm(body, boundary: boundary)
    #expect(sent.fields == ["csrf": ["abc"]])
    let found = try #require(sent.file)
    #expect(found.name == "return.xml" && found.size == size)
    #expect(try whole(found) == file)
  }

  @Test func whatIsCutShortOrTooLargeIsSaid() throws {
    let (cut, one) = try spooled(form([1, 2, 3], end: ""))
    defer { one.remove() }
    #expect(throws: Refusal.self) { try SentForm(cut, boundary: boundary) }
    let (wrong, two) = try spooled(Array("csrf=abc".utf8))
    defer { two.remove() }
    #expect(throws: Refusal.self) { try SentForm(wrong, boundary: boundary) }
    let (large, three) = try spooled(form([UInt8](repeating: 7, count: 50_000)), limit: 30_000)
    defer { three.remove() }
    #expect(large.isTooLarge && large.size <= 30_000)
  }

  @Test func nothingIsLeftBehind() throws {
    let (body, spool) = try spooled(form([1, 2, 3]))
    #expect(FileManager.default.fileExists(atPath: body.path))
    spool.remove()
    #expect(!FileManager.default.fileExists(atPath: body.path))
  }

  @Test func onlyThisKindOfFormHasABoundary() {
    #expect(SentForm.boundary(of: "multipart/form-data; boundary=----x9") == "----x9")
    #expect(SentForm.boundary(of: "Multipart/Form-Data; boundary=\"a b\"; charset=utf-8") == "a b")
    #expect(SentForm.boundary(of: "application/json") == nil && SentForm.boundary(of: nil) == nil)
    #expect(SentForm.boundary(of: "multipart/form-data; boundary=") == nil)
  }
}
