import Clocks
import Kernel
import People
import Store
import Web

// What early help puts on a practitioner's day and a manager's page, and into the child's story.

/// How many days ahead an action or a review is shown.
private let daysAhead = 14

@Sendable func supportTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  var tasks: [ToDo] = []
  if let practitioner = request.caller.practitioner { tasks += try ownTasks(practitioner, child, request, tx) }
  if request.caller.has(.teamManager) { tasks += try managerTasks(child, request, tx) }
  return tasks
}

private func ownTasks(
  _ practitioner: PractitionerID, _ child: ChildID?, _ request: Request, _ tx: Transaction
) throws -> [ToDo] {
  let ahead = request.today.adding(days: daysAhead)
  let actions = try tx.actions(due: ahead, of: practitioner, child: child).map { line in
    ToDo(
      line.action.what, hint: "\(line.childName): agreed in the plan",
      path: "/children/\(line.action.child)/supports/\(line.action.support)/actions/\(line.action.id)",
      due: line.action.dueOn, child: line.action.child)
  }
  var filter = SupportFilter()
  (filter.practitioner, filter.child, filter.limit) = (practitioner, child, 200)
  let lines = try tx.supportLines(filter, for: request.caller, at: request.now)
  let clocks = Dictionary(grouping: try tx.runningClocks(owner: practitioner, child: child, limit: 500), by: \.about)
  return actions + lines.flatMap { clockTasks($0, clocks[$0.support.of()] ?? [], ahead: ahead, request) }
}

/// One task for each time limit of the support that is late or near, at the place where it is met.
private func clockTasks(_ line: SupportLine, _ clocks: [Clock], ahead: Day, _ request: Request) -> [ToDo] {
  let base = "/children/\(line.child)/supports/\(line.support)"
  var tasks = clocks.compactMap { clock -> ToDo? in
    let due = clock.ruleID == .review ? min(clock.due.day, line.nextReviewOn ?? clock.due.day) : clock.due.day
    // An assessment takes weeks: it is shown from the start.
    guard clock.ruleID == .assessment || due <= ahead else { return nil }
    let (title, rest) =
      switch clock.ruleID {
      case .assessment: ("Finish the early help assessment", "/assessment")
      case .review: ("Review the plan", "/reviews/new")
      case .stepDown: ("Bring the team together after the step down", "/meetings/new")
      case .agreement: ("Ask the family again whether they agree", "/agreement")
      default: (clock.title, "")
      }
    let ready = clock.ruleID != .review || line.state == .reviewing
    return ToDo(
      "\(title): \(line.childName)", hint: "By \(due.spoken(near: request.today))", path: ready ? base + rest : base,
      due: due,
      child: line.child, clock: clock.id)
  }
  if line.isTakenBack, line.state != .closing {
    tasks.append(
      ToDo(
        "Talk with the family, who took their agreement back: \(line.childName)",
        hint: "Then ask to close the help, or renew the agreement", path: base, due: nil, child: line.child,
        isUrgent: true))
  }
  if line.state == .requested {
    tasks.append(
      ToDo(
        "Ask whether the family agrees: \(line.childName)", hint: "Asked for on \(line.requestedAt.day.long)",
        path: base + "/agreement", due: nil, child: line.child))
  }
  return tasks
}

