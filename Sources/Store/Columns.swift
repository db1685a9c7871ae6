package import Kernel

extension String: Column {
  package static func read(_ row: Row, _ index: Int) throws -> String {
    try row.withText(index, wanted: "text") { String(decoding: $0, as: UTF8.self) }
  }
}

extension Int: Column {
  package static func read(_ row: Row, _ index: Int) throws -> Int {
    Int(try row.integer(index, wanted: "an integer"))
  }
}

extension Int64: Column {
  package static func read(_ row: Row, _ index: Int) throws -> Int64 { try row.integer(index, wanted: "an integer") }
}

extension Double: Column {
  package static func read(_ row: Row, _ index: Int) throws -> Double {
    let kind = try row.kind(index)
    guard kind == .real || kind == .integer else { throw row.mismatch(index, wanted: "a number", found: kind) }
    switch row.source {
    case .sqlite(let row): return row.real(index)
    case .postgres(let source):
      guard let value = source.real(index) else { throw row.mismatch(index, wanted: "a number", found: "text") }
      return value
    }
  }
}

extension Bool: Column {
  package static func read(_ row: Row, _ index: Int) throws -> Bool {
    let kind = try row.kind(index)
    if kind == .flag, case .postgres(let source) = row.source {
      return source.bytes(index).first == UInt8(ascii: "t")
    }
    guard kind == .integer else { throw row.mismatch(index, wanted: "a flag", found: kind) }
    switch try row.integer(index, wanted: "a flag") {
    case 0: return false
    case 1: return true
    default: throw row.mismatch(index, wanted: "a flag", found: "another integer")
    }
  }
}

extension Array: Column where Element == UInt8 {
  package static func read(_ row: Row, _ index: Int) throws -> [UInt8] {
    let kind = try row.kind(index)
    guard kind == .blob else { throw row.mismatch(index, wanted: "bytes", found: kind) }
    switch row.source {
    case .sqlite(let row): return Array(row.bytes(index))
    case .postgres(let source):
      guard let bytes = source.blob(index) else { throw row.mismatch(index, wanted: "bytes", found: "other text") }
      return bytes
    }
  }
}

extension Optional: Column where Wrapped: Column {
  package static func read(_ row: Row, _ index: Int) throws -> Wrapped? {
    try row.isNull(index) ? nil : try Wrapped.read(row, index)
  }
}

extension ID: Column {
  package static func read(_ row: Row, _ index: Int) throws -> ID {
    try row.withText(index, wanted: "an id") { bytes in
      guard bytes.count == 36 else { return nil }
      var high: UInt64 = 0
      var low: UInt64 = 0
      for position in 0..<36 {
        let byte = bytes[position]
        if position == 8 || position == 13 || position == 18 || position == 23 {
          guard byte == UInt8(ascii: "-") else { return nil }
          continue
        }
        guard let digit = hexDigit(byte) else { return nil }
        if position < 19 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
      }
      return ID(high: high, low: low)
    }
  }
}

extension Day: Column {
  package static func read(_ row: Row, _ index: Int) throws -> Day {
    // Ten bytes: a string that needs no memory of its own.
    try row.withText(index, wanted: "a day") { Day(String(decoding: $0, as: UTF8.self)) }
  }
}

extension Instant: Column {
  package static func read(_ row: Row, _ index: Int) throws -> Instant {
    Instant(microseconds: try row.integer(index, wanted: "a time"))
  }
}

extension NHSNumber: Column {
  package static func read(_ row: Row, _ index: Int) throws -> NHSNumber {
    try row.withText(index, wanted: "an NHS number") { NHSNumber(String(decoding: $0, as: UTF8.self)) }
  }
}

extension UPN: Column {
  package static func read(_ row: Row, _ index: Int) throws -> UPN {
    try row.withText(index, wanted: "a UPN") { UPN(String(decoding: $0, as: UTF8.self)) }
  }
}

extension Postcode: Column {
  package static func read(_ row: Row, _ index: Int) throws -> Postcode {
    try row.withText(index, wanted: "a postcode") { Postcode(String(decoding: $0, as: UTF8.self)) }
  }
}

func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 48...57: byte - 48
  case 97...102: byte - 87
  case 65...70: byte - 55
  default: nil
  }
}
