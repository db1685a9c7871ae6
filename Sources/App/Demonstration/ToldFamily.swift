import Kernel
import People
import Plans

/// A child of a family that is told in full.
struct ToldChild: Sendable {
  var givenName: String
  var familyName: String
  var sex: Sex
  /// Age in months on the day of the filling; below nought for a child who is expected.
  var months: Int
  var preferredName: String?
  var ethnicity: String?
  var school: String?

  init(
    _ givenName: String, _ familyName: String, _ sex: Sex, months: Int, ethnicity: String? = nil, school: String? = nil,
    called: String? = nil
  ) {
    (self.givenName, self.familyName, self.sex, self.months) = (givenName, familyName, sex, months)
    (self.ethnicity, self.school, preferredName) = (ethnicity, school, called)
  }
  var name: String { "\(givenName) \(familyName)" }
}

struct ToldAdult: Sendable {
  let name: String
  let kind: RelationshipKind
  var livesWith = true
  init(_ name: String, _ kind: RelationshipKind, livesWith: Bool = true) {
    (self.name, self.kind, self.livesWith) = (name, kind, livesWith)
  }
}

/// How far early help has come, and what came of it.
enum SupportStage: Sendable, Hashable {
  case requested, agreed, declined, assessing, planning
  case reviewing(Course, reviews: Int)
  case changing
  case stepUpPending, stepUpAccepted, stepUpDeclined
  case stepDownReceived, steppedDown
  case closing
  case closed(CloseReason)
  case reopened
}

enum Course: Sendable, Hashable { case better, same, worse, mixed }

/// Home visits: by whom, how often, since when.
struct ToldVisits: Sendable {
  let visitor: String
  let isWeekly: Bool
  let weeks: Int
  let weekday: Day.Weekday
  let hour: Double
  /// Where in the list of activities this child began.
  let start: Int
}

/// Early help: by whom, from which team, when it was asked for.
struct ToldSupport: Sendable {
  let worker: String
  let stage: SupportStage
  let daysAgo: Int
  var level: HelpLevel = .early
  init(_ worker: String, _ stage: SupportStage, daysAgo: Int, level: HelpLevel = .early) {
    (self.worker, self.stage, self.daysAgo, self.level) = (worker, stage, daysAgo, level)
  }
}

/// One family with everything that has happened around it.
struct ToldFamily: Sendable {
  let key: String
  let locality: String
  let profile: Profile
  let children: [ToldChild]
  let adults: [ToldAdult]
  var support: ToldSupport?
  var visits: ToldVisits?
  /// Others who work with the child, by key, with their part.
  var others: [(who: String, part: String)] = []
  /// The first of the adults signs in and may write.
  var hasAccount = false
  /// Which of the told conversations they have had; nil for none.
  var conversation: Int?
  /// The language that a parent needs an interpreter for.
  var interpreter: String?
  var isAddressHidden = false
  var restrictedWhy: String?
  var isRecordClosed = false
  /// The child has died, so many days ago; it was recorded the day after.
  var diedDaysAgo: Int?
  /// Nobody leads, although several agencies work with the child.
  var isWithoutLead = false

  init(_ key: String, _ locality: String, _ profile: Profile, _ children: [ToldChild], _ adults: [ToldAdult]) {
    (self.key, self.locality, self.profile, self.children, self.adults) = (key, locality, profile, children, adults)
  }
  var child: ToldChild { children[0] }
  func with(_ change: (inout ToldFamily) -> Void) -> ToldFamily {
    var copy = self
    change(&copy)
    return copy
  }
}
