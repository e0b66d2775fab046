-- What people have corrected in the data of a document, for all versions under its key; `original` is what the reader found.
CREATE TABLE document_correction (
  corpus TEXT NOT NULL, key TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, original TEXT NOT NULL, made TEXT NOT NULL,
  PRIMARY KEY (corpus, key, field)
) WITHOUT ROWID;
-- Row ids of passages that were removed, each with the change that removed it: the index deletes them.
CREATE TABLE removed_passage (passage_id INTEGER PRIMARY KEY, changed INTEGER NOT NULL);
CREATE INDEX removed_passage_changed ON removed_passage (changed);
