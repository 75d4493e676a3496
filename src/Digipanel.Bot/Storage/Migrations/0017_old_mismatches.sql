-- Mismatches from before cases were kept: without a case no admin could ever decide about them. What was paid is not known any more; should the next
-- status call tell, the case follows it.
INSERT INTO payment_cases (kind, reference, topup_id, amount, why, state, raised_at)
SELECT 'mismatch', reference, id, 0, 'reported before cases were kept', 'open', unixepoch() * 1000
FROM topups WHERE told_mismatch = 1 AND state <> 'paid'
ON CONFLICT DO NOTHING;
