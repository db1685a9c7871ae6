import Store

/// The tables of early help.
let plansMigrations: [Migration] = [
  Migration(70, "early help") { d in [supportTable(d)] + supportIndexes + [levelStepTable(d)] + levelStepIndexes },
  Migration(71, "early help assessments") { d in
    [
      """
      CREATE TABLE help_domain (
        code TEXT NOT NULL, part TEXT NOT NULL, title TEXT NOT NULL, family_title TEXT NOT NULL, asks TEXT NOT NULL,
        source TEXT NOT NULL, position \(d.whole) NOT NULL,
        CONSTRAINT help_domain_pk PRIMARY KEY (code),
        CONSTRAINT help_domain_part CHECK (part IN ('child', 'parenting', 'family')))
      """,
      """
      CREATE TABLE support_assessment (
        id \(d.id) NOT NULL, support_id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, number \(d.whole) NOT NULL,
        started_at \(d.instant) NOT NULL, started_by TEXT NOT NULL, completed_at \(d.instant), completed_by TEXT,
        contributors TEXT, summary TEXT, child_voice TEXT, version \(d.whole) NOT NULL,
        CONSTRAINT support_assessment_pk PRIMARY KEY (id), CONSTRAINT support_assessment_number UNIQUE (support_id, number),
        CONSTRAINT support_assessment_support FOREIGN KEY (support_id) REFERENCES support (id),
        CONSTRAINT support_assessment_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT support_assessment_complete CHECK (completed_at IS NULL OR (completed_by IS NOT NULL AND summary IS NOT NULL)))
      """,
      "CREATE UNIQUE INDEX support_assessment_one_draft ON support_assessment (support_id) WHERE completed_at IS NULL",
      "CREATE INDEX support_assessment_by_child ON support_assessment (child_id)",
      """
      CREATE TABLE domain_entry (
        assessment_id \(d.id) NOT NULL, domain TEXT NOT NULL, strengths TEXT, needs TEXT, score \(d.whole),
        family_says TEXT, written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL, version \(d.whole) NOT NULL,
        CONSTRAINT domain_entry_pk PRIMARY KEY (assessment_id, domain),
        CONSTRAINT domain_entry_assessment FOREIGN KEY (assessment_id) REFERENCES support_assessment (id),
        CONSTRAINT domain_entry_domain FOREIGN KEY (domain) REFERENCES help_domain (code),
        CONSTRAINT domain_entry_score CHECK (score BETWEEN 0 AND 10))
      """,
    ]
  },
  Migration(72, "plans and goals") { d in
    [
      """
      CREATE TABLE support_goal (
        id \(d.id) NOT NULL, support_id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, position \(d.whole) NOT NULL,
        words TEXT NOT NULL, why_it_matters TEXT, domain TEXT, owner_name TEXT NOT NULL,
        owner_practitioner_id \(d.id), owner_person_id \(d.id), due_on \(d.day) NOT NULL, baseline \(d.whole) NOT NULL,
        state TEXT NOT NULL, created_at \(d.instant) NOT NULL, version \(d.whole) NOT NULL,
        CONSTRAINT support_goal_pk PRIMARY KEY (id), CONSTRAINT support_goal_baseline CHECK (baseline BETWEEN 0 AND 5),
        CONSTRAINT support_goal_support FOREIGN KEY (support_id) REFERENCES support (id),
        CONSTRAINT support_goal_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT support_goal_domain FOREIGN KEY (domain) REFERENCES help_domain (code))
      """,
      "CREATE INDEX support_goal_by_support ON support_goal (support_id, position)",
      """
      CREATE TABLE team_meeting (
        id \(d.id) NOT NULL, support_id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, held_on \(d.day) NOT NULL,
        place TEXT NOT NULL, came TEXT NOT NULL, apologies TEXT, notes TEXT, written_by TEXT NOT NULL,
        written_at \(d.instant) NOT NULL,
        CONSTRAINT team_meeting_pk PRIMARY KEY (id),
        CONSTRAINT team_meeting_support FOREIGN KEY (support_id) REFERENCES support (id))
      """,
      "CREATE INDEX team_meeting_by_support ON team_meeting (support_id, held_on)",
      """
      CREATE TABLE plan_action (
        id \(d.id) NOT NULL, support_id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, goal_id \(d.id), meeting_id \(d.id),
        what TEXT NOT NULL, owner_name TEXT NOT NULL, owner_practitioner_id \(d.id), owner_person_id \(d.id),
        due_on \(d.day) NOT NULL, state TEXT NOT NULL, done_on \(d.day), done_by TEXT, correction TEXT,
        created_at \(d.instant) NOT NULL, created_by TEXT NOT NULL,
        CONSTRAINT plan_action_pk PRIMARY KEY (id),
        CONSTRAINT plan_action_support FOREIGN KEY (support_id) REFERENCES support (id),
        CONSTRAINT plan_action_goal FOREIGN KEY (goal_id) REFERENCES support_goal (id),
        CONSTRAINT plan_action_meeting FOREIGN KEY (meeting_id) REFERENCES team_meeting (id),
        CONSTRAINT plan_action_state CHECK (state IN ('open', 'done', 'stopped', 'removed')),
        CONSTRAINT plan_action_done CHECK ((state = 'done') = (done_on IS NOT NULL)))
      """,
      "CREATE INDEX plan_action_by_support ON plan_action (support_id, due_on)",
      "CREATE INDEX plan_action_open_by_owner ON plan_action (owner_practitioner_id, due_on) WHERE state = 'open'",
      """
      CREATE TABLE plan_version (
        support_id \(d.id) NOT NULL, number \(d.whole) NOT NULL, agreed_on \(d.day) NOT NULL, agreed_by TEXT NOT NULL,
        child_view TEXT, next_review_on \(d.day) NOT NULL, written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL,
        content TEXT NOT NULL,
        CONSTRAINT plan_version_pk PRIMARY KEY (support_id, number),
        CONSTRAINT plan_version_support FOREIGN KEY (support_id) REFERENCES support (id),
        CONSTRAINT plan_version_dates CHECK (next_review_on > agreed_on))
      """,
      """
      CREATE TABLE goal_comment (
        id \(d.id) NOT NULL, goal_id \(d.id) NOT NULL, words TEXT NOT NULL, said_by TEXT NOT NULL,
        said_at \(d.instant) NOT NULL,
        CONSTRAINT goal_comment_pk PRIMARY KEY (id),
        CONSTRAINT goal_comment_goal FOREIGN KEY (goal_id) REFERENCES support_goal (id))
      """,
      "CREATE INDEX goal_comment_by_goal ON goal_comment (goal_id, said_at)",
    ]
  },
  Migration(73, "reviews of plans") { d in
    [
      """
      CREATE TABLE support_review (
        id \(d.id) NOT NULL, support_id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, number \(d.whole) NOT NULL,
        held_on \(d.day) NOT NULL, what_changed TEXT NOT NULL, voice TEXT NOT NULL, came TEXT NOT NULL, apologies TEXT,
        decision TEXT NOT NULL, why TEXT, next_review_on \(d.day), written_by TEXT NOT NULL,
        written_at \(d.instant) NOT NULL,
        CONSTRAINT support_review_pk PRIMARY KEY (id), CONSTRAINT support_review_number UNIQUE (support_id, number),
        CONSTRAINT support_review_support FOREIGN KEY (support_id) REFERENCES support (id),
        CONSTRAINT support_review_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT support_review_dates CHECK (next_review_on IS NULL OR next_review_on > held_on))
      """,
      """
      CREATE TABLE goal_score (
        review_id \(d.id) NOT NULL, goal_id \(d.id) NOT NULL, score \(d.whole) NOT NULL, was \(d.whole),
        corrected_by TEXT, corrected_at \(d.instant), corrected_why TEXT,
        CONSTRAINT goal_score_pk PRIMARY KEY (review_id, goal_id),
        CONSTRAINT goal_score_review FOREIGN KEY (review_id) REFERENCES support_review (id),
        CONSTRAINT goal_score_goal FOREIGN KEY (goal_id) REFERENCES support_goal (id),
        CONSTRAINT goal_score_range CHECK (score BETWEEN 0 AND 5),
        CONSTRAINT goal_score_corrected CHECK (was IS NULL OR corrected_why IS NOT NULL))
      """,
      "CREATE INDEX goal_score_by_goal ON goal_score (goal_id)",
    ]
  },
  Migration(74, "agreements that are taken back") { d in
    [
      "ALTER TABLE support ADD COLUMN agreement_ended_on \(d.day)",
      "ALTER TABLE support ADD COLUMN agreement_ended_why TEXT",
    ]
  },
  Migration(75, "kinds of plan") { d in
    [
      """
      CREATE TABLE plan_type (
        code TEXT NOT NULL, position \(d.whole) NOT NULL, title TEXT NOT NULL, plain_title TEXT NOT NULL,
        layer TEXT NOT NULL, review_rule TEXT NOT NULL, written_in TEXT NOT NULL, source TEXT NOT NULL,
        mark TEXT NOT NULL, note TEXT NOT NULL,
        CONSTRAINT plan_type_pk PRIMARY KEY (code),
        CONSTRAINT plan_type_place CHECK (written_in IN ('here', 'ehc', 'early_help')))
      """,
      """
      CREATE TABLE plan_type_section (
        type TEXT NOT NULL, code TEXT NOT NULL, position \(d.whole) NOT NULL, title TEXT NOT NULL,
        plain_title TEXT NOT NULL, asks TEXT NOT NULL, is_required \(d.flag) NOT NULL,
        CONSTRAINT plan_type_section_pk PRIMARY KEY (type, code),
        CONSTRAINT plan_type_section_of FOREIGN KEY (type) REFERENCES plan_type (code))
      """,
      """
      CREATE TABLE typed_plan (
        id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, type TEXT NOT NULL, started_on \(d.day) NOT NULL,
        started_by TEXT NOT NULL, agreed_on \(d.day), ended_on \(d.day), ended_why TEXT, version \(d.whole) NOT NULL,
        CONSTRAINT typed_plan_pk PRIMARY KEY (id),
        CONSTRAINT typed_plan_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT typed_plan_type FOREIGN KEY (type) REFERENCES plan_type (code),
        CONSTRAINT typed_plan_ended CHECK ((ended_on IS NULL) = (ended_why IS NULL)))
      """,
      "CREATE UNIQUE INDEX typed_plan_one_open ON typed_plan (child_id, type) WHERE ended_on IS NULL",
      """
      CREATE TABLE typed_plan_text (
        plan_id \(d.id) NOT NULL, section TEXT NOT NULL, words TEXT NOT NULL, written_by TEXT NOT NULL,
        written_on \(d.day) NOT NULL,
        CONSTRAINT typed_plan_text_pk PRIMARY KEY (plan_id, section),
        CONSTRAINT typed_plan_text_of FOREIGN KEY (plan_id) REFERENCES typed_plan (id))
      """,
      """
      CREATE TABLE typed_plan_review (
        id \(d.id) NOT NULL, plan_id \(d.id) NOT NULL, held_on \(d.day) NOT NULL, words TEXT NOT NULL,
        written_by TEXT NOT NULL,
        CONSTRAINT typed_plan_review_pk PRIMARY KEY (id),
        CONSTRAINT typed_plan_review_of FOREIGN KEY (plan_id) REFERENCES typed_plan (id))
      """,
      "CREATE INDEX typed_plan_review_by_plan ON typed_plan_review (plan_id, held_on)",
    ]
  },
  Migration(141, "early help side by side") { d in
    [
      // Where two records turn out to be one child, both may have an open episode: the second stands beside the first.
      "ALTER TABLE support ADD COLUMN beside TEXT NOT NULL DEFAULT ''",
      "DROP INDEX support_one_open",
      "CREATE UNIQUE INDEX support_one_open ON support (child_id, beside) WHERE state <> 'declined' AND state <> 'closed'",
    ]
  },
  Migration(145, "plans of a kind side by side") { d in
    [
      "ALTER TABLE typed_plan ADD COLUMN beside TEXT NOT NULL DEFAULT ''",
      "DROP INDEX typed_plan_one_open",
      "CREATE UNIQUE INDEX typed_plan_one_open ON typed_plan (child_id, type, beside) WHERE ended_on IS NULL",
    ]
  },
]

