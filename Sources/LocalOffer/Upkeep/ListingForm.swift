import Design
import Kernel
import Web

/// The questions about a listing, each said once.
enum ListingForm {
  static let name = Field("name", "Name of the service", .text(max: 200), required: "Enter the name of the service")
  static let summary = Field(
    "summary", "In short", .prose(max: 300), hint: "One or two sentences. They stand in the list of results.")
  static let description = Field(
    "description", "What it offers", .prose(max: 30_000),
    hint: "What happens, who it is for, what is different for a child with additional needs. Short sentences.")
  static let kinds = Field("kinds", "What kind of thing is it?", .choices(Field.options(OfferKind.self)))
  static let needs = Field(
    "needs", "What does it help with?", .choices(Field.options(OfferNeed.self)),
    hint: "Leave empty where it is for any child.")
  static let minimumAge = Field("minimum_age", "Youngest age, in years", .number(0...25))
  static let maximumAge = Field("maximum_age", "Oldest age, in years", .number(0...120))
  static let routes = Field("routes", "How does a family get in?", .choices(Field.options(ReferralRoute.self)))
  static let how = Field(
    "how", "What should a family do first?", .prose(max: 600),
    hint: "For example: Ring Amina and say how old your child is.")
  static let state = Field("referral_state", "Are there places?", .choice(Field.options(ReferralState.self)))
  static let wait = Field("wait", "How long do families wait?", .text(max: 120), hint: "For example: about six weeks")
  static let contactName = Field("contact_name", "Who to ask for", .text(max: 120), hint: "A name, like Amina Yusuf")
  static let contactTitle = Field("contact_title", "Their job", .text(max: 120))
  static let contactPhone = Field("contact_phone", "Phone", .phone)
  static let contactEmail = Field("contact_email", "E-mail", .email)
  static let url = Field("url", "Website", .text(max: 500), hint: "For example, https://example.org/club")
  static let costs = Field(
    "costs", "What does it cost?", .prose(max: 2000), hint: "One on each line, like Each session: £4.50. Or: Free")
  static let times = Field(
    "times", "When is it?", .prose(max: 2000),
    hint: "One on each line, like Monday and Wednesday 9.30am to 11am, term time only")
  static let placeName = Field("place_name", "Name of the place", .text(max: 200))
  static let street = Field("street", "Street", .text(max: 200))
  static let town = Field("town", "Town or village", .text(max: 120))
  static let postcode = Field("postcode", "Postcode", .postcode)
  static let isConfidential = Field(
    "is_confidential", "This place is confidential and is never shown", .flag,
    hint: "For a refuge, or where being found would put somebody in danger.")
  static let access = Field(
    "access", "Getting in and about", .prose(max: 2000), hint: "One on each line, like Step-free from the street")
  static let areas = Field(
    "areas", "Areas it serves", .text(max: 500), hint: "With commas between, like Aldersham, Castlewick")
  static let languages = Field(
    "languages", "Languages spoken", .text(max: 300),
    hint: "With commas between, like English, Polish, British Sign Language")
  static let level = Field(
    "level", "If it is a short break, which level?",
    .choice([
      .init("0", "0: anybody can come"), .init("1", "1: open to families who show that their child is disabled"),
      .init("2", "2: after an early help or short break assessment"),
      .init("3", "3: after a social work assessment and a panel"), .init("4", "4: a package agreed jointly"),
    ]))
  static let accreditations = Field("accreditations", "Inspections and quality marks", .text(max: 500))
  static let status = Field("status", "Is it running?", .choice(Field.options(ServiceStatus.self)))
  static let closedUntil = Field("closed_until", "If it is closed for now, when does it open again?", .day)
  static let alert = Field("alert", "Anything that families must know now", .text(max: 300))
  static let easyRead = Field(
    "easy_read", "The same page in easy read", .prose(max: 10_000), hint: "One short sentence on each line.")
  static let othersSaySame = Field(
    "others_say_same", "I have read the other versions: they say what this page says now", .flag,
    hint: "Otherwise families are told which of them are older than this page.")
  /// A page in one more language.
  struct Translation {
    let language: Field
    let code: Field
    let text: Field
    init(_ number: Int) {
      let end = number == 1 ? "" : "_\(number)"
      let what = number == 1 ? "A translation" : "Translation \(number)"
      language = Field(
        "translation_language\(end)", "\(what): the language, as it calls itself", .text(max: 60),
        hint: "For example, Polski")
      code = Field("translation_code\(end)", "\(what): its code", .text(max: 12), hint: "For example, pl")
      text = Field("translation\(end)", "\(what): the page in that language", .prose(max: 20_000))
    }
    var all: [Field] { [language, code, text] }
  }
  static let translations = (1...6).map(Translation.init)
  static let live = Field(
    "live", "Which of our own waits does it show?",
    .choice([.init("none", "None")] + Field.options(LiveWait.self)),
    hint: "Counted from our records whenever somebody opens the page.")
  static let version = Field("version", "Version", .hidden(max: 9))
  static let organisation = Field("organisation", "Who provides it?", .choice([]))

