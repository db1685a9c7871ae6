import Store

let ehcMigrations: [Migration] =
  firstMigrations + laterMigrations + panelMigrations + laterStillMigrations
  + changeMigrations + returnMigrations

private let firstMigrations: [Migration] = [
  Migration(120, "education, health and care cases") { d in
    [
      """
      CREATE TABLE ehc_case (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, state TEXT NOT NULL, received_on \(d.day) NOT NULL,
        source TEXT NOT NULL, asked_by TEXT NOT NULL, reasons TEXT NOT NULL, transferred_from TEXT,
        in_youth_accommodation \(d.flag) NOT NULL, officer_id \(d.id), team_id \(d.id), version \(d.whole) NOT NULL,
        created_at \(d.instant) NOT NULL,
        CONSTRAINT ehc_case_pk PRIMARY KEY (id),
        CONSTRAINT ehc_case_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT ehc_case_officer FOREIGN KEY (officer_id) REFERENCES practitioner (id),
        CONSTRAINT ehc_case_state CHECK (state IN ('requested', 'assess_refused', 'assessing', 'issue_refused',
          'drafting', 'drafted', 'maintained', 'ceased', 'withdrawn', 'moved_away', 'handed_over', 'lapsed')))
      """,
      "CREATE INDEX ehc_case_by_child ON ehc_case (child_id, received_on)",
      "CREATE INDEX ehc_case_by_state ON ehc_case (state, received_on)",
      // Never two at once: a second request waits for the first to end.
      """
      CREATE UNIQUE INDEX ehc_case_one_open ON ehc_case (child_id)
        WHERE state IN ('requested', 'assessing', 'drafting', 'drafted', 'maintained')
      """,
      """
      CREATE TABLE ehc_step (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, step TEXT NOT NULL, state_from TEXT NOT NULL,
        state_to TEXT NOT NULL, taken_on \(d.day) NOT NULL, code TEXT, reasons TEXT, late_why TEXT,
        written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL, undone_at \(d.instant), undone_why TEXT,
        CONSTRAINT ehc_step_pk PRIMARY KEY (id),
        CONSTRAINT ehc_step_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
        CONSTRAINT ehc_step_refusal CHECK (
          step NOT IN ('refuse_assess', 'refuse_issue', 'cease') OR reasons IS NOT NULL),
        CONSTRAINT ehc_step_undone CHECK ((undone_at IS NULL) = (undone_why IS NULL)))
      """,
      "CREATE INDEX ehc_step_by_case ON ehc_step (case_id, written_at)",
    ]
  },
  Migration(121, "advice for an assessment") { d in
    [
      """
      CREATE TABLE ehc_advice (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, kind TEXT NOT NULL,
        asked_of TEXT NOT NULL, organisation TEXT, email TEXT, asked_on \(d.day) NOT NULL, state TEXT NOT NULL,
        draft TEXT, words TEXT, received_on \(d.day), received_from TEXT, hidden_why TEXT, version \(d.whole) NOT NULL,
        link_hash TEXT, link_until \(d.day), code_hash TEXT, code_until \(d.instant), code_tries \(d.whole) NOT NULL,
        key_hash TEXT, key_until \(d.instant),
        CONSTRAINT ehc_advice_pk PRIMARY KEY (id),
        CONSTRAINT ehc_advice_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
        CONSTRAINT ehc_advice_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT ehc_advice_state CHECK (state IN ('asked', 'received', 'called_off')),
        CONSTRAINT ehc_advice_received CHECK ((state = 'received') = (received_on IS NOT NULL)),
        CONSTRAINT ehc_advice_words CHECK (state <> 'received' OR words IS NOT NULL))
      """,
      "CREATE INDEX ehc_advice_by_case ON ehc_advice (case_id, asked_on)",
      "CREATE UNIQUE INDEX ehc_advice_link ON ehc_advice (link_hash) WHERE link_hash IS NOT NULL",
      """
      CREATE TABLE ehc_chaser (
        id \(d.id) NOT NULL, advice_id \(d.id) NOT NULL, sent_on \(d.day) NOT NULL, words TEXT NOT NULL,
        sent_by TEXT NOT NULL,
        CONSTRAINT ehc_chaser_pk PRIMARY KEY (id),
        CONSTRAINT ehc_chaser_advice FOREIGN KEY (advice_id) REFERENCES ehc_advice (id))
      """,
      "CREATE INDEX ehc_chaser_by_advice ON ehc_chaser (advice_id, sent_on)",
    ]
  },
  Migration(122, "education, health and care plans") { d in
    [
      """
      CREATE TABLE ehc_plan (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, number \(d.whole) NOT NULL, kind TEXT NOT NULL,
        sent_on \(d.day), created_at \(d.instant) NOT NULL,
        CONSTRAINT ehc_plan_pk PRIMARY KEY (id),
        CONSTRAINT ehc_plan_number UNIQUE (case_id, number),
        CONSTRAINT ehc_plan_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
        CONSTRAINT ehc_plan_kind CHECK (kind IN ('draft', 'final')))
      """,
      "CREATE UNIQUE INDEX ehc_plan_in_writing ON ehc_plan (case_id) WHERE sent_on IS NULL",
      """
      CREATE TABLE ehc_plan_line (
        plan_id \(d.id) NOT NULL, line_id \(d.id) NOT NULL, section TEXT NOT NULL, place \(d.instant) NOT NULL,
        words TEXT NOT NULL, plain TEXT, need_id \(d.id), provider TEXT, how_often TEXT, measure TEXT, by_on \(d.day),
        for_adulthood \(d.flag) NOT NULL,
        CONSTRAINT ehc_plan_line_pk PRIMARY KEY (plan_id, line_id),
        CONSTRAINT ehc_plan_line_plan FOREIGN KEY (plan_id) REFERENCES ehc_plan (id),
        CONSTRAINT ehc_plan_line_section CHECK (
          section IN ('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H1', 'H2', 'I', 'J', 'K')))
      """,
      """
      CREATE TABLE ehc_comment (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, kind TEXT NOT NULL, section TEXT, words TEXT NOT NULL,
        said_by TEXT NOT NULL, said_at \(d.instant) NOT NULL, answer TEXT, answer_words TEXT, answered_by TEXT,
        answered_at \(d.instant),
        CONSTRAINT ehc_comment_pk PRIMARY KEY (id),
        CONSTRAINT ehc_comment_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
        CONSTRAINT ehc_comment_answered CHECK ((answer IS NULL) = (answered_at IS NULL)))
      """,
      "CREATE INDEX ehc_comment_by_case ON ehc_comment (case_id, said_at)",
      """
      CREATE TABLE ehc_look (
        case_id \(d.id) NOT NULL, account_id \(d.id) NOT NULL, looked_at \(d.instant) NOT NULL,
        CONSTRAINT ehc_look_pk PRIMARY KEY (case_id, account_id),
        CONSTRAINT ehc_look_case FOREIGN KEY (case_id) REFERENCES ehc_case (id))
      """,
    ]
  },
  Migration(123, "reviews, disputes and what the SEN2 return asks of a case") { d in
    [
      """
      CREATE TABLE ehc_review (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, held_on \(d.day) NOT NULL, came TEXT,
        voice TEXT, adult_services TEXT, report_on \(d.day), outcome TEXT, decided_on \(d.day), draft_on \(d.day),
        final_on \(d.day), written_by TEXT NOT NULL,
        CONSTRAINT ehc_review_pk PRIMARY KEY (id),
        CONSTRAINT ehc_review_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
        CONSTRAINT ehc_review_outcome CHECK (outcome IN ('maintain', 'amend', 'cease')),
        CONSTRAINT ehc_review_dates CHECK (decided_on >= held_on AND report_on >= held_on))
      """,
      "CREATE INDEX ehc_review_by_case ON ehc_review (case_id, held_on)",
      """
      CREATE TABLE ehc_dispute (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, about TEXT NOT NULL, act TEXT NOT NULL, taken_on \(d.day) NOT NULL,
        words TEXT, written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL,
        CONSTRAINT ehc_dispute_pk PRIMARY KEY (id),
        CONSTRAINT ehc_dispute_case FOREIGN KEY (case_id) REFERENCES ehc_case (id))
      """,
      "CREATE INDEX ehc_dispute_by_case ON ehc_dispute (case_id, taken_on)",
      """
      CREATE TABLE ehc_need (
        case_id \(d.id) NOT NULL, rank \(d.whole) NOT NULL, code TEXT NOT NULL,
        CONSTRAINT ehc_need_pk PRIMARY KEY (case_id, rank),
        CONSTRAINT ehc_need_case FOREIGN KEY (case_id) REFERENCES ehc_case (id))
      """,
      """
      CREATE TABLE ehc_place (
        case_id \(d.id) NOT NULL, is_named \(d.flag) NOT NULL, place \(d.whole) NOT NULL, urn TEXT, ukprn TEXT,
        setting TEXT, setting_other TEXT, rank TEXT, entered_on \(d.day), left_on \(d.day), in_unit TEXT, resourced TEXT,
        residential TEXT, work_based TEXT,
        CONSTRAINT ehc_place_pk PRIMARY KEY (case_id, is_named, place),
        CONSTRAINT ehc_place_case FOREIGN KEY (case_id) REFERENCES ehc_case (id))
      """,
      """
      CREATE TABLE ehc_return (
        case_id \(d.id) NOT NULL, request_mediation \(d.flag) NOT NULL, request_tribunal \(d.flag) NOT NULL,
        assessment_mediation \(d.flag) NOT NULL, assessment_tribunal \(d.flag) NOT NULL, other_mediation \(d.flag) NOT NULL,
        other_tribunal \(d.flag) NOT NULL, week20 \(d.flag) NOT NULL, has_budget \(d.flag) NOT NULL,
        has_arrangements \(d.flag) NOT NULL, direct_payment TEXT, residential TEXT, work_based TEXT,
        phase_due_on \(d.day), phase_final_on \(d.day),
        CONSTRAINT ehc_return_pk PRIMARY KEY (case_id),
        CONSTRAINT ehc_return_case FOREIGN KEY (case_id) REFERENCES ehc_case (id))
      """,
      """
      CREATE TABLE ehc_learner (
        child_id \(d.id) NOT NULL, learner_number TEXT, upn_unknown TEXT,
        CONSTRAINT ehc_learner_pk PRIMARY KEY (child_id),
        CONSTRAINT ehc_learner_child FOREIGN KEY (child_id) REFERENCES child (id))
      """,
    ]
  },
  Migration(124, "published figures about plans") { d in
    [
      """
      CREATE TABLE ehc_published (
        year \(d.whole) NOT NULL, level TEXT NOT NULL, area TEXT NOT NULL, name TEXT NOT NULL, measure TEXT NOT NULL,
        percent \(d.real) NOT NULL,
        CONSTRAINT ehc_published_pk PRIMARY KEY (year, area, measure))
      """
    ]
  },
  Migration(125, "schools and settings that are consulted") { d in
    [
      """
      CREATE TABLE ehc_consultation (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, setting TEXT NOT NULL,
        asked_on \(d.day) NOT NULL, replied_on \(d.day), answer TEXT, words TEXT,
        CONSTRAINT ehc_consultation_pk PRIMARY KEY (id),
        CONSTRAINT ehc_consultation_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
        CONSTRAINT ehc_consultation_reply CHECK ((replied_on IS NULL) = (answer IS NULL)),
        CONSTRAINT ehc_consultation_dates CHECK (replied_on >= asked_on))
      """,
      "CREATE INDEX ehc_consultation_by_case ON ehc_consultation (case_id, asked_on)",
    ]
  },
  Migration(142, "cases side by side") { d in
    [
      // Where two records turn out to be one child, both may have an open case: the second stands beside the first.
      "ALTER TABLE ehc_case ADD COLUMN beside TEXT NOT NULL DEFAULT ''",
      "DROP INDEX ehc_case_one_open",
      """
      CREATE UNIQUE INDEX ehc_case_one_open ON ehc_case (child_id, beside)
        WHERE state IN ('requested', 'assessing', 'drafting', 'drafted', 'maintained')
      """,
    ]
  },
]

