/// A date of birth as year, month and day in one number: 20190417. Zero where none is known. It keeps 31 June and the like
/// out, and dates that stand for "unknown" (1 January 1900 and before).
struct BirthDate: Hashable, Sendable {
  let number: Int32

  static let unknown = BirthDate(number: 0)
  init(number: Int32) { self.number = number }

  /// Reads 2019-04-17, 20190417, and 17/04/2019 with any mark between.
  init(_ text: UnsafeBufferPointer<UInt8>) {
    if text.count == 10 && text[4] == 45 && text[7] == 45
      && [0, 1, 2, 3, 5, 6, 8, 9].allSatisfy({ text[$0] >= 48 && text[$0] <= 57 })
    {
      func two(_ place: Int) -> Int { Int(text[place] - 48) * 10 + Int(text[place + 1] - 48) }
      self.init(two(0) * 100 + two(2), two(5), two(8))
      return
    }
    var parts: [Int] = []
    var lengths: [Int] = []
    var place = 0
    while place < text.count {
      if text[place] < 48 || text[place] > 57 {
        if text[place] == 84 { break }
        place += 1
        continue
      }
      var (value, length) = (0, 0)
      while place < text.count, text[place] >= 48, text[place] <= 57, length < 9 {
        value = value * 10 + Int(text[place] - 48)
        place += 1
        length += 1
      }
      parts.append(value)
      lengths.append(length)
      if parts.count == 3 { break }
    }
    if parts.count == 1 && lengths[0] == 8 {
      self.init(parts[0] / 10_000, parts[0] / 100 % 100, parts[0] % 100)
    } else if parts.count == 3 && lengths[0] == 4 {
      self.init(parts[0], parts[1], parts[2])
    } else if parts.count == 3 && lengths[2] == 4 {
      self.init(parts[2], parts[1], parts[0])
    } else {
      self = .unknown
    }
  }

  private init(_ year: Int, _ month: Int, _ day: Int) {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = month == 2 ? (isLeap ? 29 : 28) : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
    let isDate = (1...12).contains(month) && day >= 1 && day <= length
    let isKnown = isDate && (1850...2200).contains(year) && !(year <= 1901 && month == 1 && day == 1)
    number = isKnown ? Int32(year * 10_000 + month * 100 + day) : 0
  }

  var year: Int { Int(number) / 10_000 }
  var month: Int { Int(number) / 100 % 100 }
  var day: Int { Int(number) % 100 }
  var text: String {
    if number == 0 { return "" }
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// How two known dates of birth agree.
  static func compare(_ a: BirthDate, _ b: BirthDate) -> BirthLevel {
    if a.number == b.number { return a.month == 1 && a.day == 1 ? .firstOfJanuary : .same }
    if a.year == b.year && a.month == b.day && a.day == b.month { return .swapped }
    if a.differsByOneDigit(from: b) { return .slip }
    let sameYear = a.year == b.year
    if sameYear && (a.isFirstOfJanuary || b.isFirstOfJanuary) { return .near }
    let apart = abs((a.year - b.year) * 365 + (a.month - b.month) * 30 + a.day - b.day)
    return apart <= 31 || (sameYear && a.day == b.day) ? .near : .different
  }
  private var isFirstOfJanuary: Bool { month == 1 && day == 1 }

  /// One digit changed, or two neighbouring digits changed over.
  private func differsByOneDigit(from other: BirthDate) -> Bool {
    var (x, y) = (number, other.number)
    // The lowest digit that differs, and whether it and its neighbour stand changed over.
    var first: (x: Int32, y: Int32, place: Int)?
    var isSwap = false
    for place in 0..<8 {
      let (own, theirs) = (x % 10, y % 10)
      if own != theirs {
        if isSwap { return false }
        if let first {
          guard place == first.place + 1 && first.x == theirs && first.y == own else { return false }
          isSwap = true
        } else {
          first = (own, theirs, place)
        }
      }
      x /= 10
      y /= 10
    }
    return first != nil
  }
}
