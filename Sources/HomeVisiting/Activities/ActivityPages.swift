import Design
import Kernel
import Web

/// All activities of one child: what is practised now, and what came of those before.
struct ActivitiesPage: Page, Codable {
  let child: ChildID
  let childName: String
  let charts: [ActivityChart]
  let page: Int
  let hasMore: Bool
  let mayRecord: Bool
  var title: String { "Activities" }
  var trail: [Link] { [Link(childName, "/children/\(child)")] }
  var sheet: Sheet? {
    Sheet(
      name: "activities", columns: ["begins_on", "step", "times_a_day", "outcome", "what_the_family_says"],
      rows: charts.map {
        [$0.beginsOn.description, $0.step, "\($0.timesADay)", $0.outcome?.title ?? "", $0.outcomeWords ?? ""]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if mayRecord { linkButton("Agree an activity", to: "\(activitiesPath(child))/new") }
      table(
        Table(
          "Activities", [.init("Small step"), .init("First day"), .init("What came of it")],
          charts.map { chart in
            .init(
              [
                "\(chart.step)", day(chart.beginsOn, near: view.today),
                chart.outcome.map { outcomeTag($0) } ?? tag("Practised now", .blue),
              ], link: "\(activitiesPath(child))/\(chart.id)")
          },
          empty: "No activity has been agreed yet. The first is agreed at the end of a visit."))
      pagination(Pages(page: page, hasMore: hasMore) { "\(activitiesPath(child))?page=\($0)" })
    }
  }
}

/// One activity as the visitor sees it: the chart, the paper chart copied in, what came of it.
struct ActivityPage: Page, Codable {
  let chart: ActivityChart
  let childName: String
  let practice: [PracticeDay]
  let mayRecord: Bool
  let entry: Entry
  var title: String { "Activity of \(chart.beginsOn.long)" }
  var trail: [Link] {
    [Link(childName, "/children/\(chart.child)"), Link("Activities", activitiesPath(chart.child))]
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      card("The small step", id: "step", style: .voice) {
        prose(chart.step)
        activityFacts(chart)
      }
      card("Day by day", id: "days") {
        practiceTable(chart, practice)
        paragraph(learnedWords)
        buttonGroup { printButton("Print the chart") }
      }
      if let outcome = chart.outcome {
        card("What came of it", id: "outcome") {
          paragraph(markup: "\(outcomeTag(outcome)) \(chart.endedAt.map { day($0.day) }), \(chart.endedBy)")
          chart.outcomeWords.map { quote($0, who: "The family") }
        }
      } else if mayRecord {
        card("From the paper chart", id: "paper") {
          view.form(to: "\(path)/days", entry) {
            practiceControls(chart, entry.of("\(path)/days"), today: view.today)
            button("Write this day down", style: .secondary)
          }
        }
        card("Look back", id: "look-back") {
          formPart(view, to: "\(path)/outcome", OutcomeForm.all, entry, submit: "End this activity")
        }
      }
    }
  }

  private var path: String { "\(activitiesPath(chart.child))/\(chart.id)" }
  private var learnedWords: String {
    let goal = "The step is learned when \(chart.criterion.words)."
    return isLearned(practice, chart.criterion) ? "\(goal) That has been reached." : goal
  }
}

/// The form of a step that is agreed.
struct NewActivityPage: Page, Codable {
  let child: ChildID
  let childName: String
  let entry: Entry
  var title: String { "Agree an activity" }
  var trail: [Link] { [Link(childName, "/children/\(child)"), Link("Activities", activitiesPath(child))] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      view.form(to: activitiesPath(child), entry) {
        controls(
          [
            ActivityForm.step, ActivityForm.timesADay, ActivityForm.beginsOn, ActivityForm.who, ActivityForm.how,
            ActivityForm.materials, ActivityForm.help, ActivityForm.baseline, ActivityForm.goal,
          ], entry)
        fieldset("When is the step learned?") {
          controls([ActivityForm.wellOf, ActivityForm.tries, ActivityForm.days], entry)
        }
        button("Start the chart")
      }
    }
  }
}

/// Where a child's activities are.
func activitiesPath(_ child: ChildID) -> String { "/children/\(child)/activities" }

func outcomeTag(_ outcome: ActivityOutcome) -> HTML {
  switch outcome {
  case .achieved: tag(outcome.title, .green)
  case .partly, .carryOn: tag(outcome.title, .blue)
  case .change: tag(outcome.title, .yellow)
  }
}

func timesWords(_ times: Int) -> String {
  times == 1 ? "Once a day" : times == 2 ? "Twice a day" : "\(times) times a day"
}

/// What is agreed besides the step itself; what nobody said is left out.
func activityFacts(_ chart: ActivityChart) -> HTML {
  let rows: [(String, String?)] = [
    ("How often", timesWords(chart.timesADay)), ("Who does it", chart.who),
    ("What to do", chart.how), ("What you need", chart.materials), ("How much help", chart.help?.title),
    ("What the child can do now", chart.baseline), ("A step towards", chart.goal),
  ]
  return summaryList(rows.filter { $0.1 != nil }.map { SummaryRow($0.0, text: $0.1) })
}

/// The seven days, empty boxes where nothing is written: on paper they are filled in by hand.
func practiceTable(_ chart: ActivityChart, _ practice: [PracticeDay]) -> HTML {
  let known = Dictionary(uniqueKeysWithValues: practice.map { ($0.on, $0) })
  return table(
    Table(
      "The chart, day by day",
      [.init("Day"), .init("Tries", numeric: true), .init("Went well", numeric: true), .init("What you noticed")],
      chart.days.map { on in
        let day = known[on]
        return .init([
          "<span class=\"app-nowrap\">\(on.weekday.name) \(on.short)</span>",
          "\(day.map { "\($0.tries)" })", "\(day.map { "\($0.well)" })",
          "\(day?.note)\(" (from paper)", if: day?.isFromPaper == true)",
        ])
      }, isEven: true))
}

/// The questions about a day of this chart: the days that have been, the newest chosen.
func practiceControls(_ chart: ActivityChart, _ entry: Entry, today: Day) -> HTML {
  let days = chart.days.filter { $0 <= today }.reversed().map { on in
    Field.Option(on.description, on == today ? "Today" : on.longWithWeekday)
  }
  let on = Field("on", "Which day?", .choice(Array(days)), required: PracticeForm.on.required)
  let entry = entry.filled(["on": days.first?.value ?? ""])
  return controls([on, PracticeForm.tries, PracticeForm.well, PracticeForm.note], entry)
}
