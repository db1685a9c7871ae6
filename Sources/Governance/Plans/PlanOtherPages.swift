import Design
import Kernel
import Web

/// The one page of what is wrong with a plan.
struct PlanProblemsPage: Page, Codable {
  let plan: ImplementationPlan
  let on: Day
  let problems: [PlanProblem]
  var title: String { "What is wrong with this plan" }
  var trail: [Link] { planTrail + [Link(plan.title, plan.path)] }
  var menuPath: String? { "/governance" }
  var sheet: Sheet? {
    Sheet(
      name: "plan-problems-\(on)", columns: ["kind", "row", "problem"],
      rows: problems.map { [$0.kind.rawValue, $0.ref, $0.words] })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: plan.title)
      planNavigation(plan, on, current: "/problems")
      paragraph("As it stood on \(on.long). Each stays here until somebody names a lead, a day or evidence.")
      if problems.isEmpty { emptyState("Nothing is wrong", "Every row has a lead, a day and evidence.") }
      PlanProblemKind.allCases.map { kind in
        let own = problems.filter { $0.kind == kind }
        return own.isEmpty
          ? .empty
          : card("\(kind.title): \(own.count)", id: "problem-\(kind.rawValue)") {
            bulletList(own.map { $0.ref.isEmpty ? "\($0.words)" : "<strong>\($0.ref)</strong> \($0.words)" })
          }
      }
      if !problems.isEmpty {
        paragraph(markup: link("Download as a spreadsheet", to: "\(plan.path)/problems?as_of=\(on)&format=csv"))
      }
    }
  }
}

/// Who carries how much, and what waits for what.
struct PlanLeadsPage: Page, Codable {
  let plan: ImplementationPlan
  let on: Day
  let leads: [LeadLoad]
  let dependencies: [PlanDependency]
  var title: String { "Who carries how much" }
  var trail: [Link] { planTrail + [Link(plan.title, plan.path)] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: plan.title)
      planNavigation(plan, on, current: "/leads")
      if view.may(.keepPlan) {
        buttonGroup { linkButton("Say who the leads are", to: "\(plan.path)/owners", style: .secondary) }
      }
      card("Load by lead", id: "load") {
        table(
          Table(
            "Load by lead on \(on.long)",
            [
              .init("Lead"), .init("Actions"), .init("Count", numeric: true), .init("Open milestones", numeric: true),
              .init("Late", numeric: true),
            ],
            leads.map {
              .init([
                "\($0.lead)",
                "\($0.actions.joined(separator: ", "))\(" ", if: $0.isHeavy)\(tag("Six or more", .yellow), if: $0.isHeavy)",
                "\($0.actions.count)", "\($0.milestones)", "\($0.late)",
              ])
            }, empty: "Nobody leads anything yet."))
      }
      card("What waits for what", id: "waits") {
        table(
          Table(
            "Rows that wait for others", [.init("Row"), .init("Waits for"), .init("Held up")],
            dependencies.map {
              .init(["\($0.ref)", "\($0.needs)", $0.isHeldUp ? tag("Held up", .red) : "No"])
            }, empty: "No row says that it waits for another."))
      }
    }
  }
}

/// One row: as published beside as understood, and all that has happened to it.
struct PlanRowPage: Page, Codable {
  let plan: ImplementationPlan
  let line: PlanLine
  let steps: [PlanStep]
  let mayStep: Bool
  var title: String { "Row \(line.ref)" }
  var trail: [Link] { planTrail + [Link(plan.title, plan.path)] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    let path = "\(plan.path)/rows/\(line.item.id)"
    return markup {
      pageHeading("\(line.ref). \(line.item.isEmptyRow ? "Empty row" : line.item.action)", caption: plan.title)
      paragraph(markup: stands(line))
      if mayStep && view.may(.keepPlan) { buttonGroup { linkButton("Move it on", to: "\(path)/step") } }
      card("As published, and as understood", id: "facts") {
        table(
          Table(
            "As published, and as understood", [.init("What"), .init("As published"), .init("As understood")],
            [
              .init([
                "Lead", "\(line.item.lead)",
                line.leads.isEmpty ? tag("Nobody", .yellow) : "\(line.leads.joined(separator: "; "))",
              ]),
              .init(["Due", "\(line.item.due)", understood(line)]),
              .init(["Evidence", "\(line.item.evidence)", line.evidence.map { "\($0)" } ?? tag("Not agreed", .yellow)]),
              .init(["Waits for", "", line.waitsFor.isEmpty ? "Nothing" : "\(line.waitsFor.joined(separator: ", "))"]),
              .init(["Stands", "", "\(line.state.title)\(line.why.map { ": \($0)" })"]),
              .init(["Slipped", "", "\(slipped(line))"]),
            ]))
      }
      card("What has happened", id: "steps") {
        timeline(steps.reversed().map(entry), empty: "Nothing has been recorded yet.")
      }
    }
  }

  private func entry(_ step: PlanStep) -> TimelineEntry {
    TimelineEntry(
      step.kind.past, when: time(step.at), who: step.name,
      body: markup {
        step.document.map { paragraph("Document: \($0)") } ?? .empty
        step.figure.map { paragraph("Figure: \($0)") } ?? .empty
        step.dueOn.map { paragraph("By \($0.long)") } ?? .empty
        step.words.map { prose($0) } ?? .empty
      }, isKey: step.kind == .verify)
  }
}

/// The form of a step.
struct PlanStepPage: Page, Codable {
  let plan: ImplementationPlan
  let line: PlanLine
  let allowed: [PlanStepKind]
  let entry: Entry
  var title: String { "Move row \(line.ref) on" }
  var trail: [Link] {
    planTrail + [Link(plan.title, plan.path), Link("Row \(line.ref)", "\(plan.path)/rows/\(line.item.id)")]
  }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: line.item.action)
      line.evidence.map { evidence in insetText { paragraph("What will show that it is done: \(evidence)") } } ?? .empty
      view.form(to: "\(plan.path)/rows/\(line.item.id)/steps", entry) {
        controls(PlanStepForm.asked(allowed), entry)
        button("Save")
      }
    }
  }
}
