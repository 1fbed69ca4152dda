/** The versions of a PostgreSQL database, forward only; the same tables as in SQLite. An old element never changes. */
export const POSTGRES_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    administration TEXT,
    organization TEXT,
    is_demonstration BIGINT NOT NULL,
    is_administrator BIGINT NOT NULL,
    created_at BIGINT NOT NULL
  );
  CREATE TABLE session (
    token_hash BYTEA PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
  );
  CREATE TABLE sign_in_link (
    token_hash BYTEA PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
  );
  CREATE TABLE forum (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    of TEXT NOT NULL,
    conference TEXT NOT NULL,
    created_at BIGINT NOT NULL
  );
  CREATE TABLE membership (
    account TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    forum TEXT NOT NULL REFERENCES forum(id),
    role TEXT NOT NULL,
    PRIMARY KEY (account, forum, role)
  );
  CREATE TABLE library_text (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    conference TEXT NOT NULL,
    edition TEXT NOT NULL,
    source TEXT NOT NULL,
    blocks TEXT NOT NULL,
    findings TEXT NOT NULL,
    digest TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    language TEXT NOT NULL DEFAULT 'en',
    left_out TEXT NOT NULL DEFAULT '[]'
  );
  -- state and head are caches of the fold, rewritten in the transaction that appends; room in the page for the next one.
  CREATE TABLE proposal (
    id TEXT PRIMARY KEY,
    forum TEXT NOT NULL REFERENCES forum(id),
    number BIGINT NOT NULL,
    head BIGINT NOT NULL,
    chain BYTEA NOT NULL,
    state TEXT NOT NULL,
    UNIQUE (forum, number)
  ) WITH (fillfactor = 50);
  -- The log. Never updated, never deleted from.
  CREATE TABLE entry (
    proposal TEXT NOT NULL REFERENCES proposal(id),
    seq BIGINT NOT NULL,
    time BIGINT NOT NULL,
    author TEXT NOT NULL,
    administration TEXT,
    kind TEXT NOT NULL,
    payload BYTEA NOT NULL,
    chain BYTEA NOT NULL,
    command TEXT,
    PRIMARY KEY (proposal, seq)
  );
  CREATE UNIQUE INDEX entry_command ON entry (proposal, command) WHERE command IS NOT NULL;
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$;
  CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE ON entry
    FOR EACH ROW EXECUTE FUNCTION refuse('the log is append-only');
  CREATE TRIGGER library_text_is_never_changed BEFORE UPDATE OR DELETE ON library_text
    FOR EACH ROW EXECUTE FUNCTION refuse('proposals name this text by its digest');
  CREATE TABLE yjs_client (
    proposal TEXT NOT NULL,
    client BIGINT NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (proposal, client)
  );
  CREATE TABLE parked (
    position BIGSERIAL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    proposal TEXT NOT NULL,
    author TEXT NOT NULL,
    time BIGINT NOT NULL,
    text_seq BIGINT NOT NULL,
    reason TEXT NOT NULL,
    edit BYTEA NOT NULL,
    discarded_at BIGINT
  );
  CREATE INDEX parked_author ON parked (proposal, author);
  -- A cache: may be emptied at any time.
  CREATE TABLE snapshot (
    proposal TEXT NOT NULL REFERENCES proposal(id),
    seq BIGINT NOT NULL,
    version BIGINT NOT NULL,
    chain BYTEA NOT NULL,
    state TEXT NOT NULL,
    doc BYTEA NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (proposal, seq)
  );
  `,
  `
  -- What other nodes must hear of at once: roles that changed, sessions that ended. Counted under a row lock, so that the order of the
  -- numbers is that of the commits and nobody who reads on from a number misses one. By triggers, so that a change by hand counts too.
  CREATE TABLE people_change (
    n BIGINT PRIMARY KEY,
    account TEXT,
    session BYTEA
  );
  CREATE TABLE people_change_head (n BIGINT NOT NULL) WITH (fillfactor = 10);
  INSERT INTO people_change_head VALUES (0);
  CREATE FUNCTION note_people_change(who TEXT, which BYTEA) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE next BIGINT;
    BEGIN
      UPDATE people_change_head SET n = n + 1 RETURNING n INTO next;
      INSERT INTO people_change VALUES (next, who, which);
      DELETE FROM people_change WHERE n <= next - 10000;
    END $$;
  CREATE FUNCTION note_membership() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP <> 'INSERT' THEN PERFORM note_people_change(OLD.account, NULL); END IF;
      IF TG_OP <> 'DELETE' THEN PERFORM note_people_change(NEW.account, NULL); END IF;
      RETURN NULL;
    END $$;
  CREATE FUNCTION note_session_end() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM note_people_change(NULL, OLD.token_hash); RETURN NULL; END $$;
  CREATE TRIGGER membership_is_noted AFTER INSERT OR UPDATE OR DELETE ON membership
    FOR EACH ROW EXECUTE FUNCTION note_membership();
  CREATE TRIGGER session_end_is_noted AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION note_session_end();
  `,
  `
  -- Of a kept edit: whether it tells by itself what its author had seen, and when, where and by which command it came into the text.
  ALTER TABLE parked ADD COLUMN tells BIGINT NOT NULL DEFAULT 0;
  ALTER TABLE parked ADD COLUMN applied_at BIGINT;
  ALTER TABLE parked ADD COLUMN applied_seq BIGINT;
  ALTER TABLE parked ADD COLUMN applied_by TEXT;
  `,
  `
  -- The cache again, as it is read now: the text as it is sent, with its state vector, and a seal over the row.
  DROP TABLE snapshot;
  CREATE TABLE snapshot (
    proposal TEXT NOT NULL REFERENCES proposal(id),
    seq BIGINT NOT NULL,
    version BIGINT NOT NULL,
    text_seq BIGINT NOT NULL,
    chain BYTEA NOT NULL,
    state TEXT NOT NULL,
    doc BYTEA NOT NULL,
    vector BYTEA NOT NULL,
    digest TEXT NOT NULL,
    seal BYTEA NOT NULL,
    PRIMARY KEY (proposal, seq)
  );
  -- By which version of the fold the cached state was made; 0 where that is not known.
  ALTER TABLE proposal ADD COLUMN fold_version BIGINT NOT NULL DEFAULT 0;
  `,
  `
  -- Sessions that had run out before they were deleted: whoever had them open has closed them already.
  DROP TRIGGER session_end_is_noted ON session;
  CREATE TRIGGER session_end_is_noted AFTER DELETE ON session FOR EACH ROW
    WHEN (OLD.expires_at > EXTRACT(EPOCH FROM clock_timestamp()) * 1000) EXECUTE FUNCTION note_session_end();
  `,
]
