-- One row a person and channel. Telegram's private chat id is the person's id, but WhatsApp's need not be: keep both.
CREATE TABLE customers (
  id          INTEGER PRIMARY KEY,
  channel     TEXT    NOT NULL CHECK (channel IN ('telegram', 'whatsapp')),
  user_id     TEXT    NOT NULL CHECK (length(user_id) BETWEEN 1 AND 128),
  chat_id     TEXT    NOT NULL CHECK (length(chat_id) BETWEEN 1 AND 128),
  name        TEXT    NOT NULL CHECK (length(name) <= 256),
  username    TEXT    CHECK (length(username) <= 64),
  -- until the person chooses with /bahasa the app's own language is followed
  language    TEXT    NOT NULL CHECK (language IN ('id', 'en')),
  language_chosen INTEGER NOT NULL DEFAULT 0 CHECK (language_chosen IN (0, 1)),
  reachable   INTEGER NOT NULL DEFAULT 1 CHECK (reachable IN (0, 1)),
  created_at  INTEGER NOT NULL,
  UNIQUE (channel, user_id)
) STRICT;

CREATE INDEX customers_by_chat ON customers (channel, chat_id);
