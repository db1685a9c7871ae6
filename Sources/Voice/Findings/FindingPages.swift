import Design
import Kernel
import Store
import Web

enum FindingForm {
  static let said = Field(
    "said", "What did people say?", .prose(max: 2000), hint: "In words that name nobody.",
    required: "Enter what people said")
  /// From where: `survey:ID`, `consultation:ID`, or the kind alone.
  static func source(_ sources: [FindingSourceChoice]) -> Field {
    Field(
      "source", "Where did they say it?", .choice(sources.map { Field.Option($0.value, $0.name) }),
      required: "Choose where they said it")
  }
  static let answer = Field("answer", "Our answer", .prose(max: 4000), required: "Enter the answer")
  static let did = Field("did", "What we did", .prose(max: 2000), hint: "Leave empty where nothing was to be done.")
  static let publish = Field("publish", "Publish it: you said, we did", .flag)
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open it again")
  static let answering = [said, answer, did, publish, version]

  static let action = Field("action", "What will be done?", .text(max: 500), required: "Enter what will be done")
  static let lead = Field(
    "lead", "Who leads?", .text(max: 200), hint: "A role, not a name.", required: "Enter who leads")
  static let due = Field("due", "By when?", .day, required: "Enter by when")
  static let evidence = Field(
    "evidence", "What will show that it is done?", .text(max: 500), required: "Enter what will show it")
  static let acting = [action, lead, due, evidence]
  static func theme(_ plans: [PlanActions.Plan]) -> Field {
    Field(
      "theme", "Which plan and theme?",
      .choice(
        plans.flatMap { plan in
          plan.themes.map { Field.Option("\(plan.id):\($0.code)", "\(plan.title): \($0.title)") }
        }), required: "Choose the plan and the theme")
  }
}

struct FindingSourceChoice: Codable, Sendable, Hashable {
  let value: String
  let name: String
}

/// What people said and what came of it, for everybody.
struct SaidAndDidPage: Page, Codable {
  let findings: [ShownFinding]
  let page: Int
  let hasMore: Bool
  var title: String { "You said, we did" }
  var trail: [Link] { [voiceHome] }
  var menuPath: String? { "/voice" }
  var sheet: Sheet? {
    Sheet(
      name: "you-said-we-did", columns: ["about", "said", "answer", "did", "published_on"],
      rows: findings.map { [$0.about, $0.said, $0.answer, $0.did ?? "", $0.on.description] })
  }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      lead("What people told us, and what we did about it.")
      if findings.isEmpty {
        emptyState("Nothing yet", "When people have told us something, you read here what we did.")
      }
      findings.enumerated().map { index, finding in
        card(finding.about, id: "f-\(page)-\(index)") { drawn(finding) }
      }
      pagination(Pages(page: page, hasMore: hasMore) { "/voice/you-said-we-did?page=\($0)" })
      bulletList([
        link("What was said about the local offer", to: "/local-offer/comments"),
        link("Download as a spreadsheet", to: "/voice/you-said-we-did?format=csv"),
      ])
    }
  }
}

/// Findings at the desk.
struct FindingsPage: Page, Codable {
  let findings: [Finding]
  let sources: [FindingSourceChoice]
  let page: Int
  let hasMore: Bool
  let entry: Entry
  var title: String { "You said, we did" }
  var menuPath: String? { "/surveys" }
  var sheet: Sheet? {
    Sheet(
      name: "findings", columns: ["said", "where", "answer", "did", "published_on"],
      rows: findings.map {
        [$0.said, $0.sourceName, $0.answer ?? "", $0.did ?? "", $0.publishedAt?.day.description ?? ""]
      })
  }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      deskNavigation(current: "/findings")
      table(
        Table(
          "What people said", [.init("They said"), .init("Where"), .init("How it stands")],
          findings.map { finding in
            .init(
              [
                "\(finding.said)", "\(finding.sourceName)",
                markup {
                  finding.answer == nil
                    ? tag("To be answered", .yellow)
                    : tag(
                      finding.publishedAt == nil ? "Answered" : "Published", finding.publishedAt == nil ? .blue : .green
                    )
                  if finding.planItem != nil { tag("In a plan", .teal) }
                },
              ], link: "/findings/\(finding.id)")
          }, empty: "Nothing was noted yet."))
      pagination(Pages(page: page, hasMore: hasMore) { "/findings?page=\($0)" })
      if !findings.isEmpty { paragraph(markup: link("Download as a spreadsheet", to: "/findings?format=csv")) }
      card("Note what people said", id: "new") {
        formPart(
          view, to: "/findings", [FindingForm.said, FindingForm.source(sources)], entry, submit: "Note it",
          style: .secondary)
      }
    }
  }
}

/// One finding: to be answered, and to be made an action of a plan.
struct FindingPage: Page, Codable {
  let finding: Finding
  let plans: [PlanActions.Plan]
  /// How the row of the plan stands.
  let planState: String?
  let entry: Entry
  var title: String { "What people said" }
  var trail: [Link] { [Link("You said, we did", "/findings")] }
  var menuPath: String? { "/surveys" }
  private var path: String { "/findings/\(finding.id)" }
  func body(_ view: View) -> HTML {
    let isActing = entry.isTyped(into: "\(path)/action")
    let answering = entry.of("\(path)/answer")
    return readingColumn {
      pageHeading(title, caption: finding.sourceName)
      insetText { prose(finding.said) }
      card("In a plan", id: "plan") {
        if let plan = finding.plan, let item = finding.planItem {
          paragraph(
            markup:
              "\(link("The action", to: "/governance/plans/\(plan)/rows/\(item)")) stands at: \(planState ?? "gone").")
        } else if plans.isEmpty {
          paragraph("There is no plan that it could be an action of.")
        } else {
          details("Make it an action of a plan", isOpen: isActing) {
            formPart(
              view, to: "\(path)/action", [FindingForm.theme(plans)] + FindingForm.acting, entry,
              submit: "Add the action", style: .secondary)
          }
        }
      }
      card("The answer", id: "answering") {
        formPart(
          view, to: "\(path)/answer", FindingForm.answering,
          answering.filled([
            "said": finding.said, "answer": finding.answer ?? "", "did": finding.did ?? "",
            "publish": finding.publishedAt == nil ? "no" : "yes", "version": "\(finding.version)",
          ]), submit: "Save the answer")
      }
    }
  }
}

