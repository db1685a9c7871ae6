import Design
import Kernel
import Store
import Web

let reportRoutes: [Route] =
  [
    .page("/governance/groups/{group}/reports", "A group’s reports", may: .readGovernance) { request, tx in
      let (group, current) = try groupOf(request, tx)
      let keeps = request.caller.holds(.keepGroups)
      return ReportsPage(
        group: group, name: current,
        reports: try tx.reports(of: group.id).filter { $0.isApproved || keeps }.map { ReportsPage.Line($0) },
        mayKeep: keeps)
    },
    .page("/governance/groups/{group}/reports/new", "Begin a report", may: .keepGroups, beginPage),
    .form(
      "/governance/groups/{group}/reports", "Begin a report", may: .keepGroups, fields: ReportForm.beginning,
      again: beginPage
    ) { request, tx in
      let group = try tx.group(request.id("group"))
      let meetings = try tx.meetingsWithNames()
      var form = FormReading(request.entry)
      let fields = ReportForm.beginning(meetings)
      let meeting: ID<GroupMeeting>? = form.option(fields[0]).flatMap { ID($0) }
      let on = form.day(ReportForm.on)
      let purpose: MeetingPurpose? = form.choice(ReportForm.purpose)
      let aims = form.text(ReportForm.aims)
      if !form.errors.isEmpty { throw Invalid(form.errors) }
      try beginReport(
        request.formID.of(), of: group.id, to: meeting!, on: on!, purpose!, aims: aims!, by: request.caller,
        at: request.now, in: tx)
      return .see("\(group.path)/reports/\(request.formID)", "The report is assembled. Put its words right.")
    },
    .page("/governance/groups/{group}/reports/{report}", "A group’s report", may: .readGovernance, reportPage),
    .page(
      "/governance/groups/{group}/reports/{report}/words", "Change a report", may: .keepGroups,
      editPage),
    .form(
      "/governance/groups/{group}/reports/{report}/words", "Change a report", may: .keepGroups,
      fields: ReportForm.editing, again: editPage
    ) { request, tx in
      let report = try tx.report(request.id("report"), of: request.id("group"))
      var form = FormReading(request.entry)
      let purpose: MeetingPurpose? = form.choice(ReportForm.purpose)
      let (aims, easy) = (form.text(ReportForm.aims), form.text(ReportForm.easyWords))
      let version = form.value(ReportForm.version, "Open the report again") { Int($0) }
      if !form.errors.isEmpty { throw Invalid(form.errors) }
      try changeReport(
        report.id, of: report.group, purpose: purpose!, aims: aims!, easy: easy, version: version!, by: request.caller,
        at: request.now, in: tx)
      return .see(report.path, "Saved")
    },
  ] + lineRoutes

private let lineRoutes: [Route] = [
  .page("/governance/groups/{group}/reports/{report}/lines/new", "Add to a report", may: .keepGroups, linePage),
  .form(
    "/governance/groups/{group}/reports/{report}/lines", "Add to a report", may: .keepGroups, fields: ReportForm.line,
    again: linePage
  ) { request, tx in
    let report = try tx.report(request.id("report"), of: request.id("group"))
    let line = try request.checked { ReportForm.checkLine($0, id: request.formID.of()) }
    try writeLine(line, in: report.id, of: report.group, by: request.caller, at: request.now, in: tx)
    return .see(report.path, "Added")
  },
  .page(
    "/governance/groups/{group}/reports/{report}/lines/{line}", "Change a line of a report", may: .keepGroups, linePage),
  .form(
    "/governance/groups/{group}/reports/{report}/lines/{line}", "Change a line of a report", may: .keepGroups,
    fields: ReportForm.line, again: linePage
  ) { request, tx in
    let report = try tx.report(request.id("report"), of: request.id("group"))
    let known = try tx.line(request.id("line"), of: report.id)
    let line = try request.checked { ReportForm.checkLine($0, id: known.id) }
    try writeLine(line, in: report.id, of: report.group, by: request.caller, at: request.now, in: tx)
    return .see(report.path, "Changed")
  },
  .form(
    "/governance/groups/{group}/reports/{report}/lines/{line}/removal", "Take a line out of a report",
    may: .keepGroups, fields: []
  ) { request, tx in
    let report = try tx.report(request.id("report"), of: request.id("group"))
    try removeLine(
      request.id("line"), from: report.id, of: report.group, by: request.caller, at: request.now, in: tx)
    return .see(report.path, "Taken out")
  },
  .form(
    "/governance/groups/{group}/reports/{report}/approval", "Approve a report", may: .keepGroups,
    fields: [ReportForm.version]
  ) { request, tx in
    let report = try tx.report(request.id("report"), of: request.id("group"))
    guard let version = request.entry["version"].flatMap({ Int($0) }) else {
      throw Refusal.notNow("Open the report again.")
    }
    try approveReport(
      report.id, of: report.group, version: version, by: request.caller, at: request.now, in: tx)
    return .see(report.path, "Approved. Its figures stay as they are.")
  },
]

