import Clocks
import Kernel
import People
import Store
package import Web

/// Home visits: planned, held, called off. The slice's front door, and the slice that others are copied from.
/// Alone, as the tests of this slice have it, there is nobody to be asked.
package let homeVisiting = homeVisitingSlice(.none)

/// The slice, with what it asks of others.
package func homeVisitingSlice(_ sources: VisitingSources) -> Slice {
  var slice = Slice("HomeVisiting")
  slice.migrations = homeVisitingMigrations
  slice.routes =
    visitRoutes + [diaryRoute(sources)] + offlineRoutes + familyVisitRoutes + activityRoutes + developmentRoutes
    + referralRoutes
    + [caseloadRoute(sources)] + patternRoutes + outcomeRoutes(sources) + checkRoutes + reviewRoutes
    + familyReviewRoutes + reportRoutes
    + wishRoutes + familyWishRoutes
    + calendarRoutes(sources)
  slice.childRows = [
    ChildRows("visit", "home visit", worker: "visitor_id"),
    ChildRows("visit_writing", "visit written on a phone", within: ("visit", "visit_id")),
    ChildRows("activity_chart", "activity at home"), ChildRows("observation", "something that the child can do"),
    ChildRows("pregnancy", "length of the pregnancy", isOnePerChild: true),
    ChildRows("visiting_referral", "referral to home visiting"),
    ChildRows("visiting_opinion", "opinion of home visiting"), ChildRows("visiting_goal", "goal of home visiting"),
    ChildRows("visiting_review", "review of home visiting"),
    ChildRows("visiting_wish", "wish of a family about visits", isOnePerChild: true),
    ChildRows("family_visit_wish", "what a family said of visits", isOnePerChild: true),
    ChildRows("visiting_report", "report of home visiting"),
    ChildRows("visiting_transition", "move to a nursery or school", isOnePerChild: true),
  ]
  slice.childPanels = [visitPanel, activityPanel]
  slice.familyPanels = [familyNextVisitPanel, familyReferralPanel, familyActivityPanel, familyVisitPanel]
  slice.happenings = visitHappenings
  slice.tasks = visitTasks
  slice.caseload = visitFigures
  slice.onDeath = callOffVisits
  // The clock of visits is about the child.
  slice.matter = { record, caller, tx in
    try tx.childAtWork(record.of(), for: caller).map { Matter($0.name, path: visitsPath($0.id)) }
  }
  return slice
}

/// Visits that were held or called off, for the one timeline.
@Sendable private func visitHappenings(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> [Happening] {
  try tx.visits(child, limit: 100).filter { $0.state != .planned }.map { visit in
    Happening(
      at: visit.startsAt, visit.state == .held ? visit.kind.title : "\(visit.kind.title) called off",
      by: visit.visitorName, text: visit.state == .held ? visit.seen : visit.cancelledWhy, path: visit.path,
      isKey: visit.state == .held)
  }
    + tx.visitingReports(child).map { report in
      Happening(
        at: report.writtenAt, report.kind.title, by: report.writtenBy, text: report.words.next, path: report.path,
        isKey: true)
    }
}

/// What waits to be written up, and the visits of the week to come.
@Sendable private func visitTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  let checks = try checkTasks(child, request, tx) + wishTasks(child, request, tx)
  guard let visitor = request.caller.practitioner else { return checks }
  let now = request.now
  let lines = try tx.diary(
    of: [visitor], from: now.adding(days: -daysToWriteUp), to: now.adding(days: 7), state: .planned, child: child,
    withJoint: true, for: request.caller
  ).filter { $0.visitor == visitor || $0.startsAt >= now }  // Whose visit it is writes it up.
  // The time limit for the next visit is met by the first of these: it is not a task of its own beside it.
  let rules: Set<ClockRuleID> = [.firstVisit, .nextVisit]
  let limits = try tx.runningClocks(owner: visitor, child: child, limit: 500).filter { rules.contains($0.ruleID) }
  var waiting = Dictionary(limits.map { ($0.about, $0.id) }) { first, _ in first }
  let apart = try tx.waitingWritings(of: visitor, child: child, for: request.caller).map { writing in
    ToDo(
      "Put two accounts together: \(writing.childName)", hint: "A visit was written up twice. Nothing was overwritten.",
      path: "\(visitsPath(writing.child))/\(writing.visit)/writings/\(writing.id)", due: writing.receivedAt.day,
      child: writing.child)
  }
  return checks + apart
    + lines.map { line in
      let (clock, when) = (
        line.visitor == visitor ? waiting.removeValue(forKey: line.child.of()) : nil,
        line.startsAt.spoken(near: request.today)
      )
      return line.startsAt < now
        ? ToDo(
          "Write up the visit to \(line.childName)", hint: when, path: "\(line.path)/record",
          due: line.startsAt.day.adding(days: 1), child: line.child, clock: clock)
        : ToDo(
          "\(line.kind.title): \(line.childName)",
          hint:
            "\(when)\(line.postcode.map { ", \($0.text)" } ?? "")\(line.visitor == visitor ? "" : ", with \(line.visitorName)")",
          path: line.path, due: line.startsAt.day, child: line.child, clock: clock)
    }
}

/// How many visits each practitioner of the teams has held, and how many wait to be written up.
@Sendable private func visitFigures(_ teams: [TeamID], _ request: Request, _ tx: Transaction) throws -> [CaseloadFigure]
{
  let people = try tx.practitioners(teams: teams)
  let (visitors, now) = (people.map(\.id), request.now)
  let held = try tx.diary(of: visitors, from: now.adding(days: -28), to: now, state: .held, for: request.caller)
  let unwritten = try tx.unwritten(of: visitors, before: now, for: request.caller)
  return people.flatMap { person in
    [
      CaseloadFigure(person.id, person.name, "Visits in 4 weeks", held.count { $0.visitor == person.id }),
      CaseloadFigure(
        person.id, person.name, "Not written up", unwritten.count { $0.visitor == person.id }, isLate: true),
    ]
  }
}
