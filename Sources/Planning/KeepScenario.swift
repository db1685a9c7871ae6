import Design
import Foundation
package import Kernel
import PlanningEngine
package import Store
import Web

/// Makes a scenario of what was typed: the model, where its figures are from, and the answer at once. Throws `Invalid` with
/// what is wrong in it.
func newScenario(_ question: Question, _ entry: Entry, _ context: FormContext) async throws -> NewScenario {
  let questionForm = QuestionForm.of(question)
  var form = FormReading(entry)
  let name = form.text(QuestionForm.name)
  let note = form.text(QuestionForm.note)
  var context = context
  context.isFilled = entry[QuestionForm.filled.name] == "live"
  let built = questionForm.build(&form, context)
  try Invalid.check(form.errors)
  guard let name, let built else { throw Invalid(QuestionForm.name.name, "This form cannot be read") }
  let atOnce: AtOnce
  do {
    atOnce = try await onOwnThread { try answerAtOnce(question, built.model, typed: entry) }
  } catch let error as ModelError { throw Invalid([questionForm.fieldError(error, in: entry)]) }
  return NewScenario(
    question: question, name: name, note: note, typed: try text(of: entry.typed(questionForm)),
    model: built.model.line, inputs: try text(of: built.inputs), atOnce: atOnce.answer.line,
    replications: built.replications, seed: built.seed, total: built.replications * atOnce.pathways,
    followsLive: form.flag(QuestionForm.follows), held: context.held.union(built.held))
}

/// Keeps a new scenario. A form that comes twice keeps it once.
func keepScenario(
  _ id: ID<Scenario>, _ new: NewScenario, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard try !tx.exists("SELECT 1 FROM planning_scenario WHERE id = \(id)") else { return }
  try tx.insert(id, new, by: caller, at: now)
  try tx.append(
    .scenarioKept, about: id.of(), by: caller, at: now,
    changed: ["question": new.question.rawValue, "name": new.name])
}

/// The same, over a scenario that stands: it is answered anew. `version` is the one that the form was drawn from.
func changeScenario(
  _ id: ID<Scenario>, _ new: NewScenario, version: Int, why: String? = nil, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  // Somebody may have shared it, or another, while this answer was worked out.
  let stands = try tx.one(
    "SELECT \(Scenario.columns) FROM planning_scenario WHERE id = \(id)", as: Scenario.self)
  if stands.question == .publication, stands.sharedAt != nil { try tx.checkOverlap(id, new.modelValue) }
  guard new.held.isSuperset(of: try tx.hiddenBefore(stands)),
    try tx.update(id, new, version: version, by: caller, at: now)
  else {
    throw Refusal.changedByAnother("Somebody else changed this scenario meanwhile. Open it again.")
  }
  try tx.append(.scenarioChanged, about: id.of(), by: caller, at: now, changed: ["name": new.name], why: why)
}

/// What becomes of a told scenario.
package enum ToldScenarioFate: Sendable { case kept, shared, stopped, removed }

/// Keeps a scenario as if somebody had typed it: for the demonstration. What it simulates waits for the server.
package func tellScenario(
  _ id: ID<Scenario>, _ question: Question, _ typed: [String: String], live: LiveFigures, fate: ToldScenarioFate,
  by caller: Caller, at now: Instant, into database: Database
) async throws {
  let (lists, published) = try await database.read { tx in
    (try tx.scenarios(of: .list, for: caller), try tx.publishedTables())
  }
  let entry = Entry(QuestionForm.of(question).usual.merging(typed) { $1 }.mapValues { [$0] })
  let new = try await newScenario(
    question, entry, FormContext(live: live, by: caller.name, lists: lists, published: published))
  try await database.write { tx in
    try keepScenario(id, new, by: caller, at: now, in: tx)
    let kept = try tx.scenario(id, for: caller)
    switch fate {
    case .kept: break
    case .shared: try shareScenario(kept, true, by: caller, at: now, in: tx)
    case .stopped: try stopRun(kept, by: caller, at: now.adding(minutes: 1), in: tx)
    case .removed: try removeScenario(kept, by: caller, at: now.adding(minutes: 20), in: tx)
    }
  }
}

/// What was typed, filled with what the live records know of this question.
package func filledFromLive(_ question: Question, _ typed: [String: String], _ live: LiveFigures) -> [String: String] {
  let entry = Entry(typed.merging([QuestionForm.filled.name: "live"]) { $1 }.mapValues { [$0] })
  return (QuestionForm.of(question).fill?(entry, live) ?? entry).values.compactMapValues(\.first)
}

extension EventKind {
  static let scenarioKept = EventKind("scenario.kept", "kept a planning scenario")
  static let scenarioChanged = EventKind("scenario.changed", "changed a planning scenario")
}

extension Entry {
  /// What was typed into the fields of this question, and nothing else.
  fileprivate func typed(_ form: QuestionForm) -> [String: String] {
    var typed: [String: String] = [:]
    for field in form.all where field.name != QuestionForm.version.name { typed[field.name] = self[field.name] }
    return typed
  }
}

extension Scenario {
  /// What was typed, for the form that changes it.
  var entry: Entry {
    let typed = (try? JSONDecoder().decode([String: String].self, from: Data(typed.utf8))) ?? [:]
    return Entry(typed.mapValues { [$0] })
  }
  var inputLines: [Input] { (try? JSONDecoder().decode([Input].self, from: Data(inputs.utf8))) ?? [] }
  /// What was typed, with today's figures where they were from the live records; nil where none was.
  func refilled(from live: LiveFigures) -> Entry? {
    QuestionForm.of(question).refilled(entry, inputLines, from: live)
  }
  var modelValue: JSONValue { (try? JSONValue(parsing: Data(model.utf8))) ?? .null }
  /// The answer of the simulation where there is one, else nothing.
  var simulated: JSONValue? { answer.flatMap { try? JSONValue(parsing: Data($0.utf8)) } }
  var atOnceValue: JSONValue { (try? JSONValue(parsing: Data(atOnce.utf8))) ?? .null }

  /// Whether something of it is from the live records, or from another scenario.
  var buildsOnOthers: Bool { inputLines.contains { $0.key != nil } }

  /// What the live records say otherwise today, and which of the lists that this builds on has changed: what, then, now.
  func moved(_ live: LiveFigures, lists: [Scenario]) -> [(what: String, then: String, now: String)] {
    let values = live.values.merging(lists.map { ($0.key, $0.nameAndVersion) }) { $1 }
    return inputLines.compactMap { input in
      guard let key = input.key, let now = values[key], now != input.value else { return nil }
      return (input.what, input.value, now)
    }
  }
}

private func text(of value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}
