import Design
import Kernel
import Store
import Web

/// Who works with the child, by agency, and who did.
struct AroundPage: Page, Codable {
  let child: ChildID
  let childName: String
  let calledName: String
  let now: [Involvement]
  let before: [Involvement]
  let isLeadMissing: Bool
  let mayArrange: Bool
  var title: String { "People around \(calledName)" }
  var trail: [Link] { [Link("Search", "/search"), Link(childName, "/children/\(child)")] }
  var sheet: Sheet? {
    Sheet(
      name: "people-around", columns: ["name", "job", "agency", "part", "from", "to"],
      rows: (now + before).map {
        [
          $0.practitionerName ?? "", $0.jobTitle ?? "", $0.agencyName, $0.part, $0.beganOn.description,
          $0.endedOn?.description ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if isLeadMissing { leadWarning }
      if mayArrange { buttonGroup { linkButton("Add somebody", to: "/children/\(child)/people/new") } }
      card(
        "Who works with \(calledName) now", id: "now",
        actions: now.isEmpty ? .empty : link("Download as a spreadsheet", to: "?format=csv", hiddenText: "this list")
      ) {
        now.isEmpty
          ? emptyState(
            "Nobody works with \(calledName) yet",
            mayArrange ? "Add the person or the team who will." : "The team’s manager can add somebody.")
          : peopleList(now.sorted { $0.standing < $1.standing }.map { person($0, view) })
      }
      if !before.isEmpty {
        details("Who worked with \(calledName) before (\(before.count))") {
          summaryList(before.map { SummaryRow($0.who, "\($0.part), \($0.beganOn.long) to \($0.endedOn?.long ?? "")") })
        }
      }
    }
  }
  private var leadWarning: HTML {
    warningText("Two agencies or more work with \(calledName) and nobody leads. Name a lead professional.")
  }

  private func person(_ link: Involvement, _ view: View) -> PersonLine {
    let path = "/children/\(child)/people/\(link.id)"
    return PersonLine(
      link.practitionerName ?? link.teamName ?? "Nobody named yet",
      facts: [
        "\(link.part), since \(day(link.beganOn))",
        "\([link.jobTitle, link.agencyName].compactMap(\.self).joined(separator: ", "))",
      ], phone: link.phone,
      tags: markup {
        if link.isKeyWorker { tag("Key worker", .teal) }
        if link.isLead { tag("Lead professional", .blue) }
        if link.isHiddenFromFamily { tag("Not shown to the family", .purple) }
      },
      actions: markup {
        if mayArrange {
          if !link.isLead { view.postButton("Name as lead", to: "\(path)/lead", hiddenText: "(\(link.who))") }
          if !link.isKeyWorker, link.practitioner != nil {
            view.postButton("Make key worker", to: "\(path)/key-worker", hiddenText: "(\(link.who))")
          }
          Design.link("End their work", to: "\(path)/ending", hiddenText: "(\(link.who))")
        }
      })
  }
}

extension Involvement {
  /// For sorting: the key worker first, then the lead, then by agency and by who came first.
  var standing: (Int, String, Day) { (isKeyWorker ? 0 : isLead ? 1 : 2, agencyName, beganOn) }
  /// `Priya Nair, Early Help`
  package var who: String { [practitionerName, teamName ?? agencyName].compactMap(\.self).joined(separator: ", ") }
}

/// Adding somebody to those who work with the child.
struct AddPersonPage: Page, Codable {
  let child: ChildID
  let childName: String
  let practitioners: [Option]
  let agencies: [Option]
  let entry: Entry
  struct Option: Codable, Sendable, Hashable {
    let value: String
    let name: String
  }
  var title: String { "Add somebody" }
  var trail: [Link] { [Link(childName, "/children/\(child)"), Link("People", "/children/\(child)/people")] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      paragraph("From then on they can see the record. Name a person, or their agency where nobody is named yet.")
      view.form(to: "/children/\(child)/people", entry) {
        control(
          SearchForm.choosing(
            AroundForm.practitioner, practitioners.map { .init($0.value, $0.name) }, none: "Nobody is named yet"),
          entry,
          marksOptional: false)
        control(
          SearchForm.choosing(
            AroundForm.agency, agencies.map { .init($0.value, $0.name) }, none: "The person’s own agency"), entry,
          marksOptional: false)
        controls([AroundForm.part, AroundForm.isKeyWorker, AroundForm.isLead], entry)
        buttonGroup {
          button("Add")
          linkButton("Cancel", to: "/children/\(child)/people", style: .secondary)
        }
      }
    }
  }
}

/// Ending somebody's work with the child.
struct EndInvolvementPage: Page, Codable {
  let child: ChildID
  let childName: String
  let involvement: ID<Involvement>
  let who: String
  let isOnlyOne: Bool
  let entry: Entry
  var title: String { "End the work of \(who)" }
  var trail: [Link] { [Link(childName, "/children/\(child)"), Link("People", "/children/\(child)/people")] }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      if isOnlyOne { warningText("Nobody else works with \(childName). Add somebody first, or close the record.") }
      view.form(to: "/children/\(child)/people/\(involvement)/ending", entry) {
        control(AroundForm.why, entry)
        buttonGroup {
          button("End their work", style: .warning)
          linkButton("Cancel", to: "/children/\(child)/people", style: .secondary)
        }
      }
    }
  }
}

enum AroundForm {
  static let practitioner = Field("practitioner", "Who?", .text(max: 36))
  static let agency = Field("agency", "Or which agency, if nobody is named yet", .text(max: 36))
  static let part = Field(
    "part", "What do they do for the child?", .text(max: 120), hint: "For example: home visiting, class teacher",
    required: "Enter what they do for the child")
  static let isKeyWorker = Field(
    "is_key_worker", "They are the key worker", .flag,
    hint: "The family’s one person to turn to. Takes the place of the one before")
  static let isLead = Field(
    "is_lead", "They are the lead professional", .flag,
    hint: "Keeps everybody’s plan together. Takes the place of the one before")
  static let all = [practitioner, agency, part, isKeyWorker, isLead]
  static let why = Field("why", "Why does it end?", .text(max: 300), required: "Say why it ends")
}
