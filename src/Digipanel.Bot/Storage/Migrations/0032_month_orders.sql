-- An order counts for the prices' steps once it has gone to Digipanel. While it waits its customer can take it back: whoever had a hundred links wait, bought
-- others at the step's price and cancelled the hundred would have had the price for nothing.
DROP TRIGGER orders_count_in_their_month;
DROP TRIGGER orders_that_fail_count_no_more;
DELETE FROM month_orders;

CREATE TRIGGER orders_count_in_their_month AFTER UPDATE OF attempts ON orders WHEN OLD.attempts = 0 AND NEW.attempts > 0 BEGIN
  UPDATE month_orders SET orders = orders + 1 WHERE customer_id = NEW.customer_id AND NEW.accepted_at >= from_at AND NEW.accepted_at < until_at;
END;
CREATE TRIGGER orders_that_fail_count_no_more AFTER UPDATE OF state ON orders WHEN NEW.state = 'failed' AND OLD.state <> 'failed' AND NEW.attempts > 0 BEGIN
  UPDATE month_orders SET orders = orders - 1 WHERE customer_id = NEW.customer_id AND NEW.accepted_at >= from_at AND NEW.accepted_at < until_at;
END;
