import Design
import Foundation
import Kernel
import PlanningEngine
import Web

enum AppraisalField {
  static let base = Field("base", "The list that the options change", .id)
  static let criteria = Field(
    "criteria", "Criteria", .prose(max: 10_000),
    hint:
      "One a line: name; weight; more or less (which is better); then judged, cost, or the name of a figure of the list."
  )
  static let costs = Field(
    "costs", "Options and their costs", .prose(max: 10_000), hint: "One a line: option; cost in each year, in pounds.")
  static let funds = Field(
    "funds", "Money that there is", .prose(max: 10_000),
    hint: "One a line: where it is from; how much in each year, in pounds. The first year is this one.")
  static let risks = Field(
    "risks", "Risks", .prose(max: 10_000), hint: "One a line: option; risk; chance in per cent; cost in pounds.")
  static let judged = Field(
    "judged", "Judgements", .prose(max: 20_000),
    hint: "One a line: option; criterion; points from 0 to 10; why, or who judged it.")
  static let changes = Field(
    "changes", "What the options change in the list", .prose(max: 20_000),
    hint: "One a line: option; what, like stages.service.places; the new value.")
  static let model = Field(
    "model", "A model of your own", .prose(max: 200_000),
    hint: "JSON in the format of the guide to planning models. If it is given, it counts.")
}

let appraisalForm = QuestionForm(
  question: .appraisal,
  fields: [
    AppraisalField.base, AppraisalField.costs, AppraisalField.funds, AppraisalField.criteria, AppraisalField.judged,
    AppraisalField.risks,
    AppraisalField.changes, ListField.replications, ListField.seed,
  ],
  usual: ["replications": "100", "seed": "1"],
  build: { form, context in
    let replications = form.number(ListField.replications)
    let seed = form.number(ListField.seed)
    if let text = form.text(AppraisalField.model) {
      guard let model = ownModel(text, AppraisalField.model, &form), form.errors.isEmpty else { return nil }
      return Built(
        model: model, inputs: [context.input("The whole model", "as it stands below")], replications: replications!,
        seed: seed!)
    }
    var appraisal = TypedAppraisal(&form, context)
    guard let model = appraisal.model(&form), form.errors.isEmpty else { return nil }
    return Built(model: model, inputs: appraisal.inputs, replications: replications!, seed: seed!)
  },
  fill: { entry, live in entry.settingLines("funds", to: live.funds.map { ($0.name, $0.words) }) },
  fieldOf: ["options": "costs", "criteria": "criteria", "pathway": "base", "funds": "funds", "": "model"],
  needed: ["costs", "criteria"],
  advanced: [AppraisalField.model])

/// An appraisal as the form asks for it.
private struct TypedAppraisal {
  let context: FormContext
  let base: Scenario?
  var inputs: [Input] = []
  private var names: [String] = []
  private var options: [String: [String: JSONValue]] = [:]

  init(_ form: inout FormReading, _ context: FormContext) {
    self.context = context
    let id: ID<Scenario>? = form.id(AppraisalField.base)
    base = context.lists.first { $0.id == id }
    if id != nil, base == nil { form.fail(AppraisalField.base, "Choose one of the lists") }
  }

  mutating func model(_ form: inout FormReading) -> JSONValue? {
    readCosts(&form)
    let criteria = readCriteria(&form)
    readJudgements(&form)
    readRisks(&form)
    readChanges(&form)
    let funds = readFunds(&form)
    guard form.errors.isEmpty else { return nil }
    var model: [String: JSONValue] = [
      "criteria": .list(criteria), "options": .list(names.map { .object(options[$0]!) }),
    ]
    if !funds.isEmpty { model["funds"] = .list(funds) }
    if let base {
      model["pathway"] = try? JSONValue(parsing: Data(base.model.utf8))
      inputs.append(
        Input(
          "The list that the options change", base.nameAndVersion, on: base.changedAt.day, key: base.key, by: base.by))
      // What went into the list went into this too; when it moves, it is the list that says so.
      inputs += base.inputLines.map {
        Input("List: \($0.what)", $0.value, on: $0.on, key: $0.key.map { "of the list: \($0)" }, by: $0.by)
      }
    }
    return .object(model)
  }

  private mutating func readCosts(_ form: inout FormReading) {
    for line in form.lines(AppraisalField.costs, 2...20) {
      let name = form.name(AppraisalField.costs, line, "the name of an option")
      if options[name] != nil { form.fail(AppraisalField.costs, "Line \(line.number): “\(name)” is there twice") }
      let costs = line.cells.indices.dropFirst().map {
        form.number(AppraisalField.costs, line, $0, "the cost of year \($0)", -1e9...1e9) ?? 0
      }
      if costs.isEmpty { form.fail(AppraisalField.costs, "Line \(line.number): the cost of the first year is missing") }
      names.append(name)
      options[name] = ["name": .text(name), "costs": .list(costs.map(JSONValue.number))]
      inputs.append(context.input("\(name), costs by year, £", costs.map { words($0) }.joined(separator: "; ")))
    }
  }

