-- How long the latest downloads took, for the expected time of those that wait: each message that shows a place in the queue asks for it, and fetched the orders
-- themselves. The index that was there with one column more.
DROP INDEX orders_delivered;
CREATE INDEX orders_delivered ON orders (ended_at, account, state, submitting_at) WHERE state = 'delivered';
