import Kernel
import TestKit
import Web

@testable import FrontDoor

/// What whoever asked is told by the decisions of these tests.
let decisionWords =
  "Thank you for asking. A worker from Early Help North will phone you by Friday to agree a first meeting."

/// The form of a decision, filled in.
func decisionFields(_ outcome: HelpOutcome, version: Int, _ more: [String: String] = [:]) -> [String: String] {
  let usual = [
    "outcome": outcome.rawValue, "level": "2", "criteria_2": "2C1", "reason": "Some delay in talking",
    "told": decisionWords, "agreement": "agreed", "team": TestDoor.earlyHelp.description, "version": "\(version)",
  ]
  return usual.merging(more) { $1 }
}

extension TestDoor {
  /// A request that somebody has and whose child is known.
  func prepared(_ new: NewHelpRequest = .usual) async throws -> HelpRequest {
    let child = try await addChild("Sami", "Okoro", born: Day(2024, 5, 2))
    let request = try await ask(new)
    _ = await site.post("/requests/\(request.id)/taking", as: "ana")
    let taken = try await load(request.id)
    _ = await site.post(
      "/requests/\(request.id)/child", ["child": child.description, "version": "\(taken.version)"], as: "ana")
    return try await load(request.id)
  }
}
