package import Kernel
package import Store

// The way of whatever is kept in versions: written, sent, checked, published. Each verb is one transaction and one event.

/// Writes on a draft, or begins a new one beside what the public sees; the public sees nothing of it. `version` is the
/// one that the form was drawn from.
package func saveDraft<Of: Versioned>(
  _ subject: Of, _ details: Of.Content, version: Int, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard subject.deletedAt == nil else { throw wasTakenAway(Of.word) }
  guard subject.version == version else { throw changedMeanwhile(Of.word) }
  let isSameDraft = subject.newestState == .draft
  let number = isSameDraft ? subject.newest : subject.newest + 1
  let before = try tx.version(subject.newest, of: subject.id)
  if isSameDraft {
    try tx.set(
      """
      content = \(try encoded(details)), written_by = \(caller.name), written_at = \(now), returned_why = NULL
      """, ofVersion: number, of: subject)
  } else {
    // What waited to be checked or published is overtaken by the new draft.
    if before.state == .sent || before.state == .checked {
      try tx.set("state = \(VersionState.past)", ofVersion: before.number, of: subject)
    }
    try tx.insertVersion(number, of: subject.id, details, by: caller.name, at: now)
  }
  try tx.touch(subject, setting: "newest = \(number)")
  try subject.noteDraft(details, at: now, in: tx)
  let changed = differences(from: before.details, to: details).map(\.label)
  try tx.append(
    Of.events.drafted, about: subject.id.of(), by: caller, at: now,
    changed: ["version": "\(number)", "fields": changed.joined(separator: ", ")])
}

/// Whoever wrote it is done: the editors check it. Throws `notNow` where something is missing.
package func sendToBeChecked<Of: Versioned>(
  _ subject: Of, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let version = try newest(subject, of: [.draft], or: "Only a draft can be sent.", in: tx)
  try refuseIncomplete(version.details)
  try tx.set("state = \(VersionState.sent)", ofVersion: version.number, of: subject)
  try tx.touch(subject)
  try tx.append(
    Of.events.sent, about: subject.id.of(), by: caller, at: now, changed: ["version": "\(version.number)"])
}

/// An editor has compared it with what is shown and finds it right.
package func checkVersion<Of: Versioned>(_ subject: Of, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  let version = try newest(subject, of: [.draft, .sent], or: "There is nothing to check.", in: tx)
  try refuseIncomplete(version.details)
  try tx.set(
    "state = \(VersionState.checked), checked_by = \(caller.name), checked_at = \(now)", ofVersion: version.number,
    of: subject)
  try tx.touch(subject)
  try tx.append(
    Of.events.checked, about: subject.id.of(), by: caller, at: now, changed: ["version": "\(version.number)"])
}

/// It goes back to whoever wrote it, with what is to be changed.
package func sendBack<Of: Versioned>(
  _ subject: Of, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let version = try newest(subject, of: [.sent, .checked], or: "There is nothing to send back.", in: tx)
  try tx.set(
    "state = \(VersionState.draft), checked_by = NULL, checked_at = NULL, returned_why = \(why)",
    ofVersion: version.number, of: subject)
  try tx.touch(subject)
  try tx.append(
    Of.events.returned, about: subject.id.of(), by: caller, at: now, changed: ["version": "\(version.number)"],
    why: why)
}

/// From now on the public sees the checked version. Publishing a listing says that all of it is true today.
package func publishVersion<Of: Versioned>(
  _ subject: Of, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let version = try newest(subject, of: [.checked], or: "It must be checked before it is published.", in: tx)
  try subject.refuseToPublish(in: tx)
  try tx.run(
    """
    UPDATE \(Of.tables.versions) SET state = 'past' WHERE \(Of.tables.owner) = \(subject.id) AND state = 'published'
    """)
  try tx.set(
    "state = \(VersionState.published), published_by = \(caller.name), published_at = \(now)",
    ofVersion: version.number, of: subject)
  try tx.touch(subject)
  try subject.notePublished(version, by: caller, at: now, in: tx)
  try tx.append(
    Of.events.published, about: subject.id.of(), by: caller, at: now, changed: ["version": "\(version.number)"])
}

/// An earlier version becomes the newest draft; from there it goes the usual way.
package func restoreVersion<Of: Versioned>(
  _ number: Int, of subject: Of, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  let old = try tx.version(number, of: subject.id)
  guard number != subject.newest else { throw Refusal.notNow("This is the newest version already.") }
  try saveDraft(subject, old.details, version: subject.version, by: caller, at: now, in: tx)
}

/// Takes it away from the public. For thirty days it can be brought back.
package func takeAway<Of: Versioned>(
  _ subject: Of, why: String, by caller: Caller, at now: Instant, in tx: Transaction
) throws {
  guard subject.deletedAt == nil else { throw Refusal.notNow("It was taken away already.") }
  try tx.touch(subject, setting: "deleted_at = \(now), deleted_by = \(caller.name)")
  try subject.noteTakenAway(by: caller, at: now, in: tx)
  try tx.append(Of.events.takenAway, about: subject.id.of(), by: caller, at: now, why: why)
}

/// An editor brings back anything, a provider what they took away themselves.
package func bringBack<Of: Versioned>(_ subject: Of, by caller: Caller, at now: Instant, in tx: Transaction) throws {
  guard subject.deletedAt != nil else { throw Refusal.notNow("It is there already.") }
  guard caller.has(.directoryEditor) || subject.deletedBy == caller.name else {
    throw Refusal.notNow("The editors took it away. Ask them to bring it back.")
  }
  try tx.touch(subject, setting: "deleted_at = NULL, deleted_by = NULL")
  try subject.noteBroughtBack(by: caller, at: now, in: tx)
  try tx.append(Of.events.broughtBack, about: subject.id.of(), by: caller, at: now)
}

private func newest<Of: Versioned>(
  _ subject: Of, of states: [VersionState], or refusal: String, in tx: Transaction
) throws -> Version<Of> {
  guard subject.deletedAt == nil else { throw wasTakenAway(Of.word) }
  guard states.contains(subject.newestState) else { throw Refusal.notNow(refusal) }
  return try tx.version(subject.newest, of: subject.id)
}

private func wasTakenAway(_ word: String) -> Refusal {
  .notNow("This \(word) was taken away. Bring it back first.")
}

private func refuseIncomplete(_ details: some VersionedContent) throws {
  guard let first = details.missing.first else { return }
  throw Refusal.notNow("It is not complete yet. \(first.message).")
}
