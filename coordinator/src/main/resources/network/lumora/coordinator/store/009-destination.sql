-- Sites whose owners want them to be reached through agents; entry and seen_at are there once control was proven.
CREATE TABLE destination (
  owner TEXT NOT NULL,
  host TEXT NOT NULL,
  nonce TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  entry BLOB,
  seen_at INTEGER,
  PRIMARY KEY (owner, host)
) STRICT, WITHOUT ROWID;
