"""Commands of an honest source: checking drafts, citing, and doors for assistants."""
