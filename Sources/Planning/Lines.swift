import Design
import Kernel
import PlanningEngine
import Web

/// One line of a table that was typed or pasted: its cells, and its number for what is wrong with it.
struct TypedLine {
  let number: Int
  let cells: [String]
  func cell(_ index: Int) -> String? { cells.indices.contains(index) && !cells[index].isEmpty ? cells[index] : nil }
}

/// The lines of a text that are not empty. Cells are parted by tabs where there are any (as spreadsheets paste them), else
/// by semicolons where there are any, else by commas.
func typedLines(_ text: String?) -> [TypedLine] {
  let lines = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  let separator: Character =
    lines.contains { $0.contains("\t") } ? "\t" : lines.contains { $0.contains(";") } ? ";" : ","
  return lines.enumerated().compactMap { index, line in
    guard !line.trimmed.isEmpty else { return nil }
    return TypedLine(
      number: index + 1,
      cells: line.split(separator: separator, omittingEmptySubsequences: false).map { String($0).trimmed })
  }
}

/// A number as people type it: `1,234.5`, `£1200`, `15 %` (15).
func typedNumber(_ text: String) -> Double? {
  let plain = text.filter { !", £%".contains($0) && $0 != "\u{a0}" }.replacing("−", with: "-")
  guard let value = Double(plain), value.isFinite, abs(value) < 1e12, !plain.lowercased().contains("x") else {
    return nil
  }
  return value
}

extension FormReading {
  /// The text of a field that may hold any number in `range`.
  mutating func decimal(_ field: Field, _ range: ClosedRange<Double>, else value: Double? = nil) -> Double? {
    guard let text = text(field) else { return value }
    guard let number = typedNumber(text) else {
      fail(field, "\(field.label) must be a number")
      return nil
    }
    guard range.contains(number) else {
      fail(field, "\(field.label) must be from \(words(range.lowerBound)) to \(words(range.upperBound))")
      return nil
    }
    return number
  }

  /// A number in a cell of a line. What is wrong names the line.
  mutating func number(
    _ field: Field, _ line: TypedLine, _ index: Int, _ what: String, _ range: ClosedRange<Double> = 0...1e9,
    whole: Bool = false, else value: Double? = nil
  ) -> Double? {
    guard let text = line.cell(index) else {
      if value == nil { fail(field, "Line \(line.number): \(what) is missing") }
      return value
    }
    guard let number = typedNumber(text), range.contains(number), !whole || number == number.rounded() else {
      let limits = range.upperBound < 1e9 ? " from \(words(range.lowerBound)) to \(words(range.upperBound))" : ""
      fail(field, "Line \(line.number): \(what) must be a \(whole ? "whole " : "")number\(limits), not “\(text)”")
      return nil
    }
    return number
  }

  mutating func name(_ field: Field, _ line: TypedLine, _ what: String = "a name") -> String {
    guard let name = line.cell(0) else {
      fail(field, "Line \(line.number) must begin with \(what)")
      return ""
    }
    if name.unicodeScalars.count > 120 { fail(field, "Line \(line.number): the name is too long") }
    return name
  }

  /// The lines of a field, at least so many and at most so many.
  mutating func lines(_ field: Field, _ count: ClosedRange<Int>) -> [TypedLine] {
    let lines = typedLines(text(field))
    if lines.count > count.upperBound {
      fail(field, "\(field.label) must have \(count.upperBound) lines or fewer")
      return []
    }
    if lines.count < count.lowerBound {
      fail(field, "\(field.label) must have at least \(count.lowerBound) \(count.lowerBound == 1 ? "line" : "lines")")
    }
    return lines
  }
}

/// `1,234` or `3.5`: as few decimals as it has, `decimals` at most.
func words(_ value: Double, decimals: Int = 2) -> String {
  guard value.isFinite, abs(value) < 1e15 else { return "–" }
  let scale = [1.0, 10, 100, 1000][min(decimals, 3)]
  let units = Int((abs(value) * scale).rounded())
  let (whole, rest) = (units / Int(scale), units % Int(scale))
  var text = String(whole)
  var at = text.count - 3
  while at > 0 {
    text.insert(",", at: text.index(text.startIndex, offsetBy: at))
    at -= 3
  }
  if rest > 0 {
    var digits = String(rest + Int(scale)).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    text += ".\(digits)"
  }
  return value < 0 && units > 0 ? "−\(text)" : text
}

/// `959`, or `8.5`: a figure of a hundred or more has no decimals that mean anything.
func plain(_ value: Double) -> String { words(value, decimals: abs(value) >= 100 ? 0 : 1) }

extension JSONValue {
  subscript(name: String) -> JSONValue? {
    if case .object(let fields) = self, let value = fields[name], value != .null { value } else { nil }
  }
  var number: Double? { if case .number(let value) = self { value } else { nil } }
  var text: String? { if case .text(let value) = self { value } else { nil } }
  var truth: Bool? { if case .bool(let value) = self { value } else { nil } }
  var list: [JSONValue] { if case .list(let values) = self { values } else { [] } }
  /// The fields in the order of their names.
  var fields: [(name: String, value: JSONValue)] {
    if case .object(let fields) = self { fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } } else { [] }
  }
  var line: String { String(decoding: data(pretty: false), as: UTF8.self) }
}