private func managerTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  func lines(_ only: SupportFilter.Only) throws -> [SupportLine] {
    var filter = SupportFilter()
    (filter.only, filter.child, filter.limit) = (only, child, 200)
    return try tx.supportLines(filter, for: request.caller, at: request.now).filter {
      $0.team.map(request.caller.teams.contains) ?? true
    }
  }
  let unallocated = try lines(.unallocated).map { line in
    ToDo(
      "Give to a practitioner: \(line.childName)", hint: "Asked for on \(line.requestedAt.day.long)",
      path: "/children/\(line.child)/supports/\(line.support)/allocation", due: line.due?.day, child: line.child)
  }
  let closing = try lines(.closing).map { line in
    ToDo(
      "Decide whether to close: \(line.childName)", hint: "\(line.closingAskedBy ?? "Somebody") asks to close",
      path: "/children/\(line.child)/supports/\(line.support)/closing/answer", due: nil, child: line.child)
  }
  let steps = try tx.pendingSteps(for: request.caller, child: child).map { line in
    ToDo(
      "Answer the step up: \(line.childName)", hint: "\(line.step.askedBy) asked on \(line.step.askedAt.day.long)",
      path: "/children/\(line.step.child)/supports/\(line.step.support)/step-up/answer", due: line.step.handoverOn,
      child: line.step.child, isUrgent: true)
  }
  let restricted = child == nil ? try tx.restrictedWaiting(for: request.caller).map(\.toDo) : []
  return restricted + steps + unallocated + closing
}

@Sendable func supportFigures(_ teams: [TeamID], _ request: Request, _ tx: Transaction) throws -> [CaseloadFigure] {
  let people = try tx.practitioners(teams: teams)
  let open = try tx.openSupports(of: people.map(\.id), for: request.caller)
  let late = try tx.lateReviews(of: people.map(\.id), for: request.caller, at: request.now)
  return people.flatMap { person in
    [
      CaseloadFigure(person.id, person.name, "Early help open", open[person.id] ?? 0),
      CaseloadFigure(person.id, person.name, "Reviews late", late[person.id] ?? 0, isLate: (late[person.id] ?? 0) > 0),
    ]
  }
}

/// What may stand in the story, with how it is said there. What is not named here stays in the record of who did what.
private let headlines: [(kind: EventKind, headline: String, isKey: Bool)] = [
  (.supportStarted, "Early help asked for", false), (.supportAgreed, "Early help agreed", true),
  (.supportDeclined, "The family said no to early help", false), (.agreementRenewed, "Agreement renewed", false),
  (.agreementTakenBack, "The family took its agreement back", true),
  (.supportAllocated, "Key worker named", false), (.assessmentCompleted, "Assessment finished", true),
  (.goalCommented, "The family said something about a goal", false), (.planAgreed, "Plan agreed with the family", true),
  (.reviewRecorded, "Plan reviewed", true), (.meetingHeld, "Team around the child met", false),
  (.levelChanged, "Level of help changed", false), (.stepUpAsked, "Step up asked for", true),
  (.stepUpAccepted, "Step up accepted", true), (.stepUpDeclined, "Step up declined", false),
  (.steppedDown, "Stepped down", true), (.supportClosed, "Early help closed", true),
  (.supportReopened, "Early help started again", true),
]

@Sendable func supportHappenings(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> [Happening] {
  let supports = try tx.supports(of: child)
  guard !supports.isEmpty else { return [] }
  let events: [Event] = try tx.all(
    """
    SELECT \(Event.columns) FROM event
    WHERE \(try tx.isInStory(of: child)) AND \(SQL.isNoOpening) AND kind IN \(list: headlines.map(\.kind.name))
    ORDER BY at DESC, id DESC LIMIT 100
    """)
  let reviews = Dictionary(
    try supports.flatMap { try tx.reviews(of: $0.id) }.map { ($0.id.of(AnyKey.self), $0) }
  ) { a, _ in a }
  return events.compactMap { event in
    guard let said = headlines.first(where: { $0.kind.name == event.kind }) else { return nil }
    let review = reviews[event.about]
    let support = review?.support ?? supports.first { $0.id.of() == event.about }?.id
    let base = request.caller.isFamily ? "/family/\(child)/plan" : "/children/\(child)/support"
    let place =
      request.caller.isFamily || support == nil
      ? base : "/children/\(child)/supports/\(support!)" + (review.map { "/reviews/\($0.id)" } ?? "")
    return Happening(
      at: event.at, said.headline, by: event.actorName, text: review?.whatChanged, path: place, isKey: said.isKey)
  }
}
