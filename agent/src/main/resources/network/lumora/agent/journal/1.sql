CREATE TABLE consent (
  number INTEGER PRIMARY KEY,
  text_version INTEGER NOT NULL,
  text_sha256 TEXT NOT NULL,
  given_at TEXT NOT NULL
) STRICT;

-- limits and pause, by name
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE usage (
  day TEXT PRIMARY KEY,
  up INTEGER NOT NULL,
  down INTEGER NOT NULL
) STRICT;

-- the key that was shown at an address the first time
CREATE TABLE coordinator (
  address TEXT PRIMARY KEY,
  key TEXT NOT NULL,
  first_seen_at TEXT NOT NULL
) STRICT;

CREATE TABLE lease (
  id TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX lease_by_expiry ON lease (expires_at);

CREATE TABLE sequence (
  coordinator TEXT PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

CREATE TABLE outbox (
  coordinator TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  lease TEXT NOT NULL,
  receipt TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (coordinator, sequence)
) STRICT;

CREATE TABLE receipt (
  coordinator TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  envelope TEXT NOT NULL,
  logged TEXT NOT NULL,
  delivered INTEGER NOT NULL,
  settled_at TEXT NOT NULL,
  PRIMARY KEY (coordinator, sequence)
) STRICT;

CREATE TABLE checkpoint (
  coordinator TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;

-- a settlement that did not verify, as it came
CREATE TABLE evidence (
  number INTEGER PRIMARY KEY,
  coordinator TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  envelope TEXT NOT NULL,
  logged TEXT NOT NULL,
  reason TEXT NOT NULL,
  received_at TEXT NOT NULL,
  UNIQUE (coordinator, sequence, envelope, logged)
) STRICT;

CREATE TABLE journal (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  coordinator TEXT NOT NULL,
  consumer TEXT NOT NULL,
  task TEXT NOT NULL,
  site TEXT NOT NULL,
  up INTEGER NOT NULL,
  down INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  code TEXT NOT NULL,
  sequence INTEGER,
  receipt TEXT NOT NULL
) STRICT;
CREATE INDEX journal_by_sequence ON journal (coordinator, sequence);
