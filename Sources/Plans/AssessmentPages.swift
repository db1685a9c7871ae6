import Design
import Kernel
import People
import Web

/// What is written about one domain, and by whom.
struct DomainLine: Sendable, Codable, Hashable {
  let domain: HelpDomain
  let written: DomainEntry?
}

/// The whole-family assessment: all that is written, by the three sides; while it is a draft, the way to write.
struct AssessmentPage: Page, Codable {
  let child: ChildLine
  let support: Support
  /// Nil where none was begun.
  let assessment: Assessment?
  let lines: [DomainLine]
  let childSays: [OwnWords]
  let versions: [Assessment]
  let mayWrite: Bool
  var title: String { assessment.map { "Assessment, version \($0.number)" } ?? "Assessment" }
  var isWide: Bool { true }
  var trail: [Link] { [Link(child.name, "/children/\(child.id)"), Link("Early help", path(support))] }
  var isDraft: Bool { assessment.map { !$0.isComplete } ?? false }

  func body(_ view: View) -> HTML {
    guard let assessment else {
      return markup {
        pageHeading(title, caption: child.name)
        emptyState(
          "No assessment has been begun", "It begins when the family has agreed to work with us.",
          action: mayWrite && support.allows(.beginAssessment) ? begin(view) : .empty)
      }
    }
    return markup {
      pageHeading(title, caption: child.name)
      paragraph(markup: state(assessment))
      buttonGroup {
        if isDraft, mayWrite { linkButton("Finish the assessment", to: path(support, "/assessment/completion")) }
        if !isDraft, mayWrite, support.allows(.beginAssessment), assessment.id == versions.first?.id { begin(view) }
        printButton()
      }
      columns {
        DomainPart.allCases.map { partCard($0) }
      } side: {
        if let summary = assessment.summary { card("What it all means", style: .narrow) { prose(summary) } }
        voiceCard(assessment)
        if let names = assessment.contributors { card("Who took part", style: .narrow) { prose(names) } }
        if versions.count > 1 { versionsCard }
      }
    }
  }

  private func begin(_ view: View) -> HTML {
    view.postButton(
      versions.isEmpty ? "Begin the assessment" : "Begin a new version", to: path(support, "/assessments"))
  }

  private func state(_ assessment: Assessment) -> HTML {
    guard let at = assessment.completedAt, let by = assessment.completedBy else {
      return "\(tag("Being written", .blue)) Begun on \(day(assessment.startedAt.day)) by \(assessment.startedBy)"
    }
    return "\(tag("Finished", .green)) on \(day(at.day)) by \(by)"
  }

  private func partCard(_ part: DomainPart) -> HTML {
    let own = lines.filter { $0.domain.part == part }
    return card(part.title, id: part.rawValue) {
      own.map { line -> HTML in
        if line.written == nil, !isDraft { return .empty }
        return domain(line)
      }
    }
  }

  private func domain(_ line: DomainLine) -> HTML {
    let write: HTML =
      isDraft && mayWrite
      ? link(
        line.written == nil ? "Write" : "Change", to: path(support, "/assessment/\(line.domain.code)"),
        hiddenText: "about \(line.domain.title)") : .empty
    return markup {
      heading(line.domain.title, .h3, size: .s)
      if let written = line.written {
        summaryList(
          [
            SummaryRow("Goes well", text: written.strengths), SummaryRow("Hard, and needed", text: written.needs),
            SummaryRow("The family says", text: written.familySays),
            SummaryRow("Today", text: written.score.map { "\($0) of 10" }),
          ])
        paragraph(markup: "Written by \(written.writtenBy), \(day(written.writtenAt.day)). \(write)")
      } else {
        paragraph(markup: "<span class=\"app-hint\">Nothing written yet.</span> \(write)")
      }
    }
  }

  private func voiceCard(_ assessment: Assessment) -> HTML {
    card("What \(child.calledName) says", id: "voice", style: .voice) {
      childSays.map { quote($0.words, who: $0.speaker, when: day($0.heardAt.day)) }
      if childSays.isEmpty { paragraph("Nothing has been written down yet.") }
      if let how = assessment.childVoice { paragraph("How we found out: \(how)") }
    }
  }

  private var versionsCard: HTML {
    card("Versions", style: .narrow) {
      bulletList(
        versions.map { version in
          link(
            "Version \(version.number), \(version.completedAt?.day.long ?? "being written")",
            to: path(support, "/assessments/\(version.id)"))
        })
    }
  }
}

/// Writing about one domain.
struct DomainPage: Page, Codable {
  let child: ChildLine
  let support: Support
  let domain: HelpDomain
  let lastWritten: String?
  let entry: Entry
  var title: String { domain.title }
  var trail: [Link] {
    [
      Link(child.name, "/children/\(child.id)"), Link("Early help", path(support)),
      Link("Assessment", path(support, "/assessment")),
    ]
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: "\(domain.part.title): \(child.name)")
      insetText { paragraph(domain.asks) }
      if let lastWritten { paragraph(lastWritten) }
      formPart(view, to: path(support, "/assessment/\(domain.code)"), DomainForm.all, entry, submit: "Save")
    }
  }
}
