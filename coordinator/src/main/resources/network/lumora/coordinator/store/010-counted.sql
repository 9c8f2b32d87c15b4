-- entered: the newest receipt that was put on its way to the log. is_over: no further one is expected.
ALTER TABLE session ADD COLUMN entered INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN is_over INTEGER NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN payer TEXT;
CREATE INDEX session_to_enter ON session (number) WHERE sequence > entered AND phase = 'OPEN';
CREATE INDEX session_of_payer ON session (payer, number) WHERE sequence > 0;

-- What the log was given of sessions, each up to one receipt. kept: its provider has stored it.
CREATE TABLE session_entry (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  session INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  provider TEXT NOT NULL,
  kept INTEGER NOT NULL DEFAULT 0,
  log_index INTEGER UNIQUE,
  entry BLOB NOT NULL,
  UNIQUE (session, sequence)
) STRICT;
CREATE INDEX session_entry_to_tell ON session_entry (provider, number) WHERE kept = 0;

ALTER TABLE outbox ADD COLUMN session_entry INTEGER;
