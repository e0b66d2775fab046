"""The database: one SQLite file is the truth, the full-text index beside it follows. The only SQL in the project."""
