import Design
import Kernel
import Web

/// The plan as it is written: every section with its statements, what it lacks and why, the family's comments.
struct PlanPage: Page, Codable {
  let path: String
  let childName: String
  let document: PlanDocument?
  let documents: [PlanDocument]
  let lines: [PlanLine]
  let faults: [PlanFault]
  let advice: [Advice]
  let comments: [DraftComment]
  let mayWrite: Bool
  var title: String { "Education, health and care plan" }
  var trail: [Link] { caseTrail(path, childName) }
  var isWide: Bool { true }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      columns {
        if document == nil && !mayWrite {
          emptyState("There is no plan yet", "It is written once the council decides to make one.")
        }
        if document != nil || mayWrite { PlanSection.allCases.map(section).joined() }
      } side: {
        card("Versions", id: "versions", style: .narrow) {
          versions
          if document != nil { paragraph(markup: link("In plain words", to: "\(path)/plan/plain")) }
        }
        if mayWrite { card("Before it can be sent", id: "faults", style: .narrow) { toMend } }
        if !comments.isEmpty { card("What the family said", id: "comments", style: .narrow) { said } }
      }
    }
  }

  private var versions: HTML {
    summaryList(
      documents.map { version in
        SummaryRow(
          "\(version.kind.title), version \(version.number)",
          markup {
            "\(link(version.sentOn.map { "Sent on \($0.long)" } ?? "Being written", to: "\(path)/plan/versions/\(version.number)", hiddenText: "version \(version.number)"))"
            if version.number > 1 {
              "<br>\(link("What changed", to: "\(path)/plan/versions/\(version.number)/changes", hiddenText: "in version \(version.number)"))"
            }
          })
      })
  }

  private var toMend: HTML {
    let blocking = faults.filter(\.isBlocking)
    return blocking.isEmpty
      ? paragraph(lines.isEmpty ? "Nothing has been written yet." : "Nothing is missing.")
      : bulletList(
        blocking.map {
          "\(link("Section \($0.section.rawValue)", to: "#section-\($0.section.rawValue)")): \($0.message)"
        })
  }

  private func section(_ section: PlanSection) -> HTML {
    let own = lines.filter { $0.section == section }
    return card(
      section.label, id: "section-\(section.rawValue)",
      actions: mayWrite && section != .k
        ? link(
          "Add", to: "\(path)/plan/lines/new?section=\(section.rawValue)", hiddenText: "to section \(section.rawValue)")
        : .empty
    ) {
      faults.filter { $0.section == section && $0.line == nil }.map(faultText).joined()
      own.map(line).joined()
      if section == .k { adviceList(advice) }
      if own.isEmpty && section != .k { paragraph("Nothing is written here.") }
    }
  }

  private func line(_ line: PlanLine) -> HTML {
    markup {
      lineText(line, needs: lines)
      faults.filter { $0.line == line.id }.map(faultText).joined()
      if mayWrite {
        paragraph(markup: link("Change", to: "\(path)/plan/lines/\(line.id)", hiddenText: "“\(line.words.prefix(40))”"))
      }
    }
  }

  private func faultText(_ fault: PlanFault) -> HTML {
    paragraph(
      markup: "\(tag(fault.isBlocking ? "Missing" : "Look again", fault.isBlocking ? .red : .yellow)) \(fault.message)")
  }

  private var said: HTML {
    comments.map { comment in
      markup {
        quote(comment.words, who: comment.by, when: day(comment.at.day))
        paragraph(
          markup: comment.isComment
            ? comment.answer.map { "\(tag($0.title, .green)) \(comment.answerWords)" }
              ?? (mayWrite
                ? link("Answer", to: "\(path)/comments/\(comment.id)", hiddenText: "“\(comment.words.prefix(40))”")
                : tag("Waits for an answer", .yellow))
            : tag(comment.kind.title, .green))
      }
    }.joined()
  }
}

/// One statement with all that belongs to it.
func lineText(_ line: PlanLine, needs: [PlanLine]) -> HTML {
  markup {
    line.section == .a ? quote(line.words) : prose(line.words)
    let need = line.need.flatMap { id in needs.first { $0.id == id } }
    if line.section.isProvision || line.section == .e {
      summaryList(
        [
          need.map { SummaryRow("Answers the need", text: $0.words) },
          line.provider.map { SummaryRow("Who gives it", text: $0) },
          line.howOften.map { SummaryRow("How often", text: $0) },
          line.measure.map { SummaryRow("We will know when", text: $0) },
          line.byOn.map { SummaryRow("By", day($0)) },
          line.isForAdulthood ? SummaryRow("Prepares for adult life", text: "Yes") : nil,
        ].compactMap(\.self))
    }
  }
}

func adviceList(_ advice: [Advice]) -> HTML {
  table(
    Table(
      "Advice that is attached", [.init("From"), .init("Kind"), .init("Received")],
      advice.map { .init(["\($0.receivedFrom ?? $0.askedOf)", "\($0.kind.title)", $0.receivedOn.map(day) ?? ""]) },
      empty: "No advice has come yet."))
}

