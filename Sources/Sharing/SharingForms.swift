import Design
import Kernel
import Web

enum AgreementForm {
  static let about = Field(
    "about", "What is it about?", .choice(Field.options(AgreementAbout.self)), required: "Choose what it is about")
  static let isGiven = Field(
    "is_given", "What did they say?",
    .choice([.init("yes", "Yes, they agree"), .init("no", "No, they do not agree")]), required: "Choose what they said")
  static let givenBy = Field("given_by", "Who said so?", .text(max: 120), required: "Enter who said so")
  static let relation = Field(
    "relation", "Who are they to the child?", .choice(Field.options(AgreementRelation.self)),
    required: "Choose who they are to the child")
  static let competence = Field(
    "competence", "If the young person is 13 to 15, why do you judge that they understand this decision?",
    .prose(max: 1000))
  static let agencies = Field(
    "agencies", "Which agencies does it cover?", .text(max: 300),
    hint: "For example: school, GP, speech and language therapy",
    required: "Enter which agencies it covers")
  static let evidence = Field(
    "evidence", "How was it given?", .text(max: 300), hint: "For example: signed form, in person at the home visit")
  static let on = Field("on", "When did they say so?", .day, required: "Enter the day they said so")
  static let expiresOn = Field(
    "expires_on", "When does it end?", .day, hint: "Leave empty if it has no end. Six months is usual.")
  static let all = [about, isGiven, givenBy, relation, competence, agencies, evidence, on, expiresOn]
}

extension NewAgreement {
  static func check(_ entry: Entry) -> Checked<NewAgreement> {
    var form = FormReading(entry)
    let about: AgreementAbout? = form.choice(AgreementForm.about)
    let isGiven = form.option(AgreementForm.isGiven)
    let givenBy = form.text(AgreementForm.givenBy)
    let relation: AgreementRelation? = form.choice(AgreementForm.relation)
    let competence = form.text(AgreementForm.competence)
    let agencies = form.text(AgreementForm.agencies)
    let evidence = form.text(AgreementForm.evidence)
    let on = form.day(AgreementForm.on)
    let expiresOn = form.day(AgreementForm.expiresOn)
    return form.result {
      NewAgreement(
        about: about!, isGiven: isGiven == "yes", givenBy: givenBy!, relation: relation!, competence: competence,
        agencies: agencies!, evidence: evidence, on: on!, expiresOn: expiresOn)
    }
  }
}

enum SharingDecisionForm {
  static let situation = Field(
    "situation", "Which situation is it?",
    .choice(
      SharingSituation.allCases.map {
        .init($0.rawValue, $0.title, hint: "\($0.mustAsk). If they say no: \($0.ifRefused).")
      }),
    required: "Choose the situation")
  static let what = Field("what", "What would be shared?", .prose(max: 1000), required: "Enter what would be shared")
  static let withWhom = Field("with_whom", "With whom?", .text(max: 200), required: "Enter with whom")
  static let why = Field("why", "Why?", .prose(max: 1000), required: "Enter why")
  static let wasAsked = Field(
    "was_asked", "Was the family asked or told before?", .choice(Field.options(WasAsked.self)),
    required: "Choose whether the family was asked")
  static let isShared = Field(
    "is_shared", "What was decided?", .choice([.init("yes", "Share it"), .init("no", "Do not share it")]),
    required: "Choose what was decided")
  static let isFamilyTold = Field(
    "is_family_told", "May the family see this decision?",
    .choice([.init("yes", "Yes, they see it in their own view"), .init("no", "Not yet")]),
    required: "Choose whether the family may see it")
  static let notToldWhy = Field("not_told_why", "If not yet, why?", .prose(max: 500))
  static let all = [situation, what, withWhom, why, wasAsked, isShared, isFamilyTold, notToldWhy]
}

extension NewSharingDecision {
  static func check(_ entry: Entry) -> Checked<NewSharingDecision> {
    var form = FormReading(entry)
    let situation: SharingSituation? = form.choice(SharingDecisionForm.situation)
    let what = form.text(SharingDecisionForm.what)
    let withWhom = form.text(SharingDecisionForm.withWhom)
    let why = form.text(SharingDecisionForm.why)
    let wasAsked: WasAsked? = form.choice(SharingDecisionForm.wasAsked)
    let isShared = form.option(SharingDecisionForm.isShared)
    let isFamilyTold = form.option(SharingDecisionForm.isFamilyTold)
    let notToldWhy = form.text(SharingDecisionForm.notToldWhy)
    return form.result {
      NewSharingDecision(
        what: what!, withWhom: withWhom!, why: why!, situation: situation!, wasAsked: wasAsked!,
        isShared: isShared == "yes", isFamilyTold: isFamilyTold == "yes", notToldWhy: notToldWhy)
    }
  }
}

enum EmergencyForm {
  static let nhsNumber = Field("nhs_number", "NHS number", .nhsNumber, hint: "If you have it, this is enough.")
  static let givenName = Field("given_name", "Child’s first name", .text(max: 80))
  static let familyName = Field("family_name", "Child’s last name", .text(max: 80))
  static let bornOn = Field("born_on", "Child’s date of birth", .day, hint: "For example, 27 3 2019")
  static let reason = Field(
    "reason", "Why do you need to see the record now?", .prose(max: 1000),
    hint: "Your name, this reason and the time go to the information governance lead. The family sees that you looked.",
    required: "Enter why you need to see the record now")
  static let all = [nhsNumber, givenName, familyName, bornOn, reason]

  /// Who is looked for, and why.
  struct Asked: Sendable {
    let nhsNumber: NHSNumber?
    let givenName: String?
    let familyName: String?
    let bornOn: Day?
    let reason: String
  }
  static func check(_ entry: Entry) -> Checked<Asked> {
    var form = FormReading(entry)
    let number = form.nhsNumber(nhsNumber)
    let (given, last, born) = (form.text(givenName), form.text(familyName), form.day(bornOn))
    let why = form.text(reason)
    if form.errors.isEmpty, number == nil, given == nil || last == nil || born == nil {
      form.fail(nhsNumber, "Enter the NHS number, or the full name and the date of birth")
    }
    return form.result { Asked(nhsNumber: number, givenName: given, familyName: last, bornOn: born, reason: why!) }
  }
}

enum ReviewForm {
  static let finding = Field(
    "finding", "What did you find?", .choice(Field.options(EmergencyFinding.self)), required: "Choose what you found")
  static let note = Field("note", "Note", .prose(max: 1000))
  static let all = [finding, note]
}
enum EndForm {
  static let why = Field("why", "Why is it taken back?", .prose(max: 500), required: "Enter why it is taken back")
}
