import Design
import Kernel
import Store
import Web

/// The facts of a child's record as a form. Each field's name is the column's, so that events, sources and conflicts
/// speak of the same things.
enum DetailsForm {
  static let givenName = Field("given_name", "First name", .text(max: 100), required: "Enter the child’s first name")
  static let middleNames = Field("middle_names", "Middle names", .text(max: 100))
  static let familyName = Field("family_name", "Last name", .text(max: 100), required: "Enter the child’s last name")
  static let preferredName = Field("preferred_name", "What the child likes to be called", .text(max: 100))
  static let bornOn = Field("birth_on", "Date of birth", .day, hint: "For example, 27 3 2019")
  static let expectedOn = Field(
    "expected_on", "Day the birth is expected", .day, hint: "Only for a child who is not born yet")
  static let sex = Field(
    "sex", "Sex", .choice(Field.options(Sex.self)), required: "Choose the child’s sex, or “Not known”")
  static let ethnicity = Field("ethnicity", "Ethnicity", .choice(Ethnicity.options))
  static let nhsNumber = Field("nhs_number", "NHS number", .nhsNumber, hint: "10 digits, like 943 476 5919")
  static let upn = Field("upn", "Unique pupil number (UPN)", .upn)
  static let address = Field("address", "Address", .prose(max: 300))
  static let postcode = Field("postcode", "Postcode", .postcode)
  static let isAddressHidden = Field(
    "is_address_hidden", "Do not share the address", .flag,
    hint: "It is then shown to nobody but those who work with the child, and the child cannot be found by it")
  static let locality = Field("locality", "Locality", .text(max: 36))
  static let phone = Field("phone", "Phone", .phone)
  static let school = Field("school", "School or nursery", .text(max: 120))
  static let gp = Field("gp", "GP surgery", .text(max: 120))
  static let firstLanguage = Field("first_language", "First language", .text(max: 60))
  static let needsInterpreter = Field("needs_interpreter", "The family needs an interpreter", .flag)
  static let communication = Field(
    "communication", "How the child understands and says things", .prose(max: 500),
    hint: "For example: Makaton, a few words, pictures")
  static let whatMatters = Field("what_matters", "What matters to the child", .prose(max: 1000))
  static let alerts = Field(
    "alerts", "What everybody must know first", .prose(max: 600), hint: "One to a line. For example: Allergy: nuts")
  static let version = Field("version", "Version", .hidden(max: 10))

  static let who = [givenName, middleNames, familyName, preferredName, bornOn, expectedOn, sex, ethnicity]
  static let numbers = [nhsNumber, upn]
  static let place = [address, postcode, isAddressHidden, locality, phone]
  static let life = [school, gp, firstLanguage, needsInterpreter, communication, whatMatters, alerts]
  static let all = who + numbers + place + life + [version]
}

/// The main ethnic groups of the school census. Source: Department for Education, common basic data set.
enum Ethnicity {
  static let names: [(code: String, title: String)] = [
    ("WBRI", "White British"), ("WIRI", "White Irish"), ("WIRT", "Traveller of Irish heritage"),
    ("WROM", "Gypsy or Roma"),
    ("WOTH", "Any other White background"), ("MWBC", "White and Black Caribbean"), ("MWBA", "White and Black African"),
    ("MWAS", "White and Asian"), ("MOTH", "Any other mixed background"), ("AIND", "Indian"), ("APKN", "Pakistani"),
    ("ABAN", "Bangladeshi"), ("CHNE", "Chinese"), ("AOTH", "Any other Asian background"), ("BCRB", "Black Caribbean"),
    ("BAFR", "Black African"), ("BOTH", "Any other Black background"), ("OOTH", "Any other ethnic group"),
    ("REFU", "Did not want to say"), ("NOBT", "Not yet asked"),
  ]
  static let options = names.map { Field.Option($0.code, $0.title) }
  static func title(_ code: String?) -> String? { names.first { $0.code == code }?.title }
}

/// Details that are asked for, over a child as the record has it.
struct NewDetails: Sendable {
  var child: Child
  /// The version that the form was drawn from.
  let version: Int

