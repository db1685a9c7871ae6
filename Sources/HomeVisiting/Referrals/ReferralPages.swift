import Design
import Kernel
import Web

/// Home visiting for one child: which rules are met, what to ask, what was decided.
struct ReferralPage: Page, Codable {
  let child: ChildID
  let childName: String
  /// The newest; nil where home visiting was never asked for.
  let referral: VisitingReferral?
  let setTitle: String
  let findings: [RuleFinding]
  /// Those that have ended or were declined before.
  let earlier: [VisitingReferral]
  /// What the family says of the visits, the newest first.
  let familyWords: [String]
  let mayRefer: Bool
  let mayDecide: Bool
  let teams: [Choice]
  let visitors: [Choice]
  let entry: Entry
  struct Choice: Sendable, Codable, Hashable {
    let value: String
    let name: String
  }
  var title: String { "Home visiting" }
  var trail: [Link] { [Link(childName, "/children/\(child)")] }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if let referral {
        state(referral)
        card(findingWords, id: "rules") { rules }
        if referral.state == .received { decision(referral, view) }
        if mayDecide, referral.state == .waiting || referral.state == .allocated { allocation(referral, view) }
      }
      if mayRefer, referral?.state.isOpen != true { newReferral(view) }
      if referral == nil, !mayRefer {
        emptyState("Nobody has asked for home visiting", "Those who work with the child can.")
      }
      if !familyWords.isEmpty { card("What the family says", id: "family-words") { familyWords.map { quote($0) } } }
      if !earlier.isEmpty {
        details("Before (\(earlier.count))") {
          bulletList(earlier.map { "\($0.receivedOn.long): \($0.state.title). \($0.reason ?? $0.endedWhy?.title)" })
        }
      }
    }
  }

  private func state(_ referral: VisitingReferral) -> HTML {
    card("Where it stands", id: "state", style: .lead) {
      summaryList(
        [
          SummaryRow("State", referralTag(referral.state)),
          SummaryRow("Asked for", "\(day(referral.receivedOn)), by \(referral.route.title)"),
        ]
          + (referral.decidedOn.map { [SummaryRow("Decided", "\(day($0)), \(referral.decidedBy)")] } ?? [])
          + (referral.reason.map {
            referral.endedWhy == .withdrawn
              ? [SummaryRow("Why it was taken back", text: $0)]
              : [SummaryRow("Why not", text: $0), SummaryRow("Offered instead", text: referral.otherOffer)]
          } ?? [])
          + (referral.visitorName.map {
            [SummaryRow("Visitor", text: "\($0), \(referral.rhythm?.title.lowercasedFirst ?? "")")]
          } ?? [])
          + (referral.endedWhy.map { [SummaryRow("Ended", text: "\(referral.endedOn?.long ?? ""): \($0.title)")] } ?? [])
      )
    }
  }

  private var findingWords: String {
    let (not, open) = (findings.count { $0.answer == .notMet }, findings.count { $0.answer == .notKnown })
    if not > 0 { return "\(not) of \(findings.count) rules \(not == 1 ? "is" : "are") not met" }
    return open > 0 ? "Nothing speaks against it; \(open) to ask" : "All \(findings.count) rules are met"
  }

  private var rules: HTML {
    markup {
      paragraph("The rules of this area: \(setTitle).")
      table(
        Table(
          "Rules of eligibility", [.init("Rule"), .init("Answer"), .init("What to ask"), .init("Source")],
          findings.map { finding in
            .init([
              "\(finding.rule.words)", answerTag(finding.answer),
              finding.answer == .notKnown ? "\(finding.rule.ask)" : .empty,
              "<span class=\"app-hint\">\(finding.rule.source), from \(finding.rule.validFrom.long)</span>",
            ])
          }))
    }
  }

  private func decision(_ referral: VisitingReferral, _ view: View) -> HTML {
    markup {
      if mayRefer {
        let facts = "\(visitingPath(child))/\(referral.id)/facts"
        details("Write down what you have learned", isOpen: entry.isTyped(into: facts)) {
          view.form(to: facts, entry) {
            factControls(
              entry.of(facts).filled(
                referral.facts.known.merging(["route": referral.route.rawValue, "version": "\(referral.version)"]) {
                  $1
                }))
            button("Save", style: .secondary)
          }
        }
        details("The family does not want it now", isOpen: isTyped(into: "withdrawal")) {
          formPart(
            view, to: "\(visitingPath(child))/\(referral.id)/withdrawal", [VisitingForm.whyBack], entry,
            submit: "Take it back", style: .secondary)
        }
      }
      if mayDecide {
        card("Home visiting is for this family", id: "accept") {
          formPart(
            view, to: "\(visitingPath(child))/\(referral.id)/acceptance", [chosen(VisitingForm.team, teams)], entry,
            submit: "Accept", keepsDraft: false)
        }
        details("It is not for this family now", isOpen: isTyped(into: "declining")) {
          formPart(
            view, to: "\(visitingPath(child))/\(referral.id)/declining",
            [VisitingForm.reason, VisitingForm.otherOffer], entry, submit: "Decline, and make the other offer",
            style: .secondary)
        }
      }
    }
  }

  private func allocation(_ referral: VisitingReferral, _ view: View) -> HTML {
    markup {
      card(referral.visitor == nil ? "Who visits" : "Another visitor", id: "allocate") {
        let path = "\(visitingPath(child))/\(referral.id)/allocation"
        formPart(
          view, to: path, [chosen(VisitingForm.visitor, visitors), VisitingForm.rhythm],
          entry.of(path).filled(["rhythm": (referral.rhythm ?? .fortnightly).rawValue]), submit: "Save")
      }
      details("End home visiting", isOpen: isTyped(into: "ending")) {
        formPart(
          view, to: "\(visitingPath(child))/\(referral.id)/ending", [VisitingForm.why], entry, submit: "End it",
          style: .warning)
      }
    }
  }

  /// Somebody has typed into this form about the referral.
  private func isTyped(into form: String) -> Bool {
    referral.map { entry.isTyped(into: "\(visitingPath(child))/\($0.id)/\(form)") } ?? false
  }

  private func newReferral(_ view: View) -> HTML {
    card(referral == nil ? "Ask for home visiting" : "Ask again", id: "ask") {
      view.form(to: visitingPath(child), entry) {
        let entry = entry.of(visitingPath(child))
        control(ReferralForm.receivedOn, entry.filled(["received_on": view.today.description]))
        factControls(entry)
        button("Send the referral")
      }
    }
  }

  private func factControls(_ entry: Entry) -> HTML {
    markup {
      controls(
        [ReferralForm.route, ReferralForm.complexNeeds, ReferralForm.hasDiagnosis, ReferralForm.diagnosis], entry)
      controls([ReferralForm.hours, ReferralForm.agreed, ReferralForm.parent], entry)
      fieldset("How many months behind is the child?", hint: "By area. Leave empty what is not known.") {
        DevelopmentArea.portage.map { control(ReferralForm.behind($0), entry, marksOptional: false) }.joined()
      }
      control(ReferralForm.version, entry)
    }
  }

  /// The same question with the people or teams to choose from.
  private func chosen(_ field: Field, _ choices: [Choice]) -> Field {
    Field(field.name, field.label, .choice(choices.map { .init($0.value, $0.name) }), required: field.required)
  }
}

