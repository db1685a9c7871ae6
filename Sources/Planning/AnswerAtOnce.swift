import Design
import Kernel
import PlanningEngine
import Web

/// What is known at once, and what is left for the simulation.
struct AtOnce: Sendable {
  let answer: JSONValue
  /// The pathways to simulate: one of a list, one for each option of an appraisal that has one.
  let pathways: Int
}

/// Answers what needs no chance. Throws a `ModelError` that names the field.
func answerAtOnce(_ question: Question, _ model: JSONValue, typed entry: Entry) throws -> AtOnce {
  let value = ModelValue(model)
  switch question {
  case .need: return AtOnce(answer: try NeedModel(value).answer, pathways: 0)
  case .hubs: return AtOnce(answer: try SitingModel(value).answer, pathways: 0)
  case .posts: return AtOnce(answer: try posts(model), pathways: 0)
  case .forecast: return AtOnce(answer: try ForecastModel(value).answer, pathways: 0)
  case .publication: return AtOnce(answer: try DisclosureModel(value).answer, pathways: 0)
  case .list:
    let pathway = try PathwayModel(value)
    try checkSize(pathway)
    let target = entry[ListField.target.name].flatMap(typedNumber)
    return AtOnce(
      answer: [
        "fluid": PathwayAnswer.fluid(pathway), "stages": PathwayAnswer.stages(pathway),
        "theory": PathwayTheory(pathway, targetWeeks: target).answer,
      ], pathways: 1)
  case .appraisal:
    let appraisal = try AppraisalModel(value)
    let pathways = appraisal.pathways.compactMap(\.self)
    try pathways.forEach(checkSize)
    let byFormula = appraisal.pathways.map { $0.map(SimulationResult.byFormula) }
    let isKnown = byFormula.allSatisfy { $0?.figures[0].allSatisfy(\.isFinite) ?? true }
    // Where a simulation follows, every assumption is tried then.
    let answer = isKnown ? appraisal.answer(byFormula, tryingAssumptions: pathways.isEmpty) : .object([:])
    return AtOnce(answer: answer, pathways: pathways.count)
  }
}

/// A replication is told in one go, so its size is limited: a million people at most, from first to last.
private func checkSize(_ pathway: PathwayModel) throws {
  let come = pathway.arrivals.expected(from: 0, to: pathway.horizon, yearLength: pathway.yearLength)
  let people = come + Double(pathway.list.map(\.people).reduce(0, +))
  guard people <= 1_000_000 else {
    throw ModelError(path: "arrivals.per_year", message: "is too much: at most a million people over all years")
  }
}

/// The chosen method with the caseload check, and all methods side by side.
private func posts(_ model: JSONValue) throws -> JSONValue {
  guard case .object(var fields) = try ApportionmentModel(ModelValue(model)).answer else { return .null }
  let all = try ApportionmentModel(ModelValue(model.setting("method", to: "all"))).answer
  fields["methods"] = all["methods"]
  return .object(fields)
}
