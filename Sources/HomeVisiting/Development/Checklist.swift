package import Kernel
package import Store

/// A checklist of development: what children learn, by area, in the order in which they usually do. Its words are licensed
/// and come from a file.
package struct Checklist: Sendable, Record, Codable, Hashable {
  package let code: String
  package let name: String
  package let source: String
  /// Invented, to show how it works: no assessment.
  package let isSample: Bool

  package init(code: String, name: String, source: String, isSample: Bool) {
    (self.code, self.name, self.source, self.isSample) = (code, name, source, isSample)
  }
  package init(row: Row) throws {
    code = try row[0]
    name = try row[1]
    source = try row[2]
    isSample = try row[3]
  }
}

/// An area of development: the six of Portage, and the four of the Early Years Developmental Journal.
package enum DevelopmentArea: String, Choice {
  case infantStimulation = "infant_stimulation", socialisation, language, selfHelp = "self_help", cognitive, motor
  case personal, communication, physical, thinking
  package var title: String {
    switch self {
    case .infantStimulation: "Infant stimulation"
    case .socialisation: "Socialisation"
    case .language: "Language"
    case .selfHelp: "Self-help"
    case .cognitive: "Cognitive"
    case .motor: "Motor"
    case .personal: "Personal, social and emotional"
    case .communication: "Communication"
    case .physical: "Physical"
    case .thinking: "Thinking"
    }
  }
  /// In a family's words.
  package var forFamily: String {
    switch self {
    case .infantStimulation: "First months"
    case .socialisation, .personal: "Being with others"
    case .language, .communication: "Talking and understanding"
    case .selfHelp: "Doing things alone"
    case .cognitive, .thinking: "Thinking and finding out"
    case .motor, .physical: "Moving"
    }
  }
  /// The areas of the Early Years Foundation Stage that it tells about.
  package var eyfs: [EYFSArea] {
    switch self {
    case .infantStimulation: [.communicationLanguage, .physical, .personal]
    case .socialisation, .personal: [.personal]
    case .language, .communication: [.communicationLanguage]
    case .selfHelp: [.physical, .personal]
    case .cognitive, .thinking: [.mathematics, .world]
    case .motor, .physical: [.physical]
    }
  }
}

/// Areas of learning. Source: Statutory framework for the early years foundation stage, section 1.
package enum EYFSArea: String, Choice {
  case communicationLanguage = "communication_language", physical, personal
  case mathematics, world
  package var title: String {
    switch self {
    case .communicationLanguage: "Communication and language"
    case .physical: "Physical development"
    case .personal: "Personal, social and emotional development"
    case .mathematics: "Mathematics"
    case .world: "Understanding the world"
    }
  }
}

/// One line of a checklist.
package struct ChecklistItem: Sendable, Codable, Hashable {
  package let id: ID<ChecklistItem>
  package let checklist: String
  package let area: DevelopmentArea
  package let code: String
  /// The ages, in months, between which children usually learn it.
  package let from: Int
  package let to: Int
  package let words: String
  /// Of the fourteen steps of the Early Years Developmental Journal; nil in lists that have none.
  package var step: Int?
}

/// How many steps the journal has: the tenth is at the check at two, the fourteenth at the end of the reception year. Source: Early
/// Years Developmental Journal (Early Support, 2013).
package let journalSteps = 14

extension ChecklistItem: Record {
  static let columns: SQL = "i.id, i.checklist, i.area, i.code, i.from_months, i.to_months, i.words, i.step"
  package init(row: Row) throws {
    id = try row[0]
    checklist = try row[1]
    area = try row[2]
    code = try row[3]
    from = try row[4]
    to = try row[5]
    words = try row[6]
    step = try row[7]
  }
}

package enum ItemState: String, Choice {
  case notYet = "not_yet", withHelp = "with_help", achieved
  package var title: String {
    switch self {
    case .notYet: "Not yet"
    case .withHelp: "With help"
    case .achieved: "Alone"
    }
  }
}

/// That somebody saw, on a day, how far a child has come with an item. Kept as it was: a later one does not undo it.
package struct Observation: Sendable, Codable, Hashable {
  package let item: ID<ChecklistItem>
  package let state: ItemState
  package let on: Day
  package let by: String
}

extension Observation: Record {
  package init(row: Row) throws {
    item = try row[0]
    state = try row[1]
    on = try row[2]
    by = try row[3]
  }
}
