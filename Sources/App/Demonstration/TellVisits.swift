import HomeVisiting
import Kernel
import People
import Store

// Home visits of one family: planned, written up, called off, still to be written up, and to come.

extension FamilyTelling {
  mutating func tellVisits() throws {
    guard let told = family.visits else { return }
    for index in family.children.indices {
      var visits = VisitTelling(
        told: told, visitor: county.person(told.visitor), child: children[index], toldChild: family.children[index],
        who: family.adults.prefix(2).map { firstWord(of: $0.name) }, time: time, tx: tx,
        parent: family.hasAccount ? try parent() : nil,
        random: SplitMix64(seed: demonstrationSeed, part: "visits \(family.key) \(index)"), later: Double(index))
      try visits.tell()
      try visits.tellDevelopment()
      try visits.tellReviews()
      try visits.tellReports()
      try visits.tellWish()
      if ["adeyemi", "khan"].contains(family.key) { try visits.tellOwnWish(isAnswered: family.key == "adeyemi") }
      if family.key == "adeyemi" { try visits.tellTwoAccounts() }
    }
  }
}

/// The visits to one child, in the order in which they were.
private struct VisitTelling {
  let told: ToldVisits
  let visitor: Staff
  let child: ChildID
  let toldChild: ToldChild
  let who: [String]
  let time: DemonstrationTime
  let tx: Transaction
  /// Fills the chart in by themselves; others have it copied from paper.
  let parent: Caller?
  var random: SplitMix64
  /// Hours after the first twin.
  let later: Double

  mutating func tell() throws {
    let days = moments
    guard let first = days.first else { return }
    let plannedAt = time.ago(told.weeks * 7 + 4, 14)
    var visit: ID<Visit> = random.id(at: plannedAt)
    try planVisit(
      visit, PlannedVisit(startsAt: first), child: child, visitor: visitor.id, by: visitor.caller, at: plannedAt, in: tx
    )
    for (number, startsAt) in days.enumerated() where startsAt < time.now {
      let next: ID<Visit> = random.id(at: startsAt)
      let following = number + 1 < days.count ? days[number + 1] : nil
      let isDone = try finish(visit, number, startsAt, next: next, following)
      guard let following else { return }
      if !isDone { try planNext(next, following, at: startsAt) }
      visit = next
    }
    try practise(until: time.now)
    // The weeks after that stand in the diary as well; one of them together with a colleague of the child's team.
    for (number, startsAt) in days.filter({ $0 > time.now }).dropFirst().enumerated() {
      if number == 0, let colleague = try colleague() {
        try planVisit(
          random.id(at: plannedAt),
          PlannedVisit(startsAt: startsAt, kind: .joint, jointWith: colleague.words, joint: colleague.id), child: child,
          visitor: visitor.id, by: visitor.caller, at: time.ago(2, 13), in: tx)
      } else {
        try planNext(random.id(at: plannedAt), startsAt, at: time.ago(2, 13))
      }
    }
  }

  /// What the child could do, at four visits: each area at a pace of its own.
  mutating func tellDevelopment() throws {
    guard let born = try tx.child(child).bornOn else { return }
    let items = try ["sample", "steps"].flatMap { try tx.items(of: $0) }
    let held = Array(try tx.visits(child, state: .held, limit: 100).reversed())
    let paces = Dictionary(
      uniqueKeysWithValues: DevelopmentArea.allCases.map { ($0, 0.5 + Double(random.below(40)) / 100) })
    var known: [ID<ChecklistItem>: ItemState] = [:]
    for number in Set([0, held.count / 3, held.count * 2 / 3, held.count - 1]).sorted()
    where held.indices.contains(number) {
      let (day, at) = (held[number].startsAt.day, held[number].writtenAt ?? held[number].startsAt)
      let age = ageInMonths(bornOn: born, on: day)
      var seen: [(item: ID<ChecklistItem>, state: ItemState)] = []
      for item in items {
        let reached = age * (paces[item.area] ?? 0.6)
        let state: ItemState =
          reached >= Double(item.to) ? .achieved : reached >= Double(item.from) ? .withHelp : .notYet
        if state != known[item.id, default: .notYet] { seen.append((item.id, state)) }
        known[item.id] = state
      }
      try observeDevelopment(
        seen, on: day, child: child, by: visitor.caller, at: at, newID: { random.id(at: at) }, in: tx)
    }
    if age(born) < 30 {
      try notePregnancy(
        weeks: 33, child: child, by: visitor.caller, at: held.last?.writtenAt ?? time.ago(3, 10), in: tx)
    }
  }
  private func age(_ born: Day) -> Double { ageInMonths(bornOn: born, on: time.today) }

