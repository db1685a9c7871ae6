package import Kernel
import People
package import Store

/// Who holds a post from now on; nil is nobody. `practitioner` is the same person as somebody at work, where they are.
package struct PostHolder: Sendable, Hashable {
  package var name: String?
  package var practitioner: PractitionerID?
  package init(name: String?, practitioner: PractitionerID? = nil) {
    (self.name, self.practitioner) = (name, practitioner)
  }
}

/// Fills a post, or says that it is vacant. Throws `Refusal.changedByAnother` where the version has moved on, and
/// `Refusal.notNow` while a change of structure holds the post (see `changeGate`).
package func fillPost(
  _ post: Post, _ holder: PostHolder, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  if post.closedOn != nil { throw Refusal.notNow("This post is closed. Open it again first.") }
  if holder.name != nil, let why = try tx.changeGate(post: post.code) { throw Refusal.notNow(why) }
  guard try tx.setHolder(holder.name, holder.practitioner, of: post.id, version: version) else {
    throw Refusal.changedByAnother("This post was changed since you opened it.")
  }
  let name = holder.name
  try tx.note(post.id, name.map { "Held by \($0)" } ?? "The post is vacant", by: caller.name, at: now)
  // Who it is stands in the post; the event says only that it changed hands.
  try tx.append(
    holder.name == nil ? .postVacated : .postFilled, about: post.id.of(), by: caller, at: now,
    changed: ["post": post.code])
}

extension EventKind {
  static let postFilled = EventKind("post.filled", "filled a post")
  static let postVacated = EventKind("post.vacated", "said that a post is vacant")
}
