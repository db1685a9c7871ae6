package import Kernel
import People
package import Store
package import Web

extension EventKind {
  package static let recordOpened = EventKind("child.opened", "opened the record", changes: false)
}

/// Writes down that a record was opened: who, as what, why, which page, from where.
@Sendable package func writeOpening(
  _ request: Request, _ permission: Permission, _ child: ChildID, _ access: Access, _ tx: Transaction
) throws {
  try tx.append(
    .recordOpened, about: child.of(), child: child, by: request.caller, for: access.purpose, at: request.now,
    changed: [
      "page": request.path.split(separator: "/").dropFirst(2).joined(separator: "/"), "role": access.role.rawValue,
    ])
}

/// One person's looks at a record on one day, as they are shown to the family and to those who check.
package struct Opening: Sendable, Codable, Hashable {
  package let day: Day
  package let name: String
  /// "Practitioner, Early Help West"
  package let asWhat: String
  package let purpose: Purpose
  package let times: Int
}

extension Transaction {
  /// Who has looked, newest first, one line for each person, day and purpose. `hidingNames` are practitioners whom the
  /// family may not know of: they are shown as a professional.
  package func openings(_ child: ChildID, forFamily: Bool, limit: Int = 500) throws -> [Opening] {
    struct Key: Hashable {
      let day: Day
      let name: String
      let purpose: Purpose
    }
    let hidden: SQL =
      forFamily
      ? """
      EXISTS (SELECT 1 FROM involvement i JOIN account a ON a.practitioner_id = i.practitioner_id
        WHERE i.child_id = e.child_id AND a.id = e.account_id AND i.is_hidden_from_family)
      """ : "FALSE"
    var order: [Key] = []
    var found: [Key: (asWhat: String, times: Int)] = [:]
    _ = try rows(
      """
      SELECT e.at, e.actor_name, e.actor_role, e.purpose, agency.name, \(hidden)
      FROM event e LEFT JOIN agency ON agency.id = e.agency_id
      WHERE \(try isInStory(of: child, event: "e")) AND e.kind = 'child.opened' ORDER BY e.at DESC LIMIT \(limit)
      """
    ) { row in
      let at: Instant = try row[0]
      let role: Role? = try row[2]
      let agency: String? = try row[4]
      let isHidden: Bool = try row[5]
      let key = Key(
        day: at.day, name: isHidden ? "A professional" : try row[1], purpose: (try row[3] as Purpose?) ?? .directCare)
      if found[key] == nil { order.append(key) }
      let asWhat = [isHidden ? nil : role?.title, isHidden ? nil : agency].compactMap { $0 }.joined(separator: ", ")
      found[key, default: (asWhat, 0)].times += 1
    }
    return order.map {
      Opening(day: $0.day, name: $0.name, asWhat: found[$0]!.asWhat, purpose: $0.purpose, times: found[$0]!.times)
    }
  }
}
