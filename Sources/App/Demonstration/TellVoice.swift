import Kernel
import Store
import Voice
import Web

/// Surveys at every stage, two consultations, a panel, complaints: before plans and decisions are told, which cite them.
func tellVoice(_ county: County, _ database: Database, _ progress: @Sendable (String) -> Void) async throws {
  try await database.write(.process) { tx in
    var telling = VoiceTelling(county, in: tx)
    try telling.surveys()
    try telling.consultations()
    try telling.panel()
    try telling.complaints()
    try telling.findings()
  }
  progress("Voice: 4 surveys, 2 consultations, 47 complaints and compliments.")
}

/// What people said becomes an action of the county's plan.
func tellFindingInPlan(_ county: County, in tx: Transaction) throws {
  guard let finding = try tx.openFinding(), let plan = try PlanActions.governance.plans(tx).first else {
    throw Refusal.notFound
  }
  try actOnFinding(
    finding,
    NewPlanAction(
      plan: plan.id, theme: plan.themes[0].code, action: "Hoists in every club that takes more than ten children",
      lead: "Children’s commissioner", due: county.time.dayAhead(140).long, evidence: "A list of clubs, each looked at"),
    through: .governance, by: county.person("seun").caller, at: county.time.ago(3, 14), in: tx)
}

private struct VoiceTelling {
  let county: County
  let tx: Transaction
  private var random = SplitMix64(seed: demonstrationSeed, part: "voice")
  private var breaks: ID<Survey>
  private var consulted: ID<Consultation>
  private var time: DemonstrationTime { county.time }
  private var beth: Caller { county.person("beth").caller }
  private var officer: Caller { county.person("winifred").caller }

  init(_ county: County, in tx: Transaction) {
    (self.county, self.tx) = (county, tx)
    breaks = random.id(at: county.time.ago(90, 10))
    consulted = random.id(at: county.time.ago(120, 10))
  }

  // MARK: Surveys

  mutating func surveys() throws {
    try closedSurvey()
    try openSurveys()
    let draft: ID<Survey> = random.id(at: time.ago(4, 11))
    try survey(
      draft, "Getting to school", "How children get to school, and what is hard about it.", .anyone,
      days: (time.dayAhead(7), time.dayAhead(35)), Array(breaksQuestions.prefix(3)), at: time.ago(4, 11))
  }

  private mutating func survey(
    _ id: ID<Survey>, _ title: String, _ intro: String, _ access: SurveyAccess, days: (Day, Day),
    _ questions: [QuestionContent], at: Instant
  ) throws {
    try beginSurvey(
      id,
      SurveyContent(
        title: title, intro: "\(intro)\nYou are not asked for your name, and you can leave out what you like.",
        thanks: "Thank you. What came of it stands on this website when the survey is closed.", access: access,
        opensOn: days.0, closesOn: days.1), by: beth, at: at, in: tx)
    try setQuestions(
      questions.enumerated().map { SurveyQuestion(id: random.id(at: at), position: $0 + 1, content: $1) },
      of: tx.survey(id), by: beth, at: at.adding(minutes: 20), in: tx)
  }

  private mutating func closedSurvey() throws {
    let begun = time.ago(90, 10)
    try survey(
      breaks, "Short breaks: how are they?", "We want to know how short breaks are for you, and what is missing.",
      .anyone, days: (begun.day, time.dayAgo(50)), breaksQuestions, at: begun)
    try openSurvey(tx.survey(breaks), by: beth, at: begun.adding(minutes: 40), in: tx)
    let survey = try tx.survey(breaks)
    for number in 0..<96 {
      let at = time.ago(88 - number / 3, 18)
      // A few came from a browser that had sent answers before.
      try answerSurvey(
        survey, answers(number), language: .english, code: nil, isDoubtful: number % 19 == 18, at: at, in: tx)
    }
    try closeSurvey(survey, by: beth, at: time.ago(48, 10), in: tx)
    let closed = try tx.survey(breaks)
    for (number, text) in try tx.textsToRead(breaks).enumerated() where number < 4 {
      try lookAtWords(
        text, shown: text.words.contains("brother") ? nil : text.words, survey: closed, by: beth,
        at: time.ago(47, 11), in: tx)
    }
    try publishResults(closed, by: beth, at: time.ago(45, 11), in: tx)
  }

