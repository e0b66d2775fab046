"""Web pages: their main text without furniture, and the metadata that they show or declare."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.corpus.readers.web.blocks import read_marked_tables
    from flows.corpus.readers.web.reading import read_shown_update
    from flows.corpus.readers.web.saved import open_page, read_page_file
else:
    __getattr__ = open_front(__name__)

__all__ = ["open_page", "read_marked_tables", "read_page_file", "read_shown_update"]
