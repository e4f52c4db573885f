-- Users make access tokens themselves, and tell them apart by name.
ALTER TABLE access_tokens
    ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    ADD COLUMN name text NOT NULL DEFAULT '';
