"""Small stores with a text in both languages, and an aligner that links the first passage with the first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from flows.annotation.lexicon import Lexicon
from flows.pipeline import ingest_paths, store_known_pairs
from flows.pipeline.settling import name_documents
from flows.store import Store, check_store
from flows.store.translations import AlignedPassage, LinkedSpan, SentencePair

Record = Mapping[str, object]

ZH = "样例市计划\n\n到2025年，投入增长12.5%，达到3200亿元。\n\n鼓励企业采用5G设备，新建1450个站点。"
EN = (
    "Sample City Plan\n\nBy 2025 investment will grow by 12.5 percent to 320 billion yuan.\n\n"
    "Companies are encouraged to use 5G equipment and to build 1,450 sites."
)


class FirstWithFirst:
    """Links whole passages one by one; remaining ones have no counterpart."""

    version = "first-1"

    def __init__(self) -> None:
        self.aligned = 0

    def align(self, zh: Sequence[AlignedPassage], en: Sequence[AlignedPassage]) -> list[SentencePair]:
        self.aligned += 1
        sides = [[(LinkedSpan(p.id, 0, len(p.text)),) for p in side] for side in (zh, en)]
        both = min(map(len, sides))
        found = [
            SentencePair(one, other, 0.9, is_aligned=True, parts={"length": 0.5})
            for one, other in zip(*sides, strict=False)
        ]
        found += [SentencePair(one, (), 0.0, is_aligned=False) for one in sides[0][both:]]
        return found + [SentencePair((), other, 0.0, is_aligned=False) for other in sides[1][both:]]


def faults(store: Store) -> list[str]:
    """Return the codes of the faults of a store."""
    return [finding.code for finding in check_store(store) if finding.is_fault]


def store_records(
    store: Store, folder: Path, records: Sequence[Record], lexicon: Lexicon, corpus: str = "sample"
) -> dict[str, str]:
    """Store records without annotating them, then name and pair them; return the ids of documents by record id."""
    path = folder / "records.jsonl"
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in records), encoding="utf-8")
    with store.run("test") as run:
        ingest_paths(store, run.id, corpus, [path])
    name_documents(store, lexicon)
    store_known_pairs(store)
    rows = store.rows(
        "SELECT json_extract(metadata, '$.record_id') AS record, id FROM document WHERE superseded_by IS NULL"
    )
    return {row["record"]: row["id"] for row in rows}