private let laterMigrations: [Migration] = [
  Migration(126, "requests for an assessment from outside") { d in
    [
      """
      CREATE TABLE ehc_request (
        id \(d.id) NOT NULL, source TEXT NOT NULL, organisation TEXT, asker TEXT NOT NULL, email TEXT NOT NULL,
        given_name TEXT NOT NULL, family_name TEXT NOT NULL, birth_on \(d.day) NOT NULL, upn TEXT,
        reasons TEXT NOT NULL, tried TEXT, family_knows \(d.flag) NOT NULL, asked_at \(d.instant) NOT NULL,
        case_id \(d.id), answer TEXT, answered_by TEXT, answered_at \(d.instant),
        CONSTRAINT ehc_request_pk PRIMARY KEY (id),
        CONSTRAINT ehc_request_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
        CONSTRAINT ehc_request_answered CHECK ((answered_at IS NULL) = (answered_by IS NULL)
          AND (case_id IS NULL OR answered_at IS NOT NULL)))
      """,
      "CREATE INDEX ehc_request_waiting ON ehc_request (asked_at, id) WHERE answered_at IS NULL",
      "CREATE INDEX ehc_request_answered_last ON ehc_request (answered_at) WHERE answered_at IS NOT NULL",
      // The forecast looks for what was finished in two years.
      "CREATE INDEX ehc_step_finished ON ehc_step (taken_on) WHERE step = 'finish' AND undone_at IS NULL",
    ]
  },
  Migration(127, "more time to comment on a draft") { d in
    ["ALTER TABLE ehc_comment ADD COLUMN until_on \(d.day)"]
  },
  Migration(128, "templates of letters about plans") { d in
    [
      """
      CREATE TABLE ehc_letter_part (
        letter TEXT NOT NULL, part TEXT NOT NULL, place \(d.whole) NOT NULL, heading TEXT NOT NULL, words TEXT NOT NULL,
        source TEXT NOT NULL, CONSTRAINT ehc_letter_part_pk PRIMARY KEY (letter, part))
      """
    ]
  },
  Migration(129, "review meetings to come") { d in
    [
      """
      CREATE TABLE ehc_meeting (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, meeting_on \(d.day) NOT NULL,
        place TEXT NOT NULL, invited TEXT NOT NULL, reports_on \(d.day), ended_at \(d.instant), written_by TEXT NOT NULL,
        CONSTRAINT ehc_meeting_pk PRIMARY KEY (id),
        CONSTRAINT ehc_meeting_case FOREIGN KEY (case_id) REFERENCES ehc_case (id))
      """,
      // One that is to come; the next is called when this one was held.
      "CREATE UNIQUE INDEX ehc_meeting_to_come ON ehc_meeting (case_id) WHERE ended_at IS NULL",
    ]
  },
]

