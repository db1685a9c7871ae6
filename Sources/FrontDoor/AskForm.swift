import Design
import Kernel
import Web

/// The questions of asking for help, worded for who is asking. Few must be answered: see `requiredCount`.
struct AskForm {
  let asker: AskerKind?
  init(_ asker: AskerKind? = nil) { self.asker = asker }

  private var isYoung: Bool { asker == .youngPerson }
  private func words(_ young: String, _ others: String) -> String { isYoung ? young : others }

  static let danger = Field(
    "danger", "Is anyone in danger right now?", .choice(Field.options(Danger.self)),
    required: "Choose whether anyone is in danger right now")
  static let askerKind = Field(
    "asker", "Who is asking?", .choice(Field.options(AskerKind.self)), required: "Choose who is asking")

  // The child.
  var givenName: Field {
    Field(
      "given_name", words("What is your first name?", "What is the child’s first name?"), .text(max: 60),
      hint: isYoung ? nil : "If the baby is not born yet, write “Baby”.",
      required: words("Enter your first name", "Enter the child’s first name"),
      autocomplete: isYoung ? "given-name" : nil)
  }
  var familyName: Field {
    Field(
      "family_name", "Last name", .text(max: 60), hint: isYoung ? "You can leave this out for now." : nil,
      autocomplete: isYoung ? "family-name" : nil)
  }
  var bornOn: Field {
    Field(
      "born_on", "Date of birth", .day,
      hint: words(
        "For example, 27 3 2010. It helps us to be sure who you are.",
        "For example, 27 3 2019. It helps us find the right child."),
      autocomplete: isYoung ? "bday" : nil)
  }
  var expectedOn: Field {
    Field("expected_on", "If not born yet, when is the baby due?", .day, hint: "For example, 4 1 2027")
  }
  var postcode: Field {
    Field(
      "postcode", words("Your postcode", "Postcode where the child lives"), .postcode,
      autocomplete: isYoung || asker == .parent ? "postal-code" : nil)
  }
  var school: Field { Field("school", words("Your school or college", "School or nursery"), .text(max: 120)) }

  // In their own words.
  var goingWell: Field {
    Field(
      "going_well", "What is going well?", .prose(max: 3000),
      hint: words("What do you like? What are you good at?", "What does the child enjoy? What already helps?"))
  }
  var hard: Field {
    Field("hard", "What is hard at the moment?", .prose(max: 3000), hint: "Write as you would say it.")
  }
  var wouldHelp: Field {
    Field("would_help", "What would help?", .prose(max: 3000), hint: "You do not need to know the name of a service.")
  }

  var signs: Field {
    Field(
      "signs", "Is any of this happening?",
      .choices(
        isYoung ? UrgentSign.allCases.map { Field.Option($0.rawValue, $0.own) } : Field.options(UrgentSign.self)),
      hint: "Choose all that fit. If none fit, leave this empty and carry on.")
  }
  var services: Field {
    Field(
      "services", "What kind of help do you have in mind?", .choices(Field.options(HelpService.self)),
      hint: "Choose any. We will work out which service is right, so you cannot get this wrong.")
  }
  var helpers: Field {
    Field("helpers", words("Who helps you already?", "Who helps already?"), .choices(Field.options(HelperKind.self)))
  }
  var helpersWords: Field {
    Field(
      "helpers_words", "Their names, or anything else about them", .prose(max: 1000),
      hint: "Then you will not have to tell us twice.")
  }
  var lookedAfter: Field {
    Field(
      "looked_after", words("Are you looked after by a council?", "Is the child looked after by a council?"),
      .choice(Field.options(YesOrNo.self)), hint: "For example, with foster carers or in a children’s home.")
  }
  var youngCarer: Field {
    Field(
      "young_carer",
      words("Do you help to look after somebody at home?", "Does the child help to look after somebody at home?"),
      .choice(Field.options(YesOrNo.self)), hint: "For example, a parent, brother or sister who is ill or disabled.")
  }

  // Whoever asks.
  var askerName: Field {
    Field("asker_name", "Your name", .text(max: 120), required: isYoung ? nil : "Enter your name", autocomplete: "name")
  }
  var phone: Field { Field("phone", "Phone number", .phone, autocomplete: "tel") }
  var email: Field { Field("email", "E-mail address", .email, autocomplete: "email") }
  var bestTime: Field {
    Field(
      "best_time", "When is a good time to reach you?", .text(max: 120),
      hint: "For example, after 3pm, but not on Tuesdays")
  }
  var interpreter: Field {
    Field("interpreter", "If \(they) need an interpreter, which language?", .text(max: 60))
  }
  var formats: Field {
    Field("formats", "Do \(they) need things another way?", .choices(Field.options(ContactFormat.self)))
  }
  /// A professional answers for the family.
  private var they: String { asker == .professional ? "they" : "you" }

