import Kernel
import Store
import Web

/// Who was asked for advice, and which schools were consulted: what they were told by it. Source: SEND Regulations 2014
/// reg. 6; Children and Families Act 2014 s. 39.
@Sendable func sharedForPlans(_ child: ChildID, _ tx: Transaction) throws -> [SharedInWork] {
  try tx.ehcCases(child).flatMap { ehcCase in
    let advice = try tx.advice(of: ehcCase.id).filter { $0.kind != .family }.map {
      SharedInWork(
        "That needs are assessed for an EHC plan, and what we ask advice about", with: $0.askedOf,
        why: "The law tells us to ask for this advice", on: $0.askedOn)
    }
    let consulted = try tx.consultations(of: ehcCase.id).map {
      SharedInWork(
        "The draft of the EHC plan", with: $0.setting, why: "A school is asked before a plan names it", on: $0.askedOn)
    }
    return advice + consulted
  }
}
