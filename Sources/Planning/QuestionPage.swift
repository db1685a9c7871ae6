import Design
import Kernel
import Web

/// The form of a question, new or to be changed.
struct QuestionPage: Page, Codable {
  let question: Question
  let scenario: ID<Scenario>?
  let name: String?
  let version: Int?
  /// The day of the live records that fill it.
  let filledOn: Day?
  /// By what of the live records the form can be filled, where there is a choice: lists, or roles of posts.
  var liveLists: [String] = []
  /// The live records were asked and hold nothing for it.
  var isUnknown = false
  /// Names and ids of the lists that an appraisal may build on.
  let lists: [Link]
  /// The roles of which the live records keep posts.
  var roles: [String] = []
  let entry: Entry
  var title: String { name.map { "Change “\($0)”" } ?? question.title }
  var trail: [Link] {
    [Link("Planning", "/planning")]
      + (scenario.flatMap { id in name.map { [Link($0, "/planning/scenarios/\(id)")] } } ?? [])
  }
  var menuPath: String? { "/planning" }

  func body(_ view: View) -> HTML {
    let form = QuestionForm.of(question)
    let path = scenario.map { "/planning/scenarios/\($0)" } ?? "/planning/scenarios"
    let here = scenario.map { "/planning/scenarios/\($0)/change" } ?? "/planning/new/\(question.rawValue)"
    return readingColumn {
      pageHeading(title, caption: scenario == nil ? "New scenario" : question.title)
      lead(question.about)
      if let filledOn {
        insetText {
          paragraph(
            "Filled from the live records of \(filledOn.long). Check it, add what they do not know, and keep it.")
        }
      } else if isUnknown {
        insetText {
          paragraph(
            "The live records know nothing to fill in here. Type what you know; a line with a name that they know can be filled later."
          )
        }
      } else if liveLists.count > 1 {
        paragraph("Fill in what the live records know\(question == .list ? " of a list" : ""):")
        bulletList(
          liveLists.enumerated().map { link($0.element, to: "\(here)?fill=live&list=\($0.offset + 1)") })
      } else if form.fill != nil {
        paragraph(markup: link("Fill in what the live records know", to: "\(here)?fill=live"))
      }
      view.form(to: path, entry) {
        defaultButton(sendWords)
        hidden("question", question.rawValue)
        scenario.map { hidden("scenario", "\($0)") }
        entry["filled"] == "live" ? hidden("filled", "live") : .empty
        version.map { hidden("version", "\(entry["version"].flatMap { Int($0) } ?? $0)") }
        control(QuestionForm.name, entry)
        questions(form)
        if form.fill != nil { control(QuestionForm.follows, entry, marksOptional: false) }
        control(QuestionForm.note, entry)
        if !form.advanced.isEmpty { ownModel(form) }
        button(sendWords)
      }
    }
  }

  private func questions(_ form: QuestionForm) -> HTML {
    let asked = form.fields.map { control(drawn($0), entry, marksOptional: !form.needed.contains($0.name)) }
    guard question == .list else { return asked.joined() }
    guard PathwayField.isOn(entry) else {
      return markup {
        insetText {
          paragraph(
            "This form is of one list. Where people go through several stages, or groups take turns, ask for more:")
          reshape("Make it a pathway of several stages", "begin")
        }
        asked
      }
    }
    return markup {
      control(ListField.live, entry)
      pathwayQuestions(entry)
      controls([ListField.replications, ListField.seed], entry)
      reshape("Back to the short form of one list", "end")
    }
  }

  private func ownModel(_ form: QuestionForm) -> HTML {
    let own = form.advanced + (PathwayField.isOn(entry) ? [PathwayField.figures] : [])
    return details("Use a model of your own", isOpen: own.contains { entry[$0.name]?.isEmpty == false }) {
      controls(form.advanced, entry)
      if question == .list { reshape("Load the model into the form", "load") }
      if PathwayField.isOn(entry) { control(PathwayField.figures, entry) }
    }
  }

  private var sendWords: String {
    scenario == nil ? "Keep it and see the answer" : "Keep the change and see the answer"
  }

  /// The field with the choices that come from the records.
  private func drawn(_ field: Field) -> Field {
    if field.name == PostsField.role.name {
      let typed = entry[field.name]?.trimmed ?? ""
      let all = roles + (typed.isEmpty || roles.contains(typed) ? [] : [typed])
      return Field(field.name, field.label, .choice([.init("", "All of them")] + all.map { .init($0, $0) }))
    }
    guard field.name == AppraisalField.base.name else { return field }
    return Field(
      field.name, field.label,
      .choice([.init("", "None: the options change no list")] + lists.map { .init($0.path, $0.label) }))
  }
}
