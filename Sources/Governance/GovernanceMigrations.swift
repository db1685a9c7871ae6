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
        id \(d.id) NOT NULL, item_id \(d.id) NOT NULL, kind TEXT NOT NULL, at \(d.instant) NOT NULL,
        account_id \(d.id), actor_name TEXT NOT NULL, words TEXT, document TEXT, figure TEXT, due_on \(d.day),
        CONSTRAINT plan_step_pk PRIMARY KEY (id),
        CONSTRAINT plan_step_item FOREIGN KEY (item_id) REFERENCES plan_item (id),
        CONSTRAINT plan_step_shows_something CHECK (kind <> 'submit' OR document IS NOT NULL OR figure IS NOT NULL),
        CONSTRAINT plan_step_names_a_day CHECK (kind <> 'set_due' OR due_on IS NOT NULL))
      """,
      "CREATE INDEX plan_step_by_item ON plan_step (item_id, at)",
    ]
  }
]
