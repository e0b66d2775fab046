"""Assistants: the store for language models (MCP), and checks of drafts."""
