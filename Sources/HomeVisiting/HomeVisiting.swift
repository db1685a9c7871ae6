import Design
package import Kernel
import People
import Store
package import Web

/// Home visits: planned, held, called off. The slice's front door, and the slice that others are copied from.
package let homeVisiting: Slice = {
  var slice = Slice("HomeVisiting")
  slice.migrations = homeVisitingMigrations
  slice.routes = visitRoutes + familyVisitRoutes
  slice.childPanels = [visitPanel]
  slice.familyPanels = [familyVisitPanel]
  slice.happenings = visitHappenings
  slice.tasks = visitTasks
  slice.caseload = visitFigures
  return slice
}()

package let homeVisitingPermissions: [Permission] = [.recordVisit, .seeDiary, .declineVisit]

/// The next visit, and what the family is trying now.
private struct VisitSummary: Codable, Sendable {
  let next: Visit?
  let last: Visit?
}

private func summary(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> VisitSummary {
  VisitSummary(
    next: try tx.nextVisit(child, after: request.now), last: try tx.visits(child, state: .held, limit: 1).first)
}

@Sendable private func visitPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let value = try summary(child, request, tx)
  if value.next == nil && value.last == nil && !request.mayRecordVisits { return nil }
  return Panel(
    "visits", .main, value,
    card("Home visits", id: "visits", actions: link("All visits", to: "/children/\(child)/visits")) {
      summaryList([
        SummaryRow(
          "Next visit",
          value.next.map { "\(link($0.startsAt.long, to: "/children/\(child)/visits/\($0.id)")), \($0.visitorName)" }
            ?? "None planned. \(link("Plan one", to: "/children/\(child)/visits/plan"), if: request.mayRecordVisits)"),
        SummaryRow(
          "Last visit",
          value.last.map {
            "\(link($0.startsAt.day.long, to: "/children/\(child)/visits/\($0.id)")), \($0.visitorName)"
          }
            ?? "None yet"),
        SummaryRow("The family is trying", text: value.last?.tryNext),
      ])
    })
}

@Sendable private func familyVisitPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let value = try summary(child, request, tx)
  if value.next == nil && value.last == nil { return nil }
  return Panel(
    "visits", .main, value,
    card("Home visits", id: "visits") {
      if let next = value.next {
        paragraph(
          markup:
            "Next visit: <strong>\(next.startsAt.day.longWithWeekday), \(next.startsAt.london.clock)</strong>, with \(next.visitorName)."
        )
      } else {
        paragraph("No visit is planned yet. Your key worker will agree a day with you.")
      }
      value.last?.tryNext.map { words in
        markup {
          heading("What to try until then", .h3, size: .s)
          prose(words)
        }
      } ?? .empty
      paragraph(markup: link("All your visits", to: "/family/\(child)/visits"))
    })
}

@Sendable private func visitHappenings(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> [Happening] {
  try tx.visits(child, limit: 100).filter { $0.state != .planned }.map { visit in
    Happening(
      at: visit.startsAt, visit.state == .held ? visit.kind.title : "\(visit.kind.title) called off",
      by: visit.visitorName, text: visit.state == .held ? visit.seen : visit.cancelledWhy,
      path: "/children/\(child)/visits/\(visit.id)", isKey: visit.state == .held)
  }
}

@Sendable private func visitTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  guard let visitor = request.caller.practitioner else { return [] }
  let now = request.now
  let coming = try tx.diary(of: [visitor], from: now, to: now.adding(hours: 48)).filter { $0.state == .planned }
  let lines = try tx.unwritten(of: [visitor], before: now) + coming
  return lines.filter { child == nil || $0.child == child }.map { line in
    line.startsAt < now
      ? ToDo(
        "Write up the visit to \(line.childName)", hint: line.startsAt.long,
        path: "/children/\(line.child)/visits/\(line.visit)/record", due: line.startsAt.day.adding(days: 1),
        child: line.child)
      : ToDo(
        "\(line.kind.title): \(line.childName)",
        hint: "\(line.startsAt.long)\(line.postcode.map { ", \($0.text)" } ?? "")",
        path: "/children/\(line.child)/visits/\(line.visit)", due: line.startsAt.day, child: line.child)
  }
}

@Sendable private func visitFigures(_ teams: [TeamID], _ request: Request, _ tx: Transaction) throws -> [CaseloadFigure]
{
  let people = try tx.practitioners(teams: teams)
  let lines = try tx.diary(of: people.map(\.id), from: request.now.adding(hours: -24 * 28), to: request.now)
  return people.flatMap { person in
    let mine = lines.filter { $0.visitor == person.id }
    return [
      CaseloadFigure(person.id, person.name, "Visits in 4 weeks", mine.count { $0.state == .held }),
      CaseloadFigure(person.id, person.name, "Not written up", mine.count { $0.state == .planned }, isLate: true),
    ]
  }
}
