import Clocks
import Design
import Kernel
import People
import Store
import Web

extension Permission {
  /// Requests that came from outside, before any record is joined to them.
  static let takeEHCRequest = Permission.work("ehc.take_request", for: .frontDoor, .ehcCoordinator)
}

enum TakeUpForm {
  static func record(_ children: [Child]) -> Field {
    Field(
      "record", "Whose record is it?",
      .choice(
        children.map { .init($0.id.description, "\($0.name), born \($0.bornOn?.long ?? "")") }
          + [.init("new", "A new record")]), required: "Choose the record, or a new one")
  }
  static let answer = Field(
    "answer", "What do you write back?", .prose(max: 3000),
    hint: "For example: where to ask, if it is another council’s.",
    required: "Enter what you write back")
}

let requestQueueRoutes: [Route] = [
  .page("/ehc/requests", "Requests for an assessment that came from outside", may: .takeEHCRequest, asks: [.page]) {
    request, tx in
    let part = request.part(of: 25)
    let (waiting, hasMore) = part.cut(try tx.portalRequests(limit: part.limit, offset: part.offset))
    return RequestQueuePage(
      waiting: try waiting.map { try RequestQueuePage.Line($0, tx, at: request.now) },
      answered: try tx.answeredRequests(for: request.caller, limit: 10), page: part.page, hasMore: hasMore)
  },
  .page(
    "/ehc/requests/{request}", "A request for an assessment that came from outside", may: .takeEHCRequest,
    queuedPage),
  .form(
    "/ehc/requests/{request}/case", "Take up a request for an assessment", may: .takeEHCRequest,
    fields: [TakeUpForm.record([])], again: queuedPage
  ) { request, tx in
    let asked = try tx.portalRequest(request.id("request"), for: request.caller)
    let known = try tx.recordsLike(asked.asked, for: request.caller)
    var form = FormReading(request.entry)
    let chosen = form.option(TakeUpForm.record(known))
    try Invalid.check(form.errors)
    let id: ID<EHCCase> = request.formID.of()
    let child = try takeUpRequest(
      asked, child: chosen.flatMap { ChildID($0) }, case: id, by: request.caller, at: request.now, in: tx)
    return .see("/children/\(child)/ehc/\(id)", "Taken up. The time limits run from \(asked.askedAt.day.long).")
  },
  .form(
    "/ehc/requests/{request}/answer", "Answer a request that is not taken up", may: .takeEHCRequest,
    fields: [TakeUpForm.answer], again: queuedPage
  ) { request, tx in
    let asked = try tx.portalRequest(request.id("request"), for: request.caller)
    let words = try request.text(TakeUpForm.answer)
    try answerRequest(
      asked, words: words, partnership: request.site.settings.partnership, by: request.caller, at: request.now, in: tx)
    return .see("/ehc/requests", "Answered")
  },
]

@Sendable private func queuedPage(_ request: Request, _ tx: Transaction) throws -> QueuedPage {
  let asked = try tx.portalRequest(request.id("request"), for: request.caller)
  return QueuedPage(
    request: asked, limit: try tx.clocks(about: asked.id).first.map { try ClockLine($0, tx, at: request.now) },
    like: asked.isWaiting ? try tx.recordsLike(asked.asked, for: request.caller) : [], entry: request.entry)
}

