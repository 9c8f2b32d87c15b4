ALTER TABLE journal ADD COLUMN host TEXT NOT NULL DEFAULT '';
ALTER TABLE journal ADD COLUMN trust TEXT NOT NULL DEFAULT 'FULL';
ALTER TABLE journal ADD COLUMN purpose TEXT;
ALTER TABLE journal ADD COLUMN category TEXT NOT NULL DEFAULT 'UNCATEGORISED';
ALTER TABLE journal ADD COLUMN rule TEXT;
UPDATE journal SET host = site;
UPDATE journal SET receipt = 'none' || substr(receipt, 11) WHERE receipt LIKE 'no receipt%';
CREATE INDEX journal_by_time ON journal (at);
CREATE INDEX journal_by_outcome ON journal (outcome);

-- what the host lets through, as one JSON document
CREATE TABLE rules (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  document TEXT NOT NULL
) STRICT;

-- bytes by the hour in which they moved, in seconds since 1970 UTC, stays when rows of the journal go
CREATE TABLE traffic (
  hour INTEGER NOT NULL,
  coordinator TEXT NOT NULL,
  category TEXT NOT NULL,
  up INTEGER NOT NULL,
  down INTEGER NOT NULL,
  PRIMARY KEY (hour, coordinator, category)
) STRICT, WITHOUT ROWID;

-- settled receipts by quarters of an hour since 1970 UTC, of which every zone's days are made
CREATE TABLE settled (
  quarter INTEGER PRIMARY KEY,
  receipts INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
INSERT INTO settled
  SELECT COALESCE(unixepoch(settled_at), 0) / 900, COUNT(*), SUM(delivered) FROM receipt GROUP BY 1;

-- counts of what may be gone from the journal
CREATE TABLE tally (
  name TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT;
INSERT INTO tally SELECT 'unpaid', COUNT(*) FROM journal WHERE receipt LIKE 'unpaid:%';

-- the last that each coordinator said of this agent's account, in millionths of LMR
CREATE TABLE balance (
  coordinator TEXT PRIMARY KEY,
  tree_size INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  stated_at TEXT NOT NULL
) STRICT;
