package import Kernel

/// The shape of a page as JSON, for `/openapi.json`: found by letting the type's own decoder ask for what it wants, so
/// that the document cannot differ from the code.
package indirect enum Schema: Sendable {
  case string(format: String?, choices: [String]?)
  case integer, number, boolean, anything
  case array(Schema)
  case object(title: String?, [String: Schema], required: [String])

  package init<T: Decodable>(of type: T.Type) {
    let probe = Probe()
    _ = try? T(from: probe)
    self = probe.found(title: "\(T.self)")
  }
}

/// A decoder that holds nothing and writes down what is asked of it.
private final class Probe: Decoder {
  var codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] = [:]
  var fields: [String: Schema] = [:]
  var required: [String] = []
  var single: Schema?
  var isKeyed = false
  let depth: Int
  init(depth: Int = 0) { self.depth = depth }

  func found(title: String?) -> Schema {
    single ?? (isKeyed ? .object(title: title, fields, required: required.sorted()) : .anything)
  }
  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    isKeyed = true
    return KeyedDecodingContainer(Keyed<Key>(probe: self))
  }
  func unkeyedContainer() -> any UnkeyedDecodingContainer { Unkeyed(probe: self) }
  func singleValueContainer() -> any SingleValueDecodingContainer { Single(probe: self) }

  /// A value of `type` to go on with, and its shape.
  func value<T: Decodable>(_ type: T.Type) throws -> (T, Schema) {
    if let leaf = leaf(type) { return leaf }
    if let list = type as? any ProbedArray.Type {
      return ([] as [Never] as? T ?? list.empty as! T, .array(list.elementSchema(depth: depth)))
    }
    if let choice = type as? any CaseIterable.Type, let (value, names) = firstCase(choice), let value = value as? T {
      return (value, .string(format: nil, choices: names))
    }
    guard depth < 8 else { throw TooDeep() }
    let probe = Probe(depth: depth + 1)
    do {
      let value = try T(from: probe)
      return (value, probe.found(title: "\(T.self)"))
    } catch {
      throw Stopped(schema: probe.found(title: "\(T.self)"))
    }
  }

  private func leaf<T>(_ type: T.Type) -> (T, Schema)? {
    let samples: [(Any, Schema)] = [
      ("", .string(format: nil, choices: nil)), (0, .integer), (Int64(0), .integer), (Int32(0), .integer),
      (0.0, .number), (false, .boolean), (Day(2026, 1, 1)!, .string(format: "date", choices: nil)),
      (Instant(seconds: 0), .string(format: "date-time", choices: nil)),
      (NHSNumber("9990000123")!, .string(format: nil, choices: nil)),
      (UPN("W886200012345")!, .string(format: nil, choices: nil)),
      (Postcode("SW1A 1AA")!, .string(format: nil, choices: nil)),
    ]
    for (sample, schema) in samples where Swift.type(of: sample) == type { return (sample as! T, schema) }
    if let id = type as? any ProbedID.Type { return (id.sample as! T, .string(format: "uuid", choices: nil)) }
    return nil
  }
}

private func firstCase(_ type: any CaseIterable.Type) -> (Any, [String])? {
  func read<C: CaseIterable>(_: C.Type) -> (Any, [String])? {
    let names = C.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    return C.allCases.first.flatMap { names.isEmpty ? nil : ($0, names) }
  }
  return read(type)
}

private struct TooDeep: Error {}
/// The type could not be made from nothing (it checks its content), but its shape is known.
private struct Stopped: Error {
  let schema: Schema
}

private protocol ProbedID { static var sample: Any { get } }
extension ID: ProbedID { fileprivate static var sample: Any { ID(high: 0x7000, low: 0x8000_0000_0000_0000) } }

private protocol ProbedArray {
  static var empty: Any { get }
  static func elementSchema(depth: Int) -> Schema
}
extension Array: ProbedArray where Element: Decodable {
  fileprivate static var empty: Any { [Element]() }
  fileprivate static func elementSchema(depth: Int) -> Schema {
    let probe = Probe(depth: depth + 1)
    do { return try probe.value(Element.self).1 } catch let stopped as Stopped { return stopped.schema } catch {
      return .anything
    }
  }
}

private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let probe: Probe
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }
  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    probe.required.append(snake(key.stringValue))
    return try note(type, key)
  }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    do { return try note(type, key) } catch is Stopped { return nil } catch is TooDeep { return nil }
  }
  private func note<T: Decodable>(_ type: T.Type, _ key: Key) throws -> T {
    do {
      let (value, schema) = try probe.value(type)
      probe.fields[snake(key.stringValue)] = schema
      return value
    } catch let stopped as Stopped {
      probe.fields[snake(key.stringValue)] = stopped.schema
      throw stopped
    }
  }
  // Standard types come through their own requirements.
  func decode(_ t: String.Type, forKey k: Key) throws -> String { try required(t, k) }
  func decode(_ t: Bool.Type, forKey k: Key) throws -> Bool { try required(t, k) }
  func decode(_ t: Int.Type, forKey k: Key) throws -> Int { try required(t, k) }
  func decode(_ t: Double.Type, forKey k: Key) throws -> Double { try required(t, k) }
  func decodeIfPresent(_ t: String.Type, forKey k: Key) throws -> String? { try note(t, k) }
  func decodeIfPresent(_ t: Bool.Type, forKey k: Key) throws -> Bool? { try note(t, k) }
  func decodeIfPresent(_ t: Int.Type, forKey k: Key) throws -> Int? { try note(t, k) }
  func decodeIfPresent(_ t: Double.Type, forKey k: Key) throws -> Double? { try note(t, k) }
  private func required<T: Decodable>(_ type: T.Type, _ key: Key) throws -> T {
    probe.required.append(snake(key.stringValue))
    return try note(type, key)
  }
  func nestedContainer<N: CodingKey>(keyedBy: N.Type, forKey: Key) throws -> KeyedDecodingContainer<N> {
    throw TooDeep()
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw TooDeep() }
  func superDecoder() throws -> any Decoder { throw TooDeep() }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw TooDeep() }
}

private struct Unkeyed: UnkeyedDecodingContainer {
  let probe: Probe
  var codingPath: [any CodingKey] { [] }
  var count: Int? { 0 }
  var isAtEnd: Bool { true }
  var currentIndex: Int { 0 }
  mutating func decodeNil() throws -> Bool { true }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { throw TooDeep() }
  mutating func nestedContainer<N: CodingKey>(keyedBy: N.Type) throws -> KeyedDecodingContainer<N> { throw TooDeep() }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { throw TooDeep() }
  mutating func superDecoder() throws -> any Decoder { throw TooDeep() }
}

private struct Single: SingleValueDecodingContainer {
  let probe: Probe
  var codingPath: [any CodingKey] { [] }
  func decodeNil() -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let (value, schema) = try probe.value(type)
    probe.single = schema
    return value
  }
}

/// The names as they are sent: `next_review_on` for `nextReviewOn`.
func snake(_ name: String) -> String {
  var out = ""
  for character in name {
    if character.isUppercase {
      if !out.isEmpty { out.append("_") }
      out.append(character.lowercased())
    } else {
      out.append(character)
    }
  }
  return out
}