/// What has come from outside and waits: the first that came first.
struct RequestQueuePage: Page, Codable {
  struct Line: Codable, Sendable {
    let request: PortalRequest
    let limit: ClockLine?
    init(_ request: PortalRequest, _ tx: Transaction, at now: Instant) throws {
      self.request = request
      limit = try tx.clocks(about: request.id).first.map { try ClockLine($0, tx, at: now) }
    }
  }
  let waiting: [Line]
  let answered: [PortalRequest]
  let page: Int
  let hasMore: Bool
  var title: String { "Requests for an assessment" }
  var trail: [Link] { [Link("Education, health and care", "/ehc")] }
  var menuPath: String? { "/ehc" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "ehc-requests", columns: ["child", "from", "came_on", "decide_by"],
      rows: waiting.map { line in
        let request = line.request
        return [
          request.asked.childName, request.asked.askedBy, request.askedAt.day.description,
          line.limit?.dueOn.description ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      paragraph("Sent by schools, services and families without an account. The six weeks run from the day they came.")
      card("They wait", id: "waiting") {
        table(
          Table(
            "Requests that wait", [.init("Child"), .init("From"), .init("Came on"), .init("Decide by")],
            waiting.map { line in
              .init(
                [
                  "\(line.request.asked.childName)", "\(line.request.asked.askedBy)", day(line.request.askedAt.day),
                  line.limit.map { "\(day($0.dueOn)) \($0.tagged)" as HTML } ?? "",
                ], link: "/ehc/requests/\(line.request.id)")
            }, empty: "No request waits."))
        pagination(Pages(page: page, hasMore: hasMore) { "/ehc/requests?page=\($0)" })
        if !waiting.isEmpty { paragraph(markup: link("Download as a spreadsheet", to: "/ehc/requests?format=csv")) }
      }
      if !answered.isEmpty {
        card("Answered last", id: "answered") {
          table(
            Table(
              "Requests that were answered", [.init("Child"), .init("What was done"), .init("By"), .init("On")],
              answered.map { one in
                .init([
                  "\(one.asked.childName)",
                  "\(one.ehcCase == nil ? "Answered, not taken up" : "Taken up as a case")",
                  "\(one.answeredBy)", one.answeredAt.map { day($0.day) } ?? "",
                ])
              }))
        }
      }
    }
  }
}

/// One request as it came, and what can be done with it.
struct QueuedPage: Page {
  let request: PortalRequest
  let limit: ClockLine?
  /// Records that it may be about, of those that the reader may open.
  let like: [Child]
  let entry: Entry
  var title: String { "A request for an assessment of \(request.asked.childName)" }
  var trail: [Link] { [Link("Education, health and care", "/ehc"), Link("Requests", "/ehc/requests")] }
  var menuPath: String? { "/ehc" }
  private enum CodingKeys: String, CodingKey { case request, limit, entry }

  func body(_ view: View) -> HTML {
    let asked = request.asked
    return readingColumn {
      pageHeading(title)
      summaryList([
        SummaryRow("From", text: "\(asked.askedBy) (\(asked.source.title.lowercasedFirst))"),
        SummaryRow("E-mail", text: asked.email), SummaryRow("Came on", day(request.askedAt.day)),
        SummaryRow("Child born", day(asked.bornOn)), SummaryRow("Pupil number", text: asked.upn),
        SummaryRow("The family knows", text: asked.familyKnows ? "Yes" : "Not said: tell them first"),
        SummaryRow("Decide by", text: limit.map { "\($0.sentence)." }),
      ])
      card("Why they ask", style: .voice) { quote(asked.reasons, who: asked.asker) }
      asked.tried.map { tried in card("What was tried") { prose(tried) } } ?? .empty
      if request.isWaiting { acts(view) } else { outcome }
    }
  }

  private func acts(_ view: View) -> HTML {
    markup {
      card("Take it up", id: "case", style: .lead) {
        if like.isEmpty { paragraph("None of the records that you may open has this name and day of birth.") }
        let path = "/ehc/requests/\(request.id)/case"
        formPart(
          view, to: path, [TakeUpForm.record(like)],
          like.isEmpty ? entry.of(path).filled(["record": "new"]) : entry, submit: "Take it up", keepsDraft: false)
      }
      details("It cannot be taken up", isOpen: entry.isTyped(into: "/ehc/requests/\(request.id)/answer")) {
        formPart(
          view, to: "/ehc/requests/\(request.id)/answer", [TakeUpForm.answer], entry, submit: "Send the answer",
          style: .warning)
      }
    }
  }
  private var outcome: HTML {
    insetText {
      paragraph(
        "\(request.ehcCase == nil ? "Answered" : "Taken up") by \(request.answeredBy ?? ""), \(request.answeredAt?.day.long ?? "")."
      )
      request.answer.map { prose($0) } ?? .empty
    }
  }
}
