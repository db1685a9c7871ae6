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
  var sheet: Sheet? {
    Sheet(
      name: "removed-scenarios", columns: ["scenario", "question", "removed_on", "by"],
      rows: scenarios.map { [$0.name, $0.question.title, $0.at.day.description, $0.by ?? ""] })
  }

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
      if !scenarios.isEmpty { paragraph(markup: link("Download as a spreadsheet", to: "/planning/removed?format=csv")) }
    }
  }
}
