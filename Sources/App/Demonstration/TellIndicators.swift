import Governance
import Kernel
import LocalOffer
import Store

// Indicators that are looked at every quarter, and those of which the county keeps no record: they are entered with their
// source. All figures that are entered are invented.

extension GovernanceTelling {
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
      ("Tell it once", "Children’s commissioner", 0.0, "asked_again", false),
      ("Help that lasts", "Family support manager", 60.0, "help_stepped_down", true),
      ("Help that lasts", "Family support manager", 90.0, "goals_paired", true),
      ("Help that lasts", "Family support manager", 2.0, "goal_change", true),
      ("Families know and shape", "Children’s commissioner", 4.0, "core_offer_score", true),
      ("Families know and shape", "Local offer editor", 100.0, "core_offer_coverage", true),
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

  /// What no record of Keywork shows yet: short breaks, personal budgets, direct payments, clinical measures, places.
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
        "Growth of places", "Places now less places a year before, out of those a year before", 42, "%",
        [8, 12, 17, 21, 26]
      ),
    ] as [(String, String, Double, String?, [Double])] {
      let isShare = number == "%"
      let isClinical = title.contains("HoNOSCA")
      let isLessBetter = title.hasPrefix("Surplus") || title.hasPrefix("Residential") || title.hasPrefix("Change")
      try tell(
        Indicator(
          id: random.id(at: at),
          objective: isClinical ? "Children feel better" : "More choice of short breaks and budgets", title: title,
          formula: formula,
          owner: "Children’s commissioner", unit: isShare ? .percent : .number, isMoreBetter: !isLessBetter,
          target: target, frequency: .quarter, numberOf: isShare ? nil : number), figures,
        source: "The commissioner’s quarterly return")
    }
  }
}
