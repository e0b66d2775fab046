"""Sentences with marked names for training and measuring: gold, a teacher's, and the lexicon's."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import NamedTuple

from flows.annotation.matching import Tagged
from flows.annotation.names.decoding import ENTITY_LABELS, Span
from flows.annotation.names.merging import merge_entities
from flows.errors import UsageError
from flows.records import Mention

# The kind of a word that may or may not be part of a name: nothing is learned from it.
UNCERTAIN = "?"
# Our labels for those of Universal NER and most teachers.
_NAMES_OF_LABELS = {"PER": "PERSON", "LOC": "GPE", **{label: label for label in ENTITY_LABELS}}
_DRAWS = 6
_SHORTEST_CAPITALS = 5
_TEXT = "# text = "


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and the names in it: (start, end, type) in code points, disjoint, by start.

    `words` are spans of other kinds (a teacher's parts of speech), which are learned along with the names but
    never returned. Nothing is learned from words of kind UNCERTAIN. An `is_partial` sentence may have names
    beyond `spans` anywhere.
    """

    text: str
    spans: tuple[Span, ...]
    words: tuple[Span, ...] = ()
    is_partial: bool = False


class _Row(NamedTuple):
    """A line of an IOB2 file."""

    number: int
    word: str
    label: str


def read_iob2(path: Path) -> list[Sentence]:
    """Read a Universal NER file: tab-separated index, word and label, with `# text = ` before each sentence.

    Offsets refer to that text, or to the words joined by spaces if there is none. PER, ORG and LOC become
    PERSON, ORG and GPE; other labels are dropped. Raises UsageError with the line that is wrong.
    """
    sentences: list[Sentence] = []
    text, rows = "", list[_Row]()
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], start=1):
        if line.startswith(_TEXT):
            text = line.removeprefix(_TEXT)
        elif line.strip() and not line.startswith("#"):
            rows.append(_read_line(path, number, line))
        elif not line.strip() and rows:
            text = text or " ".join(row.word for row in rows)
            sentences.append(Sentence(text, tuple(_read_spans(path, text, rows))))
            text, rows = "", []
    return sentences


def _read_line(path: Path, number: int, line: str) -> _Row:
    cells = line.split("\t")
    if len(cells) < 3 or cells[2][:2] not in ("O", "B-", "I-"):
        raise UsageError("annotation.not_iob2", path=path, line=number)
    return _Row(number, cells[1], cells[2])


def _read_spans(path: Path, text: str, rows: Sequence[_Row]) -> Iterator[Span]:
    position = 0
    current: Span | None = None
    for row in rows:
        start = text.find(row.word, position)
        if start < 0:
            raise UsageError("annotation.word_not_in_text", path=path, line=row.number, word=row.word)
        position = start + len(row.word)
        kind = _NAMES_OF_LABELS.get(row.label[2:], "")
        if current and row.label[0] == "I" and kind == current[2]:
            current = (current[0], position, kind)
            continue
        if current:
            yield current
        current = (start, position, kind) if kind else None
    if current:
        yield current


def read_teacher(path: Path) -> Iterator[Sentence]:
    """Read a teacher's JSONL: {"text": …, "spans": [[start, end, label], …]} per line.

    Labels other than those of names (PERSON or PER, ORG, GPE or LOC) are kinds of words. Raises UsageError
    with the line that is wrong.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                spans = [(int(start), int(end), str(label)) for start, end, label, *_ in row["spans"]]
                text = str(row["text"])
            except (ValueError, KeyError, TypeError) as error:
                reason = f"{type(error).__name__}: {error}"
                raise UsageError(
                    "annotation.no_text_with_spans", path=path, line=number, reason=reason
                ) from None
            names = [span for span in spans if span[2] in _NAMES_OF_LABELS]
            words = (span for span in spans if span[2] not in _NAMES_OF_LABELS)
            ours = ((start, end, _NAMES_OF_LABELS[label]) for start, end, label in names)
            yield Sentence(text, tuple(ours), tuple(words))


def add_words(sentences: Iterable[Sentence], teacher: Iterable[Sentence]) -> list[Sentence]:
    """Add the teacher's kinds of words to gold sentences with the same text; names are unchanged."""
    words = {sentence.text: sentence.words for sentence in teacher}
    return [replace(sentence, words=words.get(sentence.text, ())) for sentence in sentences]


def correct_by_lexicon(sentence: Sentence, tagged: Tagged) -> Sentence:
    """Let the lexicon's names take precedence over a teacher's if they overlap, as in annotating."""
    found = [
        Mention(start, end, sentence.text[start:end], kind, source="model")
        for start, end, kind in sentence.spans
    ]
    names = [
        mention
        for mention in tagged.mentions
        if mention.source == "lexicon" and mention.type in ENTITY_LABELS
    ]
    return replace(sentence, spans=_outer_spans(merge_entities(names, found)))


def annotate_by_lexicon(tagged: Tagged, common: Container[str] = ()) -> Sentence:
    """Return a text with the names that the lexicon knows; there may be more.

    In English, a capitalised word may be part of one, unless its lower-case form is among the `common` words;
    in Chinese, any word may.
    """
    spans = _outer_spans(tagged.mentions)
    if tagged.language != "en":
        return Sentence(tagged.text, spans, is_partial=True)
    words = [(start, end, tagged.text[start:end]) for start, end in tagged.tokens]
    capitals = (
        (start, end) for start, end, word in words if word[:1].isupper() and word.lower() not in common
    )
    return Sentence(tagged.text, spans, tuple((start, end, UNCERTAIN) for start, end in capitals))


def _outer_spans(mentions: Sequence[Mention]) -> tuple[Span, ...]:
    return tuple(
        (mention.start, mention.end, mention.type)
        for mention in mentions
        if not mention.nested and mention.type in ENTITY_LABELS
    )


def swap_names(
    sentence: Sentence, names: Mapping[str, Sequence[str]], random: Random, share: float = 0.8
) -> Sentence:
    """Return the sentence with a `share` of its names replaced by others of their type.

    A single word is replaced by a single word, and several by several, if one of six draws from `names` fits.
    Names in capitals get capitals; names in lower case stay.
    """
    text, spans, position = "", list[Span](), 0
    for start, end, kind in sentence.spans:
        new = old = sentence.text[start:end]
        if random.random() < share and not old[:1].islower():
            new = _choose_name(old, names.get(kind, ()), random)
        text += sentence.text[position:start]
        spans.append((len(text), len(text) + len(new), kind))
        text += new
        position = end
    return Sentence(text + sentence.text[position:], tuple(spans), is_partial=sentence.is_partial)


def _choose_name(old: str, names: Sequence[str], random: Random) -> str:
    if not names:
        return old
    new = old
    for _ in range(_DRAWS):
        new = random.choice(names)
        if (" " in new) == (" " in old):
            break
    return new.upper() if old.isupper() and len(old) >= _SHORTEST_CAPITALS else new
