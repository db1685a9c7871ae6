package import Kernel
import LinkageEngine
package import People
package import Store
package import Web

/// What somebody puts together who has both whole records before them: it holds for every record of the one and every
/// record of the other, whatever their words say, until the two are taken apart.
package func mergeByHand(
  _ id: ID<ChildMerge>, kept: ChildID, lost: ChildID, why: String, rows: [ChildRows], by caller: Caller,
  at now: Instant, in tx: Transaction
) throws {
  let (names, others) = (try tx.namesOfRecords(of: kept), try tx.namesOfRecords(of: lost))
  try mergeChildren(id, kept: kept, lost: lost, why: why, rows: rows, by: caller, at: now, in: tx)
  var random = SystemRandomNumberGenerator()
  for one in names {
    for other in others where one != other {
      try tx.decide(one, other, isSame: true, why: why, by: caller, at: now, &random)
    }
  }
}
