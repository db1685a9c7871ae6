import Design
import Kernel
import Web

struct EmergencyPage: Page, Codable {
  let entry: Entry
  var title: String { "Emergency access to a record" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      paragraph("Use this only when a child may come to harm if you do not see the record now.")
      bulletList([
        "You see the record for \(emergencyHours) hours.",
        "The information governance lead is told at once, and checks it.",
        "The family sees that you looked, and why.",
      ])
      warningText("If a child is in immediate danger, phone 999 first. Duty desk: \(view.site.settings.dutyPhone).")
      formPart(
        view, to: "/emergency-accesses", EmergencyForm.all, entry, submit: "Open the record", style: .warning)
    }
  }
}

struct EmergenciesPage: Page, Codable {
  let waiting: [EmergencyAccess]
  let done: [EmergencyAccess]
  var title: String { "Emergency accesses" }
  var isWide: Bool { true }
  var sheet: Sheet? {
    Sheet(
      name: "emergency-accesses", columns: ["began", "who", "reason", "checked", "finding"],
      rows: (waiting + done).map {
        [$0.beganAt.description, $0.accountName, $0.reason, $0.reviewedAt?.description ?? "", $0.finding?.title ?? ""]
      })
  }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      paragraph("Somebody opened a record that they do not work with, in an emergency. Check each within two weeks.")
      heading("To check (\(waiting.count))")
      waiting.isEmpty
        ? emptyState("Nothing to check", "You have checked every emergency access.")
        : waiting.map { toCheck($0, view) }.joined()
      card("Checked") {
        table(
          Table(
            "Emergency accesses that have been checked",
            [.init("Who"), .init("When"), .init("Reason"), .init("Found"), .init("Checked by")],
            done.map {
              .init([
                "\($0.accountName)", time($0.beganAt), "\($0.reason)", "\($0.finding?.title)", "\($0.reviewerName)",
              ])
            }, empty: "None has been checked yet."))
      }
    }
  }

  /// Each has a form of its own, with ids of its own; the one with a mistake has those that the summary leads to.
  private func toCheck(_ access: EmergencyAccess, _ view: View) -> HTML {
    let isThis = view.request.method == .post && view.request.parameters["access"] == access.id.description
    return card("\(access.accountName), \(access.beganAt.long)", id: "access-\(access.id)", level: .h3) {
      quote(access.reason)
      paragraph(
        markup:
          "\(dueTag(due: access.beganAt.day.adding(days: 14), today: view.today)) \(link("See everybody who has opened this record", to: "/children/\(access.child)/openings"))"
      )
      formPart(
        view, to: "/emergency-accesses/\(access.id)/review", ReviewForm.all, view.request.entry,
        submit: "Save what you found", hiddenText: "about \(access.accountName)",
        idPrefix: isThis ? "" : "\(access.id)-")
    }
  }
}
