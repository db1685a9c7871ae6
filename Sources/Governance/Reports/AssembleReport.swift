import Foundation
package import Kernel
package import Store
import Web

extension Transaction {
  /// What the records say of a group's objectives, risks and actions, as it was known at the end of a day.
  package func facts(of group: ID<PartnershipGroup>, on day: Day) throws -> ReportFacts {
    let proofs = try proofs(of: group)
    let (plans, indicators) = (try plans(unpublishedToo: false), try indicators())
    return ReportFacts(
      on: day,
      plans: try proofs.filter { $0.kind == .plan }.compactMap { proof in
        guard let plan = plans.first(where: { $0.id.of() == proof.about }) else { return nil }
        return ReportFacts.Plan(
          objective: proof.number, title: plan.title, path: plan.path,
          figures: PlanFigures(try lines(of: plan.id, on: day), on: day))
      },
      courses: try proofs.filter { $0.kind == .indicator }.compactMap { proof in
        guard let indicator = indicators.first(where: { $0.id.of() == proof.about }) else { return nil }
        return course(of: indicator, objective: proof.number, try values(of: indicator.id), on: day)
      },
      risks: inOrder(try risks(of: group).compactMap { $0.known(on: day) }.filter(\.isOpen)),
      actions: try actions(of: group).filter { $0.agreedAt.day <= day && ($0.doneAt.map { $0.day > day } ?? true) })
  }

  private func course(
    of indicator: Indicator, objective: Int, _ values: [IndicatorValue], on day: Day
  ) -> ReportFacts.Course {
    let shown = Governance.course(values, knownOn: day).filter { !$0.isSmall(indicator) }
    return ReportFacts.Course(
      objective: objective, title: indicator.title, path: indicator.path, formula: indicator.formula,
      unit: indicator.unit, numberOf: indicator.numberOf, frequency: indicator.frequency, target: indicator.target,
      benchmark: indicator.benchmark,
      benchmarkSource: indicator.benchmarkSource, months: shown.map { MonthFigure($0.month, $0.value) },
      limits: ControlLimits(shown.map(\.value)),
      trend: trend(shown.map(\.value), isMoreBetter: indicator.isMoreBetter))
  }

  /// The figures of a report: frozen ones once it is approved, those of its day until then.
  func facts(of report: GroupReport) throws -> ReportFacts {
    guard let frozen = report.frozen else { return try facts(of: report.group, on: report.on) }
    return try JSONDecoder().decode(ReportFacts.self, from: Data(frozen.utf8))
  }
}

/// What the facts say in sentences: the first words of a report, for somebody to put right.
package func sentences(_ facts: ReportFacts) -> [(ReportLineKind, Int?, String)] {
  let plans = facts.plans.map { plan -> (ReportLineKind, Int?, String) in
    let figures = plan.figures
    return (
      .progress, plan.objective,
      """
      “\(plan.title)”: \(figures.dueAndVerified) of \(figures.due) milestones that were due are done and checked; \
      \(figures.red) late, \(figures.amber) need attention.
      """
    )
  }
  let courses = facts.courses.compactMap { course -> (ReportLineKind, Int?, String)? in
    guard let last = course.months.last else { return nil }
    let target = course.target.map { ", target \(course.shown($0))" } ?? ""
    return (
      course.trend == .better ? .achievement : .progress, course.objective,
      "\(course.title): \(course.shown(last.value)) in \(course.words(of: last.month))\(target). \(course.trend.words)."
    )
  }
  let risks = facts.risks.filter(\.isOverAppetite).map { line -> (ReportLineKind, Int?, String) in
    (
      .risk, nil,
      """
      \(line.risk.event), because of: \(line.risk.cause). Score \(line.now.score), the group lives with \
      \(line.risk.appetite). \(line.isUntreated ? "Nobody does anything about it yet." : "Something is being done about it.")
      """
    )
  }
  return plans + courses + risks
}