private let panelMigrations: [Migration] = [
  Migration(195, "questions to the panel about EHC cases") { d in
    [
      """
      CREATE TABLE ehc_panel_question (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, matter TEXT NOT NULL, words TEXT, asked_by TEXT NOT NULL,
        asked_account \(d.id), asked_at \(d.instant) NOT NULL, called_off_at \(d.instant), answer TEXT, reasons TEXT,
        answered_by TEXT, answered_at \(d.instant),
        CONSTRAINT ehc_panel_question_pk PRIMARY KEY (id),
        CONSTRAINT ehc_panel_question_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
        CONSTRAINT ehc_panel_question_matter CHECK (matter IN ('assess', 'issue')),
        CONSTRAINT ehc_panel_question_answered CHECK ((answer IS NULL) = (answered_at IS NULL)
          AND (answer IS NULL OR reasons IS NOT NULL)))
      """,
      // One at a time.
      """
      CREATE UNIQUE INDEX ehc_panel_question_open ON ehc_panel_question (case_id)
        WHERE answered_at IS NULL AND called_off_at IS NULL
      """,
      "CREATE INDEX ehc_panel_question_by_case ON ehc_panel_question (case_id, asked_at)",
    ]
  }
]

private let laterStillMigrations: [Migration] = [
  // The alerts on the way to adult life and of reviews under five only remind: what was counted as late by them was not.
  Migration(196, "what only reminds is no limit") { _ in
    [
      "UPDATE clock_rule SET sense = 'reminder' WHERE id LIKE 'PFA-%' OR id = 'AR-U5'",
      """
      UPDATE clock SET sense = 'reminder', status = CASE WHEN status = 'missed' THEN 'met' ELSE status END
      WHERE rule_id LIKE 'PFA-%' OR rule_id = 'AR-U5'
      """,
    ]
  },
  Migration(197, "why something of an EHC case was entered late") { d in
    [
      """
      CREATE TABLE ehc_late_entry (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, what TEXT NOT NULL, happened_on \(d.day) NOT NULL,
        why TEXT NOT NULL, written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL,
        CONSTRAINT ehc_late_entry_pk PRIMARY KEY (id),
        CONSTRAINT ehc_late_entry_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
        CONSTRAINT ehc_late_entry_why CHECK (why <> ''))
      """,
      "CREATE INDEX ehc_late_entry_by_case ON ehc_late_entry (case_id, written_at)",
    ]
  },
]

