import Design
package import Kernel
package import Store
import Web

/// What is wrong with an indicator that is to be defined. `measure` is what the system counts for it.
package func problems(with indicator: Indicator, measure: ComputedMeasure?) -> [FieldError] {
  var errors: [FieldError] = []
  if indicator.formula.isEmpty { errors.append(FieldError("formula", "Enter what is counted, and out of what")) }
  if let measure, indicator.unit != measure.unit {
    errors.append(
      FieldError(
        "unit", measure.unit == .percent ? "This is counted as a share: choose per cent" : "This is counted as a number"
      ))
  }
  errors += problems(withWholeOf: indicator, measure)
  if indicator.benchmark != nil, indicator.benchmarkSource == nil {
    errors.append(FieldError("benchmark_source", "Enter whose figure it is, and where it was published"))
  }
  if indicator.rule != nil, indicator.measure != ComputedMeasure.timeLimits.code {
    errors.append(FieldError("rule", "Only “\(ComputedMeasure.timeLimits.title)” can be about one time limit"))
  }
  if indicator.published != nil, indicator.unit != .percent {
    errors.append(FieldError("published", "Published figures are shares: choose per cent, or none"))
  }
  if !indicator.neighbours.isEmpty, indicator.published == nil {
    errors.append(FieldError("neighbours", "Choose first which published figures it stands beside"))
  }
  if indicator.unit == .percent, let target = indicator.target, !(0...100).contains(target) {
    errors.append(FieldError("target", "A target in per cent is between 0 and 100"))
  }
  return errors
}

/// An estimate is asked for where the formula needs one, and nowhere else; it says whose it is.
private func problems(withWholeOf indicator: Indicator, _ measure: ComputedMeasure?) -> [FieldError] {
  guard let whole = indicator.outOf else {
    return measure?.tally.needsEstimate == true
      ? [FieldError("out_of", "Enter out of how many: the formula is about an estimate")] : []
  }
  if measure.map({ !$0.tally.needsEstimate }) ?? true {
    return [FieldError("out_of", "Leave this empty: nothing here is counted out of an estimate")]
  }
  if whole <= 0 { return [FieldError("out_of", "Enter a number above 0")] }
  return indicator.outOfSource == nil ? [FieldError("out_of_source", "Enter whose estimate it is")] : []
}

/// Defines an indicator. What it counts is never changed afterwards: what should be counted otherwise is another indicator.
package func defineIndicator(
  _ indicator: Indicator, measure: ComputedMeasure?, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  try Invalid.check(problems(with: indicator, measure: measure))
  if try tx.indicators().contains(where: { $0.title == indicator.title }) {
    throw Invalid("title", "There is an indicator of this name: choose another")
  }
  try tx.insert(indicator)
  try tx.append(.indicatorDefined, about: indicator.id.of(), by: caller, at: now, changed: ["title": indicator.title])
}

/// Ends an indicator: what is known stays and can be read, nothing more is counted.
package func endIndicator(
  _ id: ID<Indicator>, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  _ = try tx.indicator(id)
  guard try tx.endIndicator(id, on: now.day) else { throw Refusal.notNow("This indicator has ended already.") }
  try tx.append(.indicatorEnded, about: id.of(), by: caller, at: now)
}

extension EventKind {
  static let indicatorDefined = EventKind("indicator.defined", "defined an indicator")
  static let indicatorEnded = EventKind("indicator.ended", "ended an indicator")
}

/// The questions about an indicator that is to be defined.
enum IndicatorForm {
  static let objective = Field(
    "objective", "Which objective does it show?", .text(max: 160), required: "Enter the objective that it shows")
  static let title = Field("title", "What is it called?", .text(max: 160), required: "Enter what it is called")
  static let counted = Field(
    "counted", "Where do its figures come from?", .text(max: 40), required: "Choose where its figures come from")
  static let rule = Field("rule", "Of which time limit?", .text(max: 40))
  static let formula = Field(
    "formula", "What is counted, and out of what?", .prose(max: 1000),
    hint: "So that anybody could count it again. Leave empty where the system counts it.")
  static let owner = Field("owner", "Who answers for it?", .text(max: 120), required: "Enter who answers for it")
  static let unit = Field(
    "unit", "In which unit?", .choice(Field.options(IndicatorUnit.self)), required: "Choose the unit")
  static let numberOf = Field(
    "number_of", "If it is a number: of what?", .text(max: 40), hint: "For example: days, nights, families, pounds")
  static let outOf = Field(
    "out_of", "Out of how many?", .text(max: 12),
    hint: "Only where the whole is an estimate, such as the families who may need help.")
  static let outOfSource = Field("out_of_source", "Whose estimate is that?", .text(max: 300))
  static let benchmark = Field(
    "benchmark", "What do others reach?", .text(max: 12),
    hint: "A figure to stand beside, where none is published here.")
  static let benchmarkSource = Field(
    "benchmark_source", "Whose figure is that?", .text(max: 300), hint: "Who it is, and where it was published.")
  static let better = Field(
    "better", "What is better?", .choice([.init("more", "More"), .init("less", "Less")]),
    required: "Choose what is better")
  static let target = Field("target", "What is the target?", .text(max: 12))
  static let frequency = Field(
    "frequency", "How often is there a figure?", .choice(Field.options(IndicatorFrequency.self)),
    required: "Choose how often there is a figure")
  static let published = Field("published", "Which published figures does it stand beside?", .text(max: 80))
  static let neighbours = Field(
    "neighbours", "Which other councils does it stand beside?", .prose(max: 1000),
    hint: "Their names, each on a line of its own. England is there always.")
  static let all = [
    objective, title, counted, rule, formula, outOf, outOfSource, owner, unit, numberOf, better, target, benchmark,
    benchmarkSource, frequency, published, neighbours,
  ]

