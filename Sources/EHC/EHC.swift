import Clocks
import Design
import Kernel
import People
import Store
package import Web

/// Education, health and care: requests, assessments, advice, plans. The slice's front door.
package let ehc: Slice = {
  var slice = Slice("EHC")
  slice.childRows = [
    ChildRows("ehc_case", "EHC case", isOneOpen: true),
    ChildRows("ehc_advice", "advice", within: ("ehc_case", "case_id")),
    ChildRows("ehc_consultation", "consultation", within: ("ehc_case", "case_id")),
    ChildRows("ehc_review", "review of an EHC plan", within: ("ehc_case", "case_id")),
    ChildRows("ehc_meeting", "review meeting", within: ("ehc_case", "case_id")),
    ChildRows("ehc_learner", "learner’s numbers", isOnePerChild: true),
  ]
  slice.migrations = ehcMigrations
  slice.routes =
    caseRoutes + adviceRoutes + planRoutes + reviewRoutes + detailsRoutes + disputeRoutes + consultationRoutes
    + caseloadRoutes + measureRoutes + returnRoutes + familyCaseRoutes + portalRoutes + askAssessmentRoutes
    + endingRoutes + returnFileRoutes + returnCheckRoutes + reassessmentRoutes + requestQueueRoutes + receiptRoutes
    + giveRoutes
    + paperRoutes + letterRoutes
    + meetingRoutes + panelRoutes
  slice.childPanels = [casePanel]
  slice.familyPanels = [familyCasePanel]
  slice.happenings = caseHappenings
  slice.tasks = caseTasks
  slice.shared = sharedForPlans
  slice.onDeath = lapseCases
  slice.matter = caseMatter
  slice.openWork = { team, tx in
    let open: Int =
      try tx.value(
        """
        SELECT count(*) FROM ehc_case WHERE team_id = \(team)
          AND state IN ('requested', 'assessing', 'drafting', 'drafted', 'maintained')
          AND \(isIncluded("ehc_case.child_id"))
        """) ?? 0
    return [OpenWork(open, "EHC case is with it", "EHC cases are with it")].compactMap(\.self)
  }
  return slice
}()

/// What a limit is about: the child, as this caller may know it.
@Sendable private func caseMatter(_ record: AnyID, _ caller: Caller, _ tx: Transaction) throws -> Matter? {
  let about: (ChildID, AnyID)? = try tx.row(
    """
    SELECT child_id, id FROM ehc_case WHERE id = \(record)
    UNION ALL SELECT child_id, case_id FROM ehc_advice WHERE id = \(record)
    UNION ALL SELECT child_id, case_id FROM ehc_review WHERE id = \(record)
    UNION ALL SELECT c.child_id, c.id FROM ehc_case c JOIN ehc_reassessment a ON a.case_id = c.id WHERE a.id = \(record)
    UNION ALL SELECT child_id, case_id FROM ehc_consultation WHERE id = \(record)
    UNION ALL SELECT child_id, case_id FROM ehc_meeting WHERE id = \(record)
    """
  ) { (try $0[0], try $0[1]) }
  guard let (child, ehcCase) = about else {
    if let year = yearOfReturn(record) {
      return caller.holds(.prepareReturn) || caller.holds(.approveReturn)
        ? Matter("The SEN2 return of \(year)", path: "/ehc/return/files") : nil
    }
    let asked: String? = try tx.value("SELECT given_name FROM ehc_request WHERE id = \(record)")
    return asked == nil || !caller.holds(.takeEHCRequest)
      ? nil : Matter("A request from outside", path: "/ehc/requests/\(record)")
  }
  return try tx.childAtWork(child, for: caller).map { Matter($0.name, path: "/children/\(child)/ehc/\(ehcCase)") }
}

private struct CaseSummary: Codable, Sendable {
  let ehcCase: EHCCase
  let next: ClockLine?
}

/// For the record: where it stands and the next limit.
@Sendable private func casePanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let mayManage = request.may(.manageEHC, on: try tx.child(child))
  guard let ehcCase = try tx.ehcCases(child).first else {
    guard mayManage else { return nil }
    return Panel(
      "ehc", .side, [String](),
      card("Education, health and care", id: "ehc", style: .narrow) {
        paragraph("No assessment has been asked for.")
        paragraph(markup: link("Record a request", to: "/children/\(child)/ehc/new"))
      })
  }
  let next = try tx.clocks(about: ehcCase.id).first(where: \.isOfCouncil).map { try ClockLine($0, tx, at: request.now) }
  return Panel(
    "ehc", .side, CaseSummary(ehcCase: ehcCase, next: next),
    card(
      "Education, health and care", id: "ehc", style: .narrow,
      actions: link("Open", to: ehcCase.path, hiddenText: "education, health and care")
    ) {
      paragraph(markup: stateTag(ehcCase.state))
      if ehcCase.state.isUnderWay { weekLine(ehcCase.receivedOn, request.today) }
      next.map { line in
        markup {
          paragraph(markup: "\(line.title) \(line.tagged)")
          paragraph("\(line.sentence).")
        }
      } ?? .empty
    })
}

