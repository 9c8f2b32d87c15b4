-- Sessions of two parties, each under one grant; ids, digests, keys and nonces are their bytes. What is
-- told of a session is told by its newest receipt that counted: sequence 0 if none did.
CREATE TABLE session (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  grant_id BLOB NOT NULL UNIQUE,
  entry BLOB NOT NULL,
  service BLOB NOT NULL,
  phase TEXT NOT NULL,
  since INTEGER NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0,
  payload_sha256 BLOB,
  transcript BLOB,
  up INTEGER NOT NULL DEFAULT 0,
  down INTEGER NOT NULL DEFAULT 0,
  began_at INTEGER,
  ended_at INTEGER
) STRICT;
CREATE INDEX session_of_service ON session (service);

-- entry: the payload with both signatures, as the ends exchange it. up and down: of this stretch alone.
CREATE TABLE window_receipt (
  session INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  nonce BLOB NOT NULL,
  link_id BLOB NOT NULL,
  up INTEGER NOT NULL,
  down INTEGER NOT NULL,
  began_at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  entry BLOB NOT NULL,
  PRIMARY KEY (session, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX window_nonce ON window_receipt (nonce);
CREATE INDEX window_of_link ON window_receipt (link_id, ended_at);

-- What rules have found, with the signed bodies that show it.
CREATE TABLE evidence (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  against TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  first BLOB,
  second BLOB,
  UNIQUE (against, kind, detail)
) STRICT;
