"""A store of documents of provinces, of the central government and of no known place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.records import Annotation, Document, Mention, Passage
from flows.store import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import write_annotations

TERM = "自主可控"
# (publisher, date, metadata, times the term occurs); each has 100 tokens.
DOCUMENTS: list[tuple[str, str, dict[str, Any], int]] = [
    ("广东省人民政府", "2020-01-05", {}, 3),
    ("广东省人民政府", "2021-02-05", {}, 1),
    ("广东省科学技术厅", "2021-03-05", {}, 2),
    ("Guangdong Provincial People's Government", "2021-04-05", {}, 1),
    ("上海市人民政府", "2021-05-05", {}, 4),
    ("国务院", "2021-06-05", {"province": "广东省"}, 5),
    ("青岛市人民政府", "2021-07-05", {"province": "山东"}, 1),
    ("济南市人民政府", "2021-07-06", {"derived": {"site": {"province": "山东省"}}}, 1),
    ("示范出版社", "2021-08-05", {"province": 7}, 2),
    ("西藏自治区人民政府", "2020-08-05", {}, 0),
]


def make_provincial(path: Path, concept: str = "controllable") -> Store:
    """Return a new store of `DOCUMENTS`."""
    store = Store(path)
    run = store.begin_run("test")
    documents, found = [], []
    for number, (publisher, date, metadata, times) in enumerate(DOCUMENTS):
        text = f"{TERM}，" * times + f"第{number}号。"
        document = Document(
            "c", str(number), text, title=publisher, published=date, publisher=publisher, metadata=metadata
        )
        documents.append((document, [Passage(0, 0, len(text), text, language="zh")]))
        places = [place * (len(TERM) + 1) for place in range(times)]
        mentions = [Mention(place, place + len(TERM), TERM, "TERM", concept) for place in places]
        found.append(Annotation("zh", tuple(("x", i, i + 1) for i in range(100)), tuple(mentions), {}, ()))
    write_batch(store, run, SourceFile("c", "c", "0", "", 1), documents, [], complete=True)
    write_annotations(store, run, list(enumerate(found, 1)), annotation_key="l", model_version="m", kinds={})
    return store
