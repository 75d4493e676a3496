-- When the number changed without a word of the new business-scoped id. Not for ever does the next id that is shown with the number count as the person's:
-- numbers are given to others after months.
ALTER TABLE whatsapp_contacts ADD COLUMN id_may_change_from INTEGER;

-- Failed orders, whose file may still come as a gift, go along when a chat moves: whoever paid them, and be that an account which has left the wallet since.
-- An order enters at its failure.
CREATE INDEX orders_failed_in_chat ON orders (channel, chat_id) WHERE state = 'failed';
