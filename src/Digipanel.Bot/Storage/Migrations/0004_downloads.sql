-- One row a link that a customer bought. The schema, not the program, decides: what may follow what, that a link in progress is
-- not bought twice, that nothing runs unpaid, and that every end has moved the money its way.
CREATE TABLE orders (
  number        INTEGER PRIMARY KEY,
  id            TEXT    NOT NULL UNIQUE CHECK (length(id) = 36),
  customer_id   INTEGER NOT NULL REFERENCES customers (id),
  -- where the answer goes: the chat the link came from
  channel       TEXT    NOT NULL CHECK (length(channel) BETWEEN 1 AND 32),
  chat_id       TEXT    NOT NULL CHECK (length(chat_id) BETWEEN 1 AND 128),
  -- what makes two links the same item ("elements/ABC1234"), the link that is sent, and its words
  item_key      TEXT    NOT NULL CHECK (length(item_key) BETWEEN 1 AND 128),
  link          TEXT    NOT NULL CHECK (link LIKE 'https://%' AND length(link) <= 1000),
  slug          TEXT    NOT NULL CHECK (length(slug) <= 400),
  title         TEXT    NOT NULL CHECK (length(title) BETWEEN 1 AND 400),
  price         INTEGER NOT NULL CHECK (price > 0),
  state         TEXT    NOT NULL DEFAULT 'accepted'
                CHECK (state IN ('accepted', 'submitting', 'uncertain', 'submitted', 'delivered', 'failed')),
  -- start-time fair queueing: the lanes take the smallest (turn, number)
  turn          INTEGER NOT NULL CHECK (turn >= 0),
  attempts      INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- the account of the latest attempt, and what its balance was believed to be just before
  account       TEXT    CHECK (length(account) BETWEEN 1 AND 40),
  balance_before INTEGER,
  download_id   TEXT    CHECK (length(download_id) BETWEEN 1 AND 200),
  -- how often an attempt's answer was lost, why the last time, and what the balance said about it (null: not asked yet)
  doubts        INTEGER NOT NULL DEFAULT 0 CHECK (doubts >= 0),
  doubt         TEXT    CHECK (doubt IN ('no_answer', 'server_error', 'process_died')),
  evidence      TEXT    CHECK (evidence IN ('charged', 'unclear')),
  -- Digipanel may have charged for an attempt that the shop sells nothing for
  possible_loss INTEGER NOT NULL DEFAULT 0 CHECK (possible_loss IN (0, 1)),
  drive_link    TEXT    CHECK (drive_link LIKE 'https://%'),
  licence_link  TEXT    CHECK (licence_link LIKE 'https://%'),
  reason        TEXT    CHECK (reason IN ('refused', 'upstream', 'lost', 'waited', 'never_finished')),
  -- delivered after the money had gone back: free of charge, once
  gift          INTEGER NOT NULL DEFAULT 0 CHECK (gift IN (0, 1)),
  told_waiting  INTEGER NOT NULL DEFAULT 0 CHECK (told_waiting IN (0, 1)),
  polls         INTEGER NOT NULL DEFAULT 0 CHECK (polls >= 0),
  next_poll_at  INTEGER,
  accepted_at   INTEGER NOT NULL,
  submitting_at INTEGER,
  uncertain_at  INTEGER,
  submitted_at  INTEGER,
  ended_at      INTEGER,
  CHECK (state IN ('accepted', 'delivered', 'failed') OR account IS NOT NULL),
  CHECK ((state = 'submitted') = (next_poll_at IS NOT NULL)),
  CHECK (state <> 'submitted' OR (download_id IS NOT NULL AND submitted_at IS NOT NULL)),
  CHECK (state <> 'uncertain' OR (doubts > 0 AND doubt IS NOT NULL AND uncertain_at IS NOT NULL)),
  CHECK (state = 'uncertain' OR evidence IS NULL),
  CHECK (state <> 'delivered' OR drive_link IS NOT NULL),
  CHECK ((state = 'failed') = (reason IS NOT NULL)),
  CHECK ((state IN ('delivered', 'failed')) = (ended_at IS NOT NULL)),
  CHECK (gift = 0 OR (state = 'failed' AND drive_link IS NOT NULL))
) STRICT;

-- A link that a customer has in progress is not bought again: this index decides, not a check before it.
CREATE UNIQUE INDEX orders_in_progress ON orders (customer_id, item_key) WHERE state NOT IN ('delivered', 'failed');
CREATE UNIQUE INDEX orders_by_download ON orders (account, download_id) WHERE download_id IS NOT NULL;
CREATE INDEX orders_waiting ON orders (turn, number) WHERE state = 'accepted';
CREATE INDEX orders_due ON orders (account, next_poll_at) WHERE state = 'submitted';
CREATE INDEX orders_in_doubt ON orders (account, state) WHERE state IN ('submitting', 'uncertain');
CREATE INDEX orders_of_customer ON orders (customer_id, number);

