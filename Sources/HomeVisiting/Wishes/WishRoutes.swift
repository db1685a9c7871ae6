import Design
import Kernel
import People
import Store
import Web

/// The questions about what a family wishes, each said once.
enum WishForm {
  static let days = Field(
    "days", "On which days?", .choices(zip(0..., Day.Weekday.allCases.prefix(5)).map { .init("\($0.0)", $0.1.name) }),
    hint: "Leave empty if any day is fine.")
  static let from = Field("from", "Not before", .time, hint: "For example, 9.30am")
  static let to = Field("to", "Over by", .time, hint: "For example, 12.30pm")
  static let isFirm = Field("firm", "They can at no other time", .flag)
  static let visitor = Field("visitor", "Whom would they like?", .id)
  static let notVisitor = Field("not_visitor", "Whom would they rather not have?", .id, hint: "You need not say why.")
  static let language = Field(
    "language", "Which language must the visitor speak?", .text(max: 60), hint: "Leave empty if English is fine.")
  static let skill = Field(
    "skill", "Which course must the visitor have done?", .text(max: 80),
    hint: "As the list of courses has it. For example: Makaton")
  static let two = Field("two", "Two people must go", .flag)
  static let whyTwo = Field("why_two", "If two, why?", .text(max: 200), hint: "Colleagues read this before they go.")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the wishes again")
  /// Which of the family’s own words this answers; left out where it answers none.
  static let said = Field("said", "What the family said", .hidden(max: 9))
  static let answer = Field(
    "answer", "What do you tell the family?", .prose(max: 400),
    hint: "They read it on their own page. Say what you can do, and what not.")
  static let questions = [days, from, to, isFirm, visitor, notVisitor, language, skill, two, whyTwo, version]
  static let all = questions + [said, answer]

  /// `isAnswer`: the family has said something, and is told what comes of it.
  static func asked(_ visitors: [Field.Option], isAnswer: Bool) -> [Field] {
    (isAnswer ? all : questions).map { field in
      field.name == visitor.name || field.name == notVisitor.name
        ? Field(field.name, field.label, .choice(visitors + [.init("", "Nobody in particular")]), hint: field.hint)
        : field
    }
  }

  /// `visitors` are those who can be named.
  static func check(_ entry: Entry, _ visitors: Set<PractitionerID>) -> Checked<WrittenWish> {
    var form = FormReading(entry)
    let days = form.options(days).compactMap { Int($0) }
    let (from, to) = (form.time(from), form.time(to))
    func named(_ field: Field) -> PractitionerID? {
      form.value(field, "Choose one from the list") { text in
        PractitionerID(text).flatMap { visitors.contains($0) ? $0 : nil }
      }
    }
    let (wished, not) = (named(visitor), named(notVisitor))
    let (isFirm, isTwo) = (form.flag(isFirm), form.flag(two))
    let (language, skill, why) = (form.text(language), form.text(skill), form.text(whyTwo))
    let number = form.value(version, "Open the wishes again") { Int($0) }
    let wish = VisitWish(
      days: Set(days), from: from, to: to, isFirm: isFirm, visitor: wished, notVisitor: not, language: language,
      skill: skill, people: isTwo ? 2 : 1, whyTwo: why)
    let said = form.value(said, "Open the wishes again") { Int($0) }
    let answer = form.text(answer)
    form.add(problems(with: wish))
    return form.result { WrittenWish(wish: wish, version: number!, said: said, answer: answer) }
  }
}

/// What the form of whoever plans holds.
struct WrittenWish: Sendable {
  let wish: VisitWish
  let version: Int
  /// The version of the family’s own words that this answers.
  let said: Int?
  let answer: String?
}

