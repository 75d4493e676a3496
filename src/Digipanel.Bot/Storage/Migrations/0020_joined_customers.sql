-- One wallet over two channels. A person has one row of customers a channel; joined_to makes two of them one customer: the row that it names owns the wallet,
-- and whatever is bought, topped up or refunded on either channel is the owner's. Earlier orders, top-ups and ledger rows keep the customer that they were
-- made with: undoing the joining needs nothing but joined_to.
ALTER TABLE customers ADD COLUMN joined_to INTEGER REFERENCES customers (id);
-- the same on the owner's row, so that one row tells the whole group; kept by the trigger below
ALTER TABLE customers ADD COLUMN joined_id INTEGER REFERENCES customers (id);
ALTER TABLE customers ADD COLUMN joined_at INTEGER;
CREATE UNIQUE INDEX customers_joined ON customers (joined_to) WHERE joined_to IS NOT NULL;

-- One account of each channel, and no chains: who owns a joined wallet is not joined to another one, and who is joined owns none.
CREATE TRIGGER customers_join_over_channels BEFORE UPDATE OF joined_to ON customers
WHEN NEW.joined_to IS NOT NULL AND NEW.joined_to IS NOT OLD.joined_to AND (
  OLD.joined_to IS NOT NULL OR OLD.joined_id IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM customers o WHERE o.id = NEW.joined_to AND o.channel <> NEW.channel AND o.joined_to IS NULL AND o.joined_id IS NULL)) BEGIN
  SELECT RAISE(ABORT, 'two accounts that stand alone, of two channels, can be joined');
END;
CREATE TRIGGER customers_begin_alone BEFORE INSERT ON customers WHEN NEW.joined_to IS NOT NULL OR NEW.joined_id IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a customer begins alone');
END;
CREATE TRIGGER customers_know_each_other AFTER UPDATE OF joined_to ON customers WHEN NEW.joined_to IS NOT OLD.joined_to BEGIN
  UPDATE customers SET joined_id = NULL WHERE id = OLD.joined_to;
  UPDATE customers SET joined_id = NEW.id WHERE id = NEW.joined_to;
  UPDATE accounts SET passes_to = (SELECT o.id FROM accounts o WHERE o.customer_id = NEW.joined_to) WHERE customer_id = NEW.id;
  SELECT RAISE(ABORT, 'a joined customer has a wallet that passes its money on')
  WHERE NEW.joined_to IS NOT NULL AND NOT EXISTS (SELECT 1 FROM accounts WHERE customer_id = NEW.id AND passes_to IS NOT NULL);
END;

-- The wallet of a joined account is empty. What comes into it (a refund of an order from before, a late top-up) is passed on in the same transaction, and what
-- is taken out of it is fetched from its owner first, by transfers of this kind.
INSERT INTO transfer_kinds (kind, from_type, to_type) VALUES ('Join', 'customer', 'customer');
ALTER TABLE accounts ADD COLUMN passes_to INTEGER REFERENCES accounts (id);
CREATE UNIQUE INDEX accounts_passing ON accounts (passes_to) WHERE passes_to IS NOT NULL;

CREATE TRIGGER accounts_pass_on_empty BEFORE UPDATE OF passes_to ON accounts WHEN NEW.passes_to IS NOT NULL AND NEW.passes_to IS NOT OLD.passes_to AND (
  NEW.type <> 'customer' OR NEW.balance <> 0 OR NEW.passes_to = NEW.id
  OR EXISTS (SELECT 1 FROM accounts WHERE passes_to = NEW.id)
  OR NOT EXISTS (SELECT 1 FROM accounts o WHERE o.id = NEW.passes_to AND o.type = 'customer' AND o.passes_to IS NULL)) BEGIN
  SELECT RAISE(ABORT, 'an empty wallet passes on, and to one that does not');
END;
CREATE TRIGGER accounts_begin_alone BEFORE INSERT ON accounts WHEN NEW.passes_to IS NOT NULL BEGIN
  SELECT RAISE(ABORT, 'a wallet begins alone');
END;

-- The account that asked for a top-up, where it is not the customer's own: news of it go to its chat, in its language. Not a channel and a chat: people change
-- their numbers, and their row follows.
ALTER TABLE topups ADD COLUMN asker_id INTEGER REFERENCES customers (id);
CREATE TRIGGER topups_keep_their_asker BEFORE UPDATE OF asker_id ON topups WHEN NEW.asker_id IS NOT OLD.asker_id BEGIN
  SELECT RAISE(ABORT, 'who asked for a top-up does not change');
END;

-- One-time codes. Of a code only its SHA-256 is kept.
CREATE TABLE join_codes (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  hash       TEXT    NOT NULL UNIQUE CHECK (length(hash) = 64),
  -- who made it, and will own the wallet
  owner_id   INTEGER NOT NULL REFERENCES customers (id),
  made_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  -- who has entered it: from then on it is nobody else's
  entered_by INTEGER REFERENCES customers (id),
  entered_at INTEGER,
  -- when it joined the two, or they said no
  ended_at   INTEGER,
  CHECK ((entered_by IS NULL) = (entered_at IS NULL)),
  CHECK (entered_by <> owner_id)
) STRICT;
CREATE INDEX join_codes_of_owner ON join_codes (owner_id, made_at);
CREATE INDEX join_codes_by_age ON join_codes (made_at);

CREATE TRIGGER join_codes_are_used_once BEFORE UPDATE OF entered_by, ended_at ON join_codes
WHEN (OLD.entered_by IS NOT NULL AND NEW.entered_by IS NOT OLD.entered_by) OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NOT OLD.ended_at) BEGIN
  SELECT RAISE(ABORT, 'a code is used once');
END;

-- Codes that nobody had made: so many an hour, and the account has to wait.
CREATE TABLE join_guesses (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  at          INTEGER NOT NULL
) STRICT;
CREATE INDEX join_guesses_of_customer ON join_guesses (customer_id, at);
CREATE INDEX join_guesses_by_age ON join_guesses (at);
