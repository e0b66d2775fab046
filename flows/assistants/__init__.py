"""Assistants: the store for language models (MCP), and the checking of drafts."""
