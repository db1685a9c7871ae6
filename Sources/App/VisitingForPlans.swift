import HomeVisiting
import Kernel
import Plans
import Store

/// What home visiting wrote of a child after a day: joint assessments and its parts for reviews.
@Sendable func visitingContributions(_ child: ChildID, after day: Day?, _ tx: Transaction) throws -> [Contribution] {
  try tx.visitingReports(child, after: day).map { report in
    Contribution(
      title: report.kind.title, on: report.words.on, by: report.writtenBy, figures: report.figures,
      goesWell: report.words.goesWell, isHard: report.words.isHard, familySays: report.words.familySays,
      next: report.words.next, path: report.path)
  }
}
