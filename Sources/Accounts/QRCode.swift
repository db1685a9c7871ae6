// A QR code of a short text: ISO/IEC 18004, byte mode, versions 1 to 9, error correction level L.

/// Dark modules of a square, row by row.
struct QRCode: Sendable {
  let size: Int
  private(set) var isDark: [Bool]
  /// Finders, timing, alignment and format: what neither data nor mask touches.
  private var isFixed: [Bool]

  /// Nil where the text has more than 230 bytes.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let version = (1...9).first(where: { bytes.count <= Version($0).dataBytes - 2 }) else { return nil }
    let shape = Version(version)
    size = 17 + 4 * version
    isDark = Array(repeating: false, count: size * size)
    isFixed = isDark
    drawPatterns(shape)
    place(codewords(bytes, shape))
    chooseMask()
  }

  /// What the standard's tables say of one version at level L; all its blocks are of one length.
  struct Version {
    let number: Int
    let dataBytes: Int
    let checkBytes: Int
    let blocks: Int
    let alignment: [Int]
    init(_ number: Int) {
      self.number = number
      dataBytes = [19, 34, 55, 80, 108, 136, 156, 194, 232][number - 1]
      checkBytes = [7, 10, 15, 20, 26, 18, 20, 24, 30][number - 1]
      blocks = number < 6 ? 1 : 2
      let last = 4 * number + 10
      alignment = number == 1 ? [] : number < 7 ? [6, last] : [6, last / 2 + 3, last]
    }
  }

  subscript(_ row: Int, _ column: Int) -> Bool { isDark[row * size + column] }

  private mutating func fix(_ row: Int, _ column: Int, _ dark: Bool) {
    guard (0..<size).contains(row), (0..<size).contains(column) else { return }
    isDark[row * size + column] = dark
    isFixed[row * size + column] = true
  }

  private mutating func drawPatterns(_ shape: Version) {
    for i in 0..<size {
      fix(6, i, i % 2 == 0)
      fix(i, 6, i % 2 == 0)
    }
    for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] {
      for y in -4...4 {
        for x in -4...4 { fix(row + y, column + x, [0, 1, 3].contains(max(abs(x), abs(y)))) }
      }
    }
    for row in shape.alignment {
      for column in shape.alignment where !isFinder(row, column) {
        for y in -2...2 { for x in -2...2 { fix(row + y, column + x, max(abs(x), abs(y)) != 1) } }
      }
    }
    drawFormat(mask: 0)
    if shape.number >= 7 { drawVersion(shape.number) }
  }
  private func isFinder(_ row: Int, _ column: Int) -> Bool {
    (row < 9 && column < 9) || (row < 9 && column > size - 10) || (row > size - 10 && column < 9)
  }

  /// 15 bits beside the finders, twice: level, mask and their check bits.
  private mutating func drawFormat(mask: Int) {
    let level = 0b01
    let data = level << 3 | mask
    let bits = (data << 10 | remainder(of: data << 10, by: 0x537, bits: 10)) ^ 0x5412
    for i in 0..<15 {
      let dark = bits >> i & 1 == 1
      fix(i < 6 ? i : i < 8 ? i + 1 : size - 15 + i, 8, dark)
      fix(8, i < 8 ? size - 1 - i : i == 8 ? 7 : 14 - i, dark)
    }
    fix(size - 8, 8, true)
  }

  private mutating func drawVersion(_ version: Int) {
    let bits = version << 12 | remainder(of: version << 12, by: 0x1F25, bits: 12)
    for i in 0..<18 {
      let dark = bits >> i & 1 == 1
      fix(size - 11 + i % 3, i / 3, dark)
      fix(i / 3, size - 11 + i % 3, dark)
    }
  }

  /// Bits run up and down in columns of two, from the right, past what is fixed.
  private mutating func place(_ codewords: [UInt8]) {
    var index = 0
    for right in stride(from: size - 1, to: 0, by: -2) {
      let right = right <= 6 ? right - 1 : right
      let isUp = (right + 1) & 2 == 0
      for step in 0..<size {
        let row = isUp ? size - 1 - step : step
        for column in [right, right - 1] where !isFixed[row * size + column] && index < codewords.count * 8 {
          isDark[row * size + column] = codewords[index / 8] >> UInt8(7 - index % 8) & 1 == 1
          index += 1
        }
      }
    }
  }

  private mutating func chooseMask() {
    var best: (penalty: Int, mask: Int)?
    for mask in 0..<8 {
      apply(mask)
      let penalty = penalty()
      apply(mask)
      if best == nil || penalty < best!.penalty { best = (penalty, mask) }
    }
    apply(best!.mask)
  }

  /// Turns the modules of the data by a pattern, and says which; a second time turns them back.
  private mutating func apply(_ mask: Int) {
    drawFormat(mask: mask)
    for y in 0..<size {
      for x in 0..<size where !isFixed[y * size + x] {
        let turns =
          switch mask {
          case 0: (x + y) % 2 == 0
          case 1: y % 2 == 0
          case 2: x % 3 == 0
          case 3: (x + y) % 3 == 0
          case 4: (x / 3 + y / 2) % 2 == 0
          case 5: x * y % 2 + x * y % 3 == 0
          case 6: (x * y % 2 + x * y % 3) % 2 == 0
          default: ((x + y) % 2 + x * y % 3) % 2 == 0
          }
        if turns { isDark[y * size + x].toggle() }
      }
    }
  }

  /// How hard the pattern is to read, by the four rules of §7.8.3.
  private func penalty() -> Int {
    let dark = isDark.count { $0 } * 20
    let balance = abs(dark - isDark.count * 10) + isDark.count - 1
    var total = 10 * max(0, balance / isDark.count - 1)
    for i in 0..<size {
      total += linePenalty((0..<size).map { self[i, $0] }) + linePenalty((0..<size).map { self[$0, i] })
    }
    for y in 0..<size - 1 {
      for x in 0..<size - 1 {
        let dark = self[y, x]
        if dark == self[y, x + 1] && dark == self[y + 1, x] && dark == self[y + 1, x + 1] { total += 3 }
      }
    }
    return total
  }

  /// Runs of five and more, and what looks like a finder.
  private func linePenalty(_ line: [Bool]) -> Int {
    var total = 0
    var run = 0
    for (i, dark) in line.enumerated() {
      run = i > 0 && line[i - 1] == dark ? run + 1 : 1
      if run == 5 { total += 3 } else if run > 5 { total += 1 }
    }
    let finder = [true, false, true, true, true, false, true]
    let quiet = [false, false, false, false]
    for start in 0...(line.count - 11) {
      let window = Array(line[start..<start + 11])
      if window == finder + quiet || window == quiet + finder { total += 40 }
    }
    return total
  }
}

