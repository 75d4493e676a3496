-- Where a chat has gone: a message that is reported as undelivered after its reader's number has changed, or changed hands, is owed to the reader and to
-- nobody else. Forgotten with the messages.
CREATE TABLE whatsapp_moves (
  id        INTEGER PRIMARY KEY,
  from_chat TEXT    NOT NULL CHECK (length(from_chat) BETWEEN 1 AND 128),
  to_chat   TEXT    NOT NULL CHECK (length(to_chat) BETWEEN 1 AND 128),
  at        INTEGER NOT NULL
) STRICT;
CREATE INDEX whatsapp_moves_of_chat ON whatsapp_moves (from_chat, at);
CREATE INDEX whatsapp_moves_by_age ON whatsapp_moves (at);

-- 1: the number changed, and with it perhaps the business-scoped id, which was not told: the next one that is shown with the number is the person's.
ALTER TABLE whatsapp_contacts ADD COLUMN id_may_change INTEGER NOT NULL DEFAULT 0 CHECK (id_may_change IN (0, 1));
