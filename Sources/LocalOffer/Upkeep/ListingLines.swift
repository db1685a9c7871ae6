import Kernel

// Costs and times are typed as lines, one thing on each: "Each session: £4.50", "Monday and Wednesday 9am to 11am".
// What can be read becomes a pattern that can be searched; what cannot stays as it was written.

/// The lines of a text that say something.
func textLines(_ text: String?) -> [String] {
  (text ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
}

/// `Each session: £4.50`, `Free`, or words.
func cost(_ line: String, id: AnyID) -> Cost {
  let parts = line.split(separator: ":", maxSplits: 1).map { String($0).trimmingSpaces }
  let (option, rest) = parts.count == 2 ? (parts[0], parts[1]) : (nil, line)
  if rest.lowercased().hasPrefix("free") {
    return Cost(id: id, option: option, pence: 0, words: rest.utf8.count == 4 ? nil : rest)
  }
  guard rest.hasPrefix("£") else { return Cost(id: id, words: line) }
  let amount = rest.dropFirst().prefix { $0.isNumber || $0 == "." || $0 == "," }
  let after = String(rest.dropFirst(amount.count + 1)).trimmingSpaces
  let numbers = amount.filter { $0 != "," }.split(separator: ".", omittingEmptySubsequences: false)
  guard let whole = numbers.first.flatMap({ Int($0) }), whole < 1_000_000, numbers.count <= 2 else {
    return Cost(id: id, words: line)
  }
  let rest2 = numbers.count == 2 ? String(numbers[1]) : "00"
  guard rest2.count <= 2, let pence = Int(rest2 + String(repeating: "0", count: 2 - rest2.count)) else {
    return Cost(id: id, words: line)
  }
  let words = after.hasPrefix(",") ? String(after.dropFirst()).trimmingSpaces : after
  return Cost(id: id, option: option, pence: whole * 100 + pence, words: words.isEmpty ? nil : words)
}

extension Cost {
  /// As it is typed again.
  var line: String {
    let amount = pence.map { $0 == 0 ? "Free" : pounds($0) }
    if pence == 0, let words { return [option, words].compactMap(\.self).joined(separator: ": ") }
    let first = [option, amount].compactMap(\.self).joined(separator: ": ")
    return [first, words ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// `Monday and Wednesday 9am to 11am, term time only`; what is no such pattern is kept as words.
func openingTime(_ line: String, id: AnyID) -> OpeningTime {
  let parts = line.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmingSpaces }
  var days: [Int] = []
  var hours: (Int, Int)?
  var words: [String] = []
  for part in parts where !part.isEmpty {
    if let (found, rest) = weekdays(part), days.isEmpty || words.isEmpty {
      days += found
      if let range = hourRange(rest) { hours = range } else if !rest.isEmpty { words.append(rest) }
    } else if hours == nil, let range = hourRange(part) {
      hours = range
    } else {
      words.append(part)
    }
  }
  guard !days.isEmpty else { return OpeningTime(id: id, words: line) }
  let codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
  let list = Set(days).sorted().map { codes[$0] }.joined(separator: ",")
  let rest = words.joined(separator: ", ")
  var time = OpeningTime(id: id, byDay: list, opens: hours?.0, closes: hours?.1, words: rest.isEmpty ? nil : rest)
  // What is not every week must not look as if it were open every week.
  if rest.contains("once") || rest.contains("twice") { time.frequency = rest.contains("month") ? .monthly : nil }
  if rest == "once a month" { time.words = nil }
  return time
}

/// The days that a text begins with, and what follows; nil where it begins with no day.
private func weekdays(_ text: String) -> ([Int], String)? {
  var tokens = text.split(separator: " ").map(String.init)
  var days: [Int] = []
  var isRange = false
  let isEvery = tokens.first?.lowercased() == "every"
  if isEvery { tokens.removeFirst() }
  while let token = tokens.first {
    let word = token.lowercased()
    if word == "day" && isEvery {
      days += Array(0...6)
    } else if word == "weekdays" {
      days += Array(0...4)
    } else if let day = dayNumber(word) {
      if isRange, let last = days.last, last < day { days += Array(last + 1...day) } else { days.append(day) }
      isRange = false
    } else if word == "to" || word == "–", !days.isEmpty, tokens.count > 1, dayNumber(tokens[1].lowercased()) != nil {
      isRange = true
    } else if word != "and" && word != "&" || days.isEmpty {
      break
    }
    tokens.removeFirst()
  }
  return days.isEmpty ? nil : (days, tokens.joined(separator: " "))
}

private func dayNumber(_ word: String) -> Int? {
  let single = word.hasSuffix("s") ? String(word.dropLast()) : word
  return Day.Weekday.allCases.first { $0.name.lowercased() == single }?.rawValue
}

/// `9am to 11.30am`
private func hourRange(_ text: String) -> (Int, Int)? {
  let plain = text.lowercased().replacing("from ", with: "").replacing("–", with: " to ").replacing("-", with: " to ")
  let parts = plain.split(separator: " ").split(separator: "to").map { $0.joined() }
  guard parts.count == 2, let opens = clockTime(parts[0]), let closes = clockTime(parts[1]), opens < closes else {
    return nil
  }
  return (opens, closes)
}

/// Minutes after midnight from `9am`, `9.30am`, `14:30`, `midday`.
private func clockTime(_ text: String) -> Int? {
  if text == "midday" || text == "noon" { return 720 }
  let isAfternoon = text.hasSuffix("pm")
  let digits = text.hasSuffix("am") || isAfternoon ? String(text.dropLast(2)) : text
  let parts = digits.split(whereSeparator: { $0 == ":" || $0 == "." })
  guard (1...2).contains(parts.count), let hour = Int(parts[0]), let minute = parts.count == 2 ? Int(parts[1]) : 0,
    (0...59).contains(minute), digits != text || parts.count == 2
  else { return nil }
  if digits == text { return (0...23).contains(hour) ? hour * 60 + minute : nil }
  guard (1...12).contains(hour) else { return nil }
  return (hour % 12 + (isAfternoon ? 12 : 0)) * 60 + minute
}
