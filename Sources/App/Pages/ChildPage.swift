import Design
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
  private enum CodingKeys: String, CodingKey {
    case child, people, panels, tasks, happenings, access, isLeadMissing
  }

  func body(_ view: View) -> HTML {
    markup {
      identity(view)
      if access.isEmergency {
        warningText("You see this record by emergency access. It has been reported, and it ends after four hours.")
      }
      if child.isClosed {
        insetText { paragraph("This record was closed on \(child.closedOn!.long). It can be read, not changed.") }
      }
      placed(.lead)
      columns {
        card("What needs doing", style: .lead) { toDoList(tasks, today: view.today, empty: "Nothing is waiting.") }
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
        card("If you are worried", style: .safety) {
          paragraph("If \(child.calledName) is in immediate danger, call 999.")
          paragraph(markup: "For anything else, call the duty desk on \(phoneLink(view.site.settings.dutyPhone)).")
        }
      }
    }
  }

  private func placed(_ place: Panel.Place) -> HTML { panels.filter { $0.place == place }.map(\.html).joined() }

  private func identity(_ view: View) -> HTML {
    let alerts = (child.alerts ?? "").split(whereSeparator: \.isNewline).map {
      IdentityBar.Flag(String($0).trimmed, .red)
    }
    var flags = alerts
    if child.isRestricted { flags.append(.init("Restricted record", .purple)) }
    if child.isAddressHidden { flags.append(.init("Address not to be shared", .purple)) }
    if child.needsInterpreter { flags.append(.init("Needs an interpreter", .purple)) }
    if isLeadMissing { flags.append(.init("Nobody leads yet", .yellow)) }
    var facts = [
      IdentityBar.Fact("Born", "\(child.born(on: view.today))"),
      IdentityBar.Fact("Key worker", "\(people.first(where: \.isKeyWorker)?.practitionerName ?? "None yet")"),
    ]
    if let preferred = child.preferredName { facts.insert(.init("Likes to be called", "\(preferred)"), at: 0) }
    if let lead = people.first(where: \.isLead) {
      facts.append(.init("Lead", "\(lead.practitionerName ?? lead.agencyName)"))
    }
    if let school = child.school { facts.append(.init("School", "\(school)")) }
    return identityBar(
      IdentityBar(
        child.name, facts: facts, flags: flags,
        actions: markup {
          if !child.isClosed && access.reach <= .team && !access.isEmergency {
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
  static let size = 25
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      card("What has happened") {
        story(happenings)
        let first = (page - 1) * TimelinePage.size + 1
        pagination(
          Pages(
            previous: page > 1 ? "/children/\(child)/timeline?page=\(page - 1)" : nil,
            next: first + happenings.count <= total ? "/children/\(child)/timeline?page=\(page + 1)" : nil,
            shown: happenings.isEmpty ? nil : first...(first + happenings.count - 1), total: total))
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
          ? tag("Urgent", .red) : task.due.map { dueTag(due: $0, today: today) } ?? tag("To do", .blue))
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
    },
    .page(
      "/children/{child}/timeline", "All that has happened around a child", may: .openRecord,
      asks: [Field("page", "Page", .number(1...400))]
    ) { request, tx in
      let child = try tx.child(request.child)
      let all = try happenings(of: child.id, slices, request, tx)
      let page = max(1, min(400, Int(request.query("page") ?? "") ?? 1))
      return TimelinePage(
        child: child.id, childName: child.name,
        happenings: Array(all.dropFirst((page - 1) * TimelinePage.size).prefix(TimelinePage.size)), page: page,
        total: all.count)
    },
  ]
}

private func happenings(of child: ChildID, _ slices: [Slice], _ request: Request, _ tx: Transaction) throws
  -> [Happening]
{
  try slices.compactMap(\.happenings).flatMap { try $0(child, request, tx) }.sorted { $0.at > $1.at }
}

/// Urgent first, then by the day it is due; what has no day comes last.
func inOrder(_ tasks: [ToDo]) -> [ToDo] {
  tasks.sorted {
    if $0.isUrgent != $1.isUrgent { return $0.isUrgent }
    return ($0.due ?? Day(2199, 1, 1)!, $0.title) < ($1.due ?? Day(2199, 1, 1)!, $1.title)
  }
}
