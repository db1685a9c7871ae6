import Governance
import Kernel
import LocalOffer
import Store

// The scorecard: indicators of every month and of every quarter, and those of which the county keeps no record: they are
// entered with their source. All figures that are entered are invented.

extension GovernanceTelling {
  /// What the system counts, and one figure that people enter: of each month, and approved by another.
  mutating func scorecard() throws {
    let at = time.ago(200, 10)
    let (owner, neighbours) = ("Children’s commissioner", ["E10000016", "E06000035"])
    for (objective, title, target, measure, rule) in [
      ("Help in time", "Time limits met", 95.0, ComputedMeasure.timeLimits, nil),
      ("Help in time", "Requests decided in a working day", 95.0, .requestsInTime, nil),
      ("One team around the child", "Children with a lead professional", 90.0, .leadCoverage, nil),
      ("Promises kept", "Milestones done and checked", 80.0, .planDelivery, nil),
      ("Help in time", "New EHC plans within 20 weeks", 60.0, .timeLimits, "EHC-20"),
      ("One team around the child", "Children of several agencies with a key worker", 90.0, .keyWorkers, nil),
      ("Families know and shape", "Children whose own words were heard in half a year", 75.0, .ownWords, nil),
      ("One team around the child", "Children with five workers or more at once", 5.0, .manyWorkers, nil),
    ] as [(String, String, Double, ComputedMeasure, String?)] {
      try tx.insert(
        Indicator(
          id: random.id(at: at), objective: objective, title: title, formula: measure.formula, owner: owner,
          isMoreBetter: measure.code != ComputedMeasure.manyWorkers.code, target: target, measure: measure.code,
          rule: rule, published: rule == "EHC-20" ? "twenty_weeks" : nil,
          neighbours: rule == "EHC-20" ? neighbours : []))
    }
    for (objective, owner, target, measure) in [
      ("Play and learn at home", "Head of home visiting", 90.0, ComputedMeasure.visitsHeld),
      ("Play and learn at home", "Head of home visiting", 90.0, .visitingOpinions),
      ("Help in time", "Family support manager", 80.0, .waitingForWorker),
      ("Help that lasts", "Family support manager", 10.0, .helpAgain),
      ("Help that lasts", "Family support manager", 10.0, .helpSteppedUp),
      ("Help that lasts", "Family support manager", 70.0, .goalsNearer),
      ("Families know and shape", "Local offer editor", 95.0, .listingsConfirmed),
      ("Families know and shape", "Local offer editor", 90.0, .offerCommentsAnswered),
      ("Families know and shape", "Children’s commissioner", 90.0, .findingsAnswered),
      ("Families know and shape", "Children’s commissioner", 40.0, .invitedWhoAnswered),
      ("Families know and shape", "Information governance lead", 100.0, .complaintsInTime),
      ("Tell it once", "Information governance lead", 90.0, .pairsDecided),
      ("People who can do it", "Head of home visiting", 95.0, .supervisionHeld),
      ("Families know and shape", "Children’s commissioner", 70.0, .facesPositive),
      ("Promises kept", "Children’s commissioner", 10.0, .planSlippage),
      ("Promises kept", "Children’s commissioner", 0.0, .planPlaceholders),
    ] as [(String, String, Double, ComputedMeasure)] {
      try tx.insert(
        Indicator(
          id: random.id(at: at), objective: objective, title: measure.title, formula: measure.formula, owner: owner,
          unit: measure.unit,
          isMoreBetter: ![
            ComputedMeasure.helpAgain.code, ComputedMeasure.helpSteppedUp.code, ComputedMeasure.planSlippage.code,
            ComputedMeasure.planPlaceholders.code,
          ].contains(measure.code), target: target, measure: measure.code, numberOf: measure.numberOf))
    }
    try everyQuarter(at)
    try nobodyKeeps(at)
    try tell(
      Indicator(
        id: random.id(at: at), objective: "Families know and shape", title: "Families who found what they looked for",
        formula: "Answers “yes” to the question at the end of a visit to the local offer, out of all answers",
        owner: "Local offer editor", target: 75), [52, 55, 51, 56, 53, 57, 54, 55, 61, 68, 71, 74])
    // Known since twelve days, so that a report of last week has figures.
    try keepScorecard(.live(OfferIndex()), at: time.ago(12, 10), in: tx)
  }

  /// Figures of the last periods that are over, each entered when it was and approved by somebody else; the newest waits.
  mutating func tell(_ indicator: Indicator, _ figures: [Double], source: String? = nil) throws {
    try tx.insert(indicator)
    let months = indicator.frequency == .quarter ? 3 : 1
    let first = FigurePeriod(indicator.frequency, of: time.today).first
    for (index, figure) in figures.enumerated() {
      let month = first.adding(months: (index - figures.count) * months)
      let at = time.moment(time.calendar.onOrAfter(month.adding(months: months).adding(days: 2)), 10)
      guard at.adding(hours: 3) < time.now else { continue }
      let id: ID<IndicatorValue> = random.id(at: at)
      try enterValue(
        id, of: indicator, month: month, value: figure,
        source: source ?? "Web survey, \(Day.monthNames[month.month - 1])",
        by: county.person("imran").caller, at: at, in: tx)
      // The newest waits.
      guard index < figures.count - 1 else { continue }
      try approveValue(id, of: indicator.id, by: seun.caller, at: at.adding(hours: 3), in: tx)
    }
  }

