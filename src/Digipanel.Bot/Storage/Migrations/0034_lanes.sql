-- When an account last decided about an order (took it, or refused it for good), or was put back into service: a lane that is in service and takes nothing
-- shows by this.
ALTER TABLE digipanel_accounts ADD COLUMN progress_at INTEGER;
-- An admin has asked to look at a stopped account now, and who: the answer goes to them.
ALTER TABLE digipanel_accounts ADD COLUMN probe_asked_at INTEGER;
ALTER TABLE digipanel_accounts ADD COLUMN probe_asked_by INTEGER REFERENCES customers (id);

-- What each account's accepted downloads cost, by the hour: how many days its balance lasts is asked of a handful of rows, not of a day's orders.
CREATE TABLE lane_hours (
  account   TEXT    NOT NULL CHECK (length(account) BETWEEN 1 AND 40),
  -- hours since 1970
  hour      INTEGER NOT NULL CHECK (hour > 0),
  downloads INTEGER NOT NULL CHECK (downloads > 0),
  rupiah    INTEGER NOT NULL CHECK (rupiah >= 0),
  PRIMARY KEY (account, hour)
) STRICT, WITHOUT ROWID;

-- It was never taken back, so that admins heard of it once in a database's life; its name tells the method now.
DELETE FROM alerts WHERE alert = 'doitpay:unusable';
