-- Hits of saved searches that somebody is still to be told of; `told` holds the digests of the addresses that have it.
CREATE TABLE unsent_hit (
  name TEXT NOT NULL REFERENCES watch(name) ON DELETE CASCADE, passage_id INTEGER NOT NULL REFERENCES passage(id),
  told TEXT NOT NULL DEFAULT '', PRIMARY KEY (name, passage_id)
) WITHOUT ROWID;
