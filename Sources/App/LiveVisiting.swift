import HomeVisiting
import Kernel
import Store
import Workforce

extension VisitingSources {
  /// From the local offer’s postcodes, the accounts, and what Workforce keeps of training and supervision.
  static let live = VisitingSources(
    position: { postcode, tx in try tx.position(of: postcode).map { ($0.latitude, $0.longitude) } },
    hasAccount: { person, tx in
      try tx.exists("SELECT 1 FROM account WHERE practitioner_id = \(person) AND state <> 'ended'")
    },
    practice: { people, from, to, tx in
      try tx.practiceMinutes(of: people, from: from, to: to).map {
        PracticeHours(
          people: $0.people, trainingMinutes: $0.training, supervisionMinutes: $0.supervision,
          supervisionsHeld: $0.held, supervisionsLate: $0.late)
      }
    },
    places: { tx in
      try tx.serviceStructure().locations.compactMap { place in
        place.locality.map { VisitingPlace(location: place.name, area: place.area, locality: $0) }
      }
    })
}
