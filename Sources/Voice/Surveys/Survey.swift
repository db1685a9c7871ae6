package import Kernel
package import Store

/// A set of questions that is put to people between two days. Once it is open its questions never change; asked again,
/// it is another edition of the same series.
package struct Survey: Sendable, Record, Codable, Hashable {
  package let id: ID<Survey>
  /// The id of the first edition.
  package let series: ID<Survey>
  /// From 1.
  package let edition: Int
  package let content: SurveyContent
  package let state: SurveyState
  package let createdBy: String
  /// How many had answered when it was closed; nil before.
  package let answerCount: Int?
  /// How many of them may be by somebody who had answered before; nil before it was closed, and of earlier years.
  package let doubtCount: Int?
  package let resultsPublishedAt: Instant?
  /// Grows with each change.
  package let version: Int

  static let columns: SQL = """
    id, series_id, edition, title, intro, thanks, access, opens_on, closes_on, state, created_by, answer_count,
    results_published_at, version, doubt_count
    """

  package init(row: Row) throws {
    (id, series, edition) = (try row[0], try row[1], try row[2])
    content = SurveyContent(
      title: try row[3], intro: try row[4], thanks: try row[5], access: try row[6], opensOn: try row[7],
      closesOn: try row[8])
    (state, createdBy, answerCount) = (try row[9], try row[10], try row[11])
    (resultsPublishedAt, version, doubtCount) = (try row[12], try row[13], try row[14])
  }

  /// Whether answers are taken on that day.
  package func takesAnswers(on day: Day) -> Bool {
    state == .open && content.opensOn <= day && day <= content.closesOn
  }
  /// Where people answer it.
  package var path: String { "/voice/surveys/\(id)" }
  /// Where it is looked after.
  package var deskPath: String { "/surveys/\(id)" }
}

/// What a survey says about itself.
package struct SurveyContent: Sendable, Codable, Hashable {
  package var title: String
  /// What it is for, and what happens with the answers.
  package var intro: String
  /// What is said at the end.
  package var thanks: String
  package var access: SurveyAccess
  package var opensOn: Day
  /// The last day.
  package var closesOn: Day
  package init(title: String, intro: String, thanks: String, access: SurveyAccess, opensOn: Day, closesOn: Day) {
    (self.title, self.intro, self.thanks) = (title, intro, thanks)
    (self.access, self.opensOn, self.closesOn) = (access, opensOn, closesOn)
  }
}

package enum SurveyAccess: String, Choice {
  case anyone, invited
  package var title: String {
    switch self {
    case .anyone: "Anybody who has the address. Nobody is asked who they are"
    case .invited: "Only people who were sent a code, each once. Nobody learns who gave which answers"
    }
  }
}

package enum SurveyState: String, Choice {
  case draft, open, closed
  package var title: String {
    switch self {
    case .draft: "Being written"
    case .open: "Open"
    case .closed: "Closed"
    }
  }
}

/// One question. Positions are counted from 1 and are what answers are kept under.
package struct SurveyQuestion: Sendable, Record, Codable, Hashable {
  package let id: ID<SurveyQuestion>
  package let position: Int
  package let content: QuestionContent

  static let columns: SQL = """
    id, position, section, kind, words, hint, options, is_required, is_group, least, most, only_position, only_option
    """

  package init(row: Row) throws {
    (id, position) = (try row[0], try row[1])
    let options: String = try row[6]
    let (only, option): (Int?, Int?) = (try row[11], try row[12])
    content = QuestionContent(
      section: try row[2], kind: try row[3], words: try row[4], hint: try row[5],
      options: options.split(separator: "\n").map(String.init), isRequired: try row[7], isGroup: try row[8],
      least: try row[9] ?? 0, most: try row[10] ?? 100,
      onlyIf: only.flatMap { position in option.map { OnlyIf(position: position, option: $0) } })
  }

  package init(id: ID<SurveyQuestion>, position: Int, content: QuestionContent) {
    (self.id, self.position, self.content) = (id, position, content)
  }
  /// The name of its field.
  package var name: String { "q\(position)" }
}

package struct QuestionContent: Sendable, Codable, Hashable {
  /// The heading above it, where one begins here or goes on.
  package var section: String?
  package var kind: QuestionKind
  package var words: String
  package var hint: String?
  /// What can be chosen; the five of a scale of faces, from best to worst.
  package var options: [String]
  package var isRequired: Bool
  /// Results may be looked at for those who gave one answer to it.
  package var isGroup: Bool
  /// The least and the most of a number.
  package var least: Int
  package var most: Int
  package var onlyIf: OnlyIf?

  package init(
    section: String? = nil, kind: QuestionKind, words: String, hint: String? = nil, options: [String] = [],
    isRequired: Bool = false, isGroup: Bool = false, least: Int = 0, most: Int = 100, onlyIf: OnlyIf? = nil
  ) {
    (self.section, self.kind, self.words, self.hint) = (section, kind, words, hint)
    self.options = kind == .faces && options.isEmpty ? fiveFaces : options
    (self.isRequired, self.isGroup, self.least, self.most) = (isRequired, isGroup, least, most)
    self.onlyIf = onlyIf
  }
}

/// Asked only of those who chose that option (counted from 0) of an earlier question.
package struct OnlyIf: Sendable, Codable, Hashable {
  package var position: Int
  package var option: Int
  package init(position: Int, option: Int) { (self.position, self.option) = (position, option) }
}

package enum QuestionKind: String, Choice {
  case one, several, faces, number, words
  package var title: String {
    switch self {
    case .one: "Choose one"
    case .several: "Choose any"
    case .faces: "Five faces, from very happy to very sad"
    case .number: "A number"
    case .words: "In their own words"
    }
  }
}

/// What the five faces say, unless somebody writes something else.
let fiveFaces = ["Very good", "Good", "OK", "Not good", "Very bad"]

/// What one person answered: options (from 0) or the number, by the question's position; and their own words.
package struct Answers: Sendable, Hashable {
  package var choices: [Int: [Int]]
  package var words: [Int: String]
  package init(choices: [Int: [Int]] = [:], words: [Int: String] = [:]) {
    (self.choices, self.words) = (choices, words)
  }

  /// `1:0;2:1,3`: choices in the order of the questions, as they are stored.
  package var stored: String {
    choices.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.map(String.init).joined(separator: ","))" }
      .joined(separator: ";")
  }
  /// Reads what `stored` wrote.
  package static func choices(from stored: String) -> [Int: [Int]] {
    var found: [Int: [Int]] = [:]
    for part in stored.utf8.split(separator: UInt8(ascii: ";")) {
      let sides = part.split(separator: UInt8(ascii: ":"))
      guard sides.count == 2, let position = Int(String(sides[0])!) else { continue }
      found[position] = sides[1].split(separator: UInt8(ascii: ",")).compactMap { Int(String($0)!) }
    }
    return found
  }
}
