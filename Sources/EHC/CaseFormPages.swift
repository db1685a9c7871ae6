import Clocks
import Design
import Kernel
import Web

/// The form of a request, or of a plan from another council.
struct NewCasePage: Page, Codable {
  let child: ChildID
  let childName: String
  let entry: Entry
  var title: String { "Record a request for an EHC needs assessment" }
  var trail: [Link] { casesTrail(child, childName) + [Link("Education, health and care", "/children/\(child)/ehc")] }
  func body(_ view: View) -> HTML {
    formColumn(
      view, title, caption: childName, to: "/children/\(child)/ehc", fields: CaseForm.all, entry,
      submit: "Record the request")
  }
}

/// The form of a step.
struct StepPage: Page, Codable {
  let path: String
  let childName: String
  let step: StepKind
  let adviceMissing: [String]
  /// What a plan still lacks.
  let faults: [String]
  let commentsUntil: Day?
  /// Why it cannot be done today; nil where it can.
  let notYet: String?
  /// What the panel was asked about this step.
  let panel: [PanelQuestion]
  let entry: Entry
  var title: String { step.title }
  var trail: [Link] { caseTrail(path, childName) }
  func body(_ view: View) -> HTML {
    formColumn(
      view, title, caption: childName, to: "\(path)/steps/\(step.rawValue)",
      fields: StepForm.fields(step) + [StepForm.version], entry, submit: step.title,
      style: step.isRefusal || step == .withdraw ? .warning : .primary
    ) {
      if !adviceMissing.isEmpty {
        insetText { paragraph("Advice has not come from: \(adviceMissing.joined(separator: ", ")).") }
      }
      if !faults.isEmpty {
        insetText {
          paragraph("This must be put right in the plan first:")
          bulletList(faults.map { "\($0.prefix(1).uppercased())\($0.dropFirst().description)" })
        }
      }
      commentsUntil.map { last in insetText { paragraph("The family may comment until \(last.longWithWeekday).") } }
        ?? .empty
      panelCard(panel)
      if let notYet {
        insetText {
          paragraph("\(notYet).")
          paragraph(markup: link("The way to the end of a plan", to: "\(path)/ending"))
        }
      }
      if step.isRefusal, step != .cease {
        paragraph("A letter with the reasons and every right of the family is made from this.")
      }
    }
  }
}

/// The form that marks the last step as a mistake.
struct UndoPage: Page, Codable {
  let path: String
  let childName: String
  let last: CaseStep
  let entry: Entry
  var title: String { "Undo the last step" }
  var trail: [Link] { caseTrail(path, childName) }
  func body(_ view: View) -> HTML {
    formColumn(
      view, title, caption: childName, to: "\(path)/undo", fields: [StepForm.why, StepForm.version], entry,
      submit: "Undo it", style: .warning
    ) {
      paragraph("\(last.step.done), on \(last.on.long). Written by \(last.writtenBy).")
      paragraph("The case goes back to “\(last.from.title)”, and the time limits run as if it had not been done.")
    }
  }
}

/// The form of a lawful exception.
struct ExceptionPage: Page {
  let path: String
  let childName: String
  let state: CaseState
  let form: ExceptionForm
  /// When schools were or are closed for four weeks or more, by the register of terms.
  let closures: [ClosedRange<Day>]
  let entry: Entry
  var title: String { "Record a lawful exception" }
  var trail: [Link] { caseTrail(path, childName) }
  private enum CodingKeys: String, CodingKey { case path, childName, state, closures, entry }
  func body(_ view: View) -> HTML {
    guard form.isPossible else { return nothingToLift }
    return formColumn(
      view, title, caption: childName, to: "\(path)/exceptions", fields: form.all, entry, submit: "Record it"
    ) {
      paragraph("Only these reasons lift a limit. The duty stays: what is late is still to be done, as soon as may be.")
      if !closures.isEmpty {
        insetText {
          paragraph("Closures of four weeks or more, by the register of terms. Each school sets its own: ask it.")
          bulletList(
            closures.map { closed in
              """
              Closed from \(day(closed.lowerBound)) to \(day(closed.upperBound)): advice counts that was asked from \
              \(day(closed.lowerBound.adding(days: -7))) to \(day(closed.upperBound.adding(days: -6)))
              """
            })
        }
      }
    }
  }

  /// Why there is nothing to lift, and what else can be done.
  private var nothingToLift: HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      insetText { paragraph("No limit of this case can be lifted. \(whyNot)") }
      paragraph(
        """
        The law knows exceptions for four limits only: the answer to the request (6 weeks), each body’s advice (6 weeks), \
        no plan or the draft (16 weeks) and the final plan (20 weeks). Every other limit stays as it is.
        """)
      paragraph("What can be done instead:")
      bulletList([
        "\(link("See every limit of the case", to: "\(path)#limits")), and do what is late as soon as may be: the duty stays.",
        "Tell the family why it is late, and when it will be done.",
        """
        If a step was entered by mistake or on a wrong day, \(link("undo the last step", to: "\(path)/undo")): the limits \
        run as if it had not been taken.
        """,
        "If the family does not agree, see \(link("mediation and tribunal", to: "\(path)/disputes")).",
      ])
    }
  }

  private var whyNot: String {
    switch state {
    case .maintained: "The plan is in force, and what the law lets be lifted belongs to the way to a plan."
    case _ where state.isUnderWay: "The limits that could be lifted are met or do not run."
    default: "The case is at “\(state.title)”: none of the limits that could be lifted runs."
    }
  }
}
