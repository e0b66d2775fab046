"""Limits on one answer, so that it fits into a model's context and takes only seconds."""

from __future__ import annotations

THREADS = 4  # calls answered at the same time; others wait
QUERY = 2000  # characters of a query, name or id
DRAFT = 60_000  # characters of a draft, about forty pages
TERMS = 5  # series of a trend
ITEMS = 50  # most items in a list
QUOTED = 1200  # characters of a quoted passage
TEXT = 12_000  # characters of a document's text per `fetch`
BEFORE = 1000  # characters before the fetched passage
PASSAGES = 30  # passages per document
ROWS = 80  # rows of a trend
CHANGES = 30
FACET_VALUES = 20
MAX_READ = 50_000  # passages that one answer may read besides the index
PROBLEMS = 3  # arguments that one refusal explains