private func supportTable(_ d: Dialect) -> SQL {
  """
  CREATE TABLE support (
    id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, state TEXT NOT NULL, level TEXT NOT NULL, route TEXT NOT NULL,
    request_id \(d.id), wanted TEXT NOT NULL, team_id \(d.id), requested_at \(d.instant) NOT NULL,
    answer TEXT, answered_on \(d.day), giver TEXT, agreed_by TEXT, competence TEXT, scope TEXT, agreed_until \(d.day),
    answer_why TEXT, offered TEXT, practitioner_id \(d.id), allocated_at \(d.instant), assessed_at \(d.instant),
    plan_version \(d.whole) NOT NULL, next_review_on \(d.day), stepped_down_at \(d.instant), state_before TEXT,
    close_reason TEXT, in_place TEXT, who_to_call TEXT, closing_asked_by TEXT, closing_asked_at \(d.instant),
    closed_at \(d.instant), reopened_at \(d.instant), reopened_why TEXT, is_again_within_year \(d.flag) NOT NULL,
    version \(d.whole) NOT NULL, updated_at \(d.instant) NOT NULL,
    CONSTRAINT support_pk PRIMARY KEY (id),
    CONSTRAINT support_child FOREIGN KEY (child_id) REFERENCES child (id),
    CONSTRAINT support_team FOREIGN KEY (team_id) REFERENCES team (id),
    CONSTRAINT support_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
    CONSTRAINT support_state CHECK (state IN ('requested', 'agreed', 'declined', 'assessing', 'planning', 'reviewing',
      'step_up_pending', 'step_down_received', 'closing', 'closed')),
    CONSTRAINT support_level CHECK (level IN ('2', '3', '4')),
    CONSTRAINT support_closed CHECK (state <> 'closed' OR (closed_at IS NOT NULL AND close_reason IS NOT NULL)),
    CONSTRAINT support_declined CHECK (state <> 'declined' OR answer = 'no'),
    CONSTRAINT support_answered CHECK (state IN ('requested', 'declined', 'closed') OR answer IN ('yes', 'not_needed')))
  """
}

