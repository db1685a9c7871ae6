import Design
import Kernel
import Web

/// The form of a visit that was held: a new one, a planned one, or one that is put right.
struct RecordVisitPage: Page, Codable {
  let child: ChildID
  let childName: String
  /// The planned or written visit that the form is about; nil for one that nobody had planned.
  let visit: Visit?
  /// What the family was going to try, from the visit before.
  let lastTry: String?
  /// The charts that the family fills in now, with the days that it wrote down.
  let charts: [ActivityChart]
  let practice: [PracticeDay]
  let entry: Entry
  var title: String {
    switch visit?.state {
    case .held?: "Put right what was written"
    case .planned?: "Write up the visit"
    default: "Record a visit"
    }
  }
  var trail: [Link] { visitsTrail(child, childName) }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      lastTry.map { words in insetText { paragraph("Last time the family was going to try: \(words)") } } ?? .empty
      view.form(to: visit.map { "\($0.path)/record" } ?? visitsPath(child), entry) {
        controls([VisitForm.heldOn, VisitForm.heldAt, VisitForm.minutes, VisitForm.kind, VisitForm.jointWith], entry)
        controls([VisitForm.wasThere, VisitForm.tried], entry)
        if visit?.state != .held, let chart = charts.first {
          details("The family’s chart (\(practice.count) of 7 days)") { practiceTable(chart, practice) }
          control(VisitForm.outcome, entry)
        }
        controls([VisitForm.seen, VisitForm.modelled, VisitForm.tryNext], entry)
        if visit?.state != .held {
          control(VisitForm.timesADay, entry)
          fieldset("The next visit") {
            controls([VisitForm.nextOn, VisitForm.nextAt], entry)
            if entry.error(VisitForm.nextOn.name) != nil { control(PlanForm.anyway, entry) }
          }
        }
        if visit != nil { control(VisitForm.version, entry) }
        button("Save the visit")
      }
    }
  }
}

/// The form of a visit that is to come.
struct PlanVisitPage: Page, Codable {
  let child: ChildID
  let childName: String
  /// Those of the child’s team who could come along: name and profession.
  let colleagues: [Colleague]
  let entry: Entry
  struct Colleague: Codable, Sendable, Hashable {
    let id: PractitionerID
    let words: String
    var option: Field.Option { .init(id.description, words) }
  }
  var title: String { "Plan a visit" }
  var trail: [Link] { visitsTrail(child, childName) }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      view.form(to: "/children/\(child)/planned-visits", entry) {
        controls([PlanForm.on, PlanForm.at, PlanForm.kind, PlanForm.place], entry)
        PlanForm.joint(colleagues.map(\.option)).map { control($0, entry) } ?? .empty
        control(VisitForm.jointWith, entry)
        if entry.error(PlanForm.on.name) != nil { control(PlanForm.anyway, entry) }
        button("Put it in the diary")
      }
    }
  }
}

/// The form that calls a visit off: a colleague says who did and why; a family only why, if it likes.
struct CancelVisitPage: Page, Codable {
  let visit: Visit
  let childName: String
  let isFamily: Bool
  let entry: Entry
  var title: String { isFamily ? "Tell us that you can’t make it" : "Call off the visit" }
  var trail: [Link] {
    isFamily
      ? familyTrail(visit.child, childName)
      : visitsTrail(visit.child, childName)
  }
  var menuPath: String? { isFamily ? "/family" : nil }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph(
        markup: """
          \(visit.kind.title) on \(day(visit.startsAt.day, near: view.today)), \(visit.startsAt.london.clock), \
          with \(visit.visitorName).
          """)
      view.form(to: "/\(isFamily ? "family" : "children")/\(visit.child)/visits/\(visit.id)/cancellation", entry) {
        isFamily ? control(CancelForm.familyWhy, entry) : controls(CancelForm.all, entry)
        if isFamily { paragraph("We will call you to find another day. Nothing else changes.") }
        button(isFamily ? "Tell \(visit.visitorName)" : "Call it off", style: isFamily ? .primary : .warning)
      }
    }
  }
}
