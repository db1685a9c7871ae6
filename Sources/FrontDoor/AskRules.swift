// What a request for help must say, beyond what each field asks. Sources: sharing decision table, domain register
// B10.2 (early help: agreement to take part; if refused, do not refer on unless a child may be harmed); Working Together
// to Safeguard Children (anyone may ask; early help depends on agreement).

import Kernel

/// What is wrong with a request, field by field; with `only`, what is wrong on that page of it.
func problems(with new: NewHelpRequest, today: Day, only step: AskStep? = nil) -> [FieldError] {
  let steps = step.map { [$0] } ?? AskStep.steps(for: new.asker)
  return steps.flatMap { problems(with: new, today: today, on: $0) }
}

private func problems(with new: NewHelpRequest, today: Day, on step: AskStep) -> [FieldError] {
  switch step {
  case .child: return problemsWithDates(new, today)
  case .words:
    guard new.hard == nil, new.wouldHelp == nil else { return [] }
    return [FieldError("hard", "Tell us what is hard, or what would help")]
  case .contact, .you:
    guard new.phone == nil, new.email == nil else { return [] }
    return [FieldError("phone", "Enter a phone number or an e-mail address, so that we can answer")]
  case .agreement: return problemsWithAgreement(new)
  case .level:
    guard new.soon == .urgent, new.soonWhy == nil else { return [] }
    return [FieldError("soon_why", "Say why somebody must look urgently")]
  case .safety, .who, .signs, .kind, .helpers, .family: return []
  }
}

private func problemsWithDates(_ new: NewHelpRequest, _ today: Day) -> [FieldError] {
  if new.bornOn != nil, new.expectedOn != nil {
    return [FieldError("expected_on", "Give the date of birth or the date the baby is due, not both")]
  }
  if let born = new.bornOn {
    if born > today { return [FieldError("born_on", "The date of birth must be today or in the past")] }
    if born.years(until: today) >= 26 {
      return [FieldError("born_on", "We help children and young people up to 25. Check the year of birth")]
    }
  }
  if let due = new.expectedOn, due < today.adding(days: -60) || due > today.adding(months: 10) {
    return [FieldError("expected_on", "The date the baby is due must be in the next 10 months")]
  }
  return []
}

private func problemsWithAgreement(_ new: NewHelpRequest) -> [FieldError] {
  guard new.asker == .professional else { return [] }
  switch new.agreement {
  case .agreed, nil: return []
  case .notAsked, .refused:
    switch new.noAgreementWhy {
    case nil: return [FieldError("no_agreement_why", "Choose whether one of these applies")]
    case .some(.none):
      return [
        FieldError(
          "no_agreement_why",
          "We can take this only with the family’s agreement, or where a child may be harmed or need a social care "
            + "assessment. Talk with the family first, or phone us for advice without giving names")
      ]
    case .harm, .childInNeed:
      return new.agreementNote == nil
        ? [FieldError("agreement_note", "Say why you are asking without agreement")] : []
    }
  }
}
