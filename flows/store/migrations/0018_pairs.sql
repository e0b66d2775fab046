-- Two documents of which one translates the other: how the pair is known (declared, number, address, proposed), whether it is used,
-- what speaks for it, and how its texts were aligned (`aligned_with` is '' before) with the share of each side that has a counterpart.
CREATE TABLE document_pair (
  id TEXT PRIMARY KEY, zh_document_id TEXT NOT NULL REFERENCES document(id), en_document_id TEXT NOT NULL REFERENCES document(id),
  known_by TEXT NOT NULL, status TEXT NOT NULL, score REAL NOT NULL, evidence TEXT NOT NULL,
  aligned_with TEXT NOT NULL DEFAULT '', aligned TEXT NOT NULL DEFAULT '', zh_coverage REAL, en_coverage REAL
) WITHOUT ROWID;
CREATE INDEX document_pair_zh ON document_pair (zh_document_id);
CREATE INDEX document_pair_en ON document_pair (en_document_id);
-- What people have decided about a pair, for all versions of its documents, with what was known of it then.
CREATE TABLE pair_decision (
  zh_corpus TEXT NOT NULL, zh_key TEXT NOT NULL, en_corpus TEXT NOT NULL, en_key TEXT NOT NULL, decision TEXT NOT NULL,
  known_by TEXT NOT NULL, score REAL NOT NULL, evidence TEXT NOT NULL, made TEXT NOT NULL,
  PRIMARY KEY (zh_corpus, zh_key, en_corpus, en_key)
) WITHOUT ROWID;
-- Sentences of a pair that say the same, or that only one side has, in the order of the texts.
CREATE TABLE sentence_link (
  id INTEGER PRIMARY KEY, pair_id TEXT NOT NULL REFERENCES document_pair(id), position INTEGER NOT NULL, score REAL NOT NULL,
  is_aligned INTEGER NOT NULL, parts TEXT NOT NULL, UNIQUE (pair_id, position)
);
CREATE TABLE link_side (
  link_id INTEGER NOT NULL REFERENCES sentence_link(id), language TEXT NOT NULL, passage_id INTEGER NOT NULL REFERENCES passage(id),
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (link_id, language, passage_id, start)
) WITHOUT ROWID;
CREATE INDEX link_side_passage ON link_side (passage_id);
CREATE INDEX document_language ON document (language) WHERE superseded_by IS NULL;