private let changeMigrations: [Migration] = [
  Migration(198, "changes, ends and re-assessments of EHC plans") { d in
    [
      // What the proposed changes rest on; and that the council, having heard the family, left the plan as it was.
      "ALTER TABLE ehc_review ADD COLUMN evidence TEXT",
      "ALTER TABLE ehc_review ADD COLUMN kept_on \(d.day)",
      "ALTER TABLE ehc_review ADD COLUMN kept_why TEXT",
      // After the review the needs are assessed again, and until then the plan stays.
      "ALTER TABLE ehc_review ADD COLUMN reassess_on \(d.day)",
      """
      CREATE TABLE ehc_ending (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, proposed_on \(d.day) NOT NULL, code TEXT NOT NULL,
        why TEXT NOT NULL, setting TEXT NOT NULL, family_said TEXT, setting_said TEXT, decided_on \(d.day), reasons TEXT,
        ended_on \(d.day), off_on \(d.day), off_why TEXT, written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL,
        CONSTRAINT ehc_ending_pk PRIMARY KEY (id),
        CONSTRAINT ehc_ending_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
        CONSTRAINT ehc_ending_decided CHECK (decided_on IS NULL
          OR (reasons IS NOT NULL AND family_said IS NOT NULL AND setting_said IS NOT NULL)),
        CONSTRAINT ehc_ending_ended CHECK (ended_on IS NULL OR (decided_on IS NOT NULL AND off_on IS NULL)),
        CONSTRAINT ehc_ending_off CHECK ((off_on IS NULL) = (off_why IS NULL)))
      """,
      "CREATE UNIQUE INDEX ehc_ending_open ON ehc_ending (case_id) WHERE ended_on IS NULL AND off_on IS NULL",
      "CREATE INDEX ehc_ending_by_case ON ehc_ending (case_id, written_at)",
      """
      CREATE TABLE ehc_reassessment (
        id \(d.id) NOT NULL, case_id \(d.id) NOT NULL, asked_on \(d.day) NOT NULL, source TEXT, asked_by TEXT NOT NULL,
        why TEXT NOT NULL, decided_on \(d.day), answer TEXT, reasons TEXT, draft_on \(d.day), evidence TEXT,
        final_on \(d.day), kept_on \(d.day), kept_why TEXT, written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL,
        CONSTRAINT ehc_reassessment_pk PRIMARY KEY (id),
        CONSTRAINT ehc_reassessment_case FOREIGN KEY (case_id) REFERENCES ehc_case (id),
        CONSTRAINT ehc_reassessment_answer CHECK (answer IN ('yes', 'no')),
        CONSTRAINT ehc_reassessment_decided CHECK ((answer IS NULL) = (decided_on IS NULL)
          AND (answer IS NULL OR answer = 'yes' OR reasons IS NOT NULL)))
      """,
      // One at a time: asked for and not answered, or agreed and not at its end.
      """
      CREATE UNIQUE INDEX ehc_reassessment_open ON ehc_reassessment (case_id)
        WHERE final_on IS NULL AND kept_on IS NULL AND (answer IS NULL OR answer = 'yes')
      """,
      "CREATE INDEX ehc_reassessment_by_case ON ehc_reassessment (case_id, written_at)",
    ]
  }
]

