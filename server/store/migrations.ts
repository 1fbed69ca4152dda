/** The database's versions, forward only. A new version is a new element; an old element never changes. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE account (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    administration TEXT,
    organization TEXT,
    is_demonstration INTEGER NOT NULL,
    is_administrator INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE session (
    token_hash BLOB PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE sign_in_link (
    token_hash BLOB PRIMARY KEY,
    account TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE forum (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    of TEXT NOT NULL,
    conference TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE membership (
    account TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    forum TEXT NOT NULL REFERENCES forum(id),
    role TEXT NOT NULL,
    PRIMARY KEY (account, forum, role)
  ) WITHOUT ROWID;
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
    added_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TRIGGER library_text_is_never_changed BEFORE UPDATE ON library_text BEGIN SELECT RAISE(ABORT, 'proposals name this text by its digest'); END;
  CREATE TRIGGER library_text_is_never_deleted BEFORE DELETE ON library_text BEGIN SELECT RAISE(ABORT, 'proposals name this text by its digest'); END;
  -- state and head are caches of the fold, rewritten in the transaction that appends.
  CREATE TABLE proposal (
    id TEXT PRIMARY KEY,
    forum TEXT NOT NULL REFERENCES forum(id),
    number INTEGER NOT NULL,
    head INTEGER NOT NULL,
    chain BLOB NOT NULL,
    state TEXT NOT NULL,
    UNIQUE (forum, number)
  ) WITHOUT ROWID;
  -- The log. Never updated, never deleted from.
  CREATE TABLE entry (
    proposal TEXT NOT NULL REFERENCES proposal(id),
    seq INTEGER NOT NULL,
    time INTEGER NOT NULL,
    author TEXT NOT NULL,
    administration TEXT,
    kind TEXT NOT NULL,
    payload BLOB NOT NULL,
    chain BLOB NOT NULL,
    command TEXT,
    PRIMARY KEY (proposal, seq)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX entry_command ON entry (proposal, command) WHERE command IS NOT NULL;
  CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
  CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
  CREATE TABLE yjs_client (
    proposal TEXT NOT NULL,
    client INTEGER NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (proposal, client)
  ) WITHOUT ROWID;
  CREATE TABLE parked (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    proposal TEXT NOT NULL,
    author TEXT NOT NULL,
    time INTEGER NOT NULL,
    text_seq INTEGER NOT NULL,
    reason TEXT NOT NULL,
    edit BLOB NOT NULL,
    discarded_at INTEGER
  );
  CREATE INDEX parked_author ON parked (proposal, author);
  `,
  `
  ALTER TABLE library_text ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
  ALTER TABLE library_text ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]';
  `,
  `
  -- A cache: may be emptied at any time.
  CREATE TABLE snapshot (
    proposal TEXT NOT NULL REFERENCES proposal(id),
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    chain BLOB NOT NULL,
    state TEXT NOT NULL,
    doc BLOB NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (proposal, seq)
  ) WITHOUT ROWID;
  `,
  `
  -- Of a kept edit: whether it tells by itself what its author had seen, and when, where and by which command it came into the text.
  ALTER TABLE parked ADD COLUMN tells INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE parked ADD COLUMN applied_at INTEGER;
  ALTER TABLE parked ADD COLUMN applied_seq INTEGER;
  ALTER TABLE parked ADD COLUMN applied_by TEXT;
  `,
  `
  -- The cache again, as it is read now: the text as it is sent, with its state vector, and a seal over the row.
  DROP TABLE snapshot;
  CREATE TABLE snapshot (
    proposal TEXT NOT NULL REFERENCES proposal(id),
    seq INTEGER NOT NULL,
    version INTEGER NOT NULL,
    text_seq INTEGER NOT NULL,
    chain BLOB NOT NULL,
    state TEXT NOT NULL,
    doc BLOB NOT NULL,
    vector BLOB NOT NULL,
    digest TEXT NOT NULL,
    seal BLOB NOT NULL,
    PRIMARY KEY (proposal, seq)
  );
  -- By which version of the fold the cached state was made; 0 where that is not known.
  ALTER TABLE proposal ADD COLUMN fold_version INTEGER NOT NULL DEFAULT 0;
  `,
]
