import Design
import Kernel
import Web

/// Where somebody complains, or says that something was good.
struct NewComplaintPage: Page, Codable {
  let entry: Entry
  var title: String { "Tell us if something was not right, or was good" }
  var trail: [Link] { [voiceHome] }
  var menuPath: String? { "/voice" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      lead("You will not get less help because you complain.")
      paragraph(
        "Only those who look after complaints and who answer yours read it. It is not put into your child’s record.")
      formPart(view, to: "/voice/complaints", ComplaintForm.all, entry, submit: "Send it")
      paragraph(markup: "Sent one already? \(link("See where it is", to: "/voice/complaints/follow")).")
    }
  }
}

/// Where a complaint is, to the browser that knows its code and to the account that made it; to everybody else the
/// question for reference and code, whether there is such a complaint or not.
struct FollowComplaintPage: Page, Codable {
  struct Own: Codable, Sendable {
    let reference: String
    let about: String
    let state: ComplaintState
    let receivedOn: Day
    init(_ complaint: Complaint) {
      (reference, about, state) = (complaint.reference, complaint.about, complaint.state)
      receivedOn = complaint.receivedAt.day
    }
  }
  let own: [Own]
  let seen: FollowedComplaint?
  let entry: Entry
  var title: String {
    seen.map { $0.complaint.kind == .complaint ? "Your complaint" : "What you told us" }
      ?? "See where your complaint is"
  }
  var trail: [Link] { [voiceHome] + (seen == nil ? [] : [Link("Complaints", "/voice/complaints/follow")]) }
  var menuPath: String? { "/voice" }
  func body(_ view: View) -> HTML {
    if let seen { return seen.drawn(title, view, entry) }
    return readingColumn {
      pageHeading(title)
      if !own.isEmpty {
        table(
          Table(
            "Yours", [.init("About"), .init("Sent"), .init("How it stands")],
            own.map {
              .init(
                ["\($0.about)", day($0.receivedOn), tag($0.state.title, .blue)],
                link: "/voice/complaints/follow/\($0.reference)")
            }))
      }
      formPart(
        view, to: "/voice/complaints/follow", [ComplaintForm.reference, ComplaintForm.code], entry, submit: "See it",
        keepsDraft: false)
    }
  }
}

/// A step as whoever complained reads it: colleagues are named, accounts are not.
struct FamilyStep: Codable, Sendable {
  let words: String
  let at: Instant
  let by: String
  let text: String?
  let outcome: ComplaintOutcome?
  init(_ step: ComplaintStep) {
    (words, at, by, outcome) = (step.kind.past, step.at, step.name, step.outcome)
    text = step.kind == .handler ? step.words.map { "\($0) looks at it." } : step.words
  }
}

/// Where a complaint is, to whoever made it.
struct FollowedComplaint: Codable, Sendable {
  struct Shown: Codable, Sendable {
    let reference: String
    let kind: ComplaintKind
    let procedure: ComplaintProcedure?
    let about: String
    let words: String
    let wanted: String?
    let receivedOn: Day
    let stage: Int
    let state: ComplaintState
    let handlerName: String?
    init(_ complaint: Complaint) {
      (reference, kind, procedure) = (complaint.reference, complaint.kind, complaint.procedure)
      (about, words, wanted) = (complaint.about, complaint.words, complaint.wanted)
      (receivedOn, stage, state) = (complaint.receivedAt.day, complaint.stage, complaint.state)
      handlerName = complaint.handlerName
    }
  }
  let complaint: Shown
  let steps: [FamilyStep]
  let may: [ComplaintStepKind]
  let answerBy: Day?
  let isLate: Bool
  let askBy: Day?
  /// Shown once, when it was just sent.
  let code: String?

