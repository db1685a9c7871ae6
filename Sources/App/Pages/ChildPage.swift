import Design
import HomeVisiting
import Kernel
import People
import Store
import Web

/// The child's record on one page: who they are, what needs doing, plan and goals, who is around them, one timeline.
/// Slices give the cards; this page gives them an order.
struct ChildPage: Page {
  let child: Child
  let people: [Involvement]
  let panels: [Panel]
  let tasks: [ToDo]
  let happenings: [Happening]
  let access: Access
  let isLeadMissing: Bool

  var title: String { child.name }
  var trail: [Link] { [Link("Search", "/search")] }
  var isWide: Bool { true }
  private enum CodingKeys: String, CodingKey {
    case child, people, panels, tasks, happenings, access, isLeadMissing
  }

  func body(_ view: View) -> HTML {
    markup {
      identity(view)
      if access.isEmergency {
        warningText("You see this record by emergency access. It has been reported, and it ends after four hours.")
      }
      if let words = deathWords(child) {
        insetText {
          paragraph("\(words) Reminders, letters and time limits have stopped. The record can be read as before.")
        }
      } else if child.isClosed {
        insetText { paragraph("This record was closed on \(child.closedOn!.long). It can be read, not changed.") }
      }
      placed(.lead)
      columns {
        if !child.isClosed || !tasks.isEmpty {
          card("What needs doing", style: .lead) { toDoList(tasks, today: view.today, empty: "Nothing is waiting.") }
        }
        placed(.main)
        card("What has happened") {
          story(Array(happenings.prefix(6)))
          if happenings.count > 6 {
            paragraph(
              markup: link("See the full timeline (\(happenings.count) entries)", to: "/children/\(child.id)/timeline"))
          }
        }
      } side: {
        placed(.side)
        if child.diedOn == nil {
          card("If you are worried", style: .safety) {
            paragraph("If \(child.calledName) is in immediate danger, call 999.")
            paragraph(markup: "For anything else, call the duty desk on \(phoneLink(view.site.settings.dutyPhone)).")
          }
        }
      }
    }
  }

  /// What somebody between two visits looks for comes first; what nobody has placed comes last.
  private static let order = [
    "own_words", "visits", "family", "people", "lead-missing", "plan", "ehc", "messages", "agreements", "requests",
    "agencies", "openings",
  ]
  private func placed(_ place: Panel.Place) -> HTML {
    let known = ChildPage.order
    return panels.filter { $0.place == place }.enumerated().sorted { a, b in
      let (first, second) = (known.firstIndex(of: a.element.key), known.firstIndex(of: b.element.key))
      return (first ?? known.count, a.offset) < (second ?? known.count, b.offset)
    }.map(\.element.html).joined()
  }

  private func identity(_ view: View) -> HTML {
    // What keeps a child safe is not shouted of one who has died; it stands in the details.
    let alerts = (child.diedOn == nil ? child.alerts ?? "" : "").split(whereSeparator: \.isNewline).map {
      IdentityBar.Flag(String($0).trimmed, .red)
    }
    var flags = alerts
    if child.isRestricted { flags.append(.init("Restricted record", .purple)) }
    if child.isAddressHidden { flags.append(.init("Address not to be shared", .purple)) }
    if child.needsInterpreter { flags.append(.init("Needs an interpreter", .purple)) }
    if isLeadMissing, child.diedOn == nil { flags.append(.init("Nobody leads yet", .yellow)) }
    var facts = [
      IdentityBar.Fact("Born", "\(child.born(on: view.today))")
    ]
    let keyWorker = people.first(where: \.isKeyWorker)?.practitionerName
    if keyWorker != nil || !child.isClosed { facts.append(.init("Key worker", "\(keyWorker ?? "None yet")")) }
    if let preferred = child.preferredName { facts.insert(.init("Likes to be called", "\(preferred)"), at: 0) }
    if let lead = people.first(where: \.isLead) {
      facts.append(.init("Lead", "\(lead.practitionerName ?? lead.agencyName)"))
    }
    if let school = child.school { facts.append(.init("School", "\(school)")) }
    return identityBar(
      IdentityBar(
        child.name, facts: facts, flags: flags,
        actions: markup {
          if !child.isClosed && child.diedOn == nil && !access.isEmergency,
            Permission.recordVisit.grants[access.role].map({ access.reach <= $0 }) ?? false
          {
            linkButton("Record a visit", to: "/children/\(child.id)/visits/new")
          }
          linkButton("Details", to: "/children/\(child.id)/details", style: .secondary)
          printButton()
        }))
  }
}

