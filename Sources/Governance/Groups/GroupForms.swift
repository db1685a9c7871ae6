import Design
import Kernel
import Web

/// The questions about a group.
enum GroupForm {
  static let name = Field("name", "What is it called?", .text(max: 160), required: "Enter what it is called")
  static let foundedOn = Field("founded_on", "When was it founded?", .day, required: "Enter when it was founded")
  static let remit = Field("remit", "What is it there for?", .prose(max: 3000), required: "Enter what it is there for")
  static let easyRemit = Field(
    "easy_remit", "What is it there for, in easier words?", .prose(max: 1500),
    hint: "Short sentences. Anybody can read this.", required: "Enter what it is there for, in easier words")
  static let quorum = Field(
    "quorum", "How many members must be there before anything can be agreed?", .number(1...100),
    required: "Enter how many members must be there")
  static let all = [name, foundedOn, remit, easyRemit, quorum]

  static let usedFrom = Field(
    "used_from", "From which day?", .day, required: "Enter the day from which it is called so")
  static let source = Field("source", "In which paper does this name stand?", .text(max: 300))
  static let renaming = [name, usedFrom, source]

  static func check(_ entry: Entry, id: ID<PartnershipGroup>) -> Checked<(PartnershipGroup, String)> {
    var form = FormReading(entry)
    let (name, foundedOn) = (form.text(name), form.day(foundedOn))
    let (remit, easyRemit, quorum) = (form.text(remit), form.text(easyRemit), form.number(quorum))
    return form.result {
      (
        PartnershipGroup(id: id, remit: remit!, easyRemit: easyRemit!, quorum: quorum!, foundedOn: foundedOn!), name!
      )
    }
  }

  static func checkName(_ entry: Entry) -> Checked<GroupName> {
    var form = FormReading(entry)
    let (name, from, source) = (form.text(name), form.day(usedFrom), form.text(source))
    return form.result { GroupName(name!, from: from!, source: source) }
  }
}

/// The questions about somebody who is to sit in a group.
enum MemberForm {
  static let name = Field("name", "What is their name?", .text(max: 120), required: "Enter their name")
  static let side = Field(
    "side", "For whom do they sit there?", .choice(Field.options(GroupSide.self)),
    required: "Choose for whom they sit there")
  static let agency = Field(
    "agency", "Which agency or body sends them?", .text(max: 160), hint: "For example, the parent carer forum.",
    required: "Enter who sends them")
  static let part = Field("part", "What are they in the group?", .text(max: 60), hint: "Chair, vice chair or member.")
  static let isNamed = Field(
    "is_named", "Everybody may read their name", .flag,
    hint: "Parents and young people only where they have agreed to it.")
  static let email = Field(
    "email", "With which e-mail address do they sign in here?", .email,
    hint: "Then they read the group’s papers in their own account. Leave empty where they have none.")
  static let from = Field("began_on", "From which day do they sit there?", .day, required: "Enter the day they begin")
  static let all = [name, side, agency, part, isNamed, email, from]
  static let endedOn = Field("ended_on", "On which day did they leave?", .day, required: "Enter the day they left")

  static func check(_ entry: Entry) -> Checked<NewMember> {
    var form = FormReading(entry)
    let name = form.text(name)
    let side: GroupSide? = form.choice(side)
    let (agency, part, isNamed) = (form.text(agency), form.text(part), form.flag(isNamed))
    let (email, from) = (form.email(email), form.day(from))
    return form.result {
      NewMember(
        name: name!, side: side!, agency: agency!, part: part ?? "Member", isNamed: isNamed, email: email, from: from!)
    }
  }
}

/// The questions about an objective. What shows it is chosen from the plans and indicators that there are.
enum ObjectiveForm {
  static let number = Field("number", "Which number?", .number(1...99), required: "Enter its number")
  static let title = Field("title", "What is to be reached?", .text(max: 200), required: "Enter what is to be reached")
  static let words = Field("words", "What belongs to it?", .prose(max: 1500))
  static let proofs = Field("proofs", "What shows how far it is?", .choices([]))
  static let all = [number, title, words, Field(proofs.name, proofs.label, .text(max: 4000))]

  /// The same questions with the plans and indicators that can be chosen.
  static func asked(_ known: [(ProofKind, AnyID, String)]) -> [Field] {
    [
      number, title, words,
      Field(
        proofs.name, proofs.label,
        .choices(known.map { .init("\($0.0.rawValue):\($0.1)", $0.2, hint: $0.0.title) })),
    ]
  }

