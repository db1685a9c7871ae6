import Design
import Kernel
import Web

/// All that the record says about a child, each fact with where it comes from.
struct DetailsPage: Page, Codable {
  let child: ChildID
  let childName: String
  let calledName: String
  let facts: [Fact]
  let circumstances: [CircumstanceLine]
  let family: [Relation]
  let agencies: [AgencyKnows]
  let isClosed: Bool
  let isRestricted: Bool
  let restrictedWhy: String?
  let mayChange: Bool
  let mayClose: Bool
  let mayRestrict: Bool
  let mayWriteWords: Bool
  let diedOn: Day?
  let mayRecordDeath: Bool

  struct Fact: Codable, Sendable, Hashable {
    let field: String
    let label: String
    let words: String?
    let source: FactSource
  }

  var title: String { "Details" }
  var isWide: Bool { true }
  var trail: [Link] { [Link("Search", "/search"), Link(childName, "/children/\(child)")] }
  private var path: String { "/children/\(child)" }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if let diedOn {
        insetText { paragraph("\(calledName) died on \(diedOn.long). The record can be read as before.") }
      } else if isClosed {
        insetText { paragraph("This record is closed. It can be read, not changed.") }
      }
      columns {
        group("Who", "who", DetailsForm.who + DetailsForm.numbers)
        group("Where", "where", DetailsForm.place)
        group("Daily life", "life", DetailsForm.life)
        circumstancesCard
        familyCard
      } side: {
        agenciesCard
        recordCard
      }
    }
  }

  private func group(_ title: String, _ id: String, _ fields: [Field]) -> HTML {
    let names = Set(fields.map(\.name))
    let facts = facts.filter { names.contains($0.field) }
    let usual = usualSource(facts)
    return card(
      title, id: id,
      actions: mayChange ? link("Change", to: "\(path)/details/change", hiddenText: title.lowercased()) : .empty
    ) {
      summaryList(
        facts.map { fact in
          let value: HTML =
            fact.words.map { "<span class=\"app-prose\">\($0)</span>" }
            ?? "<span class=\"app-hint\">Not recorded</span>"
          return SummaryRow(fact.label, "\(value)\(source(fact.source, unless: usual))")
        })
      if let usual { "<p class=\"govuk-body app-hint\">Where nothing else is said: \(usual.lowercasedFirst).</p>" }
    }
  }
  /// What most facts of a group come from is said once beneath it, not after each of them.
  private func usualSource(_ facts: [Fact]) -> String? {
    let all = facts.map(\.source.words).filter { !$0.isEmpty }
    let counted = Dictionary(grouping: all) { $0 }.mapValues(\.count).filter { $0.value > 2 }
    return counted.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  private func source(_ source: FactSource, unless usual: String?) -> HTML {
    let differing = source.differing.map {
      "<br>\(tag("Differs", .yellow)) <span class=\"app-hint\">\($0.agency): \($0.says)</span>" as HTML
    }
    let words: HTML =
      source.words.isEmpty || source.words == usual ? .empty : "<br><span class=\"app-hint\">\(source.words)</span>"
    return "\(words)\(differing)"
  }

  private var circumstancesCard: HTML {
    card(
      "\(calledName)’s life", id: "circumstances",
      actions: link("All, with dates", to: "\(path)/circumstances", hiddenText: "of \(calledName)’s life")
    ) { summaryList(circumstances.map(\.row)) }
  }
  private var familyCard: HTML {
    card(
      "Family",
      actions: mayChange ? link("Add somebody", to: "\(path)/family/new", hiddenText: "to the family") : .empty
    ) {
      familyTable(family, child: child, childName: calledName, mayChange: mayChange)
    }
  }
  private var agenciesCard: HTML {
    card("Which agencies know \(calledName)", id: "agencies", style: .narrow) { agencyList(agencies) }
  }
  private var recordCard: HTML {
    card("The record", id: "record", style: .narrow) {
      summaryList([
        SummaryRow("State", isClosed ? tag("Closed", .grey) : tag("Open", .green)),
        SummaryRow(
          "Who may see it",
          isRestricted
            ? "\(tag("Restricted", .purple)) only people with a named link. \(restrictedWhy ?? "")"
            : "The people and teams who work with \(calledName)"),
      ])
      bulletList(
        [
          link("Key information", to: "\(path)/key-information"),
          link("People around \(calledName)", to: "\(path)/people"),
          mayWriteWords ? link("Write down what \(calledName) says", to: "\(path)/words") : .empty,
          mayClose
            ? link(
              isClosed ? "Reopen the record" : "Close the record", to: "\(path)/\(isClosed ? "reopening" : "closure")")
            : .empty,
          mayRestrict
            ? link(
              isRestricted ? "Lift the restriction" : "Restrict who may see it",
              to: "\(path)/restriction\(isRestricted ? "/ending" : "")") : .empty,
          mayRestrict ? link("Hide a child at risk", to: "\(path)/hiding") : .empty,
          mayRecordDeath
            ? link(
              diedOn == nil ? "Record that \(calledName) has died" : "Correct the date of death", to: "\(path)/death")
            : .empty,
        ].filter { !$0.isEmpty })
    }
  }
}

