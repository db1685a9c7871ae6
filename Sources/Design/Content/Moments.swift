package import Kernel

/// `22 November 2026, 9.30am`
package func time(_ instant: Instant) -> HTML { "<time datetime=\"\(instant.description)\">\(instant.long)</time>" }
/// `9.30am`: for lists that stand under their day.
package func clockTime(_ instant: Instant) -> HTML {
  "<time datetime=\"\(instant.description)\">\(instant.london.clock)</time>"
}
/// `22 November 2026`
package func day(_ day: Day) -> HTML { "<time datetime=\"\(day.description)\">\(day.long)</time>" }
/// `Sunday 22 November 2026`
package func dayWithWeekday(_ day: Day) -> HTML {
  "<time datetime=\"\(day.description)\">\(day.longWithWeekday)</time>"
}
/// `Tuesday 24 November`: to a family, of a day that is near.
package func day(_ day: Day, near today: Day) -> HTML {
  "<time datetime=\"\(day.description)\">\(day.spoken(near: today))</time>"
}
