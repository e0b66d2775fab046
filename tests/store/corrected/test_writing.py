"""Corrections in a store: applied at once, to every copy of the text, after every annotation, and revoked entirely."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Lexicon
from flows.records import Annotation, Document, Mention, Passage, Target
from flows.search import Collection, Filters, SearchRequest, search_passages
from flows.store import Store
from flows.store.corrected import (
    FactCorrection,
    FigureRow,
    MentionRow,
    add_correction,
    list_fact_corrections,
    remove_correction,
)
from flows.store.database import count_differences
from flows.store.documents import (
    SourceFile,
    amend_document,
    list_field_corrections,
    remove_documents,
    rename_corpus,
    write_batch,
)
from flows.store.facts import write_annotations
from tests.support import undo_migrations

TEXT = "样例省科技部支持自主可控，研发投入达到3%。"
_MENTIONS = (
    Mention(0, 6, "样例省科技部", "ORG", "", "model", 0.9, entity="org:样例省科技部"),
    Mention(0, 3, "样例省", "GPE", "", "model", 0.9, nested=True, entity="gpe:样例省"),
    Mention(8, 12, "自主可控", "TERM", "self-controlled", entity="self-controlled"),
)
_FIGURE = Target(19, 21, "3%", "研发投入", 3.0, "%", rule="r")
_TABLES = ("mention", "target", "loose", "uncorrected", "fact_correction", "sense", "annotated_passage")


def annotation(mentions: Sequence[Mention] = _MENTIONS) -> Annotation:
    tokens = tuple((character, place, place + 1) for place, character in enumerate(TEXT))
    return Annotation("zh", tokens, tuple(mentions), {}, (), targets=(_FIGURE,), loose=(("other", 1),))


def add_document(store: Store, key: str, text: str = TEXT, copies: int = 1) -> list[int]:
    """Store a document whose passages are copies of a text; return their row ids."""
    run = store.begin_run("test")
    whole = "\n".join([text] * copies)
    step = len(text) + 1
    passages = [
        Passage(number, number * step, number * step + len(text), text, language="zh")
        for number in range(copies)
    ]
    document = Document("c", key, whole, title=key, published="2021-03-12")
    write_batch(store, run, SourceFile("c", key, text[:4], "", 1), [(document, passages)], [], complete=True)
    return store.column(
        "SELECT p.id FROM passage p JOIN document d ON d.id = p.document_id WHERE d.key = ? "
        "AND d.superseded_by IS NULL ORDER BY 1",
        (key,),
    )


def annotate(store: Store, rows: Sequence[int], mentions: Sequence[Mention] = _MENTIONS) -> None:
    run = store.begin_run("test")
    found = [(row, annotation(mentions)) for row in rows]
    write_annotations(store, run, found, annotation_key="l", model_version="m", kinds={})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corrected") / "s.sqlite"
    with Store(path) as store:
        annotate(store, add_document(store, "a", copies=2))
        annotate(store, add_document(store, "b"))
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def state(store: Store) -> dict[str, list[tuple[object, ...]]]:
    tables = {name: sorted(map(repr, map(tuple, store.rows(f"SELECT * FROM {name}")))) for name in _TABLES}
    cells = "SELECT u.name, c.occurrences, c.passages, c.documents FROM cell c JOIN subject u ON u.id = c.subject "
    tables["cell"] = sorted(map(repr, map(tuple, store.rows(f"{cells} WHERE c.documents"))))
    tables["slice"] = sorted(map(repr, map(tuple, store.rows("SELECT mentions, tokens, waiting FROM slice"))))
    return tables  # type: ignore[return-value]


def row_of(mention: Mention) -> MentionRow:
    return MentionRow(
        mention.start,
        mention.end,
        mention.text,
        mention.type,
        mention.concept,
        mention.entity or None,
        mention.source,
        mention.score,
        int(mention.nested),
    )


def figure_row() -> FigureRow:
    one = _FIGURE
    return FigureRow(
        *(one.start, one.end, one.text, "", one.indicator, one.value, None, one.unit, "=", "", "", "target"),
        *("", "", one.rule, one.score),
    )


def dismiss(mention: Mention, reason: str = "") -> FactCorrection:
    return FactCorrection("mention", mention.start, mention.end, mention.text, row_of(mention), None, reason)


def retype(mention: Mention, kind: str, concept: str = "") -> FactCorrection:
    becomes = row_of(mention)._replace(
        type=kind, concept=concept, entity=concept or f"{kind.lower()}:x", source="corrected", score=1.0
    )
    return FactCorrection("mention", mention.start, mention.end, mention.text, row_of(mention), becomes)


def types(store: Store, row: int) -> list[tuple[str, str, int]]:
    rows = store.rows("SELECT surface, type, nested FROM mention WHERE passage_id = ? ORDER BY 1", (row,))
    return [tuple(one) for one in rows]


FIRST = "SELECT min(p.id) FROM passage p JOIN document d ON d.id = p.document_id WHERE d.key = 'a'"


def test_a_dismissed_tag_leaves_every_copy_in_its_document_and_no_other(store: Store) -> None:
    first = store.value(FIRST)
    add_correction(store, first, dismiss(_MENTIONS[2]))
    left = store.rows(
        "SELECT d.key, count(*) FROM mention m JOIN passage p ON p.id = m.passage_id "
        "JOIN document d ON d.id = p.document_id WHERE concept = 'self-controlled' GROUP BY 1"
    )
    assert [tuple(row) for row in left] == [("b", 1)]
    assert store.rows("SELECT extra FROM loose WHERE concept = 'self-controlled'")[0]["extra"] == 1
    assert count_differences(store) == 0


def test_what_was_nested_in_it_counts_for_itself(store: Store) -> None:
    first = store.value(FIRST)
    add_correction(store, first, dismiss(_MENTIONS[0]))
    assert types(store, first) == [("样例省", "GPE", 0), ("自主可控", "TERM", 0)]
    assert count_differences(store) == 0


def test_a_correction_survives_annotating_and_a_new_version_with_the_text(store: Store) -> None:
    first = store.value(FIRST)
    add_correction(store, first, retype(_MENTIONS[0], "GPE"))
    rows = add_document(store, "a", copies=3)  # another version: a third copy
    annotate(store, rows)
    assert {kind for row in rows for surface, kind, _ in types(store, row) if surface == "样例省科技部"} == {
        "GPE"
    }
    assert count_differences(store) == 0
    annotate(store, rows, _MENTIONS[1:])  # the model no longer finds it, so there is nothing to correct
    assert all("样例省科技部" not in str(types(store, row)) for row in rows)


def test_search_follows(store: Store, small_lexicon: Lexicon) -> None:
    def total() -> int:
        collection = Collection(store, small_lexicon)
        return search_passages(collection, SearchRequest("", Filters(entity=("org:样例省科技部",)))).total

    assert total() == 3
    number = add_correction(store, store.value(FIRST), dismiss(_MENTIONS[0]))
    assert total() == 1
    assert remove_correction(store, number)
    assert total() == 3
    assert not remove_correction(store, number)


def test_correcting_a_correction_replaces_it_and_back_again_is_none(store: Store) -> None:
    before, first = state(store), store.value(FIRST)
    add_correction(store, first, retype(_MENTIONS[0], "GPE"))
    as_place = retype(_MENTIONS[0], "GPE").becomes
    assert isinstance(as_place, MentionRow)
    again = FactCorrection("mention", 0, 6, as_place.surface, as_place, None)
    add_correction(store, first, again)
    assert len(list_fact_corrections(store)) == 1
    assert types(store, first)[0] == ("样例省", "GPE", 0)
    back = FactCorrection("mention", 0, 6, as_place.surface, None, row_of(_MENTIONS[0]))
    assert add_correction(store, first, back) == 0
    assert state(store) == before


def test_figures(store: Store) -> None:
    first, row = store.value(FIRST), figure_row()
    add_correction(
        store, first, FactCorrection("figure", 19, 21, "3%", row, row._replace(kind="actual"), "已实现")
    )
    assert store.value("SELECT kind FROM target WHERE passage_id = ?", (first,)) == "actual"
    listed = list_fact_corrections(store)[0]
    assert (listed.correction.reason, listed.title, listed.text) == ("已实现", "a", TEXT)


def test_corrections_go_with_their_document_and_move_with_their_corpus(store: Store) -> None:
    add_correction(store, store.value(FIRST), dismiss(_MENTIONS[2]))
    rename_corpus(store, "c", "d")
    assert list_fact_corrections(store)[0].document_id
    remove_documents(store, store.column("SELECT id FROM document WHERE key = 'a'"))
    assert [store.value(f"SELECT count(*) FROM {name}") for name in ("fact_correction", "uncorrected")] == [
        0,
        0,
    ]
    assert count_differences(store) == 0


def test_an_older_store_is_migrated_with_its_corrections(store: Store) -> None:
    document = store.value("SELECT document_id FROM passage WHERE id = ?", (store.value(FIRST),))
    amend_document(store, document, {"title": "另一标题"})
    undo_migrations(store, 23)
    with Store(store.path) as again:
        assert [(one.value, one.reason) for one in list_field_corrections(again)] == [("另一标题", "")]
        add_correction(again, again.value(FIRST), dismiss(_MENTIONS[2], "x"))
        amend_document(again, document, {"publisher": "样例省"}, "封面")
        assert {one.reason for one in list_field_corrections(again)} == {"", "封面"}
        assert len(list_fact_corrections(again)) == 1


def test_a_store_that_can_only_be_read_lists_and_refuses(store: Store) -> None:
    add_correction(store, store.value(FIRST), dismiss(_MENTIONS[2]))
    with Store(store.path, read_only=True) as frozen:
        assert len(list_fact_corrections(frozen)) == 1
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            remove_correction(frozen, 1)


_CORRECTIONS = st.sampled_from(
    [
        *(dismiss(one) for one in _MENTIONS),
        *(retype(one, "PERSON") for one in _MENTIONS),
        retype(_MENTIONS[0], "ORG", "some-body"),
        FactCorrection(
            "mention", 13, 15, "研发", None, MentionRow(13, 15, "研发", "TERM", "rd", "rd", "corrected", 1, 0)
        ),
        FactCorrection("figure", 19, 21, "3%", figure_row(), None),
        FactCorrection("figure", 19, 21, "3%", figure_row(), figure_row()._replace(value=30.0)),
    ]
)


@settings(max_examples=25, deadline=None)
@given(chosen=st.lists(_CORRECTIONS, min_size=1, max_size=4), data=st.data(), again=st.booleans())
def test_undoing_everything_in_any_order_leaves_the_store_as_it_was(
    made: Path, chosen: list[FactCorrection], data: st.DataObject, again: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.sqlite"
        shutil.copy(made, path)
        with Store(path) as store:
            before = state(store)
            for one in chosen:
                add_correction(store, store.value(FIRST), one)
                assert count_differences(store) == 0
            if again:
                annotate(store, store.column("SELECT id FROM passage ORDER BY id"))
            stored = [one.correction.id for one in list_fact_corrections(store)]
            for number in data.draw(st.permutations(stored)):
                assert remove_correction(store, number)
            after = state(store)
    if again:  # another run has annotated: senses and the version of annotations are its own
        for tables in (before, after):
            tables.pop("annotated_passage")
    assert after == before
