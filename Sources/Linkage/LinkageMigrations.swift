import Store

let linkageMigrations: [Migration] = [
  Migration(143, "pairs of records") { d in
    [
      """
      CREATE TABLE link_pair (
        id \(d.id) NOT NULL, a_source TEXT NOT NULL, a_record TEXT NOT NULL, b_source TEXT NOT NULL,
        b_record TEXT NOT NULL, a_child \(d.id) NOT NULL, b_child \(d.id) NOT NULL, weight \(d.real) NOT NULL,
        probability \(d.real) NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL, found_at \(d.instant) NOT NULL,
        first_answer TEXT, first_account \(d.id), first_name TEXT, first_why TEXT, decided_by TEXT,
        decided_at \(d.instant), why TEXT, was_sample \(d.flag) NOT NULL, version \(d.whole) NOT NULL,
        CONSTRAINT link_pair_pk PRIMARY KEY (id),
        CONSTRAINT link_pair_once UNIQUE (a_source, a_record, b_source, b_record),
        CONSTRAINT link_pair_a FOREIGN KEY (a_child) REFERENCES child (id),
        CONSTRAINT link_pair_b FOREIGN KEY (b_child) REFERENCES child (id),
        CONSTRAINT link_pair_state CHECK (state IN ('open', 'second', 'unsure', 'same', 'different', 'past')),
        CONSTRAINT link_pair_second CHECK (state <> 'second' OR first_account IS NOT NULL),
        CONSTRAINT link_pair_decided CHECK (state NOT IN ('same', 'different') OR decided_at IS NOT NULL))
      """,
      "CREATE INDEX link_pair_by_state ON link_pair (state, probability)",
      "CREATE INDEX link_pair_by_a ON link_pair (a_child)",
      "CREATE INDEX link_pair_by_b ON link_pair (b_child)",
      // What a person decided about two records. It is never written over: a later one takes it back, with a reason.
      """
      CREATE TABLE link_decision (
        id \(d.id) NOT NULL, a_source TEXT NOT NULL, a_record TEXT NOT NULL, b_source TEXT NOT NULL,
        b_record TEXT NOT NULL, is_same \(d.flag) NOT NULL, decided_by TEXT NOT NULL, decided_at \(d.instant) NOT NULL,
        why TEXT NOT NULL, taken_back_at \(d.instant), taken_back_by TEXT, taken_back_why TEXT,
        CONSTRAINT link_decision_pk PRIMARY KEY (id),
        CONSTRAINT link_decision_taken_back CHECK ((taken_back_at IS NULL) = (taken_back_why IS NULL)))
      """,
      """
      CREATE UNIQUE INDEX link_decision_stands ON link_decision (a_source, a_record, b_source, b_record)
        WHERE taken_back_at IS NULL
      """,
      "CREATE INDEX link_decision_by_b ON link_decision (b_source, b_record)",
      """
      CREATE TABLE link_model (
        id \(d.id) NOT NULL, learnt_at \(d.instant) NOT NULL, records \(d.whole) NOT NULL, content \(d.json) NOT NULL,
        CONSTRAINT link_model_pk PRIMARY KEY (id))
      """,
      // Figures as they were on a day, to see what has moved since last month.
      """
      CREATE TABLE link_figure (
        on_day \(d.day) NOT NULL, name TEXT NOT NULL, value \(d.real) NOT NULL,
        CONSTRAINT link_figure_pk PRIMARY KEY (on_day, name))
      """,
    ]
  },
  Migration(144, "who may see what of the key information") { d in
    [
      """
      CREATE TABLE sharing_matrix_change (
        id \(d.id) NOT NULL, agency_kind TEXT NOT NULL, kind TEXT NOT NULL, purpose TEXT NOT NULL,
        is_allowed \(d.flag) NOT NULL, why TEXT NOT NULL, asked_by TEXT NOT NULL, asked_account \(d.id),
        asked_at \(d.instant) NOT NULL, state TEXT NOT NULL, answered_by TEXT, answered_account \(d.id),
        answered_at \(d.instant),
        CONSTRAINT sharing_matrix_change_pk PRIMARY KEY (id),
        CONSTRAINT sharing_matrix_change_state CHECK (state IN ('asked', 'agreed', 'refused')),
        CONSTRAINT sharing_matrix_change_answered CHECK ((state = 'asked') = (answered_at IS NULL)),
        CONSTRAINT sharing_matrix_change_two CHECK (answered_account <> asked_account))
      """
    ]
  },
  // Every figure leaves these children out; there are few, and all others must not be read for it.
  Migration(147, "children who are not included are found at once") { _ in
    ["CREATE INDEX child_not_included ON child (id) WHERE not_included_because IS NOT NULL"]
  },
]
