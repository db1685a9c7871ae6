import FrontDoor
import Kernel
import People
import Plans
import Store
import Web

/// Tells one family from the first request for help to now, through the verbs, each at its own time. Everything random
/// in it comes from a generator of its own, so that a family told again has the same ids.
struct FamilyTelling {
  let family: ToldFamily
  let county: County
  let tx: Transaction
  var random: SplitMix64
  var time: DemonstrationTime { county.time }
  /// The number of the family: for phones and house numbers.
  let number: Int
  let children: [ChildID]
  /// Days ago that they first asked.
  let firstDay: Int
  var decidedAt = Instant(seconds: 0)

  init(_ family: ToldFamily, number: Int, county: County, in tx: Transaction) {
    (self.family, self.number, self.county, self.tx) = (family, number, county, tx)
    var random = SplitMix64(seed: demonstrationSeed, part: "family \(family.key)")
    // Early help begins when the front door decides; other help, and early help beside it, some days later.
    let isEarlyHelp = family.visits == nil && family.support.map { $0.stage != .stepDownReceived } ?? false
    firstDay =
      max(family.support?.daysAgo ?? 0, (family.visits?.weeks ?? 0) * 7, family.support == nil ? 60 : 0)
      + (isEarlyHelp ? 5 : 10)
    let at = county.time.ago(firstDay, 11)
    children = family.children.map { _ in random.id(at: at) }
    self.random = random
  }

  var child: ChildID { children[0] }
  var profile: Profile { family.profile }
  func said(_ words: String, _ index: Int = 0) -> String { spoken(words, family.children[index]) }
  mutating func newID<Of>(_ at: Instant) -> ID<Of> { random.id(at: at) }

  mutating func tell() throws {
    let request = try askAndRegister()
    try decide(request)
    try nameTeam()
    try tellAgreements()
    try tellReferrals()
    if family.visits != nil { try tellVisits() }
    if let support = family.support { try tellSupport(support) }
    try tellWords()
    try tellOpinions()
    try tellOpenings()
    if let why = family.restrictedWhy {
      try restrict(
        child, to: true, why: why, by: county.person("bronwen").caller, at: time.ago(firstDay - 7, 16), in: tx)
    }
    if let days = family.diedDaysAgo { try tellDeath(days) }
    if family.isRecordClosed {
      let isGrownUp = family.child.months >= 216
      try closeRecord(
        child,
        why: isGrownUp
          ? "Settled with adult services; the family agrees that the record is closed."
          : "At school with the support that is there for everybody; the family agrees that the record is closed.",
        by: county.manager(of: worker?.line.team ?? "front-door").caller, at: time.ago(12, 15), in: tx)
    }
  }

  private func tellDeath(_ days: Int) throws {
    try recordDeath(
      NewDeath(on: time.today.adding(days: -days), knownBy: "The ward rang, and then her mother"), of: child,
      onDeath: Partnership().onDeath, address: county.settings.publicAddress, by: county.person("kirsty").caller,
      at: time.ago(days - 1, 9.5), in: tx)
  }

  // MARK: The first request, and the record

  private mutating func askAndRegister() throws -> HelpRequestID {
    let asked = time.ago(firstDay, family.key.utf8.count.isMultiple(of: 2) ? 19.5 : 11)
    let isProfessional = number.isMultiple(of: 3)
    let id: HelpRequestID = newID(asked)
    let request = try askForHelp(
      isProfessional ? professionalRequest() : parentRequest(), id: id, code: HelpCode(random: &random),
      by: .visitor(from: "198.51.100.\(10 + number)"), at: asked, settings: county.settings, in: tx)
    let screener = county.person(number.isMultiple(of: 2) ? "joanne" : "kwame").caller
    try takeRequest(request, by: screener, at: nextMorning(asked), in: tx)
    try register(by: screener, at: nextMorning(asked).adding(minutes: 20))
    try linkChild(child, to: try tx.helpRequest(id), by: screener, at: nextMorning(asked).adding(minutes: 25), in: tx)
    return id
  }

  /// The first working morning after somebody has written.
  func nextMorning(_ asked: Instant) -> Instant {
    let isEarly = asked.london.minuteOfDay < 15 * 60
    return isEarly
      ? asked.adding(minutes: 40) : min(time.moment(time.calendar.onOrAfter(asked.day.adding(days: 1)), 9.25), time.now)
  }

