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
    let waits = dependencies(lines)
    return markup {
      pageHeading(title, caption: plan.title)
      planNavigation(plan, on, current: "/timeline")
      card("Each milestone from its beginning to its day", id: "timeline") {
        paragraph(
          """
          A bar runs from the day work begins to the day it is due; a diamond has only a day. The upright line is \
          \(on.long). A thin line leads from a row to each row that waits for it; it is red and dashed where that row is held \
          up. A hollow diamond is the day before another was agreed. Rows without any day are only in the table.
          """)
        drawn.isEmpty
          ? emptyState("Nothing to draw", "No row of this plan has a day.") : planDrawing(drawn, waits, on: on)
      }
      card("The same as a table", id: "table") {
        table(
          Table(
            "Milestones with their days",
            [
              .init("Row"), .init("Action"), .init("Begins"), .init("Due"), .init("Slipped"), .init("Waits for"),
              .init("Stands"),
            ],
            lines.filter(\.isMilestone).map { line in
              .init([
                "\(line.ref)", "\(line.item.action)", line.due.from.map { day($0) } ?? "Not said",
                line.due.on.map { day($0) } ?? "No day", "\(slipped(line))", "\(waiting(line, waits))", stands(line),
              ])
            }))
      }
    }
  }
}

/// `14 days`; `No` where it has not slipped.
func slipped(_ line: PlanLine) -> String {
  guard let days = line.slippage, days > 0 else { return "No" }
  return "\(days) \(days == 1 ? "day" : "days")"
}

/// `14a, held up`
private func waiting(_ line: PlanLine, _ waits: [PlanDependency]) -> String {
  let own = waits.filter { $0.ref == line.ref }.map { $0.isHeldUp ? "\($0.needs), held up" : $0.needs }
  return own.isEmpty ? "Nothing" : own.joined(separator: "; ")
}

// Text keeps its size at any width: places along the line are per cents, rows are pixels. Colours are attributes, because
// printers to PDF do not apply style sheets within a picture.
private func planDrawing(_ lines: [PlanLine], _ waits: [PlanDependency], on day: Day) -> HTML {
  let days = lines.flatMap { [$0.due.from, $0.due.on, $0.firstDue].compactMap(\.self) } + [day]
  let first = days.min()!
  // A plan that ended long ago is drawn in its own time.
  let last = days.filter { $0 == day ? first.days(until: day) < 1500 : true }.max()!
  let scale = TimeScale(from: first, to: last)
  let height = top + lines.count * step
  return """
    <svg width="100%" height="\(height)" role="img" aria-labelledby="plan-drawing-title plan-drawing-desc" font-size="14">\
    <title id="plan-drawing-title">The plan along time</title><desc id="plan-drawing-desc">\
    \(lines.count) milestones between \(first.long) and \(last.long). The table below has every one.</desc>\
    \(scale.months.map { monthLine($0, scale, height) })\
    \(waits.map { connector($0, lines, scale) })\
    \(lines.enumerated().map { bar($1, at: top + $0 * step, scale) })\
    \(upright(day, scale, height), if: day <= last)</svg>
    """
}

/// Where the first row stands, and how far apart rows are, in pixels.
private let top = 34
private let step = 22

/// From the end of a row down (or up) to the row that waits for it, and along to its beginning. Nothing where one of the two is
/// not drawn.
private func connector(_ wait: PlanDependency, _ lines: [PlanLine], _ scale: TimeScale) -> HTML {
  guard let from = lines.firstIndex(where: { $0.ref == wait.needs }),
    let to = lines.firstIndex(where: { $0.ref == wait.ref }),
    let ends = lines[from].due.on ?? lines[from].due.from, let begins = lines[to].due.from ?? lines[to].due.on
  else { return .empty }
  let (y1, y2) = (top + from * step + 7, top + to * step + 7)
  let look: HTML =
    wait.isHeldUp
    ? "stroke=\"#aa2a16\" stroke-width=\"2\" stroke-dasharray=\"4 3\"" : "stroke=\"#484f55\" stroke-width=\"1.5\""
  return """
    <line x1="\(scale.x(ends))" x2="\(scale.x(ends))" y1="\(y1)" y2="\(y2)" \(look)/>\
    <line x1="\(scale.x(ends))" x2="\(scale.x(begins))" y1="\(y2)" y2="\(y2)" \(look)/>
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
  let before = line.firstDue.flatMap { $0 == line.due.on ? nil : $0 }
  let first: HTML =
    before.map { day in
      """
      <svg x="\(scale.x(day))" y="\(y)" overflow="visible"><path d="M0 1 6 7 0 13 -6 7z" fill="#ffffff" stroke="\(colour)" \
      stroke-width="1.5"/></svg>
      """
    } ?? .empty
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
      \(label)<svg x="\(scale.x(on))" y="\(y)" overflow="visible"><path d="M0 0 7 7 0 14 -7 7z" fill="\(colour)"/></svg>\(first)
      """
  }
  return """
    \(label)<line x1="\(scale.x(from))" x2="\(scale.x(on))" y1="\(y + 7)" y2="\(y + 7)" stroke="\(colour)" \
    stroke-width="10"/>\(first)
    """
}
