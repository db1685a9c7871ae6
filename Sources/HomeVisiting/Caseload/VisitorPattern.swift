package import Kernel
package import Store

/// When somebody visits, and how many families they can take: the working pattern of a visitor.
package struct VisitorPattern: Sendable, Record, Codable, Hashable {
  package let visitor: PractitionerID
  /// Families that can be visited every week; a family that is visited every other week takes half a place.
  package let places: Double
  /// Monday is 0.
  package let days: Set<Int>
  package let isTermTimeOnly: Bool
  package let languages: String?

  static let columns: SQL = "visitor_id, places, days, is_term_time_only, languages"
  package init(row: Row) throws {
    visitor = try row[0]
    places = try row[1]
    days = Set((try row[2] as String).split(separator: " ").compactMap { Int($0) })
    isTermTimeOnly = try row[3]
    languages = try row[4]
  }
  package init(
    visitor: PractitionerID, places: Double, days: Set<Int> = [0, 1, 2, 3, 4], isTermTimeOnly: Bool = false,
    languages: String? = nil
  ) {
    (self.visitor, self.places, self.days) = (visitor, places, days)
    (self.isTermTimeOnly, self.languages) = (isTermTimeOnly, languages)
  }
}

/// Days on which somebody visits nobody.
package struct Leave: Sendable, Record, Codable, Hashable {
  package let id: ID<Leave>
  package let visitor: PractitionerID
  package let from: Day
  /// The last day of it.
  package let to: Day
  package let why: LeaveKind
  static let columns: SQL = "id, visitor_id, from_on, to_on, kind"
  package init(row: Row) throws {
    id = try row[0]
    visitor = try row[1]
    from = try row[2]
    to = try row[3]
    why = try row[4]
  }
}

/// No more than colleagues need: nobody’s illness is named.
package enum LeaveKind: String, Choice {
  case leave, training, away
  package var title: String {
    switch self {
    case .leave: "Leave"
    case .training: "Training"
    case .away: "Away"
    }
  }
}

/// Places where nothing else is said. Source: National Portage Association: eight to ten families a week for a full post.
package let usualPlaces = 8.0
