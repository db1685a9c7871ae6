import FrontDoor

/// A request for help at the front door that has not become work with a family yet, or will not.
struct ToldRequest: Sendable {
  /// What becomes of it.
  enum Fate: Sendable {
    case waiting
    /// Somebody reads it; what they have noted so far.
    case read(by: String, notes: [(LogEntry.Kind, String)])
    /// Agencies have been asked: agency, question, and the answer where there is one.
    case checks(by: String, [Check])
    case decided(by: String, Answer)
    /// Decided, taken back within the hour, and open again.
    case takenBack(by: String, Answer, why: String)
    /// Decided, and decided again for a reason.
    case again(by: String, Answer, Answer)
    case withdrawn(why: String)
  }
  struct Check: Sendable {
    let agency: String
    let question: String
    var finding: AgencyCheck.Finding?
    var answer: String?
    var by: String?
    init(
      _ agency: String, _ question: String, _ finding: AgencyCheck.Finding? = nil, _ answer: String? = nil,
      by: String? = nil
    ) {
      (self.agency, self.question, self.finding, self.answer, self.by) = (agency, question, finding, answer, by)
    }
  }
  struct Answer: Sendable {
    let outcome: HelpOutcome
    let level: NeedLevel
    let reason: String
    let told: String
    var alternative: String?
    var team: String?
    init(
      _ outcome: HelpOutcome, _ level: NeedLevel, reason: String, told: String, alternative: String? = nil,
      team: String? = nil
    ) {
      (self.outcome, self.level, self.reason, self.told) = (outcome, level, reason, told)
      (self.alternative, self.team) = (alternative, team)
    }
  }
  /// When it came: so many working days ago at this hour, or hours before now where that is earlier in the day.
  enum Came: Sendable {
    case workingDays(Int, Double)
    /// At any hour of any day: families write when they can.
    case hoursAgo(Int)
  }

  let key: String
  let came: Came
  let locality: String
  /// Months old; below nought is expected; nil is not known.
  let months: Int?
  let fate: Fate
  var asked: NewHelpRequest

  init(_ key: String, _ came: Came, _ locality: String, months: Int?, _ asked: NewHelpRequest, _ fate: Fate) {
    (self.key, self.came, self.locality, self.months) = (key, came, locality, months)
    (self.asked, self.fate) = (asked, fate)
  }
}

/// What a parent asks.
func parentAsks(
  _ given: String, _ family: String, by name: String, hard: String, help: String, well: String? = nil,
  _ services: [HelpService], helpers: [HelperKind] = [], school: String? = nil,
  _ change: (inout NewHelpRequest) -> Void = { _ in }
) -> NewHelpRequest {
  var new = NewHelpRequest(asker: .parent, givenName: given, familyName: family, askerName: name)
  (new.hard, new.wouldHelp, new.goingWell) = (hard, help, well)
  (new.services, new.helpers, new.school) = (services, helpers, school)
  new.email = emailAddress(of: name)
  change(&new)
  return new
}

/// What a professional asks for a family that has agreed.
func professionalAsks(
  _ given: String, _ family: String, by name: String, _ role: String, _ agency: String, hard: String, help: String,
  family contact: String, _ services: [HelpService], level: NeedLevel = .early, school: String? = nil,
  _ change: (inout NewHelpRequest) -> Void = { _ in }
) -> NewHelpRequest {
  var new = NewHelpRequest(asker: .professional, givenName: given, familyName: family, askerName: name)
  (new.role, new.agency, new.hard, new.wouldHelp) = (role, agency, hard, help)
  (new.services, new.school, new.familyContact) = (services, school, contact)
  (new.agreement, new.levelClaimed, new.email) = (.agreed, level, emailAddress(of: name))
  change(&new)
  return new
}