  static let answers = ProviderQuestion.allCases.map { Field("answer_\($0.rawValue)", $0.title, .prose(max: 2000)) }
  static let place = [placeName, street, town, postcode, isConfidential, access]
  static let contact = [contactName, contactTitle, contactPhone, contactEmail, url]
  static let entry = [routes, how, state, wait]
  static let now = [status, closedUntil, alert]
  static let other = [easyRead] + translations.flatMap(\.all) + [othersSaySame]
  /// What a family reads: measured together.
  static let measured = [summary, description, how, alert]
  static let all =
    [name, summary, description, kinds, needs, minimumAge, maximumAge] + entry + contact + [costs, times] + place
    + [areas, languages, level, accreditations] + now + answers + other + [live]
}

extension ListingDetails {
  /// Reads the form over what was known before: what the form does not ask stays as it was, and a line that was not
  /// changed keeps its id.
  static func check(_ entry: Entry, over known: ListingDetails?, id: () -> AnyID) -> Checked<ListingDetails> {
    var form = FormReading(entry)
    let name = form.text(ListingForm.name)
    var details = known ?? ListingDetails(name: name ?? "")
    details.name = name ?? details.name
    details.summary = form.text(ListingForm.summary)
    details.description = form.text(ListingForm.description)
    details.kinds = form.choices(ListingForm.kinds)
    details.needs = form.choices(ListingForm.needs)
    details.minimumAge = form.number(ListingForm.minimumAge)
    details.maximumAge = form.number(ListingForm.maximumAge)
    details.readReferral(&form)
    details.readContact(&form, id)
    details.readLines(&form, id)
    details.readPlace(&form, id)
    details.readRest(&form)
    details.noteWhatOthersSay(known: form.flag(ListingForm.othersSaySame) ? nil : known)
    return form.result { details }
  }

  private mutating func readReferral(_ form: inout FormReading) {
    referral.routes = form.choices(ListingForm.routes)
    referral.how = form.text(ListingForm.how)
    referral.state = form.choice(ListingForm.state) ?? .open
    referral.wait = form.text(ListingForm.wait)
  }

  private mutating func readContact(_ form: inout FormReading, _ id: () -> AnyID) {
    let (name, title) = (form.text(ListingForm.contactName), form.text(ListingForm.contactTitle))
    let (phone, email) = (form.phone(ListingForm.contactPhone), form.email(ListingForm.contactEmail))
    url = form.value(ListingForm.url, "Enter an address that begins with https:// or http://") { text in
      isWebAddress(text) ? text : nil
    }
    guard name != nil || title != nil || phone != nil || email != nil else {
      if !contacts.isEmpty { contacts.removeFirst() }
      return
    }
    var first = contacts.first ?? Contact(id: id(), name: nil, title: nil)
    (first.name, first.title, first.email) = (name, title, email)
    if let phone {
      if first.phones.isEmpty {
        first.phones = [Phone(id: id(), number: phone)]
      } else {
        first.phones[0].number = phone
      }
    } else {
      first.phones = []
    }
    if contacts.isEmpty { contacts = [first] } else { contacts[0] = first }
  }

