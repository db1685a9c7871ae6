import Foundation

// What a version says is kept as one JSON text: a version is written once and never changed in parts.

/// The text of a value, its keys in order, so that the same content is the same text.
package func encoded(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

package func decoded<T: Decodable>(_ text: String, as _: T.Type = T.self) throws -> T {
  try JSONDecoder().decode(T.self, from: Data(text.utf8))
}
