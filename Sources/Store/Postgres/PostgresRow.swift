import CPostgres

/// One row of a result that has arrived as a whole, all values as text.
struct PostgresRow {
  let result: OpaquePointer
  let index: Int32

  func kind(_ column: Int) -> ColumnKind {
    guard column >= 0, column < Int(PQnfields(result)) else { return .missing }
    if PQgetisnull(result, index, Int32(column)) == 1 { return .null }
    switch PQftype(result, Int32(column)) {
    case 20, 21, 23, 26: return .integer  // int8, int2, int4, oid
    case 700, 701, 1700: return .real  // float4, float8, numeric: what sum() makes of a BIGINT
    case 16: return .flag
    case 17: return .blob
    default: return .text
    }
  }

  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    guard let start = PQgetvalue(result, index, Int32(column)) else { return UnsafeBufferPointer(start: nil, count: 0) }
    let count = Int(PQgetlength(result, index, Int32(column)))
    return UnsafeBufferPointer(start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: count)
  }

  /// Nil where the number has a fraction or is too large.
  func integer(_ column: Int) -> Int64? {
    let digits = bytes(column)
    guard let first = digits.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    var value: Int64 = 0
    for byte in digits.dropFirst(isNegative ? 1 : 0) {
      guard (48...57).contains(byte) else { return nil }
      let (tens, overflowed) = value.multipliedReportingOverflow(by: 10)
      // Counted down, since there is one more negative number than there are positive ones.
      let (next, overflowedToo) = tens.subtractingReportingOverflow(Int64(byte - 48))
      guard !overflowed, !overflowedToo else { return nil }
      value = next
    }
    guard isNegative || value != .min else { return nil }
    return isNegative ? value : -value
  }

  func real(_ column: Int) -> Double? { Double(String(decoding: bytes(column), as: UTF8.self)) }

  /// Bytes in the form `\x0aff`.
  func blob(_ column: Int) -> [UInt8]? {
    let text = bytes(column)
    guard text.count >= 2, text.count % 2 == 0, text[0] == UInt8(ascii: "\\"), text[1] == UInt8(ascii: "x") else {
      return nil
    }
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 2 - 1)
    for position in stride(from: 2, to: text.count, by: 2) {
      guard let high = hexDigit(text[position]), let low = hexDigit(text[position + 1]) else { return nil }
      result.append(high << 4 | low)
    }
    return result
  }

  func name(_ column: Int) -> String {
    PQfname(result, Int32(column)).map { String(cString: $0) } ?? "?"
  }
}
