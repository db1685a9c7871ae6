import Kernel
import Planning
import Store

/// Names of the scenarios that pages are looked at by.
let toldScenarios = (
  need: "Families who need help, by locality", hubs: "Three hubs for family help",
  list: "Neurodevelopmental list, as things are", appraisal: "Waiting well: four options"
)

/// What the commissioner has asked: one scenario of each question, and two of the list to compare. Simulations wait for the
/// server.
func tellPlanning(_ county: County, _ database: Database, _ progress: @Sendable (String) -> Void) async throws {
  var random = SplitMix64(seed: demonstrationSeed, part: "planning")
  let planner = county.person("seun").caller
  let live = try await database.read { tx in try liveFigures(county.time.now, tx) }
  var count = 0
  func tell(_ question: Question, _ typed: [String: String], daysAgo: Int, isShared: Bool = false) async throws {
    let at = county.time.ago(daysAgo, 10.5)
    try await tellScenario(
      random.id(at: at), question, typed, live: live, isShared: isShared, by: planner, at: at, into: database)
    count += 1
  }
  let need = filledFromLive(.need, toldNeed, live)
  try await tell(.need, need, daysAgo: 9, isShared: true)
  try await tell(.hubs, toldHubs, daysAgo: 8, isShared: true)
  try await tell(.posts, toldPosts, daysAgo: 7)
  try await tell(.list, toldList, daysAgo: 6)
  try await tell(
    .list,
    toldList.merging([
      "name": "Neurodevelopmental list, four more posts", "change_month": "4", "change_posts": "4",
      "note": "The same list and the same people, with four posts more from the fourth month on.",
    ]) { $1 }, daysAgo: 6)
  let list = try await database.read { tx in
    try tx.value("SELECT id FROM planning_scenario WHERE name = \(toldScenarios.list)", as: AnyID.self)
  }
  try await tell(
    .appraisal, toldAppraisal.merging(["base": list?.description ?? ""]) { $1 }, daysAgo: 5, isShared: true)
  try await tell(.forecast, toldForecast, daysAgo: 4)
  let published = filledFromLive(.publication, toldPublication, live)
  if published["counts"] != nil { try await tell(.publication, published, daysAgo: 3, isShared: true) }
  progress("Planning: \(count) scenarios.")
}
