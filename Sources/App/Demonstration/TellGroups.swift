import Governance
import Kernel
import Store

/// Groups of the county with their meetings, papers, risks and reports, and the agreements between agencies and with
/// families: through the slice's verbs, each at its own past time.
struct GroupTelling {
  let county: County
  let tx: Transaction
  private var random = SplitMix64(seed: demonstrationSeed, part: "groups")
  private var time: DemonstrationTime { county.time }
  private var seun: Caller { county.person("seun").caller }
  private var helen: Caller { county.person("helen").caller }
  private let board: ID<PartnershipGroup>
  private let wellbeing: ID<PartnershipGroup>

  init(_ county: County, in tx: Transaction) {
    (self.county, self.tx) = (county, tx)
    board = random.id(at: county.time.ago(620, 9))
    wellbeing = random.id(at: county.time.ago(400, 9))
  }

  mutating func all() throws {
    try found()
    try members()
    try objectives()
    let meetings = try meetingsOfTheBoard()
    try risks()
    try actions()
    try reports(to: meetings)
    try familiesAgreement()
    try sharingAgreement()
  }

  private func found() throws {
    try foundGroup(
      PartnershipGroup(
        id: board,
        remit: """
          A joint strategic approach to what becomes of disabled children and young people, and recommendations on planning, \
          delivery and commissioning. This includes looked-after disabled children, black and minority ethnic disabled \
          children, disabled children in poverty, and young carers.
          """,
        easyRemit: """
          This group brings together parents, young people, the council, health and charities. It looks at what disabled \
          children need. It says what should change.
          """, quorum: 4, foundedOn: time.dayAgo(620)), named: "Disabled Children’s Partnership Group", by: seun,
      at: time.ago(620, 9), in: tx)
    for (name, days, source) in [
      ("Vulnerable Children Partnership Group", 480, "Cover paper of the review of services"),
      ("Vulnerable Children’s Strategic Partnership Group", 400, "Its own first report"),
      ("Board for Vulnerable Children", 250, "The review of services, page 30"),
    ] {
      try renameGroup(
        board, GroupName(name, from: time.dayAgo(days), source: source), by: seun, at: time.ago(days, 11), in: tx)
    }
    try foundGroup(
      PartnershipGroup(
        id: wellbeing,
        remit:
          "Resilience through better reach and effectiveness of services for emotional wellbeing and mental health.",
        easyRemit: "This group looks after help for children who feel low, worried or very upset.", quorum: 3,
        foundedOn: time.dayAgo(400)), named: "Emotional Wellbeing Partnership Group", by: helen, at: time.ago(400, 9),
      in: tx)
  }

  private mutating func members() throws {
    for (new, group, days) in [
      (
        NewMember(
          name: "Rosalind Achebe", side: .council, agency: "Thorneshire Council", part: "Chair", from: day(620)), board,
        620
      ),
      (staff("seun", .council, "Thorneshire Council", 620), board, 620),
      (staff("peter", .voluntary, "Thorneshire Families Together", 480), board, 480),
      (staff("ravi", .health, "Thorneshire Health Trust", 480), board, 480),
      (staff("daniel", .education, "Thorneshire schools", 300), board, 300),
      (family("Grace Adeyemi", .parent, "Parent and Carer Forum", 250), board, 250),
      (family("Jamie Whitlock", .youngPerson, "Young people’s voice group", 120), board, 120),
      (
        NewMember(name: "Noor Haddad", side: .parent, agency: "Parent and Carer Forum", isNamed: false, from: day(480)),
        board, 480
      ),
      (staff("sadia", .health, "Getting Help in Thorneshire", 400), wellbeing, 400),
      (staff("helen", .council, "Thorneshire Council", 400), wellbeing, 400),
    ] as [(NewMember, ID<PartnershipGroup>, Int)] {
      let at = time.ago(days, 12)
      let id: ID<GroupMember> = random.id(at: at)
      try appointMember(id, new, to: group, by: seun, at: at, in: tx)
      if new.name == "Noor Haddad" {
        try endMembership(id, of: group, on: day(130), by: seun, at: time.ago(130, 10), in: tx)
      }
    }
  }
  private func day(_ days: Int) -> Day { time.dayAgo(days) }
  private func staff(_ key: String, _ side: GroupSide, _ agency: String, _ days: Int) -> NewMember {
    let person = county.person(key)
    return NewMember(name: person.name, side: side, agency: agency, email: person.email, from: day(days))
  }
  private func family(_ name: String, _ side: GroupSide, _ agency: String, _ days: Int) -> NewMember {
    NewMember(
      name: name, side: side, agency: agency, isNamed: false, email: emailAddress(of: name), from: day(days))
  }

