package import Store

package let peopleMigrations: [Migration] = [
  Migration(30, "agencies and practitioners") { d in
    [
      """
      CREATE TABLE locality (
        id \(d.id) NOT NULL, name TEXT NOT NULL,
        CONSTRAINT locality_pk PRIMARY KEY (id), CONSTRAINT locality_name UNIQUE (name))
      """,
      """
      CREATE TABLE agency (
        id \(d.id) NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
        valid_from \(d.day), valid_to \(d.day), successor_id \(d.id),
        CONSTRAINT agency_pk PRIMARY KEY (id), CONSTRAINT agency_code UNIQUE (code),
        CONSTRAINT agency_successor FOREIGN KEY (successor_id) REFERENCES agency (id))
      """,
      """
      CREATE TABLE team (
        id \(d.id) NOT NULL, agency_id \(d.id) NOT NULL, name TEXT NOT NULL, locality_id \(d.id),
        CONSTRAINT team_pk PRIMARY KEY (id), CONSTRAINT team_name UNIQUE (agency_id, name),
        CONSTRAINT team_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
        CONSTRAINT team_locality FOREIGN KEY (locality_id) REFERENCES locality (id))
      """,
      """
      CREATE TABLE practitioner (
        id \(d.id) NOT NULL, name TEXT NOT NULL, job_title TEXT NOT NULL, agency_id \(d.id) NOT NULL,
        team_id \(d.id), phone TEXT, email TEXT, left_on \(d.day),
        CONSTRAINT practitioner_pk PRIMARY KEY (id),
        CONSTRAINT practitioner_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
        CONSTRAINT practitioner_team FOREIGN KEY (team_id) REFERENCES team (id))
      """,
      "CREATE INDEX practitioner_by_team ON practitioner (team_id)",
    ]
  },
  Migration(31, "children and families") { d in
    [
      """
      CREATE TABLE family (
        id \(d.id) NOT NULL, name TEXT NOT NULL, created_at \(d.instant) NOT NULL,
        CONSTRAINT family_pk PRIMARY KEY (id))
      """,
      """
      CREATE TABLE child (
        id \(d.id) NOT NULL, family_id \(d.id),
        given_name TEXT NOT NULL, family_name TEXT NOT NULL, preferred_name TEXT,
        birth_on \(d.day), expected_on \(d.day), sex TEXT NOT NULL, ethnicity TEXT,
        nhs_number TEXT, nhs_status TEXT NOT NULL, upn TEXT, former_upn TEXT,
        address TEXT, postcode TEXT, is_address_hidden \(d.flag) NOT NULL, locality_id \(d.id),
        phone TEXT, school TEXT, gp TEXT, first_language TEXT, needs_interpreter \(d.flag) NOT NULL,
        communication TEXT, what_matters TEXT, alerts TEXT,
        is_restricted \(d.flag) NOT NULL, restricted_why TEXT, closed_on \(d.day), died_on \(d.day),
        version INTEGER NOT NULL, created_at \(d.instant) NOT NULL, updated_at \(d.instant) NOT NULL,
        CONSTRAINT child_pk PRIMARY KEY (id),
        CONSTRAINT child_family FOREIGN KEY (family_id) REFERENCES family (id),
        CONSTRAINT child_locality FOREIGN KEY (locality_id) REFERENCES locality (id),
        CONSTRAINT child_born_or_expected CHECK (birth_on IS NULL OR expected_on IS NULL),
        CONSTRAINT child_sex CHECK (sex IN ('F', 'M', 'U')),
        CONSTRAINT child_nhs_number UNIQUE (nhs_number), CONSTRAINT child_upn UNIQUE (upn))
      """,
      "CREATE INDEX child_by_family ON child (family_id)",
      "CREATE INDEX child_by_birth ON child (birth_on)",
      "CREATE INDEX child_by_postcode ON child (postcode)",
      """
      CREATE TABLE person (
        id \(d.id) NOT NULL, family_id \(d.id), name TEXT NOT NULL, phone TEXT, email TEXT,
        language TEXT, needs_interpreter \(d.flag) NOT NULL, best_time TEXT, formats TEXT,
        created_at \(d.instant) NOT NULL,
        CONSTRAINT person_pk PRIMARY KEY (id),
        CONSTRAINT person_family FOREIGN KEY (family_id) REFERENCES family (id))
      """,
      """
      CREATE TABLE relationship (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, person_id \(d.id) NOT NULL, kind TEXT NOT NULL,
        has_responsibility \(d.flag) NOT NULL, lives_with \(d.flag) NOT NULL, gets_letters \(d.flag) NOT NULL,
        has_portal \(d.flag) NOT NULL, may_not_contact \(d.flag) NOT NULL, note TEXT, ended_on \(d.day),
        CONSTRAINT relationship_pk PRIMARY KEY (id),
        CONSTRAINT relationship_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT relationship_person FOREIGN KEY (person_id) REFERENCES person (id))
      """,
      "CREATE INDEX relationship_by_child ON relationship (child_id)",
      "CREATE INDEX relationship_by_person ON relationship (person_id)",
    ]
  },
  Migration(32, "who works with a child") { d in
    [
      """
      CREATE TABLE involvement (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, practitioner_id \(d.id), agency_id \(d.id) NOT NULL,
        team_id \(d.id), part TEXT NOT NULL, is_key_worker \(d.flag) NOT NULL, is_lead \(d.flag) NOT NULL,
        began_on \(d.day) NOT NULL, ended_on \(d.day), ended_why TEXT, is_hidden_from_family \(d.flag) NOT NULL,
        CONSTRAINT involvement_pk PRIMARY KEY (id),
        CONSTRAINT involvement_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT involvement_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
        CONSTRAINT involvement_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
        CONSTRAINT involvement_team FOREIGN KEY (team_id) REFERENCES team (id),
        CONSTRAINT involvement_dates CHECK (ended_on IS NULL OR ended_on >= began_on))
      """,
      // With what decides whether somebody may know of the child, for lists that ask it of each.
      "CREATE INDEX involvement_by_child ON involvement (child_id, ended_on, practitioner_id, team_id, agency_id)",
      "CREATE INDEX involvement_open_by_practitioner ON involvement (practitioner_id, child_id) WHERE ended_on IS NULL",
      "CREATE INDEX involvement_open_by_team ON involvement (team_id, child_id) WHERE ended_on IS NULL",
      "CREATE INDEX involvement_open_by_agency ON involvement (agency_id, child_id) WHERE ended_on IS NULL",
      "CREATE UNIQUE INDEX involvement_one_lead ON involvement (child_id) WHERE ended_on IS NULL AND is_lead",
      """
      CREATE TABLE own_words (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, speaker TEXT NOT NULL, words TEXT NOT NULL,
        heard_at \(d.instant) NOT NULL, written_by TEXT NOT NULL, about TEXT,
        CONSTRAINT own_words_pk PRIMARY KEY (id),
        CONSTRAINT own_words_child FOREIGN KEY (child_id) REFERENCES child (id))
      """,
      "CREATE INDEX own_words_by_child ON own_words (child_id, heard_at)",
    ]
  },
  Migration(33, "agency records and search") { d in
    [
      """
      CREATE TABLE agency_record (
        id \(d.id) NOT NULL, agency_id \(d.id) NOT NULL, record_id TEXT NOT NULL, child_id \(d.id) NOT NULL,
        content \(d.json) NOT NULL, imported_at \(d.instant) NOT NULL,
        CONSTRAINT agency_record_pk PRIMARY KEY (id),
        CONSTRAINT agency_record_once UNIQUE (agency_id, record_id),
        CONSTRAINT agency_record_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
        CONSTRAINT agency_record_child FOREIGN KEY (child_id) REFERENCES child (id))
      """,
      "CREATE INDEX agency_record_by_child ON agency_record (child_id)",
      """
      CREATE TABLE search_key (
        kind TEXT NOT NULL, value TEXT NOT NULL, child_id \(d.id) NOT NULL,
        CONSTRAINT search_key_pk PRIMARY KEY (kind, value, child_id),
        CONSTRAINT search_key_child FOREIGN KEY (child_id) REFERENCES child (id) ON DELETE CASCADE)
      """,
      "CREATE INDEX search_key_by_child ON search_key (child_id)",
      """
      CREATE TABLE saved_filter (
        id \(d.id) NOT NULL, account_id \(d.id) NOT NULL, page TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL,
        CONSTRAINT saved_filter_pk PRIMARY KEY (id),
        CONSTRAINT saved_filter_name UNIQUE (account_id, page, name))
      """,
    ]
  },
  Migration(34, "middle names, words of names") { d in
    [
      "ALTER TABLE child ADD COLUMN middle_names TEXT",
      "CREATE INDEX child_by_name ON child (family_name, given_name, id)",
      "CREATE INDEX involvement_ended_by_practitioner ON involvement (practitioner_id, child_id) WHERE ended_on IS NOT NULL",
      "CREATE INDEX involvement_ended_by_team ON involvement (team_id, child_id) WHERE ended_on IS NOT NULL",
      "CREATE INDEX involvement_ended_by_agency ON involvement (agency_id, child_id) WHERE ended_on IS NOT NULL",
      "CREATE INDEX agency_record_by_agency ON agency_record (agency_id, child_id)",
      """
      CREATE TABLE name_word (
        key TEXT \(d.byCodePoint) NOT NULL, word TEXT NOT NULL,
        CONSTRAINT name_word_pk PRIMARY KEY (key, word))
      """,
    ]
  },
  Migration(35, "teams that are closed") { d in
    ["ALTER TABLE team ADD COLUMN closed_on \(d.day)"]
  },
  Migration(140, "records that are one child") { d in
    [
      // Two records that turned out to be one child: the one is kept, the other points to it and keeps its id for good.
      "ALTER TABLE child ADD COLUMN merged_into \(d.id)",
      "CREATE INDEX child_merged ON child (merged_into) WHERE merged_into IS NOT NULL",
      // A child at risk, who is to be found by nobody: why.
      "ALTER TABLE child ADD COLUMN not_included_because TEXT",
      // Grows with every change of what the partnership or an agency holds to know a child by. Who keeps the records in
      // memory reads the one row, and then what is newer.
      "CREATE TABLE record_revision (id INTEGER NOT NULL, revision \(d.whole) NOT NULL, CONSTRAINT record_revision_pk PRIMARY KEY (id))",
      "INSERT INTO record_revision (id, revision) VALUES (1, 1)",
      "ALTER TABLE child ADD COLUMN revision \(d.whole) NOT NULL DEFAULT 0",
      "ALTER TABLE agency_record ADD COLUMN revision \(d.whole) NOT NULL DEFAULT 0",
      "CREATE INDEX child_by_revision ON child (revision)",
      "CREATE INDEX agency_record_by_revision ON agency_record (revision)",
      """
      CREATE TABLE child_merge (
        id \(d.id) NOT NULL, kept_id \(d.id) NOT NULL, lost_id \(d.id) NOT NULL, why TEXT NOT NULL,
        merged_by TEXT NOT NULL, merged_at \(d.instant) NOT NULL, is_automatic \(d.flag) NOT NULL,
        lost_nhs_number TEXT, lost_upn TEXT, filled \(d.json) NOT NULL,
        undone_at \(d.instant), undone_by TEXT, undone_why TEXT,
        CONSTRAINT child_merge_pk PRIMARY KEY (id),
        CONSTRAINT child_merge_kept FOREIGN KEY (kept_id) REFERENCES child (id),
        CONSTRAINT child_merge_lost FOREIGN KEY (lost_id) REFERENCES child (id),
        CONSTRAINT child_merge_two CHECK (kept_id <> lost_id),
        CONSTRAINT child_merge_undone CHECK ((undone_at IS NULL) = (undone_why IS NULL)))
      """,
      "CREATE UNIQUE INDEX child_merge_stands ON child_merge (lost_id) WHERE undone_at IS NULL",
      "CREATE INDEX child_merge_by_kept ON child_merge (kept_id)",
      // Which rows were whose when two records were put together, and where those went that came after.
      """
      CREATE TABLE child_merge_row (
        merge_id \(d.id) NOT NULL, kind TEXT NOT NULL, row_id \(d.id) NOT NULL, side TEXT NOT NULL, note TEXT,
        CONSTRAINT child_merge_row_pk PRIMARY KEY (merge_id, kind, row_id),
        CONSTRAINT child_merge_row_merge FOREIGN KEY (merge_id) REFERENCES child_merge (id),
        CONSTRAINT child_merge_row_side CHECK (side IN ('kept', 'lost', 'since_kept', 'since_lost', 'unplaced')))
      """,
      "CREATE INDEX child_merge_row_by_row ON child_merge_row (row_id)",
    ]
  },
  Migration(146, "facts that people wrote") { d in
    [
      // What a child is known by was written here, and not only taken from an agency: it is a record to compare too.
      "ALTER TABLE child ADD COLUMN is_written_here \(d.flag) NOT NULL DEFAULT FALSE",
      """
      UPDATE child SET is_written_here = TRUE
      WHERE NOT EXISTS (SELECT 1 FROM agency_record r WHERE r.child_id = child.id)
        OR EXISTS (SELECT 1 FROM event e WHERE e.child_id = child.id AND e.kind = 'child.details_changed'
          AND e.account_id IS NOT NULL)
      """,
      // The revision up to which the records that were written here have been compared with all others.
      "ALTER TABLE record_revision ADD COLUMN compared \(d.whole) NOT NULL DEFAULT 0",
    ]
  },
  Migration(177, "days on which staff are away, in one place") { d in
    [
      // The rows of the two lists of before are moved by 178 and 192, where those lists were.
      """
      CREATE TABLE practitioner_leave (
        practitioner_id \(d.id) NOT NULL, from_on \(d.day) NOT NULL, to_on \(d.day) NOT NULL, kind TEXT NOT NULL,
        CONSTRAINT practitioner_leave_pk PRIMARY KEY (practitioner_id, from_on, kind),
        CONSTRAINT practitioner_leave_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
        CONSTRAINT practitioner_leave_kind CHECK (kind IN ('leave', 'training', 'away')),
        CONSTRAINT practitioner_leave_in_order CHECK (from_on <= to_on))
      """,
      "CREATE INDEX practitioner_leave_by_end ON practitioner_leave (practitioner_id, to_on)",
    ]
  },
  Migration(200, "what is so of a child’s life") { d in
    [
      """
      CREATE TABLE child_circumstance (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, kind TEXT NOT NULL, answer TEXT NOT NULL,
        from_on \(d.day) NOT NULL, source TEXT NOT NULL, written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL,
        CONSTRAINT child_circumstance_pk PRIMARY KEY (id),
        CONSTRAINT child_circumstance_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT child_circumstance_kind CHECK (kind IN ('looked_after', 'young_carer', 'low_income', 'need')))
      """,
      "CREATE INDEX child_circumstance_by_child ON child_circumstance (child_id, kind, from_on)",
    ]
  },
  Migration(206, "from when until when somebody leads") { d in
    [
      """
      CREATE TABLE lead_period (
        involvement_id \(d.id) NOT NULL, part TEXT NOT NULL, from_on \(d.day) NOT NULL, until_on \(d.day),
        CONSTRAINT lead_period_pk PRIMARY KEY (involvement_id, part, from_on),
        CONSTRAINT lead_period_involvement FOREIGN KEY (involvement_id) REFERENCES involvement (id),
        CONSTRAINT lead_period_part CHECK (part IN ('lead', 'key_worker')),
        CONSTRAINT lead_period_in_order CHECK (until_on IS NULL OR until_on >= from_on))
      """,
      // Until now only who leads today was known: taken to have led from the beginning of the work.
      """
      INSERT INTO lead_period (involvement_id, part, from_on, until_on)
      SELECT id, 'lead', began_on, ended_on FROM involvement WHERE is_lead
      UNION ALL SELECT id, 'key_worker', began_on, ended_on FROM involvement WHERE is_key_worker
      """,
    ]
  },
]
