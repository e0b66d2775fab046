"""Counterparts: the passages of the other language linked to a quoted passage, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, NamedTuple

from flows.search.passages import SearchResult
from flows.store import Store
from flows.store.facts import mention_spans
from flows.store.passages import passage_rowids
from flows.store.translations import (
    Counterpart,
    OtherLanguage,
    PlacedSpan,
    UnlinkedPart,
    counterparts,
    other_versions,
    unlinked_parts,
)

# linked: the whole quote has a counterpart; partly_linked: some of it has. Otherwise there are no sentences:
# no_counterpart if only this language has the quote, not_linked if the sentences there could not be told
# apart, not_aligned if the pair (or this passage) is not aligned.
Alignment = Literal["linked", "partly_linked", "no_counterpart", "not_linked", "not_aligned"]
_WORDS = {
    "linked": ("", ""),
    "partly_linked": ("no counterpart found for the rest", "其余部分未找到对应文字"),
    "no_counterpart": (
        "no counterpart of this sentence found in the {language} text",
        "{language}文本中未找到此句的对应文字",
    ),
    "not_linked": ("this sentence is not aligned", "此句未对齐"),
    "not_aligned": ("not aligned", "尚未逐句对齐"),
}
_LANGUAGES = {"zh": ("Chinese", "中文"), "en": ("English", "英文")}
_OTHER = ("other", "另一语言")
_KNOWN_BY = {
    "declared": ("declared", "来源声明"),
    "number": ("same number", "文号相同"),
    "address": ("same address pattern", "网址对应"),
    "proposed": ("proposed by content, not confirmed", "按内容推荐，未经确认"),
    "confirmed": ("confirmed", "已确认"),
}


class QuotedPlace(NamedTuple):
    """The quoted part of a passage (row id), in code points of its text."""

    document_id: str
    passage: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TranslatedSentence:
    """A sentence of the other language: `text` is [start, end) of its passage.

    `highlights` are the spans, in code points of `text`, that name what was searched for.
    """

    passage_id: str
    start: int
    end: int
    text: str
    highlights: list[tuple[int, int]]

    @property
    def place(self) -> str:
        """The passage id with the span."""
        return f"{self.passage_id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Translation:
    """The same document in the other language, with the sentences that correspond to the quote.

    `known_by` is how the two were paired: declared, number, address, or proposed by their contents. `status`
    is confirmed if a person has confirmed the pair, else used. `alignment` tells whether there are sentences,
    and if not, why. `score` is that of the least certain link.
    """

    document_id: str
    title: str
    language: str
    date: str
    url: str
    pair_id: str
    known_by: str
    status: str
    alignment: Alignment
    score: float | None
    sentences: list[TranslatedSentence]

    def describe_pair(self, locale: str = "en") -> str:
        """Return how the two documents are known to be the same text, in words."""
        known_by = "confirmed" if self.status == "confirmed" else self.known_by
        return _KNOWN_BY[known_by][locale == "zh"]

    def describe_alignment(self, locale: str = "en") -> str:
        """Return what is missing, in words; "" if the whole quote has a counterpart."""
        is_zh = locale == "zh"
        return _WORDS[self.alignment][is_zh].format(language=_LANGUAGES.get(self.language, _OTHER)[is_zh])


@dataclass(frozen=True, slots=True)
class HitCounterpart:
    """The counterpart of [start, end) of a hit's text, in one document of the other language."""

    start: int
    end: int
    translation: Translation


def find_translations(
    store: Store, places: Sequence[QuotedPlace], keys: Sequence[str] = ()
) -> list[Translation | None]:
    """Return, for each place, the other language's document and sentences; None for a document in no pair.

    If a document is in several pairs, the surest one with a counterpart is used. Mentions of the concepts and
    entities `keys` are highlighted. Counterparts come from linked sentences only; nothing is guessed. In a
    part of a store, they may be outside it.
    """
    store = store.beside
    versions = other_versions(store, list(dict.fromkeys(place.document_id for place in places)))
    spans = [_span(place) for place in places if place.document_id in versions]
    linked, unlinked = counterparts(store, spans), unlinked_parts(store, spans)
    passages = {found.passage for entries in linked.values() for found in entries}
    mentions = mention_spans(store, sorted(passages), keys)
    found: list[Translation | None] = []
    for place in places:
        pairs, span = versions.get(place.document_id), _span(place)
        if pairs is None:
            found.append(None)
            continue
        chosen = _choose(pairs, linked.get(span, ()), unlinked.get(span, ()))
        own = [entry for entry in linked.get(span, ()) if entry.pair_id == chosen.pair_id]
        left = [part for part in unlinked.get(span, ()) if part.pair_id == chosen.pair_id]
        sentences = [_sentence(entry, mentions.get(entry.passage, ())) for entry in own]
        found.append(_translation(chosen, _judge(own, left), own, sentences))
    return found


