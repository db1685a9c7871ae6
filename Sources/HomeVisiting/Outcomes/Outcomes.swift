import Kernel

// What home visiting achieves, in figures, and by which the commissioning principles can be checked. Pure.
// Source of the principles: Kent County Council, one county Portage service, 2007 to 2008.

/// Counts of a period.
struct VisitingFigures: Sendable, Codable, Hashable {
  var families = 0
  var held = 0
  var heldAtHome = 0
  var joint = 0
  var missedByFamily = 0
  var missedByService = 0
  /// Written down within two days.
  var writtenInTime = 0
  var activities = 0
  var achieved = 0
  var partly = 0
  /// Children with something new that they do alone, by area.
  var progressed: [AreaCount] = []
  var reviews = 0
  var referrals = 0
  var throughEarlySupport = 0
  var opinions: [HeadMean] = []
  /// Of families that are visited every week, and how many could be.
  var load = 0.0
  var places = 0.0
  /// Areas from which a family is visited.
  var areas = 0
  /// How long families wait for the first visit and how often they are visited, by location.
  var byLocation: [EquityLine] = []
  var goalsSet = 0
  var goalsMet = 0
  /// Nil where nobody keeps it.
  var practice: PracticeHours?
  init() {}
}

struct AreaCount: Sendable, Codable, Hashable {
  let area: DevelopmentArea
  let children: Int
}

/// The mean mark of a head, 1 to 4, and of how many answers.
struct HeadMean: Sendable, Codable, Hashable {
  let head: OfferHead
  let mean: Double
  let answers: Int
}

/// Means of fewer families than this are not shown: who said what could be guessed. Source: usual practice of statistics
/// about people; see also the suppression of planning figures.
let fewestAnswers = 5

/// A principle, and what speaks for it.
struct Principle: Sendable, Codable, Hashable {
  let number: Int
  let words: String
  let evidence: String
}

/// `4 people: 36 hours of training; 12 times of supervision, 13 hours; 1 is late`
func practiceWords(_ hours: PracticeHours) -> String {
  func whole(_ minutes: Int) -> String { "\((minutes + 30) / 60) \((minutes + 30) / 60 == 1 ? "hour" : "hours")" }
  return """
    \(hours.people) people: \(whole(hours.trainingMinutes)) of training; \(hours.supervisionsHeld) times of supervision, \
    \(whole(hours.supervisionMinutes)); \(hours.supervisionsLate) late
    """
}

/// `Families of 6 areas are visited. Days to the first visit: 12 (Aldersham) to 31 (Fennacre). Visits a month: 1.9 (…) to 3.2 (…)`
/// Groups of fewer than two are no comparison.
private func fairness(_ figures: VisitingFigures) -> String {
  func range<Value: Comparable>(_ what: String, _ values: [(group: String, value: Value)], _ words: (Value) -> String)
    -> String?
  {
    let sorted = values.sorted { $0.value < $1.value }
    guard let least = sorted.first, let most = sorted.last, sorted.count > 1 else { return nil }
    return "\(what): \(words(least.value)) (\(least.group)) to \(words(most.value)) (\(most.group))"
  }
  let lines = figures.byLocation
  let days = lines.compactMap { line in line.daysToFirstVisit.map { (line.group, $0) } }
  let visits = lines.compactMap { line in line.visitsAMonth.map { (line.group, $0) } }
  return [
    "Families of \(figures.areas) areas are visited", range("Days to the first visit", days, String.init),
    range("Visits a month", visits) { "\($0)" }, "More stands under Caseloads and waiting",
  ].compactMap(\.self).joined(separator: ". ")
}

func principles(_ figures: VisitingFigures) -> [Principle] {
  func share(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "none yet" : "\(Int((Double(part) / Double(whole) * 100).rounded()))%"
  }
  let means = figures.opinions.filter { $0.answers >= fewestAnswers }
  let mean = means.isEmpty ? nil : means.reduce(0) { $0 + $1.mean } / Double(means.count)
  return [
    Principle(
      number: 1, words: "Home visiting stays the core of the service",
      evidence:
        "\(share(figures.heldAtHome, figures.held)) of \(figures.held) visits were home visits, joint ones included"),
    Principle(
      number: 2, words: "It is local, and fair wherever a family lives",
      evidence: fairness(figures)),
    Principle(
      number: 3, words: "Families come through Early Support",
      evidence: "\(share(figures.throughEarlySupport, figures.referrals)) of \(figures.referrals) referrals"),
    Principle(
      number: 4, words: "What there is, is used well",
      evidence: figures.places == 0
        ? "No working pattern is written down yet"
        : "\(Int((figures.load / figures.places * 100).rounded()))% of the places are taken"),
    Principle(
      number: 5, words: "What families value stays",
      evidence: mean.map { "Families mark it \(($0 * 10).rounded() / 10) of 4" }
        ?? "Fewer than \(fewestAnswers) families have said what they think"),
    Principle(
      number: 6, words: "Visitors are trained, supported and supervised",
      evidence: figures.practice.map(practiceWords) ?? "Nobody keeps supervision and training here"),
    Principle(
      number: 7, words: "There is a specification, by the National Portage Association’s guidelines",
      evidence:
        "\(share(figures.writtenInTime, figures.held)) of visits written down within two days; \(figures.activities) activities agreed, \(share(figures.achieved, figures.activities)) achieved"
    ),
  ]
}
