import Clocks
import EHC
import Kernel
import People
import Store
import Web

// Education, health and care, told through the slice's verbs, each at its own past time.

/// The cases of the told families, and finished ones of other children, on which the forecast rests.
func tellCases(_ county: County, _ database: Database, _ progress: @Sendable (String) -> Void) async throws {
  for told in toldCases {
    try await database.write(.process) { tx in
      let found: ChildID? = try tx.value(
        "SELECT id FROM child WHERE given_name = \(told.given) AND family_name = \(told.family) ORDER BY id LIMIT 1")
      guard let child = found else { throw Refusal.notFound }
      var telling = CaseTelling(told, of: child, county, in: tx)
      try telling.tell()
    }
  }
  let others = try await database.read { tx in try otherChildren(county, in: tx) }
  let older = try await database.read { tx in try olderChildren(county, in: tx) }
  let finished = others.enumerated().map { (finishedCase($0), $1) } + older.enumerated().map { (olderCase($0), $1) }
  for (told, child) in finished {
    try await database.write(.process) { tx in
      var telling = CaseTelling(told, of: child, county, in: tx)
      try telling.tell()
    }
  }
  progress("Education, health and care: \(toldCases.count) cases at every stage, \(finished.count) finished ones.")
}

/// Children of school age whom the education service has a record of.
private func otherChildren(_ county: County, in tx: Transaction) throws -> [ChildID] {
  try schoolChildren(county, aged: 72...168, limit: 60, in: tx)
}

/// Young people who are in year 10 or above, and not yet eighteen.
private func olderChildren(_ county: County, in tx: Transaction) throws -> [ChildID] {
  try schoolChildren(county, aged: 176...214, limit: 18, in: tx)
}

private func schoolChildren(
  _ county: County, aged months: ClosedRange<Int>, limit: Int, in tx: Transaction
) throws -> [ChildID] {
  let today = county.time.today
  let education = county.person("daniel").agency
  return try tx.rows(
    """
    SELECT child.id FROM child JOIN agency_record g ON g.child_id = child.id
    WHERE g.agency_id = \(education) AND NOT child.is_restricted AND child.closed_on IS NULL
      AND child.died_on IS NULL AND child.birth_on < \(today.adding(months: -months.lowerBound))
      AND child.birth_on > \(today.adding(months: -months.upperBound))
      AND NOT EXISTS (SELECT 1 FROM ehc_case WHERE ehc_case.child_id = child.id)
    GROUP BY child.id ORDER BY child.id LIMIT \(limit)
    """
  ) { try $0[0] as ChildID }
}

/// Seven of ten in time, as in a council that does well.
private func finishedCase(_ number: Int) -> ToldCase {
  var random = SplitMix64(seed: demonstrationSeed, part: "finished case \(number)")
  let decided = 24 + random.below(19)
  let issued = decided + 38 + random.below(28)
  let drafted = issued + 8 + random.below(14)
  let finished = drafted + 19 + random.below(16)
  return ToldCase(
    // Every second one ended over a year ago: by those it is seen how right the forecast was of the others.
    "", "", daysAgo: finished + (number.isMultiple(of: 2) ? 20 : 380) + random.below(300), by: "A school of the county",
    "Needs more than the school can give by itself."
  ).with {
    ($0.source, $0.decided, $0.issued, $0.drafted, $0.finished) = (.education, decided, issued, drafted, finished)
  }
}

/// A plan of over a year, so that its review lies in the last months.
private func olderCase(_ number: Int) -> ToldCase {
  var random = SplitMix64(seed: demonstrationSeed, part: "older case \(number)")
  var told = finishedCase(1000 + number)
  told = ToldCase(
    "", "", daysAgo: told.finished! + 440 + random.below(180), by: told.askedBy,
    "Wants to stay on at school, and cannot do it alone."
  ).with { [told] in
    ($0.source, $0.decided, $0.issued) = (told.source, told.decided, told.issued)
    ($0.drafted, $0.finished) = (told.drafted, told.finished)
  }
  // Of some the review is late.
  told.isReviewLate = number % 6 == 4
  return told
}

/// One case from its request to now.
struct CaseTelling {
  let told: ToldCase
  let child: ChildID
  let county: County
  let tx: Transaction
  var random: SplitMix64
  var id = ID<EHCCase>(high: 0, low: 0)

  init(_ told: ToldCase, of child: ChildID, _ county: County, in tx: Transaction) {
    (self.told, self.child, self.county, self.tx) = (told, child, county, tx)
    random = SplitMix64(seed: demonstrationSeed, part: "case \(child)")
  }

