"""Segmentation on SIGHAN 2005: precision, recall and F1 of word spans (the usual score), for jieba and for ours."""

from __future__ import annotations

from collections.abc import Callable

from flows.annotation.lexicon.model import Lexicon
from flows.annotation.matching.tagging import Tagger
from tests.benchmarks.texts import SHARED, lexicon
from tests.jieba_cutter import JiebaCutter

Cut = Callable[[str], list[str]]


def main() -> None:
    full, empty = Tagger(lexicon()), Tagger(Lexicon([]))
    jieba = JiebaCutter()
    systems: dict[str, Cut] = {
        "plain jieba": lambda text: list(jieba.cut(text)),
        "ours without a lexicon": lambda text: _words(empty, text),
        "ours": lambda text: _words(full, text),
    }
    for corpus in ("pku", "msr"):
        gold = SHARED / "segmentation" / "gold" / f"{corpus}_test_gold.utf8"
        if not gold.is_file():
            print(f"{corpus}: shared data not there")
            continue
        lines = [line.split() for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
        for name, cut in systems.items():
            precision, recall = score(lines, cut)
            print(
                f"{corpus} {name:24s} P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"
            )


def score(lines: list[list[str]], cut: Cut) -> tuple[float, float]:
    """Return precision and recall over word spans of all lines."""
    right = found = due = 0
    for words in lines:
        gold, ours = _spans(words), _spans(cut("".join(words)))
        right += len(gold & ours)
        found += len(ours)
        due += len(gold)
    return right / found, right / due


def _words(tagger: Tagger, text: str) -> list[str]:
    return [text[start:end] for start, end in tagger.tag(text).tokens]


def _spans(words: list[str]) -> set[tuple[int, int]]:
    spans, place = set(), 0
    for word in words:
        spans.add((place, place + len(word)))
        place += len(word)
    return spans


if __name__ == "__main__":
    main()