  static func check(_ entry: Entry, over child: Child, localities: Set<LocalityID>, today: Day) -> Checked<NewDetails> {
    var form = FormReading(entry)
    var new = child
    new.givenName = form.text(DetailsForm.givenName) ?? ""
    new.middleNames = form.text(DetailsForm.middleNames)
    new.familyName = form.text(DetailsForm.familyName) ?? ""
    new.preferredName = form.text(DetailsForm.preferredName)
    new.bornOn = form.day(DetailsForm.bornOn)
    new.expectedOn = form.day(DetailsForm.expectedOn)
    new.sex = form.choice(DetailsForm.sex) ?? .unknown
    new.ethnicity = form.option(DetailsForm.ethnicity)
    new.nhsNumber = form.nhsNumber(DetailsForm.nhsNumber)
    if new.nhsNumber != child.nhsNumber { new.nhsStatus = new.nhsNumber == nil ? .missing : .unverified }
    new.upn = form.upn(DetailsForm.upn)
    if let former = child.upn, new.upn != former { new.formerUPN = former.text }
    new.address = form.text(DetailsForm.address)
    new.postcode = form.postcode(DetailsForm.postcode)
    new.isAddressHidden = form.flag(DetailsForm.isAddressHidden)
    new.locality = form.id(DetailsForm.locality)
    new.phone = form.phone(DetailsForm.phone)
    new.school = form.text(DetailsForm.school)
    new.gp = form.text(DetailsForm.gp)
    new.firstLanguage = form.text(DetailsForm.firstLanguage)
    new.needsInterpreter = form.flag(DetailsForm.needsInterpreter)
    new.communication = form.text(DetailsForm.communication)
    new.whatMatters = form.text(DetailsForm.whatMatters)
    new.alerts = form.text(DetailsForm.alerts)
    if let locality = new.locality, !localities.contains(locality) {
      form.fail(DetailsForm.locality, "Choose one from the list")
    }
    let version = form.value(DetailsForm.version, "The form has lost the version it was made from. Open it again") {
      Int($0)
    }
    form.add(problems(with: new, on: today))
    return form.result { NewDetails(child: new, version: version ?? child.version) }
  }
}

/// What cannot be so of a child's details. Source: domain register B1: a date of birth and an expected date exclude each
/// other; children and young people to 25.
func problems(with child: Child, on today: Day) -> [FieldError] {
  var errors: [FieldError] = []
  if let born = child.bornOn, born > today {
    errors.append(
      FieldError("birth_on", "Date of birth must be in the past. For a child not yet born, use the expected day"))
  }
  if let born = child.bornOn, born.years(until: today) > 30 {
    errors.append(FieldError("birth_on", "Date of birth must be that of a child or a young person"))
  }
  if child.bornOn != nil, child.expectedOn != nil {
    errors.append(FieldError("expected_on", "Take out the expected day once the child is born"))
  }
  if let expected = child.expectedOn, expected > today.adding(days: 300) || expected < today.adding(days: -60) {
    errors.append(FieldError("expected_on", "The expected day must be within the next ten months"))
  }
  return errors
}

/// One fact as words, by the name of its field: for sources, for conflicts, for the page of details.
func factWords(_ child: Child, localities: [LocalityID: String] = [:]) -> [(field: Field, words: String?)] {
  func yes(_ flag: Bool) -> String { flag ? "Yes" : "No" }
  return [
    (DetailsForm.givenName, child.givenName), (DetailsForm.middleNames, child.middleNames),
    (DetailsForm.familyName, child.familyName), (DetailsForm.preferredName, child.preferredName),
    (DetailsForm.bornOn, child.bornOn?.long), (DetailsForm.expectedOn, child.expectedOn?.long),
    (DetailsForm.sex, child.sex.title), (DetailsForm.ethnicity, Ethnicity.title(child.ethnicity)),
    (DetailsForm.nhsNumber, child.nhsNumber?.spaced), (DetailsForm.upn, child.upn?.text),
    (DetailsForm.address, child.address), (DetailsForm.postcode, child.postcode?.text),
    (DetailsForm.isAddressHidden, yes(child.isAddressHidden)),
    (DetailsForm.locality, child.locality.flatMap { localities[$0] }), (DetailsForm.phone, child.phone),
    (DetailsForm.school, child.school), (DetailsForm.gp, child.gp), (DetailsForm.firstLanguage, child.firstLanguage),
    (DetailsForm.needsInterpreter, yes(child.needsInterpreter)), (DetailsForm.communication, child.communication),
    (DetailsForm.whatMatters, child.whatMatters), (DetailsForm.alerts, child.alerts),
  ]
}

/// The names of the fields in which two states of a child differ.
func changedFields(_ before: Child, _ after: Child) -> [String] {
  var places: [LocalityID: String] = [:]
  for locality in [before.locality, after.locality].compactMap(\.self) { places[locality] = locality.description }
  return zip(factWords(before, localities: places), factWords(after, localities: places)).filter {
    $0.words != $1.words
  }
  .map { $0.0.field.name }
}

extension Child {
  /// What the form shows before anybody has typed.
  var formValues: [String: String] {
    let known: [String: String?] = [
      "given_name": givenName, "middle_names": middleNames, "family_name": familyName, "preferred_name": preferredName,
      "birth_on": bornOn?.description, "expected_on": expectedOn?.description, "sex": sex.rawValue,
      "ethnicity": ethnicity,
      "nhs_number": nhsNumber?.spaced, "upn": upn?.text, "address": address, "postcode": postcode?.text,
      "is_address_hidden": isAddressHidden ? "yes" : nil, "locality": locality?.description, "phone": phone,
      "school": school, "gp": gp, "first_language": firstLanguage, "needs_interpreter": needsInterpreter ? "yes" : nil,
      "communication": communication, "what_matters": whatMatters, "alerts": alerts, "version": String(version),
    ]
    return known.compactMapValues(\.self)
  }
}