  private func parentRequest() -> NewHelpRequest {
    let child = family.child
    var new = NewHelpRequest(
      asker: .parent, givenName: child.givenName, familyName: child.familyName, askerName: family.adults[0].name)
    new.bornOn = bornOn(0)
    new.postcode = postcode
    new.school = child.school
    (new.goingWell, new.hard, new.wouldHelp) = (said(profile.goingWell), said(profile.hard), said(profile.wouldHelp))
    (new.services, new.helpers) = (profile.services, profile.helpers)
    (new.phone, new.email) = (phone(0), emailAddress(of: family.adults[0].name))
    new.bestTime = number.isMultiple(of: 2) ? "After 6pm" : nil
    new.interpreter = family.interpreter
    return new
  }
  private func professionalRequest() -> NewHelpRequest {
    let health = family.child.months < 60
    let person = county.person(health ? (number.isMultiple(of: 2) ? "claire" : "anita") : "gareth")
    var new = parentRequest()
    new.asker = .professional
    (new.askerName, new.phone, new.email) = (person.name, person.phone, person.email)
    (new.agency, new.role) = (
      health ? "Thorne Valley Community Health NHS Trust" : "Thorneshire Education and SEND", person.line.job
    )
    (new.goingWell, new.hard, new.wouldHelp) = (nil, said(profile.referral), said(profile.wouldHelp))
    (new.familyContact, new.familyPhone) = (family.adults[0].name, phone(0))
    (new.agreement, new.bestTime) = (.agreed, nil)
    new.levelClaimed = family.support?.level == .targeted ? .targeted : .early
    return new
  }

  func bornOn(_ index: Int) -> Day? {
    let months = family.children[index].months
    return months < 0 ? nil : time.today.adding(months: -months).adding(days: -(number * 7 % 27) - 1)
  }
  func phone(_ index: Int) -> String { "07700 900\(pad(100 + number * 3 + index))" }
  private func pad(_ value: Int) -> String { String("000\(value)".suffix(3)) }
  private var place: Locality { countyLocalities.first { $0.key == family.locality }! }
  private var postcode: Postcode {
    let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
    return Postcode("\(place.district) \(1 + number % 9)\(letters[number % 20])\(letters[(number * 7 + 3) % 20])")!
  }

  private mutating func register(by caller: Caller, at: Instant) throws {
    let home: FamilyID = newID(at)
    try tx.addFamily(home, name: family.child.familyName, at: at)
    for index in family.children.indices {
      try People.register(record(index, home, at), by: caller, at: at, why: "Request for help", in: tx)
    }
    for (index, adult) in family.adults.enumerated() {
      let person: PersonID = newID(at)
      var new = NewPerson(
        name: adult.name, phone: phone(index), email: emailAddress(of: adult.name), language: family.interpreter)
      new.bestTime = index == 0 ? "After 6pm" : nil
      try tx.addPerson(person, new, family: home, at: at)
      for child in children {
        try tx.addRelation(
          newID(at), child: child, person: person, kind: adult.kind,
          hasResponsibility: adult.kind == .mother || adult.kind == .father, livesWith: adult.livesWith,
          hasPortal: family.hasAccount && index == 0, by: caller, at: at)
      }
      if family.hasAccount, index == 0 {
        try county.letIn(person, adult.name, id: newID(at), at: at.adding(days: 2), in: tx)
      }
    }
    if family.key == "whitlock" { try letYoungPersonIn(home, by: caller, at: at) }
  }

  /// From sixteen a young person sees their own record.
  private mutating func letYoungPersonIn(_ home: FamilyID, by caller: Caller, at: Instant) throws {
    let person: PersonID = newID(at)
    let name = family.child.name
    try tx.addPerson(
      person, NewPerson(name: name, phone: phone(2), email: emailAddress(of: name), bestTime: "Messages, afternoons"),
      family: home, at: at)
    try tx.addRelation(
      newID(at), child: child, person: person, kind: .youngPerson, hasResponsibility: false, livesWith: true,
      hasPortal: true,
      by: caller, at: at)
    try county.letIn(person, name, role: .youngPerson, id: newID(at), at: at.adding(days: 3), in: tx)
  }

