/// The store's own tables. Numbers are global over the project: the slices begin at 10.
package let storeMigrations: [Migration] = [eventMigration, outboxMigration, openingsMigration]

private let eventMigration = Migration(1, "event") { d in
  [
    """
    CREATE TABLE event_seal (
      number \(d.whole) NOT NULL PRIMARY KEY,
      previous \(d.blob) NOT NULL,
      root \(d.blob) NOT NULL,
      events \(d.whole) NOT NULL CONSTRAINT event_seal_is_not_empty CHECK (events > 0),
      first_id \(d.id) NOT NULL,
      last_id \(d.id) NOT NULL,
      at \(d.instant) NOT NULL,
      seal \(d.blob) NOT NULL
    )
    """,
    // No foreign keys: an event outlives the record it is about, and a seal must be able to be missing to be missed.
    """
    CREATE TABLE event (
      id \(d.id) NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL CONSTRAINT event_kind_is_named CHECK (kind <> ''),
      about_id \(d.id) NOT NULL,
      child_id \(d.id),
      account_id \(d.id),
      actor_name TEXT NOT NULL,
      actor_role TEXT,
      agency_id \(d.id),
      purpose TEXT,
      at \(d.instant) NOT NULL,
      changed TEXT NOT NULL,
      why TEXT,
      origin TEXT NOT NULL,
      hash \(d.blob) NOT NULL,
      seal \(d.whole)
    )
    """,
    // By kind too: a record is opened a thousand times for each time that something happens to it.
    "CREATE INDEX event_by_child ON event (child_id, kind, at DESC) WHERE child_id IS NOT NULL",
    "CREATE INDEX event_by_account ON event (account_id, at DESC) WHERE account_id IS NOT NULL",
    "CREATE INDEX event_by_about ON event (about_id, at DESC)",
    """
    CREATE TABLE child_change (
      child_id \(d.id) NOT NULL PRIMARY KEY,
      changes \(d.whole) NOT NULL
    )
    """,
    // Finds what has no seal yet, and walks the events of one seal in order.
    "CREATE INDEX event_by_seal ON event (seal, id)",
  ]
}

private let outboxMigration = Migration(2, "outbox") { d in
  [
    """
    CREATE TABLE mail (
      id \(d.id) NOT NULL PRIMARY KEY,
      once_key TEXT CONSTRAINT mail_once UNIQUE,
      recipient TEXT NOT NULL,
      subject TEXT NOT NULL,
      body TEXT NOT NULL,
      state TEXT NOT NULL CONSTRAINT mail_state_is_known
        CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'unknown')),
      tries \(d.whole) NOT NULL,
      created_at \(d.instant) NOT NULL,
      due_at \(d.instant) NOT NULL,
      node TEXT,
      claimed_at \(d.instant),
      ended_at \(d.instant),
      problem TEXT,
      CONSTRAINT mail_sending_has_node CHECK (state <> 'sending' OR (node IS NOT NULL AND claimed_at IS NOT NULL))
    )
    """,
    "CREATE INDEX mail_by_state ON mail (state, due_at)",
  ]
}

// A plan that PostgreSQL keeps for every child takes each to have few events, and reads all of one that was opened often.
// Two indexes that share the events leave it no choice, and cost no more to write.
private let openingsMigration = Migration(3, "openings of a record have an index of their own") { _ in
  [
    "DROP INDEX event_by_child",
    "CREATE INDEX event_opening_by_child ON event (child_id, at DESC) WHERE kind = 'child.opened'",
    """
    CREATE INDEX event_change_by_child ON event (child_id, at DESC, id DESC)
    WHERE child_id IS NOT NULL AND kind <> 'child.opened'
    """,
  ]
}
