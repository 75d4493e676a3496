-- Admins look people up by the beginning of their name, in any case.
CREATE INDEX customers_by_name ON customers (name COLLATE NOCASE) WHERE name <> '';
