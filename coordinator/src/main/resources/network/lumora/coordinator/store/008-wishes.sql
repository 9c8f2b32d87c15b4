-- Two agents may have a lease on one page; and an operator asks who ever had one.
DROP INDEX lease_on_order;
CREATE INDEX lease_on_page ON lease (order_id, page);

-- How soon pages are wanted: urgency is 0 for what comes first; a deadline that was not named is the largest number.
ALTER TABLE orders ADD COLUMN urgency INTEGER NOT NULL DEFAULT 1;
ALTER TABLE orders ADD COLUMN deadline INTEGER NOT NULL DEFAULT 9223372036854775807;
CREATE INDEX orders_by_deadline ON orders (deadline) WHERE phase IN ('ENTERING', 'OPEN');
ALTER TABLE task ADD COLUMN consumer TEXT NOT NULL DEFAULT '';
ALTER TABLE task ADD COLUMN urgency INTEGER NOT NULL DEFAULT 1;
ALTER TABLE task ADD COLUMN deadline INTEGER NOT NULL DEFAULT 9223372036854775807;
UPDATE task SET consumer = (SELECT consumer FROM orders WHERE id = order_id);
DROP INDEX task_queue;
CREATE INDEX task_queue ON task (consumer, urgency, deadline, turn) WHERE state = 'WAITING';