  /// Two officers share the cases of years past; Daniel has those that are told.
  var officer: Staff { county.person(told.given.isEmpty && told.daysAgo % 5 < 2 ? "meera" : "daniel") }
  /// So many days after the request.
  func on(_ day: Int, _ hour: Double) -> Instant { county.time.ago(max(0, told.daysAgo - day), hour) }
  func ehcCase() throws -> EHCCase { try tx.ehcCase(id, child: child) }
  var toldWords: CaseWords { .of(told) }

  mutating func tell() throws {
    let received = on(0, 10)
    id = random.id(at: received)
    var new = NewCase(receivedOn: received.day, source: told.source, askedBy: told.askedBy, reasons: told.reasons)
    if let from = told.from {
      new.transferredFrom = from
      return try takeInPlan(
        id, new, lastReviewOn: received.day.adding(months: -7), child: child, by: officer.caller, at: received, in: tx)
    }
    try receiveRequest(id, new, child: child, by: officer.caller, at: received, in: tx)
    if told.isWithdrawn { return try take(.withdraw, on(20, 11), reasons: "The school has what it needs now.") }
    guard let decided = told.decided else { return }
    if told.refusal == .refuseAssess {
      return try take(
        .refuseAssess, on(decided, 14),
        reasons: "The school has not yet used the help that it has, and what it has tried shows progress.")
    }
    try take(.assess, on(decided, 14))
    try gatherAdvice(from: decided + 1)
    if let reason = told.lifted { try lift(reason, on(decided + 10, 15)) }
    if let panel = told.panel {
      let at = county.time.ago(5, 10)
      try askPanel(random.id(at: at), words: panel, of: try ehcCase(), by: officer.caller, at: at, in: tx)
    }
    guard let issued = told.issued else { return }
    if told.refusal == .refuseIssue {
      return try take(
        .refuseIssue, on(issued, 15),
        reasons: "Her needs are met from what the school has. The advice says how; a plan would add nothing to it.")
    }
    try take(.issue, on(issued, 15))
    try writePlan(on(issued + 2, 10))
    guard let drafted = told.drafted else { return }
    try take(.sendDraft, on(drafted, 16))
    try hearFamily(drafted)
  }

  private mutating func take(_ step: StepKind, _ at: Instant, reasons: String? = nil) throws {
    let ehcCase = try ehcCase()
    try takeStep(
      random.id(at: at), NewStep(step, on: at.day, reasons: reasons), ehcCase: ehcCase, version: ehcCase.version,
      by: officer.caller, at: at, in: tx)
  }

  private mutating func lift(_ reason: String, _ at: Instant) throws {
    let ehcCase = try ehcCase()
    for clock in try tx.clocks(about: id) where clock.ruleID == "EHC-16" || clock.ruleID == "EHC-20" {
      try liftLimit(
        clock.id, of: ehcCase,
        NewClockException(
          reason: reason, evidence: "Letter of the family, with the travel dates", from: at.day,
          to: at.day.adding(days: 37)), by: officer.caller, at: at, in: tx)
    }
  }

  // MARK: Advice

  private mutating func gatherAdvice(from day: Int) throws {
    let asked = on(day, 11)
    let born = try tx.child(child).bornOn
    let kinds = requiredAdvice(bornOn: born, today: asked.day)
    for (index, kind) in kinds.enumerated() {
      let words = toldWords.advice[kind] ?? ("Somebody", "They know the child well.")
      let advice: ID<Advice> = random.id(at: asked)
      try askAdvice(
        advice, NewAdvice(kind, of: words.from, email: address(of: kind), on: asked.day), of: try ehcCase(),
        site: county.settings.publicAddress,
        by: officer.caller, at: asked, in: tx)
      let at = on(comes(kind, at: day + 18 + index * 4, askedOn: day), 12)
      if kinds.count - index <= told.adviceOut {
        try chase(advice, on(day + 35, 12))
      } else if at <= county.time.now {
        try receiveAdvice(
          try tx.advice(advice, child: child), ReceivedAdvice(on: at.day, from: words.from, words: words.words),
          by: officer.caller, at: at, in: tx)
      }
    }
  }

  /// The day on which advice comes. Health is late with some, just before the decision waits for it.
  private func comes(_ kind: AdviceKind, at day: Int, askedOn asked: Int) -> Int {
    guard kind == .health, told.given.isEmpty, told.daysAgo.isMultiple(of: 2), let issued = told.issued,
      issued - asked > 48
    else { return day }
    return issued - 2
  }

  /// Callie’s social worker was asked by e-mail: the link of the letter can be looked at.
  private func address(of kind: AdviceKind) -> String? {
    told.family == "Brook" && kind == .socialCare ? emailAddress(of: "Kirsty Dunlop") : nil
  }

