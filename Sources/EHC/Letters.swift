// The letters that families get, from the templates of registers/ehc-letters.csv. What the law asks of each letter is
// here: a register without one of its parts is not taken, and a letter that would go out without one is refused.

package import Kernel
package import Store

/// A letter, by what it says; the parts that it must have, and the law that asks for them.
package enum LetterKind: String, Choice {
  case assess, refuseAssess = "refuse_assess", refuseIssue = "refuse_issue", draft, final, cease
  case reviewInvitation = "review_invitation", reviewReport = "review_report", reviewMaintain = "review_maintain"
  case reviewAmend = "review_amend", reviewCease = "review_cease", changedPlan = "changed_plan"
  case endingNotice = "ending_notice", reassess, refuseReassess = "refuse_reassess"

  package var title: String {
    switch self {
    case .assess: "We will do an assessment"
    case .refuseAssess: "We will not do an assessment"
    case .refuseIssue: "We will not make a plan"
    case .draft: "The draft plan"
    case .final: "The final plan"
    case .cease: "The plan ends"
    case .reviewInvitation: "Please come to the review of the plan"
    case .reviewReport: "The report of the review"
    case .reviewMaintain: "The plan stays as it is"
    case .reviewAmend: "We would like to change the plan"
    case .reviewCease: "We think that the plan should end"
    case .changedPlan: "The changed plan"
    case .endingNotice: "We are thinking of ending the plan"
    case .reassess: "We will assess the needs again"
    case .refuseReassess: "We will not assess the needs again"
    }
  }

  /// Source: SEND Regulations 2014 regs 5(3), 6, 10(3), 13(1), 14(2), 20, 22, 25, 27 and 31; Children and Families Act 2014
  /// ss. 32, 38, 51 and 57.
  package var required: [String] {
    let rights = ["appeal", "until", "mediation", "other_ways"]
    let end = ["advice", "writer"]
    return switch self {
    case .assess, .reassess: ["decision", "asked", "next"] + end
    case .endingNotice: ["decision", "reasons", "comment", "school", "appeal"] + end
    case .refuseAssess, .refuseIssue, .cease, .refuseReassess: ["decision", "reasons"] + rights + end
    case .final, .reviewMaintain, .changedPlan: ["decision"] + rights + end
    case .draft: ["decision", "comment", "setting", "meeting", "schools"] + end
    case .reviewInvitation: ["meeting", "invited", "reports", "voice"] + end
    case .reviewReport: ["report", "next"] + end
    case .reviewAmend: ["decision", "changes", "comment", "setting", "meeting", "next"] + end
    case .reviewCease: ["decision", "comment", "appeal"] + end
    }
  }

  /// The letter that goes with a step; nil where none does.
  init?(_ step: StepKind) {
    switch step {
    case .assess: self = .assess
    case .refuseAssess: self = .refuseAssess
    case .refuseIssue: self = .refuseIssue
    case .sendDraft: self = .draft
    case .finish: self = .final
    default: return nil
    }
  }
}

/// One part of a template: words with holes such as `{child}`.
package struct LetterTemplate: Sendable, Record, Hashable {
  package let letter: LetterKind
  package let part: String
  package let heading: String
  package let words: String
  package let source: String
  package init(row: Row) throws {
    (letter, part, heading) = (try row[0], try row[1], try row[2])
    (words, source) = (try row[3], try row[4])
  }
  init(_ letter: LetterKind, _ part: String, heading: String, words: String, source: String) {
    (self.letter, self.part, self.heading, self.words, self.source) = (letter, part, heading, words, source)
  }
}

/// What fills the holes of a template.
package struct LetterFacts: Sendable, Hashable {
  package var child: String
  package var writer: String
  package var council: String
  /// By the name of the hole: `reasons`, `limits`, `until`, `meeting`, `place`, `invited`, `final`.
  package var more: [String: String] = [:]
  package init(child: String, writer: String, council: String) {
    (self.child, self.writer, self.council) = (child, writer, council)
  }
  var all: [String: String] { more.merging(["child": child, "writer": writer, "council": council]) { $1 } }
}

