import Design
import Foundation
import Kernel
import Web

enum ConsultationForm {
  static let title = Field("title", "What is it called?", .text(max: 150), required: "Enter what it is called")
  static let stage = Field(
    "stage", "At which stage?", .choice(Field.options(ConsultationStage.self)), required: "Choose the stage")
  static let question = Field(
    "question", "What is asked?", .prose(max: 2000), hint: "Short words. What could change, and what cannot?",
    required: "Enter what is asked")
  static let why = Field(
    "why", "Why is it asked now?", .prose(max: 2000), hint: "What is known, and what each choice would mean.",
    required: "Enter why it is asked")
  static let audience = Field("audience", "Who is asked?", .text(max: 300), required: "Enter who is asked")
  static let howToAnswer = Field(
    "how_to_answer", "How can people answer?", .prose(max: 1000),
    hint: "Meetings with their days, an address, a phone number. A survey of ours is chosen below.",
    required: "Enter how people can answer")
  static let documents = Field(
    "documents", "Documents", .prose(max: 3000), hint: "Each in a line: its title, and where it can be found.")
  static let opensOn = Field("opens_on", "From which day?", .day, required: "Enter the first day")
  static let closesOn = Field("closes_on", "Until which day?", .day, required: "Enter the last day")
  static let all = [title, stage, question, why, audience, howToAnswer, documents, opensOn, closesOn]

  static func survey(_ surveys: [Survey]) -> Field {
    Field(
      "survey", "A survey of ours",
      .choice(
        [Field.Option("none", "None")] + surveys.map { Field.Option($0.id.description, $0.content.title) }))
  }

  static let said = Field(
    "said", "What did people say?", .prose(max: 5000), hint: "Also what you did not like to hear.",
    required: "Enter what people said")
  static let changed = Field(
    "changed", "What has changed because of it?", .prose(max: 5000), hint: "And what has not, with the reason.",
    required: "Enter what has changed")
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the consultation again")
  static let concluding = [said, changed, version]

  static func check(_ entry: Entry, surveys: [Survey]) -> Checked<ConsultationContent> {
    var form = FormReading(entry)
    let (title, question, why) = (form.text(title), form.text(question), form.text(why))
    let stage: ConsultationStage? = form.choice(stage)
    let (audience, how, documents) = (form.text(audience), form.text(howToAnswer), form.text(documents))
    let (first, last) = (form.day(opensOn), form.day(closesOn))
    if let first, let last, last < first { form.fail(closesOn, "The last day must not be before the first") }
    let survey = form.option(ConsultationForm.survey(surveys)).flatMap { ID<Survey>($0) }
    return form.result {
      ConsultationContent(
        title: title!, stage: stage!, question: question!, why: why!, audience: audience!, howToAnswer: how!,
        documents: documents ?? "", opensOn: first!, closesOn: last!, survey: survey)
    }
  }
}

private let consultationColumns = [
  "id", "title", "stage", "question", "audience", "opens_on", "closes_on", "days", "state", "said", "changed",
]

