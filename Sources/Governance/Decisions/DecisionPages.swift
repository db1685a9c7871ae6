import Design
import Kernel
import Web

/// The forward plan and the register, for anyone to read.
struct DecisionsPage: Page, Codable {
  struct Line: Codable, Sendable {
    let record: DecisionRecord
    let isKey: Bool
    /// Pence over the whole life.
    let value: Int
    /// The first day on which it may be taken; nil where no notice stands.
    let earliest: Day?
    let taken: TakenDecision?
    /// The first day on which it may be taken in private; nil where it is taken in public.
    let privateFrom: Day?
  }
  let ahead: [Line]
  /// A part of those that were taken, the newest first.
  let taken: [Line]
  /// Above this whole-life value a decision that is begun today is key. Pence.
  let threshold: Int
  let page: Int
  let hasMore: Bool
  let mayPrepare: Bool
  var title: String { "Decisions" }
  var trail: [Link] { [governanceHome] }
  var menuPath: String? { "/governance" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "decisions",
      columns: [
        "reference", "title", "state", "key", "whole_life_pounds", "key_above_pounds", "decision_maker", "decide_from",
        "decide_to", "not_before", "in_private_not_before", "taken_at", "outcome", "reasons", "alternatives",
        "conflicts",
      ],
      rows: (ahead + taken).map { line in
        let content = line.record.content
        return [
          line.record.reference, content.title, line.record.state.rawValue, line.isKey ? "yes" : "no",
          plainPounds(line.value), plainPounds(line.record.threshold),
          "\(content.makerName), \(content.makerTitle)", content.decideFrom.description, content.decideTo.description,
          line.earliest?.description ?? "", line.privateFrom?.description ?? "", line.taken?.takenAt.description ?? "",
          line.taken?.outcome.rawValue ?? "",
          line.taken?.reasons ?? "", line.taken?.alternatives ?? "", line.taken?.conflicts ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("What the partnership is going to decide, and what it has decided and why. Anybody can read this.")
      insetText {
        paragraph(
          """
          A decision is key when it is worth more than \(pounds(threshold)) over its whole life, or when people in two wards \
          will feel it. It needs 28 clear days’ notice.
          """)
      }
      if mayPrepare { buttonGroup { linkButton("Prepare a decision", to: "/governance/decisions/new") } }
      card("Decisions ahead", id: "ahead") {
        table(
          Table(
            "Decisions ahead",
            [
              .init("Reference"), .init("Matter"), .init("Who decides"), .init("When"), .init("Worth", numeric: true),
              .init("Not before"), .init("Stands"),
            ],
            ahead.map { line in
              .init(
                [
                  "\(line.record.reference)", "\(line.record.content.title) \(tag("Key", .purple), if: line.isKey)",
                  "\(line.record.content.makerTitle)",
                  "\(line.record.content.decideFrom.long) to \(line.record.content.decideTo.long)",
                  line.value == 0 ? "Not said" : "\(pounds(line.value))",
                  "\(line.earliest?.long ?? "No notice") \(tag("In private", .yellow), if: line.privateFrom != nil)",
                  tag(line.record.state.title, .blue),
                ], link: line.record.path)
            }, empty: "No decision is being prepared."))
      }
      card("Decisions taken", id: "taken") {
        table(
          Table(
            "Decisions taken",
            [.init("Reference"), .init("Matter"), .init("Taken"), .init("Outcome"), .init("Stands")],
            taken.map { line in
              .init(
                [
                  "\(line.record.reference)", "\(line.record.content.title) \(tag("Key", .purple), if: line.isKey)",
                  "\(line.taken?.takenAt.day.long ?? "")", "\(line.taken?.outcome.title ?? "")",
                  tag(line.record.state.title, .grey),
                ], link: line.record.path)
            }, empty: "No decision has been taken yet."))
        pagination(Pages(page: page, hasMore: hasMore) { "/governance/decisions?page=\($0)" })
      }
      paragraph(markup: link("Download as a spreadsheet", to: "/governance/decisions?format=csv"))
    }
  }
}

/// One decision with all that anybody may see of it.
struct DecisionPage: Page, Codable {
  struct Attempt: Codable, Sendable {
    let what: String
    let refusal: String
    let at: Instant
    /// Nil for those who do not work on decisions.
    let name: String?
  }
  let record: DecisionRecord
  let isKey: Bool
  let value: Int
  /// The first year in which its value goes over the threshold.
  let crossesIn: Int?
  let streams: [MoneyStream]
  let options: [DecisionOption]
  let parts: [ReportPart]
  let implications: [Implication]
  let notice: DecisionNotice?
  let taken: TakenDecision?
  let acts: [DecisionAct]
  let attempts: [Attempt]
  let allowed: [DecisionActKind]
  let mayVerify: Bool
  /// The agreements that it waits for, and open risks about it.
  let agreements: [AgreementFile]
  let risks: [RiskLine]
  /// Who reads: nobody verifies what they wrote.
  let caller: AccountID?
  var title: String { record.content.title }
  var trail: [Link] { decisionTrail }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: "Decision \(record.reference)")
      paragraph(markup: "\(tag(record.state.title, .blue)) \(tag("Key decision", .purple), if: isKey)")
      buttons(view)
      matter
      if let taken { outcome(taken) }
      money
      report(view)
      if !agreements.isEmpty {
        card("Agreements that it waits for", id: "agreements") {
          bulletList(
            agreements.map {
              "\(link($0.agreement.title, to: $0.agreement.path)): \($0.standing(on: view.today).title.lowercasedFirst)"
            })
        }
      }
      risksCard(risks, on: view.today)
      history
    }
  }

  private func buttons(_ view: View) -> HTML {
    buttonGroup {
      linkButton("Read the notice", to: "\(record.path)/notice", style: .secondary)
      if view.may(.prepareDecision) && record.state.isAhead {
        if record.state == .draft {
          linkButton("Change it", to: "\(record.path)/content", style: .secondary)
          linkButton("Publish the notice", to: "\(record.path)/publication", style: .secondary)
          linkButton("Add money", to: "\(record.path)/additions/money", style: .secondary)
        } else {
          linkButton("Withdraw the notice", to: "\(record.path)/withdrawal", style: .secondary)
          linkButton("It will be taken in private", to: "\(record.path)/private-notices", style: .secondary)
          linkButton(
            "The meeting in private cannot wait", to: "\(record.path)/private-notices/urgent", style: .secondary)
        }
        [DecisionAddition.option, .part, .implication].map {
          linkButton($0.title, to: "\(record.path)/additions/\($0.rawValue)", style: .secondary)
        }
      }
      if view.may(.recordDecision) && record.state.isAhead {
        linkButton("Record the decision", to: "\(record.path)/taking", style: allowed.isEmpty ? .primary : .secondary)
      }
      if !allowed.isEmpty && view.may(.actOnDecision) { linkButton("Do what comes next", to: "\(record.path)/acts") }
    }
  }

  private var matter: HTML {
    let content = record.content
    return card("The matter", id: "matter") {
      prose(content.matter)
      summaryList([
        SummaryRow("Who decides", text: "\(content.makerName), \(content.makerTitle)"),
        SummaryRow("Between", text: "\(content.decideFrom.long) and \(content.decideTo.long)"),
        SummaryRow(
          "Not before",
          text: notice.map { "\($0.earliestAt.day.long): \($0.reckoning)" }
            ?? (isKey ? "A notice must be published first" : "No notice is needed")),
        content.consultation.map { SummaryRow("Consultation", citing($0)) } ?? SummaryRow("Consultation", text: nil),
        SummaryRow(
          "Equality", text: [content.equality.title, content.equalityNote].compactMap(\.self).joined(separator: ". ")),
        SummaryRow(
          "Award",
          text: content.delegatedTo.map { "Delegated to \($0) with \(content.delegatedWith ?? "")" }
            ?? "Nothing is delegated"),
      ])
    }
  }

  private func outcome(_ taken: TakenDecision) -> HTML {
    card("What was decided, and why", id: "taken", style: .lead) {
      summaryList([
        SummaryRow("Decided", text: "\(taken.outcome.title), \(taken.takenAt.long)"),
        SummaryRow("Reasons", prose(taken.reasons)), SummaryRow("What else was thought of", prose(taken.alternatives)),
        SummaryRow("Interests declared", text: taken.conflicts),
        SummaryRow("Recorded", text: "\(taken.recordedName), \(taken.recordedAt.long)"),
        SummaryRow("Can be called in until", text: taken.callInUntil.long),
      ])
    }
  }

  private var money: HTML {
    card("Money", id: "money") {
      table(
        Table(
          "Money", [.init("For"), .init("How often"), .init("Pounds", numeric: true)],
          streams.map { .init(["\($0.words)", $0.isYearly ? "Every year" : "Once", "\(pounds($0.pence))"]) },
          empty: "No money is spent or saved."))
      if !streams.isEmpty {
        paragraph(
          """
          Over \(record.content.years) \(record.content.years == 1 ? "year" : "years"): \(pounds(value)). A decision is key \
          when this is more than \(pounds(record.threshold)), or when people in two wards will feel it. \
          \(crossesIn.map { "The value goes over in year \($0)." } ?? "It never goes over.")
          """)
      }
    }
  }

  @HTMLBuilder private func report(_ view: View) -> HTML {
    card("Options", id: "options") {
      table(
        Table(
          "Options", [.init("Option"), .init("What speaks for and against it"), .init("Recommended")],
          options.map {
            .init(["\($0.title)", "\($0.appraisal)", $0.isRecommended ? tag("Recommended", .green) : "No"])
          },
          empty: "No options can be read yet."))
    }
    card("What it means", id: "implications") {
      if implications.isEmpty { paragraph("This can be read once every part of it is verified.") }
      implications.map { implication in
        markup {
          heading(implication.kind.title, .h3, size: .s)
          prose(implication.text)
          paragraph(
            markup: implication.verifiedAt.map { at in
              "\(tag("Verified", .green)) \(implication.verifiedName ?? ""), \(at.day.long)"
            } ?? tag("Not verified", .yellow))
          if mayVerify && implication.verifiedAt == nil && implication.writtenBy != caller {
            view.postButton(
              "Verify", to: "\(record.path)/implications/\(implication.id)/verification",
              hiddenText: implication.kind.title.lowercased())
          }
        }
      }
    }
    card("The report", id: "report") {
      if parts.isEmpty { paragraph("No part of the report can be read yet.") }
      parts.map { part in
        markup {
          heading(part.title, .h3, size: .s)
          part.exemptWhy.map { paragraph(markup: "\(tag("Not for the public", .red)) \($0)") } ?? .empty
          part.text.map { prose($0) } ?? .empty
        }
      }
    }
  }

  @HTMLBuilder private var history: HTML {
    if !acts.isEmpty {
      card("What came with it", id: "acts") {
        timeline(
          acts.reversed().map {
            TimelineEntry(
              $0.kind.past, when: time($0.at), who: $0.name, body: $0.words.map { prose($0) } ?? .empty)
          }, empty: "")
      }
    }
    if !attempts.isEmpty {
      card("Tried, and refused", id: "attempts") {
        table(
          Table(
            "Tried, and refused", [.init("When"), .init("What"), .init("Why it was refused"), .init("Who")],
            attempts.map { .init([time($0.at), "\($0.what)", "\($0.refusal)", "\($0.name ?? "An officer")"]) }))
      }
    }
  }
}

/// `1000000.01`, for a spreadsheet.
func plainPounds(_ pence: Int) -> String { pounds(pence).replacing("£", with: "").replacing(",", with: "") }

let decisionTrail = [governanceHome, Link("Decisions", "/governance/decisions")]

/// A text in which the address of a consultation of ours leads there: the evidence can be read.
func citing(_ text: String) -> HTML {
  guard let found = text.firstMatch(of: /\/voice\/consultations\/[0-9a-f-]{36}/) else { return "\(text)" }
  // An address that was copied with the name of the site keeps it in the text, not in the link.
  let path = String(found.output)
  return
    "\(text[..<found.range.lowerBound])\(link("the consultation", to: path))\(citing(String(text[found.range.upperBound...])))"
}
