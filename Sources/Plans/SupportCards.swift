import Design
import Kernel
import Web

// The cards beside the plan: what was agreed, deadlines, the team, the story of the levels.

extension SupportPage {
  func factsCard(_ support: Support) -> HTML {
    card("The help", id: "help", style: .narrow) {
      summaryList(facts(support))
      factLinks(support)
    }
  }

  private func facts(_ support: Support) -> [SummaryRow] {
    var rows = [
      SummaryRow("What the family wants", text: support.wanted),
      SummaryRow("Asked for", "\(day(support.requestedAt.day)). \(support.route.title)."),
      SummaryRow("Agreement", text: agreement(support)),
    ]
    if let scope = support.scope { rows.append(SummaryRow("May take part", text: scope)) }
    if let competence = support.competence { rows.append(SummaryRow("Understands the decision", text: competence)) }
    if support.isOpen {
      rows += [
        SummaryRow("Key worker", text: current?.keyWorkerName),
        SummaryRow("Lead professional", text: current?.leadName),
        SummaryRow("Next review", text: support.nextReviewOn?.longWithWeekday),
      ]
    }
    if let reopened = support.reopenedAt {
      rows.append(SummaryRow("Started again", text: "\(reopened.day.long). \(support.reopenedWhy ?? "")"))
    }
    if let reason = support.closeReason {
      rows += [
        SummaryRow("Why it ends", text: reason.title), SummaryRow("In place now", text: support.inPlace),
        SummaryRow("Who to call", text: support.whoToCall),
      ]
    }
    return rows
  }

  private func agreement(_ support: Support) -> String? {
    guard let answer = support.answer, let on = support.answeredOn else { return nil }
    switch answer {
    case .yes:
      let until =
        support.agreementEndedOn.map { " They took it back on \($0.long): \(support.agreementEndedWhy ?? "")" }
        ?? support.agreedUntil.map { $0 < today ? " It ran out on \($0.long)." : " Until \($0.long)." } ?? ""
      return "\(support.agreedBy ?? "The family") agreed on \(on.long).\(until)"
    case .no: return "They said no on \(on.long): \(support.answerWhy ?? ""). Offered: \(support.offered ?? "")"
    case .notNeeded: return "Not needed: \(support.answerWhy ?? "")"
    }
  }

  private func factLinks(_ support: Support) -> HTML {
    var links: [HTML] = []
    func add(_ label: String, _ rest: String, if isShown: Bool) {
      if isShown { links.append(link(label, to: path(support, rest))) }
    }
    add("Renew the agreement", "/agreement", if: may.start && support.allows(.renewAgreement))
    if may.start, support.allows(.takeBackAgreement), support.answer == .yes, !support.isAgreementTakenBack {
      links.append(link("The family has taken its agreement back", to: "/children/\(child.id)/agreements"))
    }
    add("Give to another practitioner", "/allocation", if: may.allocate && support.allows(.allocate))
    add("The assessment", "/assessment", if: current?.assessments.isEmpty == false)
    add(
      "Change the level of help", "/level", if: may.step && support.allows(.changeLevel) && support.level != .statutory)
    add("Step up", "/step-up", if: may.step && support.allows(.askStepUp) && support.level != .statutory)
    add("Step down", "/step-down", if: may.step && support.allows(.stepDown) && support.level == .statutory)
    add("Ask to close", "/closing", if: may.close && support.allows(.askToClose))
    if may.start, !support.isOpen {
      links.append(link("Start early help anew", to: "/children/\(child.id)/supports/new"))
    }
    return links.isEmpty ? .empty : heading("What else you can do", .h3, size: .s) + bulletList(links)
  }

  func clocksCard(_ current: SupportView) -> HTML {
    guard !current.clocks.isEmpty else { return .empty }
    return card("Time limits", id: "clocks", style: .narrow) {
      summaryList(
        current.clocks.map { clock in
          SummaryRow(
            clock.title,
            "\(tag(clock.words, clock.isLate ? .red : .grey))<p class=\"govuk-body-s govuk-!-margin-bottom-0\">\(clock.reckoning)</p>"
          )
        })
    }
  }

  func teamCard(_ current: SupportView) -> HTML {
    let change: HTML = link("The team", to: path(current.support, "/team"))
    return card("Team around \(child.calledName)", id: "team", style: .narrow, actions: change) {
      if current.team.isEmpty {
        paragraph("Nobody has been added yet.")
      } else {
        bulletList(current.team.map(teamWords))
      }
    }
  }

  func storyCard(_ current: SupportView) -> HTML {
    guard !current.steps.isEmpty else { return .empty }
    return card("The story of the level", id: "levels", style: .narrow) {
      timeline(
        current.steps.reversed().map { step in
          TimelineEntry(
            "\(step.direction.title): level \(step.from.rawValue) to \(step.to.rawValue)", when: day(step.askedAt.day),
            who: step.askedBy,
            body: markup {
              prose(step.reason)
              if let team = step.teamName { paragraph("Asked: \(team)") }
              if let on = step.handoverOn { paragraph("Handover meeting: \(on.long)") }
              if let answered = step.answeredBy, step.direction == .up {
                paragraph("\(step.state.title) by \(answered). \(step.answerWhy ?? "")")
              }
              if step.state == .pending { paragraph(markup: tag(step.state.title, .yellow)) }
            }, isKey: step.direction != .change)
        })
    }
  }
}

/// `Priya Nair, Early Help (lead professional)`
func teamWords(_ line: TeamLine) -> HTML {
  let roles = [line.isLead ? "lead professional" : nil, line.isKeyWorker ? "key worker" : nil].compactMap(\.self)
  return """
    <strong>\(line.name)</strong>, \(line.part), \(line.agency)\(" (\(roles.joined(separator: ", ")))", if: !roles.isEmpty)
    """
}
