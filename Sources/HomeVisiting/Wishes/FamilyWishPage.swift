import Design
import Kernel
import People
import Store
import Web

extension Permission {
  /// The family says when visits suit it.
  static let sayWish = Permission.child(
    "visiting.say_wish", for: .ownRecord, [.familyMember: .own, .youngPerson: .own])
}

/// The questions to the family, each said once.
enum FamilyWishForm {
  static let days = Field(
    "days", "Which days suit you?",
    .choices(zip(0..., Day.Weekday.allCases.prefix(5)).map { .init("\($0.0)", $0.1.name) }),
    hint: "Leave this empty if any day is fine.")
  static let from = Field("from", "Not before", .time, hint: "For example, 9.30am")
  static let to = Field("to", "Over by", .time, hint: "For example, 12.30pm")
  static let whom = Field(
    "whom", "Who would you like to come?", .choice(Field.options(WhomWished.self)),
    hint: "You need not say why. If you would like somebody else, only the manager reads this.")
  static let language = Field(
    "language", "Which language should your visitor speak?", .text(max: 60),
    hint: "Leave this empty if English is fine.")
  static let words = Field(
    "words", "Is there anything else that would make visits easier?", .prose(max: 500),
    hint: "For example: Please do not ring the bell. The baby sleeps.")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open this page again")
  static let all = [days, from, to, whom, language, words, version]

  static func check(_ entry: Entry) -> Checked<(FamilyWish, Int)> {
    var form = FormReading(entry)
    let days = form.options(days).compactMap { Int($0) }
    let (from, to) = (form.time(from), form.time(to))
    let whom: WhomWished? = form.choice(whom)
    let (language, words) = (form.text(language), form.text(words))
    let number = form.value(version, "Open this page again") { Int($0) }
    let wish = FamilyWish(
      days: Set(days), from: from, to: to, language: language, whom: whom ?? .any, words: words)
    form.add(problems(with: wish.wish(visitor: nil)))
    return form.result { (wish, number!) }
  }
  /// What the family said before, as the form holds it.
  static func filled(_ kept: KeptFamilyWish?, _ entry: Entry) -> Entry {
    var known = ["version": "\(kept?.version ?? 0)", "whom": (kept?.wish.whom ?? .any).rawValue]
    guard let wish = kept?.wish else { return entry.filled(known) }
    known["from"] = wish.from.map(timeField)
    known["to"] = wish.to.map(timeField)
    known["language"] = wish.language
    known["words"] = wish.words
    var entry = entry.filled(known)
    if entry.values["days"] == nil { entry.values["days"] = wish.days.sorted().map(String.init) }
    return entry
  }
}

/// Minutes after midnight as a form shows them.
func timeField(_ minute: Int) -> String { LondonTime(day: Day(2026, 1, 5)!, minuteOfDay: minute).clock }

/// The family’s own page: when visits suit it, and what was answered.
struct FamilyWishPage: Page, Codable {
  let child: ChildID
  let childName: String
  let kept: KeptFamilyWish?
  /// The days and times that were agreed; nil where none are.
  let agreed: String?
  let entry: Entry
  var title: String { "When do visits suit you?" }
  var trail: [Link] { familyTrail(child, childName) }
  var menuPath: String? { "/family" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      paragraph(
        "Tell us what suits your family. We try to keep to it. If we cannot, we call you and find another way together."
      )
      if let kept {
        card("What you told us", id: "said", style: .lead) {
          paragraph("\(kept.saidBy) told us on \(kept.saidAt.day.long).")
          if let reader = kept.readBy, let day = kept.readAt?.day {
            paragraph(
              "\(reader) read it on \(day.long).\(agreed.map { " Your visits are planned for: \($0)." } ?? "")")
            kept.answer.map { answer in
              markup {
                paragraph("\(reader) wrote to you:")
                prose(answer)
              }
            } ?? .empty
          } else {
            paragraph("Nobody has answered yet. We read it before we plan your next visits.")
          }
        }
      }
      formPart(
        view, to: "/family/\(child)/home-visiting/wishes", FamilyWishForm.all, entry,
        submit: kept == nil ? "Tell us" : "Change it")
    }
  }
}

let familyWishRoutes: [Route] = [
  .page(
    "/family/{child}/home-visiting/wishes", "Say when visits suit you", may: .sayWish, familyWishPage),
  .form(
    "/family/{child}/home-visiting/wishes", "Say when visits suit you", may: .sayWish, fields: FamilyWishForm.all,
    again: familyWishPage
  ) { request, tx in
    let (wish, version) = try request.checked(FamilyWishForm.check)
    try sayWish(wish, child: request.child, version: version, by: request.caller, at: request.now, in: tx)
    return .see(
      "/family/\(try request.child)/home-visiting/wishes", "Thank you. We read it before we plan your next visits.")
  },
]

@Sendable private func familyWishPage(_ request: Request, _ tx: Transaction) throws -> FamilyWishPage {
  let child = try tx.child(request.child)
  let kept = try tx.familyWish(child.id)
  return FamilyWishPage(
    child: child.id, childName: child.calledName, kept: kept, agreed: try tx.visitWish(child.id)?.wish.time,
    entry: request.method == .get ? FamilyWishForm.filled(kept, request.entry) : request.entry)
}

/// What families said of visits and nobody has answered: for whoever visits, and for their manager where the family would
/// like somebody else.
func wishTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  let since = request.now.adding(days: -90)
  var found = try tx.unansweredWishes(
    of: request.caller.practitioner.map { [$0] } ?? [], child: child, since: since, for: request.caller)
  if request.caller.has(.teamManager) {
    let team = try tx.practitioners(teams: request.caller.teams).map(\.id)
    found += try tx.unansweredWishes(of: team, child: child, since: since, for: request.caller).filter { one in
      one.kept.wish.whom == .another && !found.contains { $0.kept.child == one.kept.child }
    }
  }
  return found.map { one in
    ToDo(
      "Answer when visits suit: \(one.name)", hint: "\(one.kept.saidBy) told us on \(one.kept.saidAt.day.long)",
      path: "/children/\(one.kept.child)/home-visiting/wishes", due: one.kept.saidAt.day.adding(days: 7),
      child: one.kept.child)
  }
}