  /// Parents mostly, who are less content than the others.
  private mutating func answers(_ number: Int) -> Answers {
    let who = random.below(10)
    let place = random.below(12)
    var answers = Answers()
    answers.choices[1] = [who < 6 ? 0 : who < 8 ? 1 : 2]
    if place < 11 { answers.choices[2] = [place < 6 ? 0 : place < 10 ? 1 : 2] }
    answers.choices[3] = [min(4, max(0, (who < 6 ? 2 : 1) + random.below(4) - 1))]
    let wanted = (0..<4).filter { _ in random.below(5) < 2 }
    if !wanted.isEmpty { answers.choices[4] = wanted }
    answers.choices[5] = [random.below(5) < 2 ? 0 : 1]
    answers.choices[6] = [random.below(4)]
    if random.below(4) > 0 { answers.choices[7] = [random.below(60)] }
    if number % 16 == 5 { answers.words[8] = breaksWords[number / 16 % breaksWords.count] }
    return answers
  }

  private mutating func openSurveys() throws {
    let begun = time.ago(10, 9)
    let play: ID<Survey> = random.id(at: begun)
    try survey(
      play, "Playgrounds for everybody", "The council will renew nine playgrounds. What should they have?", .anyone,
      days: (begun.day, time.dayAhead(30)), playQuestions, at: begun)
    try translateSurvey(tx.survey(play), into: .urdu, playInUrdu, by: beth, at: begun.adding(minutes: 50), in: tx)
    try translateSurvey(
      tx.survey(play), into: .easy, playInEasyRead, by: beth, at: begun.adding(minutes: 60), in: tx)
    try openSurvey(tx.survey(play), by: beth, at: begun.adding(minutes: 70), in: tx)
    let opened = try tx.survey(play)
    for number in 0..<14 {
      let answers = Answers(choices: [1: [random.below(5)], 2: [random.below(4)], 3: [number % 3]])
      try answerSurvey(opened, answers, language: .english, code: nil, at: time.ago(9 - number / 2, 19), in: tx)
    }
    let asked = time.ago(6, 10)
    let plan: ID<Survey> = random.id(at: asked)
    try survey(
      plan, "Your plan: did it help?", "You had a plan with us this year. Was it any good?", .invited,
      days: (asked.day, time.dayAhead(20)), Array(playQuestions.prefix(1)) + Array(breaksQuestions.suffix(1)), at: asked
    )
    try openSurvey(tx.survey(plan), by: beth, at: asked.adding(minutes: 30), in: tx)
    _ = try inviteToSurvey(
      tx.survey(plan), emails: ["marion.tuck@example.org"], onPaper: 12, address: county.settings.publicAddress,
      by: beth, at: asked.adding(minutes: 40), in: tx)
  }

  // MARK: Consultations

  mutating func consultations() throws {
    let begun = time.ago(120, 10)
    try beginConsultation(
      consulted,
      ConsultationContent(
        title: "When short breaks are open", stage: .formal,
        question:
          "Should clubs open on Saturdays instead of two evenings?\nThe money stays the same; what opens when can change.",
        why: "Parents told us that evenings in the week come on top of a full day. Staff would work on Saturdays.",
        audience: "Families who use short breaks, and those who would like to",
        howToAnswer: "Answer the survey, come to one of the three evenings, or phone 01632 960 140.",
        documents: "The proposal on four pages\nWhat it means for staff", opensOn: time.dayAgo(110),
        closesOn: time.dayAgo(50), survey: breaks), by: beth, at: begun, in: tx)
    try publishConsultation(
      tx.consultations(unpublishedToo: true, limit: 1)[0], by: beth, at: begun.adding(minutes: 90), in: tx)
    try concludeConsultation(
      tx.consultations(unpublishedToo: true, limit: 1)[0],
      said:
        "96 people answered the survey, and 41 came to the evenings.\nMost want Saturdays; some need the evenings as they are.",
      changed:
        "Three clubs open on Saturdays from January.\nTwo evenings stay, because eleven families would have lost their only break.",
      version: 2, by: beth, at: time.ago(40, 11), in: tx)
    let now: ID<Consultation> = random.id(at: time.ago(12, 10))
    try beginConsultation(
      now,
      ConsultationContent(
        title: "Nine playgrounds", stage: .informal,
        question: "What should a playground have so that every child can use it?",
        why: "Nine playgrounds are renewed next year. Nothing is drawn yet.",
        audience: "Anybody; children first", howToAnswer: "Answer the survey, or draw it and hand it in at a library.",
        documents: "Where the nine are", opensOn: time.dayAgo(10), closesOn: time.dayAhead(40), survey: nil),
      by: beth, at: time.ago(12, 10), in: tx)
    let open = try tx.consultations(unpublishedToo: true, limit: 9).first { !$0.isPublished }
    if let open { try publishConsultation(open, by: beth, at: time.ago(11, 10), in: tx) }
  }

