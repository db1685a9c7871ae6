import Design
import Kernel
import PlanningEngine
import Web

/// A scenario: how far its answer is, the answer, what went in, and what can be done with it.
struct ScenarioPage: Page {
  struct Moved: Encodable, Sendable {
    let what: String
    let then: String
    let now: String
  }
  let id: ID<Scenario>
  let question: Question
  let name: String
  let note: String?
  let state: RunState
  let done: Int
  let total: Int
  let replications: Int
  let seed: Int
  let problem: String?
  let by: String
  let changedAt: Instant
  let answeredAt: Instant?
  let sharedAt: Instant?
  let version: Int
  let inputs: [Input]
  /// What the live records say otherwise today.
  let moved: [Moved]
  let shown: Shown
  /// Of which number of hubs the map is.
  let hubs: Int?
  let mayPlan: Bool
  /// Names and ids of what it can be compared with.
  let others: [Link]
  var title: String { name }
  var trail: [Link] { [Link("Planning", "/planning")] }
  var menuPath: String? { "/planning" }
  var sheet: Sheet? {
    let table = shown.resultTable
    return Sheet(name: table.name, columns: table.columns.map { $0.title.trimmed }, rows: table.rows)
  }
  private var path: String { "/planning/scenarios/\(id)" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(name, caption: question.title)
      note.map { lead($0) } ?? .empty
      if !moved.isEmpty { movedBanner(view) }
      if total > 0 { runCard(view) }
      result(view)
      inputCard(view)
      actions(view)
    }
  }

  private func result(_ view: View) -> HTML {
    switch question {
    case .need: shown.needResult(self, view)
    case .hubs: shown.hubsResult(self, view)
    case .posts: shown.postsResult(self, view)
    case .list: shown.listResult(self, view)
    case .forecast: shown.forecastResult(self, view)
    case .appraisal: shown.appraisalResult(self, view)
    case .publication: shown.publicationResult(self, view)
    }
  }

  private func movedBanner(_ view: View) -> HTML {
    notificationBanner("The live records have moved") {
      paragraph(
        "Since this was answered, \(moved.count == 1 ? "one figure has" : "\(moved.count) figures have") changed:")
      bulletList(moved.prefix(6).map { "\($0.what): \($0.then), now \($0.now)" })
      if moved.count > 6 { paragraph("And \(moved.count - 6) more.") }
      view.postButton("Answer it again with today’s records", to: "\(path)/rerun")
    }
  }

  // MARK: The simulation

  private func runCard(_ view: View) -> HTML {
    let percent = total > 0 ? done * 100 / total : 0
    return card("Simulation", id: "run", actions: stateTag(state)) {
      switch state {
      case .answered:
        paragraph(
          "\(words(Double(replications))) stories, from random number \(seed) on. The same scenario gives the same answer every time."
        )
      case .waiting, .running:
        paragraph("\(done) of \(total) stories are told (\(percent) %). What is by formula stands below already.")
        progressBar(percent)
        buttonGroup {
          linkButton("See how far it is", to: path, style: .secondary)
          if mayPlan { view.postButton("Stop the simulation", to: "\(path)/stopping", style: .warning) }
        }
      case .stopped, .failed:
        paragraph(
          state == .stopped
            ? "\(done) of \(total) stories are told and kept. What is below is by formula."
            : "\(problem ?? "It could not be finished.") What is below is by formula.")
        if mayPlan { view.postButton("Let it go on", to: "\(path)/continuation") }
      }
    }
  }

  private func progressBar(_ percent: Int) -> HTML {
    """
    <progress class="app-run" max="100" value="\(percent)" aria-label="Stories that are told">\(percent) %</progress>
    """
  }

  // MARK: What went in

  private func inputCard(_ view: View) -> HTML {
    let live = inputs.filter { $0.key != nil }
    return card("What went in", id: "inputs") {
      paragraph(
        live.isEmpty
          ? "All figures were typed, by \(by)."
          : live.count == inputs.count
            ? "All figures are from the live records of \(live[0].on.long)."
            : "\(live.count) of \(inputs.count) figures are from the live records of \(live[0].on.long); the others were typed."
      )
      details("Every figure and where it is from") {
        table(
          Table(
            "Inputs", [.init("Figure"), .init("Value"), .init("From")],
            inputs.map { input in
              .init([
                "\(input.what)", "\(input.value.isEmpty ? "In the answer" : input.value)",
                input.key == nil
                  ? "Typed by \(input.by ?? "somebody"), \(day(input.on, near: view.today))"
                  : "Live records, \(day(input.on, near: view.today))",
              ])
            }))
      }
    }
  }

  private func actions(_ view: View) -> HTML {
    markup {
      buttonGroup {
        if mayPlan {
          linkButton("Change it", to: "\(path)/change")
          if sharedAt == nil {
            view.postButton("Share with the board", to: "\(path)/sharing")
          } else {
            view.postButton("Take back from the board", to: "\(path)/sharing/ending")
          }
        }
        printButton()
      }
      if mayPlan, let sharedAt { paragraph("Shared with the board on \(sharedAt.day.long).") }
      if !others.isEmpty {
        paragraph(
          markup: """
            Compare with: \(others.prefix(8).map { link($0.label, to: "/planning/comparison?a=\(id)&b=\($0.path)") }.joined(", "))
            """)
      }
      paragraph(markup: link("Download the figures as a spreadsheet", to: "\(path)?format=csv"))
      paragraph("Kept by \(by), \(changedAt.long)\(answeredAt.map { "; answered \($0.long)" } ?? "").")
    }
  }
}
