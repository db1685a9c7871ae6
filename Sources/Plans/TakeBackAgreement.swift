import Clocks
package import Kernel
import People
package import Store
import Web

/// Writes down that the family takes its agreement back. Early help is theirs to refuse at any time: what comes next is to
/// talk with them, and to close the help or renew the agreement. Until then it stays open, so that nobody is left alone.
@discardableResult
package func takeBackAgreement(
  support id: SupportID, child: ChildID, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws -> Support {
  var support = try tx.support(id, of: child)
  try support.check(.takeBackAgreement)
  guard support.answer == .yes, support.agreementEndedOn == nil else {
    throw Refusal.notNow("There is no agreement to take back.")
  }
  (support.agreementEndedOn, support.agreementEndedWhy) = (now.day, why)
  try tx.cancelClocks(
    about: id, rules: [.agreement], why: "The family has taken its agreement back", by: caller, at: now)
  try tx.update(&support, at: now)
  try tx.append(.agreementTakenBack, about: id.of(), child: child, by: caller, at: now, why: why)
  return support
}

extension Support {
  /// The family said yes, and then no.
  package var isAgreementTakenBack: Bool { agreementEndedOn != nil }
}
