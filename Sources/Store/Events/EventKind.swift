/// What sort of thing happened: declared beside the verb that appends it.
package struct EventKind: Sendable, Hashable {
  /// `visit.recorded`
  package let name: String
  /// `recorded a home visit`: how lists of who did what say it.
  package let words: String
  /// False for what leaves the record as it was: somebody looked at it, or took a list away.
  package let changes: Bool

  package init(_ name: String, _ words: String, changes: Bool = true) {
    self.name = name
    self.words = words
    self.changes = changes
  }
}
