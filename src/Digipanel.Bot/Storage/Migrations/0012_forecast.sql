-- How long the last downloads took, for the forecast that every paste's message shows: the newest orders all wait when it matters.
CREATE INDEX orders_delivered ON orders (ended_at) WHERE state = 'delivered';
