-- What somebody has removed with "forget": it stays away while its text, or the file that holds it, is the same.
CREATE TABLE forgotten (
  corpus TEXT NOT NULL, key TEXT NOT NULL, content_id TEXT NOT NULL, source_sha256 TEXT NOT NULL,
  PRIMARY KEY (corpus, key, content_id, source_sha256)
) WITHOUT ROWID;
-- What earlier versions have removed: files that were read to the end, of which nothing is stored or rejected.
INSERT OR IGNORE INTO forgotten SELECT s.corpus, s.key, '', s.sha256 FROM source s
WHERE s.complete AND s.sha256 != ''
  AND NOT EXISTS (SELECT 1 FROM document d WHERE d.corpus = s.corpus AND d.key >= s.key AND d.key <= s.key || char(1114111))
  AND NOT EXISTS (SELECT 1 FROM rejection r WHERE r.corpus = s.corpus AND r.source_sha256 = s.sha256);
