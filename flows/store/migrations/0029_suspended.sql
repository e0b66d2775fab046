-- Citations that suspend or resume a document decide its status, too.
DROP INDEX citation_deciding;
CREATE INDEX citation_deciding ON citation (passage_id)
WHERE relation IN ('repealing', 'amending', 'suspending', 'resuming');
