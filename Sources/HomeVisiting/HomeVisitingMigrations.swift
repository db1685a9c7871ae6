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
  Migration(82, "activity charts") { d in
    [
      "ALTER TABLE visit ADD COLUMN modelled TEXT",
      """
      CREATE TABLE activity_chart (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, visit_id \(d.id), begins_on \(d.day) NOT NULL, goal TEXT,
        step TEXT NOT NULL, baseline TEXT, how TEXT, materials TEXT, help TEXT, times_a_day INTEGER NOT NULL, who TEXT,
        well_of INTEGER NOT NULL, tries INTEGER NOT NULL, well_days INTEGER NOT NULL,
        agreed_by TEXT NOT NULL, agreed_at \(d.instant) NOT NULL,
        outcome TEXT, outcome_words TEXT, ended_at \(d.instant), ended_by TEXT,
        CONSTRAINT activity_chart_pk PRIMARY KEY (id),
        CONSTRAINT activity_chart_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT activity_chart_visit FOREIGN KEY (visit_id) REFERENCES visit (id),
        CONSTRAINT activity_chart_help CHECK (help IN ('physical', 'gesture', 'verbal', 'none')),
        CONSTRAINT activity_chart_criterion CHECK (well_of BETWEEN 1 AND tries AND well_days BETWEEN 1 AND 7),
        CONSTRAINT activity_chart_outcome CHECK (outcome IN ('achieved', 'partly', 'carry_on', 'change')),
        CONSTRAINT activity_chart_ended_says_what CHECK ((ended_at IS NULL) = (outcome IS NULL)))
      """,
      "CREATE INDEX activity_chart_by_child ON activity_chart (child_id, begins_on)",
      """
      CREATE TABLE practice_day (
        chart_id \(d.id) NOT NULL, on_day \(d.day) NOT NULL, tries INTEGER NOT NULL, well INTEGER NOT NULL, note TEXT,
        written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL, is_from_paper \(d.flag) NOT NULL,
        CONSTRAINT practice_day_pk PRIMARY KEY (chart_id, on_day),
        CONSTRAINT practice_day_chart FOREIGN KEY (chart_id) REFERENCES activity_chart (id),
        CONSTRAINT practice_day_counts CHECK (well BETWEEN 0 AND tries))
      """,
    ]
  },
  Migration(83, "development") { d in
    [
      """
      CREATE TABLE checklist (
        code TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL, is_sample \(d.flag) NOT NULL,
        loaded_at \(d.instant) NOT NULL,
        CONSTRAINT checklist_pk PRIMARY KEY (code))
      """,
      """
      CREATE TABLE checklist_item (
        id \(d.id) NOT NULL, checklist TEXT NOT NULL, area TEXT NOT NULL, code TEXT NOT NULL,
        from_months INTEGER NOT NULL, to_months INTEGER NOT NULL, words TEXT NOT NULL, is_offered \(d.flag) NOT NULL,
        CONSTRAINT checklist_item_pk PRIMARY KEY (id),
        CONSTRAINT checklist_item_code UNIQUE (checklist, code),
        CONSTRAINT checklist_item_checklist FOREIGN KEY (checklist) REFERENCES checklist (code),
        CONSTRAINT checklist_item_months CHECK (from_months BETWEEN 0 AND to_months))
      """,
      """
      CREATE TABLE observation (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, item_id \(d.id) NOT NULL, state TEXT NOT NULL,
        on_day \(d.day) NOT NULL, written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL,
        CONSTRAINT observation_pk PRIMARY KEY (id),
        CONSTRAINT observation_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT observation_item FOREIGN KEY (item_id) REFERENCES checklist_item (id),
        CONSTRAINT observation_state CHECK (state IN ('not_yet', 'with_help', 'achieved')))
      """,
      "CREATE INDEX observation_by_child ON observation (child_id, on_day)",
      """
      CREATE TABLE pregnancy (
        child_id \(d.id) NOT NULL, weeks INTEGER NOT NULL, written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL,
        CONSTRAINT pregnancy_pk PRIMARY KEY (child_id),
        CONSTRAINT pregnancy_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT pregnancy_weeks CHECK (weeks BETWEEN 20 AND 44))
      """,
    ]
  },
  Migration(84, "referrals to home visiting") { d in
    [
      """
      CREATE TABLE visiting_rule (
        rule_set TEXT NOT NULL, set_title TEXT NOT NULL, code TEXT NOT NULL, kind TEXT NOT NULL, value INTEGER,
        share \(d.real), areas INTEGER, words TEXT NOT NULL, ask TEXT NOT NULL, source TEXT NOT NULL,
        valid_from \(d.day) NOT NULL, valid_to \(d.day), place INTEGER NOT NULL,
        CONSTRAINT visiting_rule_pk PRIMARY KEY (rule_set, code, valid_from))
      """,
      """
      CREATE TABLE visiting_area (
        locality_id \(d.id) NOT NULL, rule_set TEXT NOT NULL, chosen_by TEXT NOT NULL, chosen_at \(d.instant) NOT NULL,
        CONSTRAINT visiting_area_pk PRIMARY KEY (locality_id),
        CONSTRAINT visiting_area_locality FOREIGN KEY (locality_id) REFERENCES locality (id))
      """,
      """
      CREATE TABLE visiting_referral (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, rule_set TEXT NOT NULL, route TEXT NOT NULL,
        received_on \(d.day) NOT NULL, complex_needs \(d.flag), diagnosis TEXT, hours_outside INTEGER, agreed \(d.flag),
        parent_takes_part \(d.flag), behind TEXT NOT NULL, state TEXT NOT NULL, decided_on \(d.day), decided_by TEXT,
        reason TEXT, other_offer TEXT, team_id \(d.id), visitor_id \(d.id), allocated_on \(d.day), rhythm TEXT,
        ended_on \(d.day), ended_why TEXT, version INTEGER NOT NULL,
        CONSTRAINT visiting_referral_pk PRIMARY KEY (id),
        CONSTRAINT visiting_referral_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT visiting_referral_team FOREIGN KEY (team_id) REFERENCES team (id),
        CONSTRAINT visiting_referral_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner (id),
        CONSTRAINT visiting_referral_state CHECK (state IN ('received', 'declined', 'waiting', 'allocated', 'ended')),
        CONSTRAINT visiting_referral_decided_says_who CHECK (state = 'received' OR decided_by IS NOT NULL),
        CONSTRAINT visiting_referral_declined_offers_more
          CHECK (state <> 'declined' OR (reason IS NOT NULL AND other_offer IS NOT NULL)),
        CONSTRAINT visiting_referral_allocated_says_whom
          CHECK (state <> 'allocated' OR (visitor_id IS NOT NULL AND rhythm IS NOT NULL)),
        CONSTRAINT visiting_referral_ended_says_why CHECK (state <> 'ended' OR ended_why IS NOT NULL))
      """,
      "CREATE INDEX visiting_referral_by_child ON visiting_referral (child_id, received_on)",
      "CREATE INDEX visiting_referral_by_team ON visiting_referral (team_id, state)",
    ]
  },
  Migration(85, "working patterns of visitors") { d in
    [
      """
      CREATE TABLE visitor_pattern (
        visitor_id \(d.id) NOT NULL, places \(d.real) NOT NULL, days TEXT NOT NULL, is_term_time_only \(d.flag) NOT NULL,
        languages TEXT,
        CONSTRAINT visitor_pattern_pk PRIMARY KEY (visitor_id),
        CONSTRAINT visitor_pattern_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner (id),
        CONSTRAINT visitor_pattern_places CHECK (places >= 0 AND places <= 20))
      """,
      """
      CREATE TABLE visitor_leave (
        id \(d.id) NOT NULL, visitor_id \(d.id) NOT NULL, from_on \(d.day) NOT NULL, to_on \(d.day) NOT NULL,
        kind TEXT NOT NULL,
        CONSTRAINT visitor_leave_pk PRIMARY KEY (id),
        CONSTRAINT visitor_leave_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner (id),
        CONSTRAINT visitor_leave_kind CHECK (kind IN ('leave', 'training', 'away')),
        CONSTRAINT visitor_leave_ends_after CHECK (from_on <= to_on))
      """,
      "CREATE INDEX visitor_leave_by_visitor ON visitor_leave (visitor_id, to_on)",
    ]
  },
  Migration(86, "what families think of home visiting") { d in
    [
      """
      CREATE TABLE visiting_opinion (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, information INTEGER, transparency INTEGER, assessment INTEGER,
        participation INTEGER, feedback INTEGER, words TEXT, said_at \(d.instant) NOT NULL,
        CONSTRAINT visiting_opinion_pk PRIMARY KEY (id),
        CONSTRAINT visiting_opinion_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT visiting_opinion_marks CHECK (information BETWEEN 1 AND 4 AND transparency BETWEEN 1 AND 4
          AND assessment BETWEEN 1 AND 4 AND participation BETWEEN 1 AND 4 AND feedback BETWEEN 1 AND 4))
      """,
      "CREATE INDEX visiting_opinion_by_child ON visiting_opinion (child_id)",
    ]
  },
  Migration(87, "lone visits") { d in
    [
      """
      CREATE TABLE visit_check (
        visit_id \(d.id) NOT NULL, went_in_at \(d.instant) NOT NULL, out_by \(d.instant) NOT NULL, out_at \(d.instant),
        told_at \(d.instant),
        CONSTRAINT visit_check_pk PRIMARY KEY (visit_id),
        CONSTRAINT visit_check_visit FOREIGN KEY (visit_id) REFERENCES visit (id),
        CONSTRAINT visit_check_out_after_in CHECK (out_by > went_in_at))
      """,
      "CREATE INDEX visit_check_open ON visit_check (out_by) WHERE out_at IS NULL",
    ]
  },
  Migration(88, "reviews of home visiting") { d in
    [
      """
      CREATE TABLE visiting_goal (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, words TEXT NOT NULL, purpose TEXT NOT NULL,
        set_on \(d.day) NOT NULL, state TEXT NOT NULL, reviewed_on \(d.day),
        CONSTRAINT visiting_goal_pk PRIMARY KEY (id),
        CONSTRAINT visiting_goal_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT visiting_goal_state CHECK (state IN ('open', 'met', 'changed', 'dropped')))
      """,
      "CREATE INDEX visiting_goal_by_child ON visiting_goal (child_id)",
      """
      CREATE TABLE visiting_review (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, on_day \(d.day) NOT NULL, who TEXT NOT NULL,
        went_well TEXT NOT NULL, next TEXT NOT NULL, written_by TEXT NOT NULL,
        CONSTRAINT visiting_review_pk PRIMARY KEY (id),
        CONSTRAINT visiting_review_child FOREIGN KEY (child_id) REFERENCES child (id))
      """,
      "CREATE INDEX visiting_review_by_child ON visiting_review (child_id, on_day)",
      """
      CREATE TABLE visiting_transition (
        child_id \(d.id) NOT NULL, setting TEXT NOT NULL, begins_on \(d.day) NOT NULL, met_on \(d.day), agreed TEXT,
        CONSTRAINT visiting_transition_pk PRIMARY KEY (child_id),
        CONSTRAINT visiting_transition_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT visiting_transition_met_says_what CHECK ((met_on IS NULL) = (agreed IS NULL)))
      """,
    ]
  },
  Migration(89, "calendars of visitors") { d in
    [
      """
      CREATE TABLE calendar_link (
        visitor_id \(d.id) NOT NULL, serial INTEGER NOT NULL, is_on \(d.flag) NOT NULL, made_at \(d.instant) NOT NULL,
        CONSTRAINT calendar_link_pk PRIMARY KEY (visitor_id),
        CONSTRAINT calendar_link_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner (id))
      """
    ]
  },
  Migration(179, "steps of a developmental journal") { _ in
    ["ALTER TABLE checklist_item ADD COLUMN step INTEGER CONSTRAINT checklist_item_step CHECK (step BETWEEN 1 AND 14)"]
  },
  Migration(190, "joint visits in two diaries; joint assessments and parts for reviews") { d in
    [
      "ALTER TABLE visit ADD COLUMN joint_id \(d.id)",
      "CREATE INDEX visit_by_joint ON visit (joint_id, starts_at)",
      """
      CREATE TABLE visiting_report (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, kind TEXT NOT NULL, on_day \(d.day) NOT NULL, who TEXT NOT NULL,
        goes_well TEXT NOT NULL, is_hard TEXT NOT NULL, family_says TEXT, next TEXT NOT NULL, figures TEXT NOT NULL,
        written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL, version INTEGER NOT NULL,
        CONSTRAINT visiting_report_pk PRIMARY KEY (id),
        CONSTRAINT visiting_report_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT visiting_report_kind CHECK (kind IN ('joint_assessment', 'review_part')))
      """,
      "CREATE INDEX visiting_report_by_child ON visiting_report (child_id, on_day)",
    ]
  },
  Migration(191, "what families wish of visits") { d in
    [
      """
      CREATE TABLE visiting_wish (
        child_id \(d.id) NOT NULL, days TEXT NOT NULL, from_minute INTEGER, to_minute INTEGER, is_firm \(d.flag) NOT NULL,
        visitor_id \(d.id), not_visitor_id \(d.id), language TEXT, skill TEXT, people INTEGER NOT NULL, why_two TEXT,
        written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL, version INTEGER NOT NULL,
        CONSTRAINT visiting_wish_pk PRIMARY KEY (child_id),
        CONSTRAINT visiting_wish_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT visiting_wish_visitor FOREIGN KEY (visitor_id) REFERENCES practitioner (id),
        CONSTRAINT visiting_wish_not_visitor FOREIGN KEY (not_visitor_id) REFERENCES practitioner (id),
        CONSTRAINT visiting_wish_times CHECK ((from_minute IS NULL) = (to_minute IS NULL) AND from_minute < to_minute),
        CONSTRAINT visiting_wish_people CHECK (people = 1 OR (people = 2 AND why_two IS NOT NULL)))
      """
    ]
  },
  Migration(192, "days on which visitors are away move to the one list of it") { _ in
    [
      // What stood in both lists is kept as visitors wrote it: they say what kind it is.
      """
      DELETE FROM practitioner_leave WHERE EXISTS (
        SELECT 1 FROM visitor_leave v WHERE v.visitor_id = practitioner_leave.practitioner_id
          AND v.from_on = practitioner_leave.from_on AND v.to_on = practitioner_leave.to_on)
      """,
      // Two lines of a kind from one day are one, until the later day.
      """
      INSERT INTO practitioner_leave (practitioner_id, from_on, to_on, kind)
      SELECT visitor_id, from_on, max(to_on), kind FROM visitor_leave WHERE TRUE GROUP BY visitor_id, from_on, kind
      ON CONFLICT (practitioner_id, from_on, kind) DO UPDATE SET to_on =
        CASE WHEN excluded.to_on > practitioner_leave.to_on THEN excluded.to_on ELSE practitioner_leave.to_on END
      """,
      "DROP TABLE visitor_leave",
    ]
  },
  Migration(193, "what families say themselves of when visits suit them") { d in
    [
      """
      CREATE TABLE family_visit_wish (
        child_id \(d.id) NOT NULL, days TEXT NOT NULL, from_minute INTEGER, to_minute INTEGER, language TEXT,
        whom TEXT NOT NULL, words TEXT, said_by TEXT NOT NULL, said_at \(d.instant) NOT NULL, version INTEGER NOT NULL,
        read_by TEXT, read_at \(d.instant), answer TEXT,
        CONSTRAINT family_visit_wish_pk PRIMARY KEY (child_id),
        CONSTRAINT family_visit_wish_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT family_visit_wish_whom CHECK (whom IN ('any', 'same', 'another')),
        CONSTRAINT family_visit_wish_times
          CHECK ((from_minute IS NULL) = (to_minute IS NULL) AND from_minute < to_minute),
        CONSTRAINT family_visit_wish_read CHECK ((read_by IS NULL) = (read_at IS NULL)))
      """
    ]
  },
  Migration(194, "how many young children live where") { d in
    [
      """
      CREATE TABLE area_population (
        locality_id \(d.id) NOT NULL, children INTEGER NOT NULL, year INTEGER NOT NULL, source TEXT NOT NULL,
        CONSTRAINT area_population_pk PRIMARY KEY (locality_id),
        CONSTRAINT area_population_locality FOREIGN KEY (locality_id) REFERENCES locality (id),
        CONSTRAINT area_population_children CHECK (children > 0))
      """
    ]
  },
]
