import Design
import Kernel
import PlanningEngine
import Web

enum PublicationField {
  static let counts = Field(
    "counts", "Table of counts", .prose(max: 100_000),
    hint: "First line: a word for the rows; then the names of the columns. Each further line: name; its counts.",
    required: "Enter the table")
  static let profile = Field(
    "profile", "What is hidden",
    .choice([
      .init("under_5", "Counts from 1 to 4"),
      .init("under_6", "Counts from 1 to 5"),
      .init("rounded_to_5", "Counts from 1 to 7, the rest rounded to 5"),
      .init("rare_need", "Counts from 1 to 9", hint: "For rare needs in small places."),
      .init(
        "rare_need_rounded", "Counts from 1 to 12, the rest rounded to 5", hint: "The same, where it is answered again."
      ),
    ]),
    hint:
      "And as many more as could give one of these away. What is hidden once stays hidden when these counts are answered again, here or in another scenario; where they have changed since, they are rounded: nobody finds anything by comparing two answers.",
    required: "Choose what is hidden")
}

let publicationForm = QuestionForm(
  question: .publication, fields: [PublicationField.counts, PublicationField.profile], usual: ["profile": "under_5"],
  build: { form, context in
    let field = PublicationField.counts
    let profile = form.option(PublicationField.profile)
    let lines = form.lines(field, 2...200)
    let columns = Array((lines.first?.cells ?? []).dropFirst())
    if columns.isEmpty || columns.contains("") { form.fail(field, "Line 1 must name every column") }
    if columns.count > 50 { form.fail(field, "The table must have 50 columns or fewer") }
    var (rows, counts, inputs): ([JSONValue], [JSONValue], [Input]) = ([], [], [])
    for line in lines.dropFirst() {
      let name = form.name(field, line)
      if line.cells.count - 1 > columns.count {
        form.fail(field, "Line \(line.number) has more counts than there are columns")
      }
      rows.append(.text(name))
      counts.append(
        .list(
          columns.enumerated().map { index, column in
            let count = form.number(field, line, index + 1, "the count of \(column)", 0...1e8, whole: true) ?? 0
            inputs.append(
              context.input("\(name), \(column)", "\(Int(count))", key: "requests \(name), \(column)"))
            return .number(count)
          }))
    }
    if form.flag(QuestionForm.follows), let profile,
      !SuppressionProfile.all.contains(where: { $0.name == profile && $0.rounding > 1 })
    {
      form.fail(
        PublicationField.profile,
        "A table that is answered again by itself must be rounded: one person more or less could be read off its totals"
      )
    }
    guard form.errors.isEmpty else { return nil }
    var model: [String: JSONValue] = [
      "rows": .list(rows), "columns": .list(columns.map(JSONValue.text)), "counts": .list(counts),
      "profile": .text(profile!),
    ]
    let table = PublishedTable(id: nil, name: "", model: .object(model))
    let before = context.published.filter { $0.meets(table) }
    let held = before.reduce(into: context.held) { $0.formUnion($1.hidden) }
    if !held.isEmpty { model["hidden_before"] = heldValue(held) }
    if before.contains(where: { $0.isAnsweredBefore || $0.differs(from: table) }) { model["answered_before"] = true }
    return Built(model: .object(model), inputs: inputs, held: held)
  },
  fill: { entry, live in
    let table = live.outcomes
    guard !table.rows.isEmpty else { return entry }
    let lines = zip(table.rows, table.counts).map { "\($0); \($1.map(String.init).joined(separator: "; "))" }
    return entry.setting(
      "counts", (["Locality; \(table.columns.joined(separator: "; "))"] + lines).joined(separator: "\n"))
  },
  fieldOf: ["": "counts", "profile": "profile"])
