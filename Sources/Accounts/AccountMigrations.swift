package import Store

package let accountMigrations: [Migration] = [
  Migration(50, "accounts") { d in
    [
      // The practitioner and the person are ids without a foreign key: those tables lie above this one.
      """
      CREATE TABLE account (
        id \(d.id) NOT NULL, email TEXT NOT NULL, name TEXT NOT NULL, practitioner_id \(d.id), person_id \(d.id),
        state TEXT NOT NULL, created_at \(d.instant) NOT NULL, joined_at \(d.instant), ended_at \(d.instant),
        CONSTRAINT account_pk PRIMARY KEY (id), CONSTRAINT account_email UNIQUE (email),
        CONSTRAINT account_email_is_small CHECK (email = lower(email)),
        CONSTRAINT account_state_is_known CHECK (state IN ('invited', 'active', 'ended')),
        CONSTRAINT account_end_has_time CHECK ((state = 'ended') = (ended_at IS NOT NULL)))
      """,
      "CREATE INDEX account_by_name ON account (name, id)",
      "CREATE UNIQUE INDEX account_of_person ON account (person_id) WHERE person_id IS NOT NULL AND state <> 'ended'",
      """
      CREATE UNIQUE INDEX account_of_practitioner ON account (practitioner_id)
      WHERE practitioner_id IS NOT NULL AND state <> 'ended'
      """,
      """
      CREATE TABLE held_role (
        id \(d.id) NOT NULL, account_id \(d.id) NOT NULL, role TEXT NOT NULL, agency_id \(d.id), team_id \(d.id),
        from_on \(d.day) NOT NULL, to_on \(d.day), ended_at \(d.instant),
        CONSTRAINT held_role_pk PRIMARY KEY (id),
        CONSTRAINT held_role_account FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT held_role_dates CHECK (to_on IS NULL OR to_on >= from_on))
      """,
      "CREATE INDEX held_role_by_account ON held_role (account_id)",
    ]
  },
  Migration(51, "passwords and one-time codes") { d in
    [
      """
      CREATE TABLE password (
        account_id \(d.id) NOT NULL, salt \(d.blob) NOT NULL, hash \(d.blob) NOT NULL,
        log2_rounds INTEGER NOT NULL, block_size INTEGER NOT NULL, lanes INTEGER NOT NULL,
        changed_at \(d.instant) NOT NULL,
        CONSTRAINT password_pk PRIMARY KEY (account_id),
        CONSTRAINT password_account FOREIGN KEY (account_id) REFERENCES account (id))
      """,
      """
      CREATE TABLE one_time_code (
        account_id \(d.id) NOT NULL, secret \(d.blob) NOT NULL, made_at \(d.instant) NOT NULL,
        confirmed_at \(d.instant), last_step \(d.whole) NOT NULL, next_secret \(d.blob),
        CONSTRAINT one_time_code_pk PRIMARY KEY (account_id),
        CONSTRAINT one_time_code_account FOREIGN KEY (account_id) REFERENCES account (id))
      """,
      """
      CREATE TABLE recovery_code (
        account_id \(d.id) NOT NULL, code_hash TEXT NOT NULL, used_at \(d.instant),
        CONSTRAINT recovery_code_pk PRIMARY KEY (account_id, code_hash),
        CONSTRAINT recovery_code_account FOREIGN KEY (account_id) REFERENCES account (id))
      """,
    ]
  },
  Migration(52, "sessions") { d in
    [
      """
      CREATE TABLE session (
        id \(d.id) NOT NULL, token_hash TEXT NOT NULL, account_id \(d.id) NOT NULL,
        created_at \(d.instant) NOT NULL, used_at \(d.instant) NOT NULL, origin TEXT NOT NULL, device TEXT NOT NULL,
        ended_at \(d.instant),
        CONSTRAINT session_pk PRIMARY KEY (id), CONSTRAINT session_token UNIQUE (token_hash),
        CONSTRAINT session_account FOREIGN KEY (account_id) REFERENCES account (id))
      """,
      "CREATE INDEX session_by_account ON session (account_id, created_at)",
      """
      CREATE TABLE half_session (
        token_hash TEXT NOT NULL, account_id \(d.id) NOT NULL, created_at \(d.instant) NOT NULL,
        CONSTRAINT half_session_pk PRIMARY KEY (token_hash),
        CONSTRAINT half_session_account FOREIGN KEY (account_id) REFERENCES account (id))
      """,
      "CREATE INDEX half_session_by_account ON half_session (account_id)",
    ]
  },
  Migration(53, "invitations and sign-in links") { d in
    [
      """
      CREATE TABLE invitation (
        id \(d.id) NOT NULL, token_hash TEXT NOT NULL, account_id \(d.id) NOT NULL,
        created_at \(d.instant) NOT NULL, expires_at \(d.instant) NOT NULL, used_at \(d.instant),
        CONSTRAINT invitation_pk PRIMARY KEY (id), CONSTRAINT invitation_token UNIQUE (token_hash),
        CONSTRAINT invitation_account FOREIGN KEY (account_id) REFERENCES account (id))
      """,
      "CREATE INDEX invitation_by_account ON invitation (account_id)",
      """
      CREATE TABLE sign_in_link (
        id \(d.id) NOT NULL, token_hash TEXT NOT NULL, account_id \(d.id) NOT NULL,
        created_at \(d.instant) NOT NULL, expires_at \(d.instant) NOT NULL, used_at \(d.instant),
        continue_to TEXT, kept TEXT,
        CONSTRAINT sign_in_link_pk PRIMARY KEY (id), CONSTRAINT sign_in_link_token UNIQUE (token_hash),
        CONSTRAINT sign_in_link_account FOREIGN KEY (account_id) REFERENCES account (id))
      """,
      "CREATE INDEX sign_in_link_by_account ON sign_in_link (account_id)",
      """
      CREATE TABLE sign_in_trial (
        name TEXT NOT NULL, failures INTEGER NOT NULL, last_at \(d.instant) NOT NULL, free_at \(d.instant) NOT NULL,
        CONSTRAINT sign_in_trial_pk PRIMARY KEY (name))
      """,
      "CREATE INDEX sign_in_trial_last ON sign_in_trial (last_at)",
    ]
  },
]
