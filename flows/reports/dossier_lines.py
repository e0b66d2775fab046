"""The lines of a dossier as rows, for Python and the API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from flows.reports.dossier import Dossier, Line
from flows.text import join_sentences

DossierPart = Literal["timeline", "instrument", "figure"]


class DossierRow(NamedTuple):
    """A quote of a dossier, with its passage and document.

    `group` is the year of a line of the timeline ("" if undated), or the instrument; `is_undated` means that
    `date` is that of the document, not of the event. `note` names the event, sum or target. `is_repeat` means
    that an earlier row has the same sentence. `translation` is the same sentence in the other language's
    document, if stored. `start` and `end` are code points of the passage's text.
    """

    part: DossierPart
    group: str
    date: str
    is_undated: bool
    note: str
    quote: str
    is_repeat: bool
    translation: str
    passage_id: str
    start: int
    end: int
    document_id: str
    title: str
    publisher: str
    corpus: str
    language: str


DOSSIER_COLUMNS = list(DossierRow._fields)


def dossier_rows(dossier: Dossier) -> list[DossierRow]:
    """Return the lines in the order of the page: timeline, figures and instruments."""
    return [_make_row(dossier, part, group, line) for part, group, line in _lines_of(dossier)]


def _lines_of(dossier: Dossier) -> Iterator[tuple[DossierPart, str, Line]]:
    for year, lines in dossier.timeline.items():
        yield from (("timeline", year, line) for line in lines)
    yield from (("figure", "", line) for line in dossier.figures)
    for label, lines in dossier.instruments.items():
        yield from (("instrument", label, line) for line in lines)


def _make_row(dossier: Dossier, part: DossierPart, group: str, line: Line) -> DossierRow:
    passage = dossier.passages[line.passage].passage
    return DossierRow(
        part=part,
        group=group,
        date=line.date,
        is_undated=line.is_undated,
        note=line.note,
        quote=line.quote,
        is_repeat=line.is_repeat,
        translation=_translate(line),
        passage_id=passage.passage_id,
        start=line.start,
        end=line.end,
        document_id=passage.document_id,
        title=passage.title,
        publisher=passage.publisher,
        corpus=passage.corpus,
        language=passage.language,
    )


def _translate(line: Line) -> str:
    """Return the sentences of the other language, or ""."""
    if line.version is None:
        return ""
    return join_sentences((sentence.text for sentence in line.version.sentences), line.version.language)
