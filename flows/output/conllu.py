"""Tokens as CoNLL-U: the words of every passage by sentence, with their offsets and mentions."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from flows.annotation.matching import Tagger
from flows.store import DocumentWithMentions, PassageMention, PassageWithMentions
from flows.text import sentence_ends

Spans = Sequence[tuple[int, int]]
# jieba's parts of speech (the first letter; two where they differ) as universal ones.
_UPOS = {
    "a": "ADJ",
    "b": "ADJ",
    "c": "CCONJ",
    "d": "ADV",
    "e": "INTJ",
    "f": "ADP",
    "i": "X",
    "j": "NOUN",
    "l": "X",
    "m": "NUM",
    "n": "NOUN",
    "nr": "PROPN",
    "ns": "PROPN",
    "nt": "PROPN",
    "nz": "PROPN",
    "o": "X",
    "p": "ADP",
    "q": "NOUN",
    "r": "PRON",
    "s": "NOUN",
    "t": "NOUN",
    "u": "PART",
    "v": "VERB",
    "y": "PART",
    "z": "ADJ",
}
_NAMES = ("ORG", "PERSON", "GPE", "PROGRAMME", "EVENT", "DOC")


def write_conllu(documents: Iterable[DocumentWithMentions], tagger: Tagger, path: Path) -> int:
    """Write documents with their passages and outermost mentions; return the number of tokens.

    Keeps one document in memory at a time.

    The tagger segments the words again; mentions are those stored. UPOS and XPOS come from jieba's
    dictionary, word by word without context (X: not found); there are no lemmas and no syntax. MISC has Start
    and End (code points of the passage's text), SpaceAfter=No, Entity=B-TYPE or I-TYPE, and Concept=ID.
    """
    from flows.annotation.matching import read_stock_words

    stock = read_stock_words()
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for document in documents:
            stream.write(f"# newdoc id = {document.id}\n# corpus = {document.corpus}\n")
            for passage in document.passages:
                for block, tokens in _passage_blocks(
                    passage, tagger, lambda word: stock.get(word, (0, ""))[1]
                ):
                    stream.write(block)
                    written += tokens
    return written


def _passage_blocks(
    passage: PassageWithMentions, tagger: Tagger, kind_of: Callable[[str], str]
) -> Iterator[tuple[str, int]]:
    text, mentions = passage.text, passage.mentions
    tokens = list(tagger.tag(text).tokens)
    for number, (first, last) in enumerate(
        cut_sentences(text, tokens, [(row.start, row.end) for row in mentions]), 1
    ):
        chosen = tokens[bisect_left(tokens, (first, 0)) : bisect_left(tokens, (last, 0))]
        lines = [f"# newpar id = {passage.passage_id}"] if number == 1 else []
        lines += [f"# sent_id = {passage.passage_id}-s{number}", f"# text = {one_line(text[first:last])}"]
        lines += [
            _token_line(place, text, span, chosen[place] if place < len(chosen) else None, mentions, kind_of)
            for place, span in enumerate(chosen, 1)
        ]
        yield "\n".join(lines) + "\n\n", len(chosen)


def _token_line(
    number: int,
    text: str,
    span: tuple[int, int],
    following: tuple[int, int] | None,
    mentions: Sequence[PassageMention],
    kind_of: Callable[[str], str],
) -> str:
    start, end = span
    form = one_line(text[start:end])
    within = next((row for row in mentions if row.start <= start < row.end), None)
    misc = [f"End={end}", f"Start={start}"]
    if within:
        misc.append(f"Entity={'B' if is_first(start, text, within) else 'I'}-{within.type}")
        if within.concept:
            misc.append(f"Concept={within.concept}")
    if following and following[0] == end:
        misc.append("SpaceAfter=No")
    kind = kind_of(text[start:end])
    upos = "PROPN" if within and within.type in _NAMES and form[0].isalnum() else find_upos(form, kind)
    return "\t".join([str(number), form, "_", upos, kind or "_", "_", "_", "_", "_", "|".join(sorted(misc))])


def is_first(start: int, text: str, mention: PassageMention) -> bool:
    """Return whether no other word of the mention comes before `start`."""
    return not text[mention.start : start].strip()


def find_upos(form: str, kind: str) -> str:
    """Return the universal part of speech of a word, by its characters or by jieba's part of speech."""
    categories = {unicodedata.category(character)[0] for character in form}
    if categories <= {"P"}:
        return "PUNCT"
    if categories <= {"S"}:
        return "SYM"
    if categories <= {"N", "P"}:
        return "NUM"
    return _UPOS.get(kind[:2]) or _UPOS.get(kind[:1], "X")


def cut_sentences(text: str, tokens: Spans, mentions: Spans) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences that contain words; none ends inside a token or a mention."""
    solid = sorted([*tokens, *mentions])
    first, reach, index = None, 0, 0
    for end in sentence_ends(text):
        while index < len(solid) and solid[index][0] < end:
            first = solid[index][0] if first is None else first
            reach = max(reach, solid[index][1])
            index += 1
        if first is not None and reach <= end:
            yield first, reach
            first = None


def one_line(text: str) -> str:
    """Return a text without line breaks and tabs, for a column of CoNLL-U."""
    return " ".join(text.split())