def _span(place: QuotedPlace) -> PlacedSpan:
    return PlacedSpan(place.passage, place.start, place.end)


def _choose(
    pairs: Sequence[OtherLanguage], linked: Iterable[Counterpart], unlinked: Iterable[UnlinkedPart]
) -> OtherLanguage:
    """Return the surest pair with linked sentences here, else the surest aligned here, else the surest."""
    for known in (linked, unlinked):
        ids = {entry.pair_id for entry in known}
        for pair in pairs:
            if pair.pair_id in ids:
                return pair
    return pairs[0]


def _judge(linked: Sequence[Counterpart], unlinked: Sequence[UnlinkedPart]) -> Alignment:
    if linked:
        return "partly_linked" if unlinked else "linked"
    if not unlinked:
        return "not_aligned"
    return "not_linked" if any(part.is_beside for part in unlinked) else "no_counterpart"


def _sentence(found: Counterpart, mentions: Iterable[tuple[int, int, str]]) -> TranslatedSentence:
    inside = {
        (start - found.start, end - found.start)
        for start, end, _ in mentions
        if found.start <= start and end <= found.end
    }
    return TranslatedSentence(found.passage_id, found.start, found.end, found.text, _merge(inside))


def _merge(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, overlapping ones merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _translation(
    pair: OtherLanguage,
    alignment: Alignment,
    linked: Sequence[Counterpart],
    sentences: list[TranslatedSentence],
) -> Translation:
    return Translation(
        document_id=pair.document_id,
        title=pair.title,
        language=pair.language,
        date=pair.date,
        url=pair.url,
        pair_id=pair.pair_id,
        known_by=pair.known_by,
        status=pair.status,
        alignment=alignment,
        score=min((entry.score for entry in linked), default=None),
        sentences=sentences,
    )


def find_hit_counterparts(store: Store, found: SearchResult) -> list[list[HitCounterpart]]:
    """Return each hit's counterparts: of its matches, or of the whole passage if nothing is highlighted.

    Matches with the same counterpart are one entry. A hit whose document is in no pair has none.
    """
    rowids = passage_rowids(store, [hit.passage_id for hit in found.hits])
    places = [
        (number, QuotedPlace(hit.document_id, rowids[hit.passage_id], start, end))
        for number, hit in enumerate(found.hits)
        if hit.passage_id in rowids
        for start, end in hit.highlights or [(0, len(hit.text))]
    ]
    entries: list[list[HitCounterpart]] = [[] for _ in found.hits]
    translations = find_translations(store, [place for _, place in places], found.concepts)
    for (number, place), translation in zip(places, translations, strict=True):
        if translation is None:
            continue
        own = entries[number]
        if own and translation.sentences and own[-1].translation == translation:
            own[-1] = HitCounterpart(own[-1].start, place.end, translation)
        else:
            own.append(HitCounterpart(place.start, place.end, translation))
    return entries


def hit_rows(
    found: SearchResult, beside: Sequence[Sequence[HitCounterpart]] | None = None
) -> list[dict[str, object]]:
    """Return one row per hit for programs; with `beside`, each row has the field `counterparts`."""
    rows: list[dict[str, object]] = [asdict(hit) for hit in found.hits]
    for row, entries in zip(rows, beside or (), strict=beside is not None):
        row["counterparts"] = [_as_row(entry) for entry in entries]
    return rows


def _as_row(entry: HitCounterpart) -> dict[str, object]:
    return {"start": entry.start, "end": entry.end, **asdict(entry.translation)}
