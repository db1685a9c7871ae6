package import Kernel

/// When and by whom a family would like to be visited, and what a visit to it needs: for whoever plans, and for the team’s
/// suggested week. A family that has said nothing has none. Source: National Portage Association, Code of Practice (visits at
/// times that suit the family); two people where one alone is not safe (HSE, Protecting lone workers, INDG73).
package struct VisitWish: Sendable, Codable, Hashable {
  /// Monday is 0; empty is any day.
  package var days: Set<Int>
  /// Minutes after midnight; nil is any time.
  package var from: Int?
  package var to: Int?
  /// They can at no other time.
  package var isFirm: Bool
  package var visitor: PractitionerID?
  /// Somebody whom they would rather not have; why is not written down.
  package var notVisitor: PractitionerID?
  /// The language that the visitor must speak.
  package var language: String?
  /// A course that the visitor must have done, as it is called in the list of courses: “Makaton”.
  package var skill: String?
  /// One or two.
  package var people: Int
  /// Why two go.
  package var whyTwo: String?
  package init(
    days: Set<Int> = [], from: Int? = nil, to: Int? = nil, isFirm: Bool = false, visitor: PractitionerID? = nil,
    notVisitor: PractitionerID? = nil, language: String? = nil, skill: String? = nil, people: Int = 1,
    whyTwo: String? = nil
  ) {
    (self.days, self.from, self.to, self.isFirm) = (days, from, to, isFirm)
    (self.visitor, self.notVisitor, self.language, self.skill) = (visitor, notVisitor, language, skill)
    (self.people, self.whyTwo) = (people, whyTwo)
  }
}

extension VisitWish {
  package var hasTime: Bool { !days.isEmpty || from != nil }

  /// “Tuesday, 9.30am to midday”; nil where any time is fine.
  package var time: String? {
    let clock = { (minute: Int) in LondonTime(day: Day(2026, 1, 5)!, minuteOfDay: minute).clock }
    let weekdays = days.sorted().compactMap { Day.Weekday(rawValue: $0)?.name }.joined(separator: ", ")
    let times = from.flatMap { from in to.map { "\(clock(from)) to \(clock($0))" } }
    let parts = [weekdays.isEmpty ? nil : weekdays, times].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// As sentences, one for each wish; `name` gives a visitor’s name.
  package func words(_ name: (PractitionerID) -> String?) -> [String] {
    [
      time.map { isFirm ? "\($0), and at no other time." : "\($0)." },
      visitor.flatMap(name).map { "They would like \($0)." },
      notVisitor.flatMap(name).map { "They would rather not have \($0)." },
      language.map { "Visitor speaks \($0)." }, skill.map { "Visitor has done \($0)." },
      people == 2 ? "Two people go\(whyTwo.map { ": \($0)" } ?? "")." : nil,
    ].compactMap(\.self)
  }
}
