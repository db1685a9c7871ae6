import Store

let localOfferMigrations: [Migration] = [
  Migration(110, "local offer") { d in
    [
      """
      CREATE TABLE organisation (
        id \(d.id) NOT NULL, agency_id \(d.id), name TEXT NOT NULL, content \(d.text) NOT NULL, source TEXT,
        source_key TEXT, digest TEXT, version INTEGER NOT NULL,
        CONSTRAINT organisation_pk PRIMARY KEY (id),
        CONSTRAINT organisation_agency FOREIGN KEY (agency_id) REFERENCES agency (id))
      """,
      "CREATE INDEX organisation_by_name ON organisation (name)",
      "CREATE INDEX organisation_by_agency ON organisation (agency_id)",
      "CREATE UNIQUE INDEX organisation_by_source ON organisation (source, source_key)",
      """
      CREATE TABLE listing (
        id \(d.id) NOT NULL, organisation_id \(d.id) NOT NULL, name TEXT NOT NULL, current INTEGER,
        newest INTEGER NOT NULL, assured_on \(d.day), assured_by TEXT, published_at \(d.instant),
        modified_at \(d.instant) NOT NULL, deleted_at \(d.instant), deleted_by TEXT, source TEXT, source_key TEXT,
        digest TEXT, revision \(d.whole) NOT NULL, version INTEGER NOT NULL,
        CONSTRAINT listing_pk PRIMARY KEY (id),
        CONSTRAINT listing_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id),
        CONSTRAINT listing_published_has_date CHECK (current IS NULL OR published_at IS NOT NULL),
        CONSTRAINT listing_current_is_written CHECK (current IS NULL OR current <= newest))
      """,
      "CREATE INDEX listing_by_organisation ON listing (organisation_id)",
      "CREATE INDEX listing_by_revision ON listing (revision)",
      "CREATE INDEX listing_by_assured ON listing (assured_on)",
      "CREATE INDEX listing_by_name ON listing (name)",
      "CREATE UNIQUE INDEX listing_by_source ON listing (source, source_key)",
      """
      CREATE TABLE listing_version (
        listing_id \(d.id) NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL, content \(d.text) NOT NULL,
        written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL, checked_by TEXT, checked_at \(d.instant),
        published_by TEXT, published_at \(d.instant), returned_why TEXT,
        CONSTRAINT listing_version_pk PRIMARY KEY (listing_id, number),
        CONSTRAINT listing_version_listing FOREIGN KEY (listing_id) REFERENCES listing (id) ON DELETE CASCADE,
        CONSTRAINT listing_version_state CHECK (state IN ('draft', 'sent', 'checked', 'published', 'past')),
        CONSTRAINT listing_version_checked_says_who
          CHECK (state NOT IN ('checked', 'published') OR checked_by IS NOT NULL),
        CONSTRAINT listing_version_published_says_who CHECK (state <> 'published' OR published_by IS NOT NULL))
      """,
      "CREATE UNIQUE INDEX listing_version_one_published ON listing_version (listing_id) WHERE state = 'published'",
      "CREATE INDEX listing_version_by_state ON listing_version (state) WHERE state IN ('draft', 'sent', 'checked')",
      // One row, changed with every change that the public can see: whoever holds an index of it learns here what is new.
      """
      CREATE TABLE offer_revision (
        id INTEGER NOT NULL, revision \(d.whole) NOT NULL, CONSTRAINT offer_revision_pk PRIMARY KEY (id),
        CONSTRAINT offer_revision_one CHECK (id = 1))
      """,
      "INSERT INTO offer_revision (id, revision) VALUES (1, 0)",
      // What another directory gave, whole: whatever of it has no place here is kept.
      """
      CREATE TABLE feed_record (
        source TEXT NOT NULL, source_key TEXT NOT NULL, kind TEXT NOT NULL, content \(d.text) NOT NULL,
        taken_at \(d.instant) NOT NULL, CONSTRAINT feed_record_pk PRIMARY KEY (source, kind, source_key))
      """,
      """
      CREATE TABLE postcode_position (
        postcode TEXT NOT NULL, latitude \(d.real) NOT NULL, longitude \(d.real) NOT NULL, place TEXT,
        CONSTRAINT postcode_position_pk PRIMARY KEY (postcode),
        CONSTRAINT postcode_position_on_earth CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180))
      """,
      "CREATE INDEX postcode_position_by_place ON postcode_position (place)",
      """
      CREATE TABLE offer_word (
        phrase TEXT NOT NULL, means TEXT NOT NULL, CONSTRAINT offer_word_pk PRIMARY KEY (phrase, means))
      """,
      // A list of services that somebody keeps: whoever has its link may read it. Nothing of who made it.
      """
      CREATE TABLE saved_list (
        token TEXT NOT NULL, title TEXT NOT NULL, made_at \(d.instant) NOT NULL, changed_at \(d.instant) NOT NULL,
        CONSTRAINT saved_list_pk PRIMARY KEY (token))
      """,
      """
      CREATE TABLE saved_list_line (
        token TEXT NOT NULL, listing_id \(d.id) NOT NULL, added_at \(d.instant) NOT NULL,
        CONSTRAINT saved_list_line_pk PRIMARY KEY (token, listing_id),
        CONSTRAINT saved_list_line_list FOREIGN KEY (token) REFERENCES saved_list (token) ON DELETE CASCADE,
        CONSTRAINT saved_list_line_listing FOREIGN KEY (listing_id) REFERENCES listing (id) ON DELETE CASCADE)
      """,
      "CREATE INDEX saved_list_line_by_listing ON saved_list_line (listing_id)",
    ]
  },
  Migration(111, "comments on the local offer") { d in
    [
      """
      CREATE TABLE offer_comment (
        id \(d.id) NOT NULL, listing_id \(d.id), page TEXT NOT NULL, topic TEXT NOT NULL, words \(d.text) NOT NULL,
        may_publish \(d.flag) NOT NULL, email TEXT, written_at \(d.instant) NOT NULL, shown_words \(d.text),
        answer \(d.text), action \(d.text), answered_by TEXT, answered_at \(d.instant), is_published \(d.flag) NOT NULL,
        version INTEGER NOT NULL,
        CONSTRAINT offer_comment_pk PRIMARY KEY (id),
        CONSTRAINT offer_comment_listing FOREIGN KEY (listing_id) REFERENCES listing (id) ON DELETE SET NULL,
        CONSTRAINT offer_comment_published_is_answered CHECK (NOT is_published OR (answer IS NOT NULL AND may_publish)))
      """,
      "CREATE INDEX offer_comment_by_answered ON offer_comment (answered_at, written_at)",
      "CREATE INDEX offer_comment_by_listing ON offer_comment (listing_id)",
    ]
  },
  Migration(112, "coverage of the local offer") { d in
    [
      """
      CREATE TABLE offer_duty (
        code TEXT NOT NULL, place INTEGER NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, kinds TEXT NOT NULL,
        CONSTRAINT offer_duty_pk PRIMARY KEY (code))
      """,
      """
      CREATE TABLE offer_duty_state (
        code TEXT NOT NULL, state TEXT NOT NULL, owner TEXT, evidence \(d.text), review_on \(d.day), set_by TEXT NOT NULL,
        set_at \(d.instant) NOT NULL, version INTEGER NOT NULL,
        CONSTRAINT offer_duty_state_pk PRIMARY KEY (code),
        CONSTRAINT offer_duty_state_duty FOREIGN KEY (code) REFERENCES offer_duty (code),
        CONSTRAINT offer_duty_state_known CHECK (state IN ('met', 'partly', 'missing')))
      """,
      """
      CREATE TABLE core_offer_state (
        locality_id \(d.id) NOT NULL, part TEXT NOT NULL, state TEXT NOT NULL, note TEXT, listing_id \(d.id),
        set_by TEXT NOT NULL, set_at \(d.instant) NOT NULL,
        CONSTRAINT core_offer_state_pk PRIMARY KEY (locality_id, part),
        CONSTRAINT core_offer_state_locality FOREIGN KEY (locality_id) REFERENCES locality (id),
        CONSTRAINT core_offer_state_listing FOREIGN KEY (listing_id) REFERENCES listing (id) ON DELETE SET NULL,
        CONSTRAINT core_offer_state_known CHECK (state IN ('there', 'partly', 'gap')))
      """,
      """
      CREATE TABLE core_offer_score (
        agency_id \(d.id) NOT NULL, head TEXT NOT NULL, score INTEGER NOT NULL, note TEXT, set_by TEXT NOT NULL,
        set_at \(d.instant) NOT NULL,
        CONSTRAINT core_offer_score_pk PRIMARY KEY (agency_id, head),
        CONSTRAINT core_offer_score_agency FOREIGN KEY (agency_id) REFERENCES agency (id),
        CONSTRAINT core_offer_score_range CHECK (score BETWEEN 0 AND 4))
      """,
    ]
  },
  Migration(113, "services suggested to families") { d in
    [
      """
      CREATE TABLE offer_suggestion (
        id \(d.id) NOT NULL, child_id \(d.id), request_id \(d.id), listing_id \(d.id) NOT NULL, name TEXT NOT NULL,
        why TEXT, suggested_by TEXT NOT NULL, suggested_at \(d.instant) NOT NULL, outcome TEXT, outcome_on \(d.day),
        CONSTRAINT offer_suggestion_pk PRIMARY KEY (id),
        CONSTRAINT offer_suggestion_child FOREIGN KEY (child_id) REFERENCES child (id),
        CONSTRAINT offer_suggestion_listing FOREIGN KEY (listing_id) REFERENCES listing (id),
        CONSTRAINT offer_suggestion_for_somebody CHECK (child_id IS NOT NULL OR request_id IS NOT NULL),
        CONSTRAINT offer_suggestion_outcome CHECK (outcome IN ('taken_up', 'waiting', 'not_wanted', 'not_suitable')))
      """,
      "CREATE INDEX offer_suggestion_by_child ON offer_suggestion (child_id, suggested_at)",
      "CREATE INDEX offer_suggestion_by_request ON offer_suggestion (request_id)",
      "CREATE INDEX offer_suggestion_by_listing ON offer_suggestion (listing_id)",
    ]
  },
  Migration(114, "comments on every page of the local offer; when its words changed") { d in
    [
      // Nil for comments from before, which name their page in words alone.
      "ALTER TABLE offer_comment ADD COLUMN path TEXT",
      "CREATE INDEX offer_comment_by_path ON offer_comment (path, answered_at)",
      // The revision at which words or names of places last changed.
      "ALTER TABLE offer_revision ADD COLUMN words_at \(d.whole) NOT NULL DEFAULT 0",
    ]
  },
  Migration(115, "pages of the local offer in other words") { d in
    [
      """
      CREATE TABLE page_wording (
        page TEXT NOT NULL, words TEXT NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL, language TEXT NOT NULL,
        heading TEXT NOT NULL, content \(d.text) NOT NULL, written_for TEXT, written_by TEXT NOT NULL,
        written_at \(d.instant) NOT NULL, approved_by TEXT, approved_at \(d.instant), version INTEGER NOT NULL,
        CONSTRAINT page_wording_pk PRIMARY KEY (page, words, number),
        CONSTRAINT page_wording_state CHECK (state IN ('draft', 'sent', 'published', 'past')),
        CONSTRAINT page_wording_published_says_who CHECK (state <> 'published' OR approved_by IS NOT NULL))
      """,
      "CREATE UNIQUE INDEX page_wording_one_published ON page_wording (page, words) WHERE state = 'published'",
      "CREATE UNIQUE INDEX page_wording_one_open ON page_wording (page, words) WHERE state IN ('draft', 'sent')",
    ]
  },
  Migration(116, "organisations in versions") { d in
    [
      "ALTER TABLE organisation ADD COLUMN current INTEGER",
      "ALTER TABLE organisation ADD COLUMN newest INTEGER NOT NULL DEFAULT 1",
      "ALTER TABLE organisation ADD COLUMN deleted_at \(d.instant)",
      "ALTER TABLE organisation ADD COLUMN deleted_by TEXT",
      """
      CREATE TABLE organisation_version (
        organisation_id \(d.id) NOT NULL, number INTEGER NOT NULL, state TEXT NOT NULL, content \(d.text) NOT NULL,
        written_by TEXT NOT NULL, written_at \(d.instant) NOT NULL, checked_by TEXT, checked_at \(d.instant),
        published_by TEXT, published_at \(d.instant), returned_why TEXT,
        CONSTRAINT organisation_version_pk PRIMARY KEY (organisation_id, number),
        CONSTRAINT organisation_version_organisation FOREIGN KEY (organisation_id) REFERENCES organisation (id)
          ON DELETE CASCADE,
        CONSTRAINT organisation_version_state CHECK (state IN ('draft', 'sent', 'checked', 'published', 'past')),
        CONSTRAINT organisation_version_checked_says_who
          CHECK (state NOT IN ('checked', 'published') OR checked_by IS NOT NULL),
        CONSTRAINT organisation_version_published_says_who CHECK (state <> 'published' OR published_by IS NOT NULL))
      """,
      """
      CREATE UNIQUE INDEX organisation_version_one_published ON organisation_version (organisation_id)
      WHERE state = 'published'
      """,
      // What stood there was public; who wrote it is known only where it came from another directory.
      """
      INSERT INTO organisation_version (organisation_id, number, state, content, written_by, written_at, checked_by,
        checked_at, published_by, published_at)
      SELECT o.id, 1, 'published', o.content, o.who, o.since, o.who, o.since, o.who, o.since FROM (
        SELECT organisation.id, organisation.content,
          coalesce(organisation.source, 'The directory before it had versions') AS who,
          coalesce((SELECT max(listing.modified_at) FROM listing WHERE listing.organisation_id = organisation.id), 0)
            AS since
        FROM organisation) o
      """,
      "UPDATE organisation SET current = 1",
    ]
  },
]
