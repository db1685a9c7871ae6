import Foundation

/// Lays the values of a statement out as libpq takes them: all in one buffer that is kept from statement to statement.
/// Texts and numbers go as text, bytes as they are.
struct PostgresParameters {
  private var bytes: [CChar] = []
  private var offsets: [Int] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  typealias Pointers = UnsafePointer<UnsafePointer<CChar>?>

  /// Lays out the values of one statement. Throws for a text that PostgreSQL cannot hold.
  mutating func lay(_ values: [SQLValue]) throws {
    bytes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    formats.removeAll(keepingCapacity: true)
    for value in values { try append(value) }
  }

  /// What was laid out, as libpq takes it: count, values, lengths, formats.
  func with<T>(_ body: (Int32, Pointers?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T) -> T {
    if offsets.isEmpty { return body(0, nil, nil, nil) }
    return withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: offsets.count) { pointers in
      bytes.withUnsafeBufferPointer { buffer in
        for index in offsets.indices {
          pointers[index] = offsets[index] < 0 ? nil : buffer.baseAddress! + offsets[index]
        }
        return body(Int32(offsets.count), pointers.baseAddress, lengths, formats)
      }
    }
  }

  private mutating func append(_ value: SQLValue) throws {
    let start = bytes.count
    var isBinary = false
    switch value {
    case .null: break
    case .int(let value): append(String(value))
    case .real(let value): append(value.description)
    case .text(var value):
      try value.withUTF8 {
        try refuseZeroByte($0)
        append($0)
      }
    case .blob(let value):
      isBinary = true
      value.withUnsafeBufferPointer { append($0) }
    case .id(let high, let low):
      bytes.append(contentsOf: repeatElement(0, count: 36))
      bytes.withUnsafeMutableBufferPointer { writeID(high, low, to: $0.baseAddress! + start) }
    }
    lengths.append(Int32(bytes.count - start))
    formats.append(isBinary ? 1 : 0)
    offsets.append(value == .null ? -1 : start)
    bytes.append(0)
  }

  private mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }
  private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    text.withMemoryRebound(to: CChar.self) { bytes.append(contentsOf: $0) }
  }
}
