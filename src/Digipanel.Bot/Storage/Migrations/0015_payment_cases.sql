-- Payments that a person has to decide about: money that does not fit its top-up, money that was given back after it was credited. One of a kind a
-- reference, decided once; what a decision moved is a transfer of the ledger with the key "case:" and the id.
CREATE TABLE payment_cases (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  -- mismatch: paid, but not as billed; again: paid as billed after an admin had credited something else; refund: given back after it was credited;
  -- unknown: a reference that is not ours
  kind       TEXT    NOT NULL CHECK (kind IN ('mismatch', 'again', 'refund', 'unknown')),
  reference  TEXT    NOT NULL CHECK (length(reference) BETWEEN 1 AND 64),
  topup_id   TEXT    REFERENCES topups (id),
  -- rupiah that a yes would move
  amount     INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 1000000000000),
  why        TEXT    NOT NULL CHECK (length(why) <= 500),
  -- asking: Doitpay is asked first; settled: it went away by itself
  state      TEXT    NOT NULL CHECK (state IN ('asking', 'open', 'credited', 'debited', 'left', 'settled')),
  asked      INTEGER NOT NULL DEFAULT 0 CHECK (asked >= 0),
  due_at     INTEGER,
  raised_at  INTEGER NOT NULL,
  -- who, when, how much
  decided_by TEXT    CHECK (length(decided_by) BETWEEN 1 AND 160),
  decided_at INTEGER,
  booked     INTEGER CHECK (booked > 0),
  UNIQUE (kind, reference),
  CHECK ((kind = 'unknown') = (topup_id IS NULL)),
  CHECK ((state = 'asking') = (due_at IS NOT NULL)),
  CHECK ((state IN ('credited', 'debited', 'left')) = (decided_by IS NOT NULL)),
  CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CHECK ((state IN ('credited', 'debited')) = (booked IS NOT NULL))
) STRICT;

CREATE INDEX payment_cases_due ON payment_cases (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX payment_cases_by_topup ON payment_cases (topup_id) WHERE topup_id IS NOT NULL;

CREATE TRIGGER payment_cases_are_decided_once BEFORE UPDATE OF state, decided_by, decided_at, booked ON payment_cases
WHEN OLD.decided_by IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a case is decided once');
END;
CREATE TRIGGER payment_cases_keep_what_they_are_about BEFORE UPDATE ON payment_cases
WHEN NEW.kind <> OLD.kind OR NEW.reference <> OLD.reference OR NEW.topup_id IS NOT OLD.topup_id OR NEW.raised_at <> OLD.raised_at BEGIN
  SELECT RAISE(ABORT, 'what a case is about does not change');
END;
-- The ledger comes first, in the same transaction: a decision about money without the money cannot be written.
CREATE TRIGGER payment_cases_are_booked BEFORE UPDATE OF state ON payment_cases
WHEN NEW.state IN ('credited', 'debited') AND NOT EXISTS (
  SELECT 1 FROM transfers t
  JOIN topups p ON p.id = NEW.topup_id
  JOIN accounts a ON a.customer_id = p.customer_id AND a.id IN (t.from_account, t.to_account)
  WHERE t.key = 'case:' || NEW.id AND t.amount = NEW.booked AND t.kind = iif(NEW.state = 'credited', 'Credit', 'Debit')) BEGIN
  SELECT RAISE(ABORT, 'a decided case has its transfer');
END;
CREATE TRIGGER payment_cases_are_never_deleted BEFORE DELETE ON payment_cases BEGIN
  SELECT RAISE(ABORT, 'cases are never deleted');
END;