let wishRoutes: [Route] = [
  .page("/children/{child}/home-visiting/wishes", "What a family wishes of visits", may: .recordVisit, wishPage),
  .form(
    "/children/{child}/home-visiting/wishes", "Write down what a family wishes of visits", may: .recordVisit,
    fields: WishForm.all, again: { try wishPage($0, $1) }
  ) { request, tx in
    let visitors = Set(try whoVisits(request, tx).map(\.id))
    let written = try request.checked { WishForm.check($0, visitors) }
    try writeWish(
      written.wish, child: request.child, version: written.version, by: request.caller, at: request.now, in: tx)
    if let said = written.said, let kept = try tx.familyWish(request.child) {
      try answerWish(kept, version: said, answer: written.answer, by: request.caller, at: request.now, in: tx)
    }
    return .see(visitsPath(try request.child), "Written down. The suggested week keeps to it.")
  },
]

/// Who could visit: those of the team that the family was given to, and of the caller’s own.
private func whoVisits(_ request: Request, _ tx: Transaction) throws -> [Practitioner] {
  let team = try tx.visitingReferrals(request.child).first?.team
  return try tx.practitioners(teams: Array(Set(request.caller.teams + [team].compactMap(\.self))).sorted())
}

@Sendable private func wishPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let child = try tx.child(request.child)
  let kept = try tx.visitWish(child.id)
  let said = try tx.familyWish(child.id).flatMap { $0.isFor(request.caller) ? $0 : nil }
  let isOpen = said?.readAt == nil && said != nil
  let visitors = try whoVisits(request, tx)
  var entry = request.entry
  if request.method == .get {
    var wish = kept?.wish ?? VisitWish()
    if let said, isOpen {
      let usual = try tx.visitingReferrals(child.id).first?.visitor
      wish.take(said.wish.wish(visitor: visitors.first { $0.id == usual }?.id))
    }
    entry = entry.filled(known(wish, version: kept?.version ?? 0, said: isOpen ? said?.version : nil))
    if entry.values["days"] == nil { entry.values["days"] = wish.days.sorted().map(String.init) }
  }
  let about = said.map { said in
    FormPage.Fact(
      "The family said", "\(said.saidBy), \(said.saidAt.long)\n\n\(said.wish.sentences.joined(separator: "\n\n"))")
  }
  return FormPage(
    "What the family wishes", caption: child.name, trail: visitsTrail(child.id, child.name),
    to: "/children/\(child.id)/home-visiting/wishes",
    WishForm.asked(visitors.map { .init($0.id.description, $0.name) }, isAnswer: isOpen), entry,
    submit: isOpen ? "Save and tell the family" : "Save",
    notes: [
      isOpen
        ? "The family’s own words are filled in below. Agree them with the family, put right what cannot be, and say so."
        : "Ask the family when visits suit them, and by whom. The team’s suggested week keeps to it where it can; what it must keep to is never broken."
    ],
    facts: [about, kept.map { .init("Written down by", "\($0.writtenBy), \($0.writtenAt.long)") }].compactMap(\.self))
}

extension VisitWish {
  /// Takes over what the family said itself; what those who plan wrote besides (two people, a course) stays.
  fileprivate mutating func take(_ said: VisitWish) {
    (days, from, to, language) = (said.days, said.from, said.to, said.language)
    if said.visitor != nil || said.notVisitor != nil { (visitor, notVisitor) = (said.visitor, said.notVisitor) }
    if !hasTime { isFirm = false }
  }
}

/// Wishes as the form holds them; the days are lists of their own.
private func known(_ wish: VisitWish, version: Int, said: Int?) -> [String: String] {
  var known = ["version": "\(version)"]
  known["said"] = said.map(String.init)
  known["from"] = wish.from.map(timeField)
  known["to"] = wish.to.map(timeField)
  known["visitor"] = wish.visitor?.description
  known["not_visitor"] = wish.notVisitor?.description
  known["language"] = wish.language
  known["skill"] = wish.skill
  known["why_two"] = wish.whyTwo
  if wish.isFirm { known["firm"] = "yes" }
  if wish.people == 2 { known["two"] = "yes" }
  return known
}
