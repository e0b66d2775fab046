"""Profiles of entities: what is named with them has names that can be told apart."""

from __future__ import annotations

from pathlib import Path

from flows.annotation.lexicon import Lexicon
from flows.records import Annotation, Document, Mention, Passage
from flows.reports.profiles import collect_profile
from flows.store import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import write_annotations

# Each text with the entities of its three names: a short form may be that of another body in another text.
TEXTS = {
    "甲乙公司与样科委、样商委座谈。": ("org:甲乙公司", "org:样例科学技术委员会", "org:样商委"),
    "甲乙公司向样科委、样商委申报。": ("org:甲乙公司", "org:样科委", "org:样商委"),
    "今年天气好。": (),
}


def make_store(path: Path) -> Store:
    store = Store(path)
    run = store.begin_run("test")
    for number, (text, entities) in enumerate(TEXTS.items(), 1):
        document = Document("c", str(number), text, title=f"第{number}份", published="2024-05-06")
        passages = [Passage(0, 0, len(text), text, language="zh")]
        write_batch(
            store, run, SourceFile("c", str(number), "0", "", 1), [(document, passages)], [], complete=True
        )
        mentions = []
        for surface, entity in zip(("甲乙公司", "样科委", "样商委"), entities, strict=False):
            start = text.index(surface)
            end = start + len(surface)
            mentions.append(Mention(start, end, surface, "ORG", source="rule", entity=entity))
        annotation = Annotation("zh", (("x", 0, 1),), tuple(mentions), {}, ())
        write_annotations(store, run, [(number, annotation)], annotation_key="l", model_version="m", kinds={})
    return store


def test_bodies_with_one_short_form_have_their_full_names(tmp_path: Path) -> None:
    with make_store(tmp_path / "s.sqlite") as store:
        profile, _ = collect_profile(store, Lexicon(()), "甲乙公司")
    names = {one.entity: one.name for one in profile.neighbours["organisations"]}
    assert names == {
        "org:样例科学技术委员会": "样例科学技术委员会",
        "org:样科委": "样科委",
        "org:样商委": "样商委",
    }