  private func objectives() throws {
    try takeEightPriorities(for: board, by: seun, at: time.ago(190, 10), in: tx)
    let known = try tx.whatCanShow()
    for (number, title) in [
      (1, "Disabled children in Thorneshire: what we will do"), (1, "Families who found what they looked for"),
      (3, "Time limits met"), (4, "Children with a plan who have a live personal budget"),
      (5, "Children with a lead professional"), (6, "Milestones done and checked"),
      (6, "Children with a short break that is not residential"), (7, "New EHC plans within 20 weeks"),
      (2, "Young people whose review looked at adult life"),
      (2, "Young people whose plan has help for adult life in it"),
      (8, "Health advice for EHC assessments in six weeks"),
      (8, "Agreements on shared money that hold and are not due a review"),
      (8, "Children whose wheelchair came within eighteen weeks"),
    ] {
      guard let (kind, id, _) = known.first(where: { $0.2 == title }) else { throw Refusal.notFound }
      try addProofs([(kind, id)], to: number, of: board, by: seun, at: time.ago(189, 10), in: tx)
    }
  }

  /// Two that were held, one that is to come.
  private mutating func meetingsOfTheBoard() throws -> [GroupMeeting] {
    let first = try meeting(at: time.ago(95, 10), called: time.ago(130, 9), boardPapers[0], out: time.ago(108, 10))
    try hold(first, minutes: boardPapers[0])
    // Only two could come, and nothing could be decided.
    let small = try meeting(at: time.ago(62, 10), called: time.ago(88, 9), [carriedPaper], out: time.ago(70, 16))
    let two = try tx.members(of: board).filter { $0.sits(on: small.startsAt.day) }.prefix(2).map(\.id)
    try holdMeeting(
      small, present: Array(two), apologies: "The others: a strike stopped the trains.", by: seun,
      at: small.startsAt.adding(hours: 2),
      in: tx)
    try carryBusiness(of: try found(small), by: seun, at: small.startsAt.adding(hours: 3), in: tx)
    let second = try meeting(at: time.ago(32, 10), called: time.ago(60, 9), boardPapers[1], out: time.ago(34, 16))
    try interest(at: second)
    try hold(second, minutes: [carriedPaper] + boardPapers[1])
    for held in [first, small] { try agreeMinutes(of: try found(held), by: seun, at: time.ago(30, 15), in: tx) }
    let next = try meeting(
      at: time.moment(time.dayAhead(20), 10), called: time.ago(25, 9), boardPapers[2], out: time.ago(4, 11))
    return [try found(first), try found(second), try found(next)]
  }

  private func found(_ meeting: GroupMeeting) throws -> GroupMeeting { try tx.meeting(meeting.id, of: board) }

  private mutating func meeting(
    at: Instant, called: Instant, _ papers: [ToldPaper], out: Instant
  ) throws -> GroupMeeting {
    let id: ID<GroupMeeting> = random.id(at: called)
    try planMeeting(
      id, of: board, at: at, place: "County Hall, room 3, step-free; online for whoever cannot come", by: seun,
      now: called, in: tx)
    for (index, told) in papers.enumerated() {
      let point: ID<AgendaPoint> = random.id(at: called.adding(minutes: index))
      let meeting = try tx.meeting(id, of: board)
      try addPoint(
        point, told.point, told.purpose, lead: told.lead, to: meeting, by: seun, at: called.adding(hours: 1), in: tx)
      guard let text = told.paper else { continue }
      let paper = MeetingPaper(
        id: random.id(at: out.adding(minutes: index)), point: point, title: told.title, text: text, easyText: told.easy,
        exemptWhy: told.exempt, by: seun, at: out)
      try sendPaper(paper, for: meeting, by: seun, at: out, in: tx)
    }
    try publishAgenda(of: try tx.meeting(id, of: board), by: seun, at: out, in: tx)
    return try tx.meeting(id, of: board)
  }

