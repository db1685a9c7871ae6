package import Design
package import Kernel

/// Reads an entry field by field, as the fields were declared, and keeps account of what is wrong.
///
///     var form = FormReading(entry)
///     let heldOn = form.day(VisitForm.heldOn)
///     return form.result { NewVisit(heldOn: heldOn!, …) }
///
/// A field that is required and missing says its own sentence; the value is then nil, and `result` never runs its body.
package struct FormReading {
  package let entry: Entry
  package private(set) var errors: [FieldError] = []
  package init(_ entry: Entry) { self.entry = entry }

  package mutating func fail(_ field: Field, _ message: String) {
    if !errors.contains(where: { $0.field == field.name }) { errors.append(FieldError(field.name, message)) }
  }
  package mutating func add(_ more: [FieldError]) { errors += more }

  package func result<Value>(_ make: () -> Value) -> Checked<Value> { errors.isEmpty ? .good(make()) : .bad(errors) }

  /// Text without white space around it; nil where empty. Too long is an error, never cut.
  package mutating func text(_ field: Field) -> String? {
    guard let value = entry[field.name]?.trimmed, !value.isEmpty else {
      if let message = field.required { fail(field, message) }
      return nil
    }
    if let limit = field.limit, value.unicodeScalars.count > limit {
      fail(field, "\(field.subject) must be \(limit) characters or fewer")
      return nil
    }
    return value
  }

  /// A value read by `read` from the text; where that is nil, `message` is said.
  package mutating func value<Value>(_ field: Field, _ message: String, _ read: (String) -> Value?) -> Value? {
    guard let text = text(field) else { return nil }
    guard let value = read(text) else {
      fail(field, message)
      return nil
    }
    return value
  }

  package mutating func day(_ field: Field) -> Day? {
    let boxes = ["day", "month", "year"].map { entry["\(field.name)-\($0)"]?.trimmed ?? "" }
    if boxes.allSatisfy(\.isEmpty) {
      return value(field, "\(field.subject) must be a real date, like 27 3 2019") { Day($0) }
    }
    let missing = zip(["day", "month", "year"], boxes).filter { $0.1.isEmpty }.map(\.0)
    if !missing.isEmpty {
      fail(field, "\(field.subject) must include a \(missing.joined(separator: " and a "))")
      return nil
    }
    let month =
      Int(boxes[1])
      ?? Day.monthNames.firstIndex { $0.lowercased().hasPrefix(boxes[1].lowercased()) && boxes[1].count >= 3 }.map {
        $0 + 1
      }
    guard let d = Int(boxes[0]), let m = month, let y = Int(boxes[2]), let day = Day(y, m, d) else {
      fail(field, "\(field.subject) must be a real date, like 27 3 2019")
      return nil
    }
    return day
  }

  /// Minutes after midnight, from `14:30`, `2.30pm`, `9am` or `midday`.
  package mutating func time(_ field: Field) -> Int? {
    value(field, "\(field.subject) must be a time, like 2.30pm") { minuteOfDay($0) }
  }

  package mutating func number(_ field: Field) -> Int? {
    guard case .number(let range) = field.kind else { preconditionFailure("\(field.name) is not a number") }
    guard let number = value(field, "\(field.subject) must be a whole number", { Int($0) }) else { return nil }
    guard range.contains(number) else {
      fail(field, "\(field.subject) must be between \(range.lowerBound) and \(range.upperBound)")
      return nil
    }
    return number
  }

  package mutating func choice<C: Choice>(_ field: Field, as _: C.Type = C.self) -> C? {
    guard let text = text(field) else { return nil }
    guard let choice = C(rawValue: text), field.offers(text) else {
      fail(field, "Choose one of the answers")
      return nil
    }
    return choice
  }
  /// The value of the option that was chosen.
  package mutating func option(_ field: Field) -> String? {
    value(field, "Choose one of the answers") { field.offers($0) ? $0 : nil }
  }
  package mutating func choices<C: Choice>(_ field: Field, as _: C.Type = C.self) -> [C] {
    options(field).compactMap { C(rawValue: $0) }
  }
  package mutating func options(_ field: Field) -> [String] {
    let values = (entry.values[field.name] ?? []).filter { !$0.isEmpty }
    if values.isEmpty, let message = field.required { fail(field, message) }
    guard values.allSatisfy(field.offers) else {
      fail(field, "Choose from the answers")
      return []
    }
    var seen = Set<String>()
    return values.filter { seen.insert($0).inserted }
  }

  package mutating func flag(_ field: Field) -> Bool {
    switch entry[field.name]?.trimmed.lowercased() ?? "" {
    case "yes", "true", "on", "1": return true
    case "", "no", "false", "off", "0":
      if let message = field.required { fail(field, message) }
      return false
    default:
      fail(field, "Choose yes or no")
      return false
    }
  }

  package mutating func id<Of>(_ field: Field, as _: Of.Type = Of.self) -> ID<Of>? {
    value(field, "Choose one from the list") { ID<Of>($0) }
  }
  package mutating func email(_ field: Field) -> String? {
    value(field, "Enter an e-mail address, like name@example.org") { isEmail($0) ? $0.lowercased() : nil }
  }
  package mutating func phone(_ field: Field) -> String? {
    value(field, "Enter a phone number, like 01632 960 001 or 07700 900 982") { isPhone($0) ? $0 : nil }
  }
  package mutating func postcode(_ field: Field) -> Postcode? {
    value(field, "Enter a full UK postcode, like TN1 2AB") { Postcode($0) }
  }
  package mutating func nhsNumber(_ field: Field) -> NHSNumber? {
    value(field, "Enter a 10 digit NHS number, like 943 476 5919") { NHSNumber($0) }
  }
  package mutating func upn(_ field: Field) -> UPN? {
    value(field, "Enter a unique pupil number of 13 characters, like W886200012345") { UPN($0) }
  }
}

