import Clocks
import Design
package import Kernel
import People
import Store
import Web

extension Permission {
  /// Reading the papers of a case that was put to the panel, and recommending: nothing else of the record.
  static let sitOnPanel = Permission.child("ehc.panel", [.panelMember: .partnership])
  /// What waits for the panel.
  package static let listPanel = Permission.work("ehc.panel_list", for: .directCare, .panelMember)
}

enum PanelForm {
  static let words = Field(
    "words", "What should the panel look at?", .prose(max: 2000),
    hint: "The panel reads the request and the advice that has come.")
  static let answer = Field(
    "answer", "What does the panel recommend?", .choice(Field.options(PanelAnswer.self)),
    required: "Choose what the panel recommends")
  static let reasons = Field(
    "reasons", "Why?", .prose(max: 4000), hint: "The family can ask for it: write as you would say it to them.",
    required: "Enter why")
  static let answering = [answer, reasons]
}

let panelRoutes: [Route] = [
  .page("/ehc/panel", "What waits for the panel", may: .listPanel, asks: [.page]) { request, tx in
    let part = request.part(of: 25)
    let (shown, hasMore) = part.cut(
      try tx.waitingPanelQuestions(for: request.caller, limit: part.limit, offset: part.offset))
    return PanelListPage(
      lines: try shown.map { try PanelListPage.Line($0, tx) }, page: part.page, hasMore: hasMore)
  },
  .page(
    "/children/{child}/ehc/{case}/panel/{question}", "The papers of a case for the panel", may: .sitOnPanel, papersPage),
  .form(
    "/children/{child}/ehc/{case}/panel/{question}", "Recommend for the panel", may: .sitOnPanel,
    fields: PanelForm.answering, again: papersPage
  ) { request, tx in
    let (ehcCase, question) = try request.panelQuestion(tx)
    var form = FormReading(request.entry)
    let answer: PanelAnswer? = form.choice(PanelForm.answer)
    let reasons = form.text(PanelForm.reasons)
    try Invalid.check(form.errors)
    try answerPanel(
      question, answer!, reasons: reasons!, of: ehcCase, by: request.caller, at: request.now, in: tx)
    return .see("/ehc/panel", "The officer has your recommendation")
  },
  .page(
    "/children/{child}/ehc/{case}/panel", "Put a case to the panel", may: .manageEHC, askPanelPage),
  .form(
    "/children/{child}/ehc/{case}/panel", "Put a case to the panel", may: .manageEHC, fields: [PanelForm.words],
    again: askPanelPage
  ) { request, tx in
    let ehcCase = try request.ehcCase(tx)
    var form = FormReading(request.entry)
    let words = form.text(PanelForm.words)
    try Invalid.check(form.errors)
    try askPanel(request.formID.of(), words: words, of: ehcCase, by: request.caller, at: request.now, in: tx)
    return .see(ehcCase.path, "The panel has it")
  },
]

extension Request {
  /// The question of the address, while it waits: afterwards there is nothing here for the panel.
  fileprivate func panelQuestion(_ tx: Transaction) throws -> (EHCCase, PanelQuestion) {
    let ehcCase = try ehcCase(tx)
    guard let question = try tx.openPanelQuestion(of: ehcCase.id), try question.id == id("question") else {
      throw Refusal.notFound
    }
    return (ehcCase, question)
  }
}

@Sendable private func askPanelPage(_ request: Request, _ tx: Transaction) throws -> AskPanelPage {
  let (child, ehcCase) = (try tx.child(request.child), try request.ehcCase(tx))
  guard let matter = PanelMatter.at(ehcCase.state) else {
    throw Refusal.notNow("The panel is asked before an assessment and before a plan.")
  }
  return AskPanelPage(path: ehcCase.path, childName: child.name, matter: matter, entry: request.entry)
}

@Sendable private func papersPage(_ request: Request, _ tx: Transaction) throws -> PanelPapersPage {
  let (ehcCase, question) = try request.panelQuestion(tx)
  let child = try tx.child(ehcCase.child)
  return PanelPapersPage(
    path: "\(ehcCase.path)/panel/\(question.id)", childName: child.name,
    age: child.bornOn.map { $0.age(on: request.today) }, question: question, askedBy: ehcCase.askedBy,
    request: ehcCase.reasons, decideBy: try tx.decisionLimit(of: ehcCase, question.matter),
    advice: try tx.advice(of: ehcCase.id).compactMap { one in
      one.words.flatMap { one.state == .received ? .init(from: "\(one.kind.title): \(one.askedOf)", words: $0) : nil }
    }, entry: request.entry)
}

