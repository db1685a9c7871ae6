package import Kernel
package import Store

// The way of a page’s words: written, sent, approved. Each verb is one transaction and one event.

/// Writes words of a page as a draft; the public goes on reading what was approved last. `seen` is what the form was
/// drawn from, nil where there was nothing; `isSent` asks the editors to approve it.
package func saveWording(
  _ new: NewWording, of page: WordedPage, seen: String?, isSent: Bool, by caller: Caller, at now: Instant,
  in tx: Transaction
) throws {
  guard mayEdit(page.agency, caller) else { throw Refusal.notFound }
  guard new.words != standardWords || page.kind != .organisation else {
    throw Refusal.notNow("What an organisation is called and is stands in its own form.")
  }
  let newest = try tx.wordings(of: page.key, in: new.words).first
  guard newest?.seen == seen else { throw wordsChangedMeanwhile }
  let state: WordingState = isSent ? .sent : .draft
  let writtenFor = new.words == standardWords ? nil : page.standard.map { fingerprint(of: $0.whole) }
  let number: Int
  if let newest, newest.state.isOpen {
    number = newest.number
    try tx.run(
      """
      UPDATE page_wording SET state = \(state), language = \(new.language), heading = \(new.text.heading),
        content = \(new.text.text), written_for = \(writtenFor), written_by = \(caller.name), written_at = \(now),
        version = version + 1
      WHERE page = \(page.key) AND words = \(new.words) AND number = \(number)
      """)
  } else {
    number = (newest?.number ?? 0) + 1
    try tx.run(
      """
      INSERT INTO page_wording (page, words, number, state, language, heading, content, written_for, written_by,
        written_at, version)
      VALUES (\(page.key), \(new.words), \(number), \(state), \(new.language), \(new.text.heading),
        \(new.text.text), \(writtenFor), \(caller.name), \(now), 1)
      """)
  }
  try tx.append(
    .wordingWritten, about: aboutPage(page.key), by: caller, at: now,
    changed: ["page": page.key, "words": new.words, "version": "\(number)"])
}

/// From now on the public reads the newest version. Only who wrote nothing since it was `seen` approves it.
package func approveWording(
  _ words: String, of page: WordedPage, seen: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard let newest = try tx.wordings(of: page.key, in: words).first else { throw Refusal.notFound }
  guard newest.seen == seen else { throw wordsChangedMeanwhile }
  guard newest.state.isOpen else { throw Refusal.notNow("There is nothing new to approve.") }
  try tx.run(
    """
    UPDATE page_wording SET state = 'past', version = version + 1
    WHERE page = \(page.key) AND words = \(words) AND state = 'published'
    """)
  try tx.run(
    """
    UPDATE page_wording SET state = 'published', approved_by = \(caller.name), approved_at = \(now),
      version = version + 1
    WHERE page = \(page.key) AND words = \(words) AND number = \(newest.number)
    """)
  try tx.append(
    .wordingApproved, about: aboutPage(page.key), by: caller, at: now,
    changed: ["page": page.key, "words": words, "version": "\(newest.number)"])
}

/// Takes these words away from the public; they stay in the history, from where they can be written on.
package func withdrawWording(
  _ words: String, of page: WordedPage, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let changed = try tx.run(
    """
    UPDATE page_wording SET state = 'past', version = version + 1
    WHERE page = \(page.key) AND words = \(words) AND state = 'published'
    """)
  guard changed == 1 else { throw Refusal.notNow("Nothing of it is published.") }
  try tx.append(
    .wordingWithdrawn, about: aboutPage(page.key), by: caller, at: now, changed: ["page": page.key, "words": words],
    why: why)
}

let wordsChangedMeanwhile = Refusal.changedByAnother("These words were changed since you opened them.")

/// Events are about ids; a page has an address.
private func aboutPage(_ key: String) -> AnyID {
  AnyID(key) ?? AnyID(high: 0x6b64_7770_7061_7000, low: 0x8000_0000_0000_0000 | hash(of: key) & 0x0fff_ffff_ffff_ffff)
}

extension EventKind {
  static let wordingWritten = EventKind("page_wording.written", "wrote words for a page of the local offer")
  static let wordingApproved = EventKind("page_wording.approved", "approved words of a page of the local offer")
  static let wordingWithdrawn = EventKind("page_wording.withdrawn", "took words of a page of the local offer away")
}
