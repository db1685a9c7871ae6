package import Design
import Foundation
package import Kernel
package import Store

// Drafts: what somebody has typed into a form and not yet sent, kept on the server under the page that shows the form.
// A time-out, a lost connection or an empty battery loses nothing. And the marks that make a form sent twice write once.

package let webMigrations: [Migration] = [
  Migration(20, "drafts") { d in
    [
      """
      CREATE TABLE draft (
        owner TEXT NOT NULL,
        page TEXT NOT NULL,
        fields \(d.json) NOT NULL,
        saved_at \(d.instant) NOT NULL,
        CONSTRAINT draft_pk PRIMARY KEY (owner, page))
      """,
      "CREATE INDEX draft_saved_at ON draft (saved_at)",
      """
      CREATE TABLE form_sent (
        form_id \(d.id) NOT NULL,
        owner TEXT NOT NULL,
        path TEXT NOT NULL,
        sent_at \(d.instant) NOT NULL,
        CONSTRAINT form_sent_pk PRIMARY KEY (form_id))
      """,
      "CREATE INDEX form_sent_at ON form_sent (sent_at)",
    ]
  },
  Migration(21, "throttle") { d in
    [
      """
      CREATE TABLE throttle (
        name TEXT NOT NULL,
        tries INTEGER NOT NULL,
        began_at \(d.instant) NOT NULL,
        CONSTRAINT throttle_pk PRIMARY KEY (name))
      """
    ]
  },
  Migration(217, "a draft for each form of a page") { d in
    [
      """
      CREATE TABLE form_draft (
        owner TEXT NOT NULL,
        page TEXT NOT NULL,
        form TEXT NOT NULL,
        fields \(d.json) NOT NULL,
        saved_at \(d.instant) NOT NULL,
        CONSTRAINT form_draft_pk PRIMARY KEY (owner, page, form))
      """,
      "CREATE INDEX form_draft_saved_at ON form_draft (saved_at)",
      """
      INSERT INTO form_draft (owner, page, form, fields, saved_at)
      SELECT owner, page, '', fields, saved_at FROM draft
      """,
      "DROP TABLE draft",
    ]
  },
]

extension Request {
  /// Whose draft it is: the account, so that it is there on another device; else the browser.
  package var draftOwner: String? { caller.account?.description ?? cookieToken.map { "visitor:\(tokenHash($0))" } }
}

/// New drafts in an hour from one network address, of people who are not signed in: more than a library or a waiting room
/// begins. Typing on in one is free, however often it is kept.
let newDraftsFromOneAddress = 300

private let neverKept: Set<String> = ["csrf", "form_id", "form_page", "form_to", "password", "code", "new_password"]

extension Transaction {
  /// `form` is the address that the form is sent to: a page may have several. Empty where that is not known.
  package func keepDraft(
    owner: String, page: String, form: String = "", fields: [String: [String]], at now: Instant
  ) throws {
    let kept = fields.filter { !neverKept.contains($0.key) }
    let json = String(decoding: try JSONEncoder().encode(kept), as: UTF8.self)
    try run(
      """
      INSERT INTO form_draft (owner, page, form, fields, saved_at)
      VALUES (\(owner), \(page), \(form), \(json), \(now))
      ON CONFLICT (owner, page, form) DO UPDATE SET fields = excluded.fields, saved_at = excluded.saved_at
      """)
  }
  /// Nobody fills the disk with drafts without having an account. Throws `Refusal.tooMany`; what is kept stays.
  fileprivate func throttleNewDraft(_ request: Request) throws {
    try throttle("draft:\(request.caller.from)", limit: newDraftsFromOneAddress, seconds: 3600, at: request.now)
  }
  fileprivate func hasDraft(owner: String, page: String, form: String) throws -> Bool {
    try value(
      "SELECT 1 FROM form_draft WHERE owner = \(owner) AND page = \(page) AND form = \(form)", as: Int.self) != nil
  }
  /// What is kept of a page: what was typed last, with what is kept of its other forms.
  package func draft(owner: String, page: String) throws -> Entry? {
    let kept = try rows(
      """
      SELECT fields, saved_at, form FROM form_draft WHERE owner = \(owner) AND page = \(page)
      ORDER BY saved_at DESC, form
      """
    ) { row in
      let (json, form): (String, String) = (try row[0], try row[2])
      var entry = Entry(
        try JSONDecoder().decode([String: [String]].self, from: Data(json.utf8)), keptAt: try row[1])
      entry.form = form.isEmpty ? nil : form
      return entry
    }
    guard var newest = kept.first else { return nil }
    for other in kept.dropFirst() { newest.others[other.form ?? ""] = other }
    return newest
  }
  /// `form` is the one that was sent; without it all of the page are forgotten.
  package func forgetDraft(owner: String, page: String, form: String? = nil) throws {
    let which: SQL = form.map { "AND form IN (\($0), '')" } ?? ""
    try run("DELETE FROM form_draft WHERE owner = \(owner) AND page = \(page) \(which)")
  }
  /// Gives a draft that was kept when a session ended to the account that has signed in; returns the page it is for.
  @discardableResult
  package func adoptDraft(kept: String, account: AccountID) throws -> String? {
    let lost = "lost:\(tokenHash(kept))"
    let page = try value("SELECT page FROM form_draft WHERE owner = \(lost)", as: String.self)
    try run(
      """
      DELETE FROM form_draft WHERE owner = \(account.description) AND EXISTS (
        SELECT 1 FROM form_draft AS late
        WHERE late.owner = \(lost) AND late.page = form_draft.page AND late.form = form_draft.form)
      """)
    try run("UPDATE form_draft SET owner = \(account.description) WHERE owner = \(lost)")
    return page
  }
  /// Old drafts and marks go. Returns how many.
  package func sweepDrafts(before limit: Instant) throws -> Int {
    let drafts = try run("DELETE FROM form_draft WHERE saved_at < \(limit)")
    let marks = try run("DELETE FROM form_sent WHERE sent_at < \(limit)")
    return drafts + marks + (try run("DELETE FROM throttle WHERE began_at < \(limit)"))
  }

