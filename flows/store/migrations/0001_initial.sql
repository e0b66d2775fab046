CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counter VALUES ('change', 0), ('identity', abs(random()));

CREATE TABLE run (
  id TEXT PRIMARY KEY, command TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, outcome TEXT NOT NULL DEFAULT 'running',
  code_version TEXT NOT NULL, counts TEXT NOT NULL DEFAULT '{}'
);

-- A file as it was read; `complete` once all of it is stored.
CREATE TABLE source (
  corpus TEXT NOT NULL, key TEXT NOT NULL, sha256 TEXT NOT NULL, reading TEXT NOT NULL, bytes INTEGER NOT NULL,
  complete INTEGER NOT NULL DEFAULT 0, run_id TEXT NOT NULL REFERENCES run(id), stored TEXT NOT NULL,
  PRIMARY KEY (corpus, key, sha256, reading)
) WITHOUT ROWID;

CREATE TABLE document (
  id TEXT PRIMARY KEY, corpus TEXT NOT NULL, key TEXT NOT NULL, content_hash TEXT NOT NULL, title TEXT NOT NULL,
  publisher TEXT NOT NULL, document_number TEXT NOT NULL, written TEXT NOT NULL, published TEXT NOT NULL, date TEXT NOT NULL,
  url TEXT NOT NULL, language TEXT NOT NULL, format TEXT NOT NULL, encoding TEXT NOT NULL, source_sha256 TEXT NOT NULL,
  metadata TEXT NOT NULL, notes TEXT NOT NULL, text TEXT NOT NULL, superseded_by TEXT,
  first_seen TEXT NOT NULL, run_id TEXT NOT NULL REFERENCES run(id), code_version TEXT NOT NULL
);
CREATE INDEX document_content ON document (corpus, content_hash);
CREATE INDEX document_key ON document (corpus, key);
CREATE INDEX document_date ON document (date);

CREATE TABLE passage (
  id INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES document(id), position INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, heading TEXT NOT NULL, language TEXT NOT NULL,
  text TEXT NOT NULL, first_seen TEXT NOT NULL, changed INTEGER NOT NULL,
  UNIQUE (document_id, position)
);
CREATE INDEX passage_changed ON passage (changed);

CREATE TABLE annotation (
  passage_id INTEGER PRIMARY KEY REFERENCES passage(id), token_count INTEGER NOT NULL, character_count INTEGER NOT NULL,
  lexicon_hash TEXT NOT NULL, model_version TEXT NOT NULL, code_version TEXT NOT NULL, run_id TEXT NOT NULL REFERENCES run(id)
);

CREATE TABLE mention (
  passage_id INTEGER NOT NULL REFERENCES passage(id), start INTEGER NOT NULL, "end" INTEGER NOT NULL, type TEXT NOT NULL,
  concept TEXT NOT NULL, surface TEXT NOT NULL, source TEXT NOT NULL, score REAL NOT NULL, nested INTEGER NOT NULL,
  PRIMARY KEY (passage_id, start, "end", type, concept)
) WITHOUT ROWID;
CREATE INDEX mention_concept ON mention (concept, passage_id);

CREATE TABLE category (
  passage_id INTEGER NOT NULL REFERENCES passage(id), label TEXT NOT NULL, kind TEXT NOT NULL, probability REAL NOT NULL,
  rank INTEGER, -- 0 the surest above its threshold; NULL below
  PRIMARY KEY (passage_id, label)
) WITHOUT ROWID;
CREATE INDEX category_label ON category (label, passage_id) WHERE rank IS NOT NULL;

CREATE TABLE rejection (
  corpus TEXT NOT NULL, place TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL, source_sha256 TEXT NOT NULL,
  run_id TEXT NOT NULL REFERENCES run(id), rejected TEXT NOT NULL,
  PRIMARY KEY (corpus, place, stage, reason, source_sha256)
) WITHOUT ROWID;
