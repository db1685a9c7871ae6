import Design
import Kernel
import Web

// How the form of a pathway is drawn: who comes, the groups, the stages; each with its button to take it away.

/// Where the form's own buttons send it.
let pathwayFormPath = "/planning/pathway-form"

/// All questions about a pathway but its name and how it is simulated.
func pathwayQuestions(_ entry: Entry) -> HTML {
  let groups = PathwayField.count(PathwayField.groupCount, entry)
  let stages = PathwayField.count(PathwayField.stageCount, entry)
  return markup {
    hidden(PathwayField.isPathway.name, "yes")
    hidden(PathwayField.groupCount.name, "\(groups)")
    hidden(PathwayField.stageCount.name, "\(stages)")
    fieldset("Who comes, and who waits") {
      control(ListField.perYear, entry, marksOptional: false)
      controls([ListField.byMonth, PathwayField.byYear, ListField.waiting, ListField.weeksWaited], entry)
      paragraph(
        "Those who wait now are at the first stage, split over the groups. Or type them by group, at each stage.")
    }
    (1...groups).map { group(GroupFields($0), of: groups, entry) }
    if groups < PathwayField.mostGroups { reshape("Add a group", "add_group") }
    (1...stages).map { stage(StageFields($0), of: stages, entry) }
    if stages < PathwayField.mostStages { reshape("Add a stage", "add_stage") }
    fieldset("What you want to know") {
      [ListField.target, ListField.years].map { control($0, entry, marksOptional: false) }
    }
  }
}

/// A button that changes the form and keeps what is typed in it.
func reshape(_ text: String, _ act: String, hiddenText: String? = nil) -> HTML {
  button(
    text, style: .secondary, name: PathwayField.act.name, value: act, hiddenText: hiddenText, to: pathwayFormPath)
}

private func group(_ fields: GroupFields, of count: Int, _ entry: Entry) -> HTML {
  fieldset(heading("Group \(fields.number)", entry[fields.name.name])) {
    [fields.name, fields.share, fields.order].map { control($0, entry, marksOptional: false) }
    folded("Leaving the list, and turns that change while waiting", [fields.leaving, fields.rises], entry)
    if count > 1 {
      reshape("Remove this group", "remove_group_\(fields.number)", hiddenText: ": group \(fields.number)")
    }
  }
}

private func stage(_ fields: StageFields, of count: Int, _ entry: Entry) -> HTML {
  let isLast = fields.number == count
  let usual = fields.usual.filter { !isLast || $0.name != fields.goesOn.name }
  return fieldset(heading("Stage \(fields.number)", entry[fields.name.name])) {
    usual.map { control($0, entry, marksOptional: $0.name == fields.goesOn.name) }
    folded("Who waits here now, who leaves, whose turn it is", fields.waiting, entry)
    folded("Changes of the posts, and when it is closed", fields.calendar, entry)
    folded("Support while waiting", fields.support, entry)
    if count > 1 {
      reshape("Remove this stage", "remove_stage_\(fields.number)", hiddenText: ": stage \(fields.number)")
    }
  }
}

private func heading(_ number: String, _ name: String?) -> String {
  name.map { $0.trimmed.isEmpty ? number : "\(number): \($0.trimmed)" } ?? number
}

/// Questions that few need: open where something is in them, or wrong.
private func folded(_ summary: String, _ fields: [Field], _ entry: Entry) -> HTML {
  let isOpen = fields.contains { entry[$0.name]?.trimmed.isEmpty == false || entry.error($0.name) != nil }
  return details(summary, isOpen: isOpen) { controls(fields, entry) }
}
