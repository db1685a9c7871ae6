import Kernel
import People
import Store

/// A visitor's own week as their phone keeps it: what is needed to get there and to write the visit up, and no more.
struct PhoneVisit: Sendable, Codable, Hashable {
  let visit: ID<Visit>
  let child: ChildID
  let name: String
  /// `2026-11-24`
  let on: Day
  /// `14:30`
  let at: String
  /// "Tuesday 24 November 2026, 2.30pm"
  let when: String
  let kind: VisitKind
  let kindTitle: String
  let place: String?
  let jointWith: String?
  let last: LastVisit?
  /// That the visitor went in alone, and when they mean to be out; nil before, and where they are out again.
  let check: PhoneCheck?
}

/// Somebody watches until they are out.
struct PhoneCheck: Sendable, Codable, Hashable {
  /// `11.30am`
  let outByClock: String
}

/// A visit that is written up already, while somebody still watches: the visitor can say on the phone that they are out.
struct PhoneInside: Sendable, Codable, Hashable {
  let visit: ID<Visit>
  let child: ChildID
  let name: String
  /// "Tuesday 24 November 2026, 2.30pm"
  let when: String
  let check: PhoneCheck
}

/// What the visit before leaves behind.
struct LastVisit: Sendable, Codable, Hashable {
  let minutes: Int?
  let wasThere: String?
  let tryNext: String?
  /// The family fills in a chart: what came of it is asked.
  let hasChart: Bool
}

/// A child with whom the visitor works: for a visit that nobody had planned.
struct PhoneChild: Sendable, Codable, Hashable {
  let child: ChildID
  let name: String
  let last: LastVisit?
}

/// How far back visits that wait to be written up go onto the phone, and how far ahead those to come, in days.
let daysBackOnPhone = 14
let daysAheadOnPhone = 7

extension Transaction {
  /// The planned visits of this visitor from two weeks ago to a week from now. A restricted record goes on no phone: its
  /// visits are counted only.
  func phoneVisits(of visitor: PractitionerID, at now: Instant, for caller: Caller) throws -> (
    visits: [PhoneVisit], leftOut: Int
  ) {
    let lines = try diary(
      of: [visitor], from: now.adding(days: -daysBackOnPhone), to: now.day.adding(days: daysAheadOnPhone).start,
      state: .planned, for: caller)
    let children = try childrenByID(lines.map(\.child))
    let shown = lines.filter { children[$0.child]?.isRestricted == false }
    let visits = try shown.map { line in
      let child = children[line.child]
      return PhoneVisit(
        visit: line.visit, child: line.child, name: line.childName, on: line.startsAt.day,
        at: line.startsAt.london.field, when: "\(line.startsAt.day.longWithWeekday), \(line.startsAt.london.clock)",
        kind: line.kind, kindTitle: line.kind.title,
        place: line.place ?? [child?.address, line.postcode?.text].compactMap(\.self).joined(separator: ", "),
        jointWith: try visit(line.visit, child: line.child).jointWith, last: try lastVisit(line.child),
        check: try visitCheck(line.visit).flatMap { check in
          check.outAt == nil
            ? PhoneCheck(outByClock: check.outBy.london.clock) : nil
        })
    }
    return (visits, lines.count - shown.count)
  }

  /// Where this visitor has gone in, not said that they are out, and there is nothing left to write up.
  func phoneInside(of visitor: PractitionerID, besides visits: [PhoneVisit], for caller: Caller) throws -> [PhoneInside]
  {
    let known = Set(visits.map(\.visit))
    let open = try openChecks(of: [visitor]).filter { !known.contains($0.visit) }
    let mayOpen = Set(try openable(open.map(\.child), by: caller))
    return try open.compactMap { check in
      let child = try self.child(check.child)
      guard mayOpen.contains(check.child), !child.isRestricted else { return nil }
      let visit = try self.visit(check.visit, child: check.child)
      return PhoneInside(
        visit: check.visit, child: check.child, name: child.name,
        when: "\(visit.startsAt.day.longWithWeekday), \(visit.startsAt.london.clock)",
        check: PhoneCheck(outByClock: check.outBy.london.clock))
    }
  }

  /// The children with whom this visitor works now, by name.
  func phoneChildren(of visitor: PractitionerID, for caller: Caller) throws -> [PhoneChild] {
    let found = try rows(
      """
      SELECT child.id, child.given_name, child.family_name FROM child
      WHERE child.closed_on IS NULL AND child.died_on IS NULL AND NOT child.is_restricted
        AND EXISTS (SELECT 1 FROM involvement i WHERE i.child_id = child.id AND i.practitioner_id = \(visitor)
          AND i.ended_on IS NULL)
        AND \(visibleChildren(to: caller, by: .recordVisit))
      ORDER BY child.given_name, child.family_name, child.id LIMIT 200
      """
    ) { (try $0[0] as ChildID, "\(try $0[1] as String) \(try $0[2] as String)") }
    return try found.map { PhoneChild(child: $0.0, name: $0.1, last: try lastVisit($0.0)) }
  }

  private func lastVisit(_ child: ChildID) throws -> LastVisit? {
    try visits(child, state: .held, limit: 1).first.map {
      LastVisit(
        minutes: $0.minutes, wasThere: $0.wasThere, tryNext: $0.tryNext, hasChart: try !openActivities(child).isEmpty)
    }
  }

  private func childrenByID(_ ids: [ChildID]) throws -> [ChildID: Child] {
    var found: [ChildID: Child] = [:]
    for id in ids where found[id] == nil { found[id] = try child(id) }
    return found
  }

  /// Whether it stands in the events of today already that this child went onto this account's phone.
  func isOnPhoneToday(_ child: ChildID, _ account: AccountID, today: Day) throws -> Bool {
    try exists(
      """
      SELECT 1 FROM event WHERE child_id = \(child) AND kind = \(EventKind.weekOnPhone.name) AND account_id = \(account)
        AND at >= \(today.start)
      """)
  }
}

extension EventKind {
  static let weekOnPhone = EventKind("visit.on_phone", "took the visit along on a phone", changes: false)
}
