import Clocks
import Design
import Kernel
import People
import Web

/// A request as the front door sees it: all that was said, why it is urgent, its clock, who it may be about, checks, log
/// and decision.
struct RequestPage: Page, Codable {
  struct Limit: Codable, Sendable {
    let title: String
    let stands: String
    let explanation: String
    let isLate: Bool
    let isOpen: Bool
  }
  struct Decided: Codable, Sendable {
    let decision: HelpDecision
    let criteria: [ThresholdCriterion]
    /// The early help in which the decision is carried out.
    let help: EarlyHelp.Open?
    let mayUndo: Bool
  }
  struct Similar: Codable, Sendable {
    let id: HelpRequestID
    let reference: String
    let state: RequestState
    let receivedAt: Instant
    let from: String
  }
  struct Colleague: Codable, Sendable {
    let id: PractitionerID
    let name: String
  }
  let reference: String
  /// Nil where the caller sees only the reference.
  let request: HelpRequest?
  let state: RequestState
  let limits: [Limit]
  let childName: String?
  /// The locality where the child lives, as far as the postcode says.
  let place: String?
  let matches: [PossibleMatch]
  /// Records of other agencies that are alike and that this reader may not see.
  let unseenMatches: Int
  let similar: [Similar]
  let criteriaClaimed: [ThresholdCriterion]
  let checks: [AgencyCheck]
  let log: [LogEntry]
  let decisions: [Decided]
  let suggested: [SuggestedService]
  let colleagues: [Colleague]
  let mayScreen: Bool
  let isMine: Bool
  let entry: Entry
  let today: Day

  var title: String { request.map { "\($0.asked.givenName), \(reference)" } ?? reference }
  var trail: [Link] { [Link("Requests for help", "/requests")] }
  var menuPath: String? { "/requests" }
  var isWide: Bool { true }

  func body(_ view: View) -> HTML {
    guard let request else { return onlyReference }
    return markup {
      identity(request, view)
      columns {
        decisions.isEmpty ? .empty : decisionCard(request, view)
        request.isOpen && mayScreen ? nextStep(request, view) : .empty
        whatWasSaid(request)
        mayScreen ? matchCard(request, view) : .empty
        logCard(request, view)
      } side: {
        limitsCard(request)
        whyCard(request)
        holderCard(request, view)
        checksCard(request, view)
        servicesCard(request)
        askerCard(request)
      }
    }
  }

  private var onlyReference: HTML {
    readingColumn {
      pageHeading("Request \(reference)")
      paragraph(markup: tag(state.title, .blue))
      insetText {
        paragraph(
          "This request is about a restricted record. Only those with a named link to the child see more than this. If you need to work on it, ask the person who manages the record."
        )
      }
    }
  }

  private func identity(_ request: HelpRequest, _ view: View) -> HTML {
    let asked = request.asked
    let born =
      asked.bornOn.map { "\($0.long) (\($0.age(on: today)))" } ?? asked.expectedOn.map { "Due \($0.long)" }
      ?? "Not said"
    var flags = [IdentityBar.Flag(state.title, state == .decided ? .green : .blue)]
    if request.urgency != .routine { flags.insert(IdentityBar.Flag(request.urgency.title, .red), at: 0) }
    if request.isLate(at: view.now) { flags.append(IdentityBar.Flag("Late", .red)) }
    let record: HTML =
      request.child.map { link(childName ?? "Open the record", to: "/children/\($0)") } ?? "Not found yet"
    return identityBar(
      IdentityBar(
        asked.childName,
        facts: [
          .init("Reference", "\(reference)"), .init("Born", "\(born)"),
          .init("Lives", "\(asked.postcode?.text ?? "Not said")\(place.map { ", \($0)" } ?? "")"),
          .init("School or nursery", "\(asked.school ?? "Not said")"), .init("Record", record),
        ], flags: flags))
  }

  /// The one thing to do now, first on the page.
  private func nextStep(_ request: HelpRequest, _ view: View) -> HTML {
    card("What to do now", style: .lead) {
      if request.screener == nil {
        paragraph("Nobody has this request.")
        view.postButton("Take it", to: "/requests/\(request.id)/taking", style: .primary)
      } else if request.child == nil {
        paragraph("Find the child’s record, or start a new one. Then you can decide.")
        buttonGroup {
          linkButton("Look at possible records", to: "#records")
          linkButton("Decide without a record", to: "/requests/\(request.id)/decision", style: .secondary)
        }
      } else {
        paragraph(
          checks.contains(where: \.isOpen)
            ? "Some agencies have not answered. You can wait, or decide with what you know."
            : "The record is found. Ask another agency, or decide.")
        buttonGroup {
          linkButton("Decide", to: "/requests/\(request.id)/decision")
          linkButton("Ask an agency", to: "/requests/\(request.id)/checks", style: .secondary)
        }
      }
    }
  }

