// The measures that the Department for Education publishes about plans. Source: Education, health and care plans,
// methodology: the calendar year, requests by the day on which they were received, plans by the day on which they were
// sent; an exception takes a plan out of the second count of the twenty weeks.

import Kernel

/// What is counted together: its counts add up, so what is hidden of one could be worked out from the rest.
package enum MeasureGroup: String, Choice {
  case requests, assessments, timeliness, reviewsHeld = "reviews_held", reviews, ended
  case budgets, arrangements, residential, workBased = "work_based", needs
  package var title: String {
    switch self {
    case .requests: "Requests"
    case .assessments: "Assessments"
    case .timeliness: "New plans in time"
    case .reviewsHeld: "Reviews that were due"
    case .reviews: "Decisions after a review"
    case .ended: "Plans that ended"
    case .budgets: "Personal budgets"
    case .arrangements: "Organised arrangements"
    case .residential: "Residential places"
    case .workBased: "Work-based learning"
    case .needs: "Primary need"
    }
  }
  /// Rows and columns of its table.
  var size: (rows: Int, columns: Int) {
    switch self {
    case .requests: (3, 4)
    case .assessments: (2, 4)
    case .timeliness: (3, 3)
    case .reviewsHeld, .arrangements: (1, 2)
    case .reviews: (2, 4)
    case .ended: (1, CeaseReason.allCases.count)
    case .budgets: (2, 5)
    case .residential: (2, 3)
    case .workBased: (2, 4)
    case .needs: (1, publishedNeeds.count)
    }
  }
}

/// The needs as they are published, by their place in the table: Down Syndrome counts with the others.
let publishedNeeds = [
  "ASD", "HI", "MLD", "MSI", "OTH", "PD", "PMLD", "SEMH", "SLCN", "SLD", "SPLD", "VI", "unknown",
]

/// A measure as it is published, in per cent.
package enum Measure: String, Choice {
  case sixWeeks = "six_weeks", agreedToAssess = "agreed_to_assess", requestsRefused = "requests_refused"
  case requestsWithdrawn = "requests_withdrawn", requestsOutstanding = "requests_outstanding"
  case assessedWithPlan = "assessed_with_plan", assessedWithoutPlan = "assessed_without_plan"
  case assessedWithdrawn = "assessed_withdrawn", assessedOutstanding = "assessed_outstanding"
  case noPlanInSixteenWeeks = "no_plan_in_sixteen_weeks"
  case twentyWeeks = "twenty_weeks", twentyWeeksWithoutExceptions = "twenty_weeks_without_exceptions"
  case twentyWeeksWithoutDisputes = "twenty_weeks_without_disputes", overAYear = "over_a_year"
  case reviewsHeld = "reviews_held", reviewInFourWeeks = "review_in_four_weeks"
  case reviewedMaintain = "reviewed_maintain", reviewedAmend = "reviewed_amend", reviewedCease = "reviewed_cease"
  case endedOldest = "ended_oldest", endedNeedsMet = "ended_needs_met", endedStudies = "ended_higher_education"
  case endedWork = "ended_work", endedMovedCouncil = "ended_moved_council"
  case endedNoLongerWanted = "ended_no_longer_wanted", endedLeftEngland = "ended_left_england"
  case endedDied = "ended_died", endedOther = "ended_other"
  case budgets, budgetsEducation = "budgets_education", budgetsHealth = "budgets_health"
  case budgetsSocial = "budgets_social", budgetsIntegrated = "budgets_integrated", arrangements
  case residential, residentialWeeks = "residential_weeks", residentialYear = "residential_year"
  case workBased = "work_based", internships, apprenticeships, traineeships
  case needASD = "need_asd", needHI = "need_hi", needMLD = "need_mld", needMSI = "need_msi", needOTH = "need_oth"
  case needPD = "need_pd", needPMLD = "need_pmld", needSEMH = "need_semh", needSLCN = "need_slcn"
  case needSLD = "need_sld", needSPLD = "need_spld", needVI = "need_vi", needUnknown = "need_unknown"

  package var title: String { definition.title }
  package var group: MeasureGroup { definition.group }
  var definition: MeasureDefinition { definitions[self]! }
}

/// Where in the table of its group a measure finds what it counts.
enum Margin: Sendable, Hashable {
  case cell(Int, Int), row(Int), column(Int), all
}

/// So many of so many: the sum of some margins of a table, of the sum of others.
struct MeasureDefinition: Sendable, Hashable {
  let group: MeasureGroup
  let title: String
  let part: [Margin]
  let whole: [Margin]
  init(_ group: MeasureGroup, _ title: String, _ part: Margin..., of whole: [Margin] = [.all]) {
    (self.group, self.title, self.part, self.whole) = (group, title, part, whole)
  }
}

