package import Kernel
package import Store

// What an approved proposal asks for: posts that move from a location with too many to one with too few. Sources: the agreed
// staffing rules of a county’s service (whoever holds a post is consulted individually before it changes; nothing starts before
// its gate is passed); one senior stays in each location.

package enum MoveState: String, Choice {
  case open, done, dropped
  package var title: String {
    switch self {
    case .open: "To be done"
    case .done: "Done"
    case .dropped: "Dropped"
    }
  }
}

/// A post that is to move.
package struct PostMove: Sendable, Record, Codable, Hashable {
  package let id: ID<PostMove>
  package let proposal: ID<Proposal>
  /// The code of the post.
  package let post: String
  package let from: String
  package let to: String
  package let state: MoveState
  /// When whoever held it agreed, or had been heard; nil for a vacant post.
  package let heardOn: Day?
  package let words: String?
  package let decidedBy: String?
  package let version: Int
  static let columns: SQL = """
    id, proposal_id, post_code, from_location, to_location, state, heard_on, words, decided_by, version
    """
  package init(row: Row) throws {
    (id, proposal, post, from, to) = (try row[0], try row[1], try row[2], try row[3], try row[4])
    (state, heardOn, words, decidedBy, version) = (try row[5], try row[6], try row[7], try row[8], try row[9])
  }
  package var path: String { "/workforce/allocations/\(proposal)/moves/\(id)" }
}

/// A move before it is kept.
package struct PlannedMove: Sendable, Hashable {
  package let post: String
  package let from: String
  package let to: String
}

/// Which posts move so that every location has the share that it was given, as far as whole and half posts allow: from where
/// most are too many to where most are missing, vacant posts first, the largest that fits. The last senior of a location
/// stays. What is still missing then is in `openHalves`.
package func moves(for allocation: Allocation, _ service: ServiceStructure) -> [PlannedMove] {
  var left = openHalves(allocation, service)
  var posts = service.posts.filter { $0.kind.visits && $0.fte % 50 == 0 }
  var found: [PlannedMove] = []
  while true {
    let givers = left.filter { $0.value < 0 }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    let takers = left.filter { $0.value > 0 }.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
    var next: (index: Int, to: String)?
    search: for (to, wanted) in takers {
      for (from, spare) in givers {
        if let index = bestPost(posts, in: from, halves: min(wanted, -spare)) {
          next = (index, to)
          break search
        }
      }
    }
    guard let (index, to) = next, let from = posts[index].location else { return found }
    found.append(PlannedMove(post: posts[index].code, from: from, to: to))
    let halves = posts[index].fte / 50
    left[from, default: 0] += halves
    left[to, default: 0] -= halves
    posts[index].location = to
  }
}

/// Halves of posts that each location still needs (or has too many, below 0) for what was approved; locations that have
/// what they should are not there.
package func openHalves(_ allocation: Allocation, _ service: ServiceStructure) -> [String: Int] {
  var found: [String: Int] = [:]
  for line in allocation.lines {
    let gap = line.webster - service.visiting(in: line.code) / 50
    if gap != 0 { found[line.code] = gap }
  }
  return found
}

private func bestPost(_ posts: [Post], in location: String, halves: Int) -> Int? {
  let seniors = posts.count { $0.location == location && $0.kind == .seniorVisitor }
  return posts.indices.filter { index in
    let post = posts[index]
    return post.location == location && post.fte <= halves * 50 && (post.kind == .visitor || seniors > 1)
  }.min { a, b in
    let (x, y) = (posts[a], posts[b])
    return (x.isVacant ? 0 : 1, -x.fte, x.code) < (y.isVacant ? 0 : 1, -y.fte, y.code)
  }
}

/// Why a move cannot be carried out now; nil where it can. `heardOn` is when whoever holds the post was consulted.
package func refusal(
  of move: PostMove, _ post: Post?, isApproved: Bool, changeGate: String?, heardOn: Day?, today: Day
) -> String? {
  if move.state != .open { return "This move is \(move.state.title.lowercased()) already." }
  if !isApproved { return "The proposal is not the one that is approved now." }
  guard let post, post.closedOn == nil else { return "The post \(move.post) is closed." }
  if post.location != move.from { return "The post has been moved meanwhile. Drop this move." }
  if let changeGate { return changeGate }
  guard !post.isVacant else { return nil }
  guard let heardOn else {
    return "Somebody holds this post: it moves only after an individual consultation. Enter when it was."
  }
  return heardOn > today ? "The consultation must have been held." : nil
}

