package import Store

/// The tables of the deadline engine.
package let clockMigrations: [Migration] = [
  Migration(10, "clock registers") { d in
    [
      """
      CREATE TABLE clock_rule (
        id \(d.text) NOT NULL,
        version \(d.whole) NOT NULL,
        title \(d.text) NOT NULL,
        trigger_words \(d.text) NOT NULL,
        amount \(d.whole) NOT NULL,
        unit \(d.text) NOT NULL,
        direction \(d.text) NOT NULL,
        counts_first_day \(d.flag) NOT NULL,
        fixed_date \(d.text),
        working_hours \(d.text),
        roll_over \(d.text) NOT NULL,
        second_takes \(d.text),
        second_amount \(d.whole),
        second_unit \(d.text),
        second_trigger \(d.text),
        sense \(d.text) NOT NULL,
        due_minute \(d.whole),
        then_rule_id \(d.text),
        once_only \(d.flag) NOT NULL,
        extension_amount \(d.whole),
        pausable \(d.flag) NOT NULL,
        exceptions \(d.text) NOT NULL,
        owner_role \(d.text),
        escalation \(d.text) NOT NULL,
        configurable \(d.flag) NOT NULL,
        valid_from \(d.day),
        valid_to \(d.day),
        source \(d.text) NOT NULL,
        mark \(d.text) NOT NULL,
        note \(d.text) NOT NULL,
        is_local \(d.flag) NOT NULL,
        local_note \(d.text) NOT NULL,
        CONSTRAINT clock_rule_key PRIMARY KEY (id, version),
        CONSTRAINT clock_rule_sourced CHECK (source <> '' AND title <> ''),
        CONSTRAINT clock_rule_second CHECK ((second_takes IS NULL) = (second_amount IS NULL)),
        CONSTRAINT clock_rule_validity CHECK (valid_to >= valid_from)
      )
      """,
      """
      CREATE TABLE clock_rule_date (
        rule_id \(d.text) NOT NULL,
        trigger_on \(d.day) NOT NULL,
        due_on \(d.day) NOT NULL,
        is_local \(d.flag) NOT NULL,
        CONSTRAINT clock_rule_date_key PRIMARY KEY (rule_id, trigger_on),
        CONSTRAINT clock_rule_date_order CHECK (due_on >= trigger_on)
      )
      """,
      """
      CREATE TABLE clock_exception_reason (
        code \(d.text) NOT NULL CONSTRAINT clock_exception_reason_key PRIMARY KEY,
        title \(d.text) NOT NULL,
        least_days \(d.whole) NOT NULL,
        source \(d.text) NOT NULL
      )
      """,
      """
      CREATE TABLE bank_holiday (
        held_on \(d.day) NOT NULL CONSTRAINT bank_holiday_key PRIMARY KEY,
        name \(d.text) NOT NULL,
        mark \(d.text) NOT NULL,
        source \(d.text) NOT NULL,
        is_local \(d.flag) NOT NULL
      )
      """,
    ]
  },
  Migration(11, "clocks") { d in
    [
      """
      CREATE TABLE clock (
        id \(d.id) NOT NULL CONSTRAINT clock_key PRIMARY KEY,
        rule_id \(d.text) NOT NULL,
        rule_version \(d.whole) NOT NULL,
        about_id \(d.id) NOT NULL,
        child_id \(d.id),
        started_at \(d.instant) NOT NULL,
        entered_at \(d.instant) NOT NULL,
        second_at \(d.instant),
        is_extended \(d.flag) NOT NULL,
        paused_days \(d.whole) NOT NULL,
        paused_since \(d.instant),
        due_at \(d.instant) NOT NULL,
        reckoning \(d.text) NOT NULL,
        sense \(d.text) NOT NULL,
        met_at \(d.instant),
        status \(d.text) NOT NULL,
        owner_id \(d.id),
        team_id \(d.id),
        next_step_at \(d.instant),
        CONSTRAINT clock_of_rule FOREIGN KEY (rule_id, rule_version) REFERENCES clock_rule (id, version),
        CONSTRAINT clock_status CHECK (status IN ('running', 'met', 'missed', 'excepted', 'cancelled')),
        CONSTRAINT clock_done CHECK (status NOT IN ('met', 'missed') OR met_at IS NOT NULL),
        CONSTRAINT clock_not_done CHECK (status NOT IN ('running', 'cancelled') OR met_at IS NULL),
        CONSTRAINT clock_paused CHECK (paused_days >= 0 AND (paused_since IS NULL OR status = 'running')),
        CONSTRAINT clock_step CHECK (next_step_at IS NULL OR status = 'running')
      )
      """,
      """
      CREATE UNIQUE INDEX clock_open ON clock (rule_id, about_id)
        WHERE status IN ('running', 'excepted') AND met_at IS NULL
      """,
      "CREATE INDEX clock_about ON clock (about_id)",
      "CREATE INDEX clock_child ON clock (child_id, due_at)",
      """
      CREATE INDEX clock_due ON clock (due_at, id) WHERE status IN ('running', 'excepted') AND met_at IS NULL
      """,
      """
      CREATE INDEX clock_owner ON clock (owner_id, due_at)
        WHERE status IN ('running', 'excepted') AND met_at IS NULL
      """,
      "CREATE INDEX clock_team ON clock (team_id, due_at) WHERE status IN ('running', 'excepted') AND met_at IS NULL",
      "CREATE INDEX clock_next_step ON clock (next_step_at, id) WHERE next_step_at IS NOT NULL",
    ]
  },
  Migration(12, "what happens to clocks") { d in
    [
      """
      CREATE TABLE clock_exception (
        clock_id \(d.id) NOT NULL,
        reason \(d.text) NOT NULL,
        evidence \(d.text) NOT NULL,
        starts_on \(d.day) NOT NULL,
        ends_on \(d.day),
        by_id \(d.id),
        recorded_at \(d.instant) NOT NULL,
        CONSTRAINT clock_exception_key PRIMARY KEY (clock_id, reason, starts_on),
        CONSTRAINT clock_exception_of FOREIGN KEY (clock_id) REFERENCES clock (id),
        CONSTRAINT clock_exception_why FOREIGN KEY (reason) REFERENCES clock_exception_reason (code),
        CONSTRAINT clock_exception_order CHECK (ends_on >= starts_on),
        CONSTRAINT clock_exception_evidence CHECK (evidence <> '')
      )
      """,
      """
      CREATE TABLE clock_escalation (
        clock_id \(d.id) NOT NULL,
        due_at \(d.instant) NOT NULL,
        percent_passed \(d.whole) NOT NULL,
        tells \(d.text) NOT NULL,
        passed_at \(d.instant) NOT NULL,
        written_at \(d.instant) NOT NULL,
        CONSTRAINT clock_escalation_key PRIMARY KEY (clock_id, due_at, percent_passed),
        CONSTRAINT clock_escalation_of FOREIGN KEY (clock_id) REFERENCES clock (id)
      )
      """,
    ]
  },
  Migration(13, "school terms") { d in
    [
      """
      CREATE TABLE school_term (
        school_year \(d.text) NOT NULL, term \(d.text) NOT NULL, starts_on \(d.day) NOT NULL, ends_on \(d.day) NOT NULL,
        mark \(d.text) NOT NULL, source \(d.text) NOT NULL, is_local \(d.flag) NOT NULL,
        CONSTRAINT school_term_key PRIMARY KEY (school_year, term),
        CONSTRAINT school_term_order CHECK (ends_on > starts_on))
      """
    ]
  },
  Migration(14, "half-term breaks") { d in
    [
      "ALTER TABLE school_term ADD COLUMN break_from \(d.day)",
      "ALTER TABLE school_term ADD COLUMN break_to \(d.day)",
    ]
  },
]