/// Requests by row: decided in time, later, not at all; by column: agreed, refused, withdrawn, waiting. Assessments by row:
/// all but what was refused late, and that; by column: a plan, none, withdrawn, under way. New plans by row: limit lifted,
/// in dispute, neither; by column: in 20 weeks, in a year, later. Decisions after reviews by row: in 4 weeks, later; by
/// column: stays, changes, ends, not said. Budgets, residential places and work-based learning by row: without and with.
private let definitions: [Measure: MeasureDefinition] = {
  var all: [Measure: MeasureDefinition] = [
    .sixWeeks: .init(.requests, "Requests decided within 6 weeks", .row(0), of: [.row(0), .row(1)]),
    .agreedToAssess: .init(.requests, "Requests that were agreed to", .column(0)),
    .requestsRefused: .init(.requests, "Requests that were refused", .column(1)),
    .requestsWithdrawn: .init(.requests, "Requests that were withdrawn", .column(2)),
    .requestsOutstanding: .init(.requests, "Requests without a decision yet", .column(3)),
    .assessedWithPlan: .init(.assessments, "Assessments that led to a plan", .column(0), of: concluded),
    .assessedWithoutPlan: .init(.assessments, "Assessments that led to no plan", .column(1), of: concluded),
    .assessedWithdrawn: .init(.assessments, "Assessments that were withdrawn", .column(2), of: concluded),
    .assessedOutstanding: .init(.assessments, "Assessments still under way", .column(3)),
    .noPlanInSixteenWeeks: .init(
      .assessments, "Decisions not to make a plan within 16 weeks", .cell(0, 1), of: [.column(1)]),
    .twentyWeeks: .init(.timeliness, "New plans within 20 weeks", .column(0)),
    .twentyWeeksWithoutExceptions: .init(
      .timeliness, "New plans within 20 weeks, without exceptions", .cell(1, 0), .cell(2, 0), of: [.row(1), .row(2)]),
    .twentyWeeksWithoutDisputes: .init(
      .timeliness, "New plans within 20 weeks, without exceptions, mediation and tribunal", .cell(2, 0), of: [.row(2)]),
    .overAYear: .init(.timeliness, "New plans after more than 52 weeks", .column(2)),
    .reviewsHeld: .init(.reviewsHeld, "Plans that were due a review and had one", .cell(0, 0)),
    .reviewInFourWeeks: .init(.reviews, "Review decisions within 4 weeks of the meeting", .row(0)),
    .reviewedMaintain: .init(.reviews, "After a review: the plan stays", .column(0), of: said),
    .reviewedAmend: .init(.reviews, "After a review: the plan changes", .column(1), of: said),
    .reviewedCease: .init(.reviews, "After a review: the plan ends", .column(2), of: said),
    .budgets: .init(.budgets, "Plans with a personal budget", .row(1)),
    .budgetsEducation: .init(.budgets, "Personal budgets for education only", .cell(1, 1), of: [.row(1)]),
    .budgetsHealth: .init(.budgets, "Personal budgets for health only", .cell(1, 2), of: [.row(1)]),
    .budgetsSocial: .init(.budgets, "Personal budgets for social care only", .cell(1, 3), of: [.row(1)]),
    .budgetsIntegrated: .init(.budgets, "Personal budgets for several of these", .cell(1, 4), of: [.row(1)]),
    .arrangements: .init(.arrangements, "Plans with organised arrangements", .cell(0, 1)),
    .residential: .init(.residential, "Plans with a residential place", .row(1)),
    .residentialWeeks: .init(.residential, "Residential places of 38 to 51 weeks", .cell(1, 1), of: [.row(1)]),
    .residentialYear: .init(.residential, "Residential places of 52 weeks", .cell(1, 2), of: [.row(1)]),
    .workBased: .init(.workBased, "Plans with work-based learning", .row(1)),
    .internships: .init(.workBased, "Supported internships", .cell(1, 1), of: [.row(1)]),
    .apprenticeships: .init(.workBased, "Apprenticeships", .cell(1, 2), of: [.row(1)]),
    .traineeships: .init(.workBased, "Traineeships", .cell(1, 3), of: [.row(1)]),
  ]
  let ended: [(Measure, String)] = [
    (.endedOldest, "at the oldest age"), (.endedNeedsMet, "because needs are met"),
    (.endedStudies, "with a place in higher education"), (.endedWork, "with paid work"),
    (.endedMovedCouncil, "with a move to another council"),
    (.endedNoLongerWanted, "because they were no longer wanted"),
    (.endedLeftEngland, "with a move out of England"), (.endedDied, "with a death"),
    (.endedOther, "for another reason"),
  ]
  for (place, (measure, how)) in ended.enumerated() {
    all[measure] = .init(.ended, "Plans that ended \(how)", .cell(0, place))
  }
  let needs: [(Measure, String)] = [
    (.needASD, "Autistic spectrum"), (.needHI, "Hearing impairment"), (.needMLD, "Moderate learning difficulty"),
    (.needMSI, "Multi-sensory impairment"), (.needOTH, "Other, with Down Syndrome"), (.needPD, "Physical disability"),
    (.needPMLD, "Profound and multiple learning difficulty"), (.needSEMH, "Social, emotional and mental health"),
    (.needSLCN, "Speech, language and communication"), (.needSLD, "Severe learning difficulty"),
    (.needSPLD, "Specific learning difficulty"), (.needVI, "Vision impairment"), (.needUnknown, "Not known"),
  ]
  for (place, (measure, title)) in needs.enumerated() { all[measure] = .init(.needs, title, .cell(0, place)) }
  return all
}()

private let concluded: [Margin] = [.column(0), .column(1), .column(2)]
private let said: [Margin] = [.column(0), .column(1), .column(2)]
