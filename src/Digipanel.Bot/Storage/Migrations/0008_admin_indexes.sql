-- /upstream read every order that was ever sold, twice, on the writer; and every half minute the deadlines read all kept webhooks to forget old ones.
CREATE INDEX orders_given_up ON orders (ended_at) WHERE reason IN ('lost', 'never_finished');
CREATE INDEX digipanel_events_by_age ON digipanel_events (received_at);