extension Request {
  /// The one answer that a form asks for, where it asks for no more: a text.
  package func text(_ field: Field) throws -> String { try answer(field) { $0.text(field) } }
  /// The same of a day.
  package func day(_ field: Field) throws -> Day { try answer(field) { $0.day(field) } }

  private func answer<Value>(_ field: Field, _ read: (inout FormReading) -> Value?) throws -> Value {
    var form = FormReading(entry)
    let value = read(&form)
    try Invalid.check(form.errors)
    guard let value else { throw Invalid(field.name, "Answer this question") }
    return value
  }
}

extension Field {
  /// What the field is about, to begin an error with: its label without the question mark.
  var subject: String {
    let words = label.hasSuffix("?") ? String(label.dropLast()) : label
    return required.map { message in
      // "Enter the date of the visit" → "The date of the visit"
      for verb in ["Enter ", "Choose ", "Say "] where message.hasPrefix(verb) {
        let rest = String(message.dropFirst(verb.count))
        return rest.prefix(1).uppercased() + rest.dropFirst()
      }
      return words
    } ?? words
  }

  /// Characters at most.
  package var limit: Int? {
    switch kind {
    case .text(let max), .prose(let max), .hidden(let max): max
    case .email: 254
    case .phone: 40
    case .postcode: 10
    case .nhsNumber, .upn: 20
    case .password: 200
    case .oneTimeCode: 12
    case .day, .time, .number: 40
    case .id: 36
    case .choice, .choices: 200
    case .flag: 5
    }
  }
  func offers(_ value: String) -> Bool {
    switch kind {
    case .choice(let options), .choices(let options): options.contains { $0.value == value }
    default: true
    }
  }
}

/// Minutes after midnight; nil where the text is no time of day.
package func minuteOfDay(_ text: String) -> Int? {
  var word = text.lowercased().filter { $0 != " " }
  if word == "midday" || word == "noon" { return 720 }
  if word == "midnight" { return 0 }
  var shift: Int?
  if word.hasSuffix("am") { shift = 0 } else if word.hasSuffix("pm") { shift = 12 }
  if shift != nil { word.removeLast(2) }
  let parts = word.split(whereSeparator: { $0 == ":" || $0 == "." })
  guard (1...2).contains(parts.count), parts.count == 2 || shift != nil, parts.allSatisfy({ $0.count <= 2 }),
    var hour = Int(parts[0]), let minute = parts.count == 2 ? Int(parts[1]) : 0, (0...59).contains(minute)
  else { return nil }
  if let shift {
    guard (1...12).contains(hour) else { return nil }
    hour = hour % 12 + shift
  }
  return (0...23).contains(hour) ? hour * 60 + minute : nil
}

/// The shape of an e-mail address; whether it exists is found out by writing to it. One that a mail program could take
/// for an option is none.
package func isEmail(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  guard parts.count == 2, !parts[0].isEmpty, !text.hasPrefix("-"), parts[1].contains("."), text.utf8.count <= 254 else {
    return false
  }
  let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
  return text.utf8.allSatisfy { $0 > 32 && $0 < 127 && !#"<>()[],;:\""#.utf8.contains($0) }
    && labels.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
}

package func isPhone(_ text: String) -> Bool {
  let digits = text.utf8.count { (48...57).contains($0) }
  return (10...15).contains(digits) && text.utf8.allSatisfy { (48...57).contains($0) || " +()-".utf8.contains($0) }
}
