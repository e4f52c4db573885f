-- Whom a Hub vouches for is asked after again, and a group of the Hub may lose somebody.

-- What the way of signing in asks with, sealed with a key that is not in the database; NULL where nobody is asked.
ALTER TABLE sign_ins ADD COLUMN voucher bytea;

-- The group by which somebody came; NULL for those who came otherwise.
ALTER TABLE members ADD COLUMN hub_group text;

-- Since when the group has been without them. The row stays for what they were granted, should they come back.
ALTER TABLE members ADD COLUMN left_at timestamptz;