extension Transaction {
  /// Meetings with what their group is called.
  func meetingsWithNames() throws -> [(GroupMeeting, String)] {
    try openMeetings().map { ($0, name(on: $0.day, try names(of: $0.group))) }
  }
}

@Sendable private func reportPage(_ request: Request, _ tx: Transaction) throws -> ReportPage {
  let (group, current) = try groupOf(request, tx)
  let report = try tx.report(request.id("report"), of: group.id)
  let keeps = request.caller.holds(.keepGroups)
  guard report.isApproved || keeps else { throw Refusal.notFound }
  return ReportPage(
    group: group, name: current, content: try tx.content(of: report), mayKeep: keeps,
    mayApprove: keeps && !report.isApproved && report.writtenBy != request.caller.account)
}

@Sendable private func beginPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  return FormPage(
    "Begin a report", of: group, named: current, beneath: [Link("Reports", "\(group.path)/reports")],
    to: "\(group.path)/reports", ReportForm.beginning(try tx.meetingsWithNames()),
    request.entry.filled(["figures_on": request.today.description, "aims": group.remit]), submit: "Assemble it",
    notes: ["Its lines are put together from plans, indicators and risks. You then put the words right."])
}

@Sendable private func editPage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  let report = try tx.report(request.id("report"), of: group.id)
  let known = [
    "purpose": report.purpose.rawValue, "aims": report.aims, "easy_words": report.easyWords,
    "version": "\(report.version)",
  ].compactMapValues(\.self)
  return FormPage(
    "Change the report", of: group, named: current, beneath: [Link("Report of \(report.on.long)", report.path)],
    to: "\(report.path)/words", ReportForm.editing,
    request.method == .get ? request.entry.filled(known) : request.entry, submit: "Save",
    warning: report.isApproved ? "This report is approved. It stays as it is." : nil)
}

@Sendable private func linePage(_ request: Request, _ tx: Transaction) throws -> FormPage {
  let (group, current) = try groupOf(request, tx)
  let report = try tx.report(request.id("report"), of: group.id)
  let line = try request.parameters["line"].map { _ in try tx.line(request.id("line"), of: report.id) }
  let known = [
    "kind": line?.kind.rawValue, "objective": line?.objective.map { "\($0)" } ?? "none", "words": line?.words,
  ].compactMapValues(\.self)
  return FormPage(
    line == nil ? "Add to the report" : "Change a line of the report", of: group, named: current,
    beneath: [Link("Report of \(report.on.long)", report.path)],
    to: line.map { "\(report.path)/lines/\($0.id)" } ?? "\(report.path)/lines",
    ReportForm.line(try tx.objectives(of: group.id)),
    request.method == .get ? request.entry.filled(known) : request.entry, submit: "Save",
    warning: report.isApproved ? "This report is approved. It stays as it is." : nil)
}
