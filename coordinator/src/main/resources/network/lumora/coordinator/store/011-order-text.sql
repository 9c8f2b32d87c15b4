-- What an order says, apart from its row: the row is written with each page, and this may be 300 kB.
CREATE TABLE order_text (
  order_id TEXT PRIMARY KEY,
  head BLOB NOT NULL,
  instructions TEXT NOT NULL
) STRICT;
INSERT INTO order_text (order_id, head, instructions) SELECT id, head, instructions FROM orders;
ALTER TABLE orders DROP COLUMN head;
ALTER TABLE orders DROP COLUMN instructions;

-- Leases in the order in which they are given: those of one moment share pages of the file.
CREATE TABLE given_lease (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  order_id TEXT NOT NULL,
  page INTEGER NOT NULL,
  agent TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  live INTEGER NOT NULL,
  statement BLOB NOT NULL,
  reason TEXT NOT NULL
) STRICT;
INSERT INTO given_lease (id, order_id, page, agent, expires_at, live, statement, reason)
 SELECT id, order_id, page, agent, expires_at, live, statement, reason FROM lease ORDER BY expires_at;
DROP TABLE lease;
ALTER TABLE given_lease RENAME TO lease;
CREATE INDEX lease_expiry ON lease (expires_at) WHERE live = 1;
CREATE INDEX lease_of_agent ON lease (agent) WHERE live = 1;
CREATE INDEX lease_on_page ON lease (order_id, page);
