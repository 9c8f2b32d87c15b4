-- what the line carried of late, run by run: the stretches from one second to another, in the code of agent.history
CREATE TABLE line_run (
  start INTEGER PRIMARY KEY,
  finish INTEGER NOT NULL,
  stretches BLOB NOT NULL
) STRICT;

-- the same by the hour, in seconds since 1970 UTC, with how much of it is known
CREATE TABLE line_hour (
  start INTEGER PRIMARY KEY,
  seconds INTEGER NOT NULL,
  exact_seconds INTEGER NOT NULL,
  own_up INTEGER NOT NULL,
  own_down INTEGER NOT NULL,
  other_seconds INTEGER NOT NULL,
  other_up INTEGER NOT NULL,
  other_down INTEGER NOT NULL
) STRICT;
INSERT INTO line_hour SELECT hour, 3600, 0, SUM(up), SUM(down), 0, 0, 0 FROM traffic GROUP BY hour;

-- what tests have proven that the line carries, in bytes per second
CREATE TABLE line_proven (
  at INTEGER PRIMARY KEY,
  up INTEGER,
  down INTEGER,
  challengers INTEGER NOT NULL
) STRICT;

ALTER TABLE journal ADD COLUMN kind TEXT NOT NULL DEFAULT 'SCRAPE';
