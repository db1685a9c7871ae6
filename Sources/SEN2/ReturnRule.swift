package import Kernel

package enum Severity: String, Sendable, Codable, CaseIterable {
  /// Stops the return.
  case error
  /// Is put right, or explained in a note.
  case query
  /// Worth a look.
  case prompt
  package var title: String {
    switch self {
    case .error: "Error"
    case .query: "Query"
    case .prompt: "Look again"
    }
  }
}

/// One rule: what must hold of each record of a module.
package struct ReturnRule: Sendable {
  package let id: String
  package let severity: Severity
  package let module: ReturnModule
  /// The elements that it speaks of.
  package let fields: [String]
  /// What must hold, in our own words.
  package let words: String
  /// The first year it is asked.
  package let from: Int
  /// True where it is broken.
  let isBroken: @Sendable (ReturnNode, ReturnPlace) -> Bool

  init(
    _ id: String, _ severity: Severity, _ module: ReturnModule, _ fields: [String], _ words: String, from: Int = 2025,
    isBroken: @escaping @Sendable (ReturnNode, ReturnPlace) -> Bool
  ) {
    (self.id, self.severity, self.module, self.fields, self.words) = (id, severity, module, fields, words)
    (self.from, self.isBroken) = (from, isBroken)
  }
}

/// Where a record stands: the file's year and council, and the records above it.
package struct ReturnPlace: Sendable {
  package let year: ReturnYear
  package let surveyDay: Day
  package let council: String?
  package var person = ReturnNode("Person")
  package var request = ReturnNode("Requests")
  package var assessment = ReturnNode("Assessment")
  package var plan = ReturnNode("NamedPlan")
  package var active = ReturnNode("ActivePlans")

  var bornOn: Day? { person["PersonBirthDate"].flatMap { Day($0) } }
  /// The age on 31 August before the survey day: the census of a school year counts by it.
  var ageInAugust: Int? { bornOn.map { $0.years(until: Day(year.year - 1, 8, 31)!) } }
  /// The age on the survey day.
  var age: Int? { bornOn.map { $0.years(until: surveyDay) } }
}

extension ReturnNode {
  /// A field as a day; nil where it is none.
  func day(_ name: String) -> Day? { self[name].flatMap { Day($0) } }
}

/// Something that a rule found.
package struct Finding: Sendable, Hashable, Codable {
  package let rule: String
  package let severity: Severity
  package let module: ReturnModule
  package let line: Int
  /// Who it is about: UPN or ULN, else name and date of birth.
  package let record: String
  package let fields: [String]
  package let message: String
}
