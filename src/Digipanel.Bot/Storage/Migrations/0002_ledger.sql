-- The ledger: double entry in whole rupiah. A transfer is ONE row with both of its sides, so an unbalanced one cannot be
-- written; a trigger derives the two entries and both balances from it in the same statement. Nothing here is ever updated
-- or deleted: a correction is a new transfer.

CREATE TABLE accounts (
  id          INTEGER PRIMARY KEY,
  type        TEXT    NOT NULL CHECK (type IN ('customer', 'gateway', 'held', 'sales', 'adjustments', 'promo')),
  customer_id INTEGER UNIQUE REFERENCES customers (id),
  balance     INTEGER NOT NULL DEFAULT 0,
  CHECK ((type = 'customer') = (customer_id IS NOT NULL)),
  -- a wallet and the pot of held money can never go below zero, whatever the program believes
  CONSTRAINT wallet_not_negative CHECK (balance >= 0 OR type NOT IN ('customer', 'held'))
) STRICT;

-- The shop's own accounts have fixed ids; customers' accounts start at 100.
INSERT INTO accounts (id, type) VALUES (1, 'gateway'), (2, 'held'), (3, 'sales'), (4, 'adjustments'), (5, 'promo');

CREATE TABLE transfer_kinds (
  kind      TEXT PRIMARY KEY,
  from_type TEXT NOT NULL,
  to_type   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO transfer_kinds (kind, from_type, to_type) VALUES
  ('TopUp',   'gateway',     'customer'),
  ('Hold',    'customer',    'held'),
  ('Capture', 'held',        'sales'),
  ('Release', 'held',        'customer'),
  ('Credit',  'adjustments', 'customer'),
  ('Debit',   'customer',    'adjustments'),
  ('Bonus',   'promo',       'customer');

CREATE TABLE transfers (
  id           INTEGER PRIMARY KEY,
  kind         TEXT    NOT NULL REFERENCES transfer_kinds (kind),
  key          TEXT    NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 128),
  from_account INTEGER NOT NULL REFERENCES accounts (id),
  to_account   INTEGER NOT NULL REFERENCES accounts (id),
  amount       INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 1000000000000),
  note         TEXT    CHECK (length(note) <= 512),
  at           INTEGER NOT NULL,
  CHECK (from_account <> to_account)
) STRICT;

-- Ordered by (account, transfer): the primary key serves "this customer's movements, newest first" and no index is needed
-- (each index on this table costs a third of the insert rate).
CREATE TABLE entries (
  account_id    INTEGER NOT NULL REFERENCES accounts (id),
  transfer_id   INTEGER NOT NULL REFERENCES transfers (id),
  amount        INTEGER NOT NULL CHECK (amount <> 0),
  balance_after INTEGER NOT NULL,
  PRIMARY KEY (account_id, transfer_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER transfers_kind_is_declared BEFORE INSERT ON transfers BEGIN
  SELECT RAISE(ABORT, 'transfer kind does not join these accounts')
  WHERE NOT EXISTS (
    SELECT 1 FROM transfer_kinds k, accounts f, accounts t
    WHERE k.kind = NEW.kind AND f.id = NEW.from_account AND t.id = NEW.to_account
      AND f.type = k.from_type AND t.type = k.to_type);
END;

CREATE TRIGGER transfers_write_entries AFTER INSERT ON transfers BEGIN
  UPDATE accounts SET balance = balance - NEW.amount WHERE id = NEW.from_account;
  UPDATE accounts SET balance = balance + NEW.amount WHERE id = NEW.to_account;
  INSERT INTO entries (account_id, transfer_id, amount, balance_after)
    SELECT id, NEW.id, -NEW.amount, balance FROM accounts WHERE id = NEW.from_account;
  INSERT INTO entries (account_id, transfer_id, amount, balance_after)
    SELECT id, NEW.id, NEW.amount, balance FROM accounts WHERE id = NEW.to_account;
END;

CREATE TRIGGER entries_match_their_transfer BEFORE INSERT ON entries BEGIN
  SELECT RAISE(ABORT, 'entry does not match its transfer')
  WHERE NOT EXISTS (
    SELECT 1 FROM transfers t WHERE t.id = NEW.transfer_id
      AND ((t.from_account = NEW.account_id AND NEW.amount = -t.amount)
        OR (t.to_account = NEW.account_id AND NEW.amount = t.amount)));
END;

-- "INSERT OR REPLACE" deletes without firing delete triggers unless recursive_triggers is on, so the insert itself refuses.
CREATE TRIGGER transfers_are_never_replaced BEFORE INSERT ON transfers
WHEN EXISTS (SELECT 1 FROM transfers WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'ledger rows are only ever inserted');
END;
CREATE TRIGGER transfers_are_never_updated BEFORE UPDATE ON transfers BEGIN
  SELECT RAISE(ABORT, 'ledger rows are only ever inserted');
END;
CREATE TRIGGER transfers_are_never_deleted BEFORE DELETE ON transfers BEGIN
  SELECT RAISE(ABORT, 'ledger rows are only ever inserted');
END;
CREATE TRIGGER entries_are_never_updated BEFORE UPDATE ON entries BEGIN
  SELECT RAISE(ABORT, 'ledger rows are only ever inserted');
END;
CREATE TRIGGER entries_are_never_deleted BEFORE DELETE ON entries BEGIN
  SELECT RAISE(ABORT, 'ledger rows are only ever inserted');
END;
CREATE TRIGGER accounts_are_never_deleted BEFORE DELETE ON accounts BEGIN
  SELECT RAISE(ABORT, 'accounts are never deleted');
END;
CREATE TRIGGER accounts_start_empty BEFORE INSERT ON accounts WHEN NEW.balance <> 0 BEGIN
  SELECT RAISE(ABORT, 'an account starts at zero');
END;
