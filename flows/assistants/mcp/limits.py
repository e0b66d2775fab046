"""Limits of one answer, so that it fits into a model's context and comes within seconds."""

from __future__ import annotations

THREADS = 4  # calls answered at the same time; others wait their turn
QUERY = 2000  # characters of a query, name or id
DRAFT = 60_000  # characters of a draft, some forty pages
TERMS = 5  # series of a trend
ITEMS = 50  # items of a list at most
QUOTED = 1200  # characters of a quoted passage
TEXT = 12_000  # characters of a document's text in one `fetch`
BEFORE = 1000  # characters before the passage that is fetched
PASSAGES = 30  # passages of a document
ROWS = 80  # rows of a trend
CHANGES = 30
MAX_READ = 50_000  # passages that one answer may read besides what the index knows
