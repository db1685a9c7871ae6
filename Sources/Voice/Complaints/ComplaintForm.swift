import Design
import Kernel
import Store
import Web

enum ComplaintForm {
  static let kind = Field(
    "kind", "What do you want to tell us?", .choice(Field.options(ComplaintKind.self)),
    required: "Choose what you want to tell us")
  static let about = Field(
    "about", "Which service is it about?", .text(max: 200), hint: "For example, short breaks, or your child’s plan.",
    required: "Enter which service it is about")
  static let words = Field(
    "words", "What happened?", .prose(max: 6000), hint: "In your own words. Say when, if you know.",
    required: "Enter what happened")
  static let wanted = Field("wanted", "What would put it right?", .prose(max: 2000))
  static let name = Field("name", "Your name", .text(max: 100), required: "Enter your name", autocomplete: "name")
  static let contact = Field(
    "contact", "How can we reach you?", .text(max: 200), hint: "An e-mail address, a phone number or an address.",
    required: "Enter how we can reach you")
  static let all = [kind, about, words, wanted, name, contact]

  static func check(_ entry: Entry) -> Checked<NewComplaint> {
    var form = FormReading(entry)
    let kind: ComplaintKind? = form.choice(kind)
    let (about, words, wanted) = (form.text(about), form.text(words), form.text(wanted))
    let (name, contact) = (form.text(name), form.text(contact))
    return form.result {
      NewComplaint(kind: kind!, about: about!, words: words!, wanted: wanted, name: name!, contact: contact!)
    }
  }

  static let reference = Field(
    "reference", "Reference", .text(max: 20), hint: "It begins with C.", required: "Enter the reference")
  static let code = Field("code", "Code", .text(max: 20), hint: "Eight letters and digits.", required: "Enter the code")
  static let familyWords = Field("words", "What do you want to tell us?", .prose(max: 4000))

  // Of those who answer.
  static func step(_ allowed: [ComplaintStepKind]) -> Field {
    Field(
      "kind", "What is done?", .choice(Field.options(ComplaintStepKind.self, only: allowed)),
      required: "Choose what is done")
  }
  static let procedure = Field(
    "procedure", "By which rules is it answered?", .choice(Field.options(ComplaintProcedure.self)),
    hint: "Only when you say that it has come.")
  static let email = Field("email", "Who looks at it? Their e-mail address at work", .email, hint: "Only to name them.")
  static let outcome = Field(
    "outcome", "Is the complaint upheld?", .choice(Field.options(ComplaintOutcome.self)), hint: "Only with the answer.")
  static let letter = Field(
    "words", "In your words", .prose(max: 10_000),
    hint:
      "The letter, the reason for more time, the lesson, or the note. Letters and reasons are read by whoever complained."
  )
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the complaint again")
  static let steps = [letter, version]

  /// Reads a step; who is named is looked up.
  static func step(_ entry: Entry, _ tx: Transaction) throws -> NewComplaintStep {
    var form = FormReading(entry)
    let kind: ComplaintStepKind? = form.choice(step(ComplaintStepKind.ofDesk))
    let procedure: ComplaintProcedure? = form.choice(procedure)
    let outcome: ComplaintOutcome? = form.choice(outcome)
    let (email, words) = (form.email(email), form.text(letter))
    let version = form.value(version, "Open the complaint again") { Int($0) }
    try Invalid.check(form.errors)
    return NewComplaintStep(
      kind!, words: words, procedure: procedure, handler: try email.flatMap { try tx.practitioner(email: $0) },
      outcome: outcome, version: version!)
  }
}