  private func hold(_ meeting: GroupMeeting, minutes: [ToldPaper]) throws {
    let after = meeting.startsAt.adding(hours: 3)
    let present = try tx.members(of: board).filter { $0.sits(on: meeting.startsAt.day) }.map(\.id)
    try holdMeeting(
      meeting, present: Array(present.prefix(5)), apologies: "One member was ill.", by: seun, at: after, in: tx)
    for (point, told) in zip(try tx.points(of: meeting.id), minutes) {
      try writeMinutes(
        PointMinutes(told.minutes, easy: told.easyMinutes, told.purpose == .decision ? .agreed : .noted), of: point.id,
        at: try found(meeting), by: seun, now: after.adding(hours: 24), in: tx)
    }
  }

  private mutating func interest(at meeting: GroupMeeting) throws {
    let peter = try tx.members(of: board).first { $0.name == county.person("peter").name }
    guard let peter else { throw Refusal.notFound }
    try declareInterest(
      random.id(at: meeting.startsAt), of: peter.id, "He is a trustee of a body that bids for the parent groups.",
      done: "Left the room for point 3.", at: meeting, keeps: true, by: seun, now: meeting.startsAt.adding(minutes: 5),
      in: tx)
  }

  private mutating func risks() throws {
    let subjects = try tx.riskSubjects()
    for told in toldRisks {
      let at = time.ago(told.days, 10)
      let id: ID<Risk> = random.id(at: at)
      let about = told.about.flatMap { words in subjects.first { $0.2.contains(words) } }.map { ($0.0, $0.1) }
      try raiseRisk(
        id,
        NewRisk(
          cause: told.cause, event: told.event, effect: told.effect, owner: told.owner,
          before: RiskSize(likelihood: told.before.0, impact: told.before.1), appetite: told.appetite, about: about),
        for: board, by: seun, at: at, in: tx)
      if let (words, lead) = told.action {
        try agreeAction(
          GroupAction(
            id: random.id(at: at.adding(hours: 1)), words: words, lead: lead, dueOn: time.dayAhead(40),
            agreedAt: at.adding(hours: 1), risk: id), of: board, by: seun, at: at.adding(hours: 1), in: tx)
      }
      for (index, look) in told.looks.enumerated() {
        let seen = time.ago(look.days, 11)
        try lookAtRisk(
          RiskLook(
            number: index + 1, at: seen, by: helen,
            size: RiskSize(likelihood: look.size.0, impact: look.size.1), words: look.words, ends: look.ends), at: id,
          of: board, by: helen, at: seen, in: tx)
      }
    }
  }

  private mutating func actions() throws {
    for (words, lead, agreed, due, done) in [
      (
        "Ask families which evenings suit the groups", "Parent and Carer Forum", 95, 60,
        "41 families asked; Tuesdays and Thursdays."
      ),
      ("Bring figures on young carers to the next meeting", "Data and returns officer", 95, 35, nil),
      ("Write to schools about the local offer", "Local offer editor", 32, -25, nil),
    ] as [(String, String, Int, Int, String?)] {
      let at = time.ago(agreed, 14)
      let id: ID<GroupAction> = random.id(at: at)
      try agreeAction(
        GroupAction(
          id: id, words: words, lead: lead, dueOn: due > 0 ? time.dayAgo(due) : time.dayAhead(-due), agreedAt: at),
        of: board, by: seun, at: at, in: tx)
      if let done { try endAction(id, of: board, done, by: seun, at: time.ago(due + 2, 10), in: tx) }
    }
  }

  /// One approved for the next meeting of the board, one being written.
  private mutating func reports(to meetings: [GroupMeeting]) throws {
    let begun = time.ago(8, 10)
    let report: ID<GroupReport> = random.id(at: begun)
    try beginReport(
      report, of: board, to: meetings[2].id, on: begun.day, .information,
      aims: "A joint approach for disabled children, with families at the table.", by: seun, at: begun, in: tx)
    try writeLine(
      ReportLine(
        id: random.id(at: begun.adding(hours: 1)), kind: .achievement, objective: 1,
        words: "Parents sit on every panel that chooses a provider."), in: report, of: board, by: seun,
      at: begun.adding(hours: 1), in: tx)
    try changeReport(
      report, of: board, purpose: .information,
      aims: "A joint approach for disabled children, with families at the table.",
      easy: """
        We are on time with most of what we promised. More families find what they look for. One plan for new staff is \
        late. We worry about the old house for short breaks.
        """, version: try version(report), by: seun, at: begun.adding(hours: 2), in: tx)
    try approveReport(
      report, of: board, version: try version(report), by: helen, at: time.ago(6, 10), in: tx)
    let other = time.ago(3, 10)
    let draft: ID<GroupReport> = random.id(at: other)
    try beginReport(
      draft, of: wellbeing, to: meetings[2].id, on: other.day, .decision,
      aims: "Better reach of help for emotional wellbeing.", by: helen, at: other, in: tx)
    try writeLine(
      ReportLine(
        id: random.id(at: other), kind: .progress, objective: nil,
        words: "Bids for the new contract are in. The board is asked who reads them with us."), in: draft,
      of: wellbeing, by: helen, at: other, in: tx)
  }
  private func version(_ report: ID<GroupReport>) throws -> Int {
    try tx.value("SELECT version FROM group_report WHERE id = \(report)") ?? 0
  }

