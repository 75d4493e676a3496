-- What a download costs, where an admin has said so; else the configuration tells. Each change is a row, and the newest of its scope is in force: what was
-- asked for when, and who had said so, can always be told.
CREATE TABLE price_changes (
  id       INTEGER PRIMARY KEY,
  -- '': everybody's; else the name of a group of customers
  scope    TEXT    NOT NULL CHECK (scope = '' OR (length(scope) BETWEEN 2 AND 20 AND scope NOT GLOB '*[^a-z0-9_-]*')),
  -- rupiah a download; null: the configuration's (everybody's), or none (a group's)
  base     INTEGER CHECK (base BETWEEN 1 AND 100000000),
  -- "100=450 500=400": after so many orders in a calendar month, rupiah a download
  steps    TEXT    NOT NULL CHECK (length(steps) <= 256 AND steps NOT GLOB '*[^0-9= ]*'),
  -- the question that was answered with yes: once
  draft    INTEGER NOT NULL UNIQUE,
  -- "telegram:999"
  admin    TEXT    NOT NULL CHECK (length(admin) BETWEEN 1 AND 160),
  at       INTEGER NOT NULL
) STRICT;

CREATE TRIGGER price_changes_are_never_updated BEFORE UPDATE ON price_changes BEGIN
  SELECT RAISE(ABORT, 'price changes are only ever inserted');
END;
CREATE TRIGGER price_changes_are_never_deleted BEFORE DELETE ON price_changes BEGIN
  SELECT RAISE(ABORT, 'price changes are only ever inserted');
END;

-- The newest of each scope, where it says anything: what every paste reads. Kept by the trigger.
CREATE TABLE prices (
  scope     TEXT    PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES price_changes (id),
  base      INTEGER,
  steps     TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER price_changes_come_into_force AFTER INSERT ON price_changes BEGIN
  DELETE FROM prices WHERE scope = NEW.scope;
  INSERT INTO prices (scope, change_id, base, steps) SELECT NEW.scope, NEW.id, NEW.base, NEW.steps WHERE NEW.base IS NOT NULL OR NEW.steps <> '';
END;

-- Changes that an admin was asked about.
CREATE TABLE price_drafts (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  scope    TEXT    NOT NULL,
  base     INTEGER,
  steps    TEXT    NOT NULL,
  -- the change in force when it was asked: once another is, the question's "before" is wrong
  after_id INTEGER NOT NULL,
  at       INTEGER NOT NULL
) STRICT;

-- The group whose prices are a customer's.
ALTER TABLE customers ADD COLUMN price_group TEXT CHECK (length(price_group) BETWEEN 2 AND 20);
CREATE INDEX customers_in_price_groups ON customers (price_group) WHERE price_group IS NOT NULL;

-- How many orders of a month (in Western Indonesian Time) a customer has that have not failed: made when first asked for, and from then on kept by the
-- triggers, so that no paste counts thousands. It decides a price and nothing else; no CHECK of it may keep an order from ending.
CREATE TABLE month_orders (
  customer_id INTEGER PRIMARY KEY REFERENCES customers (id),
  from_at     INTEGER NOT NULL,
  until_at    INTEGER NOT NULL,
  orders      INTEGER NOT NULL
) STRICT;
CREATE TRIGGER orders_count_in_their_month AFTER INSERT ON orders BEGIN
  UPDATE month_orders SET orders = orders + 1 WHERE customer_id = NEW.customer_id AND NEW.accepted_at >= from_at AND NEW.accepted_at < until_at;
END;
CREATE TRIGGER orders_that_fail_count_no_more AFTER UPDATE OF state ON orders WHEN NEW.state = 'failed' AND OLD.state <> 'failed' BEGIN
  UPDATE month_orders SET orders = orders - 1 WHERE customer_id = NEW.customer_id AND NEW.accepted_at >= from_at AND NEW.accepted_at < until_at;
END;
