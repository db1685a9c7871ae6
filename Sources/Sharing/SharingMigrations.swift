import Store

let sharingMigrations: [Migration] = [
  Migration(40, "emergency access") { d in
    [
      """
      CREATE TABLE emergency_access (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, account_id \(d.id) NOT NULL, account_name TEXT NOT NULL,
        reason TEXT NOT NULL, began_at \(d.instant) NOT NULL, ends_at \(d.instant) NOT NULL,
        reviewed_at \(d.instant), reviewed_by \(d.id), reviewer_name TEXT, finding TEXT, finding_note TEXT,
        CONSTRAINT emergency_access_pk PRIMARY KEY (id),
        CONSTRAINT emergency_access_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT emergency_access_other_reviews CHECK (reviewed_by IS NULL OR reviewed_by <> account_id))
      """,
      "CREATE INDEX emergency_access_by_account ON emergency_access (account_id, child_id, ends_at)",
      "CREATE INDEX emergency_access_by_child ON emergency_access (child_id)",
    ]
  },
  Migration(41, "agreements and sharing decisions") { d in
    [
      """
      CREATE TABLE agreement (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, about TEXT NOT NULL, is_given \(d.flag) NOT NULL,
        given_by TEXT NOT NULL, relation TEXT NOT NULL, competence TEXT, agencies TEXT NOT NULL, evidence TEXT,
        on_day \(d.day) NOT NULL, expires_on \(d.day), ended_on \(d.day), ended_why TEXT, recorded_by TEXT NOT NULL,
        CONSTRAINT agreement_pk PRIMARY KEY (id),
        CONSTRAINT agreement_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT agreement_dates CHECK (expires_on IS NULL OR expires_on > on_day))
      """,
      "CREATE INDEX agreement_by_child ON agreement (child_id, on_day)",
      """
      CREATE TABLE sharing_decision (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, what TEXT NOT NULL, with_whom TEXT NOT NULL, why TEXT NOT NULL,
        situation TEXT NOT NULL, basis TEXT NOT NULL, was_asked TEXT NOT NULL, is_shared \(d.flag) NOT NULL,
        is_family_told \(d.flag) NOT NULL, not_told_why TEXT, decided_by TEXT NOT NULL, decided_at \(d.instant) NOT NULL,
        CONSTRAINT sharing_decision_pk PRIMARY KEY (id),
        CONSTRAINT sharing_decision_child FOREIGN KEY (child_id) REFERENCES child (id))
      """,
      "CREATE INDEX sharing_decision_by_child ON sharing_decision (child_id, decided_at)",
    ]
  },
]
