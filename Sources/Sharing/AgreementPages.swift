import Design
import Kernel
import People
import Web

/// What the family has agreed to and what not, and the decisions to share.
struct AgreementsPage: Page, Codable {
  let title: String
  let child: ChildID
  let childName: String
  let agreements: [Agreement]
  let decisions: [SharingDecision]
  let mayWrite: Bool
  let today: Day
  var trail: [Link] { [Link(childName, "/children/\(child)")] }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if mayWrite {
        buttonGroup {
          linkButton("Record an agreement or a refusal", to: "/children/\(child)/agreements/new")
          linkButton("Record a sharing decision", to: "/children/\(child)/sharing-decisions/new", style: .secondary)
        }
      }
      card("Agreements") {
        let standing = standingAgreements(agreements, on: today)
        let over = agreements.filter { !standing.contains($0) }
        if standing.isEmpty {
          emptyState("No agreement is in force", "Ask the family before you begin. A no is written down too.")
        }
        standing.map { agreementCard($0, view) }
        if !over.isEmpty {
          details("Agreements before these (\(over.count))") { over.map { agreementCard($0, view) } }
        }
      }
      card("Decisions to share, or not to") { decisionList(decisions, forFamily: false) }
    }
  }

  private func agreementCard(_ agreement: Agreement, _ view: View) -> HTML {
    let state = agreement.state(on: today)
    return markup {
      heading(agreement.about.title, .h3, size: .s)
      summaryList(
        [
          SummaryRow("What they said", stateTag(agreement, state)),
          SummaryRow(
            "Who said it, and how",
            """
            \(agreement.givenBy) (\(agreement.relation.title.lowercased())), \(day(agreement.on))\
            \(agreement.evidence.map { "<br>\($0)" as HTML })
            """),
          SummaryRow("Covers", text: agreement.agencies),
          SummaryRow("Until", agreement.expiresOn.map { day($0) } ?? "No end"),
          SummaryRow("Kept in", agreement.home.map { link($0.label, to: $0.path) } ?? ""),
        ].filter { agreement.home != nil || $0.key != "Kept in" })
      agreement.competence.map { paragraph("Competence: \($0)") } ?? .empty
      agreement.endedWhy.map { paragraph("Taken back: \($0)") } ?? .empty
      if state == .inForce, mayWrite {
        let path = "/children/\(child)/agreements/\(agreement.id)/end"
        details("The family has taken this back", isOpen: view.request.entry.isTyped(into: path)) {
          formPart(
            view, to: path, [EndForm.why], view.request.entry,
            submit: "Record that it is taken back", style: .warning, idPrefix: "\(agreement.id)-")
        }
      }
    }
  }
}

/// What holds now, a no included; and what has run out where nothing has taken its place, for somebody has to ask again.
func standingAgreements(_ agreements: [Agreement], on today: Day) -> [Agreement] {
  let standing = agreements.filter { [.inForce, .refused].contains($0.state(on: today)) }
  return agreements.filter { agreement in
    standing.contains(agreement)
      || agreement.state(on: today) == .expired && !standing.contains { $0.about == agreement.about }
  }
}

func stateTag(_ agreement: Agreement, _ state: Agreement.State) -> HTML {
  switch state {
  case .inForce: tag("Agreed", .green)
  case .refused: tag("Said no", .purple)
  case .withdrawn: tag("Taken back \(agreement.endedOn?.short ?? "")", .grey)
  case .expired: tag("Ended \(agreement.expiresOn?.short ?? "")", .yellow)
  }
}

/// What was decided to share, and what was shared because the work asked for it; the newest first.
func decisionList(_ decisions: [SharingDecision], _ inWork: [SharedInWork] = [], forFamily: Bool) -> HTML {
  let decided = decisions.map { decision in
    (
      decision.decidedAt.day,
      TimelineEntry(
        decision.isShared ? "Shared with \(decision.withWhom)" : "Not shared with \(decision.withWhom)",
        when: time(decision.decidedAt), who: decision.decidedBy,
        body: markup {
          paragraph("What: \(decision.what)")
          paragraph("Why: \(decision.why)")
          if !forFamily {
            paragraph("\(decision.situation.title). \(decision.basis). Asked: \(decision.wasAsked.title.lowercased()).")
            decision.notToldWhy.map { paragraph("The family does not see this yet: \($0)") } ?? .empty
          }
        }, isKey: decision.isShared)
    )
  }
  let shared = inWork.map { one in
    (
      one.on,
      TimelineEntry(
        "Shared with \(one.withWhom)", when: day(one.on),
        body: markup {
          paragraph("What: \(one.what)")
          paragraph("Why: \(one.why)")
        }, isKey: true)
    )
  }
  return timeline(
    (decided + shared).sorted { $0.0 > $1.0 }.map(\.1),
    empty: forFamily ? "We have not shared anything with anyone outside the team." : "No decision is recorded yet.")
}

struct NewAgreementPage: Page, Codable {
  let child: ChildID
  let childName: String
  /// In force, and kept elsewhere: not to be written down here again.
  let kept: [Agreement]
  let entry: Entry
  var title: String { "Record an agreement or a refusal" }
  var trail: [Link] { childTrail(child, childName, Link("Agreements and sharing", "/children/\(child)/agreements")) }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      kept.map { agreement in
        insetText {
          paragraph(
            markup:
              "\(agreement.givenBy) has agreed to “\(agreement.about.title.lowercased())” already. It is kept in \(agreement.home.map { link($0.label.lowercased(), to: $0.path) } ?? "") and shown with the agreements by itself."
          )
        }
      }
      formPart(view, to: "/children/\(child)/agreements", AgreementForm.all, entry, submit: "Save")
    }
  }
}

struct NewSharingDecisionPage: Page, Codable {
  let child: ChildID
  let childName: String
  let entry: Entry
  var title: String { "Record a sharing decision" }
  var trail: [Link] { childTrail(child, childName, Link("Agreements and sharing", "/children/\(child)/agreements")) }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      insetText {
        paragraph(
          "Share what is needed, with who needs it, when they need it. Write down what you decided and why, either way."
        )
      }
      formPart(
        view, to: "/children/\(child)/sharing-decisions", SharingDecisionForm.all, entry, submit: "Save the decision")
    }
  }
}

func childTrail(_ child: ChildID, _ name: String, _ more: Link...) -> [Link] {
  [Link(name, "/children/\(child)")] + more
}
