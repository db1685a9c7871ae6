import Design
package import Kernel
import People
package import Store
import Web

/// The questions about hours of work and leave.
enum HoursForm {
  static let weekday = Field(
    "weekday", "On which day?", .choice(Day.Weekday.allCases.map { .init("\($0.rawValue)", $0.name) }),
    required: "Choose a day")
  static let from = Field("from", "From", .time, hint: "For example, 9am", required: "Enter when it begins")
  static let to = Field("to", "To", .time, hint: "For example, 12.45pm", required: "Enter when it ends")
  static let termOnly = Field("term_time_only", "Only in term time", .flag)
  static let stretch = [weekday, from, to, termOnly]
  static let fromOn = Field("from_on", "From which day?", .day, required: "Enter the first day")
  static let toOn = Field("to_on", "Until which day?", .day, hint: "The last day away.", required: "Enter the last day")
  static let leave = [fromOn, toOn]
}

/// Adds a stretch of hours to somebody’s week. Throws `Invalid` where it lies over one that is there.
package func addHours(_ new: WorkPattern, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let same = try tx.workPatterns(of: [new.practitioner]).filter { $0.weekday == new.weekday }
  if let over = same.first(where: { $0.from < new.to && new.from < $0.to }) {
    throw Invalid("from", "These hours lie over those that are there: \(over.times)")
  }
  try tx.keep(new)
  try tx.append(
    .hoursAdded, about: new.practitioner.of(), by: caller, at: now,
    changed: ["weekday": "\(new.weekday)", "from": "\(new.from)", "to": "\(new.to)"])
}

/// Takes a stretch of hours away.
package func removeHours(
  of practitioner: PractitionerID, weekday: Int, from: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let gone = try tx.run(
    """
    DELETE FROM work_pattern WHERE practitioner_id = \(practitioner) AND weekday = \(weekday) AND from_minute = \(from)
    """)
  guard gone == 1 else { throw Refusal.notNow("These hours are not there any more.") }
  try tx.append(
    .hoursRemoved, about: practitioner.of(), by: caller, at: now, changed: ["weekday": "\(weekday)", "from": "\(from)"])
}

extension EventKind {
  static let hoursAdded = EventKind("work.hours_added", "added hours of work")
  static let hoursRemoved = EventKind("work.hours_removed", "took hours of work away")
}

/// When somebody works, and when they are away, for whoever supervises them.
struct HoursPage: Page, Codable {
  let person: PractitionerID
  let name: String
  let hours: [WorkPattern]
  let leave: [Leave]
  let entry: Entry
  var title: String { "When \(name) works" }
  var trail: [Link] {
    [
      workforceHome, Link("Supervision and training", "/workforce/practice"),
      Link(name, "/workforce/practice/\(person)"),
    ]
  }
  var menuPath: String? { "/workforce" }
  private var path: String { "/workforce/practice/\(person)" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      paragraph("The suggested week and every visit that is planned by hand keep to this.")
      card("Hours of work", id: "hours") {
        table(
          Table(
            "Hours of work", [.init("Day"), .init("Hours"), .init("When"), .init("Change")],
            hours.map { line in
              .init([
                "\(Day.Weekday(rawValue: line.weekday)?.name ?? "")", "\(line.times)",
                "\(line.isTermTimeOnly ? "In term time" : "All year")",
                view.postButton(
                  "Take away", to: "\(path)/hours/removal", ["weekday": "\(line.weekday)", "from": "\(line.from)"],
                  style: .link, hiddenText: "\(Day.Weekday(rawValue: line.weekday)?.name ?? ""), \(line.times)"),
              ])
            }, empty: "No hours are written down: any time counts as working time."))
        formPart(
          view, to: "\(path)/hours", HoursForm.stretch, entry, submit: "Add these hours", style: .secondary)
      }
      card("Away", id: "leave") {
        leave.isEmpty
          ? paragraph("No leave is written down from today on.")
          : table(
            Table(
              "Leave", [.init("From"), .init("To"), .init("What"), .init("Change")],
              leave.map { one in
                .init([
                  "\(one.from.long)", "\(one.to.long)", "\(one.why.title)",
                  view.postButton(
                    "Take back", to: "\(path)/leave/removal",
                    ["from_on": one.from.description, "kind": one.why.rawValue],
                    style: .link,
                    hiddenText: "the leave from \(one.from.long)"),
                ])
              }))
        formPart(
          view, to: "\(path)/leave", HoursForm.leave, entry, submit: "Add these days", style: .secondary)
        paragraph(
          markup:
            "There is one list: what they write down on \(link("their own page", to: "/visits/visitors/\(person)")) stands here."
        )
      }
    }
  }
}

