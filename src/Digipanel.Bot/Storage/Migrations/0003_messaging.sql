-- Inbox: what came in from outside, once. The primary key decides "already done".
CREATE TABLE inbox (
  source      TEXT    NOT NULL CHECK (length(source) BETWEEN 1 AND 64),
  external_id TEXT    NOT NULL CHECK (length(external_id) BETWEEN 1 AND 200),
  received_at INTEGER NOT NULL,
  error       TEXT    CHECK (length(error) <= 1000),
  PRIMARY KEY (source, external_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX inbox_by_age ON inbox (received_at);

-- Outbox: every message to a person is a row, written in the transaction that gives the reason for it.
CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  channel    TEXT    NOT NULL,
  chat_id    TEXT    NOT NULL,
  -- 0 transactional, 1 broadcast: customers' own messages always go first
  priority   INTEGER NOT NULL DEFAULT 0 CHECK (priority IN (0, 1)),
  payload    TEXT    NOT NULL CHECK (json_valid(payload)),
  state      TEXT    NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'dead')),
  attempts   INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  due_at     INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  message_id TEXT,
  error      TEXT    CHECK (length(error) <= 1000),
  CHECK ((state = 'pending') = (settled_at IS NULL))
) STRICT;

-- The head of each chat's queue is found here; sent rows leave the index.
CREATE INDEX outbox_pending ON outbox (channel, chat_id, priority, id) WHERE state = 'pending';

-- A person who blocked the bot is owed their messages still: the rows are parked, and due again when the person is back.
CREATE TRIGGER outbox_wakes_with_its_customer AFTER UPDATE OF reachable ON customers
WHEN OLD.reachable = 0 AND NEW.reachable = 1 BEGIN
  UPDATE outbox SET due_at = created_at
  WHERE state = 'pending' AND channel = NEW.channel AND chat_id = NEW.chat_id;
END;
-- An alert can be owed to an admin who has not written to the bot yet: "chat not found" until the first /start.
CREATE TRIGGER outbox_wakes_with_a_new_customer AFTER INSERT ON customers BEGIN
  UPDATE outbox SET due_at = created_at
  WHERE state = 'pending' AND channel = NEW.channel AND chat_id = NEW.chat_id;
END;

CREATE TRIGGER outbox_settles_once BEFORE UPDATE ON outbox WHEN OLD.state <> 'pending' AND NEW.state <> OLD.state BEGIN
  SELECT RAISE(ABORT, 'an outbox row settles once');
END;

-- What admins were told of and not yet that it is over: told once, not every minute.
CREATE TABLE alerts (
  alert     TEXT    PRIMARY KEY CHECK (length(alert) BETWEEN 1 AND 128),
  raised_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_settled ON outbox (settled_at) WHERE state <> 'pending';
