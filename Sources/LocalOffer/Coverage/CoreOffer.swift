package import Kernel
package import People
package import Store

// The core offer that every part of the county is to have, and how far each agency keeps the five promises of the
// national Core Offer. Sources: Thurrock Cabinet, 13 June 2012, item 13 (seven services for each locality); Aiming High for
// Disabled Children, Core Offer (information, transparency, assessment, participation, feedback).

/// One of the seven services that each locality is to have.
package enum CoreOfferPart: String, Choice {
  case infantMentalHealth = "infant_mental_health", familyNurse = "family_nurse", mecsh
  case familyIntervention = "family_intervention", domesticAbuse = "domestic_abuse", familyGroup = "family_group"
  case parenting
  package var title: String {
    switch self {
    case .infantMentalHealth: "Parent and infant mental health"
    case .familyNurse: "Family Nurse Partnership"
    case .mecsh: "Sustained health visiting (MECSH)"
    case .familyIntervention: "Family intervention"
    case .domesticAbuse: "Domestic abuse and sexual violence"
    case .familyGroup: "Family group conferences"
    case .parenting: "Parenting support"
    }
  }

  /// Whether a listing gives it.
  func isGiven(by listing: IndexedListing) -> Bool {
    let name = listing.name.lowercased()
    switch self {
    case .infantMentalHealth:
      return listing.kinds & bits([OfferKind.infantHealth]) != 0 && listing.kinds & bits([OfferKind.mentalHealth]) != 0
    case .familyNurse: return name.contains("family nurse")
    case .mecsh: return name.contains("mecsh")
    case .familyIntervention: return name.contains("intervention") || name.contains("intensive family")
    case .domesticAbuse: return listing.kinds & bits([OfferKind.familySafety]) != 0
    case .familyGroup: return name.contains("family group conference")
    case .parenting: return listing.kinds & bits([OfferKind.parenting]) != 0
    }
  }
}

extension IndexedListing {
  /// Whether it is there for a locality. A service for the whole county counts everywhere.
  func covers(_ locality: String) -> Bool {
    towns.contains(locality) || towns.contains { $0.lowercased().hasPrefix("all of") }
  }
}

package enum CoreOfferState: String, Choice {
  case there, partly, gap
  package var title: String {
    switch self {
    case .there: "There"
    case .partly: "Partly there"
    case .gap: "A gap"
    }
  }
}

/// How one part stands in one locality: as an editor has said, or else as the directory shows it.
package struct CoreOfferCell: Sendable, Codable, Hashable {
  package let locality: LocalityID
  package let part: CoreOfferPart
  package let state: CoreOfferState
  package let note: String?
  /// How many published listings give it there.
  package let listings: Int
  /// False where nobody has said so: then it is what the directory shows.
  package let isSaid: Bool
}

/// One of the five promises.
package enum CoreOfferHead: String, Choice {
  case information, transparency, assessment, participation, feedback
  package var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// How far an agency keeps a promise: 0 not begun, 4 everywhere and looked at again each year.
package struct CoreOfferScore: Sendable, Codable, Hashable, Record {
  package let agency: AgencyID
  package let head: CoreOfferHead
  package let score: Int
  package let note: String?
  package init(row: Row) throws {
    agency = try row[0]
    head = try row[1]
    score = try row[2]
    note = try row[3]
  }
}

/// The matrix: part by part, locality by locality.
package func coreOfferMatrix(
  _ localities: [Locality], _ listings: [IndexedListing], today: Day, in tx: Transaction
) throws -> [CoreOfferCell] {
  let said = try tx.rows("SELECT locality_id, part, state, note FROM core_offer_state") { row in
    (try row[0] as LocalityID, try row[1] as CoreOfferPart, try row[2] as CoreOfferState, try row[3] as String?)
  }
  return CoreOfferPart.allCases.flatMap { part -> [CoreOfferCell] in
    let giving = listings.filter(part.isGiven)
    return localities.map { locality in
      let count = giving.count { $0.covers(locality.name) }
      let own = said.first { $0.0 == locality.id && $0.1 == part }
      return CoreOfferCell(
        locality: locality.id, part: part, state: own?.2 ?? (count > 0 ? .there : .gap), note: own?.3, listings: count,
        isSaid: own != nil)
    }
  }
}

/// Says how a part stands in a locality, whatever the directory shows.
package func setCoreOffer(
  _ part: CoreOfferPart, in locality: LocalityID, to state: CoreOfferState, note: String?, by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  try tx.run(
    """
    INSERT INTO core_offer_state (locality_id, part, state, note, set_by, set_at)
    VALUES (\(locality), \(part), \(state), \(note), \(caller.name), \(now))
    ON CONFLICT (locality_id, part) DO UPDATE SET state = excluded.state, note = excluded.note,
      set_by = excluded.set_by, set_at = excluded.set_at
    """)
  try tx.append(
    .coreOfferSet, about: locality.of(), by: caller, at: now,
    changed: ["part": part.rawValue, "state": state.rawValue])
}

/// Scores how far an agency keeps a promise.
package func scoreCoreOffer(
  _ head: CoreOfferHead, of agency: AgencyID, score: Int, note: String?, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  try tx.run(
    """
    INSERT INTO core_offer_score (agency_id, head, score, note, set_by, set_at)
    VALUES (\(agency), \(head), \(score), \(note), \(caller.name), \(now))
    ON CONFLICT (agency_id, head) DO UPDATE SET score = excluded.score, note = excluded.note, set_by = excluded.set_by,
      set_at = excluded.set_at
    """)
  try tx.append(
    .coreOfferScored, about: agency.of(), by: caller, at: now, changed: ["head": head.rawValue, "score": "\(score)"])
}

extension EventKind {
  static let coreOfferSet = EventKind("core_offer.set", "wrote down how the core offer stands in a locality")
  static let coreOfferScored = EventKind("core_offer.scored", "scored how an agency keeps the core offer")
}
