package import Kernel

/// A statement or a part of one, with the values that go into it.
///
/// `"SELECT … WHERE id = \(id)"` is SQL: what is interpolated becomes a bound parameter and can never become text of
/// the statement. A value of type `SQL` is spliced; its parameters are renumbered. There is no way from a `String`.
package struct SQL: Sendable, Hashable {
  /// With `$1`, `$2`, … each exactly once and in order, which is why SQLite and PostgreSQL number them alike.
  package private(set) var text: String
  package private(set) var values: [SQLValue] = []
  /// Where in the UTF-8 of `text` each `$` stands.
  private var marks: [Int] = []

  package init(constant text: StaticString) { self.text = text.description }
  fileprivate init(text: String) { self.text = text }

  fileprivate mutating func appendText(_ more: String) { text += more }

  fileprivate mutating func bind(_ value: SQLValue) {
    marks.append(text.utf8.count)
    values.append(value)
    text += "$"
    text += String(values.count)
  }

  package mutating func append(_ part: SQL) {
    guard !part.values.isEmpty else {
      text += part.text
      return
    }
    let bytes = part.text.utf8
    var start = bytes.startIndex
    for (index, mark) in part.marks.enumerated() {
      let dollar = bytes.index(bytes.startIndex, offsetBy: mark)
      text += part.text[start..<dollar]
      bind(part.values[index])
      start = bytes.index(dollar, offsetBy: 1 + String(index + 1).utf8.count)
    }
    text += part.text[start...]
  }

  /// The parts with the separator between them; empty SQL for no parts.
  package static func joined(_ parts: [SQL], _ separator: SQL) -> SQL {
    var all = SQL(text: "")
    for (index, part) in parts.enumerated() {
      if index > 0 { all.append(separator) }
      all.append(part)
    }
    return all
  }
}

extension SQL: ExpressibleByStringInterpolation {
  // The language asks for a String here, but only the compiler calls it: a source test refuses any other call.
  package init(stringLiteral value: String) { text = value }
  package init(stringInterpolation interpolation: Interpolation) { self = interpolation.sql }

  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var sql = SQL(text: "")

    package init(literalCapacity: Int, interpolationCount: Int) {
      sql.text.reserveCapacity(literalCapacity + interpolationCount * 3)
      sql.values.reserveCapacity(interpolationCount)
      sql.marks.reserveCapacity(interpolationCount)
    }
    package mutating func appendLiteral(_ literal: String) { sql.appendText(literal) }
    package mutating func appendInterpolation(_ value: some SQLConvertible) { sql.bind(value.sqlValue) }
    package mutating func appendInterpolation<V: SQLConvertible>(_ value: V?) { sql.bind(value.sqlValue) }
    package mutating func appendInterpolation(_ part: SQL) { sql.append(part) }
    package mutating func appendInterpolation<C: Choice>(_ choice: C) { sql.bind(.text(choice.rawValue)) }
    package mutating func appendInterpolation<C: Choice>(_ choice: C?) {
      sql.bind(choice.map { .text($0.rawValue) } ?? .null)
    }
    /// `($1, $2, $3)`, to follow IN. An empty list gives `(NULL)`, in which nothing is found; so do not put it after
    /// NOT IN, which would then find nothing either.
    package mutating func appendInterpolation<S: Sequence>(list: S) where S.Element: SQLConvertible {
      appendList(list.map(\.sqlValue))
    }
    package mutating func appendInterpolation<S: Sequence>(list: S) where S.Element: Choice {
      appendList(list.map { .text($0.rawValue) })
    }
    private mutating func appendList(_ values: [SQLValue]) {
      sql.appendText("(")
      for (index, value) in values.enumerated() {
        if index > 0 { sql.appendText(", ") }
        sql.bind(value)
      }
      sql.appendText(values.isEmpty ? "NULL)" : ")")
    }
  }
}
