-- How the last reading of each corpus went; `good` is when it last went well. outcome: done, failed (it broke off), unmet (expectations).
CREATE TABLE corpus_read (
  corpus TEXT PRIMARY KEY, finished TEXT NOT NULL, outcome TEXT NOT NULL, problem TEXT NOT NULL DEFAULT '', good TEXT NOT NULL DEFAULT '',
  counts TEXT NOT NULL DEFAULT '{}', run_id TEXT NOT NULL REFERENCES run(id)
) WITHOUT ROWID;
