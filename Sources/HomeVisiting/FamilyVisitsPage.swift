import Design
import Kernel
import Web

/// The family's own list of visits.
struct FamilyVisitsPage: Page, Codable {
  let child: ChildID
  let childName: String
  /// The next first.
  let coming: [Visit]
  /// The newest first.
  let past: [Visit]
  /// When the family told us visits suit it; nil where it has said nothing of it.
  let wish: String?
  let maySayWish: Bool
  /// The child has died: nothing is said of visits to come.
  let isOver: Bool
  var title: String { "Your visits" }
  var trail: [Link] { familyTrail(child, childName) }
  var menuPath: String? { "/family" }
  /// How many past visits are open to read; those before are folded away.
  private static let open = 5

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: childName)
      if !isOver {
        card(coming.count > 1 ? "Your next visits" : "Your next visit", id: "coming", style: .lead) {
          coming.isEmpty
            ? paragraph("No visit is planned yet. Your key worker will agree a day with you.")
            : coming.map { planned($0, view) }.joined()
          wish.map { paragraph("What suits you best: \($0).") } ?? .empty
          if maySayWish {
            paragraph(
              markup: link(
                wish == nil ? "Tell us when visits suit you" : "Tell us if this changes",
                to: "/family/\(child)/home-visiting/wishes"))
          }
        }
      }
      past.prefix(FamilyVisitsPage.open).map { held($0, view) }
      if past.count > FamilyVisitsPage.open {
        details("Older visits (\(past.count - FamilyVisitsPage.open))") {
          past.dropFirst(FamilyVisitsPage.open).map { held($0, view) }
        }
      }
      if !past.isEmpty { buttonGroup { printButton() } }
    }
  }

  private func planned(_ visit: Visit, _ view: View) -> HTML {
    paragraph(
      markup: """
        <strong>\(day(visit.startsAt.day, near: view.today)), \(visit.startsAt.london.clock)</strong>, \
        with \(whoComes(visit))<br>\(link(
          "We can’t make it", to: "/family/\(child)/visits/\(visit.id)/cancellation",
          hiddenText: "to the visit on \(visit.startsAt.day.long)"))
        """)
  }

  private func held(_ visit: Visit, _ view: View) -> HTML {
    card("\(visit.kind.forFamily), \(visit.startsAt.day.spoken(near: view.today))", id: "visit-\(visit.id)") {
      if visit.state == .cancelled {
        paragraph("This visit did not take place. \(visit.cancelledWhy ?? "")")
      } else {
        paragraph("\(visit.visitorName) wrote:")
        prose(visit.seen ?? "")
        visit.modelled.map { words in
          markup {
            heading("Something new", .h3, size: .s)
            prose(words)
          }
        }
        visit.tryNext.map { words in
          markup {
            heading("What to try", .h3, size: .s)
            prose(words)
          }
        } ?? .empty
      }
    }
  }
}
