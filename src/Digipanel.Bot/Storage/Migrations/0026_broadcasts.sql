-- When a person wrote last: by the day, and of joined accounts, where it decides which of them is written to, by the minute. For whom nothing better is
-- known the last order or top-up tells.
ALTER TABLE customers ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
UPDATE customers SET seen_at = max(
  created_at,
  coalesce((SELECT o.accepted_at FROM orders o WHERE o.customer_id = customers.id ORDER BY o.number DESC LIMIT 1), 0),
  coalesce((SELECT max(t.created_at) FROM topups t WHERE t.customer_id = customers.id), 0),
  coalesce((SELECT w.last_message_at FROM whatsapp_contacts w WHERE customers.channel = 'whatsapp' AND w.chat_id = customers.chat_id), 0));

-- 0: they want no promotions (/berhenti). Answers, deliveries and whatever else they are owed know nothing of this.
ALTER TABLE customers ADD COLUMN promotions INTEGER NOT NULL DEFAULT 1 CHECK (promotions IN (0, 1));

-- A message from an admin to many. draft -> ready (it waits for its time, or for another one's end) -> running -> done; paused on the way; stopped or
-- cancelled for good.
CREATE TABLE broadcasts (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  admin_id    INTEGER NOT NULL REFERENCES customers (id),
  state       TEXT    NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'ready', 'running', 'paused', 'done', 'stopped', 'cancelled')),
  -- what it says, and on Telegram the message that is copied
  content     TEXT    NOT NULL CHECK (json_valid(content)),
  channel     TEXT    NOT NULL DEFAULT 'all' CHECK (channel IN ('all', 'telegram', 'whatsapp')),
  language    TEXT    NOT NULL DEFAULT 'all' CHECK (language IN ('all', 'id', 'en')),
  audience    TEXT    NOT NULL DEFAULT 'all' CHECK (audience IN ('all', 'active', 'funded', 'untopped')),
  -- rises with whatever admins do to it: a button names the one that it was shown with
  revision    INTEGER NOT NULL DEFAULT 1,
  -- of a draft: whether the admin has it as customers will, and why not
  preview     TEXT    NOT NULL DEFAULT 'owed' CHECK (preview IN ('owed', 'sent', 'refused')),
  -- of a draft: whom it would reach, counted of this revision
  counted     INTEGER,
  telegram    INTEGER NOT NULL DEFAULT 0,
  whatsapp    INTEGER NOT NULL DEFAULT 0,
  -- of those on WhatsApp: who has not written for 24 hours
  outside     INTEGER NOT NULL DEFAULT 0,
  -- why nobody gets it: the refusal of the preview, or what has paused it
  trouble     TEXT    CHECK (length(trouble) <= 512),
  -- when it is to begin; null: at once
  due_at      INTEGER,
  -- customers up to here have been looked at for its list; null: not begun
  gathered_to INTEGER,
  -- the last who was there when it began
  gather_max  INTEGER,
  created_at  INTEGER NOT NULL,
  started_at  INTEGER,
  ended_at    INTEGER,
  CHECK (state <> 'running' OR (started_at IS NOT NULL AND gather_max IS NOT NULL)),
  CHECK (state NOT IN ('done', 'stopped', 'cancelled') OR ended_at IS NOT NULL)
) STRICT;

-- One at a time: the second waits for the first.
CREATE UNIQUE INDEX broadcasts_running ON broadcasts (state) WHERE state = 'running';
CREATE TRIGGER broadcasts_begin_as_drafts BEFORE UPDATE OF state ON broadcasts
WHEN NEW.state = 'draft' AND OLD.state <> 'draft' OR OLD.state IN ('stopped', 'cancelled') AND NEW.state <> OLD.state BEGIN
  SELECT RAISE(ABORT, 'a broadcast does not go back');
END;
CREATE TRIGGER broadcasts_keep_their_words BEFORE UPDATE OF content ON broadcasts WHEN NEW.content IS NOT OLD.content BEGIN
  SELECT RAISE(ABORT, 'what a broadcast says does not change');
