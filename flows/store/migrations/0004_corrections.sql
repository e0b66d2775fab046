-- What a person says of a passage: its labels, with who, when, and which model's labels they saw. The text stands here, too,
-- so that it can be trained on after the document was superseded.
CREATE TABLE correction (
  text_hash TEXT NOT NULL, reader TEXT NOT NULL, made TEXT NOT NULL, model_version TEXT NOT NULL, passage_id INTEGER,
  language TEXT NOT NULL, labels TEXT NOT NULL, instruments TEXT NOT NULL, note TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (text_hash, reader, made)
) WITHOUT ROWID;
CREATE INDEX correction_passage ON correction (passage_id) WHERE passage_id IS NOT NULL;