/// A letter about a decision, in parts that can be checked.
package struct Letter: Sendable, Codable, Hashable {
  package struct Part: Sendable, Codable, Hashable {
    package let name: String
    package let heading: String
    package let words: String
    /// The law that asks for it.
    package let source: String
  }
  package let kind: LetterKind
  package let subject: String
  package let on: Day
  package let parts: [Part]

  package init(_ kind: LetterKind, _ facts: LetterFacts, on day: Day, _ templates: [LetterTemplate]) {
    (self.kind, on) = (kind, day)
    subject = "\(kind.title): \(facts.child)"
    let values = facts.all
    parts = templates.filter { $0.letter == kind }.map { template in
      Part(
        name: template.part, heading: filled(template.heading, values), words: filled(template.words, values),
        source: template.source)
    }
  }

  /// The parts that the law asks for and that are not there, are empty, or still have a hole. None may be.
  package var missing: [String] {
    kind.required.filter { name in
      guard let part = parts.first(where: { $0.name == name }) else { return true }
      return part.words.allSatisfy(\.isWhitespace) || part.words.contains("{") || part.heading.contains("{")
    }
  }
}

/// A hole without a value stays, so that it is seen.
private func filled(_ text: String, _ values: [String: String]) -> String {
  values.reduce(text) { text, value in text.replacing("{\(value.key)}", with: value.value) }
}

/// Reads `ehc-letters.csv` into its table, the whole file anew. Throws `CSVError` where a letter lacks a part.
package func loadLetters(folder: String, in tx: Transaction) throws {
  var reader = try CSVReader(file: "\(folder)/ehc-letters.csv")
  let templates = try letterTemplates(in: &reader)
  try tx.run("DELETE FROM ehc_letter_part")
  for (place, one) in templates.enumerated() {
    try tx.run(
      """
      INSERT INTO ehc_letter_part (letter, part, place, heading, words, source)
      VALUES (\(one.letter), \(one.part), \(place), \(one.heading), \(one.words), \(one.source))
      """)
  }
}

func letterTemplates(in reader: inout CSVReader) throws -> [LetterTemplate] {
  let columns = ["letter", "part", "heading", "words", "source"]
  try reader.readHeading(required: columns, known: columns)
  var templates: [LetterTemplate] = []
  while let row = try reader.next() {
    guard let kind = LetterKind(rawValue: try row.required("letter")) else {
      throw row.error("there is no such letter")
    }
    let part = try row.required("part")
    if templates.contains(where: { $0.letter == kind && $0.part == part }) { throw row.error("\(part) comes twice") }
    templates.append(
      LetterTemplate(
        kind, part, heading: try row.required("heading"), words: try row.required("words"),
        source: try row.required("source")))
  }
  for kind in LetterKind.allCases {
    let parts = Set(templates.filter { $0.letter == kind }.map(\.part))
    if let missing = kind.required.first(where: { !parts.contains($0) }) {
      throw CSVError(
        file: reader.file, line: 0,
        reason: "the letter \(kind.rawValue) lacks the part \(missing), which the law asks for")
    }
  }
  return templates
}

extension Transaction {
  /// The letter, from the templates. Throws `notNow` where a part that the law asks for would be missing.
  func letter(_ kind: LetterKind, _ facts: LetterFacts, on day: Day) throws -> Letter {
    let templates: [LetterTemplate] = try all(
      "SELECT letter, part, heading, words, source FROM ehc_letter_part WHERE letter = \(kind) ORDER BY place")
    let letter = Letter(kind, facts, on: day, templates)
    guard letter.missing.isEmpty else {
      throw Refusal.notNow(
        "This letter cannot go out: the law asks for more than is there (\(letter.missing.joined(separator: ", "))).")
    }
    return letter
  }
}
