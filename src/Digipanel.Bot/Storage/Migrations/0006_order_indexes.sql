-- SQLite takes a partial index only where the query repeats its condition: "state IN ('submitting', 'uncertain')" served neither
-- "state = 'submitting'" nor "state = 'uncertain'", and every turn of a lane read every order that was ever sold.
DROP INDEX orders_in_doubt;
CREATE INDEX orders_submitting ON orders (account) WHERE state = 'submitting';
CREATE INDEX orders_uncertain ON orders (account) WHERE state = 'uncertain';
-- A webhook about an unknown download looks among the orders whose answers were once lost.
CREATE INDEX orders_doubted ON orders (account, uncertain_at) WHERE doubts > 0;
