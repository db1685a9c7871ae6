package import Foundation

/// Any JSON: what a model is read from and an answer is written to.
package enum JSONValue: Equatable, Sendable, Codable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([String: JSONValue].self) {
      self = .object(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .list(value)
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else {
      self = .null
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }

  /// Reads a whole document. A document that is not JSON is a `ModelError` without a path.
  package init(parsing data: Data) throws {
    do { self = try JSONDecoder().decode(JSONValue.self, from: data) } catch {
      throw ModelError(path: "", message: "this is not JSON; look for a missing comma, quote or bracket")
    }
  }

  /// The document with its keys in alphabetical order: the same value gives the same bytes. A number that JSON cannot
  /// hold (endless, or not a number) becomes null.
  package func data(pretty: Bool = true) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = pretty ? [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes] : [.sortedKeys]
    return (try? encoder.encode(finite)) ?? Data("null".utf8)
  }

  private var finite: JSONValue {
    switch self {
    case .number(let value): value.isFinite ? self : .null
    case .list(let values): .list(values.map(\.finite))
    case .object(let fields): .object(fields.mapValues(\.finite))
    default: self
    }
  }

  static func numbers(_ values: [Double]) -> JSONValue { .list(values.map(JSONValue.number)) }
}

extension JSONValue: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
  package init(stringLiteral value: String) { self = .text(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
}
