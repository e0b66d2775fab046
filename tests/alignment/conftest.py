"""A store with one declared pair of documents, annotated with the small lexicon and aligned line by line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows.annotation import Annotator
from flows.annotation.classifier import load_taxonomy
from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import Tagger
from flows.pipeline import align_pairs, annotate_store
from flows.search import Collection
from flows.store import Store
from tests.pipeline.alignment.texts import FirstWithFirst, store_records
from tests.support import MODELS

LINES = (
    ("坚持人工智能自主可控。", "Artificial intelligence must be autonomous and controllable."),
    ("支持小巨人企业发展。", "Support the growth of little giants."),
    ("第一批小巨人有五家。", "The first batch has five small champions."),
    ("第二批小巨人有六家。", "The second batch has six small champions."),
    ("第三批小巨人有七家。", "The third batch has seven small champions."),
    ("第四批小巨人有八家。", "The fourth batch has eight small champions."),
    ("企业应当加强教育。", "Companies shall strengthen education."),
    ("企业应当节约能源。", "Companies shall save energy."),
    ("道路两旁应当植树。", "Trees shall be planted along roads."),
    ("河流应当保持清洁。", "Rivers shall be kept clean."),
    ("医院应当公布价格（price）。", "Hospitals shall publish prices."),
    ("学校应当公布名额。", "Schools shall publish places."),
)


@pytest.fixture(scope="session")
def aligned(
    tmp_path_factory: pytest.TempPathFactory, small_lexicon: Lexicon, small_tagger: Tagger
) -> Iterator[Collection]:
    folder = tmp_path_factory.mktemp("aligned")
    zh, en = ("\n\n".join(line[side] for line in LINES) for side in (0, 1))
    records = [
        {"id": "zh", "title": "样例计划", "text": f"{zh}\n\n此句没有译文。", "date": "2021-03-01"},
        {"id": "en", "title": "Sample Plan", "text": en, "date": "2021-04-01", "translation_of": "zh"},
        {"id": "alone", "title": "另一份文件", "text": "小巨人另有说明。", "date": "2022-01-01"},
    ]
    taxonomy = load_taxonomy(MODELS / "taxonomy.toml")
    with Store(folder / "s.sqlite") as store:
        store_records(store, folder, records, small_lexicon)
        with store.run("annotate") as run:
            annotate_store(store, run.id, Annotator(small_tagger, taxonomy, None), MODELS)
        align_pairs(store, FirstWithFirst)
        yield Collection(store, small_lexicon)
