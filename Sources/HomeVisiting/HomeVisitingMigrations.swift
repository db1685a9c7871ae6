import Store

let homeVisitingMigrations: [Migration] = [
  Migration(80, "home visits") { d in
    [
      """
      CREATE TABLE visit (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, visitor_id \(d.id) NOT NULL, kind TEXT NOT NULL,
        state TEXT NOT NULL, starts_at \(d.instant) NOT NULL, minutes INTEGER, place TEXT, joint_with TEXT,
        was_there TEXT, seen TEXT, tried TEXT, try_next TEXT,
        cancelled_by TEXT, cancelled_why TEXT, written_at \(d.instant), written_by TEXT,
        version INTEGER NOT NULL,
        CONSTRAINT visit_pk PRIMARY KEY (id),
        CONSTRAINT visit_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT visit_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner (id),
        CONSTRAINT visit_state CHECK (state IN ('planned', 'held', 'cancelled')),
        CONSTRAINT visit_held_is_written CHECK (state <> 'held' OR (minutes > 0 AND seen IS NOT NULL)),
        CONSTRAINT visit_cancelled_says_who CHECK (state <> 'cancelled' OR cancelled_by IS NOT NULL))
      """,
      "CREATE INDEX visit_by_child ON visit (child_id, starts_at)",
      "CREATE INDEX visit_by_visitor ON visit (visitor_id, starts_at)",
    ]
  },
  Migration(81, "visits written on a phone") { d in
    [
      """
      CREATE TABLE visit_writing (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, visit_id \(d.id) NOT NULL, state TEXT NOT NULL,
        written_at \(d.instant) NOT NULL, written_by TEXT NOT NULL, received_at \(d.instant) NOT NULL,
        words \(d.json), replaced \(d.json), was_planned \(d.flag) NOT NULL, settled_at \(d.instant), settled_by TEXT,
        CONSTRAINT visit_writing_pk PRIMARY KEY (id),
        CONSTRAINT visit_writing_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT visit_writing_visit FOREIGN KEY (visit_id) REFERENCES visit (id),
        CONSTRAINT visit_writing_state CHECK (state IN ('taken', 'waiting', 'settled')),
        CONSTRAINT visit_writing_keeps_words CHECK (state = 'taken' OR words IS NOT NULL),
        CONSTRAINT visit_writing_settled_says_who CHECK ((state = 'settled') = (settled_by IS NOT NULL)))
      """,
      "CREATE INDEX visit_writing_by_visit ON visit_writing (visit_id, state)",
      "CREATE INDEX visit_writing_by_child ON visit_writing (child_id)",
    ]
  },
]
