import Store

let reportMigrations: [Migration] = [
  Migration(166, "reports of groups") { d in
    [
      """
      CREATE TABLE group_report (
        id \(d.id) NOT NULL, group_id \(d.id) NOT NULL, meeting_id \(d.id) NOT NULL, figures_on \(d.day) NOT NULL,
        purpose TEXT NOT NULL, aims TEXT NOT NULL, easy_words TEXT, written_by \(d.id), written_name TEXT NOT NULL,
        facts TEXT, approved_by \(d.id), approved_name TEXT, approved_at \(d.instant), version INTEGER NOT NULL,
        CONSTRAINT group_report_pk PRIMARY KEY (id),
        CONSTRAINT group_report_group FOREIGN KEY (group_id) REFERENCES partnership_group (id),
        CONSTRAINT group_report_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting (id),
        CONSTRAINT group_report_purpose CHECK (purpose IN ('information', 'decision')),
        CONSTRAINT group_report_by_another CHECK (approved_by IS NULL OR approved_by <> written_by),
        CONSTRAINT group_report_frozen CHECK (approved_at IS NULL OR (facts IS NOT NULL AND easy_words IS NOT NULL)))
      """,
      "CREATE INDEX group_report_by_group ON group_report (group_id, figures_on)",
      "CREATE INDEX group_report_by_meeting ON group_report (meeting_id)",
      """
      CREATE TABLE group_report_line (
        id \(d.id) NOT NULL, report_id \(d.id) NOT NULL, kind TEXT NOT NULL, objective INTEGER, words TEXT NOT NULL,
        is_assembled \(d.flag) NOT NULL,
        CONSTRAINT group_report_line_pk PRIMARY KEY (id),
        CONSTRAINT group_report_line_report FOREIGN KEY (report_id) REFERENCES group_report (id),
        CONSTRAINT group_report_line_kind CHECK (kind IN ('progress', 'achievement', 'risk')))
      """,
      "CREATE INDEX group_report_line_by_report ON group_report_line (report_id)",
    ]
  }
]
