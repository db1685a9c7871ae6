import Design
import Kernel
import Web

/// How somebody stands with their courses and supervision.
struct Practice: Codable, Sendable {
  struct Line: Codable, Sendable {
    let course: Course
    let state: TrainingState
    let last: Training?
  }
  let courses: [Line]
  /// What is missing for a visit alone.
  let lackingAlone: [String]
  /// The newest first.
  let supervisions: [Supervision]
  /// In the last 12 months.
  let supervisionMinutes: Int
  let trainingMinutes: Int
}

/// Those whom the caller supervises.
struct PracticePage: Page, Codable {
  struct Person: Codable, Sendable {
    let id: PractitionerID
    let name: String
    let post: String
    let due: Day?
    let last: Day?
    let missing: [String]
    /// In the order of the courses.
    let states: [TrainingState]
  }
  let courses: [Course]
  let people: [Person]
  let today: Day
  var title: String { "Supervision and training" }
  var trail: [Link] { [workforceHome] }
  var menuPath: String? { "/workforce" }
  var isWide: Bool { true }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("Those whom you supervise. What was agreed with them is read by them and you alone.")
      if people.isEmpty {
        emptyState("You supervise nobody here", "Supervision follows the structure: whoever reports to your post.")
      } else {
        card("Supervision", id: "supervision") {
          table(
            Table(
              "Supervision",
              [.init("Name"), .init("Post"), .init("Last held"), .init("Next due"), .init("May visit alone")],
              people.map { person in
                .init(
                  [
                    "\(person.name)", "\(person.post)", "\(person.last?.long ?? "Never")",
                    person.due.map { "\($0.long) \(dueTag(due: $0, today: today))" } ?? tag("None planned", .red),
                    person.missing.isEmpty
                      ? tag("Yes", .green) : "\(tag("No", .red)) \(person.missing.joined(separator: ", "))",
                  ], link: "/workforce/practice/\(person.id)")
              }))
        }
        card("Courses and checks", id: "courses") {
          table(
            Table(
              "Courses and checks", [.init("Name")] + courses.map { .init($0.name) },
              people.map { person in
                .init(
                  ["\(person.name)"] + person.states.map { stateTag($0) }, link: "/workforce/practice/\(person.id)")
              }))
        }
      }
    }
  }
}

func stateTag(_ state: TrainingState) -> HTML {
  switch state {
  case .holds: tag(state.title, .green)
  case .runningOut: tag(state.title, .yellow)
  case .expired: tag(state.title, .red)
  case .missing: tag(state.title, .grey)
  }
}

/// One person’s supervision and training, for whoever supervises them.
struct PersonPracticePage: Page, Codable {
  let person: PractitionerID
  let name: String
  let post: String
  let practice: Practice
  let entry: Entry
  var title: String { name }
  var trail: [Link] { [workforceHome, Link("Supervision and training", "/workforce/practice")] }
  var menuPath: String? { "/workforce" }

  func body(_ view: View) -> HTML {
    let path = "/workforce/practice/\(person)"
    return markup {
      pageHeading(title, caption: post)
      paragraph(markup: link("When they work, and leave", to: "\(path)/hours"))
      practiceCards(practice, today: view.today)
      columns {
        card("Write down supervision", id: "hold") {
          formPart(
            view, to: "\(path)/supervisions", PracticeForm.supervision, entry, submit: "Keep it")
        }
      } side: {
        card("Write down a course or check", id: "train") {
          let entry = entry.of("\(path)/trainings")
          view.form(to: "\(path)/trainings", entry) {
            control(courseField, entry)
            controls([PracticeForm.doneOn, PracticeForm.hours, PracticeForm.evidence], entry, idPrefix: "training-")
            button("Keep it", style: .secondary)
          }
        }
      }
    }
  }
  private var courseField: Field {
    Field(
      PracticeForm.course.name, PracticeForm.course.label,
      .choice(practice.courses.map { .init($0.course.code, $0.course.name) }), required: PracticeForm.course.required)
  }
}

/// What is held, due and missing: the same for the person and for whoever supervises them.
@HTMLBuilder func practiceCards(_ practice: Practice, today: Day) -> HTML {
  if !practice.lackingAlone.isEmpty {
    warningText("No home visit alone until this is done: \(practice.lackingAlone.joined(separator: ", ")).")
  }
  card("Supervision", id: "supervision") {
    if practice.supervisionMinutes > 0 {
      paragraph(
        "\(practice.supervisionMinutes / 60) hours and \(practice.supervisionMinutes % 60) minutes in the last 12 months."
      )
    }
    table(
      Table(
        "Supervision", [.init("Due"), .init("Held"), .init("With"), .init("What was agreed")],
        practice.supervisions.map { time in
          .init([
            "\(time.dueOn.long)",
            time.heldOn.map { "\($0.long), \(time.minutes ?? 0) minutes" } ?? dueTag(due: time.dueOn, today: today),
            "\(time.heldBy ?? "")", "\(time.agreed ?? "")",
          ])
        }, empty: "No supervision has been held or planned yet."))
  }
  card("Courses and checks", id: "courses") {
    paragraph(
      "\(practice.trainingMinutes / 60) hours of training in the last 12 months.")
    table(
      Table(
        "Courses and checks", [.init("Course"), .init("Stands"), .init("Done"), .init("Until"), .init("Needed for")],
        practice.courses.map { line in
          .init([
            "\(line.course.name) \(tag("With others", .teal), if: line.course.isJoint)", stateTag(line.state),
            "\(line.last?.heldOn.long ?? "")", "\(line.last.map { $0.expiresOn?.long ?? "Always" } ?? "")",
            "\(line.course.neededFor?.title ?? "")",
          ])
        }, empty: "No course has been set up yet."))
  }
}

/// What somebody reads about themselves.
struct OwnWorkPage: Page, Codable {
  let name: String
  let post: Post?
  let boss: String?
  let practice: Practice
  let transfers: [TransferFile]
  var title: String { "Your work" }
  var menuPath: String? { "/workforce/mine" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: name)
      card("Your post", id: "post") {
        if let post {
          summaryList([
            SummaryRow("Post", text: "\(post.title), \(post.code)"), SummaryRow("Grade", text: post.grade),
            SummaryRow("Part of a full-time post", text: shareWords(post.fte)),
            SummaryRow("Employer", text: post.employer), SummaryRow("Base", text: post.base),
            SummaryRow("You report to", text: boss),
          ])
        } else {
          paragraph("No post is set up for you here. Your manager can tell you more.")
        }
      }
      transfers.map { file in
        card("A change that is about you", id: "change-\(file.transfer.id)", style: .lead) {
          paragraph("\(file.change.name). \(file.transfer.kind.title).")
          transferSummary(file)
          transferSteps(file)
        }
      }
      practiceCards(practice, today: view.today)
    }
  }
}
