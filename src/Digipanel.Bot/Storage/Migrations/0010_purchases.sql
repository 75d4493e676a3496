-- Purchases: what came of one message with links, or of one press of a button. Its message in the chat is a card that shows these rows.
CREATE TABLE purchases (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  -- asking: nothing is held before the customer says yes; placed: its orders run, and links may wait for saldo; dropped: nothing is left of it
  state       TEXT    NOT NULL CHECK (state IN ('asking', 'placed', 'dropped')),
  -- 1: it has asked first, so that its orders need the customer's yes
  asked       INTEGER NOT NULL CHECK (asked IN (0, 1)),
  -- rupiah a link, as the customer was told
  price       INTEGER NOT NULL CHECK (price > 0),
  -- no: the customer said so; late: no answer, or no saldo, in time; moved: its links wait elsewhere, or were bought otherwise
  dropped     TEXT    CHECK (dropped IN ('no', 'late', 'moved')),
  -- what else its message had (in progress already, of no use, too many), for the card to tell; null: nothing
  notes       TEXT    CHECK (json_valid(notes)),
  created_at  INTEGER NOT NULL,
  -- when its links in kept_links are forgotten; null where it has none
  forget_at   INTEGER,
  CHECK ((state = 'dropped') = (dropped IS NOT NULL))
) STRICT;
CREATE INDEX purchases_to_forget ON purchases (forget_at) WHERE forget_at IS NOT NULL;

-- Links that a customer wants and that are not bought yet: asked about, or kept until there is saldo. A link waits in one place at the most, and whoever
-- buys it takes its row away in the same transaction, so that no button can buy it a second time.
CREATE TABLE kept_links (
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  item_key    TEXT    NOT NULL CHECK (length(item_key) BETWEEN 1 AND 128),
  purchase    INTEGER NOT NULL REFERENCES purchases (id),
  position    INTEGER NOT NULL,
  link        TEXT    NOT NULL CHECK (link LIKE 'https://%' AND length(link) <= 1000),
  PRIMARY KEY (customer_id, item_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_links_of_purchase ON kept_links (purchase, position);

ALTER TABLE orders ADD COLUMN purchase INTEGER REFERENCES purchases (id);
CREATE INDEX orders_of_purchase ON orders (purchase) WHERE purchase IS NOT NULL;
-- What a customer has already: an order enters at its end, so that a paste pays nothing for it.
CREATE INDEX orders_received ON orders (customer_id, item_key, ended_at) WHERE drive_link IS NOT NULL;
