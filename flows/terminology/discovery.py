"""Candidates for new terms: sequences that are firm, used freely, and missing from the lexicon."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from typing import Literal

from ahocorasick_rs import AhoCorasick

from flows.annotation.lexicon import Lexicon
from flows.records import DateRange, day_before
from flows.search import QueryPart, find_matches, read_date
from flows.statistics import two_cell_log_likelihood
from flows.store import Store
from flows.store.documents import check_sources
from flows.store.passages import FoundPassage, PassageFilter, fetch_passages
from flows.terminology.candidates import Candidate, Lines, find_candidates, read_lines
from flows.terminology.word_edges import Cut, Stock, is_chinese_term, is_english_term

# A shorter candidate is dropped if a longer one has this share of its occurrences.
_SAME = 0.7
_CONTEXT = {"zh": 16, "en": 40}  # code points on each side
_LEAST_WEIRDNESS = 0.1
# A candidate that annotation found by its form, in this share of its occurrences, is more likely a term.
_LEAST_PATTERN, _PATTERN_WEIGHT = 0.3, 1.5


@dataclass(frozen=True, slots=True)
class DiscoveryRequest:
    """A request for terms of one period, compared with another.

    Dates are as typed: a year, a month or a day, inclusive; "" leaves an end open. With a comparison, only
    candidates that have become more frequent are proposed. The default comparison is everything before
    `first`. `minimum` is the least number of occurrences.
    """

    language: Literal["zh", "en"] = "zh"
    corpora: Sequence[str] = ()
    first: str = ""
    last: str = ""
    against_first: str = ""
    against_last: str = ""
    limit: int = 50
    minimum: int = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed term, with the place of one occurrence.

    `score` ranks the proposals; `cohesion` and `freedom` are in bits. `earlier`, `log_ratio` and `g2` compare
    with the earlier period; None without one.
    """

    term: str
    language: str
    score: float
    occurrences: int
    documents: int
    cohesion: float
    freedom: float
    earlier: int | None
    log_ratio: float | None
    g2: float | None
    date: str
    passage_id: str
    left: str
    keyword: str
    right: str


CANDIDATE_COLUMNS = [column.name for column in fields(Proposal)]


def discover_terms(
    store: Store, lexicon: Lexicon, cut: Cut, stock: Stock, request: DiscoveryRequest
) -> list[Proposal]:
    """Return candidates for terms, best first. Terms of stored annotations and of `lexicon` are known.

    A passage that occurs several times in the period counts once. `cut` cuts Chinese into words. The score is
    log2(1 + documents) * freedom * sqrt(cohesion). For Chinese it is multiplied by log2 of how much more
    frequent the term is here than the rarest of its words in general text, at least 0.1 ("weirdness"); with a
    comparison, by the log ratio. Candidates that annotation found by their form get 1.5 times the score.

    Raises UsageError for an invalid date and an unknown corpus.

    Source: Ahmad, Gillam and Tostevin (1999), University of Surrey participation in TREC 8 (weirdness).
    """
    check_sources(store, request.corpora)
    chosen, compared = _read_periods(request)
    known: dict[str, int] = {}
    lines = read_lines(store, request.language, known, chosen)
    kept = [
        candidate
        for candidate in _possible_terms(lines, cut, stock, request.minimum)
        if not lexicon.find(candidate.term)
    ]
    if compared:
        compare(kept, lines, read_lines(store, request.language, known, compared))
        kept = [candidate for candidate in kept if candidate.log_ratio is None or candidate.log_ratio > 0]
    for candidate in kept:
        candidate.score = _score(candidate, lines, cut, stock)
    kept.sort(key=lambda candidate: (-candidate.score, candidate.term))
    proposed = kept[: request.limit]
    # All at once: in a lake, each query takes 0.15 s.
    passages = fetch_passages(store, [lines.rows[candidate.line] for candidate in proposed])
    return [
        _propose(candidate, passage, lines.language)
        for candidate, passage in zip(proposed, passages, strict=True)
    ]


