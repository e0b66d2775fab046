"""Speed and memory, as ratios in one run: matching and segmentation against jieba.lcut.

A lexicon of 100,000 terms.
"""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jieba

from flows.annotation.classifier.features import extract_features
from flows.annotation.lexicon.model import Concept, Lexicon
from flows.annotation.matching.matcher import Matcher
from flows.annotation.matching.segmentation import cut_chinese
from flows.annotation.matching.tagging import Tagger
from flows.text.folding import fold
from tests.benchmarks.texts import lexicon, news
from tests.support import MODELS


def main() -> None:
    texts = news(1_000_000)
    if not texts:
        print("shared data not there")
        return
    characters = sum(map(len, texts))
    jieba.initialize()
    tagger = Tagger(lexicon())
    tagger.cutter.load()
    plain = _seconds(lambda: [jieba.lcut(text) for text in texts])
    ours = _seconds(lambda: [_cut_and_match(tagger, text) for text in texts])
    tagging = _seconds(lambda: [tagger.tag(text) for text in texts])
    print(f"jieba.lcut {plain:.2f} s for {characters:,} characters")
    print(
        f"matching plus segmentation: {plain / ours:.2f} times its speed; with rules and mentions: {plain / tagging:.2f} times"
    )
    _classifier(tagger, texts, plain, ours)
    _names(tagger, texts, tagging)
    _large_lexicon(texts)


def _cut_and_match(tagger: Tagger, text: str) -> Any:
    shadow = fold(text)
    words = cut_chinese(shadow, tagger.cutter)
    hits = tagger.matcher.settle(
        tagger.matcher.find(text, shadow), sorted({0, *(place for span in words for place in span)})
    )
    return tagger._cut_mixed(text, shadow, words, hits)


def _classifier(tagger: Tagger, texts: list[str], plain: float, ours: float) -> None:
    from flows.annotation.classifier.model import load_model

    model = load_model(MODELS / "artefacts" / "strategies")
    tagged = [tagger.tag(text) for text in texts]
    seconds = _seconds(lambda: model.predict([extract_features(item, tagger.lexicon) for item in tagged]))
    print(
        f"classifying takes {seconds / plain:.2f} times as long as jieba.lcut, {seconds / ours:.2f} times as long as matching plus segmentation"
    )


def _names(tagger: Tagger, texts: list[str], tagging: float) -> None:
    from flows.annotation.names.model import load_entities

    entities = load_entities(MODELS / "artefacts")
    if entities:
        tagged = [tagger.tag(text) for text in texts]
        seconds = _seconds(
            lambda: [entities.find(tagged[first : first + 500]) for first in range(0, len(tagged), 500)]
        )
        print(
            f"tagging with names from the models takes {(tagging + seconds) / tagging:.2f} times as long as without"
        )


def _large_lexicon(texts: list[str]) -> None:
    base = list(lexicon().concepts.values())
    characters = "科技创新产业链供应数据网络安全国家发展战略新型制造能源材料工程系统平台标准"
    made = ("".join(word) for word in itertools.product(characters, repeat=4))
    extra = [
        Concept(f"made-{number}", "TERM", word, "")
        for number, word in enumerate(itertools.islice(made, 0, 100_000))
    ]
    small = Matcher(Lexicon(base))
    resident = _resident_megabytes()
    begun = time.perf_counter()
    large = Matcher(Lexicon([*base, *extra]))
    print(
        f"a lexicon of {len(base) + len(extra):,} concepts loads in {time.perf_counter() - begun:.1f} s",
        end=", ",
    )
    print(f"{_resident_megabytes() - resident:.0f} MB more resident memory")
    shadows = [(text, fold(text)) for text in texts]
    before = _seconds(lambda: [small.find(text, shadow) for text, shadow in shadows])
    after = _seconds(lambda: [large.find(text, shadow) for text, shadow in shadows])
    print(f"matching takes {after / before:.2f} times as long with it")


def _resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1]) if Path("/proc/self/statm").exists() else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _seconds(work: Callable[[], Any]) -> float:
    """Return the least of three runs."""
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return min(times)


if __name__ == "__main__":
    main()
