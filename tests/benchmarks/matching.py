"""Wholeness: how many of the lexicon's occurrences, found by brute force, are whole mentions and whole tokens.

Brute force looks at every place of every text for every surface, longest first, left to right, without the
automaton: plain string comparison in Chinese, words in English. Left out: what a negative context covers,
what has no word border by jieba (short surfaces, rule 5) and parts of longer names (rule 6); each is counted
and printed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from flows.annotation.lexicon.inflection import inflect
from flows.annotation.lexicon.model import Lexicon
from flows.annotation.matching.tagging import Tagged, Tagger
from flows.text import fold, fold_label, has_han
from tests.benchmarks.texts import english_plans, lexicon, news
from tests.jieba_cutter import JiebaCutter

Found = list[tuple[int, int, str]]


def main() -> None:
    concepts = lexicon()
    tagger = Tagger(concepts)
    for name, texts in (("Chinese news", news(1_000_000)), ("English plans", english_plans())):
        if not texts:
            print(f"{name}: shared data not there")
            continue
        print(f"{name}: {sum(map(len, texts)):,} characters in {len(texts):,} passages")
        _report(concepts, tagger, texts)


def _report(concepts: Lexicon, tagger: Tagger, texts: list[str]) -> None:
    surfaces = _surfaces(concepts)
    counts: Counter[str] = Counter()
    cutters = {
        "plain jieba": JiebaCutter(),
        "jieba with user dictionary": JiebaCutter(s for s in surfaces if has_han(s)),
    }
    whole: Counter[str] = Counter()
    for text in texts:
        expected = brute_force(fold(text).text, surfaces)
        if not expected:
            continue
        tagged = tagger.tag(text)
        shadow = fold(text)
        spans = {(*shadow.span(start, end), concept) for start, end, concept in expected}
        mentions = {(mention.start, mention.end, mention.concept) for mention in tagged.mentions}
        titles = _titles(tagged)
        tokens = set(tagged.tokens)
        words = (
            {name: _word_spans(cutter, shadow.text) for name, cutter in cutters.items()}
            if has_han(text)
            else {}
        )
        for start, end, concept in spans:
            if (start, end, concept) not in mentions:
                counts[_reason(concepts, tagger, text, start, end, concept)] += 1
                continue
            counts["whole mention"] += 1
            if has_han(text[start:end]):
                counts["Chinese"] += 1
                counts["whole token"] += (start, end) in tokens
                counts["name of a document"] += (start, end) in titles
        for name, found in words.items():
            whole[name] += sum(
                (start, end) in found for start, end, _ in expected if has_han(shadow.text[start:end])
            )
    kept = counts["whole mention"]
    lost = counts["LOST"]
    print(f"  brute force finds {sum(counts[key] for key in ('whole mention', 'LOST', *_REASONS)):,}")
    for reason in _REASONS:
        print(f"    left out, {reason}: {counts[reason]:,}")
    print(f"  whole mentions: {kept:,} of {kept + lost:,} = {kept / max(kept + lost, 1):.2%}")
    if counts["Chinese"]:
        tokens_due = counts["Chinese"] - counts["name of a document"]
        print(
            f"  whole tokens:   {counts['whole token']:,} of {tokens_due:,} Chinese = {counts['whole token'] / max(tokens_due, 1):.2%} (names of documents are many words: {counts['name of a document']:,})"
        )
        for name, number in whole.items():
            print(
                f"  {name}: {number:,} of the brute-force occurrences are one word = {number / max(counts['Chinese'], 1):.2%}"
            )


_REASONS = ("negative context", "no word border", "part of a longer name")


def _reason(concepts: Lexicon, tagger: Tagger, text: str, start: int, end: int, concept: str) -> str:
    """Return which rule left an occurrence out, judged without the matcher where possible."""
    contexts = [fold_label(context) for context in concepts.concepts[concept].not_in]
    around = fold(text[max(0, start - 30) : end + 30]).text
    surface = fold(text[start:end]).text
    if any(context in around and surface in context for context in contexts):
        return "negative context"
    hits = tagger.matcher.find(text)
    if any(
        hit.start == start and hit.end == end and hit.concept == concept and hit.needs_border for hit in hits
    ):
        return "no word border"
    if any(
        hit.start <= start
        and end <= hit.end
        and (hit.start, hit.end) != (start, end)
        and hit.type in ("GPE", "ORG", "PERSON")
        for hit in hits
    ):
        return "part of a longer name"
    return "LOST"


def _titles(tagged: Tagged) -> set[tuple[int, int]]:
    return {
        (mention.start, mention.end)
        for mention in tagged.mentions
        if mention.type == "DOC" and (mention.start, mention.end) not in set(tagged.tokens)
    }


def _surfaces(concepts: Lexicon) -> dict[str, str]:
    found: dict[str, str] = {}
    for concept in concepts.concepts.values():
        for surface in concept.zh_surfaces:
            found.setdefault(fold_label(surface), concept.id)
        for surface in concept.en_surfaces:
            for form in inflect(fold_label(surface)):
                found.setdefault(form, concept.id)
    return found


def brute_force(text: str, surfaces: dict[str, str], by_start: dict[str, list[str]] | None = None) -> Found:
    """Return leftmost-longest occurrences of the surfaces in a folded text, by comparing strings at every place."""
    index = _by_start(surfaces)
    found: Found = []
    place = 0
    while place < len(text):
        for surface in index.get(text[place : place + 2], ()):
            end = place + len(surface)
            if text.startswith(surface, place) and _is_word(text, place, end, surface):
                found.append((place, end, surfaces[surface]))
                place = end - 1
                break
        place += 1
    return found


_INDEX: dict[int, dict[str, list[str]]] = {}


def _by_start(surfaces: dict[str, str]) -> dict[str, list[str]]:
    if id(surfaces) not in _INDEX:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for surface in sorted(surfaces, key=lambda surface: -len(surface)):
            index[surface[:2]].append(surface)
        _INDEX[id(surfaces)] = dict(index)
    return _INDEX[id(surfaces)]


def _is_word(text: str, start: int, end: int, surface: str) -> bool:
    return has_han(surface) or not (
        re.match(r"[a-z0-9à-ɏ]", text[start - 1 : start]) or re.match(r"[a-z0-9à-ɏ]", text[end : end + 1])
    )


def _word_spans(cutter: JiebaCutter, text: str) -> set[tuple[int, int]]:
    spans, place = set(), 0
    for word in cutter.cut(text):
        spans.add((place, place + len(word)))
        place += len(word)
    return spans


if __name__ == "__main__":
    main()
