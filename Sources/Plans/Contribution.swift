import Design
package import Kernel
package import Store

/// What a service that works with the child wrote for a review of the plan: its part, before the team around the child meets.
package struct Contribution: Sendable, Codable, Hashable {
  /// “Home visiting’s part of a review”
  package let title: String
  package let on: Day
  package let by: String
  package let figures: String
  package let goesWell: String
  package let isHard: String
  package let familySays: String?
  package let next: String
  package let path: String
  package init(
    title: String, on: Day, by: String, figures: String, goesWell: String, isHard: String, familySays: String?,
    next: String, path: String
  ) {
    (self.title, self.on, self.by, self.figures) = (title, on, by, figures)
    (self.goesWell, self.isHard, self.familySays) = (goesWell, isHard, familySays)
    (self.next, self.path) = (next, path)
  }
}

/// What others wrote about a child after a day, the newest first. Handed in by `App`, which knows who writes.
package typealias ReadContributions = @Sendable (ChildID, _ after: Day?, Transaction) throws -> [Contribution]

/// What was written for a review, to be read before it is decided. Nothing where nobody has written.
func contributionCard(_ contributions: [Contribution]) -> HTML {
  guard !contributions.isEmpty else { return .empty }
  return card("Written for this review", id: "contributions") {
    contributions.map { one in
      details("\(one.title), \(one.on.long), \(one.by)") {
        paragraph(one.figures)
        summaryList(
          [
            SummaryRow("What goes well", text: one.goesWell), SummaryRow("What is hard", text: one.isHard),
            SummaryRow("What the family says", text: one.familySays), SummaryRow("What next", text: one.next),
          ])
        paragraph(markup: link("Read it whole", to: one.path, hiddenText: one.title))
      }
    }
  }
}
