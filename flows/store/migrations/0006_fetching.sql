-- What is known of an address that a corpus reads: the last usable answer (for conditional requests), and how the last asking went.
-- outcome: list, document, rejected (answered, but no document), failed (no usable answer); passing: the next run asks again.
CREATE TABLE fetch (
  corpus TEXT NOT NULL, address TEXT NOT NULL, final TEXT NOT NULL DEFAULT '', status INTEGER NOT NULL DEFAULT 0,
  etag TEXT NOT NULL DEFAULT '', last_modified TEXT NOT NULL DEFAULT '', headers TEXT NOT NULL DEFAULT '{}', sha256 TEXT NOT NULL DEFAULT '',
  fetched TEXT NOT NULL DEFAULT '', checked TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
  passing INTEGER NOT NULL DEFAULT 0, run_id TEXT NOT NULL REFERENCES run(id), PRIMARY KEY (corpus, address)
) WITHOUT ROWID;

-- The share of listed items (list.title) and of pages read (page.date) in which a field was filled, when last all was well.
CREATE TABLE fetch_profile (
  corpus TEXT NOT NULL, name TEXT NOT NULL, share REAL NOT NULL, total INTEGER NOT NULL, run_id TEXT NOT NULL REFERENCES run(id),
  PRIMARY KEY (corpus, name)
) WITHOUT ROWID;

-- Documents that say the same nearly word for word; `cluster` is the id of the earliest, `similarity` the share of runs of characters
-- that a document has in common with the member it was found by.
CREATE TABLE document_cluster (
  document_id TEXT PRIMARY KEY REFERENCES document(id), cluster TEXT NOT NULL, similarity REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX document_cluster_cluster ON document_cluster (cluster);

CREATE INDEX document_run ON document (run_id);
CREATE INDEX document_superseded ON document (superseded_by) WHERE superseded_by IS NOT NULL;