func agencyList(_ agencies: [AgencyKnows]) -> HTML {
  guard !agencies.isEmpty else { return paragraph("No agency has sent a record.") }
  return markup {
    summaryList(agencies.map { SummaryRow($0.agencyName, "Told us on \(day($0.toldAt.day))") })
    paragraph("What is in their records is not shown here.")
  }
}

/// Changing the details; where somebody else has changed them meanwhile, both are shown.
struct ChangeDetailsPage: Page, Codable {
  let child: ChildID
  let childName: String
  let version: Int
  let localities: [Place]
  let conflicts: [Conflict]
  let entry: Entry

  struct Place: Codable, Sendable, Hashable {
    let id: LocalityID
    let name: String
  }
  /// One fact that was typed over a change of somebody else's.
  struct Conflict: Codable, Sendable, Hashable {
    let label: String
    let typed: String?
    let now: String?
  }

  var title: String { "Change the details" }
  var trail: [Link] {
    [Link(childName, "/children/\(child)"), Link("Details", "/children/\(child)/details")]
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if !conflicts.isEmpty { conflictTable }
      readingColumn {
        view.form(to: "/children/\(child)/details", entry) {
          fieldset("Who") { controls(DetailsForm.who, entry) }
          fieldset("Numbers") { controls(DetailsForm.numbers, entry) }
          fieldset("Where") { controls(DetailsForm.place.map(withChoices), entry) }
          fieldset("Daily life") { controls(DetailsForm.life, entry) }
          // After a conflict has been shown, sending again means what is typed.
          hidden("version", conflicts.isEmpty ? entry["version"] ?? String(version) : String(version))
          buttonGroup {
            button(conflicts.isEmpty ? "Save" : "Save what is typed below")
            linkButton("Cancel", to: "/children/\(child)/details", style: .secondary)
          }
        }
      }
    }
  }
  private func withChoices(_ field: Field) -> Field {
    guard field.name == DetailsForm.locality.name else { return field }
    return SearchForm.choosing(field, localities.map { .init($0.id.description, $0.name) }, none: "Not known")
  }
  private var conflictTable: HTML {
    card("Somebody changed these details while you were typing", id: "conflict", style: .lead) {
      paragraph("Nothing is saved yet. Look at both, correct the form below, and save it again.")
      table(
        Table(
          "What you typed and what is there now", [.init("Fact"), .init("You typed"), .init("There now")],
          conflicts.map { ["\($0.label)", "\($0.typed ?? "Nothing")", "\($0.now ?? "Nothing")"] }.map { Table.Row($0) })
      )
    }
  }
}
