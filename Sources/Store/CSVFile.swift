#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension CSVReader {
  /// Reads a file from disk, 64 kB at a time. A file that cannot be opened or read is a `CSVError` with the file's name.
  package init(file path: String, limits: Limits = Limits()) throws {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let source = try OpenFile(path, named: name)
    self.init(named: name, limits: limits) { try source.read() }
  }
}

/// A file that is closed when nobody reads it any more.
private final class OpenFile {
  private let descriptor: Int32
  private let name: String

  init(_ path: String, named name: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    self.name = name
    guard descriptor >= 0 else {
      throw CSVError(file: name, line: 0, reason: "cannot be opened: \(String(cString: strerror(errno)))")
    }
  }
  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The next block, or nil at the end.
  func read() throws -> [UInt8]? {
    var block = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = block.withUnsafeMutableBytes { readBytes(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        block.removeLast(block.count - count)
        return block
      }
      if count == 0 { return nil }
      guard errno == EINTR else {
        throw CSVError(file: name, line: 0, reason: "cannot be read: \(String(cString: strerror(errno)))")
      }
    }
  }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
