// What may be known of a survey's answers. Source: disclosure control with a minimum cell and secondary suppression
// (PlanningEngine, profile under_5). Every figure that anybody sees comes from one protected table a question: groups of
// people by answers. A filter adds up groups of that table and shows nothing where one of its cells is hidden, so no
// filter, nor any number of them, says more than the table. Tables of two questions share only the sizes of the groups,
// which are open and large.

import Kernel
import PlanningEngine

/// The figures of a closed survey.
package struct SurveyFigures: Sendable, Hashable, Codable {
  /// How many answered.
  package var people: Int
  package var groups: [PeopleGroup]
  package var questions: [QuestionFigures]
}

/// One question's: `all` by place of the answer, and `ofGroup` by group and place. Nil is hidden. A question that may not
/// be shown at all is not among them; one that may be shown only for everybody has no groups.
package struct QuestionFigures: Sendable, Hashable, Codable {
  package var position: Int
  package var all: [Int?]
  package var ofGroup: [[Int?]]
}

/// What stands in a result for a question: its options or the ranges of a number, and that there was no answer. A
/// question of which any can be chosen has its options only.
package func places(_ question: QuestionContent) -> [String] {
  switch question.kind {
  case .one, .faces: question.options + [noAnswer]
  case .several: question.options
  case .number: ranges(question).map { "\($0.lowerBound) to \($0.upperBound)" } + [noAnswer]
  case .words: []
  }
}

let noAnswer = "No answer"

/// Five ranges at most, from what may be answered, never from what was.
func ranges(_ question: QuestionContent) -> [ClosedRange<Int>] {
  let width = (question.most - question.least + 5) / 5
  return stride(from: question.least, through: question.most, by: width).map {
    $0...min($0 + width - 1, question.most)
  }
}

/// The place of a person's answer to a question with one answer.
func place(of choices: [Int: [Int]], _ question: SurveyQuestion) -> Int {
  let none = places(question.content).count - 1
  guard let value = choices[question.position]?.first else { return none }
  if question.content.kind == .number {
    return ranges(question.content).firstIndex { $0.contains(value) } ?? none
  }
  return question.content.options.indices.contains(value) ? value : none
}

/// Works out the figures that may be shown of these answers.
package func protectResults(_ questions: [SurveyQuestion], _ answers: [[Int: [Int]]]) -> SurveyFigures {
  let cutting = questions.filter { $0.content.isGroup && $0.content.onlyIf == nil }
  let cut = groups(
    cutting.map { question in (question.position, answers.map { place(of: $0, question) }) }, people: answers.count)
  var figures = SurveyFigures(
    people: answers.count,
    groups: cut.enumerated().map {
      PeopleGroup(number: $0 + 1, people: $1.members.count, answered: $1.answered)
    }, questions: [])
  guard !cut.isEmpty else { return figures }
  for question in questions where question.content.kind != .words {
    let known =
      question.content.onlyIf == nil
      ? protectForAll(question, answers, cut.map(\.members))
      : protectCondition(question, answers, among: questions, figures)
    if let known { figures.questions.append(known) }
  }
  return figures
}

/// A question that everybody was asked: by groups where that is safe, else for all together, else not at all.
private func protectForAll(
  _ question: SurveyQuestion, _ answers: [[Int: [Int]]], _ groups: [[Int]]
) -> QuestionFigures? {
  if question.content.kind == .several { return protectEachOption(question, answers, groups) }
  let width = places(question.content).count
  let counts = groups.map { members in
    count(members.map { place(of: answers[$0], question) }, width)
  }
  return protected(counts, position: question.position)
}

/// Of a question of which any can be chosen each option is a table of its own: chosen or not.
private func protectEachOption(
  _ question: SurveyQuestion, _ answers: [[Int: [Int]]], _ groups: [[Int]]
) -> QuestionFigures? {
  let tables = question.content.options.indices.map { option in
    protected(
      groups.map { members in
        let chosen = members.count { answers[$0][question.position]?.contains(option) ?? false }
        return [chosen, members.count - chosen]
      }, position: question.position)
  }
  guard tables.contains(where: { $0 != nil }) else { return nil }
  let isByGroup = tables.allSatisfy { $0.map { !$0.ofGroup.isEmpty } ?? false }
  return QuestionFigures(
    position: question.position, all: tables.map { $0?.all[0] ?? nil },
    ofGroup: isByGroup ? groups.indices.map { group in tables.map { $0!.ofGroup[group][0] } } : [])
}

/// A question that hangs on an answer is shown for all together alone, and only where it is open how many gave that
/// answer.
private func protectCondition(
  _ question: SurveyQuestion, _ answers: [[Int: [Int]]], among questions: [SurveyQuestion], _ known: SurveyFigures
) -> QuestionFigures? {
  guard let only = question.content.onlyIf,
    let asked = known.questions.first(where: { $0.position == only.position })?.all[only.option],
    asked >= leastGroup
  else { return nil }
  let members = answers.indices.filter { answers[$0][only.position]?.contains(only.option) ?? false }
  var figures = protectForAll(question, answers, [members])
  figures?.ofGroup = []
  return figures
}

private func count(_ places: [Int], _ width: Int) -> [Int] {
  var counts = Array(repeating: 0, count: width)
  for place in places { counts[place] += 1 }
  return counts
}

/// The size of each group and of all is open: where the table is not safe unless one of them is hidden, it is shown for
/// all together; where even that is not safe, not at all.
private func protected(_ counts: [[Int]], position: Int) -> QuestionFigures? {
  let width = counts[0].count
  let table = ProtectedTable(counts, profile: .under5)
  if table.isSafe, table.total != nil, counts.indices.allSatisfy({ table.rowTotal($0) != nil }) {
    return QuestionFigures(
      position: position, all: (0..<width).map { table.columnTotal($0) },
      ofGroup: counts.indices.map { row in (0..<width).map { table.cell(row, $0) } })
  }
  guard counts.count > 1 else { return nil }
  let sums = (0..<width).map { column in counts.reduce(0) { $0 + $1[column] } }
  guard var figures = protected([sums], position: position) else { return nil }
  figures.ofGroup = []
  return figures
}

extension SurveyFigures {
  /// The groups that a filter adds up: those whose people all gave these answers. No filter is everybody.
  package func groups(_ filter: [Int: Int]) -> [PeopleGroup] {
    groups.filter { group in filter.allSatisfy { group.answered[$0.key] == $0.value } }
  }

  /// A question under a filter, by place; nil where it may not be shown so. Sums of open cells only.
  package func shown(_ question: QuestionFigures, _ filter: [Int: Int]) -> [Int?]? {
    if filter.isEmpty { return question.all }
    let chosen = groups(filter)
    guard !chosen.isEmpty, !question.ofGroup.isEmpty else { return nil }
    return question.all.indices.map { place in
      let cells = chosen.map { question.ofGroup[$0.number - 1][place] }
      return cells.contains { $0 == nil } ? nil : cells.compactMap(\.self).reduce(0, +)
    }
  }
}
