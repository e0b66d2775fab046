-- The id that mentions of one thing share; NULL for dates, sums and the like.
ALTER TABLE mention ADD COLUMN entity TEXT;
CREATE INDEX mention_entity ON mention (entity, passage_id) WHERE entity IS NOT NULL;

-- A passage names another document: by title, by number, or both.
CREATE TABLE citation (
  passage_id INTEGER NOT NULL REFERENCES passage(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL,
  relation TEXT NOT NULL, title TEXT NOT NULL, number TEXT NOT NULL, concept TEXT NOT NULL,
  PRIMARY KEY (passage_id, start, "end")
) WITHOUT ROWID;
CREATE INDEX citation_title ON citation (title) WHERE title != '';
CREATE INDEX citation_number ON citation (number) WHERE number != '';

-- The names by which other documents can cite a stored one: kind is title or number, name the normalised form.
CREATE TABLE document_name (
  document_id TEXT NOT NULL REFERENCES document(id), kind TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (document_id, kind, name)
) WITHOUT ROWID;
CREATE INDEX document_name_name ON document_name (name, kind);

-- Long and short forms that a document introduces as the same thing; `entity` is what they mean, where known.
CREATE TABLE introduction (
  document_id TEXT NOT NULL REFERENCES document(id), long TEXT NOT NULL, short TEXT NOT NULL, kind TEXT NOT NULL,
  entity TEXT NOT NULL, PRIMARY KEY (document_id, long, short)
) WITHOUT ROWID;

-- Figures: an indicator's value, to be reached or reached.
CREATE TABLE target (
  passage_id INTEGER NOT NULL REFERENCES passage(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL,
  subject TEXT NOT NULL, indicator TEXT NOT NULL, value REAL NOT NULL, value_to REAL, unit TEXT NOT NULL, comparator TEXT NOT NULL,
  deadline TEXT NOT NULL, baseline TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (passage_id, start, "end")
) WITHOUT ROWID;
