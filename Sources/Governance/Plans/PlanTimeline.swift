import Design
import Kernel
import Web

/// A plan drawn along time, and the same as a table.
struct PlanTimelinePage: Page, Codable {
  let plan: ImplementationPlan
  let on: Day
  let lines: [PlanLine]
  var title: String { "Timeline" }
  var trail: [Link] { planTrail + [Link(plan.title, plan.path)] }
  var menuPath: String? { "/governance" }
  var isWide: Bool { true }

  func body(_ view: View) -> HTML {
    let drawn = lines.filter { $0.isMilestone && ($0.due.from != nil || $0.due.on != nil) }
    return markup {
      pageHeading(title, caption: plan.title)
      planNavigation(plan, on, current: "/timeline")
      card("Each milestone from its beginning to its day", id: "timeline") {
        paragraph(
          """
          A bar runs from the day work begins to the day it is due; a diamond has only a day. The upright line is \
          \(on.long). Rows without any day are only in the table.
          """)
        drawn.isEmpty ? emptyState("Nothing to draw", "No row of this plan has a day.") : planDrawing(drawn, on: on)
      }
      card("The same as a table", id: "table") {
        table(
          Table(
            "Milestones with their days",
            [.init("Row"), .init("Action"), .init("Begins"), .init("Due"), .init("Stands")],
            lines.filter(\.isMilestone).map { line in
              .init([
                "\(line.ref)", "\(line.item.action)", "\(line.due.from?.long ?? "Not said")",
                "\(line.due.on?.long ?? "No day")", stands(line),
              ])
            }))
      }
    }
  }
}

// Text keeps its size at any width: places along the line are per cents, rows are pixels. Colours are attributes, because
// printers to PDF do not apply style sheets within a picture.
private func planDrawing(_ lines: [PlanLine], on day: Day) -> HTML {
  let days = lines.flatMap { [$0.due.from, $0.due.on].compactMap(\.self) } + [day]
  let first = days.min()!
  // A plan that ended long ago is drawn in its own time.
  let last = days.filter { $0 == day ? first.days(until: day) < 1500 : true }.max()!
  let scale = TimeScale(from: first, to: last)
  let height = 34 + lines.count * 22
  return """
    <svg width="100%" height="\(height)" role="img" aria-labelledby="plan-drawing-title plan-drawing-desc" font-size="14">\
    <title id="plan-drawing-title">The plan along time</title><desc id="plan-drawing-desc">\
    \(lines.count) milestones between \(first.long) and \(last.long). The table below has every one.</desc>\
    \(scale.months.map { monthLine($0, scale, height) })\
    \(lines.enumerated().map { bar($1, at: 34 + $0 * 22, scale) })\
    \(upright(day, scale, height), if: day <= last)</svg>
    """
}

/// Days as per cents of the width, to the right of the rows' numbers.
private struct TimeScale {
  let from: Day
  let to: Day
  func x(_ day: Day) -> String {
    let share = Double(from.days(until: day)) / Double(max(1, from.days(until: to)))
    let hundredths = Int((13 + share * 85) * 100)
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)%"
  }
  /// The first days of some months: six at most.
  var months: [Day] {
    let count = max(1, from.months(until: to))
    let every = max(1, (count + 4) / 5)
    let start = Day(from.year, from.month, 1)!
    return stride(from: 0, through: count, by: every).map { start.adding(months: $0) }.filter { $0 >= from && $0 <= to }
  }
}

private func monthLine(_ day: Day, _ scale: TimeScale, _ height: Int) -> HTML {
  let label = "\(Day.monthNames[day.month - 1].prefix(3)) \(day.year % 100 < 10 ? "0" : "")\(day.year % 100)"
  return """
    <line x1="\(scale.x(day))" x2="\(scale.x(day))" y1="22" y2="\(height)" stroke="#cfd6d9"/>\
    <text x="\(scale.x(day))" y="14" text-anchor="middle" fill="#484f55">\(label)</text>
    """
}

private func upright(_ day: Day, _ scale: TimeScale, _ height: Int) -> HTML {
  """
  <line x1="\(scale.x(day))" x2="\(scale.x(day))" y1="18" y2="\(height)" stroke="#0b0c0c" stroke-width="2" \
  stroke-dasharray="6 4"/>
  """
}

private func bar(_ line: PlanLine, at y: Int, _ scale: TimeScale) -> HTML {
  let colours: [RAG: String] = [.red: "#aa2a16", .amber: "#c26a00", .green: "#00703c", .blue: "#1d5fa8"]
  let colour = line.rag.flatMap { colours[$0] } ?? "#6f777b"
  let label: HTML = "<text x=\"0\" y=\"\(y + 12)\" fill=\"#0b0c0c\">\(line.ref)</text>"
  guard let on = line.due.on else {
    let from = scale.x(line.due.from ?? scale.from)
    return """
      \(label)<line x1="\(from)" x2="98%" y1="\(y + 7)" y2="\(y + 7)" stroke="\(colour)" stroke-width="4" \
      stroke-dasharray="3 5"/>
      """
  }
  guard let from = line.due.from, from < on else {
    return """
      \(label)<svg x="\(scale.x(on))" y="\(y)" overflow="visible"><path d="M0 0 7 7 0 14 -7 7z" fill="\(colour)"/></svg>
      """
  }
  return """
    \(label)<line x1="\(scale.x(from))" x2="\(scale.x(on))" y1="\(y + 7)" y2="\(y + 7)" stroke="\(colour)" \
    stroke-width="10"/>
    """
}
