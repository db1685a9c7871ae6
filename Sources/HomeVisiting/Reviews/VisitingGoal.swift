package import Kernel
package import Store

/// What a family wants in the long run; the small steps of activities lead there. Looked at again every six months.
package struct VisitingGoal: Sendable, Record, Codable, Hashable {
  package let id: ID<VisitingGoal>
  package let child: ChildID
  package let words: String
  package let purpose: GoalPurpose
  package let setOn: Day
  package let state: VisitingGoalState
  /// When it was last looked at.
  package let reviewedOn: Day?
  static let columns: SQL = "id, child_id, words, purpose, set_on, state, reviewed_on"
  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    words = try row[2]
    purpose = try row[3]
    setOn = try row[4]
    state = try row[5]
    reviewedOn = try row[6]
  }
}

/// What a goal is for. Source: Kent County Council, one county Portage service, 2007 to 2008 (the purposes of the service).
package enum GoalPurpose: String, Choice {
  case development, support, childsAccess = "childs_access", parentsAccess = "parents_access", work
  package var title: String {
    switch self {
    case .development: "What the child learns"
    case .support: "Support for the family"
    case .childsAccess: "A place for the child, like a nursery or a group"
    case .parentsAccess: "Something for the parents, like a course"
    case .work: "Going back to work"
    }
  }
}

package enum VisitingGoalState: String, Choice {
  case open, met, changed, dropped
  package var title: String {
    switch self {
    case .open: "On the way"
    case .met: "Met"
    case .changed: "Changed into another"
    case .dropped: "Not wanted any more"
    }
  }
}

/// A look back on half a year of home visiting, with the family.
package struct VisitingReview: Sendable, Record, Codable, Hashable {
  package let id: ID<VisitingReview>
  package let child: ChildID
  package let on: Day
  package let who: String
  package let wentWell: String
  package let next: String
  package let writtenBy: String
  static let columns: SQL = "id, child_id, on_day, who, went_well, next, written_by"
  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    on = try row[2]
    who = try row[3]
    wentWell = try row[4]
    next = try row[5]
    writtenBy = try row[6]
  }
}

package struct NewVisitingReview: Sendable, Hashable {
  package var on: Day
  package var who: String
  package var wentWell: String
  package var next: String
  /// What has become of each goal that was open.
  package var goals: [ID<VisitingGoal>: VisitingGoalState]
  /// A goal that is set now; nil where none is.
  package var newGoal: String?
  package var purpose: GoalPurpose
  package init(
    on: Day, who: String, wentWell: String, next: String, goals: [ID<VisitingGoal>: VisitingGoalState] = [:],
    newGoal: String? = nil, purpose: GoalPurpose = .development
  ) {
    (self.on, self.who, self.wentWell, self.next) = (on, who, wentWell, next)
    (self.goals, self.newGoal, self.purpose) = (goals, newGoal, purpose)
  }
}

/// That a child will begin at a nursery or school, and what is done for it. The joint meeting is held by the end of the
/// term before (`POR-TRA`).
package struct VisitingTransition: Sendable, Record, Codable, Hashable {
  package let child: ChildID
  package let setting: String
  package let beginsOn: Day
  package let metOn: Day?
  /// Who came, and what was agreed.
  package let agreed: String?
  static let columns: SQL = "child_id, setting, begins_on, met_on, agreed"
  package init(row: Row) throws {
    child = try row[0]
    setting = try row[1]
    beginsOn = try row[2]
    metOn = try row[3]
    agreed = try row[4]
  }
}
