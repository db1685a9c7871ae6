import Design
import Kernel
import Web

/// The plan as practitioners read it: goals, who does what by when, and when it is looked at again. Printable.
struct PlanPage: Page, Codable {
  let child: ChildLine
  let current: SupportView
  let versions: [PlanVersion]
  let may: MayDo
  let today: Day
  var title: String { current.plan.map { "Plan, version \($0.number)" } ?? "Plan" }
  var trail: [Link] { [Link(child.name, "/children/\(child.id)"), Link("Early help", path(current.support))] }
  var sheet: Sheet? {
    Sheet(
      name: "plan", columns: ["goal", "owner", "by", "start", "now", "moved", "state"],
      rows: current.goals.map { goal in
        let progress = current.progress(of: goal)
        return [
          goal.words, goal.owner.name, goal.dueOn.description, String(goal.baseline),
          String(progress?.latest ?? goal.baseline), String(progress?.moved ?? 0), goal.state.title,
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: child.name)
      if let plan = current.plan { agreed(plan) } else { paragraph(markup: tag("Not agreed yet", .yellow)) }
      buttonGroup {
        if may.plan, current.support.allows(.agreePlan) {
          agreePlanButton(current)
          linkButton("Add a goal", to: path(current.support, "/goals/new"), style: .secondary)
        }
        printButton()
      }
      if current.goals.isEmpty {
        emptyState("There are no goals yet", "Set the first one together with the family, in their words.")
      }
      current.goals.map { goalCard($0, view) }
      looseActions
      courseChart
      if !versions.isEmpty { versionsCard }
      paragraph(markup: link("Download the goals as a spreadsheet", to: "\(path(current.support, "/plan"))?format=csv"))
    }
  }

  private func agreed(_ plan: PlanVersion) -> HTML {
    let next = current.support.nextReviewOn.map { " The next review is on \($0.longWithWeekday)." } ?? ""
    return markup {
      paragraph("\(plan.agreedBy) agreed on \(plan.agreedOn.long).\(next)")
      if let view = plan.childView { insetText { quote(view, who: "\(child.calledName), about the plan") } }
    }
  }

  private func goalCard(_ goal: Goal, _ view: View) -> HTML {
    let progress = current.progress(of: goal)
    let open: HTML = link("Open", to: path(current.support, "/goals/\(goal.id)"), hiddenText: goal.words)
    return card(goal.words, id: "goal-\(goal.id)", actions: open) {
      spaced(goalMeter(progress?.latest ?? goal.baseline, of: Goal.steps, words: progress?.course ?? ""))
      summaryList([
        SummaryRow("Why it matters", text: goal.whyItMatters),
        SummaryRow("Looked after by", text: goal.owner.name), SummaryRow("Reach it by", text: goal.dueOn.long),
        SummaryRow("How it stands", text: goal.state.title),
      ])
      actionTable(
        current.actions.filter { $0.goal == goal.id }, current.support, today: today,
        caption: "What will be done about “\(goal.words)”")
      if may.plan, current.support.allows(.editPlan), goal.position > (current.goals.first?.position ?? 0) {
        view.postButton(
          "Move up", to: path(current.support, "/goals/\(goal.id)/earlier"), hiddenText: "“\(goal.words)”")
      }
    }
  }

  private var looseActions: HTML {
    let loose = current.actions.filter { $0.goal == nil }
    guard !loose.isEmpty else { return .empty }
    return card("Agreed at meetings", id: "loose") {
      actionTable(loose, current.support, today: today, caption: "What was agreed at meetings")
    }
  }

  private var courseChart: HTML {
    let figures = meanCourse(current)
    guard figures.count > 1 else { return .empty }
    return card("How the goals have moved", id: "course") {
      lineChart(
        LineChart(
          ChartWords(
            id: "goals-course", finding: current.distance.inWords,
            measure: "The average of all goals, 0 to \(Goal.steps), at the start and at each review.",
            description: courseWords(figures), rowTitle: "Review", valueTitle: "Average"), figures,
          target: .init("There", Double(Goal.steps)), marksMissed: false))
    }
  }

  private var versionsCard: HTML {
    card("Versions of the plan", id: "versions") {
      versions.map { version in
        details("Version \(version.number), agreed on \(version.agreedOn.long)") {
          paragraph("\(version.agreedBy) agreed. Written down by \(version.writtenBy).")
          bulletList(
            (version.snapshot?.goals ?? []).map { line in
              "<strong>\(line.words)</strong> (\(line.steps) of \(Goal.steps)), \(line.owner), by \(line.dueOn.long)\(line.actions.map { "<br>\($0)" as HTML })"
            })
        }
      }
    }
  }
}

/// The start and each review, as the mean of the goals that have a score.
func meanCourse(_ view: SupportView) -> [Figure] {
  let known = view.goals
  guard !known.isEmpty, !view.reviews.isEmpty else { return [] }
  let start = Double(known.map(\.baseline).reduce(0, +)) / Double(known.count)
  let reviews = view.reviews.reversed().map { review in
    let scores = view.scores.filter { $0.review == review.id }.map(\.score)
    return Figure(
      review.heldOn.long, scores.isEmpty ? nil : Double(scores.reduce(0, +)) / Double(scores.count),
      short: review.heldOn.short)
  }
  return [Figure("Start", start, short: "Start")] + reviews
}

/// `Start 2, 5 October 2026 3.`
func courseWords(_ figures: [Figure]) -> String {
  figures.map { figure in "\(figure.label): \(figure.value.map { oneDecimal($0) } ?? "no score")" }.joined(
    separator: ", ") + "."
}
func oneDecimal(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
}

/// What is still to do; what is over is folded away beneath, the newest first, unless it is little.
func actionTable(_ actions: [PlanAction], _ support: Support, today: Day, caption: String) -> HTML {
  let open = actions.filter { $0.state == .open }
  let over = actions.filter { $0.state != .open }.sorted { ($0.doneOn ?? $0.dueOn) > ($1.doneOn ?? $1.dueOn) }
  guard over.count > 2 else { return rows(open + over, support, today: today, caption: caption) }
  return markup {
    rows(open, support, today: today, caption: caption, empty: "Nothing is waiting to be done.")
    details("What is done or stopped (\(over.count))") {
      rows(over, support, today: today, caption: "\(caption): done or stopped")
    }
  }
}

private func rows(
  _ actions: [PlanAction], _ support: Support, today: Day, caption: String,
  empty: String = "Nothing has been agreed yet."
) -> HTML {
  table(
    Table(
      caption, [.init("What"), .init("Who"), .init("By"), .init("How it stands")],
      actions.map { action in
        .init(
          [
            link(action.what, to: path(support, "/actions/\(action.id)")), "\(action.owner.name)", day(action.dueOn),
            actionTag(action, today: today),
          ])
      }, empty: empty))
}

/// The first agreement is what comes next; later ones only where the plan has changed.
func agreePlanButton(_ current: SupportView) -> HTML {
  let path = path(current.support, "/plan/agreement")
  return current.plan == nil
    ? linkButton("Agree the plan", to: path) : linkButton("Agree it with changes", to: path, style: .secondary)
}

func actionTag(_ action: PlanAction, today: Day) -> HTML {
  switch action.state {
  case .open: dueTag(due: action.dueOn, today: today)
  case .done: "\(tag("Done", .green)) \(action.doneOn.map { day($0) })"
  case .stopped, .removed: tag(action.state.title, .grey)
  }
}

/// One goal: how it has moved, what will be done, what the family says about it.
struct GoalPage: Page, Codable {
  let child: ChildLine
  let support: Support
  let goal: Goal
  let progress: GoalProgress
  let scores: [GoalScore]
  let actions: [PlanAction]
  let comments: [GoalComment]
  let owners: [OfferedChoice]
  let mayEdit: Bool
  let entry: Entry
  var title: String { goal.words }
  var isWide: Bool { true }
  var trail: [Link] {
    [
      Link(child.name, "/children/\(child.id)"), Link("Early help", path(support)),
      Link("Plan", path(support, "/plan")),
    ]
  }

