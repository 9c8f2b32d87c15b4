CREATE TABLE entry (
  idx INTEGER PRIMARY KEY CHECK (idx >= 0),
  body BLOB NOT NULL CHECK (length(body) <= 65535)
) STRICT;

-- Hashes of the Merkle tree as tlog-tiles cuts it: level 0 holds the leaves.
CREATE TABLE tile_hash (
  level INTEGER NOT NULL CHECK (level >= 0),
  idx INTEGER NOT NULL CHECK (idx >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;

-- The same bytes are never two entries.
CREATE UNIQUE INDEX leaf ON tile_hash (hash) WHERE level = 0;

CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY CHECK (size >= 1),
  note TEXT NOT NULL
) STRICT;