  private mutating func readLines(_ form: inout FormReading, _ id: () -> AnyID) {
    let (oldCosts, oldTimes) = (costs, times)
    costs = textLines(form.text(ListingForm.costs)).map { line in
      oldCosts.first { $0.line == line } ?? cost(line, id: id())
    }
    fees = costs.isEmpty ? fees : nil
    times = textLines(form.text(ListingForm.times)).map { line in
      oldTimes.first { $0.inWords == line } ?? openingTime(line, id: id())
    }
    areas = commaList(form.text(ListingForm.areas)).map { name in
      areas.first { $0.name == name } ?? ServedArea(id: id(), name: name)
    }
    languages = commaList(form.text(ListingForm.languages)).map { name in
      languages.first { $0.name == name } ?? SpokenLanguage(id: id(), name: name)
    }
  }

  private mutating func readPlace(_ form: inout FormReading, _ id: () -> AnyID) {
    let (name, street) = (form.text(ListingForm.placeName), form.text(ListingForm.street))
    let (town, postcode) = (form.text(ListingForm.town), form.postcode(ListingForm.postcode))
    let access = textLines(form.text(ListingForm.access))
    let isConfidential = form.flag(ListingForm.isConfidential)
    guard name != nil || street != nil || town != nil || postcode != nil else {
      if !places.isEmpty { places.removeFirst() }
      return
    }
    var place = places.first ?? Place(id: id(), location: id())
    let moved = place.address?.postcode != postcode?.text
    (place.name, place.isConfidential) = (name, isConfidential)
    var address = place.address ?? Address(id: id(), street: "", town: "", county: "", postcode: "")
    (address.street, address.town, address.postcode) = (street ?? "", town ?? "", postcode?.text ?? "")
    place.addresses = [address] + place.addresses.dropFirst()
    if moved { (place.latitude, place.longitude) = (nil, nil) }
    place.access = access.map { words in place.access.first { $0.words == words } ?? AccessPoint(id: id(), words: words)
    }
    if places.isEmpty { places = [place] } else { places[0] = place }
  }

  private mutating func readRest(_ form: inout FormReading) {
    shortBreakLevel = form.option(ListingForm.level).flatMap { Int($0) }
    accreditations = form.text(ListingForm.accreditations)
    status = form.choice(ListingForm.status) ?? .active
    closedUntil = form.day(ListingForm.closedUntil)
    alert = form.text(ListingForm.alert)
    for (question, field) in zip(ProviderQuestion.allCases, ListingForm.answers) {
      answers[question] = form.text(field)
    }
    otherVersions.removeAll { $0.kind == .easyRead }
    if let text = form.text(ListingForm.easyRead) {
      otherVersions.insert(OtherVersion(kind: .easyRead, language: "English", code: "en", text: text), at: 0)
    }
    // Who may not choose is not asked, and changes nothing.
    if let choice = form.option(ListingForm.live) { live = LiveWait(rawValue: choice) }
    readTranslations(&form)
  }

  /// What stands in the form is what there is: a translation that was emptied goes.
  private mutating func readTranslations(_ form: inout FormReading) {
    otherVersions.removeAll { $0.kind == .translation }
    for fields in ListingForm.translations {
      let (language, code) = (form.text(fields.language), form.text(fields.code))
      guard let text = form.text(fields.text) else { continue }
      guard let language, let code, isLanguageCode(code) else {
        form.fail(fields.code, "Enter the language of the translation and its code, like pl")
        continue
      }
      if otherVersions.contains(where: { $0.kind == .translation && $0.code == code }) {
        form.fail(fields.code, "There is a translation with this code already")
      }
      otherVersions.append(OtherVersion(kind: .translation, language: language, code: code, text: text))
    }
  }

