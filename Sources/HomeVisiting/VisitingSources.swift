package import Kernel
package import Store

/// What home visiting asks of others, handed in by `App`: where a postcode is, whether somebody still has an account, how
/// much training and supervision visitors had, and from which locations they work.
package struct VisitingSources: Sendable {
  /// Latitude and longitude; nil where it is not known.
  package var position: @Sendable (Postcode, Transaction) throws -> (latitude: Double, longitude: Double)?
  package var hasAccount: @Sendable (PractitionerID, Transaction) throws -> Bool
  package var practice: @Sendable ([PractitionerID], _ from: Day, _ to: Day, Transaction) throws -> PracticeHours?
  /// The locations of the workforce and their areas.
  package var places: @Sendable (Transaction) throws -> [VisitingPlace]
  package init(
    position: @escaping @Sendable (Postcode, Transaction) throws -> (latitude: Double, longitude: Double)?,
    hasAccount: @escaping @Sendable (PractitionerID, Transaction) throws -> Bool,
    practice: @escaping @Sendable ([PractitionerID], _ from: Day, _ to: Day, Transaction) throws -> PracticeHours?,
    places: @escaping @Sendable (Transaction) throws -> [VisitingPlace] = { _ in [] }
  ) {
    (self.position, self.hasAccount, self.practice, self.places) = (position, hasAccount, practice, places)
  }
  /// Where nobody else is there to be asked.
  static let none = VisitingSources(
    position: { _, _ in nil }, hasAccount: { _, _ in true }, practice: { _, _, _, _ in nil })
}

/// Training and supervision of some people over some time.
package struct PracticeHours: Sendable, Codable, Hashable {
  package let people: Int
  package let trainingMinutes: Int
  package let supervisionMinutes: Int
  /// Times of supervision that were held, and that are over their day and not held.
  package let supervisionsHeld: Int
  package let supervisionsLate: Int
  package init(
    people: Int, trainingMinutes: Int, supervisionMinutes: Int, supervisionsHeld: Int, supervisionsLate: Int
  ) {
    (self.people, self.trainingMinutes, self.supervisionMinutes) = (people, trainingMinutes, supervisionMinutes)
    (self.supervisionsHeld, self.supervisionsLate) = (supervisionsHeld, supervisionsLate)
  }
}
