import Store

let voiceMigrations: [Migration] = [
  Migration(180, "surveys") { d in
    [
      """
      CREATE TABLE survey (
        id \(d.id) NOT NULL, series_id \(d.id) NOT NULL, edition INTEGER NOT NULL, title TEXT NOT NULL,
        intro TEXT NOT NULL, thanks TEXT NOT NULL, access TEXT NOT NULL, opens_on \(d.day) NOT NULL,
        closes_on \(d.day) NOT NULL, state TEXT NOT NULL, created_at \(d.instant) NOT NULL, created_by TEXT NOT NULL,
        closed_at \(d.instant), answer_count INTEGER, results_published_at \(d.instant), version INTEGER NOT NULL,
        CONSTRAINT survey_pk PRIMARY KEY (id),
        CONSTRAINT survey_edition UNIQUE (series_id, edition),
        CONSTRAINT survey_access CHECK (access IN ('anyone', 'invited')),
        CONSTRAINT survey_state CHECK (state IN ('draft', 'open', 'closed')),
        CONSTRAINT survey_dates CHECK (opens_on <= closes_on),
        CONSTRAINT survey_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
        CONSTRAINT survey_results_when_closed CHECK (results_published_at IS NULL OR state = 'closed'))
      """,
      """
      CREATE TABLE survey_question (
        id \(d.id) NOT NULL, survey_id \(d.id) NOT NULL, position INTEGER NOT NULL, section TEXT, kind TEXT NOT NULL,
        words TEXT NOT NULL, hint TEXT, options TEXT NOT NULL, is_required \(d.flag) NOT NULL,
        is_group \(d.flag) NOT NULL, least INTEGER, most INTEGER, only_position INTEGER, only_option INTEGER,
        CONSTRAINT survey_question_pk PRIMARY KEY (id),
        CONSTRAINT survey_question_survey FOREIGN KEY (survey_id) REFERENCES survey (id),
        CONSTRAINT survey_question_kind CHECK (kind IN ('one', 'several', 'faces', 'number', 'words')),
        CONSTRAINT survey_question_range CHECK (kind <> 'number' OR least < most),
        CONSTRAINT survey_question_only CHECK ((only_position IS NULL) = (only_option IS NULL)))
      """,
      "CREATE INDEX survey_question_by_survey ON survey_question (survey_id, position)",
      """
      CREATE TABLE survey_words (
        survey_id \(d.id) NOT NULL, language TEXT NOT NULL, place TEXT NOT NULL, words TEXT NOT NULL,
        CONSTRAINT survey_words_pk PRIMARY KEY (survey_id, language, place),
        CONSTRAINT survey_words_survey FOREIGN KEY (survey_id) REFERENCES survey (id))
      """,
      // The code and whether it was used; never when, and never by which answers.
      """
      CREATE TABLE survey_invitation (
        survey_id \(d.id) NOT NULL, code_hash TEXT NOT NULL, email TEXT, is_used \(d.flag) NOT NULL,
        CONSTRAINT survey_invitation_pk PRIMARY KEY (survey_id, code_hash),
        CONSTRAINT survey_invitation_survey FOREIGN KEY (survey_id) REFERENCES survey (id))
      """,
      // A random id and a day: nothing by which a set of answers could be laid beside a person.
      """
      CREATE TABLE survey_answers (
        id \(d.id) NOT NULL, survey_id \(d.id) NOT NULL, received_on \(d.day) NOT NULL, language TEXT NOT NULL,
        choices TEXT NOT NULL, paper_number INTEGER, entered_by \(d.id), checked_by \(d.id),
        CONSTRAINT survey_answers_pk PRIMARY KEY (id),
        CONSTRAINT survey_answers_survey FOREIGN KEY (survey_id) REFERENCES survey (id),
        CONSTRAINT survey_answers_paper UNIQUE (survey_id, paper_number),
        CONSTRAINT survey_answers_by_another CHECK (checked_by IS NULL OR checked_by <> entered_by))
      """,
      "CREATE INDEX survey_answers_by_survey ON survey_answers (survey_id)",
      """
      CREATE TABLE survey_text (
        id \(d.id) NOT NULL, survey_id \(d.id) NOT NULL, position INTEGER NOT NULL, language TEXT NOT NULL,
        words TEXT NOT NULL, state TEXT NOT NULL, shown_words TEXT, looked_by TEXT, version INTEGER NOT NULL,
        CONSTRAINT survey_text_pk PRIMARY KEY (id),
        CONSTRAINT survey_text_survey FOREIGN KEY (survey_id) REFERENCES survey (id),
        CONSTRAINT survey_text_state CHECK (state IN ('waiting', 'released', 'kept_back')),
        CONSTRAINT survey_text_says_what CHECK (state <> 'released' OR shown_words IS NOT NULL))
      """,
      "CREATE INDEX survey_text_by_survey ON survey_text (survey_id, state)",
      // What may be known of a closed survey: the only thing that pages and downloads read.
      """
      CREATE TABLE survey_group (
        survey_id \(d.id) NOT NULL, number INTEGER NOT NULL, people INTEGER NOT NULL, answered TEXT NOT NULL,
        CONSTRAINT survey_group_pk PRIMARY KEY (survey_id, number),
        CONSTRAINT survey_group_survey FOREIGN KEY (survey_id) REFERENCES survey (id))
      """,
      """
      CREATE TABLE survey_figure (
        survey_id \(d.id) NOT NULL, position INTEGER NOT NULL, place INTEGER NOT NULL, group_number INTEGER NOT NULL,
        people INTEGER,
        CONSTRAINT survey_figure_pk PRIMARY KEY (survey_id, position, place, group_number),
        CONSTRAINT survey_figure_survey FOREIGN KEY (survey_id) REFERENCES survey (id))
      """,
    ]
  },
  Migration(181, "panels, consultations and findings") { d in
    [
      """
      CREATE TABLE panel (
        id \(d.id) NOT NULL, name TEXT NOT NULL, about TEXT NOT NULL, created_at \(d.instant) NOT NULL,
        CONSTRAINT panel_pk PRIMARY KEY (id),
        CONSTRAINT panel_name UNIQUE (name))
      """,
      """
      CREATE TABLE panel_member (
        id \(d.id) NOT NULL, panel_id \(d.id) NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, stands_for TEXT,
        agreed_on \(d.day) NOT NULL, agreed_how TEXT NOT NULL, left_on \(d.day),
        CONSTRAINT panel_member_pk PRIMARY KEY (id),
        CONSTRAINT panel_member_panel FOREIGN KEY (panel_id) REFERENCES panel (id),
        CONSTRAINT panel_member_left_later CHECK (left_on IS NULL OR left_on >= agreed_on))
      """,
      "CREATE INDEX panel_member_by_panel ON panel_member (panel_id)",
      """
      CREATE TABLE consultation (
        id \(d.id) NOT NULL, title TEXT NOT NULL, stage TEXT NOT NULL, question TEXT NOT NULL, why TEXT NOT NULL,
        audience TEXT NOT NULL, how_to_answer TEXT NOT NULL, documents TEXT NOT NULL, opens_on \(d.day) NOT NULL,
        closes_on \(d.day) NOT NULL, survey_id \(d.id), is_published \(d.flag) NOT NULL, said TEXT, changed TEXT,
        outcome_at \(d.instant), created_at \(d.instant) NOT NULL, version INTEGER NOT NULL,
        CONSTRAINT consultation_pk PRIMARY KEY (id),
        CONSTRAINT consultation_stage CHECK (stage IN ('informal', 'formal')),
        CONSTRAINT consultation_dates CHECK (opens_on <= closes_on),
        CONSTRAINT consultation_survey FOREIGN KEY (survey_id) REFERENCES survey (id),
        CONSTRAINT consultation_says_both CHECK ((outcome_at IS NULL) = (said IS NULL)
          AND (outcome_at IS NULL) = (changed IS NULL)))
      """,
      // `source_id` is the survey, the consultation or the complaint that it comes from.
      """
      CREATE TABLE finding (
        id \(d.id) NOT NULL, source TEXT NOT NULL, source_id \(d.id), source_name TEXT NOT NULL, said TEXT NOT NULL,
        answer TEXT, did TEXT, plan_item_id \(d.id), plan_id \(d.id), published_at \(d.instant),
        created_at \(d.instant) NOT NULL, version INTEGER NOT NULL,
        CONSTRAINT finding_pk PRIMARY KEY (id),
        CONSTRAINT finding_source CHECK (source IN ('survey', 'consultation', 'complaint', 'panel')),
        CONSTRAINT finding_published_with_answer CHECK (published_at IS NULL OR answer IS NOT NULL),
        CONSTRAINT finding_row_of_plan CHECK ((plan_item_id IS NULL) = (plan_id IS NULL)))
      """,
      "CREATE INDEX finding_by_day ON finding (published_at)",
    ]
  },
  Migration(182, "complaints and compliments") { d in
    [
      """
      CREATE TABLE complaint (
        id \(d.id) NOT NULL, reference TEXT NOT NULL, code_hash TEXT NOT NULL, kind TEXT NOT NULL, procedure TEXT,
        about TEXT NOT NULL, words TEXT NOT NULL, wanted TEXT, name TEXT NOT NULL, contact TEXT NOT NULL,
        account_id \(d.id), received_at \(d.instant) NOT NULL, stage INTEGER NOT NULL, state TEXT NOT NULL,
        handler_id \(d.id), handler_name TEXT, version INTEGER NOT NULL,
        CONSTRAINT complaint_pk PRIMARY KEY (id),
        CONSTRAINT complaint_reference UNIQUE (reference),
        CONSTRAINT complaint_kind CHECK (kind IN ('complaint', 'compliment')),
        CONSTRAINT complaint_procedure CHECK (procedure IN ('childrens_social_care', 'council', 'nhs')),
        CONSTRAINT complaint_state CHECK (state IN ('received', 'looking', 'answered', 'closed', 'withdrawn')),
        CONSTRAINT complaint_stage CHECK (stage BETWEEN 1 AND 3))
      """,
      """
      CREATE TABLE complaint_step (
        id \(d.id) NOT NULL, complaint_id \(d.id) NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL,
        stage INTEGER NOT NULL, at \(d.instant) NOT NULL, account_id \(d.id), actor_name TEXT NOT NULL, words TEXT,
        outcome TEXT, is_open_to_family \(d.flag) NOT NULL,
        CONSTRAINT complaint_step_pk PRIMARY KEY (id),
        CONSTRAINT complaint_step_in_order UNIQUE (complaint_id, number),
        CONSTRAINT complaint_step_complaint FOREIGN KEY (complaint_id) REFERENCES complaint (id),
        CONSTRAINT complaint_step_answer CHECK (kind <> 'answer' OR (words IS NOT NULL AND outcome IS NOT NULL)))
      """,
      "CREATE INDEX complaint_by_state ON complaint (state, received_at)",
      "CREATE INDEX complaint_by_account ON complaint (account_id)",
    ]
  },
  Migration(183, "answers that may be by one person") { d in
    [
      "ALTER TABLE survey_answers ADD COLUMN is_doubtful \(d.flag) NOT NULL DEFAULT FALSE",
      "ALTER TABLE survey ADD COLUMN doubt_count INTEGER",
    ]
  },
]
