package import Kernel
package import Store

package enum ReviewOutcome: String, Choice {
  case maintain, amend, cease, reassess
  package var title: String {
    switch self {
    case .maintain: "The plan stays as it is"
    case .amend: "The plan changes"
    case .cease: "The plan ends"
    case .reassess: "The needs are assessed again"
    }
  }
  /// How it is stored, and asked for by the return: while needs are assessed again, the plan stays.
  var kept: ReviewOutcome { self == .reassess ? .maintain : self }
  /// The letter of the return: not verified against the specification.
  var code: String {
    switch self {
    case .maintain, .reassess: "M"
    case .amend: "A"
    case .cease: "C"
    }
  }
}

/// A review of a plan: the meeting, the report, the decision, and the changed plan where there is one.
package struct PlanReview: Sendable, Record, Codable, Hashable {
  package let id: ID<PlanReview>
  package let ehcCase: ID<EHCCase>
  package let child: ChildID
  package let heldOn: Day
  package let came: String?
  /// What the child or young person said, in their own words.
  package let voice: String?
  /// From year 9: which adult services will be needed.
  package let adultServices: String?
  package let reportOn: Day?
  package let outcome: ReviewOutcome?
  package let decidedOn: Day?
  /// When the notice with the proposed changes went out.
  package let draftOn: Day?
  package let finalOn: Day?
  /// What the proposed changes rest on; nil where no notice has gone out from here.
  package let evidence: String?
  /// When the family was told that the plan does not change after all, and why.
  package let keptOn: Day?
  package let keptWhy: String?

  static let columns: SQL = """
    id, case_id, child_id, held_on, came, voice, adult_services, report_on, outcome, decided_on, draft_on, final_on,
    evidence, kept_on, kept_why, reassess_on
    """
  package init(row: Row) throws {
    (id, ehcCase, child, heldOn) = (try row[0], try row[1], try row[2], try row[3])
    (came, voice, adultServices, reportOn) = (try row[4], try row[5], try row[6], try row[7])
    let (stored, again): (ReviewOutcome?, Day?) = (try row[8], try row[15])
    outcome = again == nil ? stored : .reassess
    (decidedOn, draftOn, finalOn) = (try row[9], try row[10], try row[11])
    (evidence, keptOn, keptWhy) = (try row[12], try row[13], try row[14])
  }
}

extension PlanReview {
  /// A notice of changes is out, and neither the changed plan nor word that it stays.
  var isBeingChanged: Bool { outcome == .amend && draftOn != nil && finalOn == nil && keptOn == nil }
}

/// A review that was held.
package struct NewReview: Sendable, Hashable {
  package var heldOn: Day
  package var came: String?
  package var voice: String?
  package var adultServices: String?
  /// Why it is written down after its day.
  package var lateWhy: String?
  package init(heldOn: Day, came: String?, voice: String?, adultServices: String? = nil) {
    (self.heldOn, self.came, self.voice, self.adultServices) = (heldOn, came, voice, adultServices)
  }
}

// Rules of reviews. Source: SEND Regulations 2014 regs 18–22; for the notice with its changes: R (L, M and P) v Devon
// [2022] EWHC 493 (Admin).

/// What is wrong with a review that is written down.
func problems(with new: NewReview, planFrom: Day, isYearNine: Bool, today: Day) -> [FieldError] {
  var found: [FieldError] = []
  if new.heldOn > today {
    found.append(FieldError("held_on", "The day of the meeting must be today or in the past"))
  } else if new.heldOn < planFrom {
    found.append(
      FieldError("held_on", "The day of the meeting must be on or after \(planFrom.long), when the plan began"))
  }
  if new.voice == nil {
    found.append(FieldError("voice", "Enter what the child or young person said, or how they showed it"))
  }
  if isYearNine, new.adultServices == nil {
    found.append(
      FieldError("adult_services", "From year 9, say which adult services will be needed, or that none will"))
  }
  return found
}

/// What is wrong with the decision of a review.
func problems(deciding outcome: ReviewOutcome, on day: Day, draftOn: Day?, _ review: PlanReview, today: Day)
  -> [FieldError]
{
  if review.decidedOn != nil { return [FieldError("", "This review was decided already.")] }
  if day > today { return [FieldError("decided_on", "The day of the decision must be today or in the past")] }
  if day < review.heldOn {
    return [
      FieldError(
        "decided_on", "The day of the decision must be on or after \(review.heldOn.long), the day of the meeting")
    ]
  }
  if outcome == .amend, draftOn == nil {
    return [FieldError("draft_on", "The proposed changes go with the notice. Enter the day on which they went out")]
  }
  if outcome != .amend, draftOn != nil {
    return [FieldError("draft_on", "Leave the day empty: a notice goes out only where the plan changes")]
  }
  if let draftOn, draftOn < review.heldOn || draftOn > today {
    return [FieldError("draft_on", "The day of the notice must lie between the meeting and today")]
  }
  return []
}
