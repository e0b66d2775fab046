"""Commands that give sources to footnotes, drafts and assistants."""