  static func check(
    _ entry: Entry, _ known: [(ProofKind, AnyID, String)]
  ) -> Checked<(GroupObjective, [(ProofKind, AnyID)])> {
    var form = FormReading(entry)
    let (number, title, words) = (form.number(number), form.text(title), form.text(words))
    let chosen = known.isEmpty ? [] : form.options(asked(known)[3])
    return form.result {
      (
        GroupObjective(number!, title!, words),
        known.filter { chosen.contains("\($0.0.rawValue):\($0.1)") }.map { ($0.0, $0.1) }
      )
    }
  }
}

/// The questions about a meeting, its agenda, its papers and what comes of it.
enum MeetingForm {
  static let on = Field("on", "On which day?", .day, required: "Enter the day")
  static let at = Field("at", "At what time?", .time, required: "Enter the time")
  static let place = Field(
    "place", "Where?", .text(max: 200), hint: "With how to get in, and whether it can be joined online.",
    required: "Enter where it is")
  static let all = [on, at, place]

  static let title = Field("title", "What is it about?", .text(max: 200), required: "Enter what it is about")
  static let purpose = Field(
    "purpose", "What is asked of the group?", .choice(Field.options(MeetingPurpose.self)),
    required: "Choose what is asked of the group")
  static let lead = Field("lead", "Who leads?", .text(max: 120), required: "Enter who leads")
  static let point = [title, purpose, lead]

  static let words = Field("words", "The paper", .prose(max: 60_000), required: "Enter the paper")
  static let easyWords = Field(
    "easy_words", "The same in easier words", .prose(max: 8000),
    hint: "Sentences of 25 words at most. It is needed where parents or young people sit in the group.")
  static let exemptWhy = Field(
    "exempt_why", "If it is for members only, why?", .text(max: 300),
    hint: "The paragraph of Schedule 12A to the Local Government Act 1972. Leave empty where anybody may read it.")
  static let paper = [title, words, easyWords, exemptWhy]

  static let apologies = Field("apologies", "Who could not come?", .text(max: 500))
  static let present = Field("present", "Who was there?", .text(max: 4000), required: "Choose who was there")
  static let attendance = [present, apologies]
  static func attendance(of members: [GroupMember]) -> [Field] {
    [
      Field(
        present.name, present.label,
        .choices(members.map { .init($0.id.description, $0.name, hint: "\($0.side.title), \($0.agency)") }),
        required: present.required), apologies,
    ]
  }

  static let minutes = Field(
    "minutes", "What was said and agreed?", .prose(max: 12_000), required: "Enter what was said and agreed")
  static let easyMinutes = Field(
    "easy_minutes", "The same in easier words", .prose(max: 3000),
    hint: "Sentences of 25 words at most. It is needed where parents or young people sit in the group.")
  static let outcome = Field(
    "outcome", "What came of it?", .choice(Field.options(PointOutcome.self)),
    hint: "Without enough members nothing can be agreed: carry it to the next meeting.",
    required: "Choose what came of it")
  static let record = [minutes, easyMinutes, outcome]

  static func checkMinutes(_ entry: Entry) -> Checked<PointMinutes> {
    var form = FormReading(entry)
    let (words, easy) = (form.text(minutes), form.text(easyMinutes))
    let outcome: PointOutcome? = form.choice(outcome)
    return form.result { PointMinutes(words!, easy: easy, outcome!) }
  }

  static let member = Field("member", "Who declares it?", .text(max: 36), required: "Choose who declares it")
  static func member(of members: [GroupMember]) -> Field {
    Field(
      member.name, member.label, .choice(members.map { .init($0.id.description, $0.name) }),
      required: member.required)
  }
  static let interest = Field(
    "interest", "What is the interest?", .text(max: 500), hint: "Anybody can read this.",
    required: "Enter what the interest is")
  static let done = Field(
    "done", "What is done about it?", .text(max: 300), hint: "For example, leaves the room for point 4.",
    required: "Enter what is done about it")
  static let declaring = [member, interest, done]
}

/// The questions about what a group has agreed to do.
enum GroupActionForm {
  static let words = Field("words", "What is to be done?", .text(max: 400), required: "Enter what is to be done")
  static let lead = Field("lead", "Who leads?", .text(max: 120), required: "Enter who leads")
  static let dueOn = Field("due_on", "By which day?", .day, required: "Enter the day by which it is done")
  static let all = [words, lead, dueOn]
  static let done = Field(
    "done", "What was done, and what shows it?", .prose(max: 1000), hint: "Anybody can read this.",
    required: "Enter what was done, and what shows it")

  static func check(_ entry: Entry, id: ID<GroupAction>, at now: Instant, risk: ID<Risk>? = nil) -> Checked<GroupAction>
  {
    var form = FormReading(entry)
    let (words, lead, dueOn) = (form.text(words), form.text(lead), form.day(dueOn))
    return form.result {
      GroupAction(id: id, words: words!, lead: lead!, dueOn: dueOn!, agreedAt: now, risk: risk)
    }
  }
}
