-- receipts of sessions too: session is the id of their grant, and empty for a page's. What is delivered of a
-- session is all of it up to that receipt
CREATE TABLE settled_receipt (
  coordinator TEXT NOT NULL,
  session TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  envelope TEXT NOT NULL,
  logged TEXT NOT NULL,
  delivered INTEGER NOT NULL,
  settled_at TEXT NOT NULL,
  PRIMARY KEY (coordinator, session, sequence)
) STRICT;
INSERT INTO settled_receipt
    (rowid, coordinator, session, sequence, envelope, logged, delivered, settled_at)
  SELECT rowid, coordinator, '', sequence, envelope, logged, delivered, settled_at FROM receipt;
DROP TABLE receipt;
ALTER TABLE settled_receipt RENAME TO receipt;
CREATE INDEX journal_by_task ON journal (task) WHERE kind = 'RELAY';