def _read_periods(request: DiscoveryRequest) -> tuple[PassageFilter, PassageFilter | None]:
    """Return the period of the request, and the one to compare it with."""
    dates = DateRange(read_date(request.first, "--from"), read_date(request.last, "--to"))
    against = DateRange(
        read_date(request.against_first, "--against-from"), read_date(request.against_last, "--against-to")
    )
    chosen = PassageFilter(request.corpora, dates)
    if not against and dates.first:
        against = DateRange(None, day_before(dates.first))
    return chosen, PassageFilter(request.corpora, against) if against else None


def _possible_terms(lines: Lines, cut: Cut, stock: Stock, minimum: int) -> list[Candidate]:
    """Return the candidates with edges of a term, without those contained in others."""
    found = find_candidates(lines, cut, minimum)
    if lines.language == "en":
        return drop_contained({one.term: one for one in found if is_english_term(one.term)}, " ")
    return drop_contained({one.term: one for one in found if is_chinese_term(one.term, cut, stock)}, "")


def drop_contained(found: Mapping[str, Candidate], joint: str) -> list[Candidate]:
    """Drop candidates that are part of a longer one with nearly all of their occurrences.

    `joint` is the separator of a term's units: a space, or nothing.
    """
    dropped = set()
    for term, longer in found.items():
        units: Sequence[str] = term.split(joint) if joint else term
        for start, end in combinations(range(len(units) + 1), 2):
            shorter = found.get(joint.join(units[start:end]))
            if shorter and shorter is not longer and longer.occurrences >= _SAME * shorter.occurrences:
                dropped.add(shorter.term)
    return [candidate for term, candidate in found.items() if term not in dropped]


def compare(candidates: Sequence[Candidate], now: Lines, earlier: Lines) -> None:
    """Count the candidates in an earlier period and set their increase, unless it has no text.

    The log ratio is log2 of the ratio of relative frequencies, with 0.5 added to both counts.

    Source: Hardie (2014), Log Ratio: an informal introduction.
    """
    if not candidates or not earlier.texts:
        return
    pad = " " if now.language == "en" else ""
    automaton = AhoCorasick([f"{pad}{candidate.term}{pad}" for candidate in candidates])
    counts = Counter(
        index
        for text in earlier.texts
        for index, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)
    )
    for index, candidate in enumerate(candidates):
        here, before = candidate.occurrences, counts[index]
        candidate.earlier = before
        candidate.log_ratio = math.log2((here + 0.5) / now.size) - math.log2((before + 0.5) / earlier.size)
        candidate.g2 = two_cell_log_likelihood(here, before, now.size, earlier.size)


def _score(candidate: Candidate, lines: Lines, cut: Cut, stock: Stock) -> float:
    score = math.log2(1 + candidate.documents) * candidate.freedom * math.sqrt(candidate.cohesion)
    if lines.language == "zh":
        rate = candidate.occurrences / lines.size
        score *= max(_LEAST_WEIRDNESS, math.log2(rate / stock.rarest(cut(candidate.term))))
    if candidate.log_ratio is not None:
        score *= candidate.log_ratio
    if lines.patterns[candidate.term] >= _LEAST_PATTERN * candidate.occurrences:
        score *= _PATTERN_WEIGHT
    return score


def _propose(candidate: Candidate, passage: FoundPassage, language: str) -> Proposal:
    text, width = passage.text, _CONTEXT[language]
    matches = find_matches(text, [QueryPart(candidate.term, "", (candidate.term,), ())])
    start, end = matches[0] if matches else (0, 0)
    left, keyword, right = (
        " ".join(part.split())
        for part in (text[max(0, start - width) : start], text[start:end], text[end : end + width])
    )
    return Proposal(
        term=candidate.term,
        language=language,
        score=round(candidate.score, 1),
        occurrences=candidate.occurrences,
        documents=candidate.documents,
        cohesion=round(candidate.cohesion, 2),
        freedom=round(candidate.freedom, 2),
        earlier=candidate.earlier,
        log_ratio=_round(candidate.log_ratio, 2),
        g2=_round(candidate.g2, 1),
        date=passage.date,
        passage_id=passage.passage_id,
        left=left,
        keyword=keyword,
        right=right,
    )


def _round(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
