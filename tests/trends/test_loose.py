"""The loose count from annotation data equals the one from reading the texts, and is never out of date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon.model import Concept, Lexicon
from flows.annotation.matching.tagging import Tagger
from flows.pipeline.annotate import annotate_store
from flows.pipeline.ingest import ingest_paths
from flows.store.database import Store
from flows.store.totals import knows_loose
from tests.builders import count_frame
from tests.support import MODELS

FRAMES: tuple[dict[str, Any], ...] = (
    {},
    {"by": "month"},
    {"group": "language", "by": "plan"},
    {"group": "level"},
    {"group": "publisher", "axis": "written"},
    {"group": "strategy"},
    {"corpus": ["sample"], "axis": "first_seen"},
    {"reprints": "discounted"},
    {"reprints": "first"},
    {"reprints": "fold"},
)


@pytest.fixture(scope="module")
def reading(lexicon: Lexicon) -> Lexicon:
    """The same concepts and one more: no annotation used this lexicon, so the texts are read."""
    return Lexicon([*lexicon.concepts.values(), Concept("one-more", "TERM", "此处无此词", "")])


@pytest.mark.parametrize("frame", FRAMES, ids=str)
def test_gaps_give_what_reading_gives(
    sample: Store, lexicon: Lexicon, reading: Lexicon, frame: dict[str, object]
) -> None:
    assert knows_loose(sample, lexicon.hash) and not knows_loose(sample, reading.hash)
    gaps = sample.rows("SELECT DISTINCT concept FROM loose ORDER BY 1")
    names = [*(row["concept"] for row in gaps), "自主可控", "稀土", "China"]
    assert len(names) > 5
    found = count_frame(sample, lexicon, names, **frame)
    assert found.equals(count_frame(sample, reading, names, **frame))
    assert (found["occurrences"] != found["occurrences_loose"]).any()


@pytest.fixture
def filled(tmp_path: Path, small_lexicon: Lexicon, annotator: Annotator) -> tuple[Store, Annotator]:
    """A store of one document, annotated with the small lexicon."""
    (tmp_path / "a.txt").write_text(
        "发布日期：2021-05-01\n三个重大基金项目。\nMost of them, by MOST.\n大基金。", encoding="utf-8"
    )
    store = Store(tmp_path / "s.sqlite")
    small = replace(annotator, tagger=Tagger(small_lexicon), model=None, entities=None)
    with store.run("test") as run:
        ingest_paths(store, run.id, "c", [tmp_path / "a.txt"])
        annotate_store(store, run.id, small, MODELS)
    return store, small


def loose(store: Store, lexicon: Lexicon, term: str, **options: bool) -> tuple[int, int]:
    row = count_frame(store, lexicon, [term], axis="first_seen", **options).iloc[0]
    return row["occurrences"], row["occurrences_loose"]


def test_gaps_follow_the_lexicon(filled: tuple[Store, Annotator], small_lexicon: Lexicon) -> None:
    """Another name for a concept, even if never a mention: the loose count has it before and after annotating."""
    store, small = filled
    assert knows_loose(store, small_lexicon.hash)
    assert (loose(store, small_lexicon, "大基金"), loose(store, small_lexicon, "科技部")) == ((1, 2), (1, 2))
    changed = [
        replace(concept, en_abbreviations=(*concept.en_abbreviations, "THEM"))
        if concept.id == "big-fund"
        else concept
        for concept in small_lexicon.concepts.values()
    ]
    after = Lexicon(changed)
    assert not knows_loose(store, after.hash) and loose(store, after, "大基金") == (1, 3)
    with store.run("test") as run:
        counts = annotate_store(store, run.id, replace(small, tagger=Tagger(after)), MODELS)
    assert counts.confirmed and knows_loose(store, after.hash) and loose(store, after, "大基金") == (1, 3)


def test_gaps_are_not_trusted_where_passages_wait(
    filled: tuple[Store, Annotator], small_lexicon: Lexicon, tmp_path: Path
) -> None:
    """Passages that wait have no strict count, so none of their occurrences is loose."""
    store, _ = filled
    (tmp_path / "b.txt").write_text("大基金又来了。", encoding="utf-8")
    with store.run("test") as run:
        ingest_paths(store, run.id, "c", [tmp_path / "b.txt"])
    assert not knows_loose(store, small_lexicon.hash)
    assert loose(store, small_lexicon, "大基金", allow_partial=True) == (1, 2)


@pytest.mark.parametrize("name", ["", "{}-6.none", "{}-6.en0001-c8+zh0001-ad", "0123-7.none"])
def test_gaps_of_other_makers_are_not_trusted(
    filled: tuple[Store, Annotator], small_lexicon: Lexicon, name: str
) -> None:
    store, _ = filled
    with store.transaction() as connection:
        connection.execute(
            "UPDATE annotation_version SET lexicon_hash = ?", (name.format(small_lexicon.hash),)
        )
    assert not knows_loose(store, small_lexicon.hash)
