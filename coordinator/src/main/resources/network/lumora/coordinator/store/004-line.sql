-- Challenges that gave a verdict; rates are bytes per second.
CREATE TABLE proven_line (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  challenge_id TEXT NOT NULL UNIQUE,
  agent TEXT NOT NULL,
  direction TEXT NOT NULL,
  ended_at INTEGER NOT NULL,
  estimate INTEGER NOT NULL,
  proven INTEGER NOT NULL,
  grade TEXT NOT NULL,
  link_id TEXT NOT NULL,
  log_index INTEGER UNIQUE,
  entry BLOB NOT NULL
) STRICT;
CREATE INDEX proven_line_of_agent ON proven_line (agent, direction, number);

-- Agents with the same link share one line.
CREATE TABLE agent_link (
  agent TEXT PRIMARY KEY,
  link_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX agent_link_members ON agent_link (link_id);

-- A challenger's slot told otherwise than the others of the same challenge.
CREATE TABLE disagreement (
  challenger TEXT NOT NULL,
  prover TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (challenger, prover)
) STRICT, WITHOUT ROWID;

ALTER TABLE outbox ADD COLUMN challenge_id TEXT;