  // Professionals and others.
  var agency: Field {
    Field(
      "agency", "The agency you work for", .text(max: 120),
      required: asker == .professional ? "Enter the agency you work for" : nil, autocomplete: "organization")
  }
  var role: Field {
    Field(
      "role", "Your role", .text(max: 120), required: asker == .professional ? "Enter your role" : nil,
      autocomplete: "organization-title")
  }
  var familyContact: Field { Field("family_contact", "Parent or carer’s name", .text(max: 120)) }
  var familyPhone: Field { Field("family_phone", "Their phone number", .phone) }
  var agreement: Field {
    Field(
      "agreement", asker == .other ? "Have you talked with them about it?" : "What has the family said?",
      .choice(Field.options(AgreementAnswer.self)),
      hint: asker == .other
        ? "We talk with the family before any help begins." : "Early help begins only when the family agrees.",
      required: asker == .professional ? "Choose what the family has said" : nil)
  }
  var noAgreementWhy: Field {
    Field(
      "no_agreement_why", "If they have not agreed, does one of these apply?",
      .choice(Field.options(NoAgreementReason.self)))
  }
  var agreementNote: Field {
    Field(
      "agreement_note",
      asker == .other
        ? "What should we know before we talk with them?"
        : "What they agreed to, or why you are asking without agreement",
      .prose(max: 1000))
  }
  var levelClaimed: Field {
    Field("level_claimed", "Which level of need do you see?", .choice(Field.options(NeedLevel.self)))
  }
  var soon: Field { Field("soon", "How soon must somebody look?", .choice(Field.options(Soon.self))) }
  var soonWhy: Field { Field("soon_why", "If it is urgent, why?", .prose(max: 1000)) }

  /// One of these is needed, though none of them by itself: they are not called optional.
  static let eitherOr: Set<String> = ["hard", "would_help", "phone", "email"]
  /// Asked only in some cases: left out of the answers where nothing was said.
  static let onlySometimes: Set<String> = ["expected_on", "no_agreement_why", "soon_why"]

  /// Every field: for one request sent whole.
  var all: [Field] { [AskForm.danger, AskForm.askerKind] + AskStep.allCases.dropFirst(2).flatMap { $0.fields(asker) } }

  /// How many answers must be given: those marked so, one of what is hard or would help, one way to reach the asker.
  static func requiredCount(_ asker: AskerKind) -> Int {
    let marked = AskStep.steps(for: asker).flatMap { $0.fields(asker) }.count { $0.required != nil }
    return marked + 2
  }
}

/// The pages of asking, one thing each.
enum AskStep: String, CaseIterable {
  case safety, who, you, child, words, signs, kind, helpers, agreement, level, family, contact

  /// The pages that this asker goes through, in order.
  static func steps(for asker: AskerKind?) -> [AskStep] {
    switch asker {
    case nil: [.safety, .who]
    case .parent, .youngPerson: [.safety, .who, .child, .words, .signs, .kind, .helpers, .contact]
    case .other: [.safety, .who, .child, .words, .signs, .agreement, .contact]
    case .professional:
      [.safety, .who, .you, .child, .words, .signs, .kind, .helpers, .agreement, .level, .family]
    }
  }
  var path: String { "/ask-for-help/\(rawValue)" }

  func fields(_ asker: AskerKind?) -> [Field] {
    let form = AskForm(asker)
    switch self {
    case .safety: return [AskForm.danger]
    case .who: return [AskForm.askerKind]
    case .you: return [form.askerName, form.agency, form.role, form.phone, form.email]
    case .child:
      let unborn = asker == .youngPerson ? [] : [form.expectedOn]
      return [form.givenName, form.familyName, form.bornOn] + unborn + [form.postcode, form.school]
    case .words: return [form.goingWell, form.hard, form.wouldHelp]
    case .signs: return [form.signs]
    case .kind: return [form.services]
    case .helpers: return [form.helpers, form.helpersWords, form.lookedAfter, form.youngCarer]
    case .agreement where asker == .other: return [form.agreement, form.agreementNote]
    case .agreement: return [form.agreement, form.noAgreementWhy, form.agreementNote]
    case .level: return [form.levelClaimed] + CriteriaForm.all + [form.soon, form.soonWhy]
    case .family: return [form.familyContact, form.familyPhone, form.interpreter, form.formats]
    case .contact:
      let name = asker == .youngPerson ? [] : [form.askerName]
      return name + [form.phone, form.email, form.bestTime, form.interpreter, form.formats]
    }
  }

  func title(_ asker: AskerKind?) -> String {
    let isYoung = asker == .youngPerson
    return switch self {
    case .safety: "Is anyone in danger right now?"
    case .who: "Who is asking?"
    case .you: "About you"
    case .child: isYoung ? "About you" : "About the child"
    case .words: "In your own words"
    case .signs: "Is any of this happening?"
    case .kind: "What kind of help do you have in mind?"
    case .helpers: isYoung ? "People who help you" : "People who help"
    case .agreement: asker == .other ? "Does the family know you are asking?" : "What the family has agreed to"
    case .level: "How much help is needed, and how soon"
    case .family: "How to reach the family"
    case .contact: "How we can reach you"
    }
  }

  /// The page after this one for that asker; nil when the answers are to be checked.
  func after(for asker: AskerKind?) -> AskStep? {
    let steps = AskStep.steps(for: asker)
    guard let here = steps.firstIndex(of: self) else { return steps.first }
    return here + 1 < steps.count ? steps[here + 1] : asker == nil ? .who : nil
  }
  func before(for asker: AskerKind?) -> String {
    let steps = AskStep.steps(for: asker)
    guard let here = steps.firstIndex(of: self), here > 0 else { return "/ask-for-help" }
    return steps[here - 1].path
  }
}
