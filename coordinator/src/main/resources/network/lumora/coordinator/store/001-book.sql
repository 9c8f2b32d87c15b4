-- Times are milliseconds since 1970 UTC; keys and ids are their text forms.
CREATE TABLE consumer (
  key TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  admitted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- One column for each state of a task: how many of the order's tasks are in it.
CREATE TABLE orders (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  consumer TEXT NOT NULL,
  head BLOB NOT NULL,
  head_sha256 TEXT NOT NULL,
  instructions TEXT NOT NULL,
  phase TEXT NOT NULL,
  closed INTEGER NOT NULL DEFAULT 0,
  pages INTEGER NOT NULL,
  waiting INTEGER NOT NULL,
  working INTEGER NOT NULL DEFAULT 0,
  ok INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  exhausted INTEGER NOT NULL DEFAULT 0,
  dropped INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_of_consumer ON orders (consumer, number);
CREATE INDEX orders_not_over ON orders (consumer) WHERE waiting + working > 0;

CREATE TABLE task (
  order_id TEXT NOT NULL,
  page INTEGER NOT NULL,
  state TEXT NOT NULL,
  turn INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  lease_id TEXT,
  last_agent TEXT,
  rests_until INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id, page)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_queue ON task (turn) WHERE state = 'WAITING';

CREATE TABLE lease (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL,
  page INTEGER NOT NULL,
  agent TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  live INTEGER NOT NULL,
  statement BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX lease_expiry ON lease (expires_at) WHERE live = 1;
CREATE INDEX lease_of_agent ON lease (agent) WHERE live = 1;
CREATE INDEX lease_on_order ON lease (order_id) WHERE live = 1;

-- What a counted receipt has: entry and sealed; what an unpaid one has: reason and detail.
CREATE TABLE delivery (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  agent TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  payload_sha256 TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  reason TEXT,
  detail TEXT,
  order_id TEXT,
  page INTEGER,
  policy_sha256 TEXT,
  log_index INTEGER UNIQUE,
  entry BLOB,
  sealed BLOB,
  UNIQUE (agent, sequence)
) STRICT;
CREATE INDEX delivery_of_order ON delivery (order_id, log_index) WHERE log_index IS NOT NULL;

CREATE TABLE agent (
  key TEXT PRIMARY KEY,
  received_through INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  order_id TEXT,
  delivery INTEGER,
  agent TEXT,
  sequence INTEGER,
  epoch INTEGER,
  entry BLOB NOT NULL
) STRICT;
