import Design
import Kernel
import Web

/// The questions about a step that is agreed.
enum ActivityForm {
  static let step = Field(
    "step", "What is the small step?", .prose(max: 1000),
    hint: "One thing, small enough to work within a week or two. The family reads this.",
    required: "Enter the small step")
  static let goal = Field(
    "goal", "What is it a step towards?", .text(max: 300), hint: "The family’s goal, in their words.")
  static let baseline = Field("baseline", "What can the child do now?", .text(max: 300))
  static let how = Field(
    "how", "What does the family do?", .prose(max: 2000), hint: "For example: put two bricks in front of her, and wait."
  )
  static let materials = Field(
    "materials", "What do they need?", .text(max: 300), hint: "For example: four wooden bricks.")
  static let help = Field("help", "How much help does the child have?", .choice(Field.options(PromptLevel.self)))
  static let timesADay = Field(
    "times_a_day", "How many times a day?", .number(1...10), required: "Enter how many times a day")
  static let who = Field(
    "who", "Who does it with the child?", .text(max: 120), hint: "For example: Mum, or Grandad on Sundays.")
  static let beginsOn = Field(
    "begins_on", "What is the first day?", .day, hint: "The chart has seven days.", required: "Enter the first day")
  static let wellOf = Field(
    "well_of", "How many tries must go well?", .number(1...20), required: "Enter how many must go well")
  static let tries = Field(
    "tries_of", "Out of how many tries?", .number(1...20), required: "Enter out of how many tries")
  static let days = Field("well_days", "On how many days?", .number(1...7), required: "Enter on how many days")
  static let all = [step, goal, baseline, how, materials, help, timesADay, who, beginsOn, wellOf, tries, days]
}

extension NewActivity {
  static func check(_ entry: Entry) -> Checked<NewActivity> {
    var form = FormReading(entry)
    let step = form.text(ActivityForm.step)
    let goal = form.text(ActivityForm.goal)
    let baseline = form.text(ActivityForm.baseline)
    let how = form.text(ActivityForm.how)
    let materials = form.text(ActivityForm.materials)
    let help: PromptLevel? = form.choice(ActivityForm.help)
    let times = form.number(ActivityForm.timesADay)
    let who = form.text(ActivityForm.who)
    let beginsOn = form.day(ActivityForm.beginsOn)
    let (well, tries, days) = (
      form.number(ActivityForm.wellOf), form.number(ActivityForm.tries), form.number(ActivityForm.days)
    )
    return form.result {
      NewActivity(
        beginsOn: beginsOn!, step: step!, goal: goal, baseline: baseline, how: how, materials: materials, help: help,
        timesADay: times!, who: who, criterion: Criterion(well: well!, of: tries!, days: days!))
    }
  }
}

/// The questions about a day of practice. The days are those of the chart.
enum PracticeForm {
  static let on = Field("on", "Which day?", .text(max: 10), required: "Choose a day")
  static let tries = Field(
    "tries", "How many times did you try?", .number(0...50), required: "Enter how many times you tried")
  static let well = Field(
    "well", "How many times did it go well?", .number(0...50), required: "Enter how many times it went well")
  static let note = Field("note", "Anything you noticed", .text(max: 500))
  static let all = [on, tries, well, note]
}

extension NewPracticeDay {
  static func check(_ entry: Entry) -> Checked<NewPracticeDay> {
    var form = FormReading(entry)
    let on = form.value(PracticeForm.on, "Choose a day of this chart") { Day($0) }
    let tries = form.number(PracticeForm.tries)
    let well = form.number(PracticeForm.well)
    let note = form.text(PracticeForm.note)
    return form.result { NewPracticeDay(on: on!, tries: tries!, well: well!, note: note) }
  }
}

/// The questions when a week of practice is looked back on.
enum OutcomeForm {
  static let outcome = Field(
    "outcome", "What came of it?", .choice(Field.options(ActivityOutcome.self)), required: "Choose what came of it")
  static let words = Field("outcome_words", "What does the family say?", .prose(max: 1000))
  static let all = [outcome, words]
}