/// Where a child’s home visiting is.
func visitingPath(_ child: ChildID) -> String { "/children/\(child)/home-visiting" }

func referralTag(_ state: ReferralState) -> HTML {
  switch state {
  case .received: tag(state.title, .yellow)
  case .waiting: tag(state.title, .yellow)
  case .allocated: tag(state.title, .green)
  case .declined, .ended: tag(state.title, .grey)
  }
}
private func answerTag(_ answer: RuleAnswer) -> HTML {
  switch answer {
  case .met: tag(answer.title, .green)
  case .notMet: tag(answer.title, .red)
  case .notKnown: tag(answer.title, .yellow)
  }
}

/// The rule sets, and which area uses which.
struct RuleSetsPage: Page, Codable {
  let rules: [EligibilityRule]
  let areas: [Area]
  let mayChoose: Bool
  let entry: Entry
  struct Area: Sendable, Codable, Hashable {
    let id: LocalityID
    let name: String
    let set: String
  }
  var title: String { "Who home visiting is for" }
  var trail: [Link] { [Link("Visits", "/visits")] }
  var menuPath: String? { "/visits" }
  var isWide: Bool { true }

  func body(_ view: View) -> HTML {
    let sets = Dictionary(grouping: rules, by: \.set).sorted { ($0.value[0].setTitle) < ($1.value[0].setTitle) }
    return markup {
      pageHeading(title)
      paragraph("Each area goes by one of these sets. Every rule has its source and the days on which it holds.")
      card("Areas", id: "areas") {
        table(
          Table(
            "Areas and their rules", [.init("Area"), .init("Rules")],
            areas.map { area in .init(["\(area.name)", "\(sets.first { $0.key == area.set }?.value[0].setTitle)"]) }))
        if mayChoose {
          view.form(to: "/visits/rules", entry, keepsDraft: false) {
            control(RuleSetForm.area(areas), entry)
            control(RuleSetForm.set(sets.map { ($0.key, $0.value[0].setTitle) }), entry)
            button("Choose these rules", style: .secondary)
          }
        }
      }
      sets.map { set in
        card(set.value[0].setTitle, id: "set-\(set.key)") {
          table(
            Table(
              set.value[0].setTitle, [.init("Rule"), .init("Source"), .init("Valid")],
              set.value.map { rule in
                .init([
                  "\(rule.words)", "\(rule.source)",
                  "from \(day(rule.validFrom))\(rule.validTo.map { " until \(day($0))" as HTML })",
                ])
              }))
        }
      }
    }
  }
}

enum RuleSetForm {
  static let areaField = Field("locality", "Which area?", .id, required: "Choose the area")
  static let setField = Field("rule_set", "Which rules?", .text(max: 40), required: "Choose the rules")
  static func area(_ areas: [RuleSetsPage.Area]) -> Field {
    Field(
      "locality", areaField.label, .choice(areas.map { .init($0.id.description, $0.name) }),
      required: areaField.required)
  }
  static func set(_ sets: [(String, String)]) -> Field {
    Field("rule_set", setField.label, .choice(sets.map { .init($0.0, $0.1) }), required: setField.required)
  }
}
