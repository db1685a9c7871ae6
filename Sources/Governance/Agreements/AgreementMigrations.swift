import Store

let agreementMigrations: [Migration] = [
  Migration(167, "agreements between agencies and with families") { d in
    [
      """
      CREATE TABLE partnership_agreement (
        id \(d.id) NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, easy_words TEXT NOT NULL, decision_id \(d.id),
        owner TEXT NOT NULL, begun_at \(d.instant) NOT NULL, ended_on \(d.day), ended_why TEXT,
        CONSTRAINT partnership_agreement_pk PRIMARY KEY (id),
        CONSTRAINT partnership_agreement_decision FOREIGN KEY (decision_id) REFERENCES decision_record (id),
        CONSTRAINT partnership_agreement_kind CHECK (kind IN ('families', 'sharing', 'section_75', 'other')),
        CONSTRAINT partnership_agreement_for CHECK (kind <> 'section_75' OR decision_id IS NOT NULL),
        CONSTRAINT partnership_agreement_ended CHECK ((ended_on IS NULL) = (ended_why IS NULL)))
      """,
      "CREATE INDEX partnership_agreement_by_decision ON partnership_agreement (decision_id)",
      """
      CREATE TABLE agreement_version (
        agreement_id \(d.id) NOT NULL, number INTEGER NOT NULL, words TEXT NOT NULL, valid_from \(d.day) NOT NULL,
        review_on \(d.day) NOT NULL, written_at \(d.instant) NOT NULL, written_name TEXT NOT NULL,
        CONSTRAINT agreement_version_pk PRIMARY KEY (agreement_id, number),
        CONSTRAINT agreement_version_agreement FOREIGN KEY (agreement_id) REFERENCES partnership_agreement (id),
        CONSTRAINT agreement_version_review CHECK (review_on > valid_from))
      """,
      """
      CREATE TABLE agreement_party (
        agreement_id \(d.id) NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL, agency TEXT NOT NULL,
        signed_name TEXT, office TEXT, signed_on \(d.day), recorded_by \(d.id),
        CONSTRAINT agreement_party_pk PRIMARY KEY (agreement_id, number, agency),
        CONSTRAINT agreement_party_version FOREIGN KEY (agreement_id, number)
          REFERENCES agreement_version (agreement_id, number),
        CONSTRAINT agreement_party_signed CHECK ((signed_on IS NULL) = (signed_name IS NULL)))
      """,
      """
      CREATE TABLE agreement_term (
        agreement_id \(d.id) NOT NULL, number INTEGER NOT NULL, term TEXT NOT NULL, words TEXT NOT NULL,
        CONSTRAINT agreement_term_pk PRIMARY KEY (agreement_id, number, term),
        CONSTRAINT agreement_term_version FOREIGN KEY (agreement_id, number)
          REFERENCES agreement_version (agreement_id, number))
      """,
    ]
  },
  Migration(204, "signatures in person") { d in
    [
      """
      CREATE TABLE agreement_signatory (
        agreement_id \(d.id) NOT NULL, agency TEXT NOT NULL, name TEXT NOT NULL, office TEXT NOT NULL,
        practitioner_id \(d.id), person_id \(d.id), named_at \(d.instant) NOT NULL,
        CONSTRAINT agreement_signatory_pk PRIMARY KEY (agreement_id, agency),
        CONSTRAINT agreement_signatory_agreement FOREIGN KEY (agreement_id) REFERENCES partnership_agreement (id),
        CONSTRAINT agreement_signatory_practitioner FOREIGN KEY (practitioner_id) REFERENCES practitioner (id),
        CONSTRAINT agreement_signatory_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT agreement_signatory_one CHECK ((practitioner_id IS NULL) <> (person_id IS NULL)))
      """,
      "ALTER TABLE agreement_party ADD COLUMN is_in_person \(d.flag) NOT NULL DEFAULT FALSE",
    ]
  },
]