private let returnMigrations: [Migration] = [
  Migration(199, "returns as they were made, approved and sent") { d in
    [
      """
      CREATE TABLE ehc_return_file (
        id \(d.id) NOT NULL, year \(d.whole) NOT NULL, council TEXT NOT NULL, prepared_by TEXT NOT NULL,
        prepared_account \(d.id) NOT NULL, prepared_at \(d.instant) NOT NULL, note TEXT, persons \(d.whole) NOT NULL,
        plans \(d.whole) NOT NULL, size \(d.whole) NOT NULL, digest TEXT NOT NULL, approved_by TEXT,
        approved_account \(d.id), approved_at \(d.instant), sent_on \(d.day), sent_by TEXT, dropped_at \(d.instant),
        dropped_by TEXT,
        CONSTRAINT ehc_return_file_pk PRIMARY KEY (id),
        CONSTRAINT ehc_return_file_two CHECK (approved_account IS NULL OR approved_account <> prepared_account),
        CONSTRAINT ehc_return_file_approved CHECK ((approved_at IS NULL) = (approved_account IS NULL)),
        CONSTRAINT ehc_return_file_sent CHECK (sent_on IS NULL OR approved_at IS NOT NULL))
      """,
      "CREATE INDEX ehc_return_file_by_year ON ehc_return_file (year, prepared_at)",
      """
      CREATE TABLE ehc_return_figure (
        file_id \(d.id) NOT NULL, rule TEXT NOT NULL, count \(d.whole) NOT NULL,
        CONSTRAINT ehc_return_figure_pk PRIMARY KEY (file_id, rule),
        CONSTRAINT ehc_return_figure_file FOREIGN KEY (file_id) REFERENCES ehc_return_file (id))
      """,
      """
      CREATE TABLE ehc_return_part (
        file_id \(d.id) NOT NULL, place \(d.whole) NOT NULL, bytes \(d.blob) NOT NULL,
        CONSTRAINT ehc_return_part_pk PRIMARY KEY (file_id, place),
        CONSTRAINT ehc_return_part_file FOREIGN KEY (file_id) REFERENCES ehc_return_file (id))
      """,
      """
      CREATE TABLE ehc_return_download (
        id \(d.id) NOT NULL, file_id \(d.id) NOT NULL, taken_by TEXT NOT NULL, taken_at \(d.instant) NOT NULL,
        CONSTRAINT ehc_return_download_pk PRIMARY KEY (id),
        CONSTRAINT ehc_return_download_file FOREIGN KEY (file_id) REFERENCES ehc_return_file (id))
      """,
      "CREATE INDEX ehc_return_download_by_file ON ehc_return_download (file_id, taken_at)",
    ]
  }
]
