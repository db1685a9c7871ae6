import Store

let frontDoorMigrations: [Migration] = [
  Migration(60, "requests for help") { d in
    [
      """
      CREATE TABLE help_draft (
        id \(d.id) NOT NULL, code_hash TEXT NOT NULL, asker TEXT, answers \(d.json) NOT NULL,
        began_at \(d.instant) NOT NULL, saved_at \(d.instant) NOT NULL, expires_at \(d.instant) NOT NULL,
        CONSTRAINT help_draft_pk PRIMARY KEY (id), CONSTRAINT help_draft_code UNIQUE (code_hash))
      """,
      "CREATE INDEX help_draft_expires ON help_draft (expires_at)",
      """
      CREATE TABLE help_request (
        id \(d.id) NOT NULL, reference TEXT NOT NULL, code_hash TEXT NOT NULL, state TEXT NOT NULL,
        urgency TEXT NOT NULL, urgency_rank INTEGER NOT NULL, reasons TEXT NOT NULL, asker TEXT NOT NULL,
        given_name TEXT NOT NULL, family_name TEXT, birth_on \(d.day), postcode TEXT, services TEXT NOT NULL,
        asker_name TEXT NOT NULL, search_text TEXT NOT NULL, asked \(d.json) NOT NULL,
        child_id \(d.id), asker_person_id \(d.id), locality_id \(d.id), screener_id \(d.id), taken_at \(d.instant),
        received_at \(d.instant) NOT NULL, due_at \(d.instant), ended_at \(d.instant), withdrawn_why TEXT,
        version INTEGER NOT NULL,
        CONSTRAINT help_request_pk PRIMARY KEY (id),
        CONSTRAINT help_request_reference UNIQUE (reference),
        CONSTRAINT help_request_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT help_request_person FOREIGN KEY (asker_person_id) REFERENCES person (id),
        CONSTRAINT help_request_locality FOREIGN KEY (locality_id) REFERENCES locality (id),
        CONSTRAINT help_request_screener FOREIGN KEY (screener_id) REFERENCES practitioner (id),
        CONSTRAINT help_request_state CHECK (state IN ('received', 'screening', 'checks', 'decided', 'withdrawn')),
        CONSTRAINT help_request_open CHECK ((due_at IS NULL) = (state IN ('decided', 'withdrawn'))),
        CONSTRAINT help_request_taken CHECK ((screener_id IS NULL) = (taken_at IS NULL)))
      """,
      """
      CREATE INDEX help_request_queue ON help_request (urgency_rank, due_at, id)
        WHERE state IN ('received', 'screening', 'checks')
      """,
      "CREATE INDEX help_request_by_child ON help_request (child_id) WHERE child_id IS NOT NULL",
      "CREATE INDEX help_request_by_person ON help_request (asker_person_id) WHERE asker_person_id IS NOT NULL",
      "CREATE INDEX help_request_by_screener ON help_request (screener_id, state)",
      "CREATE INDEX help_request_ended ON help_request (ended_at, id) WHERE ended_at IS NOT NULL",
      "CREATE INDEX help_request_by_birth ON help_request (birth_on)",
      """
      CREATE TABLE help_entry (
        id \(d.id) NOT NULL, request_id \(d.id) NOT NULL, kind TEXT NOT NULL, words TEXT NOT NULL,
        by_name TEXT NOT NULL, by_id \(d.id), written_at \(d.instant) NOT NULL,
        CONSTRAINT help_entry_pk PRIMARY KEY (id),
        CONSTRAINT help_entry_request FOREIGN KEY (request_id) REFERENCES help_request (id),
        CONSTRAINT help_entry_words CHECK (words <> ''))
      """,
      "CREATE INDEX help_entry_by_request ON help_entry (request_id, written_at)",
    ]
  },
  Migration(61, "checks of other agencies") { d in
    [
      """
      CREATE TABLE help_check (
        id \(d.id) NOT NULL, request_id \(d.id) NOT NULL, agency_id \(d.id) NOT NULL, question TEXT NOT NULL,
        asked_by TEXT NOT NULL, asked_at \(d.instant) NOT NULL, due_at \(d.instant) NOT NULL,
        finding TEXT, answer TEXT, answered_by TEXT, answered_at \(d.instant), cancelled_at \(d.instant),
        CONSTRAINT help_check_pk PRIMARY KEY (id),
        CONSTRAINT help_check_request FOREIGN KEY (request_id) REFERENCES help_request (id),
        CONSTRAINT help_check_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
        CONSTRAINT help_check_answered CHECK ((answered_at IS NULL) = (finding IS NULL)),
        CONSTRAINT help_check_over CHECK (answered_at IS NULL OR cancelled_at IS NULL))
      """,
      "CREATE INDEX help_check_by_request ON help_check (request_id)",
      """
      CREATE INDEX help_check_open ON help_check (agency_id, due_at)
        WHERE answered_at IS NULL AND cancelled_at IS NULL
      """,
    ]
  },
  Migration(62, "levels of need and decisions") { d in
    [
      """
      CREATE TABLE threshold_criterion (
        id TEXT NOT NULL, level TEXT NOT NULL, domain TEXT NOT NULL, words TEXT NOT NULL, source TEXT NOT NULL,
        valid_from \(d.day), valid_to \(d.day),
        CONSTRAINT threshold_criterion_pk PRIMARY KEY (id),
        CONSTRAINT threshold_criterion_level CHECK (level IN ('1', '2', '3', '4')),
        CONSTRAINT threshold_criterion_sourced CHECK (source <> '' AND words <> ''))
      """,
      """
      CREATE TABLE help_decision (
        id \(d.id) NOT NULL, request_id \(d.id) NOT NULL, child_id \(d.id), outcome TEXT NOT NULL, level TEXT NOT NULL,
        reason TEXT NOT NULL, judgement TEXT, told TEXT NOT NULL, alternative TEXT, agreement TEXT,
        agreement_note TEXT, rule TEXT NOT NULL, team_id \(d.id), involvement_id \(d.id),
        decided_by \(d.id), decided_by_name TEXT NOT NULL, decided_at \(d.instant) NOT NULL, again_why TEXT,
        undone_at \(d.instant), undone_why TEXT, replaced_at \(d.instant), taken_up_at \(d.instant),
        CONSTRAINT help_decision_pk PRIMARY KEY (id),
        CONSTRAINT help_decision_request FOREIGN KEY (request_id) REFERENCES help_request (id),
        CONSTRAINT help_decision_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT help_decision_team FOREIGN KEY (team_id) REFERENCES team (id),
        CONSTRAINT help_decision_told CHECK (told <> '' AND reason <> ''),
        CONSTRAINT help_decision_alternative
          CHECK (outcome NOT IN ('advice', 'not_this_service') OR alternative IS NOT NULL))
      """,
      """
      CREATE UNIQUE INDEX help_decision_stands ON help_decision (request_id)
        WHERE undone_at IS NULL AND replaced_at IS NULL
      """,
      "CREATE INDEX help_decision_by_request ON help_decision (request_id)",
      """
      CREATE INDEX help_decision_waiting ON help_decision (team_id, decided_at)
        WHERE undone_at IS NULL AND replaced_at IS NULL AND taken_up_at IS NULL
      """,
      """
      CREATE TABLE help_decision_criterion (
        decision_id \(d.id) NOT NULL, criterion_id TEXT NOT NULL,
        CONSTRAINT help_decision_criterion_pk PRIMARY KEY (decision_id, criterion_id),
        CONSTRAINT help_decision_criterion_decision FOREIGN KEY (decision_id) REFERENCES help_decision (id),
        CONSTRAINT help_decision_criterion_known FOREIGN KEY (criterion_id) REFERENCES threshold_criterion (id))
      """,
    ]
  },
]