  func drawn(_ title: String, _ view: View, _ entry: Entry) -> HTML {
    readingColumn {
      pageHeading(title, caption: complaint.reference)
      code.map { code in
        insetText {
          paragraph("Thank you. We have it. Write both down: with them you can always see where it is.")
          paragraph(markup: "Reference <strong>\(complaint.reference)</strong>, code <strong>\(code)</strong>")
        }
      } ?? .empty
      card("Where it is", id: "where", style: .lead) {
        summaryList(
          [SummaryRow("How it stands", tag(complaint.state.title, complaint.state.isOver ? .grey : .blue))]
            + (complaint.procedure.map { [SummaryRow("Now", text: $0.stage(complaint.stage))] } ?? [])
            + (complaint.handlerName.map { [SummaryRow("Who looks at it", text: $0)] } ?? [])
            + (answerBy.map {
              [SummaryRow("You hear from us by", "\(day($0)) \(isLate ? tag("We are late", .red) : .empty)")]
            } ?? []))
      }
      card("What has happened", id: "steps") {
        timeline(
          steps.reversed().map { step in
            TimelineEntry(
              step.words, when: time(step.at), who: step.by,
              body: markup {
                step.outcome.map { paragraph(markup: "<strong>\($0.plain)</strong>") } ?? .empty
                step.text.map { prose($0) } ?? .empty
              }, isKey: step.outcome != nil)
          } + [TimelineEntry("You sent it", when: day(complaint.receivedOn), body: prose(complaint.words))])
      }
      if !may.isEmpty { yourTurn(view, entry) }
      if let procedure = complaint.procedure, complaint.state == .answered || complaint.state == .closed {
        paragraph(
          """
          If you are still not content when we have answered for the last time, you can ask \(procedure.ombudsman), who \
          is independent. Do so within 12 months of the day you learned of the matter.
          """)
      }
    }
  }

  private func yourTurn(_ view: View, _ entry: Entry) -> HTML {
    let path = "/voice/complaints/follow/\(complaint.reference)/steps"
    return card("What you can do", id: "you") {
      if may.contains(.nextStage) {
        askBy.map { paragraph("You can ask for a panel until \($0.long).") } ?? .empty
        view.form(to: path, entry) {
          hidden("kind", ComplaintStepKind.nextStage.rawValue)
          control(
            Field("words", "What is still not right?", .prose(max: 4000), required: "Enter what is still not right"),
            entry)
          button("Ask for it to be looked at again")
        }
      }
      if may.contains(.more) {
        view.form(to: path, entry) {
          hidden("kind", ComplaintStepKind.more.rawValue)
          control(Field("words", "Anything to add?", .prose(max: 4000)), entry, marksOptional: false)
          button("Add this", style: .secondary)
        }
      }
      buttonGroup {
        if may.contains(.settled) { view.postButton("It is settled", to: path, ["kind": "settled"]) }
        if may.contains(.withdraw) { view.postButton("Withdraw it", to: path, ["kind": "withdraw"]) }
      }
    }
  }
}

