import Foundation
package import Kernel
package import Store

package enum ProposalState: String, Choice {
  case proposed, approved, replaced, withdrawn
  package var title: String {
    switch self {
    case .proposed: "Proposed"
    case .approved: "Approved"
    case .replaced: "Replaced by a later one"
    case .withdrawn: "Withdrawn"
    }
  }
}

/// An allocation that was kept under a name: with what went into it and what came out, as it was then.
package struct Proposal: Sendable, Record, Codable, Hashable {
  package let id: ID<Proposal>
  package let name: String
  package let note: String?
  package let state: ProposalState
  package let allocation: Allocation
  package let byAccount: AccountID?
  package let by: String
  package let createdAt: Instant
  package let decidedBy: String?
  package let decidedAt: Instant?
  package let version: Int

  static let columns: SQL = """
    id, name, note, state, allocation, by_account, by_name, created_at, decided_by, decided_at, version
    """

  package init(row: Row) throws {
    id = try row[0]
    name = try row[1]
    note = try row[2]
    state = try row[3]
    allocation = try JSONDecoder().decode(Allocation.self, from: Data((try row[4] as String).utf8))
    byAccount = try row[5]
    by = try row[6]
    createdAt = try row[7]
    decidedBy = try row[8]
    decidedAt = try row[9]
    version = try row[10]
  }
  package var path: String { "/workforce/allocations/\(id)" }
}

/// Keeps an allocation as a proposal.
package func proposeAllocation(
  _ id: ID<Proposal>, _ allocation: Allocation, name: String, note: String?, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  let text = String(decoding: try encoder.encode(allocation), as: UTF8.self)
  try tx.run(
    """
    INSERT INTO allocation_proposal (id, name, note, state, allocation, by_account, by_name, created_at, version)
    VALUES (\(id), \(name), \(note), \(ProposalState.proposed), \(text), \(caller.account), \(caller.name), \(now), 1)
    """)
  try tx.append(
    .allocationProposed, about: id.of(), by: caller, at: now, changed: ["posts": posts(allocation.question.halves)])
}

/// Approves a proposal: somebody else than who made it. What was approved before is replaced.
package func approveAllocation(
  _ proposal: Proposal, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard proposal.state == .proposed else {
    throw Refusal.notNow("This proposal is \(proposal.state.title.lowercased()).")
  }
  guard caller.account != proposal.byAccount else {
    throw Refusal.notNow("Somebody else than who made a proposal approves it.")
  }
  try tx.run("UPDATE allocation_proposal SET state = 'replaced', version = version + 1 WHERE state = 'approved'")
  try decide(proposal, .approved, version: version, by: caller, at: now, in: tx)
  try keepMoves(of: proposal, by: caller, at: now, in: tx)
  try tx.append(.allocationApproved, about: proposal.id.of(), by: caller, at: now)
}

/// Takes a proposal back, with the reason.
package func withdrawAllocation(
  _ proposal: Proposal, version: Int, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard proposal.state == .proposed else {
    throw Refusal.notNow("This proposal is \(proposal.state.title.lowercased()).")
  }
  try decide(proposal, .withdrawn, version: version, by: caller, at: now, in: tx)
  try tx.append(.allocationWithdrawn, about: proposal.id.of(), by: caller, at: now, why: why)
}

private func decide(
  _ proposal: Proposal, _ state: ProposalState, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let changed = try tx.run(
    """
    UPDATE allocation_proposal SET state = \(state), decided_by = \(caller.name), decided_at = \(now),
      version = version + 1
    WHERE id = \(proposal.id) AND version = \(version)
    """)
  guard changed == 1 else { throw Refusal.changedByAnother("This proposal was decided since you opened it.") }
}

extension Transaction {
  package func allocationProposal(_ id: ID<Proposal>) throws -> Proposal {
    try one("SELECT \(Proposal.columns) FROM allocation_proposal WHERE id = \(id)")
  }
  /// The newest first.
  func proposals() throws -> [Proposal] {
    try all("SELECT \(Proposal.columns) FROM allocation_proposal ORDER BY created_at DESC, id DESC LIMIT 200")
  }
}

extension EventKind {
  static let allocationProposed = EventKind("allocation.proposed", "proposed how posts are shared out")
  static let allocationApproved = EventKind("allocation.approved", "approved how posts are shared out")
  static let allocationWithdrawn = EventKind("allocation.withdrawn", "took back a proposal of posts")
}
