import Design
import Foundation
import Kernel
import Store

// Files that somebody sends, in a form of the kind multipart/form-data (RFC 7578). They go to the disk as they come, so
// that memory does not grow with them; only for whoever may, and only until the answer is made.

/// A body on the disk. `isTooLarge`: more came than is taken, and what lies there is not the whole.
package struct SpooledBody: Sendable, Hashable {
  package let path: String
  package let size: Int
  package let isTooLarge: Bool
}

/// Writes a body to a file of its own as it comes; past the limit nothing more is kept.
package final class BodySpool {
  private let path: String
  private let handle: FileHandle
  private let limit: Int
  private var size = 0
  private var isTooLarge = false

  package init(limit: Int) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "keywork-\(UUID().uuidString)").path
    // For this user alone: it may hold anything.
    guard
      FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forWritingAtPath: path)
    else { throw Refusal.busy }
    (self.handle, self.limit) = (handle, limit)
  }
  package func add(_ bytes: some Sequence<UInt8>) throws {
    guard !isTooLarge else { return }
    let data = Data(bytes)
    guard size + data.count <= limit else {
      isTooLarge = true
      return
    }
    size += data.count
    try handle.write(contentsOf: data)
  }
  package func end() throws -> SpooledBody {
    try handle.close()
    return SpooledBody(path: path, size: size, isTooLarge: isTooLarge)
  }
  package func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// A file that was sent: a stretch of a body on the disk.
package struct SentFile: Sendable, Hashable {
  /// As the sender calls it; empty where none was chosen.
  package let name: String
  let path: String
  let start: Int
  package let size: Int

  /// The file in blocks of 64 kB, from its beginning; nil at its end.
  package func blocks() throws -> () throws -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw Refusal.busy }
    try handle.seek(toOffset: UInt64(start))
    var left = size
    return {
      guard left > 0, let data = try handle.read(upToCount: min(left, 65_536)), !data.isEmpty else { return nil }
      left -= data.count
      return Array(data)
    }
  }
}

/// A form with a file as its last part: the fields before it, and where the file lies.
struct SentForm {
  var fields: [String: [String]] = [:]
  var file: SentFile?

  /// The fields must lie in the first 64 kB. Throws `malformed` where the body is no such form or was cut short.
  init(_ body: SpooledBody, boundary: String) throws {
    guard let handle = FileHandle(forReadingAtPath: body.path) else { throw Refusal.busy }
    defer { try? handle.close() }
    let head = try handle.read(upToCount: 65_536) ?? Data()
    let (delimiter, blank) = (Data("--\(boundary)".utf8), Data("\r\n\r\n".utf8))
    guard head.starts(with: delimiter) else { throw SentForm.unreadable }
    var place = delimiter.count
    while file == nil, head.dropFirst(place).starts(with: Data("\r\n".utf8)) {
      guard let end = head.range(of: blank, in: place..<head.count) else { throw SentForm.unreadable }
      let headers = String(decoding: head[place..<end.lowerBound], as: UTF8.self)
      guard let name = SentForm.value("name", in: headers) else { throw SentForm.unreadable }
      if let fileName = SentForm.value("filename", in: headers) {
        let last = try SentForm.end(of: handle, body.size, delimiter, from: end.upperBound)
        file = SentFile(name: fileName, path: body.path, start: end.upperBound, size: last - end.upperBound)
        return
      }
      guard let next = head.range(of: Data("\r\n".utf8) + delimiter, in: end.upperBound..<head.count) else {
        throw SentForm.unreadable
      }
      fields[name, default: []].append(String(decoding: head[end.upperBound..<next.lowerBound], as: UTF8.self))
      place = next.upperBound
    }
  }

  /// Where the last part ends: before the closing delimiter, which stands at the end of the body.
  private static func end(of handle: FileHandle, _ size: Int, _ delimiter: Data, from start: Int) throws -> Int {
    let from = max(start, size - 1024)
    try handle.seek(toOffset: UInt64(from))
    let tail = try handle.read(upToCount: size - from) ?? Data()
    guard let found = tail.range(of: Data("\r\n".utf8) + delimiter + Data("--".utf8), options: .backwards) else {
      throw Refusal.malformed("The file was cut short on its way.")
    }
    return from + found.lowerBound
  }

  /// `name="value"` in the headers of a part.
  private static func value(_ name: String, in headers: String) -> String? {
    guard let start = headers.range(of: " \(name)=\""),
      let end = headers.range(of: "\"", range: start.upperBound..<headers.endIndex)
    else { return nil }
    return String(headers[start.upperBound..<end.lowerBound])
  }

  private static let unreadable = Refusal.malformed("The form with the file cannot be read.")

  /// The boundary of a body of this kind; nil where it is of another.
  static func boundary(of contentType: String?) -> String? {
    guard let contentType, contentType.lowercased().hasPrefix("multipart/form-data"),
      let start = contentType.range(of: "boundary=")
    else { return nil }
    let rest = contentType[start.upperBound...].prefix { $0 != ";" }
    let text = rest.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
    return (1...70).contains(text.utf8.count) ? text : nil
  }
}

extension Responder {
  /// Whether the body of this request is a file that its sender may send: asked before a byte of it is kept.
  func takesFile(_ raw: RawRequest) async -> Bool {
    guard SentForm.boundary(of: raw.headers["content-type"]) != nil,
      let path = percentDecoded(raw.target.utf8.prefix { $0 != UInt8(ascii: "?") }),
      case .route(let route, let parameters) = routes.match(.post, path), case .file = route.work,
      let token = cookies(raw.headers["cookie"])["session"]
    else { return false }
    var asked = Request(
      site: site, method: .post, path: path, headers: raw.headers, now: site.now(),
      caller: .visitor(from: raw.address))
    asked.parameters = parameters
    let request = asked
    return (try? await site.database.read { tx in try admit(request, route, token, tx) }) != nil
  }

  /// Reads the form, does the work, draws its page. Nothing of the file is left behind.
  func take(
    _ raw: RawRequest, _ route: Route, _ asked: Request, sessionToken: String?,
    _ perform: @Sendable (Request, SentFile) async throws -> any Page, _ again: @escaping Route.MakePage
  ) async throws -> Response {
    let known = asked
    _ = try await site.database.read { tx in try admit(known, route, sessionToken, tx) }
    guard let boundary = SentForm.boundary(of: raw.headers["content-type"]) else { throw UnsupportedType() }
    // What came with the request itself, as in a test, is put where a sent file lies.
    let own = raw.spooled == nil ? try BodySpool(limit: site.settings.bodyLimit) : nil
    defer { own?.remove() }
    try own?.add(raw.body)
    guard let body = try raw.spooled ?? own?.end(), !body.isTooLarge else { throw Refusal.tooLarge }
    var request = asked
    let sent = try SentForm(body, boundary: boundary)
    request.entry = Entry(sent.fields)
    request.entry.form = request.path
    try readFormID(&request)
    let admitted = try await admitForm(request, route, sessionToken)
    return try await showingErrors(again, admitted, route) {
      guard let file = sent.file, !file.name.isEmpty else { throw Invalid("file", "Choose a file") }
      guard file.size > 0 else { throw Invalid("file", "The file is empty. Choose another") }
      return try draw(try await perform(admitted, file), admitted)
    }
  }
}
