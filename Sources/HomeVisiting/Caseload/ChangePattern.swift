package import Kernel
package import Store

/// Says when somebody visits, and how many families they can take.
package func changePattern(_ pattern: VisitorPattern, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try tx.upsert(pattern)
  try tx.append(
    .patternChanged, about: pattern.visitor.of(), by: caller, for: .supervision, at: now,
    changed: ["places": "\(pattern.places)", "term_time_only": pattern.isTermTimeOnly ? "yes" : "no"])
}

extension EventKind {
  static let patternChanged = EventKind("visitor.pattern", "changed when somebody visits")
}