  private mutating func chase(_ advice: ID<Advice>, _ at: Instant) throws {
    guard at <= county.time.now else { return }
    try chaseAdvice(
      random.id(at: at), try tx.advice(advice, child: child), words: "Rang: it is being written.",
      site: county.settings.publicAddress, by: officer.caller, at: at, in: tx)
    if told.family == "Brook", try tx.advice(advice, child: child).kind == .socialCare {
      try tx.keepLink(of: advice, hash: tokenHash(shownAdviceLink), until: county.time.today.adding(months: 120))
    }
  }

  // MARK: The plan

  private mutating func writePlan(_ at: Instant) throws {
    var moment = at
    func next() -> Instant {
      moment = moment.adding(minutes: 2)
      return moment
    }
    var ids: [ID<PlanLine>] = []
    // Whoever comes into year 9 while the plan is written is there when it is sent.
    let isOlder = try tx.child(child).bornOn.map { isInYearNineOrAbove(bornOn: $0, today: county.time.today) } ?? false
    for told in toldWords.lines {
      var line = PlanLine(random.id(at: at), told.section, told.words)
      line.plain = told.plain
      line.need = told.need.map { ids[$0] }
      (line.provider, line.howOften, line.measure) = (told.provider, told.howOften, told.measure)
      if told.section == .e { line.byOn = at.day.adding(months: 12) }
      line.isForAdulthood = told.section.isProvision && isOlder
      ids.append(line.id)
      try writeLine(line, document: random.id(at: at), of: try ehcCase(), by: officer.caller, at: next(), in: tx)
    }
  }

  private mutating func hearFamily(_ drafted: Int) throws {
    // Whoever asked, it is the family that says what it thinks.
    let name = told.source == .family ? told.askedBy : told.given.isEmpty ? "The family" : "The family of \(told.given)"
    let family = Caller(account: nil, name: name, roles: [.init(.familyMember)], from: "192.0.2.9")
    for (index, comment) in toldWords.comments.enumerated() {
      let at = on(drafted + 2 + index, 19)
      guard at <= county.time.now else { continue }
      let said: ID<DraftComment> = random.id(at: at)
      try commentOnDraft(
        said, .comment, section: comment.section, words: comment.says, of: try ehcCase(), by: family, at: at, in: tx)
      // Of Tobi’s the second still waits.
      if told.finished == nil, index > 0 { continue }
      try answerComment(
        said, index == 0 ? .accepted : .partly, words: comment.answer, of: try ehcCase(), by: officer.caller,
        at: min(on(drafted + 5 + index, 14), county.time.now), in: tx)
    }
    guard let finished = told.finished else { return }
    let at = on(finished, 15)
    let line = PlanLine(random.id(at: at), .i, toldWords.setting)
    try writeLine(line, document: random.id(at: at), of: try ehcCase(), by: officer.caller, at: at, in: tx)
    try take(.finish, at.adding(minutes: 30))
    if told.given.isEmpty { try livePlan(finished) }
  }

  /// What the return asks; and the first review, where a year has gone by.
  private mutating func livePlan(_ finished: Int) throws {
    let at = min(on(finished + 2, 11), county.time.now)
    let needs = ["ASD", "ASD", "ASD", "SLCN", "SLCN", "SEMH", "SEMH", "MLD", "PD", "SLD", "HI", "DS"]
    let (need, unit, money) = (needs[random.below(needs.count)], random.below(8) == 0, random.below(9))
    let answers = DetailsAnswers(id, need: need, urn: "\(118_900 + random.below(40))") { place, details in
      (place.enteredOn, place.inUnit, place.resourced) = (at.day, unit ? "1" : "0", "0")
      details.hasBudget = money == 0
      details.directPayment = money == 0 ? "S" : nil
    }
    try keepDetails(answers, of: try ehcCase(), by: officer.caller, at: at, in: tx)
    let (held, decided) = (finished + 320 + random.below(35), 18 + random.below(24))
    guard told.daysAgo > held + decided, !told.isReviewLate else { return }
    let review: ID<PlanReview> = random.id(at: on(held, 14))
    let (day, told) = (on(held, 14).day, on(held + decided, 15))
    let isOlder = try tx.child(child).bornOn.map { isInYearNineOrAbove(bornOn: $0, today: day) } ?? false
    try holdReview(
      review,
      NewReview(
        heldOn: day, came: "The family, the school and the council", voice: "I like it when I know what comes next.",
        adultServices: isOlder ? adultServices[random.below(adultServices.count)] : nil), of: try ehcCase(),
      by: officer.caller,
      at: on(held, 16), in: tx)
    try sendReport(
      of: try tx.reviews(of: id)[0], on: on(held + 10, 12).day, by: officer.caller, at: on(held + 10, 12), in: tx)
    try decideReview(
      try tx.reviews(of: id)[0], .maintain, on: told.day, of: try ehcCase(), by: officer.caller, at: told,
      in: tx)
  }
}
