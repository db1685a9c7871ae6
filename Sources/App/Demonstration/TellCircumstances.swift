import Kernel
import People
import Store
import Web

/// What is so of the lives of those who are worked with: told by the people around them, and of a few not yet asked.
func tellCircumstances(_ county: County, in tx: Transaction) throws {
  var random = SplitMix64(seed: demonstrationSeed, part: "circumstances")
  let children = try tx.rows(
    """
    SELECT c.id, c.birth_on FROM child c
    WHERE c.merged_into IS NULL AND c.died_on IS NULL AND (
      EXISTS (SELECT 1 FROM involvement i WHERE i.child_id = c.id)
      OR EXISTS (SELECT 1 FROM ehc_case e WHERE e.child_id = c.id))
    ORDER BY c.id
    """
  ) { (id: try $0[0] as ChildID, bornOn: try $0[1] as Day?) }
  let (worker, social, carers) = (county.person("louise"), county.person("martin"), county.person("tariq"))
  for (id, bornOn) in children {
    // Of one in eight nobody has written anything down yet.
    guard random.below(8) > 0 else { continue }
    let at = county.time.ago(200 + random.below(300), 11)
    let from = max(at.day.adding(days: -random.below(90)), bornOn ?? at.day.adding(days: -400))
    guard from <= at.day else { continue }
    let years = bornOn?.years(until: at.day) ?? 8
    let isInCare = random.below(14) == 0
    let isCarer = years >= 8 && random.below(7) == 0
    let need = [NeedArea.communication, .communication, .learning, .feelings, .body][random.below(5)]
    try writeCircumstances(
      NewCircumstances(
        [
          .lookedAfter: isInCare ? "yes" : "no", .youngCarer: isCarer ? "yes" : "no",
          .lowIncome: random.below(3) == 0 ? "yes" : "no", .need: need.rawValue,
        ], from: from,
        source: isInCare
          ? "Children’s social care, by letter" : isCarer ? "The child, at the young carers’ group" : "The family"),
      of: try tx.child(id), by: (isInCare ? social : isCarer ? carers : worker).caller, at: at, in: tx)
  }
}
