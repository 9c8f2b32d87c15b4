-- the round trip to the page's host in milliseconds, or nothing if no connection was made for it
ALTER TABLE outbox ADD COLUMN connect_millis INTEGER;
