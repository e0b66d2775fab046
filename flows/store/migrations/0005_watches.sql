-- Saved searches: `seen` is the row id of the newest passage that the last run looked at; later ones are new.
CREATE TABLE watch (
  name TEXT PRIMARY KEY, query TEXT NOT NULL, filters TEXT NOT NULL, created TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0,
  last_run TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE watch_hit (
  name TEXT NOT NULL REFERENCES watch(name) ON DELETE CASCADE, passage_id INTEGER NOT NULL REFERENCES passage(id),
  found TEXT NOT NULL, PRIMARY KEY (name, passage_id)
) WITHOUT ROWID;
