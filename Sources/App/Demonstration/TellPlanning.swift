import Kernel
import Planning
import Store

/// Names of the scenarios that pages are looked at by.
let toldScenarios = (
  need: "Families who need help, by locality", hubs: "Three hubs for family help",
  list: "Neurodevelopmental list, as things are", pathway: "Neurodevelopmental pathway, triage to feedback",
  appraisal: "Waiting well: four options"
)

/// What the commissioner has asked: one scenario of each question, two of the list to compare, one of a pathway, one whose
/// simulation was stopped, one that is removed. Simulations wait for the server.
func tellPlanning(_ county: County, _ database: Database, _ progress: @Sendable (String) -> Void) async throws {
  var random = SplitMix64(seed: demonstrationSeed, part: "planning")
  let planner = county.person("seun").caller
  var count = 0
  /// `isLive`: what the records of that day say stands in the form.
  func tell(
    _ question: Question, _ typed: [String: String], daysAgo: Int, isLive: Bool = false,
    _ fate: ToldScenarioFate = .kept
  ) async throws {
    let at = county.time.ago(daysAgo, 10.5)
    let live = try await database.read { tx in try liveFigures(planner, at, tx) }
    let typed = isLive ? filledFromLive(question, typed, live) : typed
    if question == .publication, typed["counts"] == nil { return }
    try await tellScenario(
      random.id(at: at), question, typed, live: live, fate: fate, by: planner, at: at, into: database)
    count += 1
  }
  try await tell(.need, toldNeed, daysAgo: 9, isLive: true, .shared)
  try await tell(.hubs, toldHubs, daysAgo: 8, .shared)
  // The posts are those that are kept; what they are shared out by was typed.
  try await tell(.posts, toldPosts.merging(["filled": "live"]) { $1 }, daysAgo: 7)
  try await tell(.list, toldList, daysAgo: 6)
  try await tell(.list, toldList.merging(fourMorePosts) { $1 }, daysAgo: 6)
  try await tell(.list, toldList.merging(oneStepMore) { $1 }, daysAgo: 5, .stopped)
  try await tell(.list, toldPathway, daysAgo: 5)
  try await tell(.list, toldList.merging(mistyped) { $1 }, daysAgo: 5, .removed)
  let list = try await database.read { tx in
    try tx.value("SELECT id FROM planning_scenario WHERE name = \(toldScenarios.list)", as: AnyID.self)
  }
  let options = toldAppraisal.merging(["base": list?.description ?? ""]) { $1 }
  try await tell(.appraisal, options, daysAgo: 5, .shared)
  try await tell(.appraisal, toldVisiting, daysAgo: 2, isLive: true)
  try await tell(.forecast, toldForecast, daysAgo: 4, isLive: true, .shared)
  try await tell(.publication, toldPublication, daysAgo: 3, isLive: true, .shared)
  progress("Planning: \(count) scenarios.")
}
