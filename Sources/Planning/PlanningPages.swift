import Design
import Kernel
import Web

/// The questions that can be asked, and the scenarios that there are.
struct PlanningPage: Page, Codable {
  struct Line: Codable, Sendable {
    let id: ID<Scenario>
    let question: Question
    let name: String
    let state: RunState
    let by: String
    let changedAt: Instant
    let sharedAt: Instant?
    /// Whether what it builds on says otherwise today; said to planners alone.
    let hasMoved: Bool
    init(_ scenario: Scenario, hasMoved: Bool) {
      (id, question, name, state) = (scenario.id, scenario.question, scenario.name, scenario.state)
      (by, changedAt, sharedAt, self.hasMoved) = (scenario.by, scenario.changedAt, scenario.sharedAt, hasMoved)
    }
  }
  let scenarios: [Line]
  let page: Int
  let hasMore: Bool
  let mayPlan: Bool
  let hasRemoved: Bool
  var title: String { "Planning" }
  var sheet: Sheet? {
    Sheet(
      name: "scenarios", columns: ["name", "question", "state", "by", "changed_on", "shared_on"],
      rows: scenarios.map {
        [
          $0.name, $0.question.title, $0.state.title, $0.by, $0.changedAt.day.description,
          $0.sharedAt?.day.description ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead(
        mayPlan
          ? "Ask a question, keep the answer under a name, compare answers, and share them with the board."
          : "What the planners have shared with the board. Counts that could point to somebody are hidden.")
      if mayPlan {
        card("Ask a question", id: "ask") {
          table(
            Table(
              "Questions", [.init("Question"), .init("What you get")],
              Question.allCases.map { .init(["\($0.title)", "\($0.about)"], link: "/planning/new/\($0.rawValue)") }))
        }
      }
      card(mayPlan ? "Scenarios" : "Shared with the board", id: "scenarios") {
        if scenarios.isEmpty {
          emptyState(
            mayPlan ? "There is no scenario yet" : "Nothing is shared with the board yet",
            mayPlan ? "Choose a question above." : "The planners decide what they share.")
        } else {
          table(
            Table(
              "Scenarios", [.init("Scenario"), .init("Question"), .init("State"), .init("Changed")],
              scenarios.map { line in
                .init(
                  [
                    "\(line.name)", "\(line.question.title)",
                    """
                    \(stateTag(line.state))\(" \(tag("Shared", .teal))", if: line.sharedAt != nil && mayPlan)\
                    \(" \(tag("Records have moved", .yellow))", if: line.hasMoved)
                    """,
                    "\(day(line.changedAt.day, near: view.today)), \(line.by)",
                  ], link: "/planning/scenarios/\(line.id)")
              }))
          pagination(Pages(page: page, hasMore: hasMore) { "/planning?page=\($0)" })
          buttonGroup {
            linkButton("Compare scenarios", to: "/planning/comparison", style: .secondary)
          }
          paragraph(markup: link("Download as a spreadsheet", to: "/planning?format=csv"))
        }
        if hasRemoved { paragraph(markup: link("Removed scenarios", to: "/planning/removed")) }
      }
    }
  }
}

func stateTag(_ state: RunState) -> HTML {
  switch state {
  case .answered: tag(state.title, .green)
  case .waiting, .running: tag(state.title, .blue)
  case .stopped: tag(state.title, .yellow)
  case .failed: tag(state.title, .red)
  }
}

/// What planners have removed, to be brought back.
struct RemovedPage: Page, Codable {
  struct Line: Codable, Sendable {
    let id: ID<Scenario>
    let question: Question
    let name: String
    let at: Instant
    let by: String?
  }
  let scenarios: [Line]
  let page: Int
  let hasMore: Bool
  var title: String { "Removed scenarios" }
  var trail: [Link] { [Link("Planning", "/planning")] }
  var menuPath: String? { "/planning" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      table(
        Table(
          "Removed scenarios", [.init("Scenario"), .init("Question"), .init("Removed")],
          scenarios.map { line in
            .init(
              [
                "\(line.name)", "\(line.question.title)",
                "\(day(line.at.day, near: view.today)), \(line.by ?? "somebody")",
              ],
              link: "/planning/scenarios/\(line.id)")
          }, empty: "No scenario is removed."))
      pagination(Pages(page: page, hasMore: hasMore) { "/planning/removed?page=\($0)" })
    }
  }
}

/// The form of a question, new or to be changed.
struct FormPage: Page, Codable {
  let question: Question
  let scenario: ID<Scenario>?
  let name: String?
  let version: Int?
  /// The day of the live records that fill it.
  let filledOn: Day?
  /// Lists of the live records by which the form can be filled, where there is a choice.
  var liveLists: [String] = []
  /// The live records were asked and hold nothing for it.
  var isUnknown = false
  /// Names and ids of the lists that an appraisal may build on.
  let lists: [Link]
  let entry: Entry
  var title: String { name.map { "Change “\($0)”" } ?? question.title }
  var trail: [Link] {
    [Link("Planning", "/planning")]
      + (scenario.flatMap { id in name.map { [Link($0, "/planning/scenarios/\(id)")] } } ?? [])
  }
  var menuPath: String? { "/planning" }

  func body(_ view: View) -> HTML {
    let form = QuestionForm.of(question)
    let path = scenario.map { "/planning/scenarios/\($0)" } ?? "/planning/scenarios"
    let here = scenario.map { "/planning/scenarios/\($0)/change" } ?? "/planning/new/\(question.rawValue)"
    return readingColumn {
      pageHeading(title, caption: scenario == nil ? "New scenario" : question.title)
      lead(question.about)
      if let filledOn {
        insetText {
          paragraph(
            "Filled from the live records of \(filledOn.long). Check it, add what they do not know, and keep it.")
        }
      } else if isUnknown {
        insetText {
          paragraph(
            "The live records know nothing to fill in here. Type what you know; a line with a name that they know can be filled later."
          )
        }
      } else if liveLists.count > 1 {
        paragraph("Fill in what the live records know of a list:")
        bulletList(
          liveLists.enumerated().map { link($0.element, to: "\(here)?fill=live&list=\($0.offset + 1)") })
      } else if form.fill != nil {
        paragraph(markup: link("Fill in what the live records know", to: "\(here)?fill=live"))
      }
      view.form(to: path, keepsDraft: false) {
        hidden("question", question.rawValue)
        entry["filled"] == "live" ? hidden("filled", "live") : .empty
        version.map { hidden("version", "\(entry["version"].flatMap { Int($0) } ?? $0)") }
        control(QuestionForm.name, entry)
        form.fields.map { control(drawn($0), entry, marksOptional: !form.needed.contains($0.name)) }
        if form.fill != nil { control(QuestionForm.follows, entry, marksOptional: false) }
        control(QuestionForm.note, entry)
        if !form.advanced.isEmpty {
          details("Use a model of your own", isOpen: form.advanced.contains { entry[$0.name]?.isEmpty == false }) {
            controls(form.advanced, entry)
          }
        }
        button(scenario == nil ? "Keep it and see the answer" : "Keep the change and see the answer")
      }
    }
  }

  /// The field with the choices that come from the records.
  private func drawn(_ field: Field) -> Field {
    guard field.name == AppraisalField.base.name else { return field }
    return Field(
      field.name, field.label,
      .choice([.init("", "None: the options change no list")] + lists.map { .init($0.path, $0.label) }))
  }
}
