-- What names a document by what it says, in every store: a digest of its title and text as they were read.
CREATE TABLE document_content_id (
  document_id TEXT PRIMARY KEY REFERENCES document(id), content_id TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO document_content_id SELECT d.id, digest(coalesce(
  (SELECT c.original FROM document_correction c WHERE c.corpus = d.corpus AND c.key = d.key AND c.field = 'title'), d.title
), d.text) FROM document d;
CREATE INDEX content_id_document ON document_content_id (content_id);
