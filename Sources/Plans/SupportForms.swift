import Design
import Kernel
import Web

// Fields whose options depend on the child (`offering`) stand here without them; the page adds them, and what comes back
// is looked up by the verb's caller.

extension Field {
  /// The same question with these to choose from.
  func offering(_ options: [Option]) -> Field {
    Field(name, label, .choice(options), hint: hint, required: required)
  }
  func offeringSeveral(_ options: [Option]) -> Field {
    Field(name, label, .choices(options), hint: hint, required: required)
  }
}

enum StartForm {
  static let wanted = Field(
    "wanted", "What does the family want help with?", .prose(max: 2000), hint: "In the family’s own words, if you can.",
    required: "Enter what the family wants help with")
  static let level = Field(
    "level", "What level of help is this?", .choice(Field.options(HelpLevel.self)), required: "Choose the level of help"
  )
  static let route = Field(
    "route", "How did this come about?", .choice(Field.options(SupportRoute.self)),
    required: "Choose how this came about")
  static let team = Field("team", "Which team will help?", .text(max: 60), required: "Choose the team")
  static let all = [wanted, level, route, team]
}

extension NewSupport {
  static func check(_ entry: Entry) -> Checked<NewSupport> {
    var reading = FormReading(entry)
    let wanted = reading.text(StartForm.wanted)
    let level = reading.choice(StartForm.level, as: HelpLevel.self)
    let route = reading.choice(StartForm.route, as: SupportRoute.self)
    let team = reading.id(StartForm.team, as: TeamKey.self)
    return reading.result { NewSupport(level: level!, route: route!, wanted: wanted!, team: team) }
  }
}

enum AgreementForm {
  static let answer = Field(
    "answer", "Does the family agree to work with us?", .choice(Field.options(SupportAnswer.self)),
    required: "Choose what the family said")
  static let on = Field("answered_on", "When did they say so?", .day, required: "Enter the day on which they said so")
  static let giver = Field("giver", "Who agreed?", .choice(Field.options(AgreementGiver.self)))
  static let name = Field("agreed_by", "Name of the person who agreed", .text(max: 120))
  static let competence = Field(
    "competence", "How do you know that the young person understands this decision?", .prose(max: 1000),
    hint: "Needed at 13, 14 and 15, for each decision. Say what you asked and what they understood.")
  static let scope = Field(
    "scope", "Which agencies may take part?", .text(max: 100), hint: "Only those that the family has agreed to.")
  static let why = Field(
    "why", "If not: why?", .prose(max: 1000),
    hint: "Why the family said no, or why agreement is not needed.")
  static let offered = Field(
    "offered", "If they said no: what did you offer that is there for everybody?", .prose(max: 1000),
    hint: "For example a family hub, the health visitor, a parents’ group.")
  static let all = [answer, on, giver, name, competence, scope, why, offered]
}

extension FamilyAnswer {
  /// `agencies` are the names that may be ticked.
  static func check(_ entry: Entry, agencies: [String]) -> Checked<FamilyAnswer> {
    var reading = FormReading(entry)
    let answer = reading.choice(AgreementForm.answer, as: SupportAnswer.self)
    let on = reading.day(AgreementForm.on)
    let giver = reading.choice(AgreementForm.giver, as: AgreementGiver.self)
    let name = reading.text(AgreementForm.name)
    let competence = reading.text(AgreementForm.competence)
    let scope = reading.options(AgreementForm.scope.offeringSeveral(agencies.map { Field.Option($0, $0) }))
    let why = reading.text(AgreementForm.why)
    let offered = reading.text(AgreementForm.offered)
    return reading.result {
      FamilyAnswer(
        answer: answer!, on: on!, giver: giver, name: name, competence: competence, scope: scope, why: why,
        offered: offered)
    }
  }
}

enum AllocationForm {
  static let practitioner = Field(
    "practitioner", "Who will work with the family?", .text(max: 60), required: "Choose who will work with the family")
  static let isLead = Field(
    "is_lead", "They are the lead professional as well", .flag,
    hint: "The one person who keeps everybody’s work together.")
  static let all = [practitioner, isLead]
}

enum LevelForm {
  static let level = Field(
    "level", "What level of help is right now?", .choice(Field.options(HelpLevel.self, only: [.early, .targeted])),
    required: "Choose the level of help")
  static let reason = Field("reason", "Why does it change?", .prose(max: 1000), required: "Enter why it changes")
  static let all = [level, reason]
}

enum StepUpForm {
  static let reason = Field(
    "reason", "Why is more help needed?", .prose(max: 2000),
    hint: "What has changed, what you tried, what worries you.",
    required: "Enter why more help is needed")
  static let team = Field("team", "Which team should take over?", .text(max: 60), required: "Choose the team")
  static let handover = Field(
    "handover_on", "When is the handover meeting?", .day, required: "Enter the day of the handover meeting")
  static let all = [reason, team, handover]
}

enum StepAnswerForm {
  static let answer = Field(
    "answer", "What is your answer?",
    .choice([Field.Option("accepted", "Accept: we lead from now"), Field.Option("declined", "Decline")]),
    required: "Choose your answer")
  static let leader = Field("leader", "If you accept: who leads from now?", .text(max: 60))
  static let why = Field(
    "why", "If you decline: why, and what should happen instead?", .prose(max: 1000),
    hint: "The team that asked reads this.")
  static let all = [answer, leader, why]
}

enum StepDownForm {
  static let reason = Field(
    "reason", "Why is less help right now?", .prose(max: 2000), required: "Enter why less help is right now")
  static let handover = Field("handover_on", "When is the handover meeting or joint visit?", .day)
  static let all = [reason, handover]
}

enum ClosingForm {
  static let reason = Field(
    "close_reason", "Why does the help end?", .choice(Field.options(CloseReason.self, only: CloseReason.chosen)),
    required: "Choose why the help ends")
  static let inPlace = Field(
    "in_place", "What is in place for the family now?", .prose(max: 2000), hint: "The family reads this.",
    required: "Enter what is in place for the family now")
  static let whoToCall = Field(
    "who_to_call", "Who can they call if they need help again?", .text(max: 200), hint: "A name and a phone number.",
    required: "Enter who the family can call")
  static let all = [reason, inPlace, whoToCall]
}

extension NewClosing {
  static func check(_ entry: Entry) -> Checked<NewClosing> {
    var reading = FormReading(entry)
    let reason = reading.choice(ClosingForm.reason, as: CloseReason.self)
    let inPlace = reading.text(ClosingForm.inPlace)
    let call = reading.text(ClosingForm.whoToCall)
    return reading.result { NewClosing(reason: reason!, inPlace: inPlace!, whoToCall: call!) }
  }
}

enum ClosingAnswerForm {
  static let answer = Field(
    "answer", "Do you agree to close?",
    .choice([Field.Option("close", "Yes, close the help"), Field.Option("carry_on", "No, carry on")]),
    required: "Choose whether to close")
  static let why = Field("why", "If not: why?", .prose(max: 1000))
  static let all = [answer, why]
}

enum ReopeningForm {
  static let reason = Field(
    "reason", "Why does the help start again?", .prose(max: 1000), required: "Enter why the help starts again")
  static let all = [reason]
}
