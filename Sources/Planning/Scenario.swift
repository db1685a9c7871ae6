package import Kernel
package import Store

/// What a council paper asks.
package enum Question: String, Choice {
  case need, hubs, posts, list, forecast, appraisal, publication
  package var title: String {
    switch self {
    case .need: "How many families need help, and where"
    case .hubs: "Where to put hubs"
    case .posts: "How many posts where"
    case .list: "What happens to a list"
    case .forecast: "How many referrals to expect"
    case .appraisal: "Which option to choose"
    case .publication: "A table that is safe to publish"
    }
  }
  /// One line for somebody who is not an analyst.
  var about: String {
    switch self {
    case .need: "Expected need in each locality with its range, beside the families you see now."
    case .hubs: "The best places for so many hubs, before and after on a map, and who is left far away."
    case .posts: "A fair share of posts for each place, by four methods, checked against the caseload."
    case .list: "How long a list gets, and the wait of somebody who joins today: at once by formula, then simulated."
    case .forecast: "The months ahead with honest ranges, from the months behind."
    case .appraisal: "Options side by side: what they change, cost and risk, and what would flip the answer."
    case .publication: "Counts with the small ones hidden, so that nobody can be worked out."
    }
  }
}

/// How far the answer is.
package enum RunState: String, Choice {
  /// Everything is computed.
  case answered
  /// The simulation waits for its turn.
  case waiting
  case running
  /// Somebody stopped the simulation; it can go on where it was.
  case stopped
  /// The simulation could not be finished; `problem` says why.
  case failed
  package var title: String {
    switch self {
    case .answered: "Answered"
    case .waiting: "Waiting to be simulated"
    case .running: "Being simulated"
    case .stopped: "Stopped"
    case .failed: "Could not be simulated"
    }
  }
}

/// A figure that went into a scenario, and where it is from.
package struct Input: Sendable, Codable, Hashable {
  /// "Families seen now in Aldersham"
  package let what: String
  package let value: String
  package let on: Day
  /// Where the live records are asked for it again; nil where it was typed.
  package let key: String?
  /// Who typed it; nil where it is from the live records.
  package let by: String?
  /// From the live records, or from a scenario that this one builds on; else somebody typed it.
  var isLive: Bool { key.map { !$0.hasPrefix(Scenario.keyPrefix) } ?? false }
  package init(_ what: String, _ value: String, on: Day, key: String? = nil, by: String? = nil) {
    (self.what, self.value, self.on, self.key, self.by) = (what, value, on, key, by)
  }
}

/// A question with a name, what was put in, and what came out. The texts are JSON: what was typed, the model that was made
/// of it, the answer at once, and the answer of the simulation where there is one.
package struct Scenario: Sendable, Record, Hashable {
  package let id: ID<Scenario>
  package let question: Question
  package let name: String
  package let note: String?
  let typed: String
  let model: String
  let inputs: String
  let atOnce: String
  let answer: String?
  package let state: RunState
  package let replications: Int
  package let seed: Int
  /// Replications that are done, over all options, of `total`.
  package let done: Int
  package let total: Int
  let problem: String?
  package let by: String
  package let createdAt: Instant
  package let changedAt: Instant
  package let answeredAt: Instant?
  package let sharedAt: Instant?
  package let version: Int
  /// Removed for everybody but planners, who can bring it back; nil where it stands.
  package let removedAt: Instant?
  package let removedBy: String?
  /// Whether it is answered anew by itself when the live records have moved.
  package let followsLive: Bool
  /// JSON: counts that earlier runs hid, and that stay hidden.
  let held: String

  static let columns: SQL = """
    id, question, name, note, typed, model, inputs, at_once, answer, state, replications, seed, done, total, problem,
    by_name, created_at, changed_at, answered_at, shared_at, version, removed_at, removed_by, follows_live,
    held
    """

  package init(row: Row) throws {
    id = try row[0]
    question = try row[1]
    name = try row[2]
    note = try row[3]
    typed = try row[4]
    model = try row[5]
    inputs = try row[6]
    atOnce = try row[7]
    answer = try row[8]
    state = try row[9]
    replications = try row[10]
    seed = try row[11]
    done = try row[12]
    total = try row[13]
    problem = try row[14]
    by = try row[15]
    createdAt = try row[16]
    changedAt = try row[17]
    answeredAt = try row[18]
    sharedAt = try row[19]
    version = try row[20]
    removedAt = try row[21]
    removedBy = try row[22]
    followsLive = try row[23]
    held = try row[24]
  }
}

extension Scenario {
  static let keyPrefix = "scenario "
  /// Under what a scenario that builds on this one asks for it again, and what it then finds.
  var key: String { "\(Self.keyPrefix)\(id)" }
  var nameAndVersion: String { "\(name), version \(version)" }
}
