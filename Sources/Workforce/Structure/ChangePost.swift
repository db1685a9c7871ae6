package import Kernel
package import Store
import Web

/// What was changed of a post, by whom and when: its history, the newest first.
package struct PostChange: Sendable, Record, Codable, Hashable {
  package let at: Instant
  package let by: String
  /// “Base: Eastholt, before Castlewick clinic”, one a line.
  package let words: String
  static let columns: SQL = "at, by_name, words"
  package init(row: Row) throws { (at, by, words) = (try row[0], try row[1], try row[2]) }
}

/// Makes a post. Throws `Invalid` where its code is taken or it would break the tree or name what is not there.
package func makePost(_ post: Post, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  if try tx.exists("SELECT 1 FROM post WHERE code = \(post.code)") {
    throw Invalid("code", "There is a post with this code already")
  }
  try tx.keep(post)
  try check(post, in: tx)
  try tx.note(post.id, "The post was made", by: caller.name, at: now)
  try tx.append(.postMade, about: post.id.of(), by: caller, at: now, changed: ["post": post.code])
}

/// Changes a post; who holds it is said elsewhere (`fillPost`). `new` carries the version that the form was drawn from. Throws
/// `Refusal.changedByAnother` where it has moved on, `Refusal.notNow` where the post is closed or a change of structure holds
/// it, `Invalid` where the tree would break.
package func changePost(_ old: Post, to new: Post, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  if old.closedOn != nil { throw Refusal.notNow("This post is closed. Open it again first.") }
  if old.location != new.location || old.employer != new.employer, let why = try tx.changeGate(post: old.code) {
    throw Refusal.notNow(why)
  }
  let words = differences(old, new)
  guard !words.isEmpty else { return }
  guard try tx.update(new) else { throw changedMeanwhile }
  try check(new, in: tx)
  try tx.note(old.id, words.joined(separator: "\n"), by: caller.name, at: now)
  try tx.append(.postChanged, about: old.id.of(), by: caller, at: now, changed: ["post": old.code])
}

/// Closes a post that nobody holds and to which nobody reports; or opens it again.
package func closePost(
  _ post: Post, isClosed: Bool, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  if isClosed == (post.closedOn != nil) {
    throw Refusal.notNow(isClosed ? "This post is closed already." : "This post is open.")
  }
  if isClosed {
    if let holder = post.holder { throw Refusal.notNow("\(holder) holds this post. Say first that it is vacant.") }
    if let why = try tx.changeGate(post: post.code) { throw Refusal.notNow(why) }
    let beneath = try tx.serviceStructure().posts.filter { $0.reportsTo == post.code }
    if !beneath.isEmpty {
      throw Refusal.notNow("These report to it: \(beneath.map(\.code).joined(separator: ", ")). Change that first.")
    }
  }
  let day: Day? = isClosed ? now.day : nil
  let changed = try tx.run(
    "UPDATE post SET closed_on = \(day), version = version + 1 WHERE id = \(post.id) AND version = \(version)")
  guard changed == 1 else { throw changedMeanwhile }
  // What it reports to may be gone by now.
  if !isClosed { try check(post, in: tx) }
  try tx.note(post.id, isClosed ? "The post was closed" : "The post was opened again", by: caller.name, at: now)
  try tx.append(
    isClosed ? .postClosed : .postReopened, about: post.id.of(), by: caller, at: now, changed: ["post": post.code])
}

private var changedMeanwhile: Refusal { .changedByAnother("This post was changed since you opened it.") }

/// The rules of the whole, with the post as it is now.
private func check(_ post: Post, in tx: Transaction) throws {
  let service = try tx.serviceStructure()
  let found = treeProblems(service.posts) + namingProblems(service)
  if let about = found.first(where: { $0.contains(post.code) }) {
    throw Invalid(about.contains("reports to") ? "reports_to" : "location", about)
  }
}

/// What two versions of a post do not have in common, in words. Grade and cost are not for everybody who reads a post’s
/// history beside the name of who holds it: it says only that they were changed.
func differences(_ old: Post, _ new: Post) -> [String] {
  func line(_ name: String, _ was: String?, _ now: String?) -> String? {
    was == now ? nil : "\(name): \(now ?? "none"), before \(was.map { $0.isEmpty ? "none" : $0 } ?? "none")"
  }
  return [
    line("Title", old.title, new.title), line("Kind", old.kind.title, new.kind.title),
    old.grade == new.grade ? nil : "The grade was changed", line("Part", shareWords(old.fte), shareWords(new.fte)),
    line("Employer", old.employer, new.employer), line("Base", old.base, new.base),
    line("Location", old.location, new.location), line("Reports to", old.reportsTo, new.reportsTo),
    old.costLine == new.costLine && old.costPence == new.costPence ? nil : "The cost was changed",
  ].compactMap(\.self)
}

extension Transaction {
  func postHistory(_ post: ID<Post>) throws -> [PostChange] {
    try all("SELECT \(PostChange.columns) FROM post_change WHERE post_id = \(post) ORDER BY at DESC, id DESC LIMIT 100")
  }
  func note(_ post: ID<Post>, _ words: String, by name: String, at now: Instant) throws {
    var random = SystemRandomNumberGenerator()
    let id = AnyID(at: now, random: &random)
    try run(
      "INSERT INTO post_change (id, post_id, at, by_name, words) VALUES (\(id), \(post), \(now), \(name), \(words))")
  }
  /// False where the version has moved on.
  func update(_ post: Post) throws -> Bool {
    try run(
      """
      UPDATE post SET title = \(post.title), kind = \(post.kind), grade = \(post.grade), fte = \(post.fte),
        employer = \(post.employer), base = \(post.base), location = \(post.location), reports_to = \(post.reportsTo),
        cost_line = \(post.costLine), cost_pence = \(post.costPence), version = version + 1
      WHERE id = \(post.id) AND version = \(post.version)
      """) == 1
  }
}

extension EventKind {
  static let postMade = EventKind("post.made", "made a post")
  static let postChanged = EventKind("post.changed", "changed a post")
  static let postClosed = EventKind("post.closed", "closed a post")
  static let postReopened = EventKind("post.reopened", "opened a post again")
}
