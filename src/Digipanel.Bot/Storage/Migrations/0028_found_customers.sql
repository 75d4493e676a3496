-- Admins name customers as people do: by their @username too.
CREATE INDEX customers_by_username ON customers (username COLLATE NOCASE) WHERE username IS NOT NULL;
