-- What people have corrected in the mentions and figures of a passage. A passage is named by what outlives annotating and new
-- versions: corpus and key of its document, and the hash of its text. `was` is the mention or figure as a person saw it,
-- NULL for one that was missing; `becomes` what takes its place, NULL for nothing; both are JSON.
CREATE TABLE fact_correction (
  id INTEGER PRIMARY KEY, subject TEXT NOT NULL, corpus TEXT NOT NULL, key TEXT NOT NULL, text_hash TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, surface TEXT NOT NULL, was TEXT, becomes TEXT, reason TEXT NOT NULL,
  made TEXT NOT NULL
);
CREATE INDEX fact_correction_text ON fact_correction (corpus, key, text_hash);
-- The facts of corrected passages as annotating made them, from which corrections are applied and undone.
CREATE TABLE uncorrected (
  passage_id INTEGER PRIMARY KEY REFERENCES passage(id), mentions TEXT NOT NULL, figures TEXT NOT NULL, loose TEXT NOT NULL
);
ALTER TABLE document_correction ADD COLUMN reason TEXT NOT NULL DEFAULT '';
