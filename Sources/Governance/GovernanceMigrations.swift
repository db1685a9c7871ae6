import Store

let governanceMigrations: [Migration] = [
  Migration(160, "implementation plans") { d in
    [
      """
      CREATE TABLE implementation_plan (
        id \(d.id) NOT NULL, title TEXT NOT NULL, vision TEXT, answered_by TEXT NOT NULL, source TEXT,
        is_published \(d.flag) NOT NULL, ended_on \(d.day), taken_at \(d.instant) NOT NULL,
        CONSTRAINT implementation_plan_pk PRIMARY KEY (id),
        CONSTRAINT implementation_plan_title UNIQUE (title))
      """,
      """
      CREATE TABLE plan_theme (
        plan_id \(d.id) NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, outcome TEXT, measure TEXT,
        CONSTRAINT plan_theme_pk PRIMARY KEY (plan_id, code),
        CONSTRAINT plan_theme_plan FOREIGN KEY (plan_id) REFERENCES implementation_plan (id))
      """,
      """
      CREATE TABLE plan_item (
        id \(d.id) NOT NULL, plan_id \(d.id) NOT NULL, position INTEGER NOT NULL, ref TEXT NOT NULL,
        theme TEXT NOT NULL, parent_ref TEXT NOT NULL, action_text TEXT NOT NULL, lead_text TEXT NOT NULL,
        due_text TEXT NOT NULL, evidence_text TEXT NOT NULL, version INTEGER NOT NULL,
        CONSTRAINT plan_item_pk PRIMARY KEY (id),
        CONSTRAINT plan_item_plan FOREIGN KEY (plan_id) REFERENCES implementation_plan (id),
        CONSTRAINT plan_item_place UNIQUE (plan_id, position))
      """,
      """
      CREATE TABLE plan_step (
        id \(d.id) NOT NULL, item_id \(d.id) NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, at \(d.instant) NOT NULL,
        account_id \(d.id), actor_name TEXT NOT NULL, words TEXT, document TEXT, figure TEXT, due_on \(d.day),
        CONSTRAINT plan_step_pk PRIMARY KEY (id),
        CONSTRAINT plan_step_in_order UNIQUE (item_id, number),
        CONSTRAINT plan_step_item FOREIGN KEY (item_id) REFERENCES plan_item (id),
        CONSTRAINT plan_step_shows_something CHECK (kind <> 'submit' OR document IS NOT NULL OR figure IS NOT NULL),
        CONSTRAINT plan_step_names_a_day CHECK (kind <> 'set_due' OR due_on IS NOT NULL))
      """,
    ]
  },
  Migration(161, "decisions") { d in
    [
      """
      CREATE TABLE decision_record (
        id \(d.id) NOT NULL, reference TEXT NOT NULL, title TEXT NOT NULL, matter TEXT NOT NULL,
        maker_name TEXT NOT NULL, maker_title TEXT NOT NULL, members TEXT, decide_from \(d.day) NOT NULL,
        decide_to \(d.day) NOT NULL, documents TEXT NOT NULL, copies_from TEXT NOT NULL,
        other_documents TEXT NOT NULL, how_to_ask TEXT NOT NULL, wards INTEGER NOT NULL, years INTEGER NOT NULL,
        equality TEXT NOT NULL, equality_note TEXT, consultation TEXT, delegated_to TEXT, delegated_with TEXT,
        is_jointly_funded \(d.flag) NOT NULL, has_staff_transfer \(d.flag) NOT NULL, threshold_pence \(d.whole) NOT NULL,
        state TEXT NOT NULL, prepared_by \(d.id), prepared_name TEXT NOT NULL, created_at \(d.instant) NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT decision_record_pk PRIMARY KEY (id),
        CONSTRAINT decision_record_reference UNIQUE (reference),
        CONSTRAINT decision_record_period CHECK (decide_from <= decide_to),
        CONSTRAINT decision_record_both_sign CHECK (delegated_to IS NULL OR delegated_with IS NOT NULL),
        CONSTRAINT decision_record_state CHECK (
          state IN ('draft', 'notice', 'considered', 'decided', 'called_in', 'started', 'closed')))
      """,
      """
      CREATE TABLE decision_stream (
        id \(d.id) NOT NULL, decision_id \(d.id) NOT NULL, words TEXT NOT NULL, pence \(d.whole) NOT NULL,
        is_yearly \(d.flag) NOT NULL,
        CONSTRAINT decision_stream_pk PRIMARY KEY (id),
        CONSTRAINT decision_stream_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id))
      """,
      """
      CREATE TABLE decision_option (
        id \(d.id) NOT NULL, decision_id \(d.id) NOT NULL, title TEXT NOT NULL, appraisal TEXT NOT NULL,
        is_recommended \(d.flag) NOT NULL,
        CONSTRAINT decision_option_pk PRIMARY KEY (id),
        CONSTRAINT decision_option_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id))
      """,
      """
      CREATE TABLE decision_part (
        id \(d.id) NOT NULL, decision_id \(d.id) NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL, exempt_why TEXT,
        CONSTRAINT decision_part_pk PRIMARY KEY (id),
        CONSTRAINT decision_part_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id))
      """,
      """
      CREATE TABLE decision_implication (
        id \(d.id) NOT NULL, decision_id \(d.id) NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL,
        written_by \(d.id), written_name TEXT NOT NULL, verified_by \(d.id), verified_name TEXT,
        verified_at \(d.instant),
        CONSTRAINT decision_implication_pk PRIMARY KEY (id),
        CONSTRAINT decision_implication_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
        CONSTRAINT decision_implication_by_another CHECK (
          verified_at IS NULL OR (verified_by IS NOT NULL AND written_by IS NOT NULL AND verified_by <> written_by)))
      """,
      // `earliest_at` is a part of the key, so that what was decided cannot name another day than its notice.
      """
      CREATE TABLE decision_notice (
        decision_id \(d.id) NOT NULL, number INTEGER NOT NULL, route TEXT NOT NULL, published_at \(d.instant) NOT NULL,
        published_by \(d.id), published_name TEXT NOT NULL, earliest_at \(d.instant) NOT NULL, reckoning TEXT NOT NULL,
        why TEXT, content TEXT NOT NULL, withdrawn_at \(d.instant),
        CONSTRAINT decision_notice_pk PRIMARY KEY (decision_id, number),
        CONSTRAINT decision_notice_earliest UNIQUE (decision_id, number, earliest_at),
        CONSTRAINT decision_notice_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
        CONSTRAINT decision_notice_route CHECK (route IN ('notice', 'general_exception', 'special_urgency')),
        CONSTRAINT decision_notice_says_why CHECK (route = 'notice' OR why IS NOT NULL))
      """,
      """
      CREATE TABLE decision_taken (
        decision_id \(d.id) NOT NULL, taken_at \(d.instant) NOT NULL, is_key \(d.flag) NOT NULL, notice_number INTEGER,
        earliest_at \(d.instant), outcome TEXT NOT NULL, reasons TEXT NOT NULL, alternatives TEXT NOT NULL,
        conflicts TEXT NOT NULL, recorded_by \(d.id), recorded_name TEXT NOT NULL, recorded_at \(d.instant) NOT NULL,
        call_in_until \(d.instant) NOT NULL,
        CONSTRAINT decision_taken_pk PRIMARY KEY (decision_id),
        CONSTRAINT decision_taken_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
        CONSTRAINT decision_taken_notice FOREIGN KEY (decision_id, notice_number, earliest_at)
          REFERENCES decision_notice (decision_id, number, earliest_at),
        CONSTRAINT decision_taken_has_notice CHECK (
          NOT is_key OR (notice_number IS NOT NULL AND earliest_at IS NOT NULL)),
        CONSTRAINT decision_taken_not_early CHECK (earliest_at IS NULL OR taken_at >= earliest_at),
        CONSTRAINT decision_taken_has_been CHECK (taken_at <= recorded_at))
      """,
      """
      CREATE TABLE decision_act (
        id \(d.id) NOT NULL, decision_id \(d.id) NOT NULL, kind TEXT NOT NULL, at \(d.instant) NOT NULL,
        account_id \(d.id), actor_name TEXT NOT NULL, words TEXT,
        CONSTRAINT decision_act_pk PRIMARY KEY (id),
        CONSTRAINT decision_act_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id))
      """,
      """
      CREATE TABLE decision_attempt (
        id \(d.id) NOT NULL, decision_id \(d.id) NOT NULL, what TEXT NOT NULL, refusal TEXT NOT NULL,
        at \(d.instant) NOT NULL, account_id \(d.id), actor_name TEXT NOT NULL,
        CONSTRAINT decision_attempt_pk PRIMARY KEY (id),
        CONSTRAINT decision_attempt_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id))
      """,
      "CREATE INDEX decision_act_by_decision ON decision_act (decision_id, at)",
      "CREATE INDEX decision_attempt_by_decision ON decision_attempt (decision_id, at)",
      "CREATE INDEX decision_implication_by_decision ON decision_implication (decision_id)",
      "CREATE INDEX decision_part_by_decision ON decision_part (decision_id)",
      "CREATE INDEX decision_option_by_decision ON decision_option (decision_id)",
      "CREATE INDEX decision_stream_by_decision ON decision_stream (decision_id)",
    ]
  },
  Migration(162, "scorecard") { d in
    [
      """
      CREATE TABLE indicator (
        id \(d.id) NOT NULL, objective TEXT NOT NULL, title TEXT NOT NULL, formula TEXT NOT NULL, owner TEXT NOT NULL,
        unit TEXT NOT NULL, is_more_better \(d.flag) NOT NULL, target \(d.real), benchmark \(d.real),
        benchmark_source TEXT, measure TEXT, rule_id TEXT,
        CONSTRAINT indicator_pk PRIMARY KEY (id),
        CONSTRAINT indicator_title UNIQUE (title),
        CONSTRAINT indicator_unit CHECK (unit IN ('percent', 'number')),
        CONSTRAINT indicator_measure CHECK (measure IN ('time_limits', 'lead_coverage', 'plan_delivery')),
        CONSTRAINT indicator_says_whose CHECK (benchmark IS NULL OR benchmark_source IS NOT NULL))
      """,
      """
      CREATE TABLE indicator_value (
        id \(d.id) NOT NULL, indicator_id \(d.id) NOT NULL, month_on \(d.day) NOT NULL, figure \(d.real) NOT NULL,
        part_count INTEGER, whole_count INTEGER, known_at \(d.instant) NOT NULL, source TEXT NOT NULL,
        entered_by \(d.id), entered_name TEXT NOT NULL, approved_by \(d.id), approved_name TEXT,
        CONSTRAINT indicator_value_pk PRIMARY KEY (id),
        CONSTRAINT indicator_value_indicator FOREIGN KEY (indicator_id) REFERENCES indicator (id),
        CONSTRAINT indicator_value_of_whole CHECK (part_count IS NULL OR part_count <= whole_count),
        CONSTRAINT indicator_value_by_another CHECK (approved_by IS NULL OR approved_by <> entered_by))
      """,
      "CREATE INDEX indicator_value_by_month ON indicator_value (indicator_id, month_on, known_at)",
    ]
  },
  Migration(163, "who the leads of a plan are") { d in
    [
      """
      CREATE TABLE plan_owner (
        plan_id \(d.id) NOT NULL, lead TEXT NOT NULL, practitioner_id \(d.id) NOT NULL,
        CONSTRAINT plan_owner_pk PRIMARY KEY (plan_id, lead),
        CONSTRAINT plan_owner_plan FOREIGN KEY (plan_id) REFERENCES implementation_plan (id),
        CONSTRAINT plan_owner_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id))
      """
    ]
  },
]
