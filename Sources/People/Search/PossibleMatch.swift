package import Kernel

/// A child who may be the one that somebody is asking about: shown to a screener beside a new request, who decides.
package struct PossibleMatch: Sendable, Codable, Hashable {
  package let child: ChildID
  package let name: String
  /// `3 May 2018 (8 years old)`, as the child's own page says it.
  package let born: String
  /// Why the child is offered, strongest first: "Same NHS number", "Name sounds alike".
  package let reasons: [String]
  /// How alike, 0 to 100; from 90 the two are the same child unless something says otherwise.
  package let score: Int

  package init(child: ChildID, name: String, born: String, reasons: [String], score: Int) {
    self.child = child
    self.name = name
    self.born = born
    self.reasons = reasons
    self.score = score
  }
}
