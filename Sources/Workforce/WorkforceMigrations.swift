import Store

let workforceMigrations: [Migration] = [
  Migration(170, "posts, money and referrals of a service") { d in
    [
      """
      CREATE TABLE work_location (
        code TEXT NOT NULL, name TEXT NOT NULL, area TEXT NOT NULL, locality TEXT, postcode TEXT,
        CONSTRAINT work_location_pk PRIMARY KEY (code))
      """,
      """
      CREATE TABLE funding_stream (
        code TEXT NOT NULL, name TEXT NOT NULL, pence \(d.whole) NOT NULL, recurrence TEXT NOT NULL, state TEXT NOT NULL,
        restricted_to TEXT,
        CONSTRAINT funding_stream_pk PRIMARY KEY (code),
        CONSTRAINT funding_stream_is_money CHECK (pence >= 0),
        CONSTRAINT funding_stream_recurrence CHECK (recurrence IN ('yearly', 'once')),
        CONSTRAINT funding_stream_state CHECK (state IN ('bid', 'confirmed')))
      """,
      """
      CREATE TABLE cost_line (
        code TEXT NOT NULL, name TEXT NOT NULL, quantity TEXT NOT NULL, pence \(d.whole) NOT NULL,
        CONSTRAINT cost_line_pk PRIMARY KEY (code), CONSTRAINT cost_line_is_money CHECK (pence >= 0))
      """,
      """
      CREATE TABLE post (
        id \(d.id) NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, grade TEXT,
        fte INTEGER NOT NULL, employer TEXT NOT NULL, base TEXT NOT NULL, location TEXT, reports_to TEXT, cost_line TEXT,
        cost_pence \(d.whole), funded_by TEXT, holder TEXT, practitioner_id \(d.id), version INTEGER NOT NULL,
        CONSTRAINT post_pk PRIMARY KEY (id), CONSTRAINT post_code UNIQUE (code),
        CONSTRAINT post_location FOREIGN KEY (location) REFERENCES work_location (code),
        CONSTRAINT post_cost_line FOREIGN KEY (cost_line) REFERENCES cost_line (code),
        CONSTRAINT post_funded_by FOREIGN KEY (funded_by) REFERENCES funding_stream (code),
        CONSTRAINT post_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
        CONSTRAINT post_not_its_own_boss CHECK (reports_to <> code),
        CONSTRAINT post_part CHECK (fte BETWEEN 1 AND 100),
        CONSTRAINT post_kind CHECK (
          kind IN ('head', 'lead', 'senior_visitor', 'visitor', 'support_officer', 'other')))
      """,
      "CREATE INDEX post_by_practitioner ON post (practitioner_id)",
      """
      CREATE TABLE post_link (
        post_code TEXT NOT NULL, to_whom TEXT NOT NULL, about TEXT NOT NULL,
        CONSTRAINT post_link_pk PRIMARY KEY (post_code, to_whom),
        CONSTRAINT post_link_post FOREIGN KEY (post_code) REFERENCES post (code))
      """,
      """
      CREATE TABLE known_referral (
        reference TEXT NOT NULL, received_on \(d.day) NOT NULL, location TEXT NOT NULL, outcome TEXT,
        CONSTRAINT known_referral_pk PRIMARY KEY (reference),
        CONSTRAINT known_referral_location FOREIGN KEY (location) REFERENCES work_location (code))
      """,
      "CREATE INDEX known_referral_by_day ON known_referral (location, received_on)",
    ]
  },
  Migration(171, "posts shared out over locations") { d in
    [
      """
      CREATE TABLE allocation_proposal (
        id \(d.id) NOT NULL, name TEXT NOT NULL, note TEXT, state TEXT NOT NULL, allocation TEXT NOT NULL,
        by_account \(d.id), by_name TEXT NOT NULL, created_at \(d.instant) NOT NULL, decided_by TEXT,
        decided_at \(d.instant), version INTEGER NOT NULL,
        CONSTRAINT allocation_proposal_pk PRIMARY KEY (id),
        CONSTRAINT allocation_proposal_decided
          CHECK (state NOT IN ('approved', 'withdrawn') OR decided_by IS NOT NULL),
        CONSTRAINT allocation_proposal_state CHECK (state IN ('proposed', 'approved', 'replaced', 'withdrawn')))
      """
    ]
  },
  Migration(172, "supervision and training of those who visit") { d in
    [
      """
      CREATE TABLE course (
        code TEXT NOT NULL, name TEXT NOT NULL, is_check \(d.flag) NOT NULL, months_valid INTEGER, needed_for TEXT,
        given_by TEXT, is_joint \(d.flag) NOT NULL,
        CONSTRAINT course_pk PRIMARY KEY (code),
        CONSTRAINT course_needed_for CHECK (needed_for IN ('visit', 'lone_visit')),
        CONSTRAINT course_months CHECK (months_valid > 0))
      """,
      """
      CREATE TABLE training (
        id \(d.id) NOT NULL, practitioner_id \(d.id) NOT NULL, course TEXT NOT NULL, held_on \(d.day) NOT NULL,
        expires_on \(d.day), minutes INTEGER, evidence TEXT, by_name TEXT NOT NULL,
        CONSTRAINT training_pk PRIMARY KEY (id),
        CONSTRAINT training_once UNIQUE (practitioner_id, course, held_on),
        CONSTRAINT training_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
        CONSTRAINT training_course FOREIGN KEY (course) REFERENCES course (code),
        CONSTRAINT training_expires CHECK (expires_on > held_on))
      """,
      """
      CREATE TABLE supervision (
        id \(d.id) NOT NULL, practitioner_id \(d.id) NOT NULL, due_on \(d.day) NOT NULL, held_on \(d.day),
        minutes INTEGER, held_by TEXT, agreed TEXT, version INTEGER NOT NULL,
        CONSTRAINT supervision_pk PRIMARY KEY (id),
        CONSTRAINT supervision_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
        CONSTRAINT supervision_held CHECK (held_on IS NULL OR (minutes > 0 AND held_by IS NOT NULL)))
      """,
      "CREATE UNIQUE INDEX supervision_one_due ON supervision (practitioner_id) WHERE held_on IS NULL",
      "CREATE INDEX supervision_by_practitioner ON supervision (practitioner_id, due_on)",
    ]
  },
  Migration(173, "changes of structure") { d in
    [
      """
      CREATE TABLE structure_change (
        id \(d.id) NOT NULL, name TEXT NOT NULL, decision TEXT, consultation_from \(d.day) NOT NULL,
        consultation_to \(d.day) NOT NULL, starts_on \(d.day) NOT NULL, started_at \(d.instant), started_by TEXT,
        version INTEGER NOT NULL,
        CONSTRAINT structure_change_pk PRIMARY KEY (id),
        CONSTRAINT structure_change_in_order
          CHECK (consultation_from <= consultation_to AND consultation_to < starts_on))
      """,
      """
      CREATE TABLE staff_transfer (
        id \(d.id) NOT NULL, change_id \(d.id) NOT NULL, person TEXT NOT NULL, practitioner_id \(d.id),
        kind TEXT NOT NULL, employer TEXT NOT NULL, post TEXT NOT NULL, grade TEXT, fte INTEGER NOT NULL,
        base TEXT NOT NULL, proposed_post TEXT NOT NULL, proposed_base TEXT NOT NULL, new_employer TEXT NOT NULL,
        state TEXT NOT NULL, version INTEGER NOT NULL,
        CONSTRAINT staff_transfer_pk PRIMARY KEY (id),
        CONSTRAINT staff_transfer_change FOREIGN KEY (change_id) REFERENCES structure_change (id),
        CONSTRAINT staff_transfer_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
        CONSTRAINT staff_transfer_post FOREIGN KEY (proposed_post) REFERENCES post (code),
        CONSTRAINT staff_transfer_kind CHECK (kind IN ('slot_in', 'tupe')),
        CONSTRAINT staff_transfer_state CHECK (
          state IN ('not_started', 'consulting', 'measures_agreed', 'transferred', 'ended')))
      """,
      "CREATE INDEX staff_transfer_by_change ON staff_transfer (change_id)",
      "CREATE INDEX staff_transfer_by_post ON staff_transfer (proposed_post)",
      """
      CREATE TABLE transfer_step (
        id \(d.id) NOT NULL, transfer_id \(d.id) NOT NULL, kind TEXT NOT NULL, happened_on \(d.day) NOT NULL, words TEXT,
        by_name TEXT NOT NULL, at \(d.instant) NOT NULL,
        CONSTRAINT transfer_step_pk PRIMARY KEY (id),
        CONSTRAINT transfer_step_transfer FOREIGN KEY (transfer_id) REFERENCES staff_transfer (id))
      """,
      "CREATE INDEX transfer_step_by_transfer ON transfer_step (transfer_id, at)",
    ]
  },
  Migration(174, "when visitors work, and their weeks") { d in
    [
      """
      CREATE TABLE work_pattern (
        practitioner_id \(d.id) NOT NULL, weekday INTEGER NOT NULL, from_minute INTEGER NOT NULL,
        to_minute INTEGER NOT NULL, is_term_time_only \(d.flag) NOT NULL,
        CONSTRAINT work_pattern_pk PRIMARY KEY (practitioner_id, weekday, from_minute),
        CONSTRAINT work_pattern_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
        CONSTRAINT work_pattern_in_a_day CHECK (weekday BETWEEN 0 AND 6 AND from_minute >= 0 AND to_minute <= 1440),
        CONSTRAINT work_pattern_in_order CHECK (from_minute < to_minute))
      """,
      """
      CREATE TABLE work_leave (
        practitioner_id \(d.id) NOT NULL, from_on \(d.day) NOT NULL, to_on \(d.day) NOT NULL,
        CONSTRAINT work_leave_pk PRIMARY KEY (practitioner_id, from_on),
        CONSTRAINT work_leave_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
        CONSTRAINT work_leave_in_order CHECK (from_on <= to_on))
      """,
      """
      CREATE TABLE rota (
        id \(d.id) NOT NULL, made_by \(d.id) NOT NULL, monday \(d.day) NOT NULL, week TEXT NOT NULL,
        outcome TEXT NOT NULL, made_at \(d.instant) NOT NULL, approved_at \(d.instant), version INTEGER NOT NULL,
        CONSTRAINT rota_pk PRIMARY KEY (id),
        CONSTRAINT rota_made_by FOREIGN KEY (made_by) REFERENCES practitioner (id))
      """,
      "CREATE INDEX rota_by_maker ON rota (made_by, monday)",
    ]
  },
  Migration(175, "posts that are closed, and what was changed of them") { d in
    [
      "ALTER TABLE post ADD COLUMN closed_on \(d.day)",
      """
      CREATE TABLE post_change (
        id \(d.id) NOT NULL, post_id \(d.id) NOT NULL, at \(d.instant) NOT NULL, by_name TEXT NOT NULL, words TEXT NOT NULL,
        CONSTRAINT post_change_pk PRIMARY KEY (id),
        CONSTRAINT post_change_post FOREIGN KEY (post_id) REFERENCES post (id))
      """,
      "CREATE INDEX post_change_by_post ON post_change (post_id, at)",
    ]
  },
  Migration(176, "moves of posts that an approved proposal asks for") { d in
    [
      """
      CREATE TABLE post_move (
        id \(d.id) NOT NULL, proposal_id \(d.id) NOT NULL, post_code TEXT NOT NULL, from_location TEXT NOT NULL,
        to_location TEXT NOT NULL, state TEXT NOT NULL, heard_on \(d.day), words TEXT, decided_by TEXT,
        version INTEGER NOT NULL,
        CONSTRAINT post_move_pk PRIMARY KEY (id),
        CONSTRAINT post_move_proposal FOREIGN KEY (proposal_id) REFERENCES allocation_proposal (id),
        CONSTRAINT post_move_elsewhere CHECK (from_location <> to_location),
        CONSTRAINT post_move_state CHECK (state IN ('open', 'done', 'dropped')),
        CONSTRAINT post_move_decided CHECK (state = 'open' OR decided_by IS NOT NULL))
      """,
      "CREATE INDEX post_move_by_proposal ON post_move (proposal_id)",
    ]
  },
  Migration(178, "leave moves to the one list of it") { _ in
    [
      """
      INSERT INTO practitioner_leave (practitioner_id, from_on, to_on, kind)
      SELECT practitioner_id, from_on, to_on, 'leave' FROM work_leave
      """,
      "DROP TABLE work_leave",
    ]
  },
]
