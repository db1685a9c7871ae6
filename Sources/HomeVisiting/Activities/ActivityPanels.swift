import Design
import Kernel
import People
import Store
import Web

/// A chart with what is written on it.
private struct ChartNow: Codable, Sendable {
  let chart: ActivityChart
  let practice: [PracticeDay]
}

private func chartsNow(_ child: ChildID, _ tx: Transaction) throws -> [ChartNow] {
  try tx.openActivities(child).map { ChartNow(chart: $0, practice: try tx.practice($0.id)) }
}

/// For the record: what the family practises now, and how many days it wrote down.
@Sendable func activityPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  let now = try chartsNow(child, tx)
  guard !now.isEmpty else { return nil }
  return Panel(
    "activities", .main, now,
    card("Practised at home", id: "activities", actions: link("All activities", to: activitiesPath(child))) {
      summaryList(
        now.map { one in
          SummaryRow(
            "Since \(one.chart.beginsOn.short)",
            """
            \(link(one.chart.step, to: "\(activitiesPath(child))/\(one.chart.id)")) \
            \(one.practice.count) of 7 days written down
            """)
        })
    })
}

/// For the family: what to practise, and the way to the chart.
@Sendable func familyActivityPanel(_ child: ChildID, _ request: Request, _ tx: Transaction) throws -> Panel? {
  guard try tx.child(child).diedOn == nil else { return nil }
  let now = try chartsNow(child, tx)
  guard let first = now.first else { return nil }
  return Panel(
    "activities", .main, now,
    card("Practise at home", id: "activities", style: .voice) {
      prose(first.chart.step)
      now.map { one in
        paragraph(
          markup: link(
            "Fill in your chart", to: "/family/\(child)/activities/\(one.chart.id)", hiddenText: ": \(one.chart.step)"))
      }
    })
}
