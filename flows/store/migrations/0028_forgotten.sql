-- What somebody has removed with "forget": it stays away while its text, or the file that holds it, is the same.
CREATE TABLE forgotten (
  corpus TEXT NOT NULL, key TEXT NOT NULL, content_id TEXT NOT NULL, source_sha256 TEXT NOT NULL,
  PRIMARY KEY (corpus, key, content_id, source_sha256)
) WITHOUT ROWID;
