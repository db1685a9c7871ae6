import Design
import Kernel
import Store
import Synchronization

/// Pages that were made a moment ago, for whoever opens the same one again: people go from a record to a form and back.
///
/// The page as a value is kept, and its body as it was drawn where that holds no form: each form drawn has a token and
/// an id of its own. Who is asking, whether they may, and that the record was opened are asked and
/// written each time. A page is given again only to the same caller with the same access, while no event has changed
/// the child's record, until `seconds` have passed or the caller has sent a form. What may be late by that long is what
/// comes from elsewhere: a colleague’s new name, a time that has just passed, somebody else’s look.
final class RememberedPages: Sendable {
  static let seconds = 15
  private static let most = 128

  private struct Key: Hashable {
    let caller: Caller
    let access: Access
    let path: String
    let query: [String: [String]]
  }
  struct Kept {
    let page: any Page
    /// Nil where a form stands in it.
    let body: HTML?
    fileprivate let changes: Int
    fileprivate let at: Instant
  }
  private let kept = Mutex<[Key: Kept]>([:])

  /// The page as it was made for this request’s caller, or made now.
  func page(
    for request: Request, _ tx: Transaction, _ make: (Request, Transaction) throws -> any Page
  ) throws -> Kept {
    guard let access = request.access else { throw Refusal.forbidden("No page of a child is shown to nobody.") }
    let changes = try tx.changes(of: try request.child)
    let key = Key(caller: request.caller, access: access, path: request.path, query: request.query)
    let known = kept.withLock { $0[key] }
    if let known, known.changes == changes, isFresh(known, request.now) { return known }
    let page = try make(request, tx)
    let made = Kept(page: page, body: bodyToKeep(page, request), changes: changes, at: request.now)
    kept.withLock { pages in
      if pages.count >= RememberedPages.most { pages = pages.filter { isFresh($0.value, request.now) } }
      if pages.count < RememberedPages.most { pages[key] = made }
    }
    return made
  }

  private func bodyToKeep(_ page: any Page, _ request: Request) -> HTML? {
    guard request.format == .html else { return nil }
    let body = page.body(View(request: request, csrf: ""))
    return body.holds("name=\"csrf\"") ? nil : body
  }

  /// What the caller has just done must show wherever they look next.
  func forget(_ account: AccountID?) {
    kept.withLock { pages in pages = pages.filter { $0.key.caller.account != account } }
  }

  private func isFresh(_ kept: Kept, _ now: Instant) -> Bool {
    kept.at.day == now.day && now < kept.at.adding(seconds: RememberedPages.seconds) && now >= kept.at
  }
}
