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
  static let all = [days, from, to, isFirm, visitor, notVisitor, language, skill, two, whyTwo, version]

  static func asked(_ visitors: [Field.Option]) -> [Field] {
    all.map { field in
      field.name == visitor.name || field.name == notVisitor.name
        ? Field(field.name, field.label, .choice(visitors + [.init("", "Nobody in particular")]), hint: field.hint)
        : field
    }
  }

  /// `visitors` are those who can be named.
  static func check(_ entry: Entry, _ visitors: Set<PractitionerID>) -> Checked<(VisitWish, Int)> {
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
    form.add(problems(with: wish))
    return form.result { (wish, number!) }
  }
}

/// What a family wishes, as sentences; `name` gives a visitor’s name.
func wishWords(_ wish: VisitWish, name: (PractitionerID) -> String?) -> [String] {
  var words: [String] = []
  let days = wish.days.sorted().compactMap { Day.Weekday(rawValue: $0)?.name }
  let clock = { (minute: Int) in LondonTime(day: Day(2026, 1, 5)!, minuteOfDay: minute).clock }
  let times = wish.from.flatMap { from in wish.to.map { "\(clock(from)) to \(clock($0))" } }
  if !days.isEmpty || times != nil {
    words.append(
      "\([days.isEmpty ? nil : days.joined(separator: ", "), times].compactMap(\.self).joined(separator: ", "))\(wish.isFirm ? ", and at no other time" : "")"
    )
  }
  if let wished = wish.visitor.flatMap(name) { words.append("They would like \(wished).") }
  if let not = wish.notVisitor.flatMap(name) { words.append("They would rather not have \(not).") }
  if let language = wish.language { words.append("Visitor speaks \(language).") }
  if let skill = wish.skill { words.append("Visitor has done \(skill).") }
  if wish.people == 2 { words.append("Two people go: \(wish.whyTwo ?? "")") }
  return words
}

let wishRoutes: [Route] = [
  .page("/children/{child}/home-visiting/wishes", "What a family wishes of visits", may: .recordVisit, wishPage),
  .form(
    "/children/{child}/home-visiting/wishes", "Write down what a family wishes of visits", may: .recordVisit,
    fields: WishForm.all, again: { try wishPage($0, $1) }
  ) { request, tx in
    let visitors = Set(try whoVisits(request, tx).map(\.id))
    let (wish, version) = try request.checked { WishForm.check($0, visitors) }
    try writeWish(
      wish, child: request.child, version: version, by: request.caller, at: request.now, in: tx)
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
  var known = ["version": "\(kept?.version ?? 0)"]
  if let wish = kept?.wish {
    let clock = { (minute: Int) in LondonTime(day: request.today, minuteOfDay: minute).field }
    known["from"] = wish.from.map(clock)
    known["to"] = wish.to.map(clock)
    known["visitor"] = wish.visitor?.description
    known["not_visitor"] = wish.notVisitor?.description
    known["language"] = wish.language
    known["skill"] = wish.skill
    known["why_two"] = wish.whyTwo
    if wish.isFirm { known["firm"] = "yes" }
    if wish.people == 2 { known["two"] = "yes" }
  }
  var entry = request.method == .get ? request.entry.filled(known) : request.entry
  if request.method == .get, let wish = kept?.wish { entry.values["days"] = wish.days.sorted().map(String.init) }
  return FormPage(
    "What the family wishes", caption: child.name, trail: visitsTrail(child.id, child.name),
    to: "/children/\(child.id)/home-visiting/wishes",
    WishForm.asked(try whoVisits(request, tx).map { .init($0.id.description, $0.name) }), entry, submit: "Save",
    notes: [
      "Ask the family when visits suit them, and by whom. The team’s suggested week keeps to it where it can; what it must keep to is never broken."
    ], facts: kept.map { [.init("Written down by", "\($0.writtenBy), \($0.writtenAt.long)")] } ?? [])
}
