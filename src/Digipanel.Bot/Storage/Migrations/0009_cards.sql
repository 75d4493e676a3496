-- Cards: messages that are sent once and edited as what they show changes. What they show is read from the rows when they are sent, so that
-- nothing here can be out of date; the digest tells whether an edit would change anything.
CREATE TABLE cards (
  -- "purchase:17": the prefix says what it shows
  card        TEXT    PRIMARY KEY CHECK (length(card) BETWEEN 1 AND 128),
  channel     TEXT    NOT NULL CHECK (length(channel) BETWEEN 1 AND 32),
  chat_id     TEXT    NOT NULL CHECK (length(chat_id) BETWEEN 1 AND 128),
  -- the platform's id of the message; null until it was sent
  message_id  TEXT    CHECK (length(message_id) BETWEEN 1 AND 128),
  has_picture INTEGER NOT NULL DEFAULT 0 CHECK (has_picture IN (0, 1)),
  digest      TEXT,
  -- its reader deleted it: it is not sent again
  gone        INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
  created_at  INTEGER NOT NULL,
  edited_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX cards_by_age ON cards (created_at);

-- message: what the payload says; answer: to a pressed button, no message of the chat and not in its queue; card: what the card shows when it is sent.
ALTER TABLE outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'message' CHECK (kind IN ('message', 'answer', 'card'));
ALTER TABLE outbox ADD COLUMN card TEXT CHECK ((kind = 'card') = (card IS NOT NULL));
-- counts what has changed about a card since its row was written: a row that was on its way meanwhile goes once more
ALTER TABLE outbox ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET kind = 'answer' WHERE state = 'pending' AND payload ->> '$.AnswersCallback' IS NOT NULL;

DROP INDEX outbox_pending;
CREATE INDEX outbox_pending ON outbox (channel, chat_id, priority, id) WHERE state = 'pending' AND kind <> 'answer';
CREATE INDEX outbox_answers ON outbox (id) WHERE state = 'pending' AND kind = 'answer';
CREATE UNIQUE INDEX outbox_cards ON outbox (card) WHERE state = 'pending' AND kind = 'card';
