-- Reports read a stretch of time. The ledger's by this index alone, without its rows: what kind of movement, how much, whose. Time comes first, so that new rows
-- go to its end and no other query is served by it (the audit reads all holds, and by a kind's index it would fetch them one by one).
CREATE INDEX transfers_by_time ON transfers (at, kind, amount, from_account);

-- Which account at Digipanel a sale was bought with: the index that was there with two columns more. The state, which is the same in all of it, is one of them
-- because SQLite would fetch every order to look at it.
DROP INDEX orders_delivered;
CREATE INDEX orders_delivered ON orders (ended_at, account, state) WHERE state = 'delivered';
-- An order enters at its failure.
CREATE INDEX orders_failed ON orders (ended_at, reason, state) WHERE state = 'failed';
-- A top-up enters when it is paid.
CREATE INDEX topups_paid ON topups (paid_at, method, amount, fee, shop_fee, state) WHERE state = 'paid';
CREATE INDEX customers_by_age ON customers (created_at);