/// Begins a report for a meeting: its lines are what the facts of the day say.
package func beginReport(
  _ id: ID<GroupReport>, of group: ID<PartnershipGroup>, to meeting: ID<GroupMeeting>, on day: Day,
  _ purpose: MeetingPurpose, aims: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  _ = try tx.group(group)
  if day > now.day { throw Invalid("figures_on", "The day must be today or earlier") }
  try tx.insertReport(id, of: group, to: meeting, on: day, purpose, aims: aims, by: caller)
  var random = SystemRandomNumberGenerator()
  for (kind, objective, words) in sentences(try tx.facts(of: group, on: day)) {
    try tx.insert(
      ReportLine(id: ID(at: now, random: &random), kind: kind, objective: objective, words: words, isAssembled: true),
      of: id)
  }
  try tx.append(.reportBegun, about: id.of(), by: caller, at: now, changed: ["figures_on": day.description])
}

/// Changes the words of a report that nobody has approved yet.
package func changeReport(
  _ id: ID<GroupReport>, of group: ID<PartnershipGroup>, purpose: MeetingPurpose, aims: String, easy: String?,
  version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try refuseUnlessOpen(try tx.report(id, of: group))
  try Invalid.check(problems(withEasy: easy, field: "easy_words", isNeeded: false))
  guard try tx.updateReport(id, purpose, aims: aims, easy: easy, version: version) else {
    throw Refusal.changedByAnother("Somebody else has changed this report since you opened it.")
  }
  try tx.append(.groupReportChanged, about: id.of(), by: caller, at: now)
}

/// Adds a line, or puts other words in its place.
package func writeLine(
  _ line: ReportLine, in id: ID<GroupReport>, of group: ID<PartnershipGroup>, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try refuseUnlessOpen(try tx.report(id, of: group))
  if let number = line.objective, !(try tx.objectives(of: group)).contains(where: { $0.number == number }) {
    throw Invalid("objective", "Choose an objective of this group")
  }
  try tx.write(line, of: id)
  try tx.append(.groupReportChanged, about: id.of(), by: caller, at: now, changed: ["line": line.kind.rawValue])
}

/// Takes a line out.
package func removeLine(
  _ line: ID<ReportLine>, from id: ID<GroupReport>, of group: ID<PartnershipGroup>, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try refuseUnlessOpen(try tx.report(id, of: group))
  guard try tx.removeLine(line, of: id) else { throw Refusal.notFound }
  try tx.append(.groupReportChanged, about: id.of(), by: caller, at: now, changed: ["line": "taken out"])
}

private func refuseUnlessOpen(_ report: GroupReport) throws {
  if report.isApproved { throw Refusal.notNow("This report is approved. It stays as it is.") }
}

/// Approves a report that somebody else has written: its figures are frozen as they are known now.
package func approveReport(
  _ id: ID<GroupReport>, of group: ID<PartnershipGroup>, version: Int, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let report = try tx.report(id, of: group)
  try refuseUnlessOpen(report)
  guard let account = caller.account, account != report.writtenBy else {
    throw Refusal.notNow("You wrote this report. Somebody else must approve it.")
  }
  guard report.easyWords != nil else {
    throw Refusal.notNow(
      "This report has no easier words yet. Write them first: families and young people read it too.")
  }
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  let facts = String(decoding: try encoder.encode(try tx.facts(of: group, on: report.on)), as: UTF8.self)
  guard try tx.approve(id, facts: facts, version: version, by: caller, at: now) else {
    throw Refusal.changedByAnother("Somebody else has changed this report since you opened it.")
  }
  try tx.append(.groupReportApproved, about: id.of(), by: caller, at: now)
}

extension EventKind {
  static let reportBegun = EventKind("group.report_begun", "began a report of a group")
  static let groupReportChanged = EventKind("group.report_changed", "changed a report of a group")
  static let groupReportApproved = EventKind("group.report_approved", "approved a report of a group")
}
