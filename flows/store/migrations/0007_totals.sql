-- How much text each current document has, summed once after annotating; `totals` in counter is the change that it is good for.
CREATE TABLE document_total (
  document_id TEXT PRIMARY KEY REFERENCES document(id), tokens INTEGER NOT NULL, characters INTEGER NOT NULL, passages INTEGER NOT NULL
) WITHOUT ROWID;