  func body(_ view: View) -> HTML {
    let isOpen = goal.state == .open
    return markup {
      pageHeading(title, caption: "Goal: \(child.name)")
      columns {
        card("How near", id: "near") {
          spaced(goalMeter(progress.latest, of: Goal.steps, words: progress.course))
          chart
          corrections
        }
        card("What will be done", id: "actions") {
          actionTable(actions, support, today: view.today, caption: "What will be done")
          if mayEdit, isOpen, support.allows(.doAction) { newAction(view) }
        }
      } side: {
        card("The goal", style: .narrow) {
          summaryList([
            SummaryRow("Why it matters", text: goal.whyItMatters), SummaryRow("Looked after by", text: goal.owner.name),
            SummaryRow("Reach it by", text: goal.dueOn.long), SummaryRow("How it stands", text: goal.state.title),
          ])
          if mayEdit, isOpen, support.allows(.editPlan) {
            buttonGroup {
              linkButton("Change the goal", to: path(support, "/goals/\(goal.id)/change"), style: .secondary)
              linkButton("Take it out", to: path(support, "/goals/\(goal.id)/removal"), style: .secondary)
            }
          }
        }
        card("The family says", id: "comments", style: .voice) {
          comments.map { quote($0.words, who: $0.by, when: day($0.at.day)) }
          if comments.isEmpty { paragraph("Nothing yet. They can write here from their own view.") }
        }
      }
    }
  }

