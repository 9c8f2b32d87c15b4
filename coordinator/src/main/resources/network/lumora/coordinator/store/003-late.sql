-- Results that came when their task was over: kept, never paid, and only the newest.
-- starts_at is the sum of the bytes of all that were ever kept before.
CREATE TABLE late_result (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  agent TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  page INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  receipt BLOB NOT NULL,
  sealed BLOB NOT NULL,
  starts_at INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX late_result_of_page ON late_result (order_id, page);
CREATE INDEX late_result_start ON late_result (starts_at);
