-- The last part of the address of a top-up's own page: whoever has it may see the page, so it is random (130 bits) and nothing that stands elsewhere.
ALTER TABLE topups ADD COLUMN page TEXT CHECK (length(page) BETWEEN 26 AND 32 AND page NOT GLOB '*[^0-9A-Z]*');

CREATE UNIQUE INDEX topups_by_page ON topups (page) WHERE page IS NOT NULL;

-- Those that can still be paid get one too; nobody has a link to the others. 32 hexadecimal digits (128 bits) are letters of the same alphabet.
UPDATE topups SET page = hex(randomblob(16)) WHERE state IN ('requested', 'issued');
