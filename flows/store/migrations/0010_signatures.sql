-- What the comparison of documents knows of each: its MinHash signature (128 little-endian uint32; empty for a text too short to compare), the
-- way it was made, and whether the clusters of document_cluster were made with it.
CREATE TABLE document_signature (
  document_id TEXT PRIMARY KEY REFERENCES document(id), way TEXT NOT NULL, clustered INTEGER NOT NULL DEFAULT 0, signature BLOB NOT NULL
) WITHOUT ROWID;
