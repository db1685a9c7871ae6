import Design
import Kernel
import People
import Web

/// The forms on a request's page.
enum ScreeningForm {
  static let practitioner = Field("practitioner", "Hand it to", .id, required: "Choose who takes it")
  static let logKind = Field(
    "log_kind", "What kind", .choice(Field.options(LogEntry.Kind.self, only: LogEntry.Kind.contacts)),
    required: "Choose what kind of note it is")
  static let logWords = Field(
    "log_words", "What was said or done", .prose(max: 3000), required: "Write what was said or done")
  static let message = Field(
    "message", "Write to whoever asked", .prose(max: 3000),
    hint: "They see it on their page, and a mail tells them that it is there.",
    required: "Write your message")
  static let child = Field("child", "The child’s record", .id, required: "Choose the child’s record")
  static let version = Field(
    "version", "The version of the request that was read", .number(1...1_000_000),
    required: "Send the version of the request")

  static let agency = Field("agency", "Which agency?", .id, required: "Choose the agency to ask")
  static let question = Field(
    "question", "What do you need to know?", .prose(max: 1000), hint: "Ask only what you need to decide.",
    required: "Write the question")
  static let finding = Field(
    "finding", "What do they say?", .choice(Field.options(AgencyCheck.Finding.self)), required: "Choose what they say")
  static let answer = Field(
    "answer", "In a few sentences", .prose(max: 3000), hint: "Who works with them, since when, and any worry")
}

/// Starting a child's record from a request.
enum RecordForm {
  static let givenName = Field("given_name", "First name", .text(max: 60), required: "Enter the child’s first name")
  static let familyName = Field("family_name", "Last name", .text(max: 60), required: "Enter the child’s last name")
  static let bornOn = Field("born_on", "Date of birth", .day, hint: "For example, 27 3 2019")
  static let expectedOn = Field("expected_on", "If not born yet, when is the baby due?", .day)
  static let sex = Field(
    "sex", "Sex", .choice(Field.options(Sex.self)), required: "Choose the child’s sex, or not known")
  static let nhsNumber = Field("nhs_number", "NHS number", .nhsNumber, hint: "10 digits, if you have it")
  static let address = Field("address", "Address", .text(max: 200))
  static let postcode = Field("postcode", "Postcode", .postcode)
  static let locality = Field("locality", "Locality", .id)
  static let school = Field("school", "School or nursery", .text(max: 120))
  static let relation = Field(
    "relation", "What is the asker to the child?", .choice(Field.options(RelationshipKind.self)))
  static let responsibility = Field("responsibility", "They have parental responsibility", .flag)
  static let portal = Field(
    "portal", "They may see the family’s own view", .flag,
    hint: "Only after you have checked who they are and that nothing speaks against it.")
  static let all = [
    givenName, familyName, bornOn, expectedOn, sex, nhsNumber, address, postcode, locality, school, relation,
    responsibility, portal,
  ]
}

extension NewRecord {
  static func check(_ entry: Entry) -> Checked<NewRecord> {
    var form = FormReading(entry)
    let (given, family) = (form.text(RecordForm.givenName), form.text(RecordForm.familyName))
    var new = NewRecord(givenName: given ?? "", familyName: family ?? "")
    (new.bornOn, new.expectedOn) = (form.day(RecordForm.bornOn), form.day(RecordForm.expectedOn))
    new.sex = form.choice(RecordForm.sex) ?? .unknown
    new.nhsNumber = form.nhsNumber(RecordForm.nhsNumber)
    (new.address, new.postcode) = (form.text(RecordForm.address), form.postcode(RecordForm.postcode))
    (new.locality, new.school) = (form.id(RecordForm.locality), form.text(RecordForm.school))
    new.relation = form.choice(RecordForm.relation)
    (new.hasResponsibility, new.hasPortal) = (form.flag(RecordForm.responsibility), form.flag(RecordForm.portal))
    return form.result { new }
  }
}

/// What is wrong with a record that is to be started.
func problems(with new: NewRecord, for asked: NewHelpRequest, today: Day) -> [FieldError] {
  var wrong: [FieldError] = []
  if let born = new.bornOn, born > today {
    wrong.append(FieldError("born_on", "The date of birth must be today or in the past"))
  }
  if new.bornOn != nil, new.expectedOn != nil {
    wrong.append(FieldError("expected_on", "Give the date of birth or the date the baby is due, not both"))
  }
  if new.hasPortal || new.hasResponsibility, new.relation == nil {
    wrong.append(FieldError("relation", "Choose what the asker is to the child"))
  }
  if let relation = new.relation { wrong += problems(with: relation, of: new, asker: asked.asker, today: today) }
  if new.relation != nil, asked.asker == .professional {
    wrong.append(FieldError("relation", "The asker works with the family and is not a member of it. Leave this empty"))
  }
  return wrong
}

/// A young person who asks is in the record as themself, and nobody else is; their own view begins at sixteen.
private func problems(
  with relation: RelationshipKind, of new: NewRecord, asker: AskerKind, today: Day
) -> [FieldError] {
  if relation == .youngPerson, asker != .youngPerson {
    return [FieldError("relation", "The asker is not the young person. Choose what they are to the child")]
  }
  if relation != .youngPerson, asker == .youngPerson {
    return [FieldError("relation", "The young person asks for themself. Choose ‘The young person themself’")]
  }
  let fields = ["has_portal": RecordForm.portal.name, "has_responsibility": RecordForm.responsibility.name]
  return problems(
    with: relation, hasPortal: new.hasPortal, hasResponsibility: new.hasResponsibility, name: new.givenName,
    bornOn: new.bornOn, others: [], today: today
  ).map { FieldError(fields[$0.field] ?? RecordForm.relation.name, $0.message) }
}
