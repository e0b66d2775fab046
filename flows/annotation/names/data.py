"""Sentences with marked names for training and measuring: IOB2 files, a teacher's spans, and what the lexicon knows."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from flows.annotation.matching import Tagged
from flows.annotation.names.decoding import ENTITY_LABELS, Span
from flows.annotation.names.model import merge_entities
from flows.errors import UsageError
from flows.records import Mention

# The kind of a word that may be part of a name or not: nothing is learned from it.
UNCERTAIN = "?"
# The labels of Universal NER, and of most teachers, by ours.
_NAMES_OF_LABELS = {"PER": "PERSON", "LOC": "GPE", **{label: label for label in ENTITY_LABELS}}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and the names in it: (start, end, type) in code points, disjoint, by start.

    `words` are spans of other kinds (a teacher's parts of speech): learned beside the names, never given out; of kind
    UNCERTAIN: nothing is learned from them. `is_partial`: names beyond `spans` are possible anywhere.
    """

    text: str
    spans: tuple[Span, ...]
    words: tuple[Span, ...] = ()
    is_partial: bool = False


def read_iob2(path: Path) -> list[Sentence]:
    """Read a Universal NER file: tab-separated index, word, label; `# text = ` before each sentence, which offsets refer to.

    PER, ORG and LOC become PERSON, ORG and GPE, other labels nothing. Raises UsageError with the line that is not so.
    """
    sentences: list[Sentence] = []
    text, rows = "", list[tuple[str, str]]()
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], start=1):
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line.strip() and not line.startswith("#"):
            cells = line.split("\t")
            if len(cells) < 3 or cells[2][:2] not in ("O", "B-", "I-"):
                raise UsageError(
                    f"{path}:{number}: not IOB2; a line holds index, word and O, B-… or I-…, separated by tabs"
                )
            rows.append((cells[1], cells[2]))
        elif not line.strip() and rows:
            text = text or " ".join(word for word, _ in rows)
            sentences.append(Sentence(text, tuple(_read_spans(text, rows, f"{path}:{number}"))))
            text, rows = "", []
    return sentences


def _read_spans(text: str, rows: Sequence[tuple[str, str]], place: str) -> Iterator[Span]:
    position = 0
    current: Span | None = None
    for word, label in rows:
        start = text.find(word, position)
        if start < 0:
            raise UsageError(f"{place}: {word!r} is not in the text of the sentence above")
        position = start + len(word)
        kind = _NAMES_OF_LABELS.get(label[2:], "")
        if current and label[0] == "I" and kind == current[2]:
            current = (current[0], position, kind)
            continue
        if current:
            yield current
        current = (start, position, kind) if kind else None
    if current:
        yield current


def read_teacher(path: Path) -> Iterator[Sentence]:
    """Read a teacher's JSONL: {"text": …, "spans": [[start, end, label], …]} a line; labels other than those of names
    (PERSON or PER, ORG, GPE or LOC) are kinds of words. Raises UsageError with the line that is not so."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                spans = [(int(start), int(end), str(label)) for start, end, label, *_ in row["spans"]]
                text = str(row["text"])
            except (ValueError, KeyError, TypeError) as error:
                raise UsageError(
                    f"{path}:{number}: no text with spans ({type(error).__name__}: {error})"
                ) from None
            names = tuple(
                (start, end, _NAMES_OF_LABELS[kind]) for start, end, kind in spans if kind in _NAMES_OF_LABELS
            )
            words = tuple(span for span in spans if span[2] not in _NAMES_OF_LABELS)
            yield Sentence(text, names, words)


def add_words(sentences: Iterable[Sentence], teacher: Iterable[Sentence]) -> list[Sentence]:
    """Give gold sentences the teacher's kinds of words, where it saw the same text; the names stay as they are."""
    words = {sentence.text: sentence.words for sentence in teacher}
    return [replace(sentence, words=words.get(sentence.text, ())) for sentence in sentences]


def correct_by_lexicon(sentence: Sentence, tagged: Tagged) -> Sentence:
    """Let the lexicon's names win over a teacher's where they overlap, as they do when texts are annotated."""
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
    """Return a text with the names that the lexicon knows; more are possible.

    In English a word with a capital may be part of one, unless its form in lower case is among the `common` words; in
    Chinese any word may.
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
    """Return the sentence with a `share` of its names replaced by others of their type: few sentences meet many names.

    One word is replaced by one word where six draws from `names` give one; names in capitals by capitals; those in lower
    case stay.
    """
    text, spans, position = "", list[Span](), 0
    for start, end, kind in sentence.spans:
        old = sentence.text[start:end]
        new = (
            _choose_name(old, names.get(kind, ()), random)
            if random.random() < share and not old[:1].islower()
            else old
        )
        text += sentence.text[position:start]
        spans.append((len(text), len(text) + len(new), kind))
        text += new
        position = end
    return Sentence(text + sentence.text[position:], tuple(spans), is_partial=sentence.is_partial)


def _choose_name(old: str, names: Sequence[str], random: Random) -> str:
    for _ in range(6):
        new = random.choice(names) if names else old
        if (" " in new) == (" " in old):
            break
    return new.upper() if old.isupper() and len(old) > 4 else new
