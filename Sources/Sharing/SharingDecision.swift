package import Kernel
package import Store

/// The rows of the sharing table: what must be asked, on which basis it is shared, and what happens when the family says
/// no. Source: Information sharing: advice for practitioners (seven golden rules); domain register B10.2.
package enum SharingSituation: String, Choice {
  case significantHarm = "significant_harm"
  case childInNeed = "child_in_need"
  case statutoryAdvice = "statutory_advice"
  case earlyHelp = "early_help"
  case directHealthCare = "direct_health_care"
  case mentalHealthToOthers = "mental_health_to_others"

  package var title: String {
    switch self {
    case .significantHarm: "A child may be suffering significant harm"
    case .childInNeed: "Assessment of a child in need (s17)"
    case .statutoryAdvice: "Advice for an EHC needs assessment"
    case .earlyHelp: "Early help, Portage or support for parents"
    case .directHealthCare: "Care by another health service"
    case .mentalHealthToOthers: "From mental health to school or council"
    }
  }
  package var mustAsk: String {
    switch self {
    case .significantHarm: "Do not ask if asking raises the risk; otherwise tell the family"
    case .childInNeed: "Ask for agreement to take part"
    case .statutoryAdvice, .directHealthCare: "Tell the family"
    case .earlyHelp: "Ask for agreement to take part"
    case .mentalHealthToOthers: "Ask for clear agreement"
    }
  }
  package var basis: String {
    switch self {
    case .significantHarm: "Public task or legal obligation; safeguarding of children (DPA 2018 Sch. 1 para. 18)"
    case .childInNeed, .earlyHelp: "Public task (UK GDPR art. 6(1)(e))"
    case .statutoryAdvice: "Legal obligation (SEND Regulations 2014 reg. 6)"
    case .directHealthCare: "Public task; health care (UK GDPR art. 9(2)(h))"
    case .mentalHealthToOthers: "Public task; health or social care (UK GDPR art. 9(2)(h))"
    }
  }
  package var ifRefused: String {
    switch self {
    case .significantHarm: "Share; write down why; tell the family later unless that is unsafe"
    case .childInNeed: "A manager weighs the need against the wishes, and writes it down"
    case .statutoryAdvice: "It is still asked for; write down the objection"
    case .earlyHelp: "Do not refer on; offer what is open to everybody; look again at step up"
    case .directHealthCare: "Respect it unless a greater interest weighs more"
    case .mentalHealthToOthers: "Share the least, and only where the public interest asks for it"
    }
  }
}

package enum WasAsked: String, Choice {
  case agreed, refused, told, notAsked = "not_asked"
  package var title: String {
    switch self {
    case .agreed: "Yes, and they agreed"
    case .refused: "Yes, and they said no"
    case .told: "They were told"
    case .notAsked: "No, asking would not be safe or was not possible"
    }
  }
}

/// One decision to share, or not to: what, with whom, why, on which basis, and whether the family knows.
package struct SharingDecision: Sendable, Record, Codable, Hashable {
  package let id: ID<SharingDecision>
  package let what: String
  package let withWhom: String
  package let why: String
  package let situation: SharingSituation
  package let basis: String
  package let wasAsked: WasAsked
  package let isShared: Bool
  package let isFamilyTold: Bool
  package let notToldWhy: String?
  package let decidedBy: String
  package let decidedAt: Instant
  package init(row: Row) throws {
    id = try row[0]
    what = try row[1]
    withWhom = try row[2]
    why = try row[3]
    situation = try row[4]
    basis = try row[5]
    wasAsked = try row[6]
    isShared = try row[7]
    isFamilyTold = try row[8]
    notToldWhy = try row[9]
    decidedBy = try row[10]
    decidedAt = try row[11]
  }
}

package struct NewSharingDecision: Sendable, Hashable {
  package var what: String
  package var withWhom: String
  package var why: String
  package var situation: SharingSituation
  package var wasAsked: WasAsked
  package var isShared: Bool
  package var isFamilyTold: Bool
  package var notToldWhy: String?
  package init(
    what: String, withWhom: String, why: String, situation: SharingSituation, wasAsked: WasAsked, isShared: Bool,
    isFamilyTold: Bool, notToldWhy: String? = nil
  ) {
    self.what = what
    self.withWhom = withWhom
    self.why = why
    self.situation = situation
    self.wasAsked = wasAsked
    self.isShared = isShared
    self.isFamilyTold = isFamilyTold
    self.notToldWhy = notToldWhy
  }
}

package func problems(with new: NewSharingDecision) -> [FieldError] {
  if !new.isFamilyTold, (new.notToldWhy ?? "").isEmpty {
    return [FieldError("not_told_why", "Say why the family has not been told")]
  }
  if new.isShared, new.wasAsked == .refused, new.situation == .earlyHelp {
    return [
      FieldError(
        "is_shared",
        "The family said no, and early help is theirs to refuse: do not share. If a child is at risk, choose that situation"
      )
    ]
  }
  return []
}

package func decideSharing(
  _ id: ID<SharingDecision>, _ new: NewSharingDecision, child: ChildID, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try tx.run(
    """
    INSERT INTO sharing_decision (id, child_id, what, with_whom, why, situation, basis, was_asked, is_shared,
      is_family_told, not_told_why, decided_by, decided_at)
    VALUES (\(id), \(child), \(new.what), \(new.withWhom), \(new.why), \(new.situation), \(new.situation.basis),
      \(new.wasAsked), \(new.isShared), \(new.isFamilyTold), \(new.notToldWhy), \(caller.name), \(now))
    """)
  try tx.append(
    .sharingDecided, about: id.of(), child: child, by: caller, at: now,
    changed: ["situation": new.situation.rawValue, "shared": new.isShared ? "yes" : "no"])
}

extension Transaction {
  /// Newest first. The family sees what they have been told of.
  package func sharingDecisions(_ child: ChildID, forFamily: Bool) throws -> [SharingDecision] {
    let told: SQL = forFamily ? "AND is_family_told" : ""
    return try all(
      """
      SELECT id, what, with_whom, why, situation, basis, was_asked, is_shared, is_family_told, not_told_why, decided_by,
        decided_at FROM sharing_decision WHERE child_id = \(child) \(told) ORDER BY decided_at DESC, id DESC
      """)
  }
}
