package import Kernel
import People
package import Store

/// A request for an assessment that somebody without a page here has sent: a school, a parent without an account, a nurse.
/// It is in the officers' queue until one takes it up as a case or answers it.
package struct PortalRequest: Sendable, Record, Codable, Hashable {
  package let id: ID<PortalRequest>
  package let source: RequestSource
  package let asked: NewPortalRequest
  package let askedAt: Instant
  package let ehcCase: ID<EHCCase>?
  /// What was written back where it was not taken up.
  package let answer: String?
  package let answeredBy: String?
  package let answeredAt: Instant?
  package var isWaiting: Bool { answeredAt == nil }

  static let columns: SQL = """
    id, source, organisation, asker, email, given_name, family_name, birth_on, upn, reasons, tried, family_knows,
    asked_at, case_id, answer, answered_by, answered_at
    """
  package init(row: Row) throws {
    (id, source) = (try row[0], try row[1])
    var asked = NewPortalRequest(
      source: source, asker: try row[3], email: try row[4], givenName: try row[5], familyName: try row[6],
      bornOn: try row[7], reasons: try row[9])
    (asked.organisation, asked.upn, asked.tried) = (try row[2], try row[8], try row[10])
    asked.familyKnows = try row[11]
    self.asked = asked
    (askedAt, ehcCase) = (try row[12], try row[13])
    (answer, answeredBy, answeredAt) = (try row[14], try row[15], try row[16])
  }
}

/// What is asked of whoever sends a request.
package struct NewPortalRequest: Sendable, Codable, Hashable {
  package var source: RequestSource
  package var organisation: String?
  /// "Anna Reed, head of inclusion"
  package var asker: String
  package var email: String
  package var givenName: String
  package var familyName: String
  package var bornOn: Day
  package var upn: String?
  package var reasons: String
  /// The help that the child has had so far, and what came of it.
  package var tried: String?
  package var familyKnows = true
  package var childName: String { "\(givenName) \(familyName)" }

  package init(
    source: RequestSource, asker: String, email: String, givenName: String, familyName: String, bornOn: Day,
    reasons: String
  ) {
    (self.source, self.asker, self.email) = (source, asker, email)
    (self.givenName, self.familyName, self.bornOn, self.reasons) = (givenName, familyName, bornOn, reasons)
  }
  /// "Anna Reed, head of inclusion, Aldersham High School"
  var askedBy: String { [asker, organisation].compactMap(\.self).joined(separator: ", ") }
  /// Everything that was said of why.
  var allReasons: String { [reasons, tried].compactMap(\.self).joined(separator: "\n\n") }
}

/// What is wrong with a request that is sent. Source: Children and Families Act 2014 s. 36(1) and (3).
func problems(with new: NewPortalRequest, today: Day) -> [FieldError] {
  var found: [FieldError] = []
  if new.bornOn > today {
    found.append(FieldError("birth_on", "The day of birth must be in the past"))
  } else if new.bornOn.years(until: today) >= 25 {
    found.append(FieldError("birth_on", "A request can be made until the young person is 25"))
  }
  if new.source != .family, new.organisation == nil {
    found.append(FieldError("organisation", "Enter the name of your school or service"))
  }
  if new.source != .family, new.tried == nil {
    found.append(FieldError("tried", "Enter the help that the child has had, and what came of it"))
  }
  return found
}

extension Transaction {
  package func portalRequest(_ id: ID<PortalRequest>) throws -> PortalRequest {
    try one("SELECT \(PortalRequest.columns) FROM ehc_request WHERE id = \(id)")
  }
  /// The same for somebody who works the queue: what became a case of a child at risk is not there.
  func portalRequest(_ id: ID<PortalRequest>, for caller: Caller) throws -> PortalRequest {
    try one("SELECT \(PortalRequest.columns) FROM ehc_request WHERE id = \(id) AND \(isListed(for: caller))")
  }
  /// Those that wait, the first that came first.
  package func portalRequests(limit: Int, offset: Int = 0) throws -> [PortalRequest] {
    try all(
      """
      SELECT \(PortalRequest.columns) FROM ehc_request WHERE answered_at IS NULL ORDER BY asked_at, id
      LIMIT \(limit) OFFSET \(offset)
      """)
  }
  /// The last that were answered.
  func answeredRequests(for caller: Caller, limit: Int) throws -> [PortalRequest] {
    try all(
      """
      SELECT \(PortalRequest.columns) FROM ehc_request WHERE answered_at IS NOT NULL AND \(isListed(for: caller))
      ORDER BY answered_at DESC, id LIMIT \(limit)
      """)
  }
  func insert(_ id: ID<PortalRequest>, _ new: NewPortalRequest, at now: Instant) throws {
    try run(
      """
      INSERT INTO ehc_request (id, source, organisation, asker, email, given_name, family_name, birth_on, upn, reasons,
        tried, family_knows, asked_at)
      VALUES (\(id), \(new.source), \(new.organisation), \(new.asker), \(new.email), \(new.givenName),
        \(new.familyName), \(new.bornOn), \(new.upn), \(new.reasons), \(new.tried), \(new.familyKnows), \(now))
      """)
  }
  /// False where somebody was quicker.
  func close(
    _ id: ID<PortalRequest>, case ehcCase: ID<EHCCase>?, answer: String?, by name: String, at now: Instant
  ) throws -> Bool {
    try run(
      """
      UPDATE ehc_request SET case_id = \(ehcCase), answer = \(answer), answered_by = \(name), answered_at = \(now)
      WHERE id = \(id) AND answered_at IS NULL
      """) == 1
  }
  /// Records that this caller may open, of the same day of birth and the same name, or the same pupil number.
  func recordsLike(_ asked: NewPortalRequest, for caller: Caller) throws -> [Child] {
    try children(
      rows(
        """
        SELECT child.id FROM child WHERE child.closed_on IS NULL AND child.died_on IS NULL
          AND ((child.birth_on = \(asked.bornOn) AND lower(child.family_name) = \(asked.familyName.lowercased()))
            OR (child.upn IS NOT NULL AND child.upn = \(asked.upn)))
          AND \(visibleChildren(to: caller, by: .openRecord)) ORDER BY child.id LIMIT 20
        """
      ) { try $0[0] as ChildID })
  }
}

private func isListed(for caller: Caller) -> SQL {
  isIncluded("(SELECT e.child_id FROM ehc_case e WHERE e.id = ehc_request.case_id)", for: caller)
}
