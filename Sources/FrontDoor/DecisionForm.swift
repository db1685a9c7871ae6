import Design
import Kernel
import Web

enum DecisionForm {
  static let outcome = Field(
    "outcome", "What is right for this child and family?",
    .choice(HelpOutcome.allCases.map { Field.Option($0.rawValue, $0.title, hint: $0.hint) }),
    required: "Choose an outcome")
  static let level = Field(
    "level", "Level of need", .choice(Field.options(NeedLevel.self)),
    hint: "By the published thresholds. Your judgement counts: say why where it differs.",
    required: "Choose the level of need")
  static let judgement = Field("judgement", "Why this level, if none of its signs is chosen", .prose(max: 1000))
  static let reason = Field(
    "reason", "Why this is the right outcome", .prose(max: 3000),
    hint: "For the record. A colleague should be able to follow it.",
    required: "Say why this is the right outcome")
  static let alternative = Field(
    "alternative", "What they can do or where they can go instead", .prose(max: 1000),
    hint: "Name, what they do, and how to reach them")
  static let agreement = Field(
    "agreement", "Does the family agree to take part?",
    .choice([
      Field.Option(AgreementAnswer.agreed.rawValue, "Yes"), Field.Option(AgreementAnswer.refused.rawValue, "No"),
      Field.Option(AgreementAnswer.notAsked.rawValue, "They have not been asked"),
    ]))
  static let agreementNote = Field(
    "agreement_note", "How you know, or how need was weighed against their wishes", .prose(max: 1000))
  static let team = Field("team", "Which team takes it on?", .id)
  static let told = Field(
    "told", "What they will be told", .prose(max: 4000),
    hint: "They read exactly these words. Fill in what is in [square brackets].",
    required: "Write what they will be told")
  static let services = Field(
    "services", "Which services do you suggest to them?", .choices([]),
    hint: "These fit what they asked. What is ticked goes with your answer, and is kept in the record.")
  static let againWhy = Field("again_why", "Why is it decided again?", .prose(max: 1000))
  static let undoWhy = Field(
    "undo_why", "Why do you take it back?", .text(max: 300), required: "Say why you take the decision back")
  static let all =
    [outcome, level] + CriteriaForm.all + [
      judgement, reason, alternative, agreement, agreementNote, team, told, services, againWhy, ScreeningForm.version,
    ]
}

extension NewDecision {
  /// What was typed, as far as it can be read, and what cannot: the rules look at it all the same, so that everything
  /// that is wrong is said at once.
  static func read(_ entry: Entry) -> (new: NewDecision, errors: [FieldError]) {
    var form = FormReading(entry)
    let outcome: HelpOutcome? = form.choice(DecisionForm.outcome)
    let level: NeedLevel? = form.choice(DecisionForm.level)
    var new = NewDecision(
      outcome: outcome ?? .advice, level: level ?? .universal, criteria: CriteriaForm.ids(entry),
      reason: form.text(DecisionForm.reason) ?? "", told: form.text(DecisionForm.told) ?? "")
    (new.judgement, new.alternative) = (form.text(DecisionForm.judgement), form.text(DecisionForm.alternative))
    (new.agreement, new.agreementNote) = (form.choice(DecisionForm.agreement), form.text(DecisionForm.agreementNote))
    (new.team, new.againWhy) = (form.id(DecisionForm.team), form.text(DecisionForm.againWhy))
    _ = form.number(ScreeningForm.version)
    return (new, form.errors)
  }
}
