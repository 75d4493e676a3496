-- Who a WhatsApp chat is with. The address (customers.user_id and chat_id, outbox, cards, orders) is the phone number where it is known, else the
-- business-scoped id, which people with a username show instead. A number that is somebody else's by now shows another business-scoped id.
CREATE TABLE whatsapp_contacts (
  chat_id         TEXT    PRIMARY KEY CHECK (length(chat_id) BETWEEN 1 AND 128),
  -- digits with the country's code
  phone           TEXT    UNIQUE CHECK (length(phone) BETWEEN 5 AND 20 AND phone NOT GLOB '*[^0-9]*'),
  -- ID.13491208655302741918: never digits alone, or it could be taken for a phone number
  business_id     TEXT    UNIQUE CHECK (length(business_id) BETWEEN 1 AND 128 AND business_id GLOB '*[^0-9]*'),
  -- the person's last word: opens the 24 hours in which free text may be sent, and is what read receipts and the typing indicator name
  last_message_at INTEGER,
  last_message_id TEXT    CHECK (length(last_message_id) BETWEEN 1 AND 200),
  -- the actions of the last message that had some, in the order shown: a JSON array of texts, for "2" as an answer
  shown_options   TEXT    CHECK (json_valid(shown_options)),
  options_at      INTEGER,
  CHECK (chat_id IS coalesce(phone, business_id))
) STRICT, WITHOUT ROWID;

-- What became of a message after it was sent; null: the platform has not said, or tells none (Telegram). Of WhatsApp.
ALTER TABLE outbox ADD COLUMN status TEXT CHECK (status IN ('sent', 'failed', 'delivered', 'read'));
ALTER TABLE outbox ADD COLUMN status_at INTEGER;
-- 1: it waits for the person to write (the 24 hours are over), and is due at once when they do
ALTER TABLE outbox ADD COLUMN parked INTEGER NOT NULL DEFAULT 0 CHECK (parked IN (0, 1));
-- how often what this row says was owed anew because its message was reported as failed after it had been accepted
ALTER TABLE outbox ADD COLUMN resent INTEGER NOT NULL DEFAULT 0 CHECK (resent >= 0);
CREATE INDEX outbox_by_message ON outbox (message_id) WHERE channel = 'whatsapp' AND message_id IS NOT NULL;

-- Statuses that came before the answer to the sending was recorded: the row takes its own when it is. The best of each message; forgotten after days.
CREATE TABLE whatsapp_early_statuses (
  message_id  TEXT    PRIMARY KEY CHECK (length(message_id) BETWEEN 1 AND 200),
  status      TEXT    NOT NULL CHECK (status IN ('sent', 'failed', 'delivered', 'read')),
  status_at   INTEGER NOT NULL,
  -- of a failure: Meta's number and words
  code        INTEGER,
  reason      TEXT    CHECK (length(reason) <= 500),
  received_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX whatsapp_early_statuses_by_age ON whatsapp_early_statuses (received_at);
