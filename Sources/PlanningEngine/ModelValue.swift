/// What is wrong in a model, and where: `stages[1].service.mean: must be more than 0`.
package struct ModelError: Error, Equatable, CustomStringConvertible {
  package let path: String
  package let message: String
  package init(path: String, message: String) {
    self.path = path
    self.message = message
  }
  package var description: String { path.isEmpty ? message : "\(path): \(message)" }
}

/// A value in a model together with the path at which it stands, so that every complaint can name its field.
package struct ModelValue {
  let json: JSONValue
  let path: String

  package init(_ json: JSONValue, path: String = "") {
    self.json = json
    self.path = path
  }

  func wrong(_ message: String) -> ModelError { ModelError(path: path, message: message) }

  private func fields() throws -> [String: JSONValue] {
    guard case .object(let fields) = json else { throw wrong("must be an object with named fields") }
    return fields
  }
  private func at(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  /// Refuses a field that nobody reads: a slip of the pen must not change an answer in silence.
  func only(_ names: String...) throws {
    for name in try fields().keys.sorted() where !names.contains(name) {
      throw ModelError(path: at(name), message: "is not known here; known are \(names.joined(separator: ", "))")
    }
  }

  /// A field that may be left out; null is the same as left out.
  func optional(_ name: String) throws -> ModelValue? {
    guard let value = try fields()[name], value != .null else { return nil }
    return ModelValue(value, path: at(name))
  }
  func field(_ name: String) throws -> ModelValue {
    guard let value = try optional(name) else { throw ModelError(path: at(name), message: "is missing") }
    return value
  }
  func has(_ name: String) -> Bool { (try? optional(name)) != nil }

  /// The fields of an object that holds named things, in alphabetical order.
  func entries() throws -> [(name: String, value: ModelValue)] {
    try fields().sorted { $0.key < $1.key }.map { ($0.key, ModelValue($0.value, path: at($0.key))) }
  }

  func list(atLeast least: Int = 0) throws -> [ModelValue] {
    guard case .list(let values) = json else { throw wrong("must be a list") }
    guard values.count >= least else { throw wrong("must hold at least \(least)") }
    return values.enumerated().map { ModelValue($1, path: "\(path)[\($0)]") }
  }
  func list(from least: Int, to most: Int) throws -> [ModelValue] {
    let values = try list(atLeast: least)
    guard values.count <= most else { throw wrong("must hold at most \(most)") }
    return values
  }
  func list(of count: Int, _ what: String) throws -> [ModelValue] {
    let values = try list()
    guard values.count == count else { throw wrong("must hold \(count) \(what), not \(values.count)") }
    return values
  }

  func text() throws -> String {
    guard case .text(let value) = json, !value.isEmpty else { throw wrong("must be a text") }
    return value
  }
  func text(of allowed: [String]) throws -> String {
    let value = try text()
    guard allowed.contains(value) else { throw wrong("must be one of \(allowed.joined(separator: ", "))") }
    return value
  }
  func truth() throws -> Bool {
    guard case .bool(let value) = json else { throw wrong("must be true or false") }
    return value
  }
}

extension ModelValue {
  /// One question, or several under `questions`, whose answers then stand in a list, each with its `id` or `title`.
  package func answers(_ answer: (ModelValue) throws -> JSONValue) throws -> JSONValue {
    guard let questions = try optional("questions") else { return try answer(self) }
    try only("questions", "title", "source")
    return [
      "answers": .list(
        try questions.list(atLeast: 1).map { question in
          guard case .object(var fields) = try answer(question) else { throw question.wrong("has no answer") }
          for name in ["id", "title"] { if let value = try question.optional(name) { fields[name] = value.json } }
          return .object(fields)
        })
    ]
  }
}

extension ModelValue {
  func number() throws -> Double {
    guard case .number(let value) = json else { throw wrong("must be a number") }
    return value
  }
  func positive() throws -> Double {
    let value = try number()
    guard value > 0 else { throw wrong("must be more than 0") }
    return value
  }
  func atLeast(_ least: Double) throws -> Double {
    let value = try number()
    guard value >= least else { throw wrong("must be at least \(short(least))") }
    return value
  }
  /// A share or a probability: 0 to 1.
  func share() throws -> Double {
    let value = try number()
    guard (0...1).contains(value) else { throw wrong("must be from 0 to 1") }
    return value
  }
  func whole(_ range: ClosedRange<Int> = 0...1_000_000_000) throws -> Int {
    let value = try number()
    guard let whole = Int(exactly: value), range.contains(whole) else {
      throw wrong("must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return whole
  }
  func numbers(atLeast least: Int = 0) throws -> [Double] { try list(atLeast: least).map { try $0.number() } }
}

/// 3 for 3.0, 3.5 for 3.5.
func short(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