private let supportIndexes: [SQL] = [
  "CREATE UNIQUE INDEX support_one_open ON support (child_id) WHERE state <> 'declined' AND state <> 'closed'",
  "CREATE INDEX support_by_child ON support (child_id, requested_at)",
  "CREATE INDEX support_open_by_practitioner ON support (practitioner_id) WHERE state <> 'declined' AND state <> 'closed'",
  "CREATE INDEX support_open_by_team ON support (team_id) WHERE state <> 'declined' AND state <> 'closed'",
]

private func levelStepTable(_ d: Dialect) -> SQL {
  """
  CREATE TABLE level_step (
    id \(d.id) NOT NULL, support_id \(d.id) NOT NULL, child_id \(d.id) NOT NULL, direction TEXT NOT NULL,
    level_from TEXT NOT NULL, level_to TEXT NOT NULL, reason TEXT NOT NULL, assessment_id \(d.id), team_id \(d.id),
    team_name TEXT, handover_on \(d.day), state TEXT NOT NULL, asked_at \(d.instant) NOT NULL, asked_by TEXT NOT NULL,
    answered_at \(d.instant), answered_by TEXT, answer_why TEXT,
    CONSTRAINT level_step_pk PRIMARY KEY (id),
    CONSTRAINT level_step_support FOREIGN KEY (support_id) REFERENCES support (id),
    CONSTRAINT level_step_team FOREIGN KEY (team_id) REFERENCES team (id),
    CONSTRAINT level_step_state CHECK (state IN ('pending', 'accepted', 'declined')),
    CONSTRAINT level_step_answered CHECK ((state = 'pending') = (answered_at IS NULL)))
  """
}

private let levelStepIndexes: [SQL] = [
  "CREATE INDEX level_step_by_support ON level_step (support_id, asked_at)",
  "CREATE UNIQUE INDEX level_step_one_pending ON level_step (support_id) WHERE state = 'pending'",
  "CREATE INDEX level_step_pending_by_team ON level_step (team_id) WHERE state = 'pending'",
]
