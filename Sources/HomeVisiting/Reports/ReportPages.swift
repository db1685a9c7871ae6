import Design
import Kernel
import Web

/// All joint assessments and parts for reviews of a child.
struct ReportsPage: Page, Codable {
  let child: ChildID
  let childName: String
  let reports: [VisitingReport]
  let mayWrite: Bool
  var title: String { "Joint assessments and parts for reviews" }
  var trail: [Link] { visitsTrail(child, childName) }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if mayWrite {
        buttonGroup {
          linkButton("Write a joint assessment", to: "\(reportsPath(child))/new?kind=joint_assessment")
          linkButton("Write a part for a review", to: "\(reportsPath(child))/new?kind=review_part", style: .secondary)
        }
      }
      timeline(
        reports.map { report in
          TimelineEntry(
            report.kind.title, when: day(report.words.on), who: report.words.who,
            body: markup {
              paragraph(report.words.goesWell)
              paragraph("Next: \(report.words.next)")
            }, isKey: true, link: report.path)
        },
        empty:
          "Nothing has been written yet. A joint assessment is written with the other profession; a part for a review before the team around the child meets."
      )
    }
  }
}

/// One of them.
struct ReportPage: Page, Codable {
  let report: VisitingReport
  let childName: String
  let mayWrite: Bool
  var title: String { "\(report.kind.title), \(report.words.on.long)" }
  var trail: [Link] {
    visitsTrail(report.child, childName) + [Link("Joint assessments and parts for reviews", reportsPath(report.child))]
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      card("Who took part", id: "who") {
        paragraph(report.words.who)
        paragraph(report.figures)
      }
      card("What goes well", id: "well") { prose(report.words.goesWell) }
      card("What is hard", id: "hard") { prose(report.words.isHard) }
      report.words.familySays.map { words in card("What the family says", id: "family", style: .voice) { prose(words) }
      }
        ?? .empty
      card(report.kind == .jointAssessment ? "What was agreed" : "What should happen next", id: "next") {
        prose(report.words.next)
      }
      paragraph("Written down by \(report.writtenBy) on \(report.writtenAt.long). The family reads all of it.")
      buttonGroup {
        if mayWrite { linkButton("Put something right", to: "\(report.path)/correction", style: .secondary) }
        printButton()
      }
    }
  }
}

/// The form of a report; beside it what the last visits say, so that nobody writes it from memory.
struct ReportFormPage: Page, Codable {
  let child: ChildID
  let childName: String
  let kind: ReportKind
  /// The one that is put right; nil for a new one.
  let report: VisitingReport?
  let figures: String
  /// The newest first.
  let visits: [Visit]
  let goals: [VisitingGoal]
  let entry: Entry
  var title: String {
    report != nil
      ? "Put something right" : kind == .jointAssessment ? "Write a joint assessment" : "Write a part for a review"
  }
  var trail: [Link] {
    visitsTrail(child, childName) + [Link("Joint assessments and parts for reviews", reportsPath(child))]
  }

  func body(_ view: View) -> HTML {
    formColumn(
      view, title, caption: childName, to: report.map { "\($0.path)/correction" } ?? reportsPath(child),
      fields: report == nil
        ? ReportForm.fields(kind) + [ReportForm.kind(kind)] : ReportForm.fields(kind) + [VisitForm.version],
      entry, submit: "Save"
    ) {
      paragraph(figures)
      if !goals.isEmpty {
        details("The goals (\(goals.count))") { bulletList(goals.map { "\($0.words): \($0.state.title)" }) }
      }
      if !visits.isEmpty {
        details("What the last visits say (\(visits.count))") {
          timeline(
            visits.map {
              TimelineEntry(
                $0.kind.title, when: day($0.startsAt.day), who: $0.visitorName, body: prose($0.seen ?? ""),
                link: $0.path)
            })
        }
      }
    }
  }
}
