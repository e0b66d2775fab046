-- Named collections: a list of members, or with a query the passages that it finds when the collection is used.
CREATE TABLE collection (
  name TEXT PRIMARY KEY, title TEXT NOT NULL, note TEXT NOT NULL, query TEXT NOT NULL, created TEXT NOT NULL
) WITHOUT ROWID;
-- A document or passage in a collection or under a tag, named by what outlives a new version: corpus, key and content of its
-- document, and the place and text of the passage (position -1, no text: the whole document).
CREATE TABLE kept_item (
  id INTEGER PRIMARY KEY, list TEXT NOT NULL, name TEXT NOT NULL, place INTEGER NOT NULL, corpus TEXT NOT NULL, key TEXT NOT NULL,
  content_id TEXT NOT NULL, title TEXT NOT NULL, position INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT NOT NULL, note TEXT NOT NULL, added TEXT NOT NULL,
  UNIQUE (list, name, corpus, key, position, start, "end")
);
CREATE INDEX kept_item_document ON kept_item (corpus, key);
-- Counts the changes of both, which answers that depend on them follow.
INSERT OR IGNORE INTO counter (name, value) VALUES ('desk', 0);