let hoursRoutes: [Route] = [
  .page("/workforce/practice/{practitioner}/hours", "When somebody works", may: .supervise) { request, tx in
    try hoursPage(request, tx)
  },
  .form(
    "/workforce/practice/{practitioner}/hours", "Add hours of work", may: .supervise, fields: HoursForm.stretch,
    again: { try hoursPage($0, $1) }
  ) { request, tx in
    let id = try supervisedID(request, tx)
    var form = FormReading(request.entry)
    let weekday = form.option(HoursForm.weekday).flatMap { Int($0) }
    let (from, to) = (form.time(HoursForm.from), form.time(HoursForm.to))
    if let from, let to, to <= from { form.fail(HoursForm.to, "It must end after it begins") }
    let isTermTimeOnly = form.flag(HoursForm.termOnly)
    try Invalid.check(form.errors)
    try addHours(
      WorkPattern(practitioner: id, weekday: weekday!, from: from!, to: to!, isTermTimeOnly: isTermTimeOnly),
      by: request.caller, at: request.now, in: tx)
    return .see("/workforce/practice/\(id)/hours", "Hours are added")
  },
  .form(
    "/workforce/practice/{practitioner}/hours/removal", "Take hours of work away", may: .supervise,
    fields: [Field("weekday", "Day", .hidden(max: 1)), Field("from", "From", .hidden(max: 4))]
  ) { request, tx in
    let id = try supervisedID(request, tx)
    guard let weekday = request.entry["weekday"].flatMap({ Int($0) }),
      let from = request.entry["from"].flatMap({ Int($0) })
    else { throw Refusal.malformed("Say which hours") }
    try removeHours(of: id, weekday: weekday, from: from, by: request.caller, at: request.now, in: tx)
    return .see("/workforce/practice/\(id)/hours", "Hours are taken away")
  },
  .form(
    "/workforce/practice/{practitioner}/leave", "Write down leave", may: .supervise, fields: HoursForm.leave,
    again: { try hoursPage($0, $1) }
  ) { request, tx in
    let id = try supervisedID(request, tx)
    var form = FormReading(request.entry)
    let (from, to) = (form.day(HoursForm.fromOn), form.day(HoursForm.toOn))
    if let from, let to, to < from || from.days(until: to) > 366 {
      form.fail(HoursForm.toOn, "The last day must not be before the first, and within a year")
    }
    try Invalid.check(form.errors)
    try writeLeave(Leave(practitioner: id, from: from!, to: to!), by: request.caller, at: request.now, in: tx)
    return .see("/workforce/practice/\(id)/hours", "Leave is written down")
  },
  .form(
    "/workforce/practice/{practitioner}/leave/removal", "Take leave back", may: .supervise,
    fields: [Field("from_on", "From", .hidden(max: 10)), Field("kind", "What it is", .hidden(max: 12))]
  ) { request, tx in
    let id = try supervisedID(request, tx)
    guard let from = request.entry["from_on"].flatMap({ Day($0) }) else { throw Refusal.malformed("Say which leave") }
    let why = request.entry["kind"].flatMap { LeaveKind(rawValue: $0) } ?? .leave
    try takeLeaveBack(of: id, from: from, why, by: request.caller, at: request.now, in: tx)
    return .see("/workforce/practice/\(id)/hours", "Leave is taken back")
  },
]

/// Whoever the caller supervises; whoever else it is does not exist here.
private func supervisedID(_ request: Request, _ tx: Transaction) throws -> PractitionerID {
  let id: PractitionerID = try request.id("practitioner")
  _ = try tx.supervisedPerson(id, by: request.caller)
  return id
}

private func hoursPage(_ request: Request, _ tx: Transaction) throws -> HoursPage {
  let id: PractitionerID = try request.id("practitioner")
  let post = try tx.supervisedPerson(id, by: request.caller)
  return HoursPage(
    person: id, name: post.holder ?? "", hours: try tx.workPatterns(of: [id]),
    leave: try tx.leave(of: [id], from: request.today, to: request.today.adding(days: 730)), entry: request.entry)
}
