-- Orders can be cancelled by their customers, and what a lost answer may have cost is a row of its own instead of a mark on the
-- order. SQLite cannot change a CHECK, so the table is made anew; foreign keys are looked at when all rows are back.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE orders_before AS SELECT * FROM orders;
DROP TABLE orders;

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
  -- the download that stands for the order: the one that runs, or whose file was delivered
  download_id   TEXT    CHECK (length(download_id) BETWEEN 1 AND 200),
  -- how often an attempt's answer was lost, why the last time, and what the balance said about it (null: not asked yet)
  doubts        INTEGER NOT NULL DEFAULT 0 CHECK (doubts >= 0),
  doubt         TEXT    CHECK (doubt IN ('no_answer', 'server_error', 'process_died')),
  evidence      TEXT    CHECK (evidence IN ('charged', 'unclear')),
  drive_link    TEXT    CHECK (drive_link LIKE 'https://%'),
  licence_link  TEXT    CHECK (licence_link LIKE 'https://%'),
  reason        TEXT    CHECK (reason IN ('refused', 'upstream', 'lost', 'waited', 'never_finished', 'cancelled')),
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

INSERT INTO orders (
  number, id, customer_id, channel, chat_id, item_key, link, slug, title, price, state, turn, attempts, account, balance_before, download_id,
  doubts, doubt, evidence, drive_link, licence_link, reason, gift, told_waiting, polls, next_poll_at, accepted_at, submitting_at, uncertain_at,
  submitted_at, ended_at)
SELECT
  number, id, customer_id, channel, chat_id, item_key, link, slug, title, price, state, turn, attempts, account, balance_before, download_id,
  doubts, doubt, evidence, drive_link, licence_link, reason, gift, told_waiting, polls, next_poll_at, accepted_at, submitting_at, uncertain_at,
  submitted_at, ended_at
FROM orders_before;


-- A link that a customer has in progress is not bought again: this index decides, not a check before it.
CREATE UNIQUE INDEX orders_in_progress ON orders (customer_id, item_key) WHERE state NOT IN ('delivered', 'failed');
CREATE INDEX orders_waiting ON orders (turn, number) WHERE state = 'accepted';
CREATE INDEX orders_due ON orders (account, next_poll_at) WHERE state = 'submitted';
CREATE INDEX orders_submitting ON orders (account) WHERE state = 'submitting';
CREATE INDEX orders_uncertain ON orders (account) WHERE state = 'uncertain';
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

-- Every download of Digipanel's that is known to be an attempt of ours: told by the answer to its POST, or found by its webhook. An attempt has one
-- at the most; a download may serve several orders of one link, where Digipanel answers a second POST with the id of the first.
CREATE TABLE upstream_downloads (
  account      TEXT    NOT NULL CHECK (length(account) BETWEEN 1 AND 40),
  download_id  TEXT    NOT NULL CHECK (length(download_id) BETWEEN 1 AND 200),
  order_number INTEGER NOT NULL REFERENCES orders (number),
  attempt      INTEGER NOT NULL CHECK (attempt > 0),
  -- how it ended; null: it runs, as far as we know. What failed is refunded by Digipanel itself, even after it was done.
  outcome      TEXT    CHECK (outcome IN ('done', 'failed')),
  PRIMARY KEY (account, download_id, order_number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX upstream_downloads_of_attempt ON upstream_downloads (order_number, attempt);

-- One row an attempt whose answer was lost: an orphan webhook looks for its attempt here, on the account that the attempt was made on.
CREATE TABLE lost_attempts (
  order_number INTEGER NOT NULL REFERENCES orders (number),
  -- orders.attempts when it was made
  attempt      INTEGER NOT NULL CHECK (attempt > 0),
  account      TEXT    NOT NULL CHECK (length(account) BETWEEN 1 AND 40),
  why          TEXT    NOT NULL CHECK (why IN ('no_answer', 'server_error', 'process_died')),
  sent_at      INTEGER NOT NULL,
  lost_at      INTEGER NOT NULL,
  -- what the balance said of it (null: not asked, or its answer came before it was); late: it had said not_charged, and then moved unexplained
  verdict      TEXT    CHECK (verdict IN ('charged', 'not_charged', 'unclear', 'late')),
  -- the download that it turned out to be
  download_id  TEXT    CHECK (length(download_id) BETWEEN 1 AND 200),
  PRIMARY KEY (order_number, attempt)
) STRICT, WITHOUT ROWID;
CREATE INDEX lost_attempts_unplaced ON lost_attempts (account, lost_at) WHERE download_id IS NULL;

-- What Digipanel took, or may have taken, for an attempt that the shop sells nothing for: once an attempt.
CREATE TABLE upstream_losses (
  order_number INTEGER NOT NULL REFERENCES orders (number),
  attempt      INTEGER NOT NULL CHECK (attempt > 0),
  amount       INTEGER NOT NULL CHECK (amount > 0),
  certain      INTEGER NOT NULL CHECK (certain IN (0, 1)),
  -- unclear: tried again although the balance could not tell; given_up: refunded in doubt; never_finished: ran and never ended;
  -- paid_twice: its webhook came after another attempt's; gift: the file came after the refund; late_charge: the balance fell afterwards
  why          TEXT    NOT NULL CHECK (why IN ('unclear', 'given_up', 'never_finished', 'paid_twice', 'gift', 'late_charge')),
  at           INTEGER NOT NULL,
  PRIMARY KEY (order_number, attempt)
) STRICT, WITHOUT ROWID;
CREATE INDEX upstream_losses_by_time ON upstream_losses (at);

INSERT INTO upstream_downloads (account, download_id, order_number, attempt, outcome)
SELECT account, download_id, number, attempts,
  CASE WHEN state = 'delivered' OR gift = 1 THEN 'done' WHEN reason = 'upstream' THEN 'failed' END
FROM orders_before WHERE account IS NOT NULL AND download_id IS NOT NULL AND attempts > 0;

-- An order that was sent again since its doubt: the lost attempt was the one before, and the balance had said "not charged" unless a loss was marked.
INSERT INTO lost_attempts (order_number, attempt, account, why, sent_at, lost_at, verdict, download_id)
SELECT number, attempts - iif(attempts > 1 AND submitting_at > uncertain_at, 1, 0), account, doubt,
  min(coalesce(submitting_at, uncertain_at), uncertain_at), uncertain_at,
  CASE WHEN state = 'uncertain' THEN evidence WHEN possible_loss = 1 THEN 'unclear' WHEN state = 'accepted' OR submitting_at > uncertain_at THEN 'not_charged' END,
  iif(submitting_at > uncertain_at, NULL, download_id)
FROM orders_before
WHERE doubts > 0 AND account IS NOT NULL AND doubt IS NOT NULL AND uncertain_at IS NOT NULL AND attempts > 0;

INSERT INTO upstream_losses (order_number, attempt, amount, certain, why, at)
SELECT number, max(attempts - iif(attempts > 1 AND submitting_at > uncertain_at AND gift = 0, 1, 0), 1), 200, gift,
  CASE WHEN gift = 1 THEN 'gift' WHEN reason = 'lost' THEN 'given_up' WHEN reason = 'never_finished' THEN 'never_finished' ELSE 'unclear' END,
  coalesce(ended_at, uncertain_at, accepted_at)
FROM orders_before WHERE possible_loss = 1;

DROP TABLE orders_before;
