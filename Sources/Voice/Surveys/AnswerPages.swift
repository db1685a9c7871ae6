import Design
import Kernel
import Web

/// The page on which people answer: every question on one page, without script, in their language.
struct AnswerPage: Page, Codable {
  let survey: ID<Survey>
  let content: SurveyContent
  let questions: [SurveyQuestion]
  let words: SurveyWords
  let languages: [SurveyLanguage]
  /// Shown to whoever looks after it: nothing is sent.
  let isPreview: Bool
  let asksCode: Bool
  /// This browser has sent answers before.
  let hasAnsweredHere: Bool
  /// Why nothing is asked today; nil where it is.
  let notice: String?
  let resultsPath: String?
  let entry: Entry
  var title: String { words["title"] }
  var trail: [Link] {
    isPreview ? [Link("Surveys", "/surveys"), Link(content.title, "/surveys/\(survey)")] : [voiceHome]
  }
  var menuPath: String? { isPreview ? "/surveys" : "/voice" }
  private var path: String { isPreview ? "/surveys/\(survey)/preview" : "/voice/surveys/\(survey)" }

  func body(_ view: View) -> HTML {
    guard let notice else { return form(view) }
    return readingColumn {
      pageHeading(title)
      paragraph(notice)
      resultsPath.map { paragraph(markup: link("What people said", to: $0)) } ?? .empty
    }
  }

  private func form(_ view: View) -> HTML {
    readingColumn {
      if isPreview { insetText { paragraph("This is what people see. Nothing is sent from here.") } }
      if hasAnsweredHere {
        insetText {
          paragraph("Answers were sent from this browser before. Once is enough. If somebody else answers now, go on.")
        }
      }
      if languages.count > 1 { otherLanguages(view) }
      """
      <div class="app-survey \(words.language == .easy ? "app-easy" : "")" lang="\(words.language.code)" \
      dir="\(isRightToLeft(words.language.code) ? "rtl" : "ltr")">\(markup {
        pageHeading(title)
        words["intro"].split(separator: "\n").map { paragraph(String($0)) }
        isPreview ? asked : view.form(to: "/voice/surveys/\(survey)/answers", entry) { asked }
      })</div>
      """ as HTML
    }
  }

  @HTMLBuilder private var asked: HTML {
    hidden("language", words.language.rawValue)
    if asksCode { control(AnswerForm.code, entry, marksOptional: false) }
    sections.map { section in
      section.title.map { title in fieldset(title) { section.questions.map(drawn) } }
        ?? section.questions.map(drawn).joined()
    }
    if !isPreview { button(words["send"]) }
  }

  private func drawn(_ question: SurveyQuestion) -> HTML {
    let field = AnswerForm(questions: questions, words: words).field(question)
    let control =
      question.content.kind == .faces ? faceScale(field, entry) : control(field, entry, marksOptional: false)
    guard let only = question.content.onlyIf else { return control }
    return "<div data-only-if=\"q\(only.position)\" data-only-value=\"\(only.option)\">\(control)</div>"
  }

  private func otherLanguages(_ view: View) -> HTML {
    let code = view.request.query("code").map { "&code=\($0)" } ?? ""
    return languageLinks(
      languages.filter { $0 != words.language }.map {
        LanguageLink($0.ownName, "\(path)?language=\($0.rawValue)\(code)", code: $0.code)
      }, label: "Other languages")
  }

  /// Questions that follow one another under one heading.
  private var sections: [(title: String?, questions: [SurveyQuestion])] {
    var all: [(title: String?, questions: [SurveyQuestion])] = []
    var current: String?
    for question in questions {
      if all.isEmpty || question.content.section != current {
        let title = question.content.section.map { _ in words["\(question.name).section"] }
        all.append((title, []))
      }
      current = question.content.section
      all[all.count - 1].questions.append(question)
    }
    return all
  }
}

/// The end of a survey.
struct ThanksPage: Page, Codable {
  let survey: ID<Survey>
  let words: SurveyWords
  let closesOn: Day
  var title: String { words["title"] }
  var menuPath: String? { "/voice" }
  func body(_ view: View) -> HTML {
    readingColumn {
      """
      <div class="app-survey" lang="\(words.language.code)" \
      dir="\(isRightToLeft(words.language.code) ? "rtl" : "ltr")">\
      \(panel(words["title"]) { words["thanks"].split(separator: "\n").map { paragraph(String($0)) } })</div>
      """ as HTML
      bulletList([
        link("Have your say on something else", to: "/voice"),
        link("What we did after people told us something", to: "/voice/you-said-we-did"),
      ])
    }
  }
}
