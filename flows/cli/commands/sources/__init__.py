"""Commands that supply sources for footnotes, drafts and assistants."""
