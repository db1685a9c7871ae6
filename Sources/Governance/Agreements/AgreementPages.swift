import Design
import Kernel
import Web

/// Every agreement with how it stands.
struct AgreementsPage: Page, Codable {
  let on: Day
  let files: [AgreementFile]
  let mayKeep: Bool
  var title: String { "Agreements" }
  var trail: [Link] { [governanceHome] }
  var menuPath: String? { "/governance" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "agreements", columns: ["title", "kind", "state", "version", "parties", "missing", "review_on"],
      rows: files.map { file in
        let newest = file.versions.last
        return [
          file.agreement.title, file.agreement.kind.rawValue, file.standing(on: on).rawValue,
          newest.map { "\($0.number)" } ?? "", newest?.parties.map(\.agency).joined(separator: "; ") ?? "",
          newest?.missing.joined(separator: "; ") ?? "", newest?.reviewOn.description ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("What agencies have promised each other, and what they have promised families. With who has signed.")
      if mayKeep { buttonGroup { linkButton("Begin an agreement", to: "/governance/agreements/new") } }
      card("Agreements", id: "agreements") {
        table(
          Table(
            "Agreements",
            [
              .init("Agreement"), .init("Kind"), .init("Stands"), .init("Signed", numeric: true),
              .init("Looked at again"),
            ],
            files.map { file in
              let newest = file.versions.last
              return .init(
                [
                  "\(file.agreement.title)", "\(file.agreement.kind.title)", standingTag(file.standing(on: on)),
                  newest.map { "\($0.parties.count - $0.missing.count) of \($0.parties.count)" } ?? "",
                  newest.map { day($0.reviewOn) } ?? "",
                ], link: file.agreement.path)
            }, empty: "There is no agreement yet."))
        if !files.isEmpty {
          paragraph(markup: link("Download as a spreadsheet", to: "/governance/agreements?format=csv"))
        }
      }
    }
  }
}

private func standingTag(_ standing: AgreementStanding) -> HTML {
  let colours: [AgreementStanding: TagColour] = [.inForce: .green, .reviewDue: .yellow, .waiting: .yellow]
  return tag(standing.title, colours[standing] ?? .grey)
}

/// One agreement: what it is for, who has signed, and every version.
struct AgreementPage: Page, Codable {
  let on: Day
  let file: AgreementFile
  let decision: Link?
  let mayKeep: Bool
  /// Who was named to sign; for those who look after it.
  let signatories: [Signatory]
  /// The parties that the reader was named to sign for, and has not yet.
  let maySignFor: [String]
  var title: String { file.agreement.title }
  var trail: [Link] { [governanceHome, Link("Agreements", "/governance/agreements")] }
  var menuPath: String? { "/governance" }

  func body(_ view: View) -> HTML {
    let agreement = file.agreement
    return markup {
      pageHeading(title, caption: agreement.kind.title)
      paragraph(markup: standingTag(file.standing(on: on)))
      lead(agreement.easyWords)
      if mayKeep, agreement.endedOn == nil {
        buttonGroup {
          if file.versions.last.map({ !$0.isSigned }) ?? false {
            linkButton("Record a signature", to: "\(agreement.path)/signatures/new")
          }
          linkButton("Name who signs", to: "\(agreement.path)/signatories/new", style: .secondary)
          linkButton("Put a new version before the parties", to: "\(agreement.path)/versions/new", style: .secondary)
          linkButton("End it", to: "\(agreement.path)/end", style: .secondary)
        }
      }
      summaryList([
        SummaryRow("Looked after by", text: agreement.owner),
        SummaryRow("For the decision", decision.map { link($0.label, to: $0.path) } ?? "None"),
        SummaryRow(
          "Ended", text: agreement.endedOn.map { "\($0.long). \(agreement.endedWhy ?? "")" } ?? "No"),
      ])
      maySignFor.map { signingCard($0, view) }
      if !signatories.isEmpty {
        card("Who signs with their own account", id: "signatories") {
          summaryList(signatories.map { SummaryRow($0.agency, text: "\($0.name), \($0.office)") })
        }
      }
      file.versions.reversed().map(versionCard)
    }
  }

  private func signingCard(_ agency: String, _ view: View) -> HTML {
    let number = file.versions.last?.number ?? 0
    return card("You were named to sign", id: "sign") {
      paragraph("Read version \(number) below. With the button you sign it for \(agency), today and in your name.")
      view.form(to: "\(file.agreement.path)/own-signature", keepsDraft: false) {
        hidden("agency", agency)
        hidden("version", "\(number)")
        button("Sign it for \(agency)")
      }
    }
  }

  private func versionCard(_ version: AgreementVersion) -> HTML {
    let isInForce = file.inForce(on: on)?.number == version.number
    return card("Version \(version.number)", id: "version-\(version.number)") {
      paragraph(
        markup: isInForce
          ? tag("In force", .green)
          : version.isSigned ? tag("Signed by all", .grey) : tag("Waiting for signatures", .yellow))
      paragraph("Holds from \(version.from.long). Looked at again on \(version.reviewOn.long).")
      if isInForce, version.reviewOn < on { warningText("Its review was due on \(version.reviewOn.long).") }
      table(
        Table(
          "Parties of version \(version.number)", [.init("Party"), .init("Signed by"), .init("On")],
          version.parties.map { party in
            .init([
              "\(party.agency)",
              party.signedName.map {
                "\($0), \(party.office ?? "") \(tag("With their own account", .green), if: party.isInPerson)"
              } ?? tag("Not signed yet", .yellow),
              party.signedOn.map { day($0) } ?? "",
            ])
          }))
      details("What is agreed", isOpen: isInForce) {
        prose(version.words)
        version.terms.isEmpty
          ? .empty
          : summaryList(
            AgreementTerm.allCases.compactMap { term in
              version.terms[term].map { SummaryRow(term.title, prose($0)) }
            })
      }
    }
  }
}