  private func newAction(_ view: View) -> HTML {
    details("Add something to do", isOpen: !entry.errors.isEmpty) {
      view.form(to: path(support, "/goals/\(goal.id)/actions"), entry) {
        control(ActionForm.what, entry)
        control(ActionForm.owner.offering(owners.map { Field.Option($0.value, $0.label) }), entry)
        control(ActionForm.due, entry)
        button("Add")
      }
    }
  }

  private var chart: HTML {
    let figures =
      [Figure("Start", Double(goal.baseline), short: "Start")]
      + scores.map { Figure($0.heldOn.long, Double($0.score), short: $0.heldOn.short) }
    guard figures.count > 1 else { return .empty }
    return lineChart(
      LineChart(
        ChartWords(
          id: "goal-course", finding: finding,
          measure: "Steps reached, 0 to \(Goal.steps), at the start and at each review.",
          description: courseWords(figures), rowTitle: "Review", valueTitle: "Steps"), figures,
        target: .init("There", Double(Goal.steps)), marksMissed: false))
  }

  private var finding: String {
    switch progress.moved {
    case 1...: "Up \(progress.moved) step\(progress.moved == 1 ? "" : "s") since the start"
    case 0: "Where it was at the start"
    default: "Down \(-progress.moved) step\(progress.moved == -1 ? "" : "s") since the start"
    }
  }

  private var corrections: [HTML] {
    scores.filter { $0.was != nil }.map { score in
      paragraph(
        "The score of \(score.heldOn.long) was put right from \(score.was ?? 0) to \(score.score) by \(score.correctedBy ?? ""): \(score.correctedWhy ?? "")"
      )
    }
  }
}

/// One thing to do: how it stands, and the way to mark it done or put it right.
struct ActionPage: Page, Codable {
  let child: ChildLine
  let support: Support
  let action: PlanAction
  let goalWords: String?
  let mayEdit: Bool
  let entry: Entry
  var title: String { action.what }
  var trail: [Link] {
    [
      Link(child.name, "/children/\(child.id)"), Link("Early help", path(support)),
      Link("Plan", path(support, "/plan")),
    ]
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: child.name)
      paragraph(markup: actionTag(action, today: view.today))
      summaryList(
        [SummaryRow("Who", text: action.owner.name), SummaryRow("By", text: action.dueOn.long)]
          + [("For the goal", goalWords), ("Done by", action.doneBy), ("Put right", action.correction)].compactMap {
            row in row.1.map { SummaryRow(row.0, text: $0) }
          })
      if mayEdit, support.allows(.doAction) {
        if action.state == .open {
          view.postButton("It is done", to: path(support, "/actions/\(action.id)/completion"), style: .primary)
        }
        if action.state == .open || action.state == .done { correction(view) }
      }
    }
  }

  private func correction(_ view: View) -> HTML {
    details("Put a mistake right", isOpen: !entry.errors.isEmpty) {
      formPart(
        view, to: path(support, "/actions/\(action.id)/correction"), ActionCorrectionForm.all, entry,
        submit: "Put it right", style: .secondary)
    }
  }
}

/// With room beneath, before text that follows.
func spaced(_ content: HTML) -> HTML { "<div class=\"govuk-!-margin-bottom-3\">\(content)</div>" }