func findingRoutes(_ plans: PlanActions) -> [Route] {
  let findingPage: @Sendable (Request, Transaction) throws -> FindingPage = { request, tx in
    let finding = try tx.finding(request.id("finding"))
    let state = try finding.plan.flatMap { plan in
      try finding.planItem.flatMap { try plans.state(plan, $0, request.today, tx) }
    }
    return FindingPage(finding: finding, plans: try plans.plans(tx), planState: state, entry: request.entry)
  }
  return [
    .page("/voice/you-said-we-did", "You said, we did", may: .readVoice, asks: [.page]) { request, tx in
      let part = request.part(of: 20)
      let (shown, hasMore) = part.cut(try tx.publishedFindings(limit: part.limit, offset: part.offset))
      return SaidAndDidPage(findings: shown.compactMap(\.shown), page: part.page, hasMore: hasMore)
    },
    .page(
      "/findings", "What people said, to be answered", may: .keepVoice, asks: [.page], keepsDraft: true, findingsPage),
    .form("/findings", "Note what people said", may: .keepVoice, fields: [FindingForm.said], again: findingsPage) {
      request, tx in
      let sources = try tx.findingSources()
      var form = FormReading(request.entry)
      let (said, chosen) = (form.text(FindingForm.said), form.option(FindingForm.source(sources)))
      try Invalid.check(form.errors)
      let parts = chosen!.split(separator: ":").map(String.init)
      try noteFinding(
        request.formID.of(), said: said!, source: FindingSource(rawValue: parts[0])!,
        sourceID: parts.count > 1 ? AnyID(parts[1]) : nil, sourceName: sources.first { $0.value == chosen }!.name,
        by: request.caller, at: request.now, in: tx)
      return .see("/findings/\(request.formID)", "Noted")
    },
    .page("/findings/{finding}", "Answer what people said", may: .keepVoice, findingPage),
    .form(
      "/findings/{finding}/answer", "Answer what people said", may: .keepVoice, fields: FindingForm.answering,
      again: findingPage
    ) { request, tx in
      let finding = try tx.finding(request.id("finding"))
      var form = FormReading(request.entry)
      let (said, answer) = (form.text(FindingForm.said), form.text(FindingForm.answer))
      let (did, isPublished) = (form.text(FindingForm.did), form.flag(FindingForm.publish))
      let version = form.value(FindingForm.version, "Open it again") { Int($0) }
      try Invalid.check(form.errors)
      try answerFinding(
        finding, said: said!, answer: answer!, did: did, isPublished: isPublished, version: version!,
        by: request.caller, at: request.now, in: tx)
      return .see("/findings/\(finding.id)", isPublished ? "Published" : "Saved")
    },
    .form(
      "/findings/{finding}/action", "Make what people said an action of a plan", may: .keepVoice,
      fields: FindingForm.acting, again: findingPage
    ) { request, tx in
      let finding = try tx.finding(request.id("finding"))
      let new = try newAction(request.entry, try plans.plans(tx))
      try actOnFinding(finding, new, through: plans, by: request.caller, at: request.now, in: tx)
      return .see("/findings/\(finding.id)", "It is an action of the plan now")
    },
  ]
}

private func newAction(_ entry: Entry, _ plans: [PlanActions.Plan]) throws -> NewPlanAction {
  var form = FormReading(entry)
  let theme = form.option(FindingForm.theme(plans))
  let (action, lead) = (form.text(FindingForm.action), form.text(FindingForm.lead))
  let (due, evidence) = (form.day(FindingForm.due), form.text(FindingForm.evidence))
  try Invalid.check(form.errors)
  let parts = theme!.split(separator: ":", maxSplits: 1).map(String.init)
  guard parts.count == 2, let plan = AnyID(parts[0]) else { throw Refusal.notFound }
  return NewPlanAction(
    plan: plan, theme: parts[1], action: action!, lead: lead!, due: due!.long, evidence: evidence!)
}

@Sendable private func findingsPage(_ request: Request, _ tx: Transaction) throws -> FindingsPage {
  let part = request.part(of: 25)
  let (shown, hasMore) = part.cut(try tx.findings(limit: part.limit, offset: part.offset))
  return FindingsPage(
    findings: shown, sources: try tx.findingSources(), page: part.page, hasMore: hasMore, entry: request.entry)
}

extension Transaction {
  /// Closed surveys, consultations and panels by name; complaints as a whole: nobody is named by one.
  fileprivate func findingSources() throws -> [FindingSourceChoice] {
    let surveys = try surveys(limit: 50).filter { $0.state == .closed }
    let consultations = try consultations(unpublishedToo: false, limit: 50)
    return surveys.map { FindingSourceChoice(value: "survey:\($0.id)", name: "Survey: \($0.content.title)") }
      + consultations.map {
        FindingSourceChoice(value: "consultation:\($0.id)", name: "Consultation: \($0.content.title)")
      }
      + (try panels().map { FindingSourceChoice(value: "panel:\($0.id)", name: "Panel: \($0.name)") })
      + [FindingSourceChoice(value: "complaint", name: "Complaints and compliments")]
  }
}
