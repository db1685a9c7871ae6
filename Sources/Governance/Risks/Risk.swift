package import Kernel
package import Store

/// Something that may happen and would do harm: because of this (cause), that may happen (event), so that (effect).
package struct Risk: Sendable, Record, Codable, Hashable {
  package let id: ID<Risk>
  package let group: ID<PartnershipGroup>
  package let cause: String
  package let event: String
  package let effect: String
  package let owner: String
  /// How likely and how bad it would be if nothing were done.
  package let before: RiskSize
  /// The largest score that the group is willing to live with.
  package let appetite: Int
  package let raisedAt: Instant
  /// The record that it is about; nil for none.
  package let aboutKind: RiskSubject?
  package let about: AnyID?
  package let version: Int

  static let columns: SQL = """
    id, group_id, cause, event, effect, owner, likelihood_before, impact_before, appetite, raised_at, about_kind,
    about_id, version
    """

  package init(row: Row) throws {
    (id, group, cause, event, effect) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (owner, appetite, raisedAt) = (try row[5], try row[8], try row[9])
    before = RiskSize(likelihood: try row[6], impact: try row[7])
    (aboutKind, about, version) = (try row[10], try row[11], try row[12])
  }
  package init(id: ID<Risk>, group: ID<PartnershipGroup>, _ new: NewRisk, at now: Instant) {
    (self.id, self.group, cause, event, effect) = (id, group, new.cause, new.event, new.effect)
    (owner, before, appetite, raisedAt) = (new.owner, new.before, new.appetite, now)
    (aboutKind, about, version) = (new.about?.0, new.about?.1, 1)
  }
  var path: String { "/governance/groups/\(group)/risks/\(id)" }
}

/// What a risk can be about.
package enum RiskSubject: String, Choice {
  case decision, plan, indicator
  package var title: String {
    switch self {
    case .decision: "Decision"
    case .plan: "Plan"
    case .indicator: "Indicator"
    }
  }
  func path(_ id: AnyID) -> String {
    switch self {
    case .decision: "/governance/decisions/\(id)"
    case .plan: "/governance/plans/\(id)"
    case .indicator: "/governance/scorecard/\(id)"
    }
  }
}

/// How likely (1 to 5) and how bad (1 to 5).
package struct RiskSize: Sendable, Codable, Hashable {
  package let likelihood: Int
  package let impact: Int
  package init(likelihood: Int, impact: Int) { (self.likelihood, self.impact) = (likelihood, impact) }
  package var score: Int { likelihood * impact }
  package var band: RiskBand { RiskBand(score: score) }
}

package enum RiskBand: String, Choice {
  case low, moderate, high, severe
  init(score: Int) {
    self = score >= 15 ? .severe : score >= 10 ? .high : score >= 5 ? .moderate : .low
  }
  package var title: String {
    switch self {
    case .low: "Low"
    case .moderate: "Moderate"
    case .high: "High"
    case .severe: "Severe"
    }
  }
}

package let likelihoodWords = ["Rare", "Unlikely", "Possible", "Likely", "Almost certain"]
package let impactWords = ["Very small", "Small", "Noticeable", "Serious", "Very serious"]

/// A risk that is to be raised.
package struct NewRisk: Sendable, Hashable {
  package var cause: String
  package var event: String
  package var effect: String
  package var owner: String
  package var before: RiskSize
  package var appetite: Int
  package var about: (RiskSubject, AnyID)?
  package init(
    cause: String, event: String, effect: String, owner: String, before: RiskSize, appetite: Int,
    about: (RiskSubject, AnyID)? = nil
  ) {
    (self.cause, self.event, self.effect, self.owner) = (cause, event, effect, owner)
    (self.before, self.appetite, self.about) = (before, appetite, about)
  }
  package static func == (a: NewRisk, b: NewRisk) -> Bool {
    (a.cause, a.event, a.effect, a.owner, a.appetite) == (b.cause, b.event, b.effect, b.owner, b.appetite)
      && a.before == b.before && a.about?.0 == b.about?.0 && a.about?.1 == b.about?.1
  }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(cause)
    hasher.combine(event)
    hasher.combine(about?.1)
  }
}

/// A look at a risk: how large it is now, with what has been done. Never changed; the newest counts.
package struct RiskLook: Sendable, Record, Codable, Hashable {
  package let number: Int
  package let at: Instant
  package let name: String
  package let size: RiskSize
  /// Why it is thought so.
  package let words: String
  /// It can happen no more, or it has happened.
  package let ends: RiskEnd?

  static let columns: SQL = "number, at, actor_name, likelihood, impact, words, ends"

  package init(row: Row) throws {
    (number, at, name) = (try row[0], try row[1], try row[2])
    size = RiskSize(likelihood: try row[3], impact: try row[4])
    (words, ends) = (try row[5], try row[6])
  }
  package init(number: Int, at: Instant, by caller: Caller, size: RiskSize, words: String, ends: RiskEnd? = nil) {
    (self.number, self.at, name, self.size) = (number, at, caller.name, size)
    (self.words, self.ends) = (words, ends)
  }
}

package enum RiskEnd: String, Choice {
  case gone, happened
  package var title: String { self == .gone ? "It can happen no more" : "It has happened" }
}
