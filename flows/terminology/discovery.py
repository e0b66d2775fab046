"""Candidates for new terms: what holds together, stands free and is no known term; what has risen since an earlier period."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from ahocorasick_rs import AhoCorasick

from flows.annotation.lexicon import Lexicon
from flows.search import Part, find_matches, read_date
from flows.store import PassageFilter, Store, fetch_passages
from flows.terminology.candidates import Candidate, Lines, find_candidates, read_lines
from flows.terminology.word_edges import Cut, Stock, is_chinese_term, is_english_term

CANDIDATE_COLUMNS = [
    "term",
    "language",
    "score",
    "occurrences",
    "documents",
    "cohesion",
    "freedom",
    "earlier",
    "log_ratio",
    "g2",
    "date",
    "passage_id",
    "left",
    "keyword",
    "right",
]
# A longer candidate with this share of a shorter one's occurrences stands for it.
_SAME = 0.7
_WIDTH = {"zh": 16, "en": 40}


def discover_terms(
    store: Store,
    lexicon: Lexicon,
    cut: Cut,
    stock: Stock,
    *,
    language: str = "zh",
    corpora: Sequence[str] = (),
    first: str = "",
    last: str = "",
    against_first: str = "",
    against_last: str = "",
    limit: int = 50,
    minimum: int = 5,
) -> list[dict[str, Any]]:
    """Return candidates for terms (CANDIDATE_COLUMNS), best first. Known terms are those of the stored annotations and of `lexicon`.

    A passage that stands several times in the period counts once. `against_*` is a period to compare with (default: all
    before `first`); then only what has risen since is returned. `cut` cuts Chinese into words. The score is
    log2(1 + documents) * freedom * sqrt(cohesion); for Chinese times log2 of how much more frequent it is here than the
    rarest of its words in general text (0.1 at least; "weirdness", Ahmad et al. 1999); with a comparison times the log ratio.
    """
    first, last = read_date(first, "--from") or "", read_date(last, "--to") or ""
    against = (
        read_date(against_first, "--against-from") or "",
        read_date(against_last, "--against-to") or "",
    )
    known: dict[str, int] = {}
    lines = read_lines(store, language, known, PassageFilter(corpora, first, last))
    found = {
        candidate.term: candidate
        for candidate in find_candidates(lines, cut, minimum)
        if (
            is_english_term(candidate.term)
            if language == "en"
            else is_chinese_term(candidate.term, cut, stock)
        )
    }
    kept = [
        candidate
        for candidate in drop_contained(found, " " if language == "en" else "")
        if not lexicon.find(candidate.term)
    ]
    if first or any(against):
        before = "" if any(against) else first
        compare(
            kept,
            lines,
            read_lines(store, language, known, PassageFilter(corpora, *against, before)),
        )
        kept = [candidate for candidate in kept if candidate.log_ratio is None or candidate.log_ratio > 0]
    for candidate in kept:
        candidate.score = _score(candidate, lines, cut, stock)
    kept.sort(key=lambda candidate: (-candidate.score, candidate.term))
    return [_row(store, candidate, lines) for candidate in kept[:limit]]


def drop_contained(found: Mapping[str, Candidate], joint: str) -> list[Candidate]:
    """Drop what is part of a longer candidate that has nearly all of its occurrences; `joint` stands between the units."""
    dropped = set()
    for term, longer in found.items():
        units = term.split(joint) if joint else term
        for start, end in combinations(range(len(units) + 1), 2):
            shorter = found.get(joint.join(units[start:end]))
            if shorter and shorter is not longer and longer.occurrences >= _SAME * shorter.occurrences:
                dropped.add(shorter.term)
    return [candidate for term, candidate in found.items() if term not in dropped]


def compare(candidates: Sequence[Candidate], now: Lines, earlier: Lines) -> None:
    """Count the candidates in an earlier period, and set how far they rose since; nothing is set where it has no text.

    Log ratio: log2 of the ratio of relative frequencies, with 0.5 added to both counts (Hardie 2014, Log ratio). G2: the
    log-likelihood of the two counts (Dunning 1993, Computational Linguistics 19(1); for corpora Rayson and Garside 2000).
    """
    sizes = (now.size, earlier.size)
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
        met = (candidate.occurrences, counts[index])
        candidate.earlier = met[1]
        candidate.log_ratio = math.log2((met[0] + 0.5) / sizes[0]) - math.log2((met[1] + 0.5) / sizes[1])
        expected = [sum(met) * size / sum(sizes) for size in sizes]
        candidate.g2 = 2 * sum(
            count * math.log(count / hoped) for count, hoped in zip(met, expected, strict=True) if count
        )


def _score(candidate: Candidate, lines: Lines, cut: Cut, stock: Stock) -> float:
    score = math.log2(1 + candidate.documents) * candidate.freedom * math.sqrt(candidate.cohesion)
    if lines.language == "zh":
        score *= max(0.1, math.log2(candidate.occurrences / lines.size / stock.rarest(cut(candidate.term))))
    return score if candidate.log_ratio is None else score * candidate.log_ratio


def _row(store: Store, candidate: Candidate, lines: Lines) -> dict[str, Any]:
    passage = fetch_passages(store, [lines.rows[candidate.line]])[0]
    text, width = passage.text, _WIDTH[lines.language]
    start, end = next(iter(find_matches(text, [Part(candidate.term, "", (candidate.term,), ())])), (0, 0))
    context = {
        "left": text[max(0, start - width) : start],
        "keyword": text[start:end],
        "right": text[end : end + width],
    }
    return {
        "term": candidate.term,
        "language": lines.language,
        "score": round(candidate.score, 1),
        "occurrences": candidate.occurrences,
        "documents": candidate.documents,
        "cohesion": round(candidate.cohesion, 2),
        "freedom": round(candidate.freedom, 2),
        "earlier": candidate.earlier,
        "log_ratio": None if candidate.log_ratio is None else round(candidate.log_ratio, 2),
        "g2": None if candidate.g2 is None else round(candidate.g2, 1),
        "date": passage.date,
        "passage_id": passage.passage_id,
        **{name: " ".join(part.split()) for name, part in context.items()},
    }
