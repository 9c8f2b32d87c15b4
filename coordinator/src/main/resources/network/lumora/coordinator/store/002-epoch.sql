-- The epoch that is open: one row, once its beginning was seen. What the log holds after after_index
-- counts in it.
CREATE TABLE open_epoch (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  begun_at INTEGER NOT NULL,
  after_index INTEGER NOT NULL
) STRICT;
