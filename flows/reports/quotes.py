"""Quotes: the sentence of a passage around the counted text, with its place and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import NamedTuple

from flows.search import QuotedPlace, Translation, find_translations, quote
from flows.store import Store
from flows.store.facts import MentionPlace
from flows.store.passages import FoundPassage, fetch_passages
from flows.text import lazy_pattern

_SPACE = lazy_pattern(r"\s+")


class Quote(NamedTuple):
    """A quoted sentence in three one-line parts: before the counted text, the counted text, and after it.

    `quote_start` to `quote_end` is the sentence and `start` to `end` the counted text, in code points of the
    passage; `document_start` to `document_end` is the counted text in code points of the document's text (of
    its title, if the kind is title). `citation_id` identifies the passage in every store that has the
    document. `version` is the other language's text there, if stored.
    """

    before: str
    text: str
    after: str
    quote_start: int
    quote_end: int
    start: int
    end: int
    document_start: int
    document_end: int
    kind: str
    passage_id: str
    document_id: str
    title: str
    publisher: str
    document_number: str
    date: str
    corpus: str
    language: str
    url: str
    citation_id: str
    version: Translation | None = None

    def as_row(self) -> dict[str, object]:
        """Return the quote as a flat row; the version is one value."""
        return {**self._asdict(), "version": asdict(self.version) if self.version else None}


def cut_quotes(store: Store, places: Sequence[MentionPlace], keys: Sequence[str] = ()) -> list[Quote]:
    """Return the quote at each place with its counterpart in the other language.

    In a counterpart, mentions of the concepts and entities `keys` are highlighted.
    """
    ids = list(dict.fromkeys(place.passage_id for place in places))
    passages = {passage.rowid: passage for passage in fetch_passages(store, ids)}
    quotes = [cut_quote(passages[place.passage_id], place.start, place.end) for place in places]
    quoted = [
        QuotedPlace(quote.document_id, place.passage_id, *_aligned_span(quote))
        for quote, place in zip(quotes, places, strict=True)
    ]
    versions = find_translations(store, quoted, keys)
    return [quote._replace(version=version) for quote, version in zip(quotes, versions, strict=True)]


def _aligned_span(quote: Quote) -> tuple[int, int]:
    """Return the span whose counterpart is shown: the counted text, or the sentence if nothing is marked.

    The counted text is in one sentence, while a quote that is cut or ends at a semicolon may not be one.
    """
    if quote.start < quote.end:
        return quote.start, quote.end
    return quote.quote_start, quote.quote_end


def cut_quote(passage: FoundPassage, start: int, end: int) -> Quote:
    """Return the sentence around [start, end) of a passage as a quote, without its counterpart.

    With an `end` of 0 the passage itself is quoted: its first sentence, with nothing marked.
    """
    text = passage.text
    sentence = quote(text, start, max(end, min(1, len(text))), passage.language)
    if not end:
        start = end = sentence.start
    before, after = text[sentence.start : start], text[end : sentence.end]
    return Quote(
        before=("…" if sentence.is_cut_left else "") + _SPACE.sub(" ", before),
        text=text[start:end],
        after=_SPACE.sub(" ", after) + ("…" if sentence.is_cut_right else ""),
        quote_start=sentence.start,
        quote_end=sentence.end,
        start=start,
        end=end,
        document_start=passage.start + start,
        document_end=passage.start + end,
        kind=passage.kind,
        passage_id=passage.passage_id,
        document_id=passage.document_id,
        title=passage.title,
        publisher=passage.publisher,
        document_number=passage.document_number,
        date=passage.date,
        corpus=passage.corpus,
        language=passage.language,
        url=passage.url,
        citation_id=passage.citation_id,
    )
