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
  let removedAt: Instant?
  let removedBy: String?
  let followsLive: Bool
  let version: Int
  let inputs: [Input]
  /// What the live records say otherwise today.
  let moved: [Moved]
  let shown: Shown
  /// Of which number of hubs the map is.
  let hubs: Int?
  /// How many times more the page comes anew by itself, as its reader has asked; nil where they have not.
  let follow: Int?
  let mayPlan: Bool
  /// Names and ids of what it can be compared with.
  let others: [Link]
  var title: String { name }
  var trail: [Link] { [Link("Planning", "/planning")] }
  var menuPath: String? { "/planning" }
  var sheet: Sheet? {
    let table = shown.resultTable
    // Whoever finds the file later must know what was hidden in it.
    let name =
      shown.isForPlanner || table.name.hasPrefix("published") ? table.name : "\(table.name)-\(shown.profile.name)"
    return Sheet(name: name, columns: table.columns.map { $0.title.trimmed }, rows: table.rows)
  }
  private var path: String { "/planning/scenarios/\(id)" }
  private var isRunning: Bool { state == .waiting || state == .running }
  var goesOn: (seconds: Int, path: String)? {
    guard isRunning, let follow, follow > 0 else { return nil }
    return (5, "\(path)?follow=\(follow - 1)")
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(name, caption: question.title)
      note.map { lead($0) } ?? .empty
      if let removedAt { removedBanner(removedAt, view) }
      if !moved.isEmpty, removedAt == nil { movedBanner(view) }
      // Whoever decides reads the answer first; while it is being worked out, how far it is.
      if total > 0, state != .answered { runCard(view) }
      result(view)
      if total > 0, state == .answered { runCard(view) }
      inputCard(view)
      if removedAt == nil { actions(view) }
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

  private func removedBanner(_ at: Instant, _ view: View) -> HTML {
    notificationBanner("This scenario is removed") {
      paragraph(
        "\(removedBy ?? "Somebody") removed it on \(at.long). Only planners can see it, and nothing of it is lost.")
      view.postButton("Bring it back", to: "\(path)/return")
    }
  }

  private func movedBanner(_ view: View) -> HTML {
    let isLive = moved.contains { change in inputs.contains { $0.what == change.what && $0.isLive } }
    return notificationBanner(isLive ? "The live records have moved" : "What this builds on has changed") {
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
        progress(percent)
        if let follow {
          paragraph(
            markup: follow > 0
              ? "This page reloads by itself every five seconds until the simulation has ended. \(link("Stop that", to: path))"
              : "This page has stopped reloading, after ten minutes. \(link("Go on with that", to: "\(path)?follow=120"))"
          )
        }
        buttonGroup {
          linkButton("See how far it is", to: path, style: .secondary)
          if follow == nil { linkButton("Keep this page up to date", to: "\(path)?follow=120", style: .secondary) }
          if mayPlan, removedAt == nil {
            view.postButton("Stop the simulation", to: "\(path)/stopping", style: .warning)
          }
        }
      case .stopped, .failed:
        paragraph(
          state == .stopped
            ? "\(done) of \(total) stories are told and kept. What is below is by formula."
            : "\(problem ?? "It could not be finished.") What is below is by formula.")
        if mayPlan, removedAt == nil { view.postButton("Let it go on", to: "\(path)/continuation") }
      }
    }
  }

  /// How far it is; scripts keep this part up to date.
  private func progress(_ percent: Int) -> HTML {
    let told = "\(done) of \(total) stories are told (\(percent)%). What is by formula stands below already."
    return """
      <div data-progress>\(paragraph(told))\
      <progress class="app-run" max="100" value="\(percent)" aria-label="Stories that are told">\(percent)%</progress></div>
      """
  }

  // MARK: What went in

  private func inputCard(_ view: View) -> HTML {
    let live = inputs.filter(\.isLive)
    return card("What went in", id: "inputs") {
      paragraph(
        live.isEmpty
          ? "All figures were typed, by \(by)."
          : live.count == inputs.count
            ? "All figures are from the live records of \(live[0].on.long)."
            : "\(live.count) of \(inputs.count) figures are from the live records of \(live[0].on.long); the others were typed."
      )
      if followsLive {
        paragraph("When the live records move, it is answered again by itself, once a day at most.")
      }
      details("Every figure and where it is from") {
        table(
          Table(
            "Inputs", [.init("Figure"), .init("Value"), .init("From")],
            inputs.map { input in
              .init([
                "\(input.what)", "\(input.value.isEmpty ? "In the answer" : input.value)",
                source(input, view),
              ])
            }))
      }
    }
  }

  private func source(_ input: Input, _ view: View) -> HTML {
    let on = day(input.on, near: view.today)
    if input.isLive { return "Live records, \(on)" }
    guard let key = input.key else { return "Typed by \(input.by ?? "somebody"), \(on)" }
    let scenario = link("Scenario", to: "/planning/scenarios/\(key.dropFirst(Scenario.keyPrefix.count))")
    return "\(mayPlan ? scenario : "Scenario") of \(input.by ?? "somebody"), \(on)"
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
          view.postButton("Remove it", to: "\(path)/removal")
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
      if mayPlan { paragraph(markup: link("Download the model, to be loaded into a form again", to: "\(path)/model")) }
      paragraph("Kept by \(by), \(changedAt.long)\(answeredAt.map { "; answered \($0.long)" } ?? "").")
    }
  }
}
