import Store

let groupMigrations: [Migration] = [
  Migration(164, "groups, meetings and papers") { d in
    [
      """
      CREATE TABLE partnership_group (
        id \(d.id) NOT NULL, remit TEXT NOT NULL, easy_remit TEXT NOT NULL, quorum INTEGER NOT NULL,
        founded_on \(d.day) NOT NULL,
        CONSTRAINT partnership_group_pk PRIMARY KEY (id),
        CONSTRAINT partnership_group_quorum CHECK (quorum > 0))
      """,
      """
      CREATE TABLE group_name (
        group_id \(d.id) NOT NULL, name TEXT NOT NULL, used_from \(d.day) NOT NULL, source TEXT,
        CONSTRAINT group_name_pk PRIMARY KEY (group_id, name, used_from),
        CONSTRAINT group_name_group FOREIGN KEY (group_id) REFERENCES partnership_group (id))
      """,
      """
      CREATE TABLE group_member (
        id \(d.id) NOT NULL, group_id \(d.id) NOT NULL, name TEXT NOT NULL, side TEXT NOT NULL, agency TEXT NOT NULL,
        part TEXT NOT NULL, is_named \(d.flag) NOT NULL, practitioner_id \(d.id), person_id \(d.id),
        began_on \(d.day) NOT NULL, ended_on \(d.day),
        CONSTRAINT group_member_pk PRIMARY KEY (id),
        CONSTRAINT group_member_group FOREIGN KEY (group_id) REFERENCES partnership_group (id),
        CONSTRAINT group_member_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
        CONSTRAINT group_member_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT group_member_one_account CHECK (practitioner_id IS NULL OR person_id IS NULL),
        CONSTRAINT group_member_dates CHECK (ended_on IS NULL OR ended_on >= began_on))
      """,
      "CREATE INDEX group_member_by_group ON group_member (group_id, ended_on)",
      """
      CREATE TABLE group_objective (
        group_id \(d.id) NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL, words TEXT,
        CONSTRAINT group_objective_pk PRIMARY KEY (group_id, number),
        CONSTRAINT group_objective_group FOREIGN KEY (group_id) REFERENCES partnership_group (id))
      """,
      """
      CREATE TABLE objective_proof (
        group_id \(d.id) NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, about_id \(d.id) NOT NULL,
        CONSTRAINT objective_proof_pk PRIMARY KEY (group_id, number, kind, about_id),
        CONSTRAINT objective_proof_objective FOREIGN KEY (group_id, number)
          REFERENCES group_objective (group_id, number),
        CONSTRAINT objective_proof_kind CHECK (kind IN ('plan', 'indicator')))
      """,
      """
      CREATE TABLE group_meeting (
        id \(d.id) NOT NULL, group_id \(d.id) NOT NULL, starts_at \(d.instant) NOT NULL, place TEXT NOT NULL,
        state TEXT NOT NULL, apologies TEXT, agreed_at \(d.instant), version INTEGER NOT NULL,
        CONSTRAINT group_meeting_pk PRIMARY KEY (id),
        CONSTRAINT group_meeting_group FOREIGN KEY (group_id) REFERENCES partnership_group (id),
        CONSTRAINT group_meeting_state CHECK (state IN ('planned', 'held', 'cancelled')),
        CONSTRAINT group_meeting_agrees_what_was_held CHECK (agreed_at IS NULL OR state = 'held'))
      """,
      "CREATE INDEX group_meeting_by_group ON group_meeting (group_id, starts_at)",
      """
      CREATE TABLE agenda_point (
        id \(d.id) NOT NULL, meeting_id \(d.id) NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL,
        purpose TEXT NOT NULL, lead TEXT NOT NULL, minutes TEXT, easy_minutes TEXT,
        CONSTRAINT agenda_point_pk PRIMARY KEY (id),
        CONSTRAINT agenda_point_in_order UNIQUE (meeting_id, number),
        CONSTRAINT agenda_point_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting (id),
        CONSTRAINT agenda_point_purpose CHECK (purpose IN ('information', 'decision')))
      """,
      """
      CREATE TABLE meeting_paper (
        id \(d.id) NOT NULL, point_id \(d.id) NOT NULL, title TEXT NOT NULL, words TEXT NOT NULL, easy_words TEXT,
        exempt_why TEXT, out_at \(d.instant) NOT NULL, written_by TEXT NOT NULL,
        CONSTRAINT meeting_paper_pk PRIMARY KEY (id),
        CONSTRAINT meeting_paper_point FOREIGN KEY (point_id) REFERENCES agenda_point (id))
      """,
      "CREATE INDEX meeting_paper_by_point ON meeting_paper (point_id)",
      """
      CREATE TABLE meeting_presence (
        meeting_id \(d.id) NOT NULL, member_id \(d.id) NOT NULL,
        CONSTRAINT meeting_presence_pk PRIMARY KEY (meeting_id, member_id),
        CONSTRAINT meeting_presence_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting (id),
        CONSTRAINT meeting_presence_member FOREIGN KEY (member_id) REFERENCES group_member (id))
      """,
      """
      CREATE TABLE declared_interest (
        id \(d.id) NOT NULL, meeting_id \(d.id) NOT NULL, member_id \(d.id) NOT NULL, words TEXT NOT NULL,
        done TEXT NOT NULL, at \(d.instant) NOT NULL, recorded_name TEXT NOT NULL,
        CONSTRAINT declared_interest_pk PRIMARY KEY (id),
        CONSTRAINT declared_interest_meeting FOREIGN KEY (meeting_id) REFERENCES group_meeting (id),
        CONSTRAINT declared_interest_member FOREIGN KEY (member_id) REFERENCES group_member (id))
      """,
      "CREATE INDEX declared_interest_by_meeting ON declared_interest (meeting_id, at)",
    ]
  },
  Migration(165, "risks, and what is agreed to do") { d in
    [
      """
      CREATE TABLE risk (
        id \(d.id) NOT NULL, group_id \(d.id) NOT NULL, cause TEXT NOT NULL, event TEXT NOT NULL, effect TEXT NOT NULL,
        owner TEXT NOT NULL, likelihood_before INTEGER NOT NULL, impact_before INTEGER NOT NULL,
        appetite INTEGER NOT NULL, raised_at \(d.instant) NOT NULL, about_kind TEXT, about_id \(d.id),
        version INTEGER NOT NULL,
        CONSTRAINT risk_pk PRIMARY KEY (id),
        CONSTRAINT risk_group FOREIGN KEY (group_id) REFERENCES partnership_group (id),
        CONSTRAINT risk_size CHECK (likelihood_before BETWEEN 1 AND 5 AND impact_before BETWEEN 1 AND 5),
        CONSTRAINT risk_appetite CHECK (appetite BETWEEN 1 AND 25),
        CONSTRAINT risk_about CHECK ((about_kind IS NULL) = (about_id IS NULL)))
      """,
      "CREATE INDEX risk_by_group ON risk (group_id, raised_at)",
      "CREATE INDEX risk_by_subject ON risk (about_id)",
      """
      CREATE TABLE risk_look (
        risk_id \(d.id) NOT NULL, number INTEGER NOT NULL, at \(d.instant) NOT NULL, actor_name TEXT NOT NULL,
        likelihood INTEGER NOT NULL, impact INTEGER NOT NULL, words TEXT NOT NULL, ends TEXT,
        CONSTRAINT risk_look_pk PRIMARY KEY (risk_id, number),
        CONSTRAINT risk_look_risk FOREIGN KEY (risk_id) REFERENCES risk (id),
        CONSTRAINT risk_look_size CHECK (likelihood BETWEEN 1 AND 5 AND impact BETWEEN 1 AND 5),
        CONSTRAINT risk_look_ends CHECK (ends IN ('gone', 'happened')))
      """,
      """
      CREATE TABLE group_action (
        id \(d.id) NOT NULL, group_id \(d.id) NOT NULL, words TEXT NOT NULL, lead TEXT NOT NULL, due_on \(d.day) NOT NULL,
        agreed_at \(d.instant) NOT NULL, risk_id \(d.id), done_at \(d.instant), done_words TEXT, done_name TEXT,
        CONSTRAINT group_action_pk PRIMARY KEY (id),
        CONSTRAINT group_action_group FOREIGN KEY (group_id) REFERENCES partnership_group (id),
        CONSTRAINT group_action_risk FOREIGN KEY (risk_id) REFERENCES risk (id),
        CONSTRAINT group_action_shows_something CHECK ((done_at IS NULL) = (done_words IS NULL)))
      """,
      "CREATE INDEX group_action_by_group ON group_action (group_id, due_on)",
    ]
  },
  Migration(202, "what came of a point, and what is carried") { d in
    [
      """
      ALTER TABLE agenda_point ADD COLUMN outcome TEXT
        CONSTRAINT agenda_point_outcome CHECK (outcome IN ('noted', 'agreed', 'not_agreed', 'carried'))
      """,
      "ALTER TABLE agenda_point ADD COLUMN carried_from \(d.id)",
    ]
  },
]
