-- Top-ups: requested -> issued -> paid | expired | cancelled. Money that comes after the end is still credited.
-- The id and the reference exist before Doitpay hears of them; a reference whose answer was lost is cancelled and another row
-- replaces it, so that money on the old one finds its owner as well.
CREATE TABLE topups (
  id                 TEXT    PRIMARY KEY CHECK (length(id) = 36),
  customer_id        INTEGER NOT NULL REFERENCES customers (id),
  amount             INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 1000000000),
  method             TEXT    NOT NULL CHECK (length(method) BETWEEN 1 AND 16),
  reference          TEXT    NOT NULL UNIQUE CHECK (length(reference) BETWEEN 1 AND 64),
  provider_reference TEXT    CHECK (length(provider_reference) <= 128),
  state              TEXT    NOT NULL DEFAULT 'requested' CHECK (state IN ('requested', 'issued', 'paid', 'expired', 'cancelled')),
  -- the QRIS text or the payment page's address
  content            TEXT    CHECK (length(content) BETWEEN 1 AND 4096),
  replaces           TEXT    UNIQUE REFERENCES topups (id),
  generation         INTEGER NOT NULL DEFAULT 1 CHECK (generation BETWEEN 1 AND 9),
  -- how often Doitpay was asked for it
  attempts           INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- notifications that concern it; a look that began before the last one does not put the next look off
  hints              INTEGER NOT NULL DEFAULT 0 CHECK (hints >= 0),
  hinted_at          INTEGER,
  told_delay         INTEGER NOT NULL DEFAULT 0 CHECK (told_delay IN (0, 1)),
  told_mismatch      INTEGER NOT NULL DEFAULT 0 CHECK (told_mismatch IN (0, 1)),
  fault              TEXT    CHECK (length(fault) <= 500),
  -- when a pump has something to do with it; a lease pushes it on
  due_at             INTEGER,
  created_at         INTEGER NOT NULL,
  issued_at          INTEGER,
  expires_at         INTEGER,
  ended_at           INTEGER,
  paid_at            INTEGER,
  -- an open top-up is always somebody's to do: none can be forgotten
  CHECK (state NOT IN ('requested', 'issued') OR due_at IS NOT NULL),
  CHECK (state <> 'issued' OR (content IS NOT NULL AND issued_at IS NOT NULL AND expires_at IS NOT NULL)),
  CHECK (state NOT IN ('expired', 'cancelled') OR ended_at IS NOT NULL),
  CHECK ((state = 'paid') = (paid_at IS NOT NULL)),
  CHECK (state <> 'paid' OR due_at IS NULL)
) STRICT;

CREATE INDEX topups_due ON topups (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX topups_by_customer ON topups (customer_id, id);

CREATE TRIGGER topups_begin_requested BEFORE INSERT ON topups WHEN NEW.state <> 'requested' BEGIN
  SELECT RAISE(ABORT, 'a top-up begins as requested');
END;
CREATE TRIGGER topups_go_one_way BEFORE UPDATE OF state ON topups
WHEN NEW.state <> OLD.state AND NOT (
  (OLD.state = 'requested' AND NEW.state IN ('issued', 'paid', 'cancelled')) OR
  (OLD.state = 'issued' AND NEW.state IN ('paid', 'expired', 'cancelled')) OR
  (OLD.state IN ('expired', 'cancelled') AND NEW.state = 'paid')) BEGIN
  SELECT RAISE(ABORT, 'a top-up does not go that way');
END;
-- The ledger comes first, in the same transaction: "paid" without the money in the wallet cannot be written.
CREATE TRIGGER topups_paid_is_credited BEFORE UPDATE OF state ON topups
WHEN NEW.state = 'paid' AND OLD.state <> 'paid' AND NOT EXISTS (
  SELECT 1 FROM transfers t JOIN accounts a ON a.id = t.to_account
  WHERE t.key = 'topup:' || NEW.id AND t.kind = 'TopUp' AND t.amount = NEW.amount AND a.customer_id = NEW.customer_id) BEGIN
  SELECT RAISE(ABORT, 'a paid top-up has its transfer');
END;
CREATE TRIGGER topups_keep_what_was_asked BEFORE UPDATE ON topups
WHEN NEW.id <> OLD.id OR NEW.customer_id <> OLD.customer_id OR NEW.amount <> OLD.amount OR NEW.method <> OLD.method
  OR NEW.reference <> OLD.reference OR NEW.replaces IS NOT OLD.replaces OR NEW.created_at <> OLD.created_at BEGIN
  SELECT RAISE(ABORT, 'what was asked for does not change');
END;
CREATE TRIGGER topups_are_never_deleted BEFORE DELETE ON topups BEGIN
  SELECT RAISE(ABORT, 'top-ups are never deleted');
END;

-- What happened to a top-up, for people who look into it: rows are only ever inserted.
CREATE TABLE topup_events (
  id       INTEGER PRIMARY KEY,
  topup_id TEXT    NOT NULL REFERENCES topups (id),
  at       INTEGER NOT NULL,
  event    TEXT    NOT NULL CHECK (length(event) BETWEEN 1 AND 40),
  detail   TEXT    CHECK (length(detail) <= 500)
) STRICT;

CREATE INDEX topup_events_by_topup ON topup_events (topup_id, id);

CREATE TRIGGER topup_events_are_never_updated BEFORE UPDATE ON topup_events BEGIN
  SELECT RAISE(ABORT, 'events are only ever inserted');
END;
CREATE TRIGGER topup_events_are_never_deleted BEFORE DELETE ON topup_events BEGIN
  SELECT RAISE(ABORT, 'events are only ever inserted');
END;
