import Store

let privateNoticeMigrations: [Migration] = [
  Migration(169, "notices of decisions in private") { d in
    [
      """
      CREATE TABLE decision_private_notice (
        decision_id \(d.id) NOT NULL, number INTEGER NOT NULL, published_at \(d.instant) NOT NULL,
        published_name TEXT NOT NULL, earliest_at \(d.instant) NOT NULL, reckoning TEXT NOT NULL, why TEXT NOT NULL,
        representations TEXT, answer TEXT, withdrawn_at \(d.instant),
        CONSTRAINT decision_private_notice_pk PRIMARY KEY (decision_id, number, published_at),
        CONSTRAINT decision_private_notice_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
        CONSTRAINT decision_private_notice_number CHECK (number IN (1, 2)),
        CONSTRAINT decision_private_notice_answers CHECK (
          number = 1 OR (representations IS NOT NULL AND answer IS NOT NULL)))
      """
    ]
  },
  Migration(203, "meetings in private that cannot wait") { d in
    [
      """
      CREATE TABLE decision_urgent_private (
        decision_id \(d.id) NOT NULL, published_at \(d.instant) NOT NULL, published_name TEXT NOT NULL,
        why TEXT NOT NULL, why_urgent TEXT NOT NULL, agreed_at \(d.instant) NOT NULL, agreed_words TEXT NOT NULL,
        withdrawn_at \(d.instant),
        CONSTRAINT decision_urgent_private_pk PRIMARY KEY (decision_id, published_at),
        CONSTRAINT decision_urgent_private_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
        CONSTRAINT decision_urgent_private_agreed_first CHECK (agreed_at <= published_at))
      """
    ]
  },
]