  private func record(_ index: Int, _ home: FamilyID, _ at: Instant) -> Child {
    let told = family.children[index]
    var child = Child(
      id: children[index], givenName: told.givenName, familyName: told.familyName, sex: told.sex, bornOn: bornOn(index),
      at: at)
    child.family = home
    child.preferredName = told.preferredName
    child.ethnicity = told.ethnicity
    child.nhsNumber = nhsNumber(9_990_000 + number * 4 + index)
    child.nhsStatus = child.nhsNumber == nil ? .missing : .verified
    child.upn = told.months >= 57 ? upn(2_100_000 + number * 4 + index) : nil
    child.address = "\(3 + number * 5 % 88) \(countyStreets[number % countyStreets.count]), \(place.name)"
    child.postcode = postcode
    child.isAddressHidden = family.isAddressHidden
    child.locality = county.localities[family.locality]
    child.phone = phone(0)
    child.school = told.school
    child.gp = "\(place.name) Surgery"
    child.needsInterpreter = family.interpreter != nil
    child.firstLanguage = family.interpreter ?? "English"
    child.communication = profile.communication.map { spoken($0, told) }
    child.whatMatters = spoken(profile.whatMatters, told)
    child.alerts = profile.alerts.map { spoken($0, told) }
    return child
  }

  // MARK: The decision, and who works with them

  private mutating func decide(_ id: HelpRequestID) throws {
    let request = try tx.helpRequest(id)
    let isStatutory = family.support?.stage == .stepDownReceived
    let team =
      isStatutory
      ? county.team("disabled-children") : family.visits.map { county.person($0.visitor).team } ?? supportTeam
    let isHomeVisiting = family.visits != nil
    let level: NeedLevel = family.support?.level == .targeted ? .targeted : .early
    var new = NewDecision(
      outcome: team == nil ? .advice : isHomeVisiting ? .homeVisiting : isStatutory ? .assessment : .earlyHelp,
      level: level, criteria: try criteria(level, at: request.receivedAt.day), reason: said(profile.reason),
      told:
        """
        Thank you for telling us about \
        \(family.child.preferredName ?? family.child.givenName).\n\n\(said(profile.told))
        """
    )
    (new.team, new.agreement) = (team, .agreed)
    if team == nil {
      new.alternative = "The school’s own support, and the parents’ group at Thorneshire Families Together."
    }
    let screener = county.person(number.isMultiple(of: 2) ? "joanne" : "kwame").caller
    let at = min(nextMorning(request.receivedAt).adding(minutes: 150), time.now.adding(minutes: -5))
    decidedAt = at
    try decideRequest(
      new, on: request, id: newID(at), by: screener, at: at, settings: county.settings, earlyHelp: .plans,
      in: tx)
  }
  func criteria(_ level: NeedLevel, at day: Day) throws -> [String] {
    // Signs that are true of every family told here: nobody is said to be what they are not.
    let signs =
      family.visits == nil
      ? (level == .targeted ? ["3C1"] : ["2C4", "2P1"]) : (level == .targeted ? ["3C1", "3C2"] : ["2C1", "2C5"])
    return try tx.thresholds(on: day).map(\.id).filter(signs.contains)
  }
  /// Where nobody is named yet, the team of the place.
  var supportTeam: TeamID? {
    guard let support = family.support else { return nil }
    return support.worker.isEmpty ? county.team("family-\(family.locality)") : county.person(support.worker).team
  }

  private mutating func nameTeam() throws {
    let at = max(time.ago(firstDay - 5, 12), decidedAt.adding(minutes: 10))
    let caller = county.person("ruth").caller
    if let told = family.visits {
      let visitor = county.person(told.visitor)
      for child in children {
        for link in try tx.involvements(child) where link.team == visitor.team && link.practitioner == nil {
          try tx.endInvolvement(link.id, child: child, why: "\(visitor.name) visits", by: caller, at: at)
        }
        try tx.beginInvolvement(
          visitor.involvement(
            "Home visiting", isKeyWorker: true, isLead: !family.others.isEmpty && !family.isWithoutLead),
          child: child, id: newID(at), by: caller, at: at)
      }
    }
    for (index, other) in family.others.enumerated() {
      let began = time.ago(max(2, firstDay - 10 - index * 12), 14)
      let person = county.person(other.who)
      for child in children {
        try tx.beginInvolvement(
          person.involvement(other.part), child: child, id: newID(began), by: person.caller, at: began)
      }
    }
  }
}

/// An NHS number from the range that is kept for tests (999), of seven given digits; nil where these have no check digit.
func nhsNumber(_ serial: Int) -> NHSNumber? {
  // Nine digits and the tenth checks them; one serial in eleven has none.
  let stem = "99\(String("0000000\(serial % 10_000_000)".suffix(7)))"
  return (0...9).lazy.compactMap { NHSNumber(stem + String($0)) }.first
}

/// A unique pupil number of the invented authority 899.
func upn(_ serial: Int) -> UPN? {
  let stem = "899\(String("000000000\(serial)".suffix(9)))"
  return "ABCDEFGHJKLMNPQRTUVWXYZ".lazy.compactMap { UPN("\($0)\(stem)") }.first
}