extension Transaction {
  /// By when the council must have told the family.
  fileprivate func decisionLimit(of ehcCase: EHCCase, _ matter: PanelMatter) throws -> Day? {
    let rule: ClockRuleID = matter == .assess ? .decide : .noPlanBy
    return try clocks(about: ehcCase.id).last { $0.ruleID == rule && $0.isOpen }?.due.day
  }
}

/// What waits for the panel.
struct PanelListPage: Page, Codable {
  struct Line: Codable, Sendable {
    let question: PanelQuestion
    let childName: String
    let path: String
    let decideBy: Day?
    init(_ question: PanelQuestion, _ tx: Transaction) throws {
      let child: ChildID = try tx.value("SELECT child_id FROM ehc_case WHERE id = \(question.ehcCase)")!
      let ehcCase = try tx.ehcCase(question.ehcCase, child: child)
      (self.question, childName) = (question, try tx.child(child).name)
      path = "\(ehcCase.path)/panel/\(question.id)"
      decideBy = try tx.decisionLimit(of: ehcCase, question.matter)
    }
  }
  let lines: [Line]
  let page: Int
  let hasMore: Bool
  var title: String { "The EHC panel" }
  var sheet: Sheet? {
    Sheet(
      name: "ehc-panel", columns: ["child", "question", "asked_by", "asked_on", "tell_family_by"],
      rows: lines.map { line in
        [
          line.childName, line.question.matter.title, line.question.askedBy, line.question.askedAt.day.description,
          line.decideBy?.description ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      paragraph("The panel recommends; the council decides. You see a case while its question waits, and no longer.")
      table(
        Table(
          "Questions", [.init("Child"), .init("Question"), .init("Asked by"), .init("The family is told by")],
          lines.map { line in
            .init(
              [
                "\(line.childName)", "\(line.question.matter.title)",
                "\(line.question.askedBy), \(day(line.question.askedAt.day))",
                line.decideBy.map(day) ?? "No limit runs",
              ], link: line.path)
          }, empty: "Nothing waits for the panel."))
      pagination(Pages(page: page, hasMore: hasMore) { "/ehc/panel?page=\($0)" })
      if !lines.isEmpty { paragraph(markup: link("Download as a spreadsheet", to: "/ehc/panel?format=csv")) }
    }
  }
}

/// What the panel reads of one case, and its recommendation.
struct PanelPapersPage: Page, Codable {
  struct Paper: Codable, Sendable {
    let from: String
    let words: String
  }
  let path: String
  let childName: String
  let age: String?
  let question: PanelQuestion
  let askedBy: String
  let request: String
  let decideBy: Day?
  let advice: [Paper]
  let entry: Entry
  var title: String { question.matter.title }
  var menuPath: String? { "/ehc/panel" }
  var trail: [Link] { [Link("The EHC panel", "/ehc/panel")] }

  func body(_ view: View) -> HTML {
    formColumn(
      view, title, caption: childName, to: path, fields: PanelForm.answering, entry, submit: "Send the recommendation"
    ) {
      summaryList(
        [
          age.map { SummaryRow("Age", text: $0) }, SummaryRow("Asked by", text: askedBy),
          SummaryRow("What they say", text: request),
          question.words.map { SummaryRow("\(question.askedBy) asks you to look at", text: $0) },
          decideBy.map { SummaryRow("The family is told by", day($0)) },
        ].compactMap(\.self))
      for paper in advice { card(paper.from, id: "advice-\(paper.from.utf8.count)") { prose(paper.words) } }
      if advice.isEmpty, question.matter == .issue { paragraph("No advice has come yet.") }
    }
  }
}

/// The form that puts a case to the panel.
struct AskPanelPage: Page, Codable {
  let path: String
  let childName: String
  let matter: PanelMatter
  let entry: Entry
  var title: String { "Put it to the panel" }
  var trail: [Link] { caseTrail(path, childName) }
  func body(_ view: View) -> HTML {
    formColumn(
      view, title, caption: childName, to: "\(path)/panel", fields: [PanelForm.words], entry, submit: "Ask the panel"
    ) {
      paragraph("The panel is asked: \(matter.title) It recommends, you decide. The time limits run on.")
    }
  }
}

/// What the panel was asked and what it said, for the officers.
func panelCard(_ questions: [PanelQuestion]) -> HTML {
  guard !questions.isEmpty else { return .empty }
  return card("The panel", id: "panel") {
    summaryList(
      questions.map { one in
        SummaryRow(
          one.matter.title,
          markup {
            if let answer = one.answer {
              "\(answer.title). \(one.reasons) "
              "<br>\(one.answeredBy), \(one.answeredAt.map { day($0.day) })"
            } else {
              "\(tag("Waits", .blue)) Asked by \(one.askedBy) on \(day(one.askedAt.day))"
            }
          })
      })
  }
}