  /// Waits, what families go through, what early help achieves: counted from the live records.
  mutating func everyQuarter(_ at: Instant) throws {
    let measures = Measures.live(OfferIndex())
    for (objective, owner, target, code, isMoreBetter) in [
      ("Help in time", "Family support manager", 28.0, "help_wait_median", false),
      ("Help in time", "Family support manager", 84.0, "help_wait_ninetieth", false),
      ("Help in time", "Family support manager", 20.0, "help_wait_open", false),
      ("Help in time", "Head of home visiting", 42.0, "visiting_wait_median", false),
      ("Help in time", "Head of home visiting", 84.0, "visiting_wait_ninetieth", false),
      ("Help in time", "Head of home visiting", 20.0, "visiting_wait_open", false),
      ("Help in time", "Head of SEND", 140.0, "ehc_wait_median", false),
      ("Help in time", "Head of SEND", 140.0, "ehc_wait_ninetieth", false),
      ("Help in time", "Head of SEND", 10.0, "ehc_wait_open", false),
      ("Tell it once", "Children’s commissioner", 3.0, "involvements_of_family", false),
      ("Tell it once", "Children’s commissioner", 2.0, "agencies_of_family", false),
      ("Tell it once", "Children’s commissioner", 1.0, "assessments_of_family", false),
      ("Tell it once", "Children’s commissioner", 0.5, "told_again", false),
      ("Help that lasts", "Family support manager", 60.0, "help_stepped_down", true),
      ("Help that lasts", "Family support manager", 90.0, "goals_paired", true),
      ("Help that lasts", "Family support manager", 2.0, "goal_change", true),
      ("Families know and shape", "Children’s commissioner", 4.0, "core_offer_score", true),
      ("Families know and shape", "Local offer editor", 100.0, "core_offer_coverage", true),
      ("A good way into adult life", "Head of SEND", 95.0, "adult_reviews", true),
      ("A good way into adult life", "Head of SEND", 100.0, "adult_provision", true),
      ("Health plays its part", "Children’s commissioner", 90.0, "health_advice", true),
      ("Health plays its part", "Contract manager", 100.0, "shared_agreements", true),
    ] as [(String, String, Double, String, Bool)] {
      try insert(measures[code], objective, owner, target, isMoreBetter, at)
    }
    let estimate = "Invented: fifteen in a hundred of the families with children, as a council paper of 2012 reckons"
    try insert(measures["help_reach"], "Help in time", "Family support manager", 10, true, at, of: 3000, estimate)
    try insert(
      measures["escalations"], "Help that lasts", "Family support manager", 1, false, at, of: 24_000,
      "Invented: children under 18 in the county at the last census")
  }

  private mutating func insert(
    _ measure: ComputedMeasure?, _ objective: String, _ owner: String, _ target: Double, _ isMoreBetter: Bool,
    _ at: Instant, of whole: Double? = nil, _ source: String? = nil
  ) throws {
    guard let measure else { throw Refusal.notFound }
    try tx.insert(
      Indicator(
        id: random.id(at: at), objective: objective, title: measure.title, formula: measure.formula, owner: owner,
        unit: measure.unit, isMoreBetter: isMoreBetter, target: target, measure: measure.code, frequency: .quarter,
        numberOf: measure.numberOf, outOf: whole, outOfSource: source))
  }

  /// What no record of Keywork shows yet: short breaks, personal budgets, direct payments, clinical measures, wheelchairs,
  /// places.
  mutating func nobodyKeeps(_ at: Instant) throws {
    for (title, formula, target, number, figures) in [
      (
        "Children with a short break that is not residential",
        "Distinct children with one unit or more of a non-residential short break in the period", 400, "children",
        [301, 318, 342, 356, 371]
      ),
      (
        "Residential nights beside the year before", "Residential nights this year divided by those of last year", 0.9,
        nil, [1.02, 0.99, 0.97, 0.94, 0.93]
      ),
      (
        "Children with a plan who have a live personal budget",
        "Children with a live budget, out of all children with a plan", 15, "%", [6.1, 6.8, 7.4, 8.9, 9.6]
      ),
      (
        "Direct payments", "Direct payments that are live at the end of the period", 250, "payments",
        [171, 176, 188, 197, 203]
      ),
      (
        "Value of direct payments", "Pounds paid as direct payments in the period", 500_000, "pounds",
        [298_400, 311_250, 334_900, 352_100, 361_750]
      ),
      (
        "Surplus of direct payments recovered", "Surplus that came back, out of all that was paid", 2, "%",
        [3.4, 3.1, 2.9, 2.6, 2.2]
      ),
      (
        "Change of HoNOSCA", "Mean change of the total from the first to the last of paired scores; less is better", -4,
        "points", [-2.8, -3.1, -3.3, -3.2, -3.9]
      ),
      (
        "Children with a paired SDQ or HoNOSCA",
        "Children whose work ended with two scores, out of all whose work ended",
        80, "%", [52, 55, 61, 64, 70]
      ),
      (
        "Children whose wheelchair came within eighteen weeks",
        "Children whose wheelchair, or a change to it, came within 18 weeks of the referral, out of all whose came in the period",
        92, "%", [71.4, 74.1, 78.6, 83.0, 86.2]
      ),
      (
        "Growth of places", "Places now less places a year before, out of those a year before", 42, "%",
        [8, 12, 17, 21, 26]
      ),
    ] as [(String, String, Double, String?, [Double])] {
      let isShare = number == "%"
      let objective =
        title.contains("HoNOSCA")
        ? "Children feel better"
        : title.contains("wheelchair") ? "Health plays its part" : "More choice of short breaks and budgets"
      let isLessBetter = title.hasPrefix("Surplus") || title.hasPrefix("Residential") || title.hasPrefix("Change")
      try tell(
        Indicator(
          id: random.id(at: at), objective: objective, title: title, formula: formula,
          owner: "Children’s commissioner", unit: isShare ? .percent : .number, isMoreBetter: !isLessBetter,
          target: target, frequency: .quarter, numberOf: isShare ? nil : number), figures,
        source: "The commissioner’s quarterly return")
    }
  }
}
