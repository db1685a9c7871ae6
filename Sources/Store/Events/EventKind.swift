/// What sort of thing happened: declared beside the verb that appends it.
package struct EventKind: Sendable, Hashable {
  /// `visit.recorded`
  package let name: String
  /// `recorded a home visit`: how lists of who did what say it.
  package let words: String

  package init(_ name: String, _ words: String) {
    self.name = name
    self.words = words
  }
}
