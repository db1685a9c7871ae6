import EHC
import Kernel
import People
import Plans
import Store
import Web

// What came from outside, the reviews of a plan, and plans of other kinds, told through the slices' verbs.

func tellRequestsAndPlans(_ county: County, _ database: Database) async throws {
  try await database.write(.process) { tx in
    var random = SplitMix64(seed: demonstrationSeed, part: "requests and plans")
    try tellRequestsFromOutside(county, &random, tx)
    try tellReviews(county, &random, tx)
    try tellEndAndNewAssessment(county, &random, tx)
    try tellSchoolPlan(county, &random, tx)
  }
}

private func tellRequestsFromOutside(_ county: County, _ random: inout SplitMix64, _ tx: Transaction) throws {
  let at = county.time.workingDaysAgo(3, 11)
  var school = NewPortalRequest(
    source: .education, asker: "Anna Reed, head of inclusion", email: "anna.reed@example.org", givenName: "Leila",
    familyName: "Haddad", bornOn: county.time.today.adding(months: -96),
    reasons: "Leila follows when it is quiet and she can see. In a class of thirty she is lost by ten o’clock.")
  school.organisation = "Tannery Lane Primary School"
  school.tried =
    "Small groups for two terms, pictures for every lesson, a quiet corner. She reads a little more; she speaks less."
  try sendRequest(random.id(at: at), school, partnership: county.settings.partnership, at: at, in: tx)
  let later = county.time.workingDaysAgo(1, 20)
  let mother = NewPortalRequest(
    source: .family, asker: "Joy Mensah, mother", email: "joy.mensah@example.org", givenName: "Kofi",
    familyName: "Mensah", bornOn: county.time.today.adding(months: -54),
    reasons: "Kofi has no words yet. Nursery is kind but says school will be too much.")
  try sendRequest(random.id(at: later), mother, partnership: county.settings.partnership, at: later, in: tx)
}

/// Jamie’s plan was looked at; changes are with him, he has said something, and the meeting before his move is called.
private func tellReviews(_ county: County, _ random: inout SplitMix64, _ tx: Transaction) throws {
  let found: ChildID? = try tx.value("SELECT id FROM child WHERE given_name = 'Jamie' AND family_name = 'Whitlock'")
  guard let child = found, let ehcCase = try tx.ehcCases(child).first, ehcCase.state == .maintained else { return }
  let (daniel, held) = (county.person("daniel").caller, county.time.ago(40, 15))
  let review: ID<PlanReview> = random.id(at: held)
  let new = NewReview(
    heldOn: held.day, came: "Jamie, his mother, the head of year, Daniel Fairweather",
    voice: "I can do a whole morning now when I know who will be there.",
    adultServices: "None that we know of yet. We ask again at the next review.")
  try holdReview(review, new, of: ehcCase, by: daniel, at: held, in: tx)
  let first = try tx.reviews(of: ehcCase.id)[0]
  try sendReport(of: first, on: county.time.ago(30, 12).day, by: daniel, at: county.time.ago(30, 12), in: tx)
  try tellChange(county, &random, ehcCase, by: daniel, tx)
  let called = county.time.workingDaysAgo(2, 10)
  try callReview(
    random.id(at: called), on: county.time.today.adding(days: 24), place: "Aldersham High School",
    invited: "Jamie and his mother, the head of year, the school nurse, Daniel Fairweather", of: ehcCase, by: daniel,
    at: called, in: tx)
}