  private func whatWasSaid(_ request: HelpRequest) -> HTML {
    let asked = request.asked
    let who = "\(asked.askerName), \(asked.askerTitle.isEmpty ? asked.asker.short : asked.askerTitle)"
    return card("What they said") {
      [("What would help", asked.wouldHelp), ("What is hard", asked.hard), ("What is going well", asked.goingWell)]
        .map { title, words in
          words.map {
            "\(heading(title, .h3, size: .s))\(quote($0, who: who, when: day(request.receivedAt.day)))" as HTML
          } ?? .empty
        }
      summaryList(answers(asked))
    }
  }

  private func answers(_ asked: NewHelpRequest) -> [SummaryRow] {
    var rows: [SummaryRow] = []
    func add(_ key: String, _ text: String?) { if let text, !text.isEmpty { rows.append(SummaryRow(key, text: text)) } }
    add("Help in mind", asked.services.map(\.title).joined(separator: "\n"))
    add(
      "Who helps already",
      (asked.helpers.map(\.title) + [asked.helpersWords].compactMap(\.self)).joined(separator: "\n"))
    add("Looked after by a council", asked.isLookedAfter?.title)
    add("Helps to look after somebody at home", asked.isYoungCarer?.title)
    add("Family’s agreement", asked.agreement?.title)
    add("Reason without agreement", asked.agreement == .agreed ? nil : asked.noAgreementWhy?.title)
    add("About the agreement", asked.agreementNote)
    add("Level claimed", asked.levelClaimed?.title)
    add("Signs claimed", criteriaClaimed.map { "Level \($0.level.rawValue): \($0.words)" }.joined(separator: "\n"))
    add("How soon", asked.soon?.title)
    return rows
  }

  private func matchCard(_ request: HelpRequest, _ view: View) -> HTML {
    card("Whose record is it?", id: "records") {
      if request.child != nil {
        paragraph(
          markup: "Joined to the record of \(link(childName ?? "the child", to: "/children/\(request.child!)")).")
        if !request.asked.circumstances.isEmpty, request.isOpen {
          paragraph(
            """
            They said something of the child’s life. When you decide, it goes into the record with who said it, unless the \
            record says something already.
            """)
        }
        paragraph(
          markup: """
            Is the child looked after, a young carer, or is money short? \
            \(link("Write it down in the record", to: "/children/\(request.child!)/circumstances")).
            """)
      } else if matches.isEmpty, unseenMatches == 0 {
        emptyState(
          "No record looks like this child",
          "Check the spelling and the date of birth. If the child is new to us, start a record.")
      } else {
        if unseenMatches > 0 {
          paragraph(
            "\(unseenMatches == 1 ? "One record of another agency is" : "\(unseenMatches) records of other agencies are") alike. Your agency may not see which: ask the information governance lead to compare them."
          )
        }
        if !matches.isEmpty { matchTable(request, view) }
      }
      request.isOpen && request.child == nil
        ? buttonGroup {
          linkButton("Start a new record", to: "/requests/\(request.id)/record", style: .secondary)
          link("Search all records", to: "/search?q=\(percentEncoded(request.asked.childName))")
        } : .empty
      similar.isEmpty
        ? .empty
        : markup {
          heading("Other requests that may be about the same child", .h3, size: .s)
          bulletList(
            similar.map {
              "\(link($0.reference, to: "/requests/\($0.id)")), \($0.from), \(day($0.receivedAt.day)) \(tag($0.state.title))"
            })
        }
    }
  }
  private func matchTable(_ request: HelpRequest, _ view: View) -> HTML {
    table(
      Table(
        "Records that may be this child",
        [.init("Name"), .init("Born"), .init("What is alike"), .init("Same child")],
        matches.map { match in
          Table.Row(
            [
              "\(match.name)", "\(match.born)",
              "\(match.reasons.joined(separator: ", ")) \(tag("Very alike", .green), if: match.score >= 90)",
              request.isOpen ? join(match, request, view) : "",
            ], link: "/children/\(match.child)/key-information")
        }))
  }
  private func join(_ match: PossibleMatch, _ request: HelpRequest, _ view: View) -> HTML {
    view.postButton(
      "This is the child", to: "/requests/\(request.id)/child",
      ["child": match.child.description, "version": "\(request.version)"])
  }

  private func logCard(_ request: HelpRequest, _ view: View) -> HTML {
    card("Log and messages") {
      timeline(
        log.reversed().map { entry in
          TimelineEntry(
            entry.kind.title, when: time(entry.writtenAt), who: entry.byName,
            body: prose(entry.words), isKey: entry.kind.isShared)
        }, empty: "Nothing has been written yet.")
      if mayScreen {
        let notes = "/requests/\(request.id)/notes"
        details("Write a note", isOpen: entry.isTyped(into: notes)) {
          let entry = entry.of(notes)
          view.form(to: notes, entry) {
            control(ScreeningForm.logKind, entry)
            control(ScreeningForm.logWords, entry)
            button("Save the note", style: .secondary)
          }
        }
        details("Write to \(request.asked.askerName)", isOpen: entry.error("message") != nil) {
          formPart(
            view, to: "/requests/\(request.id)/messages", [ScreeningForm.message], entry, submit: "Send the message",
            style: .secondary)
        }
      }
    }
  }