/// Consultations as everybody reads them, or all of them at the desk.
struct ConsultationsPage: Page, Codable {
  let consultations: [Consultation]
  let isDesk: Bool
  let on: Day
  let page: Int
  let hasMore: Bool
  var title: String { "Consultations" }
  var trail: [Link] { isDesk ? [] : [voiceHome] }
  var menuPath: String? { isDesk ? "/surveys" : "/voice" }
  private var path: String { isDesk ? "/consultations" : "/voice/consultations" }
  var sheet: Sheet? {
    Sheet(
      name: "consultations", columns: consultationColumns,
      rows: consultations.map { one in
        let content = one.content
        return [
          one.id.description, content.title, content.stage.rawValue, content.question, content.audience,
          content.opensOn.description, content.closesOn.description, "\(one.days)", one.state(on: on),
          one.said ?? "", one.changed ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      isDesk
        ? deskNavigation(current: "/consultations") : lead("What we ask people before we decide, and what came of it.")
      if isDesk { linkButton("Ask people about something", to: "/consultations/new") }
      table(
        Table(
          title, [.init("About"), .init("Who is asked"), .init("Days"), .init("How it stands")],
          consultations.map { one in
            .init(
              [
                "\(one.content.title)", "\(one.content.audience)",
                "\(day(one.content.opensOn)) to \(day(one.content.closesOn))",
                isDesk && !one.isPublished ? tag("Not published", .yellow) : "\(one.state(on: on))",
              ], link: isDesk ? "/consultations/\(one.id)" : one.path)
          }, empty: "There is none yet."))
      pagination(Pages(page: page, hasMore: hasMore) { "\(path)?page=\($0)" })
      if !consultations.isEmpty { paragraph(markup: link("Download as a spreadsheet", to: "\(path)?format=csv")) }
    }
  }
}

/// One consultation.
struct ConsultationPage: Page, Codable {
  let consultation: Consultation
  let surveyName: String?
  let surveyTakesAnswers: Bool
  let resultsPath: String?
  let findings: [Finding]
  let on: Day
  let isDesk: Bool
  let entry: Entry
  var title: String { consultation.content.title }
  var trail: [Link] {
    isDesk ? [Link("Consultations", "/consultations")] : [voiceHome, Link("Consultations", "/voice/consultations")]
  }
  var menuPath: String? { isDesk ? "/surveys" : "/voice" }
  private var content: ConsultationContent { consultation.content }
  var sheet: Sheet? {
    Sheet(
      name: "consultation", columns: consultationColumns,
      rows: [
        [
          consultation.id.description, content.title, content.stage.rawValue, content.question, content.audience,
          content.opensOn.description, content.closesOn.description, "\(consultation.days)",
          consultation.state(on: on), consultation.said ?? "", consultation.changed ?? "",
        ]
      ])
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "Consultation")
      paragraph(markup: tag(consultation.state(on: on), consultation.outcomeAt != nil ? .green : .blue))
      if isDesk { desk(view) }
      columns {
        card("What we ask", style: .lead) { lines(content.question) }
        card("Why we ask now") { lines(content.why) }
        if let said = consultation.said {
          card("What people said") {
            lines(said)
            resultsPath.map { paragraph(markup: link("Every question of the survey", to: $0)) } ?? .empty
          }
        }
        if let changed = consultation.changed { card("What has changed") { lines(changed) } }
        if !findings.isEmpty {
          card("You said, we did") { findings.compactMap(\.shown).map(drawn) }
        }
      } side: {
        card("When and who", style: .narrow) {
          summaryList([
            SummaryRow("From", day(content.opensOn)), SummaryRow("Until", day(content.closesOn)),
            SummaryRow("Days", text: "\(consultation.days)"), SummaryRow("Who is asked", text: content.audience),
            SummaryRow("Stage", text: content.stage.title),
          ])
        }
        card("How to answer", style: .narrow) {
          lines(content.howToAnswer)
          if surveyTakesAnswers, let survey = content.survey {
            linkButton("Answer the survey", to: "/voice/surveys/\(survey)")
          }
        }
        if !content.documents.isEmpty {
          card("Documents", style: .narrow) { bulletList(textLines(content.documents).map(withAddress)) }
        }
        card("As data", style: .narrow) {
          bulletList([
            link("As a spreadsheet", to: "\(consultation.path)?format=csv"),
            link("As JSON", to: "\(consultation.path)?format=json"),
          ])
        }
      }
    }
  }

  private func desk(_ view: View) -> HTML {
    let path = "/consultations/\(consultation.id)"
    return card("What next", id: "next") {
      if !consultation.isPublished {
        paragraph("Nobody sees it yet. Once it is published it stays as it is.")
        view.postButton("Publish it", to: "\(path)/publication", style: .primary)
      } else if consultation.outcomeAt == nil, on > content.closesOn {
        formPart(
          view, to: "\(path)/outcome", ConsultationForm.concluding,
          entry.filled(["version": "\(consultation.version)"]), submit: "Publish what has changed")
      } else {
        paragraph(markup: "Everybody reads it at \(link(consultation.path, to: consultation.path)).")
        paragraph("To cite it as the evidence of a decision, give this address in the decision’s part “Consultation”.")
      }
    }
  }
}

/// A consultation, to be written.
struct NewConsultationPage: Page, Codable {
  let surveys: [Survey]
  let entry: Entry
  var title: String { "Ask people about something" }
  var trail: [Link] { [Link("Consultations", "/consultations")] }
  var menuPath: String? { "/surveys" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      insetText {
        paragraph(
          """
          Ask while it can still change. Say enough to think about. Give time: six weeks or more where it matters. And \
          weigh what is said.
          """
        )
      }
      formPart(
        view, to: "/consultations", ConsultationForm.all + [ConsultationForm.survey(surveys)], entry, submit: "Save")
    }
  }
}

func textLines(_ text: String) -> [String] {
  text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
}
func lines(_ text: String) -> HTML { textLines(text).map { paragraph($0) }.joined() }

/// A line whose last word may be an address: "The proposal https://…".
private func withAddress(_ line: String) -> HTML {
  guard let start = line.range(of: "https://") else { return "\(line)" }
  let (words, address) = (String(line[..<start.lowerBound]).trimmed, String(line[start.lowerBound...]))
  guard !address.contains(where: \.isWhitespace) else { return "\(line)" }
  return
    "<a class=\"govuk-link app-break\" href=\"\(address)\" rel=\"noreferrer\">\(words.isEmpty ? address : words)</a>"
}

func drawn(_ finding: ShownFinding) -> HTML {
  saidAndDid(finding.said, answer: finding.answer, action: finding.did, on: finding.on)
}
