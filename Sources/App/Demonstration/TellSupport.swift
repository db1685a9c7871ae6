import Kernel
import People
import Plans
import Store

// Early help of one family, told as far as its stage.

extension FamilyTelling {
  mutating func tellSupport(_ told: ToldSupport) throws {
    var telling = SupportTelling(
      told: told, family: family, county: county, tx: tx, child: child,
      random: SplitMix64(seed: demonstrationSeed, part: "support \(family.key)"), number: number)
    try telling.tell(team: supportTeam)
  }
}

struct SupportTelling {
  let told: ToldSupport
  let family: ToldFamily
  let county: County
  let tx: Transaction
  let child: ChildID
  var random: SplitMix64
  let number: Int
  var support = SupportID(high: 0, low: 0)
  var goals: [(id: ID<Goal>, told: Profile.ToldGoal)] = []

  init(
    told: ToldSupport, family: ToldFamily, county: County, tx: Transaction, child: ChildID, random: SplitMix64,
    number: Int
  ) {
    (self.told, self.family, self.county, self.tx) = (told, family, county, tx)
    (self.child, self.random, self.number) = (child, random, number)
  }

  var profile: Profile { family.profile }
  var worker: Staff { county.person(told.worker) }
  var manager: Staff { county.manager(of: worker.line.team) }
  var parents: String { family.adults.filter(\.livesWith).map(\.name).joined(separator: " and ") }
  func said(_ words: String) -> String { spoken(words, family.child) }
  /// So many days after early help was asked for.
  func on(_ day: Int, _ hour: Double) -> Instant { county.time.ago(max(0, told.daysAgo - day), hour) }
  mutating func newID<Of>(_ at: Instant) -> ID<Of> { random.id(at: at) }

  mutating func tell(team: TeamID?) throws {
    if let begun = try tx.openSupport(of: child) {
      // The front door decided on early help, and so it has begun.
      support = begun.id
    } else {
      let at = on(0, 10)
      support = newID(at)
      try startSupport(
        NewSupport(
          level: told.level, route: told.stage == .stepDownReceived ? .stepDown : .direct,
          wanted: said(profile.wouldHelp), team: team),
        id: support, child: child, by: manager.caller, at: at, in: tx)
    }
    guard !told.worker.isEmpty else { return }
    try allocateSupport(
      support, child: child, to: worker.id, isLead: !family.isWithoutLead, by: manager.caller, at: on(1, 15), in: tx)
    if told.stage == .requested { return }
    try answer()
    switch told.stage {
    case .requested, .declined, .agreed, .stepDownReceived: return
    default: try assess()
    }
    if told.stage == .assessing { return }
    try plan()
    if told.stage == .planning { return }
    try agree(on: 35)
    try meet()
    try review()
  }

  // MARK: What the family said

  private func answer() throws {
    let at = on(4, 11)
    if told.stage == .declined {
      var no = FamilyAnswer(answer: .no, on: at.day, name: family.adults[0].name)
      no.why = "They have had enough of meetings for now and want to try on their own with the school."
      no.offered =
        """
        The school’s own support, the parents’ group on Thursdays, and that they can ring the worker directly \
        if they change their mind.
        """
      try answerSupport(no, support: support, child: child, by: worker.caller, at: at, in: tx)
      return
    }
    try answerSupport(agreement(on: at.day), support: support, child: child, by: worker.caller, at: at, in: tx)
  }

  private func agreement(on day: Day) -> FamilyAnswer {
    let years = family.child.months / 12
    var yes = FamilyAnswer(
      answer: .yes, on: day, giver: years >= 16 ? .youngPerson : years >= 13 ? .both : .parent,
      name: years >= 16 ? family.child.name : family.adults[0].name,
      scope: [
        "Thorneshire Council Early Help", "Thorneshire Education and SEND", "Thorne Valley Community Health NHS Trust",
      ])
    if (13...15).contains(years) {
      yes.competence = said(
        "{child} explained in {his} own words what would happen, who would know, and that {he} may stop.")
    }
    return yes
  }

  /// After six months the family is asked again.
  mutating func renew(by day: Int) throws {
    guard day >= 178 else { return }
    let at = on(176, 14)
    try renewAgreement(agreement(on: at.day), support: support, child: child, by: worker.caller, at: at, in: tx)
  }

  // MARK: The assessment

