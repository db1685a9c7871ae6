package import Kernel

/// The colours have one meaning everywhere: red is late or unsafe, yellow waits, green is good, blue is under way, grey
/// is over, purple asks for care. The words say the same, so nothing hangs on colour alone.
package enum TagColour: String, Sendable, CaseIterable { case grey, blue, green, yellow, red, purple, teal }

package func tag(_ text: String, _ colour: TagColour = .grey) -> HTML {
  "<strong class=\"govuk-tag govuk-tag--\(colour == .teal ? "turquoise" : colour.rawValue)\">\(text)</strong>"
}

/// How a due day stands today: late, today, soon, or simply the day.
package func dueTag(due: Day, today: Day) -> HTML {
  let days = today.days(until: due)
  switch days {
  case ..<(-1): return tag("\(-days) days late", .red)
  case -1: return tag("1 day late", .red)
  case 0: return tag("Due today", .red)
  case 1: return tag("Due tomorrow", .yellow)
  case 2...7: return tag("Due \(due.weekday.name)", .yellow)
  default: return tag("Due \(due.year == today.year ? due.short : due.long)", .grey)
  }
}
