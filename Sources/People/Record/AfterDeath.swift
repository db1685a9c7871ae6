import Clocks
import Kernel
import Store
import Web

// What People itself does when a child has died.

extension Transaction {
  /// Every open clock about the child, whatever record it belongs to.
  func stopClocks(of child: ChildID, by caller: Caller, at now: Instant) throws {
    for record in Set(try clocks(child: child).filter(\.isOpen).map(\.about)) {
      try cancelClocks(about: record, why: deathReason, by: caller, at: now)
    }
    try cancelClocks(about: child, why: deathReason, by: caller, at: now)
  }

  /// The one letter that goes out: to those who work with the child, so that nobody rings the family unknowing. It says
  /// nothing that others may not read.
  func tellWhoWorks(with child: ChildID, but caller: Caller, address: String, at now: Instant) throws {
    var told = Set<PractitionerID>()
    for link in try involvements(child) {
      guard let id = link.practitioner, id != caller.practitioner, told.insert(id).inserted else { continue }
      guard let email = try practitioner(id).email, isEmail(email) else { continue }
      let body = """
        Hello,

        Something has been recorded about a child you work with. Please read it before you next speak with the family:
        \(address)/children/\(child)

        Keywork

        """
      try send(
        Mail(to: email, subject: "Please read this before you call a family", body: body), at: now,
        key: "child.died \(child) \(id) \(now)")
    }
  }

  /// Whether the record was open until the death was recorded, and nobody has opened or closed it since.
  func wasClosedByDeath(_ child: ChildID) throws -> Bool {
    let kinds = [EventKind.deathRecorded, .recordClosed, .recordReopened].map(\.name)
    let last = try row(
      """
      SELECT kind, changed FROM event WHERE child_id = \(child) AND \(SQL.isNoOpening) AND kind IN \(list: kinds)
      ORDER BY at DESC, id DESC LIMIT 1
      """
    ) { (kind: try $0[0] as String, changed: try $0[1] as String) }
    return last?.kind == EventKind.deathRecorded.name && last?.changed.contains("\"closed\":\"yes\"") == true
  }
}

/// What the record says of it, in one quiet sentence: "Amara died on 4 June 2026."
package func deathWords(_ child: Child) -> String? {
  child.diedOn.map { "\(child.calledName) died on \($0.long)." }
}
