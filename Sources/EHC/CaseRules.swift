// What must hold of a case and its steps. Source: Children and Families Act 2014 ss. 36–37 and 45; SEND Regulations 2014
// regs 4–6, 10, 13 and 24. Pure: values in, errors out.

package import Kernel

/// What is wrong with a request that is to be written down. `lastAssessedOn` is when an assessment of this child was last
/// carried out, `isOpen` whether another case is under way or a plan in force.
package func problems(
  with new: NewCase, bornOn: Day?, lastAssessedOn: Day?, isOpen: Bool, today: Day
) -> [FieldError] {
  var found: [FieldError] = []
  if isOpen { found.append(FieldError("", "There is a request or a plan already. Go on with that one.")) }
  if new.receivedOn > today {
    found.append(FieldError("received_on", "The day it was received must be today or in the past"))
  } else if new.receivedOn < firstDayOfPlans {
    found.append(FieldError("received_on", beforePlans))
  } else if let bornOn, new.receivedOn < bornOn {
    found.append(FieldError("received_on", "The day it was received must be after the child was born"))
  } else if let bornOn, bornOn.years(until: new.receivedOn) >= 25 {
    found.append(FieldError("received_on", "A request can be made until the young person is 25"))
  }
  found += needsLateWhy(new.receivedOn, new.lateWhy, today: today)
  if let lastAssessedOn, new.transferredFrom == nil, lastAssessedOn.adding(months: 6) > new.receivedOn,
    new.lateWhy == nil
  {
    found.append(
      FieldError(
        "late_why",
        "An assessment was carried out on \(lastAssessedOn.long), less than 6 months before. Say why it is taken up"))
  }
  if let from = new.transferredFrom, from.utf8.count != 3 || Int(from) == nil {
    found.append(FieldError("transferred_from", "Enter the three digits of the council, like 886"))
  }
  return found
}

/// The day on which part 3 of the Children and Families Act 2014 came into force: no limit has a rule for a day before.
let firstDayOfPlans = Day(2014, 9, 1)!
let beforePlans = "The day it was received must be on or after \(firstDayOfPlans.long), when such plans began"

/// What is known when a step is checked.
struct StepFacts: Sendable {
  var state: CaseState
  /// The day of the step before.
  var lastOn: Day
  /// Bodies whose advice has not come: "Educational psychologist".
  var adviceMissing: [String] = []
  /// What the draft still lacks, in words; empty where it may be sent.
  var draftFaults: [String] = []
  /// The last day on which the family may comment; nil where they have answered or no draft is out.
  var commentsUntil: Day?
  /// Comments on the draft that nobody has answered.
  var unansweredComments = 0
  /// Why the plan cannot end on the day of the step; nil where it can.
  var endProblem: FieldError?
}

/// What is wrong with a step, field by field.
func problems(with new: NewStep, _ facts: StepFacts, today: Day) -> [FieldError] {
  guard new.step.ways[facts.state] != nil else {
    return [FieldError("", "\(new.step.title): not possible while the case is at “\(facts.state.title)”")]
  }
  var found: [FieldError] = []
  if new.on > today {
    found.append(FieldError("on", "The day must be today or in the past"))
  } else if new.on < facts.lastOn {
    found.append(FieldError("on", "The day must be on or after \(facts.lastOn.long), the day of the step before"))
  }
  found += needsLateWhy(new.on, new.lateWhy, today: today)
  if new.step.isRefusal, new.step != .cease, new.reasons == nil {
    found.append(FieldError("reasons", "Enter the reasons: they go to the family with their rights"))
  }
  if new.step == .decideAgain, new.code.flatMap(DecideAgainWhy.init) == nil {
    found.append(FieldError("code", "Choose why the council decides again"))
  }
  return found + ruleProblems(with: new, facts)
}

/// What the stage itself asks for.
private func ruleProblems(with new: NewStep, _ facts: StepFacts) -> [FieldError] {
  switch new.step {
  case .issue, .refuseIssue:
    guard !facts.adviceMissing.isEmpty, new.reasons == nil else { return [] }
    return [
      FieldError(
        "reasons",
        "Advice has not come from: \(facts.adviceMissing.joined(separator: ", ")). Say why you decide without it")
    ]
  case .sendDraft:
    return facts.draftFaults.map { FieldError("", "The draft cannot be sent: \($0)") }
  case .finish:
    var found: [FieldError] = []
    if let until = facts.commentsUntil, new.on <= until {
      found.append(
        FieldError("on", "The family has until \(until.long) to comment. Send the plan after that, or when they answer")
      )
    }
    if facts.unansweredComments > 0 {
      let count = facts.unansweredComments
      found.append(
        FieldError("", "\(count) comment\(count == 1 ? "" : "s") on the draft must be answered first"))
    }
    return found + facts.draftFaults.map { FieldError("", "The plan cannot be made final: \($0)") }
  case .cease: return [facts.endProblem].compactMap(\.self)
  default: return []
  }
}

/// Nothing is dated back without a word of why.
func needsLateWhy(_ day: Day, _ why: String?, today: Day) -> [FieldError] {
  day < today && why == nil
    ? [FieldError("late_why", "Say why this is entered after \(day.long), the day on which it happened")] : []
}

/// Whose advice an assessment must have. Source: SEND Regulations 2014 reg. 6(1); (f) from year 9 on.
package func requiredAdvice(bornOn: Day?, today: Day) -> [AdviceKind] {
  let always: [AdviceKind] = [.family, .education, .health, .psychology, .socialCare]
  guard let bornOn, isInYearNineOrAbove(bornOn: bornOn, today: today) else { return always }
  return always + [.adulthood]
}

/// The school year by age at 31 August: year 9 is the year in which a child turns 14.
package func isInYearNineOrAbove(bornOn: Day, today: Day) -> Bool {
  schoolYear(bornOn: bornOn, today: today) >= 9
}

/// The national curriculum year by age on 31 August before the school year began; below 1 for those younger.
package func schoolYear(bornOn: Day, today: Day) -> Int {
  let began = today.month >= 9 ? today.year : today.year - 1
  return bornOn.years(until: Day(began, 8, 31)!) - 4
}
