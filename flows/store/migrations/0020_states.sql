-- What holds of a document as a rule: its kind, and its status as it was last settled for a day (counter
-- 'settled'). A status is in_force, not_yet, amended, repealed, expired, draft or "".
CREATE TABLE document_state (
  document_id TEXT PRIMARY KEY REFERENCES document(id), kind TEXT NOT NULL, level TEXT NOT NULL,
  status TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX document_state_kind ON document_state (kind, status);
CREATE INDEX document_state_status ON document_state (status) WHERE status != '';
CREATE INDEX citation_deciding ON citation (passage_id) WHERE relation IN ('repealing', 'amending');
-- What says so since when ("" always): the official table, title, text, history or period of the document
-- itself, a later edition, or a citation in another document (other_id, passage_id).
CREATE TABLE status_event (
  document_id TEXT NOT NULL REFERENCES document(id), since TEXT NOT NULL, status TEXT NOT NULL,
  source TEXT NOT NULL, other_id TEXT NOT NULL, passage_id TEXT NOT NULL,
  PRIMARY KEY (document_id, since, status, source, other_id)
) WITHOUT ROWID;
CREATE INDEX status_event_other ON status_event (other_id) WHERE other_id != '';
