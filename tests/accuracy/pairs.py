"""Links between short Chinese texts and their translations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from flows.pipeline import align_files, load_aligner
from flows.workspace import Workspace
from tests.accuracy.scores import Score
from tests.accuracy.texts import GOLD, read_rows

LANGUAGE = "zh-en"
Link = tuple[tuple[int, ...], tuple[int, ...]]


class TextPair(NamedTuple):
    """Two texts, one unit per line, and the links between their lines, numbered from 0."""

    name: str
    zh: list[str]
    en: list[str]
    links: list[Link]


def read_text_pairs(folder: Path = GOLD / "pairs") -> Iterator[TextPair]:
    """Yield the pairs of the set, by name."""
    for path in sorted(folder.glob("*.csv")):
        zh, en = (
            path.with_suffix(f".{language}.txt").read_text(encoding="utf-8").splitlines()
            for language in ("zh", "en")
        )
        links = [(_numbers(row["zh"]), _numbers(row["en"])) for row in read_rows(path)]
        yield TextPair(path.stem, zh, en, links)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) - 1 for number in text.split())


def score_pairs(workspace: Workspace) -> list[Score]:
    """Return the scores of exact links, and of lines that the other text leaves out, over all pairs."""
    settings = workspace.settings
    resources = load_aligner(settings.models_folder, workspace.lexicon).resources
    counts = {"links": [0, 0, 0], "lines left out": [0, 0, 0]}
    for pair in read_text_pairs():
        found = {(link.zh, link.en) for link in align_files(pair.zh, pair.en, resources, "line")}
        for kind, is_wanted in (("links", True), ("lines left out", False)):
            ours, theirs = (
                {link for link in links if all(link) == is_wanted} for links in (set(pair.links), found)
            )
            counted = (len(ours & theirs), len(theirs), len(ours))
            counts[kind] = [total + number for total, number in zip(counts[kind], counted, strict=True)]
    return [
        Score(kind, LANGUAGE, right, found, right, expected)
        for kind, (right, found, expected) in counts.items()
    ]
