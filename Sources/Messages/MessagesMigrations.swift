import Store

let messagesMigrations: [Migration] = [
  Migration(90, "messages between families and those who help") { d in
    [
      """
      CREATE TABLE message (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, side TEXT NOT NULL, writer_id \(d.id) NOT NULL,
        writer_name TEXT NOT NULL, words TEXT NOT NULL, sent_at \(d.instant) NOT NULL, withdrawn_at \(d.instant),
        settled_at \(d.instant), settled_by TEXT,
        CONSTRAINT message_pk PRIMARY KEY (id),
        CONSTRAINT message_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT message_side CHECK (side IN ('family', 'staff')),
        CONSTRAINT message_says_something CHECK (words <> ''),
        CONSTRAINT message_withdrawn_after_sent CHECK (withdrawn_at IS NULL OR withdrawn_at >= sent_at),
        CONSTRAINT message_settled_says_who CHECK ((settled_at IS NULL) = (settled_by IS NULL)))
      """,
      "CREATE INDEX message_by_child ON message (child_id, sent_at)",
      """
      CREATE TABLE message_reading (
        message_id \(d.id) NOT NULL, reader_id \(d.id) NOT NULL, reader_name TEXT NOT NULL, side TEXT NOT NULL,
        read_at \(d.instant) NOT NULL,
        CONSTRAINT message_reading_pk PRIMARY KEY (message_id, reader_id),
        CONSTRAINT message_reading_message FOREIGN KEY (message_id) REFERENCES message (id),
        CONSTRAINT message_reading_side CHECK (side IN ('family', 'staff')))
      """,
    ]
  }
]
