-- what the host has set, as one JSON document (before it, limits stood in the table setting)
CREATE TABLE settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  document TEXT NOT NULL
) STRICT;
