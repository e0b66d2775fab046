"""Doors for assistants, and for what people write with them: checking drafts against the store."""