  /// A look back some weeks after the start, another half a year later; and where the older ones go next.
  mutating func tellReviews() throws {
    guard told.weeks >= 10 else { return }
    let first = time.ago(told.weeks * 7 - 42, 15)
    let goal: ID<VisitingGoal> = random.id(at: first)
    try reviewVisiting(
      random.id(at: first),
      NewVisitingReview(
        on: first.day, who: (who + [visitor.name]).joined(separator: ", "),
        wentWell: spoken("{He} looks forward to the visits. The family practises most days.", toldChild),
        next: "Carry on every week, and look back in six months.",
        newGoal: spoken("We want {him} to tell us what {he} wants, in {his} own way.", toldChild)),
      child: child, goal: goal, by: visitor.caller, at: first, in: tx)
    if told.weeks >= 34 {
      let second = time.ago(told.weeks * 7 - 42 - 182, 15)
      try reviewVisiting(
        random.id(at: second),
        NewVisitingReview(
          on: second.day, who: (who + [visitor.name]).joined(separator: ", "),
          wentWell: spoken("{He} points now, and waits for an answer.", toldChild),
          next: "Words beside the pointing. The nursery does the same.", goals: [goal: .met],
          newGoal: spoken("We want {him} to play with other children.", toldChild)),
        child: child, goal: random.id(at: second), by: visitor.caller, at: second, in: tx)
    }
    if toldChild.months >= 36 {
      let begins = schoolBegins(bornOn: try tx.child(child).bornOn ?? time.today)
      guard begins > time.today else { return }
      try planTransition(
        to: "the reception class of a primary school near home", beginsOn: begins, child: child, by: visitor.caller,
        at: time.ago(5, 15), in: tx)
    }
  }

  /// When visits suit the family, with some; and one home to which two go.
  func tellWish() throws {
    var wish = VisitWish()
    switch told.start % 4 {
    case 0:
      wish = VisitWish(
        days: [told.weekday.rawValue, min(4, told.weekday.rawValue + 1)], from: 540, to: 750)
    // Those to whom somebody comes who speaks their language want it to stay so.
    case 1:
      let spoken = ["nadia": ["Bengali"], "yewande": ["Yoruba"], "malik": ["Urdu", "Punjabi"]][told.visitor] ?? []
      wish.language = try tx.child(child).firstLanguage.flatMap { spoken.contains($0) ? $0 : nil }
    case 2 where told.start % 8 == 2: wish = VisitWish(people: 2, whyTwo: "A large dog that is not used to strangers")
    default: return
    }
    guard wish != VisitWish() else { return }
    try writeWish(wish, child: child, version: 0, by: visitor.caller, at: time.ago(20, 11), in: tx)
  }

  /// What the family said itself of when visits suit it; one family has its answer.
  func tellOwnWish(isAnswered: Bool) throws {
    guard let parent else { return }
    let days: Set<Int> = [told.weekday.rawValue, min(4, told.weekday.rawValue + 1)]
    let said = FamilyWish(
      days: days, from: 570, to: 720, whom: .same,
      words: isAnswered ? "Please knock. The bell wakes the baby next door." : "In the holidays any day is fine.")
    try sayWish(said, child: child, version: 0, by: parent, at: time.ago(isAnswered ? 16 : 2, 19), in: tx)
    guard isAnswered, let kept = try tx.familyWish(child) else { return }
    let before = try tx.visitWish(child)
    try writeWish(
      said.wish(visitor: visitor.id), child: child, version: before?.version ?? 0, by: visitor.caller,
      at: time.ago(15, 9), in: tx)
    try answerWish(
      kept, version: kept.version, answer: "Mornings are fine. I knock, and I write to you the day before.",
      by: visitor.caller, at: time.ago(15, 9), in: tx)
  }

