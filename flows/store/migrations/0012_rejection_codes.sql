-- The reason of a rejection as data: the code of its message and the values that fill it. Rows of earlier versions keep their text
-- and have no code.
ALTER TABLE rejection ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE rejection ADD COLUMN "values" TEXT NOT NULL DEFAULT '{}';
