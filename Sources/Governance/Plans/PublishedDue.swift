package import Kernel

// What a published date means. A month alone is its last day where something is due, its first where something begins:
// "By 10/11" is 31 October 2011.

/// How a date stands in a plan.
package enum DueKind: String, Choice {
  /// A day by which it is done.
  case dated
  /// A beginning and no end: it can never be late.
  case openEnded = "open_ended"
  case ongoing, ditto, placeholder, note, unreadable, missing
  package var title: String {
    switch self {
    case .dated: "A date"
    case .openEnded: "No end"
    case .ongoing: "“Ongoing”"
    case .ditto: "“Ditto”"
    case .placeholder: "Placeholder"
    case .note: "A note in place of a date"
    case .unreadable: "Cannot be read as a date"
    case .missing: "No date"
    }
  }
}

/// A published date as it is understood.
package struct DueReading: Sendable, Codable, Hashable {
  package var kind: DueKind
  /// When work begins, where it is said.
  package var from: Day?
  /// The last day by which it is done.
  package var on: Day?
  package init(_ kind: DueKind, from: Day? = nil, on: Day? = nil) {
    (self.kind, self.from, self.on) = (kind, from, on)
  }
  /// In words: "31 October 2011", "from 1 February 2012, with no end".
  var words: String {
    switch (from, on) {
    case (let from?, let on?): "\(from.long) to \(on.long)"
    case (nil, let on?): on.long
    case (let from?, nil): "from \(from.long), with no end"
    case (nil, nil): kind.title
    }
  }
}

/// Reads a cell by itself; "Ditto" gets its day from the row before it (`understand`).
package func readDue(_ cell: String) -> DueReading {
  let text = cell.trimmedOfQuotes.lowercased()
  if isBlank(text) { return DueReading(.missing) }
  if isPlaceholder(text) { return DueReading(.placeholder) }
  if text.hasPrefix("ditto") { return DueReading(.ditto) }
  if text.hasPrefix("ongoing") { return DueReading(.ongoing) }
  if text.contains("note:") || text.hasPrefix("[") { return DueReading(.note) }
  // Of several, the last is when all of it is done: "report 15 Jun 2011; implement 2011-06 to 2012-03".
  let part = text.split(separator: ";").last.map(String.init) ?? text
  let spans = spans(in: part)
  guard let first = spans.first, let last = spans.last else { return DueReading(.unreadable) }
  if spans.count > 1 { return DueReading(.dated, from: first.lowerBound, on: last.upperBound) }
  return part.hasPrefix("from")
    ? DueReading(.openEnded, from: first.lowerBound) : DueReading(.dated, on: first.upperBound)
}

/// Every day or month in a text, as its first and last day: `2011-10`, `2011-10-31`, `15 Jun 2011`, `10/11`, `10/2011`.
func spans(in text: String) -> [ClosedRange<Day>] {
  let pattern =
    /(?<y>\d{4})-(?<m>\d{2})(?:-(?<d>\d{2}))?|(?<dd>\d{1,2}) (?<mon>[a-z]{3})[a-z]* (?<yy>\d{4})|(?<mm>\d{1,2})\/(?<yr>\d{4}|\d{2})/
  return text.lowercased().matches(of: pattern).compactMap { match in
    let found = match.output
    if let y = found.y, let m = found.m {
      return span(Int(y), Int(m), found.d.flatMap { Int($0) })
    }
    if let d = found.dd, let name = found.mon, let y = found.yy {
      let month = Day.monthNames.firstIndex { $0.lowercased().hasPrefix(name) }.map { $0 + 1 }
      return span(Int(y), month, Int(d))
    }
    if let m = found.mm, let y = found.yr { return span(Int(y).map { $0 < 100 ? 2000 + $0 : $0 }, Int(m), nil) }
    return nil
  }
}

private func span(_ year: Int?, _ month: Int?, _ day: Int?) -> ClosedRange<Day>? {
  guard let year, let month, (1...12).contains(month) else { return nil }
  if let day { return Day(year, month, day).map { $0...$0 } }
  guard let first = Day(year, month, 1), let last = Day(year, month, Day.days(inMonth: month, of: year)) else {
    return nil
  }
  return first...last
}

extension String {
  /// Without the quotation marks that some plans put around a word.
  var trimmedOfQuotes: String {
    let marks: Set<Character> = ["\"", "“", "”", " "]
    var text = self[...]
    while let first = text.first, marks.contains(first) { text.removeFirst() }
    while let last = text.last, marks.contains(last) { text.removeLast() }
    return String(text)
  }
}
