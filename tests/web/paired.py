"""A store with a text and its translation, hostile to the page, and an aligner that links them as scripted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.annotation import Annotator
from flows.pipeline import align_pairs, store_known_pairs
from flows.pipeline.annotate import annotate_store
from flows.store import Store
from flows.store.translations import AlignedPassage, FoundPair, LinkedSpan, SentencePair, save_pairs
from tests.pipeline.alignment.texts import store_records
from tests.support import MODELS
from tests.web.texts import HOSTILE_TITLE

ATTACK = "<img src=x onerror=f()>"
ZH = (
    "样例市计划",
    f"坚持自主可控{ATTACK}，保障稀土供应。",
    "稀土出口须经许可。",
    "推动数字经济高质量发展，完善市场体系，扩大有效投资，增进民生福祉，到明年年底前各项任务全部完成。",
    "此段未能对齐。",
    "只有中文有这一段。",
)
EN = (
    HOSTILE_TITLE,
    f"We will stay independent and controllable {ATTACK} and secure the supply of rare earths.",
    "Exports of lanthanides need a licence.",
    "The digital economy will be developed.",
    "Nothing here was linked.",
)
SCORES = (0.99, 0.99, 0.8, 0.4, 0.0)
ALONE: list[dict[str, object]] = [
    {
        "id": "alone",
        "title": "另一份文件",
        "text": "另一份文件\n\n稀土资源应予保护。",
        "published": "2020-05-06",
    },
    {
        "id": "other",
        "title": "Another paper",
        "text": "Another paper\n\nRare earths are scarce.",
        "published": "2020-05-06",
    },
]
RECORDS: list[dict[str, object]] = [
    {"id": "1", "title": "样例市计划", "text": "\n\n".join(ZH), "published": "2021-03-12"},
    {
        "id": "1-en",
        "title": HOSTILE_TITLE,
        "text": "\n\n".join(EN),
        "published": "2021-03-20",
        "translation_of": "1",
    },
    *ALONE,
]


class Scripted:
    """Links the passages one by one with the scores above; 0 is a stretch that is not aligned."""

    version = "scripted-1"

    def align(self, zh: Sequence[AlignedPassage], en: Sequence[AlignedPassage]) -> list[SentencePair]:
        sides = [[(LinkedSpan(p.id, 0, len(p.text)),) for p in side] for side in (zh, en)]
        found = [
            SentencePair(own, other, score, score > 0, {"words": 0.5, "meaning": 0.75} if score else {})
            for own, other, score in zip(*sides, SCORES, strict=False)
        ]
        return found + [SentencePair(own, (), 0.0, is_aligned=False) for own in sides[0][len(found) :]]


def make_store(folder: Path, annotator: Annotator) -> dict[str, str]:
    """Make the store `s.sqlite` in a folder; return the ids of its documents by record id."""
    with Store(folder / "s.sqlite") as store:
        ids = store_records(store, folder, RECORDS, annotator.tagger.lexicon)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
        store_known_pairs(store)
        align_pairs(store, Scripted)
        proposal = FoundPair(ids["alone"], ids["other"], "proposed", "proposed", 0.5, ())
        save_pairs(store, ["proposed"], [proposal])
    return ids