  private mutating func readFunds(_ form: inout FormReading) -> [JSONValue] {
    form.lines(AppraisalField.funds, 0...50).map { line in
      let name = form.name(AppraisalField.funds, line, "where the money is from")
      let amounts = line.cells.indices.dropFirst().map {
        form.number(AppraisalField.funds, line, $0, "the money of year \($0)") ?? 0
      }
      if amounts.isEmpty {
        form.fail(AppraisalField.funds, "Line \(line.number): the money of the first year is missing")
      }
      let value = amounts.map { words($0) }.joined(separator: "; ")
      inputs.append(context.input("Money from \(name), £ by year", value, key: "funds \(name)"))
      return ["name": .text(name), "by_year": .list(amounts.map(JSONValue.number))]
    }
  }

  private mutating func readCriteria(_ form: inout FormReading) -> [JSONValue] {
    let field = AppraisalField.criteria
    return form.lines(field, 1...30).map { line in
      let name = form.name(field, line, "the name of a criterion")
      let weight = form.number(field, line, 1, "the weight", 0...1000) ?? 0
      let better = line.cell(2)?.lowercased() ?? ""
      if better != "more" && better != "less" {
        form.fail(field, "Line \(line.number): say whether more or less is better")
      }
      var criterion: [String: JSONValue] = ["name": .text(name), "weight": .number(weight)]
      switch line.cell(3) ?? "judged" {
      case "cost": criterion["cost"] = true
      case "judged": (criterion["worst"], criterion["best"]) = better == "less" ? (10, 0) : (0, 10)
      case let figure:
        if base == nil { form.fail(field, "Line \(line.number): “\(figure)” is a figure of a list; choose the list") }
        criterion["figure"] = .text(figure)
      }
      criterion["better"] = .text(better)
      inputs.append(context.input("Weight of “\(name)”", words(weight)))
      return .object(criterion)
    }
  }

  private mutating func readJudgements(_ form: inout FormReading) {
    let field = AppraisalField.judged
    for line in form.lines(field, 0...600) {
      guard let option = option(line, field, &form) else { continue }
      guard let criterion = line.cell(1), let why = line.cell(3) else {
        form.fail(field, "Line \(line.number) must have an option, a criterion, points, and why")
        continue
      }
      let points = form.number(field, line, 2, "the points", 0...10) ?? 0
      set(option, "judged", criterion, to: ["value": .number(points), "why": .text(why)])
      inputs.append(context.input("\(option): \(criterion), points (\(why))", words(points)))
    }
  }

  private mutating func readRisks(_ form: inout FormReading) {
    let field = AppraisalField.risks
    for line in form.lines(field, 0...200) {
      guard let option = option(line, field, &form) else { continue }
      guard let risk = line.cell(1) else {
        form.fail(field, "Line \(line.number): the risk is missing")
        continue
      }
      let chance = form.number(field, line, 2, "the chance", 0...100) ?? 0
      let cost = form.number(field, line, 3, "the cost") ?? 0
      append(option, "risks", ["name": .text(risk), "chance": .number(chance / 100), "cost": .number(cost)])
      inputs.append(context.input("\(option): \(risk)", "\(words(chance))% of £\(words(cost))"))
    }
  }

  private mutating func readChanges(_ form: inout FormReading) {
    let field = AppraisalField.changes
    for line in form.lines(field, 0...200) {
      guard let option = option(line, field, &form) else { continue }
      guard base != nil else {
        form.fail(field, "Choose the list that the options change")
        return
      }
      guard let what = line.cell(1), let text = line.cell(2) else {
        form.fail(field, "Line \(line.number) must have an option, what it changes, and the new value")
        continue
      }
      guard let value = try? JSONValue(parsing: Data(text.utf8)) else {
        form.fail(field, "Line \(line.number): the new value must be a number, or JSON")
        continue
      }
      append(option, "changes", ["at": .text(what), "to": value])
      inputs.append(context.input("\(option): \(what)", text))
    }
  }

  private func option(_ line: TypedLine, _ field: Field, _ form: inout FormReading) -> String? {
    let name = form.name(field, line, "the name of an option")
    if options[name] == nil { form.fail(field, "Line \(line.number): “\(name)” is none of the options") }
    return options[name] == nil ? nil : name
  }
  private mutating func append(_ option: String, _ part: String, _ value: JSONValue) {
    let before = options[option]?[part]?.list ?? []
    options[option]?[part] = .list(before + [value])
  }
  private mutating func set(_ option: String, _ part: String, _ name: String, to value: JSONValue) {
    var fields = Dictionary(uniqueKeysWithValues: (options[option]?[part]?.fields ?? []).map { ($0.name, $0.value) })
    fields[name] = value
    options[option]?[part] = .object(fields)
  }
}