/// The whole story of a child, page by page.
struct TimelinePage: Page, Codable {
  let child: ChildID
  let childName: String
  let happenings: [Happening]
  let page: Int
  let total: Int
  var title: String { "Timeline" }
  var trail: [Link] { [Link(childName, "/children/\(child)")] }
  var sheet: Sheet? {
    Sheet(
      name: "timeline", columns: ["at", "what", "by", "text"],
      rows: happenings.map { [$0.at.description, $0.headline, $0.by, $0.text ?? ""] })
  }
  static let size = 25
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      card("What has happened") {
        story(happenings)
        pagination(
          Pages(page: page, size: TimelinePage.size, count: happenings.count, total: total) {
            "/children/\(child)/timeline?page=\($0)"
          })
        if !happenings.isEmpty {
          paragraph(markup: link("Download as a spreadsheet", to: "/children/\(child)/timeline?format=csv"))
        }
      }
    }
  }
}

func story(_ happenings: [Happening]) -> HTML {
  timeline(
    happenings.map { happening in
      TimelineEntry(
        happening.headline, when: time(happening.at), who: happening.by,
        body: happening.text.map { paragraph(shortened($0)) } ?? .empty, isKey: happening.isKey, link: happening.path)
    })
}

/// The first sentences of a long text; the whole of it stands behind the link.
func shortened(_ text: String, to limit: Int = 240) -> String {
  guard text.count > limit else { return text }
  let cut = text.prefix(limit)
  return "\(cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)]) …"
}

func toDoList(_ tasks: [ToDo], today: Day, empty: String, id: String = "todo") -> HTML {
  taskList(
    tasks.map { task in
      TaskItem(
        task.title, link: task.path, hint: task.hint,
        status: task.isUrgent
          ? tag("Urgent", .red)
          : task.isLate && task.due.map({ $0 >= today }) ?? true
            ? tag("Late", .red) : task.due.map { dueTag(due: $0, today: today) } ?? tag("To do", .blue))
    }, id: id, empty: empty)
}

func childPageRoutes(_ slices: [Slice]) -> [Route] {
  [
    .page("/children/{child}", "A child’s record", may: .openRecord) { request, tx in
      let child = try tx.child(request.child)
      let people = try tx.involvements(child.id)
      return ChildPage(
        child: child, people: people,
        panels: try slices.flatMap(\.childPanels).compactMap { try $0(child.id, request, tx) },
        tasks: inOrder(try slices.compactMap(\.tasks).flatMap { try $0(child.id, request, tx) }),
        happenings: try happenings(of: child.id, slices, request, tx), access: request.access!,
        isLeadMissing: isLeadMissing(people))
    }
    .remembered(),
    .page(
      "/children/{child}/timeline", "All that has happened around a child", may: .openRecord,
      asks: [.page]
    ) { request, tx in
      let child = try tx.child(request.child)
      let all = try happenings(of: child.id, slices, request, tx)
      let part = request.part(of: TimelinePage.size)
      return TimelinePage(
        child: child.id, childName: child.name,
        happenings: Array(all.dropFirst(part.offset).prefix(part.size)), page: part.page,
        total: all.count)
    },
  ]
}

private func happenings(of child: ChildID, _ slices: [Slice], _ request: Request, _ tx: Transaction) throws
  -> [Happening]
{
  try slices.compactMap(\.happenings).flatMap { try $0(child, request, tx) }.sorted { $0.at > $1.at }
}

/// Urgent first, then by the day it is due; what has no day comes last. Within a day the order of the slices stands:
/// visits come by the hour.
func inOrder(_ tasks: [ToDo]) -> [ToDo] {
  tasks.enumerated().sorted { a, b in
    if a.element.isUrgent != b.element.isUrgent { return a.element.isUrgent }
    let never = Day(2199, 1, 1)!
    return (a.element.due ?? never, a.offset) < (b.element.due ?? never, b.offset)
  }.map(\.element)
}
