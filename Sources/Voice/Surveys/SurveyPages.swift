import Design
import Kernel
import Web

/// Every survey, for those who look after them.
struct SurveysPage: Page, Codable {
  struct Line: Codable, Sendable {
    let survey: Survey
    let answers: Int
  }
  let surveys: [Line]
  let page: Int
  let hasMore: Bool
  var title: String { "Surveys" }
  var sheet: Sheet? {
    Sheet(
      name: "surveys", columns: ["title", "edition", "state", "opens_on", "closes_on", "answers"],
      rows: surveys.map { line in
        let content = line.survey.content
        return [
          content.title, "\(line.survey.edition)", line.survey.state.title, content.opensOn.description,
          content.closesOn.description, "\(line.answers)",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      deskNavigation(current: "/surveys")
      linkButton("Write a survey", to: "/surveys/new")
      table(
        Table(
          title, [.init("Survey"), .init("State"), .init("Days"), .init("Answers", numeric: true)],
          surveys.map { line in
            let content = line.survey.content
            return .init(
              [
                "\(content.title)\(line.survey.edition > 1 ? " (edition \(line.survey.edition))" : "")",
                surveyTag(line.survey), "\(day(content.opensOn)) to \(day(content.closesOn))", "\(line.answers)",
              ], link: line.survey.deskPath)
          }, empty: "Nobody has written a survey yet."))
      pagination(Pages(page: page, hasMore: hasMore) { "/surveys?page=\($0)" })
      if !surveys.isEmpty { paragraph(markup: link("Download as a spreadsheet", to: "/surveys?format=csv")) }
    }
  }
}

func surveyTag(_ survey: Survey) -> HTML {
  tag(survey.state.title, survey.state == .open ? .green : survey.state == .draft ? .yellow : .grey)
}

/// The pages of whoever looks after what people say.
func deskNavigation(current: String) -> HTML {
  subNavigation(
    [
      ("Surveys", "/surveys"), ("Consultations", "/consultations"), ("You said, we did", "/findings"),
      ("Panels", "/panels"),
    ].map { NavItem($0.0, $0.1, isCurrent: $0.1 == current) }, label: "Having a say")
}

/// One survey at the desk: how it goes, its questions, its languages, what can be done next.
struct SurveyPage: Page, Codable {
  let survey: Survey
  let questions: [SurveyQuestion]
  let languages: [SurveyLanguage]
  let answers: Int
  let asked: Int
  let used: Int
  /// Own words that nobody has read yet.
  let waiting: Int
  let editions: [Survey]
  let takesAnswers: Bool
  var title: String { survey.content.title }
  var trail: [Link] { [Link("Surveys", "/surveys")] }
  var menuPath: String? { "/surveys" }
  private var path: String { survey.deskPath }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: survey.edition > 1 ? "Survey, edition \(survey.edition)" : "Survey")
      tiles([
        Tile("State", survey.state.title, note: takesAnswers ? "taking answers today" : "taking no answers today"),
        Tile("Answers", "\(answers)", note: survey.content.access == .invited ? "of \(asked) who were asked" : ""),
        Tile("Own words to read", "\(waiting)", link: "\(path)/words", tone: waiting > 0 ? .warning : .plain),
      ])
      steps(view)
      card("What it says", actions: survey.state == .closed ? .empty : link("Change", to: "\(path)/change")) {
        summaryList([
          SummaryRow("What it is for", text: survey.content.intro),
          SummaryRow("Who can answer", text: survey.content.access.title),
          SummaryRow("Days", "\(day(survey.content.opensOn)) to \(day(survey.content.closesOn))"),
          SummaryRow("At the end", text: survey.content.thanks),
        ])
      }
      questionCard(view)
      languageCard
      if editions.count > 1 {
        card("Asked before and since") {
          bulletList(
            editions.filter { $0.id != survey.id }.map {
              link("Edition \($0.edition), \($0.content.opensOn.long)", to: $0.deskPath)
            })
        }
      }
    }
  }

  private func steps(_ view: View) -> HTML {
    card("What next", id: "next", style: .lead) {
      switch survey.state {
      case .draft:
        paragraph("Look at it as people will see it. Once it is open, its questions stay as they are.")
        buttonGroup {
          linkButton("Preview", to: "\(path)/preview", style: .secondary)
          view.postButton("Open it", to: "\(path)/opening", style: .primary)
        }
      case .open:
        paragraph(markup: "People answer it at \(link(survey.path, to: survey.path)).")
        buttonGroup {
          linkButton("Type in a paper", to: "\(path)/papers/new", style: .secondary)
          if survey.content.access == .invited {
            linkButton("Ask people", to: "\(path)/invitations/new", style: .secondary)
          }
          view.postButton("Close it for good", to: "\(path)/closing", style: .warning)
        }
        paragraph("Results are worked out when it is closed. It cannot be opened again.")
      case .closed:
        buttonGroup {
          linkButton("Results", to: "\(survey.path)/results")
          linkButton("Read own words", to: "\(path)/words", style: .secondary)
          if survey.resultsPublishedAt == nil { view.postButton("Publish the results", to: "\(path)/publication") }
          view.postButton("Ask it again", to: "\(path)/editions")
        }
        survey.resultsPublishedAt.map { paragraph("The results were published on \($0.day.long).") } ?? .empty
      }
    }
  }

  private func questionCard(_ view: View) -> HTML {
    card(
      "Questions", id: "questions",
      actions: survey.state == .draft ? link("Add a question", to: "\(path)/questions/new") : .empty
    ) {
      table(
        Table(
          "Questions", [.init("Question"), .init("Answered by"), .init("Asked of")],
          questions.map { question in
            let content = question.content
            return .init(
              [
                "\(question.position). \(content.words)",
                "\(answered(content))",
                "\(content.onlyIf.map { "those who answered “\(option($0))”" } ?? "everybody")",
              ], link: survey.state == .draft ? "\(path)/questions/\(question.id)" : nil)
          }, empty: "No question yet."))
    }
  }
  private func answered(_ content: QuestionContent) -> String {
    content.kind.title + (content.isRequired ? ", must be answered" : "") + (content.isGroup ? ", makes groups" : "")
  }
  private func option(_ only: OnlyIf) -> String {
    let options = questions.first { $0.position == only.position }?.content.options ?? []
    return options.indices.contains(only.option) ? options[only.option] : ""
  }

  private var languageCard: HTML {
    card("Languages", id: "languages") {
      paragraph("In: \(languages.map(\.title).joined(separator: ", ")).")
      if survey.state != .closed {
        details("Put it into another language, or into easy read") {
          bulletList(
            SurveyLanguage.allCases.filter { $0 != .english }.map {
              link($0.title, to: "\(path)/languages/\($0.rawValue)")
            })
        }
      }
    }
  }
}

