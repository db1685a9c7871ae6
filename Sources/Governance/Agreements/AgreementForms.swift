import Design
import Kernel
import Web

/// The questions about an agreement between agencies.
enum AgreementForm {
  static let kind = Field(
    "kind", "What kind of agreement is it?", .choice(Field.options(AgreementKind.self)),
    required: "Choose what kind it is")
  static let title = Field("title", "What is it called?", .text(max: 200), required: "Enter what it is called")
  static let easyWords = Field(
    "easy_words", "What is it for, in easier words?", .prose(max: 2000), hint: "Sentences of 25 words at most.",
    required: "Enter what it is for, in easier words")
  static let owner = Field("owner", "Who looks after it?", .text(max: 120), required: "Enter who looks after it")
  static let decision = Field("decision", "Which decision waits for it?", .text(max: 36))
  static let all = [kind, title, easyWords, owner, decision]
  static func all(_ decisions: [DecisionRecord]) -> [Field] {
    all.dropLast() + [
      Field(
        decision.name, decision.label,
        .choice(
          [.init("none", "None")]
            + decisions.map { .init($0.id.description, "\($0.reference) \($0.content.title)") }))
    ]
  }
  static func check(
    _ entry: Entry, _ decisions: [DecisionRecord], id: ID<PartnershipAgreement>, at now: Instant
  ) -> Checked<PartnershipAgreement> {
    var form = FormReading(entry)
    let kind: AgreementKind? = form.choice(kind)
    let (title, easy, owner) = (form.text(title), form.text(easyWords), form.text(owner))
    let decision = form.option(all(decisions)[4])
    return form.result {
      PartnershipAgreement(
        id: id, kind: kind!, title: title!, easyWords: easy!, decision: decision.flatMap { ID($0) }, owner: owner!,
        at: now)
    }
  }

  static let words = Field("words", "What is agreed?", .prose(max: 40_000), required: "Enter what is agreed")
  static let from = Field("valid_from", "From which day does it hold?", .day, required: "Enter the day it holds from")
  static let reviewOn = Field("review_on", "When is it looked at again?", .day, required: "Enter the day of the review")
  static let parties = Field(
    "parties", "Who are its parties?", .prose(max: 2000), hint: "Each on a line of its own.",
    required: "Enter its parties, each on a line of its own")
  static let number = Field("number", "Version", .hidden(max: 4), required: "Open the agreement again")
  static let terms = AgreementTerm.allCases.map { Field($0.rawValue, $0.title, .prose(max: 3000)) }
  static let version = [words, from, reviewOn, parties] + terms + [number]
  /// Only a section 75 agreement is asked for its terms.
  static func version(of kind: AgreementKind) -> [Field] {
    [words, from, reviewOn, parties] + (kind == .section75 ? terms : []) + [number]
  }
  static func checkVersion(_ entry: Entry, by caller: Caller, at now: Instant) -> Checked<AgreementVersion> {
    var form = FormReading(entry)
    let (words, from, reviewOn) = (form.text(words), form.day(from), form.day(reviewOn))
    let parties = form.text(parties)
    let number = form.value(number, "Open the agreement again") { Int($0) }
    var said: [AgreementTerm: String] = [:]
    for (term, field) in zip(AgreementTerm.allCases, terms) { said[term] = form.text(field) }
    return form.result {
      AgreementVersion(
        number: number!, words: words!, from: from!, reviewOn: reviewOn!, terms: said,
        parties: parties!.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty },
        by: caller, at: now)
    }
  }

  static let agency = Field("agency", "For which party?", .text(max: 200), required: "Choose for which party")
  static func agency(_ missing: [String]) -> Field {
    Field(agency.name, agency.label, .choice(missing.map { .init($0, $0) }), required: agency.required)
  }
  static let name = Field("signed_name", "Who signed?", .text(max: 120), required: "Enter who signed")
  static let office = Field("office", "In which office?", .text(max: 120), required: "Enter in which office")
  static let signedOn = Field("signed_on", "On which day?", .day, required: "Enter the day they signed")
  static let signing = [agency, name, office, signedOn]

  static let endedOn = Field("ended_on", "On which day does it end?", .day, required: "Enter the day it ends")
  static let why = Field("why", "Why does it end?", .text(max: 400), required: "Enter why it ends")
  static let ending = [endedOn, why]
}