  /// Counts a try under `name`; throws `Refusal.tooMany` when there were more than `limit` within `seconds`.
  package func throttle(_ name: String, limit: Int, seconds: Int, at now: Instant) throws {
    let began = now.adding(seconds: -seconds)
    try run(
      """
      INSERT INTO throttle (name, tries, began_at) VALUES (\(name), 1, \(now))
      ON CONFLICT (name) DO UPDATE SET
        tries = CASE WHEN throttle.began_at < \(began) THEN 1 ELSE throttle.tries + 1 END,
        began_at = CASE WHEN throttle.began_at < \(began) THEN excluded.began_at ELSE throttle.began_at END
      """)
    let tries = try value("SELECT tries FROM throttle WHERE name = \(name)", as: Int.self) ?? 0
    if tries > limit { throw Refusal.tooMany(seconds: seconds) }
  }
  package func forgetThrottle(_ name: String) throws { try run("DELETE FROM throttle WHERE name = \(name)") }
}

extension Responder {
  func fillFromDraft(_ request: inout Request, _ tx: Transaction) throws {
    guard let owner = request.draftOwner, let draft = try tx.draft(owner: owner, page: request.path) else { return }
    request.entry = draft
  }

  /// Beside what was sent and is wrong stands what is kept of the other forms of its page.
  func fillOthers(_ request: inout Request, _ tx: Transaction) throws {
    guard let owner = request.draftOwner, let page = request.entry["form_page"],
      let kept = try tx.draft(owner: owner, page: page)
    else { return }
    request.entry.others = kept.others
    request.entry.others[kept.form ?? ""] = kept
  }

  func forgetDraft(_ request: Request, _ tx: Transaction) throws {
    guard let owner = request.draftOwner, let page = request.entry["form_page"] else { return }
    try tx.forgetDraft(owner: owner, page: page, form: request.path)
  }

  /// Keeps what came too late for its session, and returns the word to fetch it with after signing in.
  func keepForLater(_ request: Request) async throws -> String {
    let token = randomToken()
    try await site.database.write { tx in
      try tx.throttleNewDraft(request)
      try tx.keepDraft(
        owner: "lost:\(tokenHash(token))", page: request.entry["form_page"] ?? request.path, form: request.path,
        fields: request.entry.values, at: request.now)
    }
    return token
  }

  /// Marks the form's id as used; a second time is refused and nothing is written.
  func markSent(_ request: Request, _ tx: Transaction) throws {
    guard request.entry["form_id"] != nil else { return }
    let owner = request.draftOwner ?? "json"
    let written = try tx.run(
      """
      INSERT INTO form_sent (form_id, owner, path, sent_at)
      VALUES (\(request.formID), \(owner), \(request.path), \(request.now)) ON CONFLICT (form_id) DO NOTHING
      """)
    if written == 0 { throw AlreadySent(path: request.entry["form_page"]) }
  }
}

private let page = Field("form_page", "The page that shows the form", .hidden(max: 300), required: "Say which page")
private let sentTo = Field("form_to", "The address that the form is sent to", .hidden(max: 300))

/// `POST /drafts`: the form as it stands, sent by the page's script while somebody types.
let draftRoutes: [Route] = [
  .form("/drafts", "Keep what has been typed so far", may: .anyone("draft.keep"), fields: [page, sentTo]) {
    request, tx in
    var form = FormReading(request.entry)
    guard let page = form.text(page), let owner = request.draftOwner, page.hasPrefix("/"), !page.hasPrefix("//") else {
      throw Invalid(form.errors)
    }
    guard request.entry.values.values.joined().reduce(0, { $0 + $1.utf8.count }) < 200_000 else {
      throw Refusal.tooLarge
    }
    let sentTo = form.text(sentTo) ?? ""
    if !request.caller.isSignedIn, try !tx.hasDraft(owner: owner, page: page, form: sentTo) {
      try tx.throttleNewDraft(request)
    }
    try tx.keepDraft(owner: owner, page: page, form: sentTo, fields: request.entry.values, at: request.now)
    return .see(page, keepsDraft: true)
  },
  .form("/drafts/discarded", "Start a form again", may: .anyone("draft.discard"), fields: [page, sentTo]) {
    request, tx in
    var form = FormReading(request.entry)
    guard let page = form.text(page), let owner = request.draftOwner, page.hasPrefix("/"), !page.hasPrefix("//") else {
      throw Invalid(form.errors)
    }
    try tx.forgetDraft(owner: owner, page: page, form: form.text(sentTo))
    return .see(page, "What was kept has been thrown away.")
  },
]