  private mutating func assess() throws {
    let began = on(7, 10)
    try beginAssessment(newID(began), support: support, child: child, by: worker.caller, at: began, in: tx)
    let isUnderWay = told.stage == .assessing
    for (index, domain) in profile.domains.enumerated() where !isUnderWay || index < 3 {
      try writeDomain(
        NewDomainEntry(
          strengths: said(domain.strengths), needs: said(domain.needs), score: domain.score,
          familySays: said(domain.familySays)),
        domain: domain.code, support: support, child: child, by: worker.caller, at: on(9 + index * 3, 16), in: tx)
    }
    guard !isUnderWay else { return }
    let others = family.others.map { "\(county.person($0.who).name), \(county.person($0.who).line.job)" }
    try completeAssessment(
      NewCompletion(
        contributors: ([parents, "\(worker.name), \(worker.line.job)"] + others).joined(separator: "\n"),
        summary: said(profile.summary), childSays: said(profile.childSays[0]), voice: profile.voice),
      support: support, child: child, by: worker.caller, at: on(28, 15), in: tx)
  }

  // MARK: The plan

  private mutating func plan() throws {
    for (index, goal) in profile.goals.enumerated() {
      let at = on(31, 10 + Double(index) / 2)
      let id: ID<Goal> = newID(at)
      let isOver = if case .closed = told.stage { true } else { false }
      let due = isOver ? at.day.adding(days: 182) : max(at.day.adding(days: 90), county.time.dayAhead(24 + index * 21))
      try setGoal(
        NewGoal(
          words: said(goal.words), whyItMatters: said(goal.why), domain: goal.domain,
          owner: owner(index == 0 ? .worker : .parent),
          dueOn: due, baseline: goal.baseline),
        id: id, support: support, child: child, by: worker.caller, at: at, in: tx)
      goals.append((id, goal))
      if told.stage == .planning, index == profile.goals.count - 1 { continue }
      for (step, action) in goal.steps.enumerated() {
        try add(action, to: id, at: on(32, 11), due: on(32, 11).day.adding(days: 12 + step * 9 + index * 4))
      }
    }
  }

  mutating func add(_ step: Profile.Step, to goal: ID<Goal>?, at: Instant, due: Day) throws {
    try addAction(
      NewAction(what: said(step.what), owner: owner(step.by), dueOn: county.time.calendar.onOrAfter(max(due, at.day))),
      id: newID(at),
      goal: goal, support: support, child: child, by: worker.caller, at: at, in: tx)
  }

  func owner(_ doer: Profile.Doer) -> Owner {
    switch doer {
    case .worker: return Owner(worker.name, practitioner: worker.id)
    case .parent:
      let person = try? tx.relations(child).first { $0.name == family.adults[0].name }?.person
      return Owner(family.adults[0].name, person: person)
    case .other:
      guard let other = family.others.first.map({ county.person($0.who) }) else {
        return Owner(worker.name, practitioner: worker.id)
      }
      return Owner(other.name, practitioner: other.id)
    }
  }

  mutating func agree(on day: Int) throws {
    let at = on(day, 14)
    try agreePlan(
      NewAgreedPlan(
        agreedOn: at.day, agreedBy: parents, childView: said(profile.childSays[1 % profile.childSays.count]),
        nextReviewOn: county.time.calendar.onOrAfter(at.day.adding(days: 42))),
      support: support, child: child, by: worker.caller, at: at, in: tx)
  }

  private mutating func meet() throws {
    let at = on(38, 13)
    guard at > on(35, 14) else { return }
    let names =
      [worker.name] + family.others.map { county.person($0.who).name } + family.adults.filter(\.livesWith).map(\.name)
    try holdMeeting(
      NewMeeting(
        heldOn: at.day, place: family.child.months < 60 ? "The family hub, \(place)" : family.child.school ?? "School",
        came: names,
        apologies: number.isMultiple(of: 2) ? "The GP sent a letter" : nil, notes: said(profile.meeting),
        actions: [
          NewAction(
            what: "Send what was agreed to everybody who came", owner: owner(.worker), dueOn: at.day.adding(days: 5))
        ]),
      id: newID(at), support: support, child: child, by: worker.caller, at: at.adding(minutes: 150), in: tx)
  }
  private var place: String { countyLocalities.first { $0.key == family.locality }!.name }
}
