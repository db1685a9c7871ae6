import Design
import FrontDoor
import Governance
import HomeVisiting
import Kernel
import LocalOffer
import People
import Store
import Web
import Workforce

/// Requests that were decided as home visiting, received after a day: reference, day, locality; nobody is named.
@Sendable func visitingReferrals(after day: Day?, _ tx: Transaction) throws -> [LiveReferral] {
  let from = day?.adding(days: 1).start ?? Instant(microseconds: 0)
  return try tx.rows(
    """
    SELECT r.reference, r.received_at, l.name, d.outcome FROM help_request r
    JOIN help_decision d ON d.request_id = r.id JOIN locality l ON l.id = r.locality_id
    WHERE d.undone_at IS NULL AND d.replaced_at IS NULL AND d.outcome = \(HelpOutcome.homeVisiting)
      AND r.received_at >= \(from) AND \(isIncluded("r.child_id"))
    ORDER BY r.received_at, r.reference
    """
  ) { row in
    let (received, outcome): (Instant, HelpOutcome) = (try row[1], try row[3])
    return LiveReferral(
      reference: try row[0], receivedOn: received.day, locality: try row[2], outcome: outcome.title)
  }
}

/// Why a decision does not carry a change of structure yet; nil where it was taken and nobody has called it in.
@Sendable func whyNotDecided(_ reference: String, _ tx: Transaction) throws -> String? {
  let state: DecisionState? = try tx.row("SELECT state FROM decision_record WHERE reference = \(reference)") {
    try $0[0]
  }
  switch state {
  case nil: return "There is no decision \(reference)."
  case .draft, .notice, .considered: return "Decision \(reference) has not been taken."
  case .calledIn: return "Decision \(reference) is called in."
  case .decided, .started, .closed: return nil
  }
}

extension RotaSources {
  /// From the visits as they are kept: who was visited in the last six weeks, is not visited yet in the week, and whose turn it
  /// is: a week after weekly visits, two weeks after fortnightly ones.
  static let visits = RotaSources(
    toVisit: { people, monday, caller, tx in try tx.childrenToVisit(by: people, in: monday, for: caller) },
    position: { postcode, tx in try tx.position(of: postcode) },
    plan: { id, child, visitor, second, startsAt, caller, now, tx in
      let other = try second.map { try tx.practitioner($0) }
      try planVisit(
        id.of(),
        PlannedVisit(
          startsAt: startsAt, kind: other == nil ? .home : .joint,
          jointWith: other.map { "\($0.name), \($0.jobTitle)" },
          joint: second), child: child, visitor: visitor, by: caller, at: now, in: tx)
    },
    languages: { people, tx in
      try tx.patterns(of: people).compactMapValues { pattern in
        pattern.languages?.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
      }
    })
}

/// The visits of one child to these people, as a rota needs them.
private struct VisitHistory {
  let child: ChildID
  let family: FamilyID?
  let postcode: Postcode?
  var held: [(visitor: PractitionerID, at: Instant, minutes: Int)] = []
  var coming: [(visitor: PractitionerID, at: Instant)] = []

  /// Weekly where the last two visits are at most ten days apart.
  var isWeekly: Bool { held.count > 1 && held[1].at.day.days(until: held[0].at.day) <= 10 }

  /// Nil where it is not their turn.
  func asked(in monday: Day, at place: MapPoint?, _ wish: VisitWish?) -> ChildToVisit? {
    guard let last = held.first else { return nil }
    let week = monday...monday.adding(days: 6)
    let planned = coming.first { week.contains($0.at.day) }
    // The last before this week, held or still to come.
    let before = ([last.at] + coming.map(\.at)).map(\.day).filter { $0 < monday }.max() ?? last.at.day
    let isTurn = before.days(until: monday.adding(days: 4)) >= (isWeekly ? 7 : 14)
    guard planned != nil || isTurn else { return nil }
    return ChildToVisit(
      child: child, family: family, usual: last.visitor, minutes: last.minutes, place: place, last: last.at.london,
      planned: planned.map { .init(visitor: $0.visitor, at: $0.at.london) },
      wishes: wish ?? VisitWish())
  }
}

extension Transaction {
  /// Where the table does not have a postcode, the middle of its district is near enough for a way within a county.
  func position(of postcode: Postcode) throws -> MapPoint? {
    let conditions: [SQL] = ["postcode = \(postcode)", "postcode LIKE \("\(postcode.outward) %")"]
    for condition in conditions {
      let found: (Double?, Double?)? = try row(
        "SELECT avg(latitude), avg(longitude) FROM postcode_position WHERE \(condition)"
      ) { (try $0[0], try $0[1]) }
      if let latitude = found?.0, let longitude = found?.1 { return MapPoint(latitude: latitude, longitude: longitude) }
    }
    return nil
  }

  fileprivate func childrenToVisit(by people: [PractitionerID], in monday: Day, for caller: Caller) throws
    -> [ChildToVisit]
  {
    guard !people.isEmpty else { return [] }
    let from = monday.adding(days: -70).start
    var found: [ChildID: VisitHistory] = [:]
    var order: [ChildID] = []
    _ = try rows(
      """
      SELECT visit.child_id, child.family_id, child.postcode, visit.visitor_id, visit.starts_at, visit.minutes, visit.state
      FROM visit JOIN child ON child.id = visit.child_id
      WHERE visit.visitor_id IN \(list: people) AND visit.starts_at >= \(from) AND visit.state <> 'cancelled'
        AND child.closed_on IS NULL AND child.died_on IS NULL AND \(visibleChildren(to: caller, by: .openRecord))
      ORDER BY visit.starts_at DESC, visit.id DESC
      """
    ) { row in
      let child: ChildID = try row[0]
      if found[child] == nil {
        found[child] = VisitHistory(child: child, family: try row[1], postcode: try row[2])
        order.append(child)
      }
      let (visitor, at): (PractitionerID, Instant) = (try row[3], try row[4])
      if try row[6] as VisitState == .held {
        found[child]?.held.append((visitor, at, try row[5] ?? 60))
      } else {
        found[child]?.coming.append((visitor, at))
      }
    }
    return try order.compactMap { child in
      guard let history = found[child] else { return nil }
      return history.asked(
        in: monday, at: try history.postcode.flatMap { try position(of: $0) }, try visitWish(child)?.wish)
    }
  }
}

extension Route {
  /// The same form, with a question of another slice before it, in the same transaction: what is thrown there stands on the
  /// form's own page.
  fileprivate func asking(_ first: @escaping @Sendable (Request, Transaction) throws -> Void) -> Route {
    guard case .form(let perform, let again) = work else { return self }
    return .form(path, summary, may: permission, fields: fields, again: again) { request, tx in
      try first(request, tx)
      return try perform(request, tx)
    }
  }
}

extension Slice {
  /// Home visits, asked first of every visit that is to be planned: whether whoever goes alone may, and is at work then.
  var askingWhoGoesAlone: Slice {
    var slice = self
    slice.routes = routes.map { route in
      route.method == .post && route.fields.contains { ["at", "next_on"].contains($0.name) }
        ? route.asking { request, tx in
          guard let coming = VisitToCome(in: request), let visitor = request.caller.practitioner else { return }
          if let why = try whyNot(coming.isAlone ? .loneVisit : .visit, visitor, on: coming.day, in: tx) {
            throw Invalid(coming.field, why)
          }
          try coming.check(
            whyNotAtWork(visitor, on: coming.day, minute: coming.minute, in: tx).map {
              Absence($0.words, isFirm: $0.isLeave)
            })
        } : route
    }
    return slice
  }
}
