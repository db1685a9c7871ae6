import Design
import Kernel
import Store
import Web

/// What people said, question by question, for everybody or for a group. Every figure is one that may be known.
struct ResultsPage: Page, Codable {
  struct Question: Codable, Sendable {
    let position: Int
    let words: String
    let kind: QuestionKind
    let places: [String]
    /// By place; nil is hidden. The whole is nil where the question may not be shown so.
    let people: [Int?]?
    /// Only some were asked.
    let askedOf: String?
  }
  struct Choice: Codable, Sendable, Hashable {
    let position: Int
    let words: String
    let options: [String]
  }
  struct Said: Codable, Sendable, Hashable {
    let question: String
    let words: [String]
  }
  let survey: ID<Survey>
  let content: SurveyContent
  let answerCount: Int
  /// Of an open survey, how many answers may be by somebody who had answered before; nil where nobody could answer twice.
  let doubtCount: Int?
  let questions: [Question]
  /// What the results can be looked at by, and what is chosen.
  let choices: [Choice]
  let filter: [Int: Int]
  /// How many people stand behind the figures of this page.
  let people: Int
  let said: [Said]
  let isPublished: Bool
  var title: String { "What people said: \(content.title)" }
  var trail: [Link] {
    isPublished ? [voiceHome] : [Link("Surveys", "/surveys"), Link(content.title, "/surveys/\(survey)")]
  }
  var menuPath: String? { isPublished ? "/voice" : "/surveys" }
  private var path: String { "/voice/surveys/\(survey)/results" }
  var sheet: Sheet? {
    Sheet(
      name: "survey-results", columns: ["question", "group", "answer", "people"],
      rows: questions.flatMap { question in
        question.places.indices.map { place in
          [
            question.words, groupInWords ?? "everybody", question.places[place],
            question.people.flatMap { $0[place] }.map(String.init) ?? "c",
          ]
        }
      })
  }
  private var groupInWords: String? {
    let parts = choices.compactMap { choice in
      filter[choice.position].flatMap { choice.options.indices.contains($0) ? choice.options[$0] : nil }
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading("What people said", caption: content.title)
      paragraph(
        "\(answerCount) people answered between \(content.opensOn.long) and \(content.closesOn.long).")
      doubt
      if questions.isEmpty {
        emptyState("Too few answers to show", "Figures about so few people could tell who said what.")
      } else {
        if !choices.isEmpty { groupForm }
        explained
        questions.map(drawn)
        paragraph(markup: link("Download as a spreadsheet", to: "\(path)?\(query)format=csv"))
      }
      said.enumerated().map { index, said in
        card(said.question, id: "said-\(index)") { said.words.map { words in insetText { prose(words) } } }
      }
    }
  }

  private var doubt: HTML {
    guard let doubtCount else {
      return content.access == .invited
        ? paragraph("Everybody was asked with a code that worked once: nobody could answer twice.") : .empty
    }
    return insetText {
      paragraph(
        """
        Anybody with the address could answer, so we cannot be sure that nobody answered twice. \
        \(doubtCount == 0
          ? "We saw no sign of it." : "\(doubtCount) of the \(answerCount) may be by somebody who had answered before: they came from a browser or an address that had sent answers already. They are counted.")
        """)
    }
  }

  private var groupForm: HTML {
    filterForm(
      to: path,
      fields: choices.map { choice in
        Field(
          "g\(choice.position)", choice.words,
          .choice(choice.options.enumerated().map { Field.Option("\($0)", $1) }))
      }, Entry(Dictionary(uniqueKeysWithValues: filter.map { ("g\($0.key)", ["\($0.value)"]) })),
      submit: "Show this group")
  }

  private var explained: HTML {
    markup {
      if let group = groupInWords {
        people == 0
          ? paragraph("There are too few people in this group to show anything about it.")
          : paragraph(
            "Shown: \(people) people who answered “\(group)”. Who would be one of too few is left out."
          )
      }
      details("Why some figures are not shown") {
        paragraph(
          """
          “Not shown” stands where fewer than 5 people gave an answer, or where the figure would give it away. \
          A group has at least \(leastGroup) people. That holds for every group, and for the spreadsheet.
          """)
      }
    }
  }
  private var query: String { filter.sorted { $0.key < $1.key }.map { "g\($0.key)=\($0.value)&" }.joined() }

  private func drawn(_ question: Question) -> HTML {
    card("\(question.position). \(question.words)", id: "q\(question.position)") {
      question.askedOf.map { paragraph("Asked only of those who answered “\($0)”.") } ?? .empty
      if let people = question.people {
        barChart(
          ChartWords(
            id: "chart-\(question.position)", finding: nil,
            measure: question.kind == .several
              ? "People who chose each answer; they could choose any." : "People who gave each answer.",
            description: described(question, people), rowTitle: "Answer", valueTitle: "People"),
          zip(question.places, people).map { Figure($0, $1.map(Double.init)) })
      } else {
        paragraph("Not shown for this group: it would tell too much about too few people.")
      }
    }
  }
  private func described(_ question: Question, _ people: [Int?]) -> String {
    zip(question.places, people).map { "\($0): \($1.map(String.init) ?? "not shown")" }.joined(separator: ", ") + "."
  }
}

let resultRoutes: [Route] = [
  .page("/voice/surveys/{survey}/results", "What people said", may: .readVoice) { request, tx in
    let survey = try tx.survey(request.id("survey"))
    guard survey.state == .closed, survey.resultsPublishedAt != nil || request.caller.holds(.keepVoice) else {
      throw Refusal.notFound
    }
    return try resultsPage(survey, request, tx)
  }
]

private func resultsPage(_ survey: Survey, _ request: Request, _ tx: Transaction) throws -> ResultsPage {
  let questions = try tx.questions(of: survey.id)
  let figures = try tx.figures(of: survey)
  let cutting = questions.filter { question in figures.groups.contains { $0.answered[question.position] != nil } }
  let filter = chosenFilter(cutting, request)
  let texts = Dictionary(grouping: try tx.texts(of: survey.id, [.released], limit: 1000), by: \.position)
  return ResultsPage(
    survey: survey.id, content: survey.content, answerCount: figures.people,
    doubtCount: survey.content.access == .anyone ? survey.doubtCount : nil,
    questions: questions.compactMap { question in
      guard let known = figures.questions.first(where: { $0.position == question.position }) else { return nil }
      return .init(
        position: question.position, words: question.content.words, kind: question.content.kind,
        places: places(question.content), people: figures.shown(known, filter),
        askedOf: question.content.onlyIf.flatMap { only in
          questions.first { $0.position == only.position }?.content.options[only.option]
        })
    },
    choices: cutting.map { question in
      // Answers of a group that can be looked at; the others are not offered.
      ResultsPage.Choice(position: question.position, words: question.content.words, options: places(question.content))
    }, filter: filter, people: filter.isEmpty ? figures.people : figures.groups(filter).reduce(0) { $0 + $1.people },
    said: questions.compactMap { question in
      texts[question.position].map { .init(question: question.content.words, words: $0.compactMap(\.shownWords)) }
    }, isPublished: survey.resultsPublishedAt != nil)
}

/// `g2=1`: those who gave answer 1 (from 0) to question 2. What is no such answer filters nothing.
private func chosenFilter(_ questions: [SurveyQuestion], _ request: Request) -> [Int: Int] {
  var filter: [Int: Int] = [:]
  for question in questions {
    guard let value = request.query("g\(question.position)").flatMap({ Int($0) }),
      places(question.content).indices.contains(value)
    else { continue }
    filter[question.position] = value
  }
  return filter
}
