-- A smaller store: what repeats is kept once under a number, and a document's text once, in its passages.
-- The views have the columns of the tables that they replace. Rows of older stores move over in batches
-- (database/moving.py), from `moved_...`.
ALTER TABLE mention RENAME TO moved_mention;
DROP INDEX mention_concept;
DROP INDEX mention_entity;
-- A surface with what it is tagged as; `entity` is the id that mentions of one thing share, NULL for dates,
-- sums and the like.
CREATE TABLE sense (
  id INTEGER PRIMARY KEY, surface TEXT NOT NULL, type TEXT NOT NULL, concept TEXT NOT NULL, entity TEXT,
  source TEXT NOT NULL
);
CREATE UNIQUE INDEX sense_all ON sense (surface, type, concept, source, ifnull(entity, ''));
CREATE INDEX sense_concept ON sense (concept);
CREATE INDEX sense_entity ON sense (entity) WHERE entity IS NOT NULL;
CREATE TABLE mention_place (
  passage_id INTEGER NOT NULL REFERENCES passage(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  sense INTEGER NOT NULL, score REAL NOT NULL, nested INTEGER NOT NULL,
  PRIMARY KEY (passage_id, start, "end", sense)
) WITHOUT ROWID;
CREATE VIEW mention AS
  SELECT m.passage_id, m.start, m."end", s.type, s.concept, s.surface, s.source, m.score, m.nested, s.entity
  FROM mention_place m JOIN sense s ON s.id = m.sense;

ALTER TABLE annotation RENAME TO moved_annotation;
-- What passages were annotated with; `passages` counts those of current documents.
CREATE TABLE annotation_version (
  id INTEGER PRIMARY KEY, lexicon_hash TEXT NOT NULL, model_version TEXT NOT NULL, code_version TEXT NOT NULL,
  run_id TEXT NOT NULL REFERENCES run(id), passages INTEGER NOT NULL DEFAULT 0,
  UNIQUE (lexicon_hash, model_version, code_version, run_id)
);
CREATE TABLE annotated_passage (
  passage_id INTEGER PRIMARY KEY REFERENCES passage(id), token_count INTEGER NOT NULL,
  character_count INTEGER NOT NULL,
  version INTEGER NOT NULL
);
-- No join in here: SQLite would make a copy of one on the right of a LEFT JOIN.
CREATE VIEW annotation AS
  SELECT passage_id, token_count, character_count,
    (SELECT lexicon_hash FROM annotation_version WHERE id = version) AS lexicon_hash,
    (SELECT model_version FROM annotation_version WHERE id = version) AS model_version,
    (SELECT code_version FROM annotation_version WHERE id = version) AS code_version,
    (SELECT run_id FROM annotation_version WHERE id = version) AS run_id
  FROM annotated_passage;

ALTER TABLE category RENAME TO moved_category;
DROP INDEX category_label;
CREATE TABLE label (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, UNIQUE (name, kind));
CREATE TABLE label_score (
  passage_id INTEGER NOT NULL REFERENCES passage(id), label INTEGER NOT NULL, probability REAL NOT NULL,
  rank INTEGER, -- 0 the surest above its threshold; NULL below
  PRIMARY KEY (passage_id, label)
) WITHOUT ROWID;
CREATE INDEX label_score_chosen ON label_score (label, passage_id) WHERE rank IS NOT NULL;
CREATE VIEW category AS
  SELECT c.passage_id, l.name AS label, l.kind, c.probability, c.rank
  FROM label_score c JOIN label l ON l.id = c.label;

-- The text of a document, as a list in JSON: the positions of passages, and what stands between them.
-- NULL: still in `text`.
ALTER TABLE document ADD COLUMN layout TEXT;
ALTER TABLE document ADD COLUMN characters INTEGER NOT NULL DEFAULT 0;

-- Counts that are kept up to date with every change of the documents and annotations they cover. A slice
-- holds the current documents of one month, corpus, publisher and level, a cell what they have of one concept
-- or label. `stored` are all passages, `passages` the counted ones, `waiting` those of them without
-- annotation; `mentions` are outermost ones, `labelled` passages have a strategy.
DROP TABLE annotated_with;
DELETE FROM document_total;
ALTER TABLE document_total ADD COLUMN slice INTEGER NOT NULL DEFAULT 0;
-- Passages of any kind without annotation.
ALTER TABLE document_total ADD COLUMN pending INTEGER NOT NULL DEFAULT 0;
CREATE INDEX document_total_pending ON document_total (id) WHERE pending;
DELETE FROM counter WHERE name = 'totals';
CREATE TABLE slice (
  id INTEGER PRIMARY KEY, month TEXT NOT NULL, corpus TEXT NOT NULL, publisher TEXT NOT NULL,
  level TEXT NOT NULL,
  documents INTEGER NOT NULL DEFAULT 0, passages INTEGER NOT NULL DEFAULT 0,
  waiting INTEGER NOT NULL DEFAULT 0,
  tokens INTEGER NOT NULL DEFAULT 0, characters INTEGER NOT NULL DEFAULT 0,
  stored INTEGER NOT NULL DEFAULT 0, mentions INTEGER NOT NULL DEFAULT 0,
  labelled INTEGER NOT NULL DEFAULT 0,
  UNIQUE (month, corpus, publisher, level)
);
CREATE TABLE subject (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (kind, name));
CREATE TABLE cell (
  subject INTEGER NOT NULL, slice INTEGER NOT NULL, occurrences INTEGER NOT NULL, passages INTEGER NOT NULL,
  documents INTEGER NOT NULL, PRIMARY KEY (subject, slice)
) WITHOUT ROWID;
