"""Limits on what one answer reads and shows, so that pages take only seconds."""

from __future__ import annotations

THREADS = 6  # requests answered at the same time; others wait
PAGE_SIZE, LAST_PAGE = 20, 500  # hits on a page, and pages of hits
LINES = 200  # rows of a concordance or a list on a page
ROWS = 10_000  # rows in an answer of the JSON interface
BLOCK = 50_000  # rows of a download read at a time
LONGEST_QUERY = 2000  # characters
LONGEST_NAME = 200
LONGEST_DATE = 16  # such as 2021年10月12日, with spaces around it
VALUES = 50  # per filter
MAX_READ = 50_000  # passages that one answer may read besides the index: about two seconds
MAX_COUNTED = 200_000  # passages in which a series may count words: about five seconds
AT_ONCE = 10_000  # passages that a concept's page reads for collocates without being asked: about a second
LONGEST_DRAFT = 200_000  # characters of a draft to check: about 200 pages
LONGEST_ANALYSED = 4_000  # characters of a text to annotate; a form of 40,000 bytes has as many Chinese ones
LARGEST_SHOWN = 5_000_000  # bytes of an original that is decoded and shown
LARGEST_RECORDS = 50_000_000  # bytes of a table or JSON list, unpacked, that is read whole for one record
FOLDED_FROM = 400  # characters of a field's value; longer ones are folded
LONGEST_SHOWN = 300_000  # characters of it shown as text
PASSAGES = 60  # of a document per page


def no_values() -> list[str]:
    """Return the values of a parameter that a request does not give.

    `list` itself as a default factory has pydantic parse its signature as text for each use: an eighth of the
    time in which the routes are made.
    """
    return []