  /// Somebody else who works with the child now.
  private func colleague() throws -> (id: PractitionerID, words: String)? {
    try tx.involvements(child).lazy.compactMap { one in
      guard let id = one.practitioner, let name = one.practitionerName, id != visitor.id, one.endedOn == nil else {
        return nil
      }
      return (id, "\(name), \(one.jobTitle ?? one.part)")
    }.first
  }

  /// What two professions found out together, and the part for the next review of the plan.
  mutating func tellReports() throws {
    guard told.weeks >= 16 else { return }
    let together = time.ago(told.weeks * 7 - 70, 16)
    let other = try colleague()?.words ?? "Jo Marchbank, speech and language therapist"
    try writeReport(
      random.id(at: together), .jointAssessment,
      ReportWords(
        on: together.day, who: (["\(visitor.name), home visitor", other] + who).joined(separator: "; "),
        goesWell: spoken(
          "{He} watches faces, likes songs with hands, and shows what {he} wants by looking.", toldChild),
        isHard: spoken(
          "Waiting, and noise. In a loud room {he} turns away and cannot show what {he} can do.", toldChild),
        familySays: spoken("Mornings are best. {He} is another child when it is quiet.", toldChild),
        next: spoken(
          "Pictures for three things {he} wants, at home and with us, the same ones. We look again in eight weeks.",
          toldChild)), child: child, by: visitor.caller, at: together, in: tx)
    guard told.weeks >= 30 else { return }
    let part = time.ago(6, 16)
    try writeReport(
      random.id(at: part), .reviewPart,
      ReportWords(
        on: part.day, who: ([visitor.name] + who).joined(separator: ", "),
        goesWell: spoken("{He} points and waits for an answer. The family practises most days.", toldChild),
        isHard: spoken("Other children are still too fast and too near for {him}.", toldChild),
        familySays: "We would like one more morning in a small group.",
        next: "Talk about a small group, and who goes along the first times."), child: child, by: visitor.caller,
      at: part,
      in: tx)
  }

  /// The last visit was written up at the office, and on the phone at the door: a person must look at both.
  mutating func tellTwoAccounts() throws {
    guard let visit = try tx.visits(child, state: .held, limit: 1).first, let minutes = visit.minutes,
      let seen = visit.seen
    else { return }
    var words = NewVisit(
      startsAt: visit.startsAt, minutes: minutes, kind: visit.kind, jointWith: visit.jointWith,
      wasThere: visit.wasThere, seen: seen, tried: visit.tried, tryNext: visit.tryNext)
    words.minutes += 10
    words.seen = spoken(
      "{He} found the bell under the cloth and rang it. Mum tried it too, and {he} gave it to her.", toldChild)
    let arrived = min(writtenAt(visit.startsAt).adding(hours: 1), time.now)
    try takeIn(
      NewWriting(
        id: random.id(at: visit.startsAt), visit: visit.id, writtenAt: visit.startsAt.adding(minutes: minutes),
        words: words),
      child: child, visitor: visitor.id, next: random.id(at: arrived), by: visitor.caller, at: arrived, in: tx)
  }

  /// Every week or every other one, on working days, until three weeks from now.
  private var moments: [Instant] {
    (-told.weeks...3).filter { told.isWeekly || ($0 + told.start).isMultiple(of: 2) }
      .map { time.weekly($0, told.weekday, told.hour + later) }.filter(time.isWorking)
  }

