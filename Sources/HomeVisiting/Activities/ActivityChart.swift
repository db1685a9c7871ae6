package import Kernel
package import Store

/// One small step that a family practises at home from one visit to the next, and what it writes down of it day by day.
/// Source: National Portage Association, Code of Practice (the weekly activity chart).
package struct ActivityChart: Sendable, Record, Codable, Hashable {
  package let id: ID<ActivityChart>
  package let child: ChildID
  /// The visit at which it was agreed; nil where it was agreed between two.
  package let visit: ID<Visit>?
  /// The first day of practice. The chart has seven.
  package let beginsOn: Day
  /// What the family wants in the long run, in its own words.
  package let goal: String?
  package let step: String
  /// What the child can do now.
  package let baseline: String?
  package let how: String?
  package let materials: String?
  package let help: PromptLevel?
  package let timesADay: Int
  /// The grown-up at home who does it with the child.
  package let who: String?
  package let criterion: Criterion
  package let agreedBy: String
  package let agreedAt: Instant
  package let outcome: ActivityOutcome?
  package let outcomeWords: String?
  package let endedAt: Instant?
  package let endedBy: String?

  static let columns: SQL = """
    id, child_id, visit_id, begins_on, goal, step, baseline, how, materials, help, times_a_day, who, well_of, tries,
    well_days, agreed_by, agreed_at, outcome, outcome_words, ended_at, ended_by
    """

  package init(row: Row) throws {
    id = try row[0]
    child = try row[1]
    visit = try row[2]
    beginsOn = try row[3]
    goal = try row[4]
    step = try row[5]
    baseline = try row[6]
    how = try row[7]
    materials = try row[8]
    help = try row[9]
    timesADay = try row[10]
    who = try row[11]
    criterion = Criterion(well: try row[12], of: try row[13], days: try row[14])
    agreedBy = try row[15]
    agreedAt = try row[16]
    outcome = try row[17]
    outcomeWords = try row[18]
    endedAt = try row[19]
    endedBy = try row[20]
  }

  /// The last of its seven days.
  package var endsOn: Day { beginsOn.adding(days: 6) }
  package var days: [Day] { (0..<7).map { beginsOn.adding(days: $0) } }
  package var isOpen: Bool { endedAt == nil }
}

/// When the step is learned: so many tries that went well, of so many, on so many days.
package struct Criterion: Sendable, Codable, Hashable {
  package let well: Int
  package let of: Int
  package let days: Int
  /// The usual one of Portage: three of four, on three days.
  package static let usual = Criterion(well: 3, of: 4, days: 3)
  package init(well: Int, of: Int, days: Int) { (self.well, self.of, self.days) = (well, of, days) }
  package var words: String { "\(well) out of \(of) tries go well, on \(days) \(days == 1 ? "day" : "days")" }
}

/// How much help the child has, the most first.
package enum PromptLevel: String, Choice {
  case physical, gesture, verbal, none
  package var title: String {
    switch self {
    case .physical: "Hand on hand"
    case .gesture: "Showing or pointing"
    case .verbal: "Saying it"
    case .none: "No help"
    }
  }
}

/// What came of a week of practice.
package enum ActivityOutcome: String, Choice {
  case achieved, partly, carryOn = "carry_on", change
  package var title: String {
    switch self {
    case .achieved: "The child can do it now"
    case .partly: "Some of the way"
    case .carryOn: "Carry on with the same"
    case .change: "Try something else"
    }
  }
}

/// A step that is agreed.
package struct NewActivity: Sendable, Hashable {
  package var beginsOn: Day
  package var step: String
  package var goal: String?
  package var baseline: String?
  package var how: String?
  package var materials: String?
  package var help: PromptLevel?
  package var timesADay: Int
  package var who: String?
  package var criterion: Criterion
  package init(
    beginsOn: Day, step: String, goal: String? = nil, baseline: String? = nil, how: String? = nil,
    materials: String? = nil, help: PromptLevel? = nil, timesADay: Int = 2, who: String? = nil,
    criterion: Criterion = .usual
  ) {
    (self.beginsOn, self.step, self.goal, self.baseline, self.how) = (beginsOn, step, goal, baseline, how)
    (self.materials, self.help, self.timesADay, self.who) = (materials, help, timesADay, who)
    self.criterion = criterion
  }
}

/// One day of a chart, as the family wrote it down.
package struct PracticeDay: Sendable, Codable, Hashable {
  package let on: Day
  package let tries: Int
  /// How many of them went well.
  package let well: Int
  package let note: String?
  package let writtenBy: String
  /// Copied from the paper chart by the visitor.
  package let isFromPaper: Bool
}

extension PracticeDay: Record {
  package init(row: Row) throws {
    on = try row[0]
    tries = try row[1]
    well = try row[2]
    note = try row[3]
    writtenBy = try row[4]
    isFromPaper = try row[5]
  }
}

/// What somebody writes down of a day.
package struct NewPracticeDay: Sendable, Hashable {
  package var on: Day
  package var tries: Int
  package var well: Int
  package var note: String?
  package init(on: Day, tries: Int, well: Int, note: String? = nil) {
    (self.on, self.tries, self.well, self.note) = (on, tries, well, note)
  }
}
