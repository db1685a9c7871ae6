import Design
import Kernel
import Web

/// Yes, no, or nobody has said.
enum Answer3: String, Choice {
  case yes, no, unknown
  var title: String {
    switch self {
    case .yes: "Yes"
    case .no: "No"
    case .unknown: "Not known yet"
    }
  }
  var known: Bool? { self == .unknown ? nil : self == .yes }
  static func of(_ known: Bool?) -> Answer3 { known.map { $0 ? .yes : .no } ?? .unknown }
}

/// The questions of a referral to home visiting.
enum ReferralForm {
  static let ruleSet = Field("rule_set", "By which rules?", .text(max: 40))
  static let route = Field(
    "route", "Who asks for home visiting?", .choice(Field.options(ReferralRoute.self)), required: "Choose who asks")
  static let receivedOn = Field(
    "received_on", "When did the referral come?", .day, required: "Enter the day when the referral came")
  static let complexNeeds = Field(
    "complex_needs", "Does the child have complex needs?", .choice(Field.options(Answer3.self)))
  static let hasDiagnosis = Field("has_diagnosis", "Is there a diagnosis?", .choice(Field.options(Answer3.self)))
  static let diagnosis = Field("diagnosis", "If there is one, which?", .text(max: 200))
  static let hours = Field(
    "hours_outside", "How many hours a week is the child at nursery or with a childminder?", .number(0...60),
    hint: "Leave empty if it is not known.")
  static let agreed = Field("agreed", "Has the family agreed?", .choice(Field.options(Answer3.self)))
  static let parent = Field(
    "parent_takes_part", "Can a parent or carer take part?", .choice(Field.options(Answer3.self)))
  static func behind(_ area: DevelopmentArea) -> Field {
    Field("behind_\(area.rawValue)", area.title, .number(0...72))
  }
  static let version = Field("version", "Version", .hidden(max: 9))
  static let facts =
    [complexNeeds, hasDiagnosis, diagnosis, hours, agreed, parent] + DevelopmentArea.portage.map(behind)
  static let all = [route, receivedOn, ruleSet] + facts
}

extension ReferralFacts {
  static func check(_ form: inout FormReading) -> ReferralFacts {
    func known(_ field: Field) -> Bool? { (form.choice(field) as Answer3?)?.known }
    var facts = ReferralFacts()
    facts.complexNeeds = known(ReferralForm.complexNeeds)
    facts.agreed = known(ReferralForm.agreed)
    facts.parentTakesPart = known(ReferralForm.parent)
    let name = form.text(ReferralForm.diagnosis)
    switch known(ReferralForm.hasDiagnosis) {
    case true?:
      if name == nil { form.fail(ReferralForm.diagnosis, "Enter which diagnosis there is") }
      facts.diagnosis = name
    case false?: facts.diagnosis = ""
    case nil: facts.diagnosis = name
    }
    facts.hoursOutside = form.number(ReferralForm.hours)
    for area in DevelopmentArea.portage { facts.behind[area] = form.number(ReferralForm.behind(area)) }
    return facts
  }

  /// As the form shows them.
  var known: [String: String] {
    var values = [
      "complex_needs": Answer3.of(complexNeeds).rawValue, "agreed": Answer3.of(agreed).rawValue,
      "parent_takes_part": Answer3.of(parentTakesPart).rawValue,
      "has_diagnosis": Answer3.of(diagnosis.map { !$0.isEmpty }).rawValue,
    ]
    values["diagnosis"] = diagnosis
    values["hours_outside"] = hoursOutside.map(String.init)
    for (area, months) in behind { values["behind_\(area.rawValue)"] = "\(months)" }
    return values
  }
}

/// The questions when a referral is decided, a visitor is named, or the visiting ends.
enum VisitingForm {
  static let team = Field("team", "Which team visits?", .id, required: "Choose the team")
  static let reason = Field(
    "reason", "Why is home visiting not for this family now?", .prose(max: 1000),
    hint: "The family reads this. Say it as you would to their face.", required: "Enter why")
  static let otherOffer = Field(
    "other_offer", "What else is there for them?", .prose(max: 1000), hint: "Name the service and how to reach it.",
    required: "Enter what else there is for the family")
  static let visitor = Field("visitor", "Who visits?", .id, required: "Choose who visits")
  static let rhythm = Field(
    "rhythm", "How often?", .choice(Field.options(VisitRhythm.self)), required: "Choose how often")
  static let why = Field(
    "why", "Why does it end?", .choice(Field.options(EndReason.self, only: EndReason.chosen)),
    required: "Choose why it ends")
  static let whyBack = Field(
    "why_back", "Why is it taken back?", .text(max: 300),
    required: "Enter why it is taken back")
}
