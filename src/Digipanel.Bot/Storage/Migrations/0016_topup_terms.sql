-- What a top-up costs and brings besides its amount, as the settings had it when it was asked for.
-- fee: the customer pays it on top of the amount. It never enters the wallet or the ledger, which is about customers' money: amount + fee is what Doitpay
-- was paid, amount what the wallet gets. shop_fee: what Doitpay keeps at the shop's cost, for the shop's own reckoning.
ALTER TABLE topups ADD COLUMN fee INTEGER NOT NULL DEFAULT 0 CHECK (fee BETWEEN 0 AND 1000000000);
ALTER TABLE topups ADD COLUMN shop_fee INTEGER NOT NULL DEFAULT 0 CHECK (shop_fee BETWEEN 0 AND 1000000000);
-- bonus: a transfer of its own (promo to customer, topup:ID:bonus) in the transaction of the credit.
ALTER TABLE topups ADD COLUMN bonus INTEGER NOT NULL DEFAULT 0 CHECK (bonus BETWEEN 0 AND 1000000000);

CREATE TRIGGER topups_keep_their_terms BEFORE UPDATE OF fee, shop_fee, bonus ON topups
WHEN NEW.fee <> OLD.fee OR NEW.shop_fee <> OLD.shop_fee OR NEW.bonus <> OLD.bonus BEGIN
  SELECT RAISE(ABORT, 'the terms of a top-up do not change');
END;
CREATE TRIGGER topups_paid_has_its_bonus BEFORE UPDATE OF state ON topups
WHEN NEW.state = 'paid' AND OLD.state <> 'paid' AND NEW.bonus > 0 AND NOT EXISTS (
  SELECT 1 FROM transfers t JOIN accounts a ON a.id = t.to_account
  WHERE t.key = 'topup:' || NEW.id || ':bonus' AND t.kind = 'Bonus' AND t.amount = NEW.bonus AND a.customer_id = NEW.customer_id) BEGIN
  SELECT RAISE(ABORT, 'a paid top-up has its bonus');
END;
