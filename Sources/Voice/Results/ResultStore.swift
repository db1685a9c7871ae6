import Kernel
import Store

// All SQL about what may be known of a closed survey.

extension Transaction {
  /// Group 0 is everybody.
  func keep(_ figures: SurveyFigures, of survey: ID<Survey>) throws {
    for group in figures.groups {
      let answered = group.answered.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: ";")
      try run(
        """
        INSERT INTO survey_group (survey_id, number, people, answered)
        VALUES (\(survey), \(group.number), \(group.people), \(answered))
        """)
    }
    for question in figures.questions {
      for (number, line) in ([question.all] + question.ofGroup).enumerated() {
        for (place, people) in line.enumerated() {
          try send(
            """
            INSERT INTO survey_figure (survey_id, position, place, group_number, people)
            VALUES (\(survey), \(question.position), \(place), \(number), \(people))
            """)
        }
      }
    }
  }

  func figures(of survey: Survey) throws -> SurveyFigures {
    let groups = try rows(
      "SELECT number, people, answered FROM survey_group WHERE survey_id = \(survey.id) ORDER BY number"
    ) { row in
      PeopleGroup(
        number: try row[0], people: try row[1], answered: Answers.choices(from: try row[2]).compactMapValues(\.first))
    }
    var questions: [QuestionFigures] = []
    let cells = try rows(
      """
      SELECT position, group_number, people FROM survey_figure WHERE survey_id = \(survey.id)
      ORDER BY position, group_number, place
      """
    ) { (position: try $0[0] as Int, group: try $0[1] as Int, people: try $0[2] as Int?) }
    for cell in cells {
      if questions.last?.position != cell.position {
        questions.append(QuestionFigures(position: cell.position, all: [], ofGroup: []))
      }
      let last = questions.count - 1
      if cell.group == 0 {
        questions[last].all.append(cell.people)
      } else {
        if questions[last].ofGroup.count < cell.group { questions[last].ofGroup.append([]) }
        questions[last].ofGroup[cell.group - 1].append(cell.people)
      }
    }
    return SurveyFigures(people: survey.answerCount ?? 0, groups: groups, questions: questions)
  }
}