  /// The same with what can be counted, the time limits and the published measures that there are.
  static func asked(
    _ measures: Measures, _ rules: [(id: String, title: String)], _ published: PublishedFigures
  ) -> [Field] {
    all.map { field in
      switch field.name {
      case counted.name:
        Field(
          counted.name, counted.label,
          .choice(
            [.init("entered", "Somebody enters them, and somebody else approves them")]
              + measures.all.map { .init($0.code, $0.title) }), required: "Choose where its figures come from")
      case rule.name:
        Field(
          rule.name, rule.label,
          .choice([.init("all", "All of them")] + rules.map { .init($0.id, "\($0.id): \($0.title)") }))
      case Self.published.name:
        Field(
          Self.published.name, Self.published.label,
          .choice([.init("none", "None")] + published.measures.map { .init($0.code, $0.title) }))
      default: field
      }
    }
  }

  static func check(
    _ entry: Entry, _ asked: [Field], measures: Measures, areas: [(area: String, name: String)], id: ID<Indicator>
  ) -> Checked<Indicator> {
    var form = FormReading(entry)
    let (objective, title, owner) = (form.text(objective), form.text(title), form.text(owner))
    let measure = measures[form.option(asked[2])]
    let rule = form.option(asked[3]).flatMap { $0 == "all" ? nil : $0 }
    let formula = form.text(formula)
    let unit: IndicatorUnit? = form.choice(unit)
    let better = form.option(better)
    let target = form.value(target, "The target must be a number, like 62.5") { Double($0) }
    if let target, !target.isFinite { form.fail(Self.target, "The target must be a number, like 62.5") }
    let frequency: IndicatorFrequency? = form.choice(frequency)
    let published = form.option(asked.first { $0.name == Self.published.name }!).flatMap { $0 == "none" ? nil : $0 }
    let codes = codes(&form, areas)
    let (numberOf, source) = (form.text(numberOf), form.text(outOfSource))
    let benchmark = form.value(benchmark, "It must be a number, like 62.5") {
      Double($0).flatMap { $0.isFinite ? $0 : nil }
    }
    let whose = form.text(benchmarkSource)
    let whole = form.value(outOf, "It must be a number, like 3000") { Double($0).flatMap { $0.isFinite ? $0 : nil } }
    return form.result {
      Indicator(
        id: id, objective: objective!, title: title!, formula: formula ?? measure?.formula ?? "", owner: owner!,
        unit: unit!, isMoreBetter: better == "more", target: target, benchmark: benchmark, benchmarkSource: whose,
        measure: measure?.code, rule: rule,
        frequency: frequency!, published: published, neighbours: codes, numberOf: numberOf ?? measure?.numberOf,
        outOf: whole, outOfSource: source)
    }
  }

  private static func codes(_ form: inout FormReading, _ areas: [(area: String, name: String)]) -> [String] {
    let names = form.text(neighbours)?.split(whereSeparator: \.isNewline).map { String($0).trimmed } ?? []
    return names.filter { !$0.isEmpty }.compactMap { name in
      let found = areas.first { $0.name.lowercased() == name.lowercased() }
      if found == nil { form.fail(neighbours, "Nothing is published of “\(name)”: enter the name of a council") }
      return found?.area
    }
  }
}

extension Permission {
  /// Saying which indicators there are.
  static let defineIndicators = Permission.work("indicator.define", for: .governance, .commissioner, .returnsOfficer)
}

func indicatorRoutes(_ published: PublishedFigures, _ measures: Measures) -> [Route] {
  @Sendable func page(_ request: Request, _ tx: Transaction) throws -> FormPage {
    FormPage(
      "Define an indicator", trail: [governanceHome, Link("Scorecard", "/governance/scorecard")], menu: "/governance",
      to: "/governance/scorecard", IndicatorForm.asked(measures, try tx.countedRules(), published),
      request.entry.filled([
        "rule": "all", "published": "none", "unit": "percent", "better": "more", "frequency": "month",
      ]), submit: "Define it",
      notes: ["What it counts is never changed afterwards, so that its figures can be compared."])
  }
  return [
    .page("/governance/scorecard/new", "Define an indicator", may: .defineIndicators, page),
    .form(
      "/governance/scorecard", "Define an indicator", may: .defineIndicators, fields: IndicatorForm.all, again: page
    ) {
      request, tx in
      let asked = IndicatorForm.asked(measures, try tx.countedRules(), published)
      let areas = try published.areas(tx)
      let indicator = try request.checked {
        IndicatorForm.check($0, asked, measures: measures, areas: areas, id: request.formID.of())
      }
      try defineIndicator(
        indicator, measure: measures[indicator.measure], by: request.caller, at: request.now, in: tx)
      return .see(indicator.path, "Defined")
    },
    .form(
      "/governance/scorecard/{indicator}/end", "End an indicator", may: .defineIndicators, fields: []
    ) { request, tx in
      let indicator = try tx.indicator(request.id("indicator"))
      try endIndicator(indicator.id, by: request.caller, at: request.now, in: tx)
      return .see(indicator.path, "The indicator has ended. What is known stays.")
    },
  ]
}
