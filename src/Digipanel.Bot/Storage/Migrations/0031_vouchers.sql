-- Vouchers: codes that bring saldo, so much a customer and so many times in all. The schema decides who may use one: a use needs its transfer, a customer uses
-- it once, and it is never used more often than it was made for, whatever the program believes.
CREATE TABLE vouchers (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  -- as people read it
  code       TEXT    NOT NULL CHECK (length(code) BETWEEN 4 AND 24 AND code NOT GLOB '*[^A-Z0-9]*'),
  -- what makes two writings of it the same: 0 and O, 1 and I and L are one
  key        TEXT    NOT NULL UNIQUE CHECK (length(key) BETWEEN 4 AND 24),
  amount     INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 1000000000),
  uses       INTEGER NOT NULL CHECK (uses BETWEEN 1 AND 1000000),
  -- null: none
  expires_at INTEGER,
  -- draft: an admin was asked about it; open: it can be used; ended: an admin ended it
  state      TEXT    NOT NULL CHECK (state IN ('draft', 'open', 'ended')),
  -- kept by the trigger
  used       INTEGER NOT NULL DEFAULT 0,
  -- "telegram:999"
  admin      TEXT    NOT NULL CHECK (length(admin) BETWEEN 1 AND 160),
  made_at    INTEGER NOT NULL,
  ended_at   INTEGER,
  CONSTRAINT voucher_not_used_up CHECK (used BETWEEN 0 AND uses),
  CHECK ((state = 'ended') = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX vouchers_open ON vouchers (id) WHERE state = 'open';

CREATE TRIGGER vouchers_keep_what_was_promised BEFORE UPDATE OF id, code, key, amount, uses, expires_at ON vouchers BEGIN
  SELECT RAISE(ABORT, 'what a voucher is worth, for how many and until when never changes');
END;
CREATE TRIGGER vouchers_move_only_so BEFORE UPDATE OF state ON vouchers
WHEN OLD.state <> NEW.state AND NOT ((OLD.state = 'draft' AND NEW.state = 'open') OR (OLD.state = 'open' AND NEW.state = 'ended')) BEGIN
  SELECT RAISE(ABORT, 'a voucher does not move so');
END;
CREATE TRIGGER vouchers_are_not_deleted BEFORE DELETE ON vouchers WHEN OLD.state <> 'draft' BEGIN
  SELECT RAISE(ABORT, 'vouchers are not deleted');
END;

CREATE TABLE voucher_uses (
  voucher_id  INTEGER NOT NULL REFERENCES vouchers (id),
  -- whose wallet got the money
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  -- the account that is joined to it at that time: the two are one customer, and stay so for this voucher when they part; null: none is
  joined_id   INTEGER REFERENCES customers (id),
  at          INTEGER NOT NULL,
  PRIMARY KEY (voucher_id, customer_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX voucher_uses_of_joined ON voucher_uses (voucher_id, joined_id) WHERE joined_id IS NOT NULL;

CREATE TRIGGER voucher_uses_are_paid BEFORE INSERT ON voucher_uses
WHEN NOT EXISTS (
  SELECT 1 FROM transfers t JOIN vouchers v ON v.id = NEW.voucher_id
  WHERE t.key = 'voucher:' || NEW.voucher_id || ':' || NEW.customer_id AND t.kind = 'Bonus' AND t.amount = v.amount
    AND t.to_account = (SELECT id FROM accounts WHERE customer_id = NEW.customer_id)) BEGIN
  SELECT RAISE(ABORT, 'a voucher is used with its money');
END;
CREATE TRIGGER voucher_uses_in_time BEFORE INSERT ON voucher_uses
WHEN NOT EXISTS (SELECT 1 FROM vouchers WHERE id = NEW.voucher_id AND state = 'open' AND (expires_at IS NULL OR NEW.at < expires_at)) BEGIN
  SELECT RAISE(ABORT, 'a voucher is used while it is open');
END;
CREATE TRIGGER voucher_uses_once_a_customer BEFORE INSERT ON voucher_uses
WHEN EXISTS (
  SELECT 1 FROM voucher_uses u WHERE u.voucher_id = NEW.voucher_id
    AND (u.customer_id IN (NEW.customer_id, NEW.joined_id) OR u.joined_id IN (NEW.customer_id, NEW.joined_id))) BEGIN
  SELECT RAISE(ABORT, 'a customer uses a voucher once');
END;
CREATE TRIGGER voucher_uses_count AFTER INSERT ON voucher_uses BEGIN
  UPDATE vouchers SET used = used + 1 WHERE id = NEW.voucher_id;
END;
CREATE TRIGGER voucher_uses_are_never_updated BEFORE UPDATE ON voucher_uses BEGIN
  SELECT RAISE(ABORT, 'uses of vouchers are only ever inserted');
END;
CREATE TRIGGER voucher_uses_are_never_deleted BEFORE DELETE ON voucher_uses BEGIN
  SELECT RAISE(ABORT, 'uses of vouchers are only ever inserted');
END;

-- Who was asked for a code: what they write next may be just that.
CREATE TABLE voucher_questions (
  customer_id INTEGER PRIMARY KEY REFERENCES customers (id),
  asked_at    INTEGER NOT NULL
) STRICT;

-- Codes that do not exist, entered by an account: so many an hour, and it has to wait.
CREATE TABLE voucher_guesses (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  at          INTEGER NOT NULL
) STRICT;
CREATE INDEX voucher_guesses_of_customer ON voucher_guesses (customer_id, at);
CREATE INDEX voucher_guesses_by_age ON voucher_guesses (at);