/// What a survey says about itself, to be typed.
struct SurveyFormPage: Page, Codable {
  let survey: ID<Survey>?
  let name: String?
  let entry: Entry
  var title: String { survey == nil ? "Write a survey" : "Change a survey" }
  var trail: [Link] {
    [Link("Surveys", "/surveys")] + (survey.flatMap { id in name.map { [Link($0, "/surveys/\(id)")] } } ?? [])
  }
  var menuPath: String? { "/surveys" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      formPart(view, to: survey.map { "/surveys/\($0)/changes" } ?? "/surveys", SurveyForm.all, entry, submit: "Save")
    }
  }
}

/// One question, to be typed.
struct QuestionPage: Page, Codable {
  let survey: ID<Survey>
  let name: String
  let question: ID<SurveyQuestion>?
  let isDraft: Bool
  let earlier: [SurveyQuestion]
  let entry: Entry
  var title: String { question == nil ? "Add a question" : "Change a question" }
  var trail: [Link] { [Link("Surveys", "/surveys"), Link(name, "/surveys/\(survey)")] }
  var menuPath: String? { "/surveys" }
  private var path: String { "/surveys/\(survey)/questions" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      isDraft ? form(view) : paragraph("People may have answered: its questions stay as they are.")
    }
  }
  private func form(_ view: View) -> HTML {
    markup {
      view.form(to: question.map { "\(path)/\($0)" } ?? path, entry) {
        controls([QuestionForm.words, QuestionForm.hint, QuestionForm.kind, QuestionForm.options], entry)
        details("For a number: from and to", isOpen: entry["kind"] == "number") {
          controls([QuestionForm.least, QuestionForm.most], entry)
        }
        controls(
          [
            QuestionForm.isRequired, QuestionForm.isGroup, QuestionForm.onlyIf(earlier), QuestionForm.section,
            QuestionForm.position,
          ], entry)
        button("Save the question")
      }
      question.map { view.postButton("Take it away", to: "\(path)/\($0)/removal", style: .warning) } ?? .empty
    }
  }
}

/// Every text of a survey in English, and beside it in another language.
struct LanguagePage: Page, Codable {
  struct Text: Codable, Sendable, Hashable {
    let place: String
    let words: String
  }
  let survey: ID<Survey>
  let name: String
  let language: SurveyLanguage
  let texts: [Text]
  let entry: Entry
  var title: String { "In \(language.title)" }
  var trail: [Link] { [Link("Surveys", "/surveys"), Link(name, "/surveys/\(survey)")] }
  var menuPath: String? { "/surveys" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      paragraph(
        language == .easy
          ? "One short sentence for each thing. What you leave empty stays as it is."
          : "Above each box stands the English. What you leave empty stays English.")
      view.form(to: "/surveys/\(survey)/languages/\(language.rawValue)", entry) {
        """
        <div class="app-survey app-translate" dir="\(isRightToLeft(language.code) ? "rtl" : "ltr")">\
        \(texts.map { control(field($0), entry, marksOptional: false) })</div>
        """ as HTML
        button("Keep these texts")
      }
      paragraph(markup: link("See it as people will", to: "/surveys/\(survey)/preview?language=\(language.rawValue)"))
    }
  }
  private func field(_ text: Text) -> Field {
    Field("t-\(text.place)", text.words, text.words.utf8.count > 120 ? .prose(max: 2000) : .text(max: 2000))
  }
}
