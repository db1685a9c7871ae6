// How answers are cut into groups of people, so that any filter shows whole groups or nothing. Source: the rules of
// disclosure control: a filter is a sum of groups, each of them large enough, so two filters differ by large groups only.

import Kernel

/// People who are shown together or not at all.
package struct PeopleGroup: Sendable, Hashable, Codable {
  /// From 1.
  package let number: Int
  package let people: Int
  /// What all of them answered to the questions that make groups: the place of the answer by the question's position.
  /// A question that is not named here was answered in several ways.
  package let answered: [Int: Int]
}

/// No group is smaller.
package let leastGroup = 10

/// Cuts people into groups by one question after the other. `places` says, for each question that makes groups, which
/// answer each person gave. A part that would be too small goes together with others until it is large enough; where
/// nothing is left to cut, the group stays whole. Fewer than `leastGroup` people in all are no group.
func groups(_ places: [(position: Int, of: [Int])], people: Int) -> [(answered: [Int: Int], members: [Int])] {
  guard people >= leastGroup else { return [] }
  var groups: [(answered: [Int: Int], members: [Int])] = [([:], Array(0..<people))]
  for (position, answers) in places {
    groups = groups.flatMap { group in cut(group, by: position, answers) }
  }
  return groups
}

private func cut(
  _ group: (answered: [Int: Int], members: [Int]), by position: Int, _ answers: [Int]
) -> [(answered: [Int: Int], members: [Int])] {
  let parts = Dictionary(grouping: group.members) { answers[$0] }.sorted { $0.key < $1.key }
  var large = parts.filter { $0.value.count >= leastGroup }
  var rest = parts.filter { $0.value.count < leastGroup }.flatMap(\.value)
  while !rest.isEmpty, rest.count < leastGroup {
    guard let smallest = large.indices.min(by: { large[$0].value.count < large[$1].value.count }) else { break }
    rest += large.remove(at: smallest).value
  }
  guard !large.isEmpty else { return [group] }
  let whole = large.map { part in
    (answered: group.answered.merging([position: part.key]) { $1 }, members: part.value)
  }
  return rest.isEmpty ? whole : whole + [(answered: group.answered, members: rest.sorted())]
}
