import Design
import Kernel
import PlanningEngine
import Web

/// What a form is read with: the live records of today, who is typing, and the lists that an appraisal may build on.
struct FormContext: Sendable {
  let live: LiveFigures
  let by: String
  var lists: [Scenario] = []
  /// What went in before, where the scenario stands already: who typed a figure first is not forgotten.
  var before: [Input] = []
  /// What earlier runs of the scenario hid, and what therefore stays hidden.
  var held: Set<[String?]> = []
  /// Tables to publish that were answered before, this scenario's own among them.
  var published: [PublishedTable] = []
  /// Whether the form was filled from the live records. A figure that was typed is not theirs, even if it is the same.
  var isFilled = false

  /// A figure and where it is from: the live records where they filled the form and say the same today, else whoever
  /// typed it.
  func input(_ what: String, _ value: String, key: String? = nil) -> Input {
    if isFilled, let key, let known = live.values[key], known == value {
      return Input(what, value, on: live.on, key: key)
    }
    if let typed = before.first(where: { $0.what == what && $0.value == value && $0.key == nil }) { return typed }
    return Input(what, value, on: live.on, by: by)
  }
}

/// A model as a form made it, with what went into it.
struct Built: Sendable {
  var model: JSONValue
  var inputs: [Input]
  /// How often each pathway's story is told; 0 where nothing is left to chance.
  var replications = 0
  var seed = 1
  /// What is hidden because another answer hides it.
  var held: Set<[String?]> = []
}

/// The form of one question: its fields, how they become a model, and how the live records fill them.
struct QuestionForm: Sendable {
  let question: Question
  let fields: [Field]
  /// What stands in the form before anybody has typed.
  var usual: [String: String] = [:]
  /// Reads the form; what is wrong is in the reading afterwards.
  let build: @Sendable (inout FormReading, FormContext) -> Built?
  /// The same entry with what the live records know; nil where they know nothing of this question.
  var fill: (@Sendable (Entry, LiveFigures) -> Entry)?
  /// The field that a complaint of the engine is about, by the first step of its path.
  var fieldOf: [String: String] = [:]
  /// The live figures that fill one field each, by key; which they are may depend on what was typed.
  var scalars: @Sendable (Entry) -> [String: String] = { _ in [:] }
  /// Fields that must be given unless somebody brings a model of their own.
  var needed: Set<String> = []
  /// Fields that are folded away: for those who bring a model of their own.
  var advanced: [Field] = []
  /// Fields of a list that is asked for as a pathway of several stages.
  var pathway: [Field] = []

  static let name = Field("name", "Name of this scenario", .text(max: 120), required: "Enter a name for this scenario")
  static let note = Field("note", "What it is for", .prose(max: 2000), hint: "For those who read it later.")
  /// The version that the form was drawn from; empty for a new scenario.
  static let version = Field("version", "Version", .hidden(max: 12))

  /// Whether it is answered again by itself when the live records have moved; asked where they can fill the form.
  static let follows = Field(
    "follows", "Answer it again by itself when the live records move", .flag,
    hint: "Once a day at most. What the board can read then moves too.")

  /// `live` where the live records have filled the form.
  static let filled = Field("filled", "Filled from the live records", .hidden(max: 8))

  var all: [Field] {
    [Self.name, Self.note] + fields + pathway + advanced + (fill == nil ? [] : [Self.follows]) + [
      Self.version, Self.filled,
    ]
  }

  /// What was typed, with today's figures in the place of those that were from the live records, and of no others.
  func refilled(_ entry: Entry, _ inputs: [Input], from live: LiveFigures) -> Entry? {
    let keys = Set(inputs.compactMap(\.key))
    guard let fill, !keys.isEmpty else { return nil }
    // What it builds on is looked up anew by itself.
    guard keys.contains(where: { !$0.hasPrefix(Scenario.keyPrefix) }) else { return entry }
    var filled = fill(entry, live.only(keys))
    for (key, field) in scalars(entry) {
      filled = filled.setting(field, keys.contains(key) ? live.values[key] ?? entry[field] : entry[field])
    }
    return filled
  }

  static let every: [Question: QuestionForm] = [
    .need: needForm, .hubs: hubsForm, .posts: postsForm, .list: listForm, .forecast: forecastForm,
    .appraisal: appraisalForm, .publication: publicationForm,
  ]
  static func of(_ question: Question) -> QuestionForm { every[question]! }

  /// Where a complaint of the engine belongs, and how it is said.
  func fieldError(_ error: ModelError, in entry: Entry) -> FieldError {
    let step = error.path.prefix { $0 != "." && $0 != "[" }
    let ofPathway = PathwayField.isOn(entry) ? PathwayField.field(of: error.path) : nil
    let field = ofPathway ?? fieldOf[String(step)] ?? fieldOf[""] ?? Self.name.name
    return FieldError(field, error.path.isEmpty ? "The model: \(error.message)" : "\(error.path): \(error.message)")
  }
}

extension Entry {
  /// The lines of a field with those of these names put anew, the first cell being the name; new ones are added.
  func settingLines(_ field: String, to lines: [(name: String, rest: String)]) -> Entry {
    guard !lines.isEmpty else { return self }
    var kept = typedLines(self[field]).map(\.cells)
    for (name, rest) in lines {
      if let at = kept.firstIndex(where: { $0.first == name }) {
        kept[at] = [name, rest]
      } else {
        kept.append([name, rest])
      }
    }
    return setting(field, kept.map { $0.joined(separator: "; ") }.joined(separator: "\n"))
  }

  /// The lines of a field with one cell of each put anew, where `value` knows it by the line's name; new names are added.
  func settingCell(_ field: String, _ index: Int, to values: [(name: String, value: String)], adding: Bool = true)
    -> Entry
  {
    var lines = typedLines(self[field]).map(\.cells)
    guard adding ? !values.isEmpty : !lines.isEmpty else { return self }
    for (name, value) in values {
      if let at = lines.firstIndex(where: { $0.first == name }) {
        while lines[at].count <= index { lines[at].append("") }
        lines[at][index] = value
      } else if adding {
        lines.append([name] + [String](repeating: "", count: max(0, index - 1)) + [value])
      }
    }
    var entry = self
    entry.values[field] = [lines.map { $0.joined(separator: "; ") }.joined(separator: "\n")]
    return entry
  }
  func setting(_ field: String, _ value: String?) -> Entry {
    guard let value else { return self }
    var entry = self
    entry.values[field] = [value]
    return entry
  }
}