/// Carries a move out: the post belongs to the other location from now on. Throws `Refusal.notNow` with the gate that is shut.
package func carryOut(
  _ move: PostMove, base: String?, heardOn: Day?, words: String?, version: Int, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  let post = try tx.serviceStructure().posts.first { $0.code == move.post }
  let isApproved = try tx.allocationProposal(move.proposal).state == .approved
  let gate = try tx.changeGate(post: move.post)
  if let why = refusal(
    of: move, post, isApproved: isApproved, changeGate: gate, heardOn: heardOn, today: now.day)
  {
    throw Refusal.notNow(why)
  }
  guard let post else { throw Refusal.notFound }
  try decide(move, .done, heardOn: heardOn, words: words, version: version, by: caller, in: tx)
  var new = post
  new.location = move.to
  if let base { new.base = base }
  guard try tx.update(new) else { throw Refusal.changedByAnother("The post was changed since you opened this.") }
  try tx.note(
    post.id, (differences(post, new) + [words].compactMap(\.self)).joined(separator: "\n"), by: caller.name, at: now)
  try tx.append(.postMoved, about: post.id.of(), by: caller, at: now, changed: ["post": post.code, "to": move.to])
}

/// Says that a move is not made after all, and why.
package func drop(
  _ move: PostMove, why: String, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  if move.state != .open { throw Refusal.notNow("This move is \(move.state.title.lowercased()) already.") }
  try decide(move, .dropped, heardOn: nil, words: why, version: version, by: caller, in: tx)
  try tx.append(.moveDropped, about: move.id.of(), by: caller, at: now, changed: ["post": move.post], why: why)
}

private func decide(
  _ move: PostMove, _ state: MoveState, heardOn: Day?, words: String?, version: Int, by caller: Caller,
  in tx: Transaction
) throws {
  let changed = try tx.run(
    """
    UPDATE post_move SET state = \(state), heard_on = \(heardOn), words = \(words), decided_by = \(caller.name),
      version = version + 1
    WHERE id = \(move.id) AND version = \(version) AND state = 'open'
    """)
  guard changed == 1 else { throw Refusal.changedByAnother("This move was decided since you opened it.") }
}

/// Keeps the moves that an approved proposal asks for. What an earlier one asked for and was not done is dropped.
func keepMoves(of proposal: Proposal, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  try tx.run(
    """
    UPDATE post_move SET state = 'dropped', words = 'Another proposal was approved', decided_by = \(caller.name),
      version = version + 1 WHERE state = 'open'
    """)
  var random = SystemRandomNumberGenerator()
  for move in moves(for: proposal.allocation, try tx.serviceStructure()) {
    let id: ID<PostMove> = ID(at: now, random: &random)
    try tx.run(
      """
      INSERT INTO post_move (id, proposal_id, post_code, from_location, to_location, state, version)
      VALUES (\(id), \(proposal.id), \(move.post), \(move.from), \(move.to), 'open', 1)
      """)
  }
}

extension Transaction {
  func moves(of proposal: ID<Proposal>) throws -> [PostMove] {
    try all(
      "SELECT \(PostMove.columns) FROM post_move WHERE proposal_id = \(proposal) ORDER BY state <> 'open', post_code")
  }
  /// Throws `notFound` where the proposal has no such move.
  func move(_ id: ID<PostMove>, of proposal: ID<Proposal>) throws -> PostMove {
    try one("SELECT \(PostMove.columns) FROM post_move WHERE id = \(id) AND proposal_id = \(proposal)")
  }
}

extension EventKind {
  static let postMoved = EventKind("post.moved", "moved a post to another location")
  static let moveDropped = EventKind("post.move_dropped", "dropped a move of a post")
}
