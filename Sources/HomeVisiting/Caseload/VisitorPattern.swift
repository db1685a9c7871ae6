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

/// Places where nothing else is said. Source: National Portage Association: eight to ten families a week for a full post.
package let usualPlaces = 8.0
