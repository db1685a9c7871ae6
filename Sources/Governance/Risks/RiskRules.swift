// How a risk stands. Source: the board report's risk (cause, event, impact, likelihood 1–5, impact 1–5, owner, mitigation,
// due) of the partnership's own reporting template; bands as is usual for a matrix of five by five.

package import Kernel

/// A risk with all that is known of it, as it stood on a day.
package struct RiskLine: Sendable, Codable, Hashable {
  package let risk: Risk
  /// The newest first.
  package let looks: [RiskLook]
  /// What makes it smaller.
  package let actions: [GroupAction]

  package init(_ risk: Risk, looks: [RiskLook], actions: [GroupAction]) {
    self.risk = risk
    self.looks = looks.sorted { $0.number > $1.number }
    self.actions = actions
  }
  /// As it is now; as it was before anything was done where nobody has looked since.
  package var now: RiskSize { looks.first?.size ?? risk.before }
  package var ends: RiskEnd? { looks.first?.ends }
  package var isOpen: Bool { ends == nil }
  /// Larger than the group is willing to live with.
  package var isOverAppetite: Bool { isOpen && now.score > risk.appetite }
  /// Nobody does anything about a risk that is too large.
  package var isUntreated: Bool { isOverAppetite && !actions.contains(where: \.isOpen) }
  package var lastLookedAt: Instant { looks.first?.at ?? risk.raisedAt }
  /// Nobody has looked at it for three months.
  package func isStale(on day: Day) -> Bool { isOpen && lastLookedAt.day.adding(months: 3) < day }

  /// As it stood at the end of a day: what came later is left out. Nil where it was not yet raised.
  package func known(on day: Day) -> RiskLine? {
    guard risk.raisedAt.day <= day else { return nil }
    return RiskLine(
      risk, looks: looks.filter { $0.at.day <= day }, actions: actions.filter { $0.agreedAt.day <= day })
  }
}

/// The largest first.
package func inOrder(_ lines: [RiskLine]) -> [RiskLine] {
  lines.sorted {
    ($0.isOpen ? 0 : 1, -$0.now.score, $0.risk.raisedAt) < ($1.isOpen ? 0 : 1, -$1.now.score, $1.risk.raisedAt)
  }
}

/// How many open risks stand in each field of the matrix: rows are likelihood from 5 down to 1, columns impact from 1 to 5.
package func matrix(_ lines: [RiskLine], before: Bool = false) -> [[Int]] {
  (1...5).reversed().map { likelihood in
    (1...5).map { impact in
      let size = RiskSize(likelihood: likelihood, impact: impact)
      return lines.count { $0.isOpen && (before ? $0.risk.before : $0.now) == size }
    }
  }
}

/// What is wrong with a look at a risk.
func problems(with look: RiskLook, on line: RiskLine) -> [FieldError] {
  // Nothing that was done makes a risk larger than it was without: then the first estimate was wrong, and words say so.
  guard look.size.score > line.risk.before.score, look.words.count < 20 else { return [] }
  return [FieldError("words", "Say why it is now larger than before anything was done")]
}
