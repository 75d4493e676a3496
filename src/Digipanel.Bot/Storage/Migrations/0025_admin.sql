-- What admins did, only ever inserted: who, what, when, before, after.
CREATE TABLE admin_log (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  at          INTEGER NOT NULL,
  -- "telegram:999": as it stands in the configuration
  admin       TEXT    NOT NULL CHECK (length(admin) BETWEEN 1 AND 160),
  action      TEXT    NOT NULL CHECK (length(action) BETWEEN 1 AND 40),
  -- what people call it: "#17", a voucher's code
  subject     TEXT    CHECK (length(subject) <= 512),
  customer_id INTEGER REFERENCES customers (id),
  before      TEXT    CHECK (length(before) <= 512),
  after       TEXT    CHECK (length(after) <= 512),
  reason      TEXT    CHECK (length(reason) <= 512)
) STRICT;
CREATE INDEX admin_log_of_customer ON admin_log (customer_id, id) WHERE customer_id IS NOT NULL;
CREATE TRIGGER admin_log_is_never_updated BEFORE UPDATE ON admin_log BEGIN
  SELECT RAISE(ABORT, 'what an admin did is only ever added to');
END;
CREATE TRIGGER admin_log_is_never_deleted BEFORE DELETE ON admin_log BEGIN
  SELECT RAISE(ABORT, 'what an admin did is only ever added to');
END;

-- What an admin was asked to write next: one question at a time.
CREATE TABLE admin_questions (
  account_id INTEGER PRIMARY KEY REFERENCES customers (id),
  question   TEXT    NOT NULL CHECK (length(question) BETWEEN 1 AND 64),
  asked_at   INTEGER NOT NULL
) STRICT;

-- Somebody whom an admin has shut out. Their money and their running orders go on.
ALTER TABLE customers ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0 CHECK (blocked IN (0, 1));
