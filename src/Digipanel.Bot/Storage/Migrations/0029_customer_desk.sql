-- Refunds of delivered orders: the whole price, once, and never without the money. The order stays delivered; what was sold is what was captured less this.
INSERT INTO transfer_kinds (kind, from_type, to_type) VALUES ('Refund', 'sales', 'customer');
ALTER TABLE orders ADD COLUMN refunded_at INTEGER CHECK (refunded_at IS NULL OR state = 'delivered');
CREATE INDEX orders_refunded ON orders (refunded_at) WHERE refunded_at IS NOT NULL;

CREATE TRIGGER transfers_refund_an_order BEFORE INSERT ON transfers WHEN NEW.kind = 'Refund' AND NOT EXISTS (
  SELECT 1 FROM orders o JOIN accounts a ON a.customer_id = o.customer_id
  WHERE o.number = CAST(substr(NEW.key, 7) AS INTEGER) AND NEW.key = 'order:' || o.number || ':refund'
    AND o.state = 'delivered' AND o.price = NEW.amount AND a.id = NEW.to_account) BEGIN
  SELECT RAISE(ABORT, 'a refund gives a delivered order''s price back to its payer');
END;
CREATE TRIGGER orders_begin_unrefunded BEFORE INSERT ON orders WHEN NEW.refunded_at IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'an order begins unrefunded');
END;
CREATE TRIGGER orders_are_refunded_with_their_money BEFORE UPDATE OF refunded_at ON orders WHEN NEW.refunded_at IS NOT OLD.refunded_at AND (
  OLD.refunded_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM transfers WHERE key = 'order:' || NEW.number || ':refund' AND kind = 'Refund')) BEGIN
  SELECT RAISE(ABORT, 'an order is refunded once, with its money');
END;

-- Money that admins move by hand, written down with its id before anything is asked or moved: a question that is answered twice moves it once.
CREATE TABLE adjustments (
  id           TEXT    PRIMARY KEY CHECK (length(id) = 36),
  kind         TEXT    NOT NULL CHECK (kind IN ('credit', 'debit', 'move', 'refund')),
  customer_id  INTEGER NOT NULL REFERENCES customers (id),
  -- of a move: whose wallet gets it
  to_id        INTEGER REFERENCES customers (id),
  -- of a refund
  order_number INTEGER REFERENCES orders (number),
  amount       INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000),
  -- as the customer is told; a refund needs none
  reason       TEXT    NOT NULL CHECK (length(reason) <= 300),
  -- asked: waits for the admin's yes; dropped: no, or too late, or no longer possible
  state        TEXT    NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'done', 'dropped')),
  -- "telegram:999": as it stands in the configuration
  asked_by     TEXT    NOT NULL CHECK (length(asked_by) BETWEEN 1 AND 160),
  asked_at     INTEGER NOT NULL,
  ended_by     TEXT    CHECK (length(ended_by) BETWEEN 1 AND 160),
  ended_at     INTEGER,
  CHECK ((kind = 'move') = (to_id IS NOT NULL)),
  CHECK ((kind = 'refund') = (order_number IS NOT NULL)),
  CHECK (reason <> '' OR kind = 'refund'),
  CHECK (to_id IS NULL OR to_id <> customer_id),
  CHECK ((state = 'asked') = (ended_at IS NULL)),
  CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) STRICT;
CREATE INDEX adjustments_of_customer ON adjustments (customer_id, asked_at);

CREATE TRIGGER adjustments_begin_asked BEFORE INSERT ON adjustments WHEN NEW.state <> 'asked' BEGIN
  SELECT RAISE(ABORT, 'money is moved by hand only after it was written down');
END;
CREATE TRIGGER adjustments_end_once BEFORE UPDATE OF state ON adjustments WHEN NEW.state IS NOT OLD.state AND OLD.state <> 'asked' BEGIN
  SELECT RAISE(ABORT, 'what was moved by hand, or not, stays so');
END;
CREATE TRIGGER adjustments_keep_what_was_asked BEFORE UPDATE OF id, kind, customer_id, to_id, order_number, amount, reason, asked_by, asked_at ON adjustments BEGIN
  SELECT RAISE(ABORT, 'what was asked about does not change');
END;
CREATE TRIGGER adjustments_are_never_deleted BEFORE DELETE ON adjustments BEGIN
  SELECT RAISE(ABORT, 'what was moved by hand is never deleted');
END;
-- The ledger comes first, in the same transaction.
CREATE TRIGGER adjustments_done_have_moved BEFORE UPDATE OF state ON adjustments WHEN NEW.state = 'done' AND OLD.state <> 'done' AND (
  NOT EXISTS (
    SELECT 1 FROM transfers
    WHERE key = iif(NEW.kind = 'refund', 'order:' || NEW.order_number || ':refund', 'adjust:' || NEW.id) AND amount = NEW.amount
      AND kind = CASE NEW.kind WHEN 'credit' THEN 'Credit' WHEN 'refund' THEN 'Refund' ELSE 'Debit' END)
  OR (NEW.kind = 'move' AND NOT EXISTS (SELECT 1 FROM transfers WHERE key = 'adjust:' || NEW.id || ':to' AND amount = NEW.amount AND kind = 'Credit'))) BEGIN
  SELECT RAISE(ABORT, 'money that was moved by hand has its transfers');
END;

-- What admins write down about a customer; only ever inserted.
CREATE TABLE customer_notes (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  text        TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  admin       TEXT    NOT NULL CHECK (length(admin) BETWEEN 1 AND 160),
  at          INTEGER NOT NULL
) STRICT;
CREATE INDEX customer_notes_of_customer ON customer_notes (customer_id, id);
CREATE TRIGGER customer_notes_are_never_updated BEFORE UPDATE ON customer_notes BEGIN
  SELECT RAISE(ABORT, 'notes are only ever inserted');
END;
CREATE TRIGGER customer_notes_are_never_deleted BEFORE DELETE ON customer_notes BEGIN
  SELECT RAISE(ABORT, 'notes are only ever inserted');
END;

-- Who is blocked (customers.blocked = 1) and why. A row an account; of joined accounts both have one.
CREATE TABLE customer_blocks (
  customer_id INTEGER PRIMARY KEY REFERENCES customers (id),
  reason      TEXT    NOT NULL CHECK (length(reason) <= 300),
  admin       TEXT    NOT NULL CHECK (length(admin) BETWEEN 1 AND 160),
  at          INTEGER NOT NULL,
  -- when they last heard that they are: once an hour, then silence
  told_at     INTEGER
) STRICT;