  private mutating func familiesAgreement() throws {
    let at = time.ago(330, 10)
    let id: ID<PartnershipAgreement> = random.id(at: at)
    try beginAgreement(
      PartnershipAgreement(
        id: id, kind: .families, title: "Partnership agreement with the Parent and Carer Forum",
        easyWords:
          "We promise to ask parents before we decide. Parents help to choose services. We say what came of it.",
        owner: "Children’s commissioner", at: at), by: seun, at: at, in: tx)
    let parties = ["Parent and Carer Forum", "Thorneshire Council", "Thorneshire Health Trust"]
    for (number, days, words) in [
      (1, 330, "Parents are asked before anything is decided that concerns them, in time to change it."),
      (2, 20, "As before; and two parents sit on every panel that chooses a provider, paid for their time."),
    ] {
      try proposeVersion(
        AgreementVersion(
          number: number, words: words, from: time.dayAgo(days), reviewOn: time.dayAgo(days).adding(months: 12),
          parties: parties, by: seun, at: time.ago(days, 11)), of: id, by: seun, at: time.ago(days, 11), in: tx)
      for (index, party) in parties.enumerated() where number == 1 || index > 0 {
        try signAgreement(
          id, version: number, for: party, name: ["Noor Haddad", "Rosalind Achebe", "Ravi Krishnan"][index],
          office: ["Chair", "Cabinet Member for Children", "Clinical lead"][index], on: time.dayAgo(days - 5),
          by: seun, at: time.ago(days - 5, 12), in: tx)
      }
    }
    try signInOwnAccounts(id)
  }

  /// The signature of the forum is missing: Grace was named to give it, with her own account.
  private func signInOwnAccounts(_ id: ID<PartnershipAgreement>) throws {
    try nameSignatory(
      id, for: "Parent and Carer Forum", email: emailAddress(of: "Grace Adeyemi"), office: "For the forum", by: seun,
      at: time.ago(12, 10), in: tx)
  }

  private mutating func sharingAgreement() throws {
    let at = time.ago(420, 10)
    let id: ID<PartnershipAgreement> = random.id(at: at)
    let margaret = county.person("margaret").caller
    try beginAgreement(
      PartnershipAgreement(
        id: id, kind: .sharing, title: "Sharing key information about disabled children",
        easyWords:
          "Workers may see who else helps a child, and which assessments were made. They see no more than that.",
        owner: "Information governance lead", at: at), by: margaret, at: at, in: tx)
    try proposeVersion(
      AgreementVersion(
        number: 1, words: "Who works with a child and which assessments exist is shared; what is in them is not.",
        from: time.dayAgo(410), reviewOn: time.dayAgo(30),
        parties: ["Thorneshire Council", "Thorneshire Health Trust"],
        by: margaret, at: at), of: id, by: margaret, at: at, in: tx)
    try signAgreement(
      id, version: 1, for: "Thorneshire Council", name: "Margaret Oyelaran", office: "Caldicott Guardian",
      on: time.dayAgo(412), by: margaret, at: time.ago(411, 12), in: tx)
    let ravi = county.person("ravi")
    try nameSignatory(
      id, for: "Thorneshire Health Trust", email: ravi.email, office: "Caldicott Guardian", by: margaret,
      at: time.ago(415, 10), in: tx)
    try signInPerson(
      id, version: 1, for: "Thorneshire Health Trust", by: ravi.caller, at: time.ago(411, 14), in: tx)
  }
}