/// The text as data bytes, in blocks with their check bytes, interleaved.
private func codewords(_ text: [UInt8], _ shape: QRCode.Version) -> [UInt8] {
  // Mode 0100 and a length of eight bits push the bytes half a byte along.
  var data: [UInt8] = []
  var held = UInt8(0b0100)
  for byte in [UInt8(text.count)] + text {
    data.append(held << 4 | byte >> 4)
    held = byte & 15
  }
  data.append(held << 4)
  var padding: [UInt8] = [0xEC, 0x11]
  while data.count < shape.dataBytes {
    data.append(padding[0])
    padding.swapAt(0, 1)
  }
  let length = shape.dataBytes / shape.blocks
  let blocks = (0..<shape.blocks).map { Array(data[$0 * length..<($0 + 1) * length]) }
  let checks = blocks.map { checkBytes($0, count: shape.checkBytes) }
  return (0..<length).flatMap { i in blocks.map { $0[i] } }
    + (0..<shape.checkBytes).flatMap { i in checks.map { $0[i] } }
}

/// Reed–Solomon over GF(256) with the polynomial 0x11D.
private func checkBytes(_ data: [UInt8], count: Int) -> [UInt8] {
  var generator = [UInt8](repeating: 0, count: count - 1) + [1]
  var root = UInt8(1)
  for _ in 0..<count {
    for i in 0..<count {
      generator[i] = product(generator[i], root) ^ (i + 1 < count ? generator[i + 1] : 0)
    }
    root = product(root, 2)
  }
  var rest = [UInt8](repeating: 0, count: count)
  for byte in data {
    let factor = byte ^ rest.removeFirst()
    rest.append(0)
    for i in 0..<count { rest[i] ^= product(generator[i], factor) }
  }
  return rest
}

private func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
  var result = 0
  for bit in stride(from: 7, through: 0, by: -1) {
    result = result << 1 ^ (result >> 7) * 0x11D
    if b >> UInt8(bit) & 1 == 1 { result ^= Int(a) }
  }
  return UInt8(result)
}

/// The remainder of binary polynomials, for the check bits of format and version.
private func remainder(of value: Int, by divisor: Int, bits: Int) -> Int {
  var value = value
  for bit in stride(from: Int.bitWidth - 2, through: bits, by: -1) where value >> bit & 1 == 1 {
    value ^= divisor << (bit - bits)
  }
  return value
}
