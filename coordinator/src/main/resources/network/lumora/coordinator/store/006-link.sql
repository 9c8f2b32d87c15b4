-- A link is named by the agents behind it from now on: each has its name again with its next challenge.
DELETE FROM agent_link;
-- When the agent was last challenged together with others.
ALTER TABLE agent_link ADD COLUMN joint_at INTEGER;

-- Two agents whose newest joint challenge showed that they share a line; the smaller key is one.
CREATE TABLE shared_line (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- Joint challenges on end that did not come about because of an agent, and how many they were to have.
CREATE TABLE joint_absence (
  agent TEXT PRIMARY KEY,
  times INTEGER NOT NULL,
  agents INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A challenger's newest slots, and whether each told otherwise than the majority of its challenge.
DROP TABLE disagreement;
CREATE TABLE challenger_slot (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  challenger TEXT NOT NULL,
  prover TEXT NOT NULL,
  disagrees INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX challenger_slots ON challenger_slot (challenger, number);
