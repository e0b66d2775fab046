"""Write the cards of trained models: front matter, description, and their scores on held-out text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from flows.alignment.linking import LinkScores
from flows.annotation import MeasuredOn, ModelSummary, describe_front
from flows.annotation.parsing import ParseScores

CARD_FILE = "README.md"
_LICENSE = "unknown"  # the license of the training data, which only those who trained the model know
_LANGUAGES = {"zh": "Chinese", "en": "English"}
_DIGITS = 3
_RATES = ("precision", "recall", "f1")
# The basis of a card; people add further measurements and how it was trained.
_TABLE = "{front}# {title}\n\n{text}\n\n## Scores\n\n{scores}\n"


def write_name_card(folder: Path, language: str, scores: Mapping[str, Mapping[str, float | int]]) -> Path:
    """Write the card of a model of names; `scores` are those of the held-out sentences by type, and `all`."""
    rows = [(kind, *(f"{row[name]:.3f}" for name in _RATES)) for kind, row in scores.items()]
    whole = scores["all"]
    measured = MeasuredOn(
        "token-classification",
        f"Names in {_LANGUAGES[language]} texts",
        "held-out",
        "Sentences held out of training",
        "held out",
        [(name, f"{name.capitalize()}, all names", round(whole[name], _DIGITS)) for name in _RATES],
    )
    summary = ModelSummary(
        f"zhengce-ner-{language}",
        [language],
        _LICENSE,
        ("spacy", "named-entity-recognition", "policy", "china"),
        [],
        "token-classification",
        [measured],
        "spacy",
    )
    text = "People (PERSON), organisations (ORG) and places (GPE), labelled word by word. Held-out sentences:"
    table = _draw_table(("", *_RATES), rows)
    return _write(folder, summary, f"Names in {_LANGUAGES[language]} texts", text, table)


def write_parser_card(folder: Path, scores: ParseScores, sizes: Mapping[str, int]) -> Path:
    """Write the card of the English parser; `sizes` are the sentences by part of the treebank."""
    part = next(name for name in ("test", "dev", "train") if sizes[name])
    named = {
        "accuracy": ("tags", scores.tag_accuracy),
        "uas": ("heads (UAS)", scores.uas),
        "las": ("heads and relations (LAS)", scores.las),
    }
    figures = [(kind, name, round(value, _DIGITS)) for kind, (name, value) in named.items()]
    task = "token-classification"
    measured = MeasuredOn(task, "Tags and trees of English sentences", "treebank", "Treebank", part, figures)
    summary = ModelSummary(
        "zhengce-parse-en",
        ["en"],
        _LICENSE,
        ("spacy", "dependency-parsing", "part-of-speech"),
        [],
        task,
        [measured],
        "spacy",
    )
    text = ", ".join(f"{count:,} sentences of {name}" for name, count in sizes.items()) + "."
    table = _draw_table(
        ("set", *(name for name, _ in named.values())),
        [(part, *(f"{value:.3f}" for _, value in named.values()))],
    )
    return _write(folder, summary, "English tagger and parser", text, table)


def write_alignment_card(
    folder: Path, words: int, plain: LinkScores, with_meaning: LinkScores | None
) -> Path:
    """Write the card of the alignment artefact: scores without sentence vectors, and with them if known."""
    named = {"without sentence vectors": plain}
    if with_meaning:
        named["with sentence vectors"] = with_meaning
    figures = [
        (kind, f"{kind.capitalize()}, {name}", round(getattr(scores, kind), _DIGITS))
        for name, scores in named.items()
        for kind in _RATES
    ]
    measured = MeasuredOn(
        "sentence-similarity",
        "Links between sentences of translations",
        "glued-documents",
        "Documents glued from the last set of pairs",
        "held out",
        figures,
    )
    summary = ModelSummary(
        "zhengce-alignment",
        ["zh", "en"],
        _LICENSE,
        ("sentence-alignment", "parallel-corpus"),
        [],
        "sentence-similarity",
        [measured],
    )
    rows = [(name, *(f"{getattr(scores, kind):.3f}" for kind in _RATES)) for name, scores in named.items()]
    text = f"Weights of {words:,} Chinese words and of links, for `zhengce align`."
    return _write(
        folder, summary, "Alignment of Chinese and English texts", text, _draw_table(("", *_RATES), rows)
    )


def _draw_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = (head, ["---"] * len(head), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _write(folder: Path, summary: ModelSummary, title: str, text: str, table: str) -> Path:
    path = folder / CARD_FILE
    card = _TABLE.format(front=describe_front(summary), title=title, text=text, scores=table)
    path.write_text(card, encoding="utf-8")
    return path