  /// What the form begins with.
  var typed: [String: [String]] {
    var values: [String: [String]] = [
      "name": [name], "kinds": kinds.map(\.rawValue), "needs": needs.map(\.rawValue),
      "routes": referral.routes.map(\.rawValue), "referral_state": [referral.state.rawValue],
      "status": [status.rawValue],
    ]
    func put(_ name: String, _ value: String?) { if let value, !value.isEmpty { values[name] = [value] } }
    put("summary", summary)
    put("description", description)
    put("minimum_age", minimumAge.map(String.init))
    put("maximum_age", maximumAge.map(String.init))
    put("how", referral.how)
    put("wait", referral.wait)
    put("contact_name", contacts.first?.name)
    put("contact_title", contacts.first?.title)
    put("contact_phone", contacts.first?.phones.first?.number)
    put("contact_email", contacts.first?.email)
    put("url", url)
    put("costs", costs.map(\.line).joined(separator: "\n"))
    put("times", times.map(\.inWords).joined(separator: "\n"))
    put("areas", areas.compactMap(\.name).joined(separator: ", "))
    put("languages", languages.compactMap(\.name).joined(separator: ", "))
    put("level", shortBreakLevel.map(String.init))
    put("accreditations", accreditations)
    put("closed_until", closedUntil?.description)
    put("alert", alert)
    if let place = places.first {
      put("place_name", place.name)
      put("street", place.address?.street)
      put("town", place.address?.town)
      put("postcode", place.address?.postcode)
      put("access", place.access.compactMap(\.words).joined(separator: "\n"))
      put("is_confidential", place.isConfidential ? "yes" : nil)
    }
    for question in ProviderQuestion.allCases { put("answer_\(question.rawValue)", answers[question]) }
    put("easy_read", otherVersions.first { $0.kind == .easyRead }?.text)
    values["live"] = [live?.rawValue ?? "none"]
    for (fields, one) in zip(ListingForm.translations, otherVersions.filter { $0.kind == .translation }) {
      put(fields.language.name, one.language)
      put(fields.code.name, one.code)
      put(fields.text.name, one.text)
    }
    return values
  }
}

private func commaList(_ text: String?) -> [String] {
  (text ?? "").split(separator: ",").map { String($0).trimmingSpaces }.filter { !$0.isEmpty }
}

/// Only these may become a link: what begins otherwise could run as a script.
package func isWebAddress(_ text: String) -> Bool {
  let lower = text.lowercased()
  guard lower.hasPrefix("https://") || lower.hasPrefix("http://") else { return false }
  return text.utf8.count > 9 && text.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 34 && $0 != 60 && $0 != 62 }
}

/// The shape of BCP 47: `pl`, `pt-BR`.
package func isLanguageCode(_ text: String) -> Bool {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  return (2...3).contains(parts[0].utf8.count)
    && parts.allSatisfy { part in
      (1...8).contains(part.utf8.count)
        && part.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) }
    }
}

/// The questions about an organisation.
enum OrganisationForm {
  static let name = Field("name", "Name", .text(max: 200), required: "Enter the name of the organisation")
  static let description = Field(
    "description", "What it is", .prose(max: 4000), required: "Enter what the organisation is")
  static let email = Field("email", "E-mail", .email)
  static let website = Field("website", "Website", .text(max: 500))
  static let agency = Field(
    "agency", "Whose people may write on it and its listings?", .choice([]),
    hint: "Providers who sign in for this agency. Leave empty where only the editors may.")
  static let version = Field("version", "Version", .hidden(max: 9))
  static let writing = [name, description, email, website, version]
  static let adding = [name, description, email, website, agency]

  /// The same question with the agencies that there are.
  static func agency(among agencies: [Option]) -> Field {
    Field(
      agency.name, agency.label,
      .choice([.init("", "Only the editors")] + agencies.map { .init($0.value, $0.label) }), hint: agency.hint)
  }

  static func check(_ entry: Entry, over known: OrganisationDetails?) -> Checked<OrganisationDetails> {
    var form = FormReading(entry)
    let (name, description) = (form.text(name), form.text(description))
    var details = known ?? OrganisationDetails(name: "", description: "")
    details.email = form.email(email)
    details.website = form.value(website, "Enter an address that begins with https:// or http://") {
      isWebAddress($0) ? $0 : nil
    }
    (details.name, details.description) = (name ?? "", description ?? "")
    return form.result { details }
  }
}
