// Distance travelled: how far each goal has come from where it was when it was set, in steps from 0 to 5, at the last
// review. Source: Supporting Families outcome practice (needs, scores at start and review).

package import Kernel

/// How far one goal has come.
package struct GoalProgress: Sendable, Codable, Hashable {
  package let goal: ID<Goal>
  package let words: String
  package let baseline: Int
  package let latest: Int
  /// The day of the last score; nil where there was no review yet.
  package let scoredOn: Day?
  package var moved: Int { latest - baseline }

  /// "Up from 2. Last looked at in October." for beneath the steps.
  package var course: String {
    guard let scoredOn else { return "Not looked at together yet." }
    let month = Day.monthNames[scoredOn.month - 1]
    switch moved {
    case 1...: return "Up from \(baseline). Last looked at in \(month)."
    case 0: return "The same as at the start. Last looked at in \(month)."
    default: return "Down from \(baseline). Last looked at in \(month)."
    }
  }
}

/// How far all goals that were looked at have come.
package struct DistanceTravelled: Sendable, Codable, Hashable {
  package let forward: Int
  package let same: Int
  package let back: Int
  /// Mean steps moved, of the goals with a review; nil where there is none.
  package let mean: Double?
  package var looked: Int { forward + same + back }

  /// "2 of 3 goals have moved forward."
  package var inWords: String {
    guard looked > 0 else { return "The goals have not been looked at together yet." }
    return "\(forward) of \(looked) goal\(looked == 1 ? "" : "s") \(looked == 1 ? "has" : "have") moved forward."
  }
}

/// `scores` in the order of the reviews, the oldest first.
package func progress(of goal: Goal, scores: [GoalScore]) -> GoalProgress {
  let last = scores.last { $0.goal == goal.id }
  return GoalProgress(
    goal: goal.id, words: goal.words, baseline: goal.baseline, latest: last?.score ?? goal.baseline,
    scoredOn: last?.heldOn)
}

package func distanceTravelled(_ goals: [GoalProgress]) -> DistanceTravelled {
  let looked = goals.filter { $0.scoredOn != nil }
  let moves = looked.map(\.moved)
  return DistanceTravelled(
    forward: moves.count { $0 > 0 }, same: moves.count { $0 == 0 }, back: moves.count { $0 < 0 },
    mean: moves.isEmpty ? nil : Double(moves.reduce(0, +)) / Double(moves.count))
}

/// How a goal stands when the help ends.
package func stateOnClosing(_ goal: GoalProgress) -> GoalState {
  if goal.latest >= Goal.steps { return .reached }
  return goal.moved > 0 ? .partlyReached : .notReached
}
