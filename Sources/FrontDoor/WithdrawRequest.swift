import Clocks
package import Kernel
package import Store

extension EventKind {
  package static let requestWithdrawn = EventKind("request.withdrawn", "withdrew a request for help")
}

/// Whoever asked wants no answer any more. What was said stays; clocks and questions to agencies end.
package func withdrawRequest(
  _ request: HelpRequest, why: String?, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard request.isOpen else { throw Refusal.notNow("This request has been answered or withdrawn already.") }
  try tx.move(request, to: .withdrawn, at: now)
  try tx.run("UPDATE help_request SET withdrawn_why = \(why) WHERE id = \(request.id)")
  try tx.endChecks(of: request.id, why: "The request was withdrawn", by: caller, at: now)
  try tx.cancelClocks(about: request.id, why: "The request was withdrawn", by: caller, at: now)
  try tx.append(.requestWithdrawn, about: request.id.of(), child: request.child, by: caller, at: now, why: why)
}
