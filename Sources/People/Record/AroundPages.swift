import Design
import Kernel
import Store
import Web

/// Who works with the child, by agency, and who did.
struct AroundPage: Page, Codable {
  let child: ChildID
  let childName: String
  let now: [Involvement]
  let before: [Involvement]
  let isLeadMissing: Bool
  let mayArrange: Bool
  var title: String { "People around \(childName)" }
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
      pageHeading(title)
      if isLeadMissing { leadWarning }
      if mayArrange { buttonGroup { linkButton("Add somebody", to: "/children/\(child)/people/new") } }
      card(
        "Who works with \(childName) now", id: "now",
        actions: link("Download", to: "?format=csv", hiddenText: "this list")
      ) {
        now.isEmpty
          ? emptyState(
            "Nobody works with \(childName) yet",
            mayArrange ? "Add the person or the team who will." : "The team’s manager can add somebody.")
          : byAgency(view)
      }
      if !before.isEmpty {
        details("Who worked with \(childName) before (\(before.count))") {
          summaryList(before.map { SummaryRow($0.who, "\($0.part), \($0.beganOn.long) to \($0.endedOn?.long ?? "")") })
        }
      }
    }
  }
  private var leadWarning: HTML {
    warningText("Two agencies or more work with \(childName) and nobody leads. Name a lead professional.")
  }

  private func byAgency(_ view: View) -> HTML {
    var agencies: [String] = []
    for person in now where !agencies.contains(person.agencyName) { agencies.append(person.agencyName) }
    return agencies.map { agency in
      markup {
        heading(agency, .h3, size: .s)
        now.filter { $0.agencyName == agency }.map { person($0, view) }
      }
    }.joined()
  }

  private func person(_ link: Involvement, _ view: View) -> HTML {
    let path = "/children/\(child)/people/\(link.id)"
    return markup {
      summaryList([
        SummaryRow(
          link.practitionerName ?? link.teamName ?? "Nobody named yet",
          """
          \(link.jobTitle.map { "\($0), " })\(link.part), since \(day(link.beganOn))\
          \(link.phone.map { ", \(phoneLink($0))" as HTML }) \
          \(tag("Key worker", .teal), if: link.isKeyWorker) \(tag("Lead professional", .blue), if: link.isLead) \
          \(tag("Not shown to the family", .purple), if: link.isHiddenFromFamily)
          """)
      ])
      if mayArrange {
        buttonGroup {
          if !link.isLead { view.postButton("Name as lead", to: "\(path)/lead") }
          if !link.isKeyWorker, link.practitioner != nil {
            view.postButton("Make key worker", to: "\(path)/key-worker")
          }
          Design.link("End this", to: "\(path)/ending", hiddenText: "work of \(link.who)")
        }
      }
    }
  }
}

extension Involvement {
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
  var title: String { "Add somebody who works with \(childName)" }
  var trail: [Link] {
    [Link(childName, "/children/\(child)"), Link("People around \(childName)", "/children/\(child)/people")]
  }
  var shownErrors: [FieldError] { entry.errors }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      view.form(to: "/children/\(child)/people", entry) {
        control(
          SearchForm.choosing(
            AroundForm.practitioner, practitioners.map { .init($0.value, $0.name) }, none: "Nobody is named yet"), entry
        )
        control(
          SearchForm.choosing(
            AroundForm.agency, agencies.map { .init($0.value, $0.name) }, none: "The person’s own agency"), entry)
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
  var trail: [Link] {
    [Link(childName, "/children/\(child)"), Link("People around \(childName)", "/children/\(child)/people")]
  }
  var shownErrors: [FieldError] { entry.errors }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      if isOnlyOne { warningText("Nobody else works with \(childName). Add somebody first, or close the record.") }
      view.form(to: "/children/\(child)/people/\(involvement)/ending", entry) {
        control(AroundForm.why, entry)
        buttonGroup {
          button("End", style: .warning)
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
    "is_lead", "They lead", .flag,
    hint: "The lead professional keeps everybody’s plan together. Takes the place of the one before")
  static let all = [practitioner, agency, part, isKeyWorker, isLead]
  static let why = Field("why", "Why does it end?", .text(max: 300), required: "Say why it ends")
}
