import Design
import Kernel
import Web

extension NewHelpRequest {
  /// The whole of what was asked, from all pages at once.
  static func check(_ entry: Entry, now: Instant) -> Checked<NewHelpRequest> {
    var reading = FormReading(entry)
    guard let asker: AskerKind = reading.choice(AskForm.askerKind) else {
      _ = reading.choice(AskForm.danger, as: Danger.self)
      return .bad(reading.errors)
    }
    var new = NewHelpRequest(asker: asker, givenName: "")
    let steps = AskStep.steps(for: asker)
    for step in steps { new.read(step, &reading) }
    guard reading.errors.isEmpty else { return .bad(reading.errors) }
    let wrong = FrontDoor.problems(with: new, today: now.day)
    return wrong.isEmpty ? .good(new) : .bad(wrong)
  }

  /// What is wrong with the answers of one page.
  static func problems(on step: AskStep, _ entry: Entry, asker: AskerKind?, today: Day) -> [FieldError] {
    var reading = FormReading(entry)
    var new = NewHelpRequest(asker: asker ?? .parent, givenName: "")
    new.read(step, &reading)
    let wrong = FrontDoor.problems(with: new, today: today, only: step)
    let seen = Set(reading.errors.map(\.field))
    return reading.errors + wrong.filter { !seen.contains($0.field) }
  }

  fileprivate mutating func read(_ step: AskStep, _ reading: inout FormReading) {
    let form = AskForm(asker)
    switch step {
    case .safety: danger = reading.choice(AskForm.danger) ?? .no
    case .who: asker = reading.choice(AskForm.askerKind) ?? asker
    case .you:
      askerName = reading.text(form.askerName) ?? ""
      (agency, role) = (reading.text(form.agency), reading.text(form.role))
      (phone, email) = (reading.phone(form.phone), reading.email(form.email))
    case .child:
      givenName = reading.text(form.givenName) ?? ""
      familyName = reading.text(form.familyName)
      bornOn = reading.day(form.bornOn)
      expectedOn = asker == .youngPerson ? nil : reading.day(form.expectedOn)
      (postcode, school) = (reading.postcode(form.postcode), reading.text(form.school))
      if asker == .youngPerson { askerName = childName }
    case .words:
      goingWell = reading.text(form.goingWell)
      (hard, wouldHelp) = (reading.text(form.hard), reading.text(form.wouldHelp))
    case .signs: signs = reading.choices(form.signs)
    case .kind: services = reading.choices(form.services)
    case .helpers:
      (helpers, helpersWords) = (reading.choices(form.helpers), reading.text(form.helpersWords))
      (isLookedAfter, isYoungCarer) = (reading.choice(form.lookedAfter), reading.choice(form.youngCarer))
    case .agreement:
      (agreement, noAgreementWhy) = (reading.choice(form.agreement), reading.choice(form.noAgreementWhy))
      agreementNote = reading.text(form.agreementNote)
    case .level:
      levelClaimed = reading.choice(form.levelClaimed)
      criteriaClaimed = CriteriaForm.ids(reading.entry)
      (soon, soonWhy) = (reading.choice(form.soon), reading.text(form.soonWhy))
    case .family:
      (familyContact, familyPhone) = (reading.text(form.familyContact), reading.phone(form.familyPhone))
      (interpreter, formats) = (reading.text(form.interpreter), reading.choices(form.formats))
    case .contact:
      if asker != .youngPerson { askerName = reading.text(form.askerName) ?? "" }
      (phone, email) = (reading.phone(form.phone), reading.email(form.email))
      (bestTime, interpreter) = (reading.text(form.bestTime), reading.text(form.interpreter))
      formats = reading.choices(form.formats)
    }
  }
}
