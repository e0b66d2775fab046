-- What asking for a document at its source has shown, in spans: from `since` to `last` the address answered `times` times in the same way.
-- `state` is delisted, not_found, removed, soft_404, redirected_home, home_page, emptied, edited, updated or back; `before` is when the
-- source last answered otherwise ("" unknown), `final` where it led, `kept` the share of the text that it still has (NULL: none was sent),
-- `note` the beginning of what it says now. A document of which there is no row was there whenever it was asked for. `document_id` is the
-- version that the source no longer has or, where it is back or delisted, the one that it has.
CREATE TABLE sighting (
  id INTEGER PRIMARY KEY AUTOINCREMENT, corpus TEXT NOT NULL, address TEXT NOT NULL,
  document_id TEXT NOT NULL REFERENCES document(id), state TEXT NOT NULL, since TEXT NOT NULL, last TEXT NOT NULL,
  times INTEGER NOT NULL, before TEXT NOT NULL, status INTEGER NOT NULL, final TEXT NOT NULL, kept REAL, note TEXT NOT NULL,
  run_id TEXT NOT NULL REFERENCES run(id)
);
CREATE INDEX sighting_address ON sighting (corpus, address);
CREATE INDEX sighting_document ON sighting (document_id);
-- What a saved search looks for: passages that are new (`seen` is a row id of passages), or documents that have vanished (of sightings).
ALTER TABLE watch ADD COLUMN subject TEXT NOT NULL DEFAULT 'passages';