END;

-- Everybody whom it goes to: one row a person, made before the first message leaves. "sending" is committed before the network is touched, so that a row
-- which still says so after a death may have arrived: it is uncertain then, and not sent again by itself.
CREATE TABLE broadcast_recipients (
  id           INTEGER PRIMARY KEY,
  broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id),
  account_id   INTEGER NOT NULL REFERENCES customers (id),
  -- whose wallet it is: joined accounts are one person
  owner_id     INTEGER NOT NULL REFERENCES customers (id),
  channel      TEXT    NOT NULL CHECK (channel IN ('telegram', 'whatsapp')),
  state        TEXT    NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'blocked', 'skipped', 'uncertain')),
  attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  due_at       INTEGER NOT NULL DEFAULT 0,
  message_id   TEXT    CHECK (length(message_id) BETWEEN 1 AND 200),
  -- 1: it went as a template, which costs money
  template     INTEGER NOT NULL DEFAULT 0 CHECK (template IN (0, 1)),
  at           INTEGER,
  error        TEXT    CHECK (length(error) <= 300),
  UNIQUE (broadcast_id, account_id),
  UNIQUE (broadcast_id, owner_id)
) STRICT;
CREATE INDEX broadcast_recipients_pending ON broadcast_recipients (broadcast_id, channel, due_at, id) WHERE state = 'pending';
CREATE INDEX broadcast_recipients_sending ON broadcast_recipients (broadcast_id) WHERE state = 'sending';
CREATE INDEX broadcast_recipients_uncertain ON broadcast_recipients (broadcast_id) WHERE state = 'uncertain';
CREATE INDEX broadcast_recipients_failed ON broadcast_recipients (broadcast_id, error) WHERE state = 'failed';
CREATE INDEX broadcast_recipients_templates ON broadcast_recipients (broadcast_id) WHERE template = 1;
CREATE INDEX broadcast_recipients_by_message ON broadcast_recipients (message_id) WHERE channel = 'whatsapp' AND message_id IS NOT NULL;

-- Whoever may have it gets it again only where an admin says so, of those nobody knows it of.
CREATE TRIGGER broadcast_recipients_get_it_once BEFORE UPDATE OF state ON broadcast_recipients
WHEN NEW.state <> OLD.state AND (
  NEW.state = 'sending' AND OLD.state <> 'pending'
  OR NEW.state = 'pending' AND OLD.state NOT IN ('sending', 'uncertain')) BEGIN
  SELECT RAISE(ABORT, 'nobody gets a broadcast twice');
END;

-- How many are in each state: the live card reads this and not a hundred thousand rows. Rows that are forgotten later stay counted.
CREATE TABLE broadcast_counts (
  broadcast_id INTEGER NOT NULL REFERENCES broadcasts (id),
  channel      TEXT    NOT NULL,
  state        TEXT    NOT NULL,
  people       INTEGER NOT NULL CHECK (people >= 0),
  PRIMARY KEY (broadcast_id, channel, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER broadcast_recipients_are_counted AFTER INSERT ON broadcast_recipients BEGIN
  INSERT INTO broadcast_counts (broadcast_id, channel, state, people) VALUES (NEW.broadcast_id, NEW.channel, NEW.state, 1)
  ON CONFLICT (broadcast_id, channel, state) DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER broadcast_recipients_are_counted_anew AFTER UPDATE OF state ON broadcast_recipients WHEN NEW.state <> OLD.state BEGIN
  UPDATE broadcast_counts SET people = people - 1 WHERE broadcast_id = OLD.broadcast_id AND channel = OLD.channel AND state = OLD.state;
  INSERT INTO broadcast_counts (broadcast_id, channel, state, people) VALUES (NEW.broadcast_id, NEW.channel, NEW.state, 1)
  ON CONFLICT (broadcast_id, channel, state) DO UPDATE SET people = people + 1;
END;