CREATE TRIGGER orders_begin_accepted BEFORE INSERT ON orders WHEN NEW.state <> 'accepted' OR NEW.attempts <> 0 BEGIN
  SELECT RAISE(ABORT, 'an order begins as accepted');
END;

CREATE TRIGGER orders_are_never_deleted BEFORE DELETE ON orders BEGIN
  SELECT RAISE(ABORT, 'orders are never deleted');
END;

CREATE TRIGGER orders_keep_what_was_bought
BEFORE UPDATE OF number, id, customer_id, item_key, link, price, accepted_at ON orders BEGIN
  SELECT RAISE(ABORT, 'what was bought, by whom and for how much never changes');
END;

CREATE TRIGGER orders_move_only_so BEFORE UPDATE OF state ON orders
WHEN OLD.state <> NEW.state AND NOT (
     (OLD.state = 'accepted'   AND NEW.state IN ('submitting', 'failed'))
  -- a lost answer's webhook found its order after it had been put back
  OR (OLD.state = 'accepted'   AND NEW.state = 'submitted' AND OLD.doubts > 0)
  OR (OLD.state = 'submitting' AND NEW.state IN ('accepted', 'uncertain', 'submitted', 'failed'))
  OR (OLD.state = 'uncertain'  AND NEW.state IN ('accepted', 'submitted', 'failed'))
  OR (OLD.state = 'submitted'  AND NEW.state IN ('delivered', 'failed')))
BEGIN
  SELECT RAISE(ABORT, 'an order does not move so');
END;

CREATE TRIGGER orders_run_only_paid BEFORE UPDATE OF state ON orders
WHEN NEW.state = 'submitting' AND NOT EXISTS (SELECT 1 FROM transfers WHERE key = 'order:' || NEW.number || ':hold' AND kind = 'Hold')
BEGIN
  SELECT RAISE(ABORT, 'an order runs only when its price is held');
END;

CREATE TRIGGER orders_end_settled BEFORE UPDATE OF state ON orders
WHEN NEW.state IN ('delivered', 'failed') AND OLD.state <> NEW.state AND NOT EXISTS (
  SELECT 1 FROM transfers
  WHERE key = 'order:' || NEW.number || ':settle' AND kind = iif(NEW.state = 'delivered', 'Capture', 'Release') AND amount = NEW.price)
BEGIN
  SELECT RAISE(ABORT, 'an order ends with its money captured or released');
END;

-- Where the lanes are: the turn of the order that was taken last. Whoever orders next begins here, not in the past.
CREATE TABLE download_queue (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  turn INTEGER NOT NULL CHECK (turn >= 0)
) STRICT;
INSERT INTO download_queue (id, turn) VALUES (1, 0);

-- What is known of an account at Digipanel.
CREATE TABLE digipanel_accounts (
  account      TEXT    PRIMARY KEY CHECK (length(account) BETWEEN 1 AND 40),
  stopped      TEXT    CHECK (stopped IN ('unauthorized', 'no_balance')),
  stopped_at   INTEGER,
  -- what the balance should be: the last one read, less what accepted submissions cost since; null where nobody knows
  balance      INTEGER,
  -- 1 where it was read or told when nothing else was under way
  balance_exact INTEGER NOT NULL DEFAULT 0 CHECK (balance_exact IN (0, 1)),
  cost         INTEGER NOT NULL DEFAULT 200 CHECK (cost > 0),
  -- failed downloads whose refund the balance has not shown yet, and since when
  refunds_due  INTEGER NOT NULL DEFAULT 0 CHECK (refunds_due >= 0),
  refunds_due_at INTEGER,
  CHECK ((stopped IS NULL) = (stopped_at IS NULL))
) STRICT, WITHOUT ROWID;

-- Signed words of Digipanel about downloads that we do not know (yet): a webhook can overtake the answer to its own POST.
CREATE TABLE digipanel_events (
  id           INTEGER PRIMARY KEY,
  account      TEXT    NOT NULL,
  download_id  TEXT    NOT NULL,
  title        TEXT,
  status_word  TEXT    NOT NULL,
  drive_link   TEXT,
  licence_link TEXT,
  received_at  INTEGER NOT NULL,
  order_number INTEGER REFERENCES orders (number)
) STRICT;
CREATE INDEX digipanel_events_unmatched ON digipanel_events (account, download_id) WHERE order_number IS NULL;
