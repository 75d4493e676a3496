-- An invoice is one message in the chat (the card "topup:" and the first top-up's id). Another way to pay, or a new reference after a lost answer, makes
-- a further top-up of the same card.
ALTER TABLE topups ADD COLUMN card TEXT REFERENCES topups (id);
-- the invoice shows the other ways to pay as buttons
ALTER TABLE topups ADD COLUMN choosing INTEGER NOT NULL DEFAULT 0 CHECK (choosing IN (0, 1));
-- it could not be made: cancelled by us, not by the customer
ALTER TABLE topups ADD COLUMN given_up INTEGER NOT NULL DEFAULT 0 CHECK (given_up IN (0, 1));
-- when the customer last pressed "Cek status", when the answer to that came, and whether there was one
ALTER TABLE topups ADD COLUMN asked_at INTEGER;
ALTER TABLE topups ADD COLUMN checked_at INTEGER;
ALTER TABLE topups ADD COLUMN check_answered INTEGER NOT NULL DEFAULT 0 CHECK (check_answered IN (0, 1));

CREATE INDEX topups_by_card ON topups (card) WHERE card IS NOT NULL;
-- whether a message is a card already, so that no second one is put into its place
CREATE INDEX cards_by_message ON cards (chat_id, message_id) WHERE message_id IS NOT NULL;

-- The bot asked this customer for an amount: a plain "50rb" is the answer.
CREATE TABLE topup_questions (
  customer_id INTEGER PRIMARY KEY REFERENCES customers (id),
  asked_at    INTEGER NOT NULL
) STRICT;
