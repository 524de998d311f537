-- Strings whose characters stand the other way round in each word.
ALTER TABLE tags ADD COLUMN string_byte_order TEXT NOT NULL DEFAULT 'LOW_FIRST'
    CHECK (string_byte_order IN ('LOW_FIRST', 'HIGH_FIRST'));