  mutating func panel() throws {
    let begun = time.ago(200, 11)
    let id: ID<StandingPanel> = random.id(at: begun)
    try beginPanel(
      id, name: "Parents’ panel", about: "Parents and carers who are asked four times a year.", by: beth, at: begun,
      in: tx)
    let panel = try tx.panelNamed("Parents’ panel")
    for (name, whom) in [
      ("Grace Adeyemi", "Parents of children under five"), ("Tom Whitlock", "Fathers"),
      ("Farida Haddad", "Arabic speakers"),
    ] {
      let at = begun.adding(minutes: 30)
      try joinPanel(
        PanelMember(
          id: random.id(at: at), name: name, email: emailAddress(of: name), standsFor: whom, agreedOn: begun.day,
          agreedHow: "On the form, at the first meeting"), panel, by: beth, at: at, in: tx)
    }
  }

  // MARK: Findings

  mutating func findings() throws {
    let lines: [(String, FindingSource, AnyID?, String, String?, String?)] = [
      (
        "Evenings are too much on top of a full day.", .consultation, consulted.of(),
        "Consultation: When short breaks are open",
        "We agree. Saturdays suit more families.", "Three clubs open on Saturdays from January."
      ),
      (
        "We only heard of short breaks from other parents.", .survey, breaks.of(),
        "Survey: Short breaks: how are they?",
        "It should not be luck.", "Every family that gets a diagnosis is now told on the day, on one page."
      ),
      (
        "Clubs say that all are welcome, and then there is no hoist.", .survey, breaks.of(),
        "Survey: Short breaks: how are they?", nil, nil
      ),
    ]
    for (index, line) in lines.enumerated() {
      let at = time.ago(38 - index * 5, 14)
      let id: ID<Finding> = random.id(at: at)
      try noteFinding(
        id, said: line.0, source: line.1, sourceID: line.2, sourceName: line.3, by: beth, at: at, in: tx)
      guard let answer = line.4, let finding = try tx.openFinding() else { continue }
      try answerFinding(
        finding, said: line.0, answer: answer, did: line.5, isPublished: true, version: finding.version, by: beth,
        at: at.adding(minutes: 60), in: tx)
    }
  }

  // MARK: Complaints

  mutating func complaints() throws {
    try lastYear()
    try learnedLastYear()
    try atStageTwo()
    let grace: (AccountID, PersonID?)? = try tx.row(
      "SELECT id, person_id FROM account WHERE email = \(emailAddress(of: "Grace Adeyemi"))"
    ) { (try $0[0], try $0[1]) }
    guard let grace else { throw Refusal.notFound }
    let family = Caller(
      account: grace.0, name: "Grace Adeyemi", roles: [.init(.familyMember)], person: grace.1, from: "demonstration")
    _ = try made(
      NewComplaint(
        kind: .complaint, about: "Speech therapy", words: "We were told six weeks. It is four months now.",
        wanted: "A day, and somebody who rings when it moves.", name: "Grace Adeyemi",
        contact: emailAddress(of: "Grace Adeyemi")), "C-GR4C2X", family, time.ago(1, 19))
    let kind = try made(
      NewComplaint(
        kind: .compliment, about: "Portage", words: "Nadia sees what he can do before I do. Please tell her.",
        name: "A grandmother", contact: "01632 960 177"), "C-TKW4XM", .visitor(from: "demonstration"), time.ago(19, 20))
    try step(kind, NewComplaintStep(.acknowledge, version: 1), time.ago(14, 10))
  }

  /// What was answered in the last whole year: most in time, and settled.
  private mutating func lastYear() throws {
    let (ewan, ruth) = (county.person("ewan"), county.person("ruth"))
    let visitor = Caller.visitor(from: "demonstration")
    let first = Day(county.time.today.year - 1, 1, 1)!
    for number in 0..<34 {
      let isCouncil = number.isMultiple(of: 3)
      let came = county.time.moment(county.time.calendar.onOrAfter(first.adding(days: 4 + number * 10)), 10)
      let id = try made(
        NewComplaint(
          kind: .complaint, about: isCouncil ? "The local offer" : "Disabled Children’s Team",
          words: isCouncil
            ? "The page said that there were places, and there were none."
            : "Nobody rang back, and the plan was changed without us.",
          name: "A parent", contact: "01632 960 \(300 + number)"), "C-OLD\(100 + number)", visitor, came)
      let handler = number.isMultiple(of: 2) ? ewan : ruth
      try step(
        id, NewComplaintStep(.acknowledge, procedure: isCouncil ? .council : .childrensSocialCare, version: 1),
        came.adding(hours: 3))
      try step(
        id, NewComplaintStep(.handler, handler: .init(handler.id, handler.line.name), version: 2),
        came.adding(hours: 4))
      let outcome: ComplaintOutcome = [.upheld, .partly, .partly, .notUpheld, .upheld][number % 5]
      // One in five is late.
      let answered = came.adding(days: number % 5 == 4 ? 24 : 7 + random.below(5))
      try step(
        id,
        NewComplaintStep(
          .answer, words: "Thank you for telling us. We have looked at it, and this is what we found and changed.",
          outcome: outcome, version: 3), answered)
      try followUp(
        tx.complaint(id, for: officer), .settled, words: nil, id: random.id(at: answered.adding(days: 5)), by: visitor,
        at: answered.adding(days: 5), in: tx)
    }
  }

