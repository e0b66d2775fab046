-- Where a concept's surfaces stand in a passage more (or less) often than it is mentioned there, and how much more often.
CREATE TABLE loose (
  concept TEXT NOT NULL, passage_id INTEGER NOT NULL REFERENCES passage(id), extra INTEGER NOT NULL, PRIMARY KEY (concept, passage_id)
) WITHOUT ROWID;
CREATE INDEX loose_passage ON loose (passage_id);
-- What the passages of current documents were annotated with when their text was last summed; '' where one was not.
CREATE TABLE annotated_with (lexicon_hash TEXT PRIMARY KEY) WITHOUT ROWID;
-- Each current document with how much text it has, summed once after annotating, and what series count it by, so that they need not
-- read past its text; `totals` in counter is the change that it is good for.
DROP TABLE document_total;
CREATE TABLE document_total (
  id TEXT PRIMARY KEY REFERENCES document(id), tokens INTEGER NOT NULL, characters INTEGER NOT NULL, passages INTEGER NOT NULL,
  corpus TEXT NOT NULL, publisher TEXT NOT NULL, published TEXT NOT NULL, written TEXT NOT NULL, first_seen TEXT NOT NULL
) WITHOUT ROWID;
DELETE FROM counter WHERE name = 'totals';