/// For the family: what happens next, by when, whose turn it is.
@Sendable private func familyCasePanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  guard let ehcCase = try tx.ehcCases(child).first else { return nil }
  let (clocks, advice) = (try tx.clocks(about: ehcCase.id), try tx.advice(of: ehcCase.id))
  let isOwn = request.caller.has(.youngPerson)
  guard
    let next = nextForFamily(
      ehcCase, clocks, advice, commentsUntil: try tx.commentsUntil(ehcCase.id),
      meeting: try tx.meetingToCome(of: ehcCase.id), way: try tx.familyWay(of: ehcCase), isOwn: isOwn)
  else {
    return nil
  }
  let look = try request.caller.account.flatMap { try tx.lastLook(at: ehcCase.id, by: $0) }
  let news = try tx.familyNews(of: ehcCase, since: look, isOwn: isOwn) ?? []
  return Panel(
    "ehc", .main, next,
    card("Help in a plan (EHC)", id: "ehc") {
      paragraph(next.words)
      if let look, !news.isEmpty {
        paragraph("New since \(look.day.spoken(near: request.today)):")
        bulletList(news.map { "\($0)" })
      }
      next.by.map { paragraph(markup: "By \(day($0, near: request.today)). \(next.turnWords)") }
        ?? .empty
      paragraph(markup: link("See where it is", to: "/family/\(child)/ehc"))
    })
}

@Sendable private func caseHappenings(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> [Happening] {
  try tx.ehcCases(child).flatMap { ehcCase in
    try tx.steps(of: ehcCase.id).map {
      Happening(
        at: moment(of: $0.on, now: $0.writtenAt), $0.step.done, by: $0.writtenBy, text: $0.reasons, path: ehcCase.path,
        isKey: true)
    }
  }
}

/// Requests that nobody has taken yet, and limits of the caller's own cases that are near or past.
@Sendable private func caseTasks(_ child: ChildID?, _ request: Request, _ tx: Transaction) throws -> [ToDo] {
  let panel = child == nil && request.caller.holds(.listPanel) ? try panelTasks(request, tx) : []
  guard request.caller.holds(.listEHC), let officer = request.caller.practitioner else { return panel }
  // Apart, so that reminders that nobody has ticked off never crowd out a limit.
  var own: SQL = "c.owner_id = \(officer) AND c.due_at < \(request.now.adding(days: 14))"
  if let child { own.append(" AND c.child_id = \(child)") }
  let clocks =
    try tx.waitingClocks("\(own) AND c.sense <> 'reminder'", limit: 200, offset: 0)
    + tx.waitingClocks("\(own) AND c.sense = 'reminder'", limit: 50, offset: 0)
  let untaken = child == nil && request.caller.holds(.takeEHCRequest) ? try untakenTasks(request, tx) : []
  let moves = child == nil ? try moveTasks(officer, request, tx) : []
  return try panel + untaken + moves
    + clocks.compactMap { clock in
      guard let matter = try caseMatter(clock.about, request.caller, tx), let path = matter.path else { return nil }
      return ToDo(
        "\(clock.isReminder ? "Reminder: \(clock.title.lowercasedFirst)" : clock.title): \(matter.name)",
        hint: clock.status == .excepted ? "The limit was lifted, and it is still to do." : explanation(of: clock),
        path: path, due: clock.dayToDo(at: request.now),
        child: clock.child, clock: clock.id, isLate: clock.isLate(at: request.now))
    }
}

/// What the panel is asked.
private func panelTasks(_ request: Request, _ tx: Transaction) throws -> [ToDo] {
  try tx.waitingPanelQuestions(for: request.caller, limit: 50, offset: 0).map { question in
    let line = try PanelListPage.Line(question, tx)
    return ToDo(
      "\(question.matter.title) \(line.childName)", hint: "\(question.askedBy) asks the panel", path: line.path,
      due: line.decideBy)
  }
}

/// What came from outside and waits in the queue; what families asked for and no officer has.
private func untakenTasks(_ request: Request, _ tx: Transaction) throws -> [ToDo] {
  let waiting = try tx.portalRequests(limit: 50).map { asked in
    ToDo(
      "Take up a request for an assessment: \(asked.asked.childName)", hint: "From \(asked.asked.askedBy)",
      path: "/ehc/requests/\(asked.id)", due: try tx.clocks(about: asked.id).first?.due.day)
  }
  let unowned = try tx.caseload(
    " AND ehc_case.officer_id IS NULL AND ehc_case.state = 'requested'", for: request.caller, limit: 50, offset: 0)
  return try waiting
    + unowned.map { ehcCase, name in
      ToDo(
        "Nobody has this request for an assessment: \(name)", hint: "Asked by \(ehcCase.askedBy)",
        path: ehcCase.path, due: try tx.clocks(about: ehcCase.id).first { $0.ruleID == .decide }?.due.day,
        child: ehcCase.child)
    }
}

/// The child has died: what is open ends, and its limits with it.
@Sendable private func lapseCases(
  ofChild child: ChildID, died day: Day, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  for ehcCase in try tx.ehcCases(child) where ehcCase.state.isOpen {
    let last = try tx.steps(of: ehcCase.id).last?.on ?? ehcCase.receivedOn
    let step = NewStep(.lapse, on: max(last, min(day, now.day)), code: "8", lateWhy: deathReason)
    try takeStep(newID(at: now), step, ehcCase: ehcCase, version: ehcCase.version, by: caller, at: now, in: tx)
  }
}
