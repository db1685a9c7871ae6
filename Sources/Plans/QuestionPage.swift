import Design
import Web

/// One that can be chosen, as the page offers it.
struct OfferedChoice: Sendable, Codable, Hashable {
  let value: String
  let label: String
  init(_ option: Field.Option) { (value, label) = (option.value, option.label) }
}

/// Which questions a page asks.
enum Questions: String, Codable, Sendable {
  case start, agreement, renewal, allocation, level, stepUp, stepAnswer, stepDown, closing, closingAnswer, reopening
  case completion, goal, dropGoal, action, actionCorrection, agreePlan, score, meeting, person, ending

  /// Groups of fields, each under a legend where it has one.
  var groups: [(legend: String?, fields: [Field])] {
    switch self {
    case .start: [(nil, StartForm.all)]
    case .agreement:
      [
        (nil, [AgreementForm.answer, AgreementForm.on]),
        ("If they agree", [AgreementForm.giver, AgreementForm.name, AgreementForm.competence, AgreementForm.scope]),
        ("If they do not, or it is not needed", [AgreementForm.why, AgreementForm.offered]),
      ]
    case .renewal:
      [
        (
          nil,
          [AgreementForm.on, AgreementForm.giver, AgreementForm.name, AgreementForm.competence, AgreementForm.scope]
        )
      ]
    case .allocation: [(nil, AllocationForm.all)]
    case .level: [(nil, LevelForm.all)]
    case .stepUp: [(nil, StepUpForm.all)]
    case .stepAnswer: [(nil, StepAnswerForm.all)]
    case .stepDown: [(nil, StepDownForm.all)]
    case .closing: [(nil, ClosingForm.all)]
    case .closingAnswer: [(nil, ClosingAnswerForm.all)]
    case .reopening: [(nil, ReopeningForm.all)]
    case .completion: [(nil, CompletionForm.all)]
    case .goal: [(nil, GoalForm.all)]
    case .dropGoal: [(nil, DropGoalForm.all)]
    case .action: [(nil, ActionForm.all)]
    case .actionCorrection: [(nil, ActionCorrectionForm.all)]
    case .agreePlan: [(nil, AgreePlanForm.all)]
    case .score: [(nil, ScoreForm.all)]
    case .meeting:
      [
        (nil, [MeetingForm.heldOn, MeetingForm.place]),
        ("Who was there", [MeetingForm.came, MeetingForm.alsoCame, MeetingForm.apologies]),
        (nil, [MeetingForm.notes]),
      ]
        + MeetingForm.rows.map {
          ("Something that was agreed (\($0))", [MeetingForm.what($0), MeetingForm.owner($0), MeetingForm.due($0)])
        }
    case .person: [(nil, PersonForm.all)]
    case .ending: [(nil, EndingForm.all)]
    }
  }
  /// False where what is needed hangs on another answer: "optional" would mislead.
  var marksOptional: Bool {
    switch self {
    case .agreement, .renewal, .stepAnswer, .closingAnswer: false
    default: true
    }
  }
  /// Fields of which several may be chosen.
  var several: Set<String> { ["scope", "came"] }
}

/// A page that asks a few questions and sends them to one address.
struct QuestionPage: Page, Codable {
  let title: String
  let child: ChildLine
  let trail: [Link]
  let questions: Questions
  /// Where the answers go.
  let path: String
  let entry: Entry
  /// What can be chosen, by the name of the field.
  var choices: [String: [OfferedChoice]] = [:]
  /// What is sent along without being asked.
  var carried: [String: String] = [:]
  var introduction: [String] = []
  var warning: String?
  let submit: String
  var isDestructive = false

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: child.name)
      introduction.map { paragraph($0) }
      if let warning { warningText(warning) }
      view.form(to: path, entry) {
        carried.sorted { $0.key < $1.key }.map { hidden($0.key, $0.value) }
        questions.groups.map { group in
          let drawn = group.fields.map { control(offered($0), entry, marksOptional: questions.marksOptional) }.joined()
          return group.legend.map { legend in fieldset(legend) { drawn } } ?? drawn
        }
        button(submit, style: isDestructive ? .warning : .primary)
      }
    }
  }

  private func offered(_ field: Field) -> Field {
    // Three rows of one form ask the same question: "owner_1" is offered what "owner" is.
    let name =
      field.name.split(separator: "_").last.flatMap { Int($0) } == nil ? field.name : String(field.name.dropLast(2))
    guard let options = (choices[field.name] ?? choices[name])?.map({ Field.Option($0.value, $0.label) }) else {
      return field
    }
    return questions.several.contains(field.name) ? field.offeringSeveral(options) : field.offering(options)
  }
}