  /// Writes a visit up, or calls it off; false where it still waits to be written up.
  private mutating func finish(
    _ id: ID<Visit>, _ number: Int, _ startsAt: Instant, next: ID<Visit>, _ following: Instant?
  ) throws -> Bool {
    guard let visit = try tx.visits(child, state: .planned, limit: 5).first(where: { $0.id == id }) else { return true }
    let written = writtenAt(startsAt)
    if number % 9 == 5, let called = callOff(startsAt, number) {
      try cancelVisit(visit, called.cancellation, by: visitor.caller, at: called.at, in: tx)
      return false
    }
    // The last visit before now waits for a quiet hour, with some of the families.
    let isLast = following.map { $0 > time.now } ?? true
    try practise(until: startsAt)
    if written > time.now || isLast && told.start.isMultiple(of: 3) { return false }
    try writeUpVisit(
      visit, account(of: number, startsAt, next: following), version: visit.version, next: next, by: visitor.caller,
      at: written, in: tx)
    return true
  }

  /// How the family's practice went, day by day, until then: some days are left out, and it gets better.
  private mutating func practise(until end: Instant) throws {
    for chart in try tx.openActivities(child) {
      let done = try Set(tx.practice(chart.id).map(\.on))
      for (number, day) in chart.days.enumerated() where !done.contains(day) && random.below(5) > 0 {
        let at = time.moment(day, 19.5)
        guard at < end else { continue }
        let well = min(4, 1 + number / 2 + random.below(2))
        try fillPracticeDay(
          NewPracticeDay(
            on: day, tries: 4, well: well,
            note: number == 3 ? spoken(practiceNotes[chart.step.utf8.count % practiceNotes.count], toldChild) : nil),
          chart, isFromPaper: parent == nil, by: parent ?? visitor.caller, at: at, in: tx)
      }
    }
  }

  private func writtenAt(_ startsAt: Instant) -> Instant {
    told.hour < 13
      ? time.moment(startsAt.day, 15.5) : time.moment(time.calendar.onOrAfter(startsAt.day.adding(days: 1)), 9)
  }

  private mutating func planNext(_ id: ID<Visit>, _ startsAt: Instant, at before: Instant) throws {
    try planVisit(
      id, PlannedVisit(startsAt: startsAt), child: child, visitor: visitor.id, by: visitor.caller,
      at: min(before.adding(hours: 2), time.now), in: tx)
  }

  private func callOff(_ startsAt: Instant, _ number: Int) -> (cancellation: Cancellation, at: Instant)? {
    let told = cancellations[(number + toldChild.months) % cancellations.count]
    guard let by = CancelledBy(rawValue: told.by) else { return nil }
    return (Cancellation(by: by, why: spoken(told.why, toldChild)), time.moment(startsAt.day, 8.5))
  }

  private mutating func account(of number: Int, _ startsAt: Instant, next: Instant?) -> NewVisit {
    let (step, index) = activity(number)
    let isJoint = number % 8 == 6
    var visit = NewVisit(
      startsAt: startsAt, minutes: 50 + random.below(6) * 5,
      kind: isJoint
        ? .joint : number % 13 == 11 ? .reviewPart : toldChild.months > 48 && number % 5 == 4 ? .transition : .home,
      seen: spoken(step.seen, toldChild))
    visit.jointWith = isJoint ? "Jo Marchbank, speech and language therapist" : nil
    visit.wasThere = ([toldChild.preferredName ?? toldChild.givenName] + who.prefix(1 + index % 2)).joined(
      separator: ", ")
    visit.tried = spoken(step.tried, toldChild)
    visit.tryNext = spoken(step.next, toldChild)
    visit.outcome = number.isMultiple(of: 3) ? .achieved : number % 3 == 1 ? .partly : .carryOn
    visit.timesADay = number % 5 == 4 ? nil : 2
    visit.nextAt = next.flatMap { $0 > startsAt ? $0 : nil }
    return visit
  }

  /// The steps of one activity after another, from where this child began.
  private func activity(_ number: Int) -> (Activity.Step, Int) {
    let known = activities.filter { toldChild.months < 24 || !$0.isForBabies }
    var left = number
    var place = told.start + Int(later)
    while true {
      let steps = known[place % known.count].steps
      if left < steps.count { return (steps[left], left) }
      (left, place) = (left - steps.count, place + 1)
    }
  }
}