/// The notice with the changes went out twelve days ago: two days are left, and Jamie’s wish waits for an answer.
private func tellChange(
  _ county: County, _ random: inout SplitMix64, _ ehcCase: EHCCase, by daniel: Caller, _ tx: Transaction
) throws {
  let decided = county.time.ago(12, 12)
  guard let inForce = try tx.planInForce(of: ehcCase.id) else { throw Refusal.notFound }
  for line in try tx.planLines(of: inForce.id) where line.section == .f {
    var changed = line
    changed.howOften = "\(line.howOften ?? "Every day"); and half an hour alone with the mentor each Monday"
    try writeLine(changed, document: random.id(at: decided), of: ehcCase, by: daniel, at: decided, in: tx)
    break
  }
  try decideReview(
    try tx.reviews(of: ehcCase.id)[0], .amend, on: decided.day,
    notice: NewNotice(
      on: decided.day, evidence: "The report of the meeting, and what the mentor wrote of the autumn term.",
      setting: "Aldersham High School"), of: ehcCase, by: daniel, at: decided, in: tx)
  let said = county.time.ago(5, 18)
  try commentOnDraft(
    random.id(at: said), .comment, section: .f, words: "Not on Mondays please. Wednesday is when I need it.",
    of: ehcCase, by: Caller(account: nil, name: "Jamie Whitlock", roles: [.init(.youngPerson)], from: "192.0.2.9"),
    at: said, in: tx)
}

/// Of two other plans in force one is on its way to its end, and behind one the needs are assessed again.
private func tellEndAndNewAssessment(_ county: County, _ random: inout SplitMix64, _ tx: Transaction) throws {
  let found: [(ChildID, ID<EHCCase>)] = try tx.rows(
    """
    SELECT ehc_case.child_id, ehc_case.id FROM ehc_case JOIN child ON child.id = ehc_case.child_id
    WHERE ehc_case.state = 'maintained' AND NOT child.is_restricted AND child.given_name <> 'Jamie'
      AND ehc_case.transferred_from IS NULL ORDER BY ehc_case.received_on, ehc_case.id LIMIT 2
    """
  ) { (try $0[0], try $0[1]) }
  guard found.count == 2 else { throw Refusal.notFound }
  let daniel = county.person("daniel").caller
  let (proposed, asked) = (county.time.ago(6, 11), county.time.ago(20, 14))
  try proposeEnding(
    random.id(at: proposed),
    NewEnding(
      on: proposed.day, .needsMet,
      why: "All outcomes of the plan are reached, and the school gives what is needed from what it has.",
      setting: "The school of the plan"), of: try tx.ehcCase(found[0].1, child: found[0].0), by: daniel, at: proposed,
    in: tx)
  let other = try tx.ehcCase(found[1].1, child: found[1].0)
  let request = NewReassessment(
    askedOn: asked.day, source: .health, askedBy: "Community paediatrics",
    why: "Seizures have begun since the plan was made.")
  try askReassessment(random.id(at: asked), request, of: other, by: daniel, at: asked, in: tx)
  let decided = county.time.ago(9, 10)
  try decideReassessment(
    try tx.reassessments(of: other.id)[0], .yes, on: decided.day, reasons: nil, of: other, by: daniel, at: decided,
    in: tx)
}

/// Tobi’s nursery writes down what it does, by the sections of a SEN support plan.
private func tellSchoolPlan(_ county: County, _ random: inout SplitMix64, _ tx: Transaction) throws {
  let found: ChildID? = try tx.value("SELECT id FROM child WHERE given_name = 'Oluwatobi' AND family_name = 'Adeyemi'")
  guard let child = found else { return }
  let (nadia, at) = (county.person("nadia").caller, county.time.ago(40, 14))
  let id: ID<TypedPlan> = random.id(at: at)
  let type = try tx.planType("sen_support")
  try beginTypedPlan(id, type, child: child, by: nadia, at: at, in: tx)
  let words = [
    "views": "Tobi laughs when he is understood. His mother hopes that he asks for what he wants, in whatever way.",
    "strengths": "He learns by looking. He copies other children, and he remembers songs.",
    "needs": "Communication: he understands far more than he can say. Body: he tires after lunch.",
    "outcomes":
      "By the end of the spring term Tobi asks for “more” and “finished” with a sign, in three of four sessions.",
    "help": "His key person signs in every session. A quiet half hour after lunch, every day.",
  ]
  for section in try tx.planSections(of: type.code) {
    guard let text = words[section.code] else { continue }
    let plan = try tx.typedPlan(id, child: child)
    try writeSection(section, text, of: plan, version: plan.version, by: nadia, at: at, in: tx)
  }
  try agreeTypedPlan(try tx.typedPlan(id, child: child), type, by: nadia, at: at.adding(hours: 1), in: tx)
}
