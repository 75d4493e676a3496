-- A virtual account: partnerServiceId (8 characters, padded with spaces on its left) and customerNo in one, made and stored before Doitpay hears of it.
-- No number ever serves two top-ups, whatever bank it is at: a payment that comes late would find the wrong one.
ALTER TABLE topups ADD COLUMN virtual_account TEXT CHECK (length(virtual_account) BETWEEN 9 AND 28 AND virtual_account NOT GLOB '*[^ 0-9]*');

CREATE UNIQUE INDEX topups_by_virtual_account ON topups (ltrim(virtual_account)) WHERE virtual_account IS NOT NULL;

CREATE TRIGGER topups_keep_their_virtual_account BEFORE UPDATE OF virtual_account ON topups WHEN NEW.virtual_account IS NOT OLD.virtual_account BEGIN
  SELECT RAISE(ABORT, 'a virtual account does not change');
END;
