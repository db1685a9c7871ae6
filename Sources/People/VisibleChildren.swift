package import Kernel
package import Store

/// A condition on the table `child`, true where this caller may do what `permission` says (know of the child, unless
/// another is named): least sight, for every list, count and search. Splice it into a WHERE:
///
///     SELECT … FROM child WHERE closed_on IS NULL AND \(visibleChildren(to: caller))
///
/// It says in SQL what `Sharing` decides of one child:
/// - Roles of staff reach by named link, by team, by agency (its links, or a record that it holds), or everywhere. In a
///   closed record, links that have ended still count.
/// - A restricted record is there only for those with a named link of their own, or where `alsoVisible` holds: another
///   condition on `child`, such as emergency access.
/// - `drivesList`: for a list that has no better way in than the caller's own reach; without it the condition is
///   checked child by child, which is right where the children come from an index already.
/// - A record that was put into another is never there: the other one is.
package func visibleChildren(
  to caller: Caller, by permission: Permission = .knowOf, alsoVisible: SQL? = nil, drivesList: Bool = false
) -> SQL {
  let seen = visible(to: caller, by: permission, alsoVisible: alsoVisible, drivesList: drivesList)
  return "(child.merged_into IS NULL AND \(seen))"
}

private func visible(to caller: Caller, by permission: Permission, alsoVisible: SQL?, drivesList: Bool) -> SQL {
  let also: SQL = alsoVisible.map { " OR (\($0))" } ?? ""
  let granted = caller.roles.filter { permission.grants[$0.role] != nil }
  guard !granted.isEmpty else { return alsoVisible.map { "(\($0))" } ?? "FALSE" }
  let farthest = granted.filter { !$0.role.isFamily }.compactMap { permission.grants[$0.role] }.max()
  let own = Links(
    practitioner: farthest == nil ? nil : caller.practitioner,
    person: granted.contains { $0.role.isFamily } ? caller.person : nil)
  if farthest == .partnership { return "(NOT child.is_restricted OR \(own.check)\(also))" }
  var near = own
  if let farthest, farthest >= .team { near.teams = caller.teams }
  if let farthest, farthest >= .agency { near.agencies = caller.agencies }
  return "((\(drivesList ? near.list : near.check) AND (NOT child.is_restricted OR \(own.check)))\(also))"
}

/// The links that bring a caller near a child.
private struct Links {
  var practitioner: PractitionerID?
  var person: PersonID?
  var teams: [TeamID] = []
  var agencies: [AgencyID] = []

  private var workLinks: [SQL] {
    var links: [SQL] = []
    if let practitioner { links.append("i.practitioner_id = \(practitioner)") }
    if !teams.isEmpty { links.append("i.team_id IN \(list: teams)") }
    if !agencies.isEmpty { links.append("i.agency_id IN \(list: agencies)") }
    return links
  }

  /// Asked of one child at a time.
  var check: SQL {
    var conditions: [SQL] = []
    if !workLinks.isEmpty {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM involvement i WHERE i.child_id = child.id
          AND (i.ended_on IS NULL OR child.closed_on IS NOT NULL) AND (\(SQL.joined(workLinks, " OR "))))
        """)
    }
    if !agencies.isEmpty {
      conditions.append(
        "EXISTS (SELECT 1 FROM agency_record g WHERE g.child_id = child.id AND g.agency_id IN \(list: agencies))")
    }
    if let person {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM relationship r WHERE r.child_id = child.id AND r.ended_on IS NULL AND r.has_portal
          AND r.person_id = \(person))
        """)
    }
    return conditions.isEmpty ? "FALSE" : "(\(SQL.joined(conditions, " OR ")))"
  }

  /// All such children at once: one list from each index, since joined by OR they would be read from none.
  var list: SQL {
    var lists: [SQL] = workLinks.flatMap { link -> [SQL] in
      [
        "SELECT i.child_id FROM involvement i WHERE i.ended_on IS NULL AND \(link)",
        """
        SELECT i.child_id FROM involvement i JOIN child c ON c.id = i.child_id
        WHERE i.ended_on IS NOT NULL AND c.closed_on IS NOT NULL AND \(link)
        """,
      ]
    }
    if !agencies.isEmpty {
      lists.append("SELECT g.child_id FROM agency_record g WHERE g.agency_id IN \(list: agencies)")
    }
    if let person {
      lists.append(
        "SELECT r.child_id FROM relationship r WHERE r.ended_on IS NULL AND r.has_portal AND r.person_id = \(person)")
    }
    return lists.isEmpty ? "FALSE" : "child.id IN (\(SQL.joined(lists, " UNION ")))"
  }
}

extension Transaction {
  /// Which of these children this caller may open, and not merely know of.
  package func openable(_ children: [ChildID], by caller: Caller, alsoVisible: SQL? = nil) throws -> Set<ChildID> {
    guard !children.isEmpty else { return [] }
    return Set(
      try rows(
        """
        SELECT child.id FROM child WHERE child.id IN \(list: children)
        AND \(visibleChildren(to: caller, by: .openRecord, alsoVisible: alsoVisible))
        """
      ) { try $0[0] as ChildID })
  }
}

extension Transaction {
  /// The child, where this caller may open the record and the work goes on; nil where the record is closed, the child has
  /// died, or it is not theirs to open.
  package func childAtWork(_ id: ChildID, for caller: Caller) throws -> Child? {
    guard try openable([id], by: caller).contains(id) else { return nil }
    let child = try child(id)
    return child.isClosed || child.diedOn != nil ? nil : child
  }
}
