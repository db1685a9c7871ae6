import Design
import Kernel
import Web

/// Who has opened the record: for those who answer for it, and for the family.
struct OpeningsPage: Page, Codable {
  let title: String
  let child: ChildID
  let childName: String
  let openings: [Opening]
  let shared: [SharingDecision]
  let isFamily: Bool
  let today: Day
  var trail: [Link] {
    isFamily ? [Link("Home", "/family"), Link(childName, "/family/\(child)")] : [Link(childName, "/children/\(child)")]
  }
  var menuPath: String? { isFamily ? "/family" : nil }
  var sheet: Sheet? {
    Sheet(
      name: "openings-\(today)", columns: ["day", "name", "as", "why", "times"],
      rows: openings.map { [$0.day.description, $0.name, $0.asWhat, $0.purpose.inWords, String($0.times)] })
  }

  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title, caption: childName)
      if isFamily {
        lead("Every time somebody opens \(childName)’s record, we write it down. You can see it here.")
      }
      card("Who has looked") {
        table(
          Table(
            "Who has opened the record",
            [.init("Name"), .init("Who they are"), .init("When"), .init("Why"), .init("Times", numeric: true)],
            openings.map { opening in
              .init([
                "\(opening.name)", "\(opening.asWhat)", day(opening.day),
                "\(isFamily ? opening.purpose.inWords : opening.purpose.inWords.replacingYour)", "\(opening.times)",
              ])
            }, empty: "Nobody has opened the record yet."))
        if !openings.isEmpty {
          paragraph(markup: link("Download as a table", to: "\(view.request.path)?format=csv"))
        }
      }
      card(isFamily ? "What we shared, with whom and why" : "Decisions to share") {
        decisionList(shared, forFamily: isFamily)
      }
      if isFamily {
        paragraph("Does something look wrong? Tell your key worker, or phone \(view.site.settings.dutyPhone).")
      }
    }
  }
}

extension String {
  /// The words for the family, said to somebody else.
  fileprivate var replacingYour: String { self == Purpose.directCare.inWords ? "to help the child" : self }
}
