package import Kernel
package import Store

extension Transaction {
  /// Minutes of training and supervision of those among these people who hold a post that visits, between two days; nil where
  /// none of them does. `late` are supervisions whose day is over.
  package func practiceMinutes(of people: [PractitionerID], from: Day, to: Day) throws -> (
    people: Int, training: Int, supervision: Int, held: Int, late: Int
  )? {
    let posts = try serviceStructure().posts.filter(\.kind.visits)
    let ids = people.filter { id in posts.contains { $0.practitioner == id } }
    guard !ids.isEmpty else { return nil }
    let trainings = try trainings(of: ids).filter { (from...to).contains($0.heldOn) }
    let times = try supervisions(of: ids)
    let held = times.filter { $0.heldOn.map((from...to).contains) ?? false }
    return (
      ids.count, trainings.reduce(0) { $0 + ($1.minutes ?? 0) }, held.reduce(0) { $0 + ($1.minutes ?? 0) }, held.count,
      times.count { $0.heldOn == nil && $0.dueOn < to }
    )
  }
}
