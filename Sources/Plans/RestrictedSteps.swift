import Kernel
import People
import Store
import Web

/// Something about a restricted record that a team has to do and cannot see yet: that it is there, and whom to ask for a
/// link to it. Nothing that says who the child is.
struct RestrictedWaiting: Sendable, Record, Codable, Hashable {
  enum What: String, Choice {
    case stepUp = "step_up"
    case worker
    var title: String {
      switch self {
      case .stepUp: "A restricted record has been stepped up to you"
      case .worker: "A restricted record waits for a worker of your team"
      }
    }
  }
  let what: What
  let askedBy: String
  let askedAt: Instant

  init(row: Row) throws { (what, askedBy, askedAt) = (try row[0], try row[1], try row[2]) }
  var toDo: ToDo {
    ToDo(
      "\(what.title): ask \(askedBy)",
      hint: "Asked on \(askedAt.day.long). They can give you a link to the record. Until then you see no more of it.",
      path: "/supports#restricted", due: nil, isUrgent: what == .stepUp)
  }
}

extension Transaction {
  /// What waits for a manager's teams in restricted records to which they have no named link. Of a child who is hidden
  /// because they are at risk not even this is said: whoever asked has a link, and sees that nobody has answered.
  func restrictedWaiting(for caller: Caller) throws -> [RestrictedWaiting] {
    guard caller.has(.teamManager), !caller.teams.isEmpty else { return [] }
    return try all(
      """
      SELECT 'step_up', s.asked_by, s.asked_at FROM level_step s JOIN child ON child.id = s.child_id
      WHERE s.team_id IN \(list: caller.teams) AND s.state = 'pending' AND child.is_restricted
        AND child.not_included_because IS NULL AND NOT \(namedLink(of: caller))
      UNION ALL
      SELECT 'worker', coalesce((SELECT e.actor_name FROM event e WHERE e.about_id = support.id
          AND e.kind IN \(list: [EventKind.supportStarted.name, EventKind.supportReopened.name])
          ORDER BY e.at DESC LIMIT 1), 'the front door'), coalesce(support.reopened_at, support.requested_at)
      FROM support JOIN child ON child.id = support.child_id
      WHERE support.team_id IN \(list: caller.teams) AND support.practitioner_id IS NULL
        AND support.state <> 'declined' AND support.state <> 'closed' AND support.state <> 'closing'
        AND child.is_restricted AND child.not_included_because IS NULL AND NOT \(namedLink(of: caller))
      ORDER BY 3 LIMIT 50
      """)
  }
}

/// A condition on the table `child`: the caller has an open named link. In a restricted record nothing else counts.
func namedLink(of caller: Caller) -> SQL {
  guard let practitioner = caller.practitioner else { return "FALSE" }
  return """
    EXISTS (SELECT 1 FROM involvement i WHERE i.child_id = child.id AND i.practitioner_id = \(practitioner)
      AND i.ended_on IS NULL)
    """
}