/// The form of one statement.
struct LinePage: Page {
  let path: String
  let childName: String
  let form: LineForm
  let line: ID<PlanLine>?
  let entry: Entry
  var title: String { form.section.label }
  var trail: [Link] { caseTrail(path, childName) + [Link("Plan", "\(path)/plan")] }
  private enum CodingKeys: String, CodingKey { case path, childName, line, entry }
  func body(_ view: View) -> HTML {
    formColumn(
      view, title, caption: childName, to: "\(path)/plan/lines\(line.map { "/\($0)" } ?? "")",
      fields: form.all + [LineForm.sectionField], entry, submit: "Save"
    ) {
      .empty
    } after: {
      line.map { line in view.postButton("Take it out", to: "\(path)/plan/lines/\(line)/removal") } ?? .empty
    }
  }
}

/// One version as it was sent.
struct VersionPage: Page, Codable {
  let path: String
  let childName: String
  let document: PlanDocument
  let lines: [PlanLine]
  let advice: [Advice]
  var title: String { "\(document.kind.title), version \(document.number)" }
  var trail: [Link] { caseTrail(path, childName) + [Link("Plan", "\(path)/plan")] }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph(document.sentOn.map { "Sent on \($0.longWithWeekday)." } ?? "Not sent yet.")
      PlanSection.allCases.map { section in
        markup {
          heading(section.label, .h2, size: .m)
          let own = lines.filter { $0.section == section }
          own.map { lineText($0, needs: lines) }.joined()
          if section == .k { adviceList(advice) }
          if own.isEmpty && section != .k {
            paragraph(section == .i && document.kind == .draft ? "Left empty in a draft." : "Nothing.")
          }
        }
      }
      buttonGroup {
        printButton("Print the plan")
        if view.site.settings.pdfProgram != nil {
          linkButton(
            "Download as a PDF", to: "\(path)/plan/versions/\(document.number)/pdf", style: .secondary)
        }
      }
    }
  }
}

/// What changed from the version before, word by word.
struct ChangesPage: Page, Codable {
  let path: String
  let childName: String
  let document: PlanDocument
  let before: PlanDocument?
  let changes: [LineChange]
  var title: String { "What changed in version \(document.number)" }
  var trail: [Link] { caseTrail(path, childName) + [Link("Plan", "\(path)/plan")] }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      if before == nil { paragraph("This is the first version.") }
      if before != nil, changes.isEmpty { paragraph("Nothing changed.") }
      changeCards(changes)
    }
  }
}

/// What changes, section by section and word by word.
func changeCards(_ changes: [LineChange]) -> HTML {
  changes.map { change in
    card(change.section.label) {
      paragraph(markup: tag(change.kind == .added ? "New" : change.kind == .removed ? "Taken out" : "Changed", .blue))
      paragraph(markup: change.words.map(wordText).joined())
    }
  }.joined()
}

private func wordText(_ change: WordChange) -> HTML {
  switch change.kind {
  case .kept: "\(change.text) "
  case .added: "<ins>\(change.text)</ins> "
  case .removed: "<del>\(change.text)</del> "
  }
}

/// The plan in plain words: the child's copy.
struct PlainPlanPage: Page, Codable {
  let path: String
  let name: String
  let document: PlanDocument
  let lines: [PlanLine]
  let isFamily: Bool
  var title: String { "My plan" }
  var trail: [Link] { isFamily ? [Link("Home", "/family")] : [Link("Education, health and care", path)] }
  var menuPath: String? { isFamily ? "/family" : nil }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      if document.kind == .draft { insetText { paragraph("This is a draft. It can still change.") } }
      PlanSection.allCases.map { section in
        let own = lines.filter { $0.section == section }
        return own.isEmpty
          ? .empty
          : card(section.plainTitle, style: section == .a ? .voice : .plain) {
            own.map { prose($0.plain ?? $0.words) }.joined()
          }
      }
      buttonGroup { printButton("Print my plan") }
    }
  }
}

/// The form that answers one comment.
struct AnswerPage: Page, Codable {
  let path: String
  let childName: String
  let comment: DraftComment
  let entry: Entry
  var title: String { comment.answer == nil ? "Answer what the family said" : "What the family said" }
  var trail: [Link] { caseTrail(path, childName) + [Link("Plan", "\(path)/plan")] }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph("\(comment.kind.title)\(comment.section.map { ", section \($0.rawValue)" } ?? "")")
      quote(comment.words, who: comment.by, when: day(comment.at.day))
      if let answer = comment.answer {
        paragraph("Answered by \(comment.answeredBy ?? ""): \(answer.title). \(comment.answerWords ?? "")")
      } else {
        formPart(
          view, to: "\(path)/comments/\(comment.id)",
          comment.kind == .moreTime ? CommentForm.answering : Array(CommentForm.answering.dropLast()), entry,
          submit: "Send the answer")
      }
    }
  }
}
