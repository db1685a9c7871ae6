/// Brings a text to plain lower-case letters and digits: case, accents, apostrophes and full stops fall away; every other
/// mark becomes one space. Letters of other scripts stay as they are.
/// - Parameter camel: also puts a space where a small letter meets a capital ("DayEastcliffe"), save after Mc and Mac.
struct Folded {
  private(set) var bytes: [UInt8] = []

  mutating func read(_ text: UnsafeBufferPointer<UInt8>, camel: Bool = false) {
    bytes.removeAll(keepingCapacity: true)
    var place = 0
    var lastWasSmall = false
    while place < text.count {
      let byte = text[place]
      if byte < 0x80 {
        place += 1
        let isCapital = byte >= 65 && byte <= 90
        if camel && isCapital && lastWasSmall && !endsWithMac { space() }
        lastWasSmall = byte >= 97 && byte <= 122
        ascii(byte)
      } else {
        let (scalar, length) = decode(text, place)
        lastWasSmall = true
        other(scalar, text, place, length)
        place += length
      }
    }
    while bytes.last == 32 { bytes.removeLast() }
  }

  /// The ASCII letters and digits alone, in lower case.
  mutating func readPlain(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    for byte in text {
      switch byte {
      case 65...90: bytes.append(byte + 32)
      case 97...122, 48...57: bytes.append(byte)
      default: break
      }
    }
  }

  private mutating func ascii(_ byte: UInt8) {
    switch byte {
    case 65...90: bytes.append(byte + 32)
    case 97...122, 48...57: bytes.append(byte)
    case 39, 46, 96: break
    default: space()
    }
  }
  private mutating func space() { if let last = bytes.last, last != 32 { bytes.append(32) } }

  /// Whether what stands since the last space is "mc" or "mac".
  private var endsWithMac: Bool {
    let word = bytes.suffix(4).split(separator: 32, omittingEmptySubsequences: false).last ?? []
    return word.elementsEqual([109, 99]) || word.elementsEqual([109, 97, 99])
  }

  private mutating func other(_ scalar: UInt32, _ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ length: Int) {
    switch scalar {
    case 0xC0...0x17F: bytes += latin[Int(scalar) - 0xC0]
    case 0x218, 0x219: bytes.append(115)
    case 0x21A, 0x21B: bytes.append(116)
    case 0x1E00...0x1EFF: bytes.append(vietnamese(scalar))
    case 0x300...0x36F, 0x2018, 0x2019, 0x2BC, 0xB4: break
    case 0x80...0xBF, 0x2000...0x206F, 0x3000: space()
    default: bytes += text[place..<place + length]
    }
  }
}

private func decode(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> (UInt32, Int) {
  let first = text[place]
  let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
  guard length > 1, place + length <= text.count else { return (0xFFFD, 1) }
  var scalar = UInt32(first & (0xFF >> UInt8(length + 1)))
  for next in 1..<length { scalar = scalar << 6 | UInt32(text[place + next] & 0x3F) }
  return (scalar, length)
}

/// The plain letters of U+00C0 to U+017F, in their order; a point where the mark is no letter.
private let latin: [[UInt8]] = """
  a a a a a a ae c e e e e i i i i d n o o o o o . o u u u u y th ss a a a a a a ae c e e e e i i i i d n o o o o o . o u u u u y th y
  a a a a a a c c c c c c c c d d d d e e e e e e e e e e g g g g g g g g h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l l l l
  n n n n n n n n n o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y z z z z z z s
  """.split { $0 == " " || $0 == "\n" }.map { $0 == "." ? [] : Array($0.utf8) }

/// Latin Extended Additional lists its letters by their base letter, small and capital in turn.
private func vietnamese(_ scalar: UInt32) -> UInt8 {
  let starts: [(UInt32, Character)] = [
    (0x1E00, "a"), (0x1E02, "b"), (0x1E08, "c"), (0x1E0A, "d"), (0x1E14, "e"), (0x1E1E, "f"), (0x1E20, "g"),
    (0x1E22, "h"), (0x1E2C, "i"), (0x1E30, "k"), (0x1E36, "l"), (0x1E3E, "m"), (0x1E44, "n"), (0x1E4C, "o"),
    (0x1E54, "p"), (0x1E58, "r"), (0x1E60, "s"), (0x1E6A, "t"), (0x1E72, "u"), (0x1E7C, "v"), (0x1E80, "w"),
    (0x1E8A, "x"), (0x1E8E, "y"), (0x1E90, "z"), (0x1E96, "h"), (0x1E97, "t"), (0x1E98, "w"), (0x1E99, "y"),
    (0x1E9A, "a"), (0x1E9B, "s"), (0x1EA0, "a"), (0x1EB8, "e"), (0x1EC8, "i"), (0x1ECC, "o"), (0x1EE4, "u"),
    (0x1EF2, "y"),
  ]
  return starts.last { $0.0 <= scalar }!.1.asciiValue!
}

/// The words between the spaces.
func wordRanges(_ bytes: [UInt8]) -> [Range<Int>] {
  var found: [Range<Int>] = []
  var start = 0
  for place in 0...bytes.count where place == bytes.count || bytes[place] == 32 {
    if place > start { found.append(start..<place) }
    start = place + 1
  }
  return found
}
