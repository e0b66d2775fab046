"""The setting of a text: facts about it besides its words."""

from __future__ import annotations

from dataclasses import dataclass

from flows.annotation.figures.dating import Years
from flows.annotation.figures.statements import Kind
from flows.annotation.parsing import Parser


@dataclass(frozen=True, slots=True)
class Setting:
    """Facts about a text besides its words.

    `section` is the kind that the headings above the passage set for a figure whose clause does not show it,
    and `due` the year that they set for such figures. `columns` are the column heads if the text is one row
    of a table whose head is elsewhere. `year` is the document's, 0 if unknown. `parser` parses English
    sentences; without it the word-based readers decide alone. `years` are the years that headings, title and
    date set for figures whose passage names none. `is_news` is set if the document is news. `currency` is
    that of a document from Taiwan, Hong Kong or Macao, otherwise "".
    """

    section: Kind = ""
    columns: tuple[str, ...] = ()
    due: str = ""
    year: int = 0
    parser: Parser | None = None
    years: Years = Years()
    is_news: bool = False
    currency: str = ""


NO_SETTING = Setting()
