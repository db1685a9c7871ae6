// What must hold of a survey. Sources: the plain-words standard of this house; children answer with five faces; a
// question that everybody must answer has an answer that fits everybody.

package import Kernel

/// What is wrong with a question, among the questions before it.
package func problems(with new: QuestionContent, after earlier: [SurveyQuestion]) -> [FieldError] {
  var found: [FieldError] = []
  switch new.kind {
  case .one, .several:
    if !(2...20).contains(new.options.count) {
      found.append(FieldError("options", "Enter 2 to 20 answers, each in a line of its own"))
    }
    if Set(new.options).count != new.options.count {
      found.append(FieldError("options", "Two answers are the same"))
    }
  case .faces where new.options.count != 5:
    found.append(FieldError("options", "Five faces have five answers, each in a line of its own"))
  case .number where new.least >= new.most:
    found.append(FieldError("most", "The most must be greater than the least"))
  case .faces, .number, .words: break
  }
  if new.isGroup, new.kind != .one || new.onlyIf != nil {
    found.append(FieldError("is_group", "Groups are made from a question for everybody with one answer to choose"))
  }
  if new.kind == .several, new.isRequired {
    found.append(FieldError("is_required", "Somebody may choose none of these: leave it open"))
  }
  if let only = new.onlyIf {
    let asked = earlier.first { $0.position == only.position }
    if asked == nil || asked?.content.onlyIf != nil || asked?.content.options.indices.contains(only.option) != true {
      found.append(FieldError("only_if", "Choose an answer of an earlier question that everybody is asked"))
    }
  }
  return found
}

/// What keeps a survey from being opened.
package func problems(opening survey: Survey, questions: [SurveyQuestion], today: Day) -> [FieldError] {
  var found: [FieldError] = []
  if questions.isEmpty { found.append(FieldError("", "Add a question before you open it")) }
  if survey.content.closesOn < today { found.append(FieldError("", "Its last day is over: change the days first")) }
  return found
}

extension Answers {
  /// Without what was not asked: answers to questions whose condition does not hold.
  package func asked(_ questions: [SurveyQuestion]) -> Answers {
    var kept = self
    for question in questions where !isAsked(question) {
      kept.choices[question.position] = nil
      kept.words[question.position] = nil
    }
    return kept
  }

  /// Whether somebody who answered so is asked this question.
  package func isAsked(_ question: SurveyQuestion) -> Bool {
    guard let only = question.content.onlyIf else { return true }
    return choices[only.position]?.contains(only.option) ?? false
  }
}
