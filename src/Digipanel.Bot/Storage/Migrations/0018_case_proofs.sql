-- What stands behind the notification that brought a case up. anyone: everybody can make such a one; some: Doitpay's key or a token of ours, but not the
-- body; body: Doitpay's key signed these very bytes. Of cases from before, and of those that no notification brought up, nothing better is known: 'some'.
ALTER TABLE payment_cases ADD COLUMN proof TEXT NOT NULL DEFAULT 'some' CHECK (proof IN ('anyone', 'some', 'body'));