  private func limitsCard(_ request: HelpRequest) -> HTML {
    card("Time", style: .narrow) {
      paragraph(markup: "Received \(time(request.receivedAt)).")
      limits.map { limit -> HTML in
        """
        <p class="govuk-body"><strong>\(limit.title)</strong> \
        \(tag(limit.stands, limit.isLate ? .red : limit.isOpen ? .yellow : .green))</p>\
        <p class="govuk-body-s app-hint">\(limit.explanation).</p>
        """
      }
    }
  }

  private func whyCard(_ request: HelpRequest) -> HTML {
    card("How urgent, and why", style: .narrow) {
      paragraph(markup: urgencyTag(request.urgency))
      request.reasons.isEmpty
        ? paragraph("Nothing they said asks for more than the usual time.")
        : bulletList(request.reasons.map { "\($0)" })
    }
  }

  private func holderCard(_ request: HelpRequest, _ view: View) -> HTML {
    card("Who has it", style: .narrow) {
      if let name = request.screenerName, let at = request.takenAt {
        paragraph(markup: "\(isMine ? "You" : "\(name)"), since \(time(at)).")
      } else {
        paragraph("No one yet.")
      }
      if mayScreen, request.isOpen {
        request.screener == nil ? .empty : view.postButton("Put it back", to: "/requests/\(request.id)/return")
        colleagues.isEmpty
          ? .empty
          : details("Hand it to somebody else", isOpen: entry.error("practitioner") != nil) {
            formPart(
              view, to: "/requests/\(request.id)/handover",
              [choosing(ScreeningForm.practitioner, colleagues.map { ($0.id.description, $0.name) })], entry,
              submit: "Hand it over", style: .secondary, keepsDraft: false)
          }
      }
    }
  }

  private func checksCard(_ request: HelpRequest, _ view: View) -> HTML {
    card("Checks of other agencies", style: .narrow) {
      checks.isEmpty ? paragraph("No agency has been asked.") : .empty
      checks.map { check in
        markup {
          heading(check.agencyName, .h3, size: .s)
          paragraph(check.question)
          if let finding = check.finding {
            paragraph(
              markup:
                "\(tag(finding.title, finding == .concern ? .red : .green)) \(check.answeredBy ?? ""), \(time(check.answeredAt ?? check.askedAt))"
            )
            check.answer.map { prose($0) } ?? .empty
          } else if check.cancelledAt != nil {
            paragraph(markup: tag("Not needed any more"))
          } else {
            paragraph(markup: dueTag(due: check.dueAt.day, today: today))
            mayScreen
              ? paragraph(markup: link("Write down their answer", to: "/requests/\(request.id)/checks/\(check.id)"))
              : .empty
          }
        }
      }
      mayScreen && request.isOpen
        ? paragraph(markup: link("Ask an agency", to: "/requests/\(request.id)/checks")) : .empty
    }
  }

  private func servicesCard(_ request: HelpRequest) -> HTML {
    let mayAdd = mayScreen && request.state != .withdrawn
    guard mayAdd || !suggested.isEmpty else { return .empty }
    return card("Services from the local offer", id: "services", style: .narrow) {
      suggestedServices(suggested)
      mayAdd
        ? paragraph(markup: link("Find and suggest services", to: "/requests/\(request.id)/services")) : .empty
    }
  }

  private func askerCard(_ request: HelpRequest) -> HTML {
    let asked = request.asked
    var rows = [SummaryRow("Name", text: asked.askerName), SummaryRow("Who", text: asked.askerTitle)]
    if let phone = asked.phone { rows.append(SummaryRow("Phone", phoneLink(phone))) }
    if let email = asked.email { rows.append(SummaryRow("E-mail", text: email)) }
    if let time = asked.bestTime { rows.append(SummaryRow("Good time", text: time)) }
    if let language = asked.interpreter { rows.append(SummaryRow("Interpreter", text: language)) }
    if !asked.formats.isEmpty {
      rows.append(SummaryRow("Needs", text: asked.formats.map(\.title).joined(separator: "\n")))
    }
    if let parent = asked.familyContact { rows.append(SummaryRow("Parent or carer", text: parent)) }
    if let phone = asked.familyPhone { rows.append(SummaryRow("Their phone", phoneLink(phone))) }
    return card("Who asked", style: .narrow) { summaryList(rows) }
  }
}

/// The field with the choices of the moment: a list that opens, or radios where there are few.
func choosing(_ field: Field, _ options: [(value: String, label: String)]) -> Field {
  Field(
    field.name, field.label, .choice(options.map { Field.Option($0.value, $0.label) }), hint: field.hint,
    required: field.required)
}
