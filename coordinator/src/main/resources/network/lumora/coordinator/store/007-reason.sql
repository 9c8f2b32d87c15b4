-- Why the agent got it, in one line.
ALTER TABLE lease ADD COLUMN reason TEXT NOT NULL DEFAULT '';