/// Complaints and compliments for those who answer them.
struct ComplaintsPage: Page, Codable {
  struct Line: Codable, Sendable {
    let complaint: Complaint
    let dueOn: Day?
    let dueWords: String?
    let isLate: Bool
  }
  let lines: [Line]
  let isOver: Bool
  let keepsAll: Bool
  let page: Int
  let hasMore: Bool
  var title: String { "Complaints" }
  var sheet: Sheet? {
    Sheet(
      name: isOver ? "complaints-over" : "complaints",
      columns: ["reference", "kind", "about", "stage", "state", "who", "next_limit", "late"],
      rows: lines.map { line in
        let one = line.complaint
        return [
          one.reference, one.kind.rawValue, one.about, "\(one.stage)", one.state.title, one.handlerName ?? "",
          line.dueOn?.description ?? "", line.isLate ? "yes" : "no",
        ]
      })
  }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      subNavigation(
        [
          NavItem("Open", "/complaints", isCurrent: !isOver),
          NavItem("Over", "/complaints?over=yes", isCurrent: isOver),
        ], label: "Complaints")
      if !keepsAll { paragraph("Those that you were asked to look at.") }
      table(
        Table(
          title, [.init("Reference"), .init("About"), .init("Stage"), .init("Who looks at it"), .init("Next limit")],
          lines.map { line in
            let one = line.complaint
            return .init(
              [
                "\(one.reference)",
                one.kind == .compliment ? "\(one.about) \(tag("Compliment", .green))" : "\(one.about)",
                "\(one.kind == .compliment ? "" : "\(one.stage): ")\(one.state.title)",
                one.handlerName.map { "\($0)" } ?? (one.kind == .compliment ? "" : tag("Nobody", .yellow)),
                line.dueWords.map { tag($0, line.isLate ? .red : .blue) } ?? .empty,
              ], link: one.path)
          }, empty: isOver ? "None is over." : "None is open."))
      pagination(Pages(page: page, hasMore: hasMore) { "/complaints?\(isOver ? "over=yes&" : "")page=\($0)" })
      if !lines.isEmpty {
        paragraph(
          markup: link("Download as a spreadsheet", to: "/complaints?\(isOver ? "over=yes&" : "")format=csv"))
      }
    }
  }
}

/// One complaint to those who answer it.
struct ComplaintPage: Page, Codable {
  struct Limit: Codable, Sendable {
    let title: String
    let sentence: String
    let words: String
    let isLate: Bool
  }
  let complaint: Complaint
  let steps: [ComplaintStep]
  let allowed: [ComplaintStepKind]
  let clocks: [Limit]
  let entry: Entry
  var title: String { "\(complaint.kind == .complaint ? "Complaint" : "Compliment") \(complaint.reference)" }
  var trail: [Link] { [Link("Complaints", "/complaints")] }
  var menuPath: String? { "/complaints" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: complaint.about)
      columns {
        card("What was said", style: .voice) {
          prose(complaint.words)
          complaint.wanted.map { paragraph(markup: "<strong>What would put it right:</strong> \($0)") } ?? .empty
        }
        if !allowed.isEmpty { next(view) }
        card("What has happened", id: "steps") {
          timeline(
            steps.reversed().map { step in
              TimelineEntry(
                step.kind.past, when: time(step.at), who: step.name,
                body: markup {
                  step.outcome.map { paragraph($0.title) } ?? .empty
                  step.words.map { prose($0) } ?? .empty
                }, isKey: step.kind == .answer)
            })
        }
      } side: {
        card("How it stands", style: .narrow) {
          summaryList([
            SummaryRow("State", tag(complaint.state.title, complaint.state.isOver ? .grey : .blue)),
            SummaryRow("Rules", text: complaint.procedure?.title),
            SummaryRow("Stage", text: complaint.procedure?.stage(complaint.stage)),
            SummaryRow("Who looks at it", text: complaint.handlerName),
            SummaryRow("From", text: complaint.name), SummaryRow("Reached by", text: complaint.contact),
            SummaryRow("Received", time(complaint.receivedAt)),
          ])
        }
        card("Time limits", style: .narrow) {
          clocks.isEmpty ? paragraph("None runs.") : .empty
          clocks.map { clock in
            paragraph(markup: "\(clock.title). \(tag(clock.words, clock.isLate ? .red : .grey)) \(clock.sentence).")
          }
        }
      }
    }
  }

  private func next(_ view: View) -> HTML {
    card("What next", id: "next", style: .lead) {
      view.form(to: "\(complaint.path)/steps", entry) {
        control(ComplaintForm.step(allowed), entry)
        if allowed.contains(.acknowledge), complaint.kind == .complaint { control(ComplaintForm.procedure, entry) }
        if allowed.contains(.handler) { control(ComplaintForm.email, entry) }
        if allowed.contains(.answer) { control(ComplaintForm.outcome, entry) }
        control(ComplaintForm.letter, entry, marksOptional: false)
        control(ComplaintForm.version, entry)
        button("Save")
      }
    }
  }
}