  /// What was learned of them, published before that year ended; and what people thanked for.
  private mutating func learnedLastYear() throws {
    let first = Day(county.time.today.year - 1, 1, 1)!
    let lessons = [
      (
        "Nobody rings back when a worker is away.", "You are right. A message waited for whoever was on leave.",
        "Each team has one telephone now. Somebody answers it every day."
      ),
      (
        "The page said that there were places, and there were none.", "We had not looked at it since the spring.",
        "Every service says each three months whether it has places."
      ),
    ]
    for (number, (said, answer, did)) in lessons.enumerated() {
      let at = county.time.moment(county.time.calendar.onOrAfter(first.adding(days: 200 + number * 70)), 14)
      try noteFinding(
        random.id(at: at), said: said, source: .complaint, sourceID: nil, sourceName: "Complaints and compliments",
        by: beth, at: at, in: tx)
      guard let finding = try tx.openFinding() else { throw Refusal.notFound }
      try answerFinding(
        finding, said: said, answer: answer, did: did, isPublished: true, version: finding.version, by: beth,
        at: at.adding(days: 20), in: tx)
    }
    for number in 0..<9 {
      let came = county.time.moment(county.time.calendar.onOrAfter(first.adding(days: 20 + number * 36)), 15)
      let thanks = try made(
        NewComplaint(
          kind: .compliment, about: "Portage", words: "She listens, and she remembers.", name: "A parent",
          contact: "01632 960 \(400 + number)"), "C-TKW\(100 + number)", .visitor(from: "demonstration"), came)
      try step(thanks, NewComplaintStep(.acknowledge, version: 1), came.adding(days: 2))
    }
  }

  private mutating func atStageTwo() throws {
    let ewan = county.person("ewan")
    let visitor = Caller.visitor(from: "demonstration")
    let id = try made(
      NewComplaint(
        kind: .complaint, about: "Disabled Children’s Team",
        words: "Our carer was changed three times in a month, and nobody told us before.",
        wanted: "One carer, and a call when something changes.", name: "Marion Tuck", contact: "marion.tuck@example.org"
      ),
      "C-4F7KQM", visitor, time.ago(66, 20))
    try step(
      id, NewComplaintStep(.acknowledge, procedure: .childrensSocialCare, version: 1), time.ago(58, 10))
    try step(id, NewComplaintStep(.handler, handler: .init(ewan.id, ewan.line.name), version: 2), time.ago(58, 11))
    try step(
      id,
      NewComplaintStep(
        .answer,
        words:
          "Dear Ms Tuck\n\nYou should have been told each time, and you were not. I am sorry. Two changes could not be helped; the third could.",
        outcome: .partly, version: 3), time.ago(48, 15))
    let complaint = try tx.complaintNamed("C-4F7KQM")
    try followUp(
      complaint, .nextStage, words: "It has happened again since your letter.", id: random.id(at: time.ago(34, 20)),
      by: visitor, at: time.ago(34, 20), in: tx)
    let ruth = county.person("ruth")
    try step(id, NewComplaintStep(.handler, handler: .init(ruth.id, ruth.line.name), version: 5), time.ago(29, 10))
  }

  private mutating func made(
    _ new: NewComplaint, _ reference: String, _ caller: Caller, _ at: Instant
  ) throws -> ID<Complaint> {
    let id: ID<Complaint> = random.id(at: at)
    try complain(id, new, reference: reference, code: VoiceCode(random: &random), by: caller, at: at, in: tx)
    return id
  }

  private mutating func step(_ id: ID<Complaint>, _ step: NewComplaintStep, _ at: Instant) throws {
    try answerComplaint(
      tx.complaint(id, for: officer), step, id: random.id(at: at), address: county.settings.publicAddress,
      by: officer,
      at: at, in: tx)
  }
}
