"""Labels by people: applied at once and after every annotation, to every passage with the text; wholly revocable."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.records import Annotation, Document, Passage
from flows.store import (
    Correction,
    Store,
    change_number,
    read_corrections,
    remove_answer,
    text_number,
    write_corrections,
)
from flows.store.corrected import original_labels, settle_unsettled
from flows.store.database import count_differences
from flows.store.documents import SourceFile, remove_documents, write_batch
from flows.store.facts import forget_labels, is_label, is_weighed, label_counts, write_annotations
from flows.store.passages import find_passages

TEXT, OTHER = "限制稀土出口，发挥技术优势。", "推动自主可控的技术研发。"
KINDS = {"tech_leverage": "strategy", "self_reliance": "strategy", "regulation": "instrument"}
MODEL = Annotation(
    "zh",
    (("限", 0, 1),),
    (),
    {"tech_leverage": 0.3, "self_reliance": 0.8},
    ("self_reliance",),
    instruments=("regulation",),
    instrument_probabilities={"regulation": 0.7},
)
# By passage and key of its document: the text "a" occurs in two documents.
DOCUMENTS = {"a": [TEXT, OTHER], "b": [TEXT]}


def add_document(store: Store, key: str, texts: Sequence[str]) -> None:
    run = store.begin_run("test")
    passages, place = [], 0
    for number, text in enumerate(texts):
        passages.append(Passage(number, place, place + len(text), text, language="zh"))
        place += len(text) + 1
    document = Document("c", key, "\n".join(texts), title=key, published="2021-03-12")
    file = SourceFile("c", key, "".join(texts)[:9] + key, "", 1)
    write_batch(store, run, file, [(document, passages)], [], complete=True)


def annotate(store: Store) -> None:
    run = store.begin_run("test")
    found = [(row, MODEL) for row in store.column("SELECT id FROM passage ORDER BY id")]
    write_annotations(store, run, found, annotation_key="l", model_version="m", kinds=KINDS)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("labels") / "s.sqlite"
    with Store(path) as store:
        for key, texts in DOCUMENTS.items():
            add_document(store, key, texts)
        annotate(store)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def answer(
    text: str = TEXT,
    labels: Sequence[str] = ("tech_leverage",),
    instruments: Sequence[str] = (),
    reader: str = "A",
    made: str = "",
) -> Correction:
    return Correction(text, tuple(labels), tuple(instruments), reader, "m", "zh", 1, "why", made)


def chosen(store: Store, text: str = TEXT) -> list[list[str]]:
    """Return the labels of each passage with a text."""
    query = "SELECT label FROM category WHERE passage_id = ? AND rank IS NOT NULL ORDER BY kind DESC, rank"
    passages = store.column("SELECT id FROM passage WHERE text = ? ORDER BY id", (text,))
    return [store.column(query, (passage,)) for passage in passages]


def state(store: Store) -> list[list[str]]:
    queries = (
        "SELECT * FROM category",
        "SELECT * FROM uncorrected_label",
        "SELECT u.name, c.occurrences, c.passages, c.documents FROM cell c JOIN subject u ON u.id = c.subject "
        "WHERE c.documents",
        "SELECT month, corpus, documents, passages, labelled FROM slice",
    )
    return [sorted(repr(tuple(row)) for row in store.rows(query)) for query in queries]


def test_an_answer_counts_at_once_wherever_the_text_is(store: Store) -> None:
    assert label_counts(store) == {"self_reliance": 3, "regulation": 3}
    assert write_corrections(store, [answer()]) == 1
    assert chosen(store) == [["tech_leverage"]] * 2
    assert chosen(store, OTHER) == [["self_reliance", "regulation"]]
    assert label_counts(store) == {"self_reliance": 1, "regulation": 1, "tech_leverage": 2}
    assert count_differences(store) == 0


def test_the_classifier_s_labels_are_kept_and_shown(store: Store) -> None:
    write_corrections(store, [answer(labels=())])
    rows = store.column("SELECT id FROM passage WHERE text = ?", (TEXT,))
    assert original_labels(store, rows) == {row: ["self_reliance", "regulation"] for row in rows}
    names = store.column("SELECT document_id || '-' || position FROM passage ORDER BY id")
    found = find_passages(store, names)
    assert [found[name].has_own_labels for name in names] == [True, False, True]
    assert found[names[0]].categories == [] and found[names[1]].categories


def test_annotating_again_leaves_the_answer_and_renews_what_it_replaces(store: Store) -> None:
    before = state(store)
    write_corrections(store, [answer()])
    after = state(store)
    annotate(store)
    assert state(store) == after
    remove_answer(store, read_corrections(store)[0])
    assert state(store) == before


def test_a_label_that_people_alone_gave_was_never_weighed(store: Store) -> None:
    """Once undone, nothing is known of it; labels of the classifier stay, whether found or not."""
    write_corrections(store, [answer(labels=("tech_leverage", "old_label"))])
    assert is_label(store, "strategy", "old_label") and not is_weighed(store, "old_label")
    assert is_weighed(store, "tech_leverage") and not is_weighed(store, "nonsense")
    remove_answer(store, read_corrections(store)[0])
    assert not is_label(store, "strategy", "old_label")
    assert all(is_weighed(store, label) for label in KINDS)


def test_a_removed_category_is_forgotten_with_its_last_annotation(store: Store) -> None:
    write_corrections(store, [answer(labels=())])  # a label removed by hand may return
    forget_labels(store, ())
    assert all(is_weighed(store, label) for label in KINDS)
    run, other = store.begin_run("test"), replace(MODEL, strategies={"self_reliance": 0.8})
    found = [(row, other) for row in store.column("SELECT id FROM passage ORDER BY id")]
    kinds = {"self_reliance": "strategy", "regulation": "instrument", "new_label": "strategy"}
    write_annotations(store, run, found, annotation_key="l", model_version="n", kinds=kinds)
    assert is_label(store, "strategy", "tech_leverage")
    forget_labels(store, kinds)
    assert not is_label(store, "strategy", "tech_leverage") and is_weighed(store, "new_label")


def test_the_last_answer_counts_until_it_is_undone(store: Store) -> None:
    first = answer(made="2026-01-01T00:00:00")
    last = answer(labels=(), instruments=("regulation",), reader="B", made="2026-01-02T00:00:00")
    write_corrections(store, [last, first])
    assert chosen(store) == [["regulation"]] * 2
    remove_answer(store, last)
    assert chosen(store) == [["tech_leverage"]] * 2
    remove_answer(store, first)
    assert chosen(store) == [["self_reliance", "regulation"]] * 2


def test_a_text_that_comes_later_has_the_answer_once_annotated(store: Store) -> None:
    write_corrections(store, [answer()])
    add_document(store, "late", [TEXT])
    assert chosen(store) == [["tech_leverage"]] * 2 + [[]]
    annotate(store)
    assert chosen(store) == [["tech_leverage"]] * 3 and count_differences(store) == 0


def test_an_answer_outlives_the_document_where_the_text_stays(store: Store) -> None:
    write_corrections(store, [answer(), answer(OTHER, reader="B")])
    remove_documents(store, store.column("SELECT id FROM document WHERE key = 'a'"))
    assert [one.text for one in read_corrections(store)] == [TEXT]
    assert chosen(store) == [["tech_leverage"]] and count_differences(store) == 0


def test_answers_of_earlier_versions_are_applied_when_annotating(store: Store) -> None:
    write_corrections(store, [answer()])
    expected = state(store)
    remove_answer(store, read_corrections(store)[0])
    one = answer(made="2026-01-01T00:00:00")  # as stored at the time
    with store.transaction() as connection:
        row = (one.text_hash, "A", one.made, "m", 1, "zh", '["tech_leverage"]', "[]", "why", TEXT)
        connection.execute("INSERT INTO correction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    settle_unsettled(store)
    assert state(store) == expected
    number = change_number(store)
    settle_unsettled(store)
    assert change_number(store) == number  # nothing is left to do


def test_it_is_a_correction_that_leaves_text_and_citations(store: Store) -> None:
    text, number = text_number(store), change_number(store)
    write_corrections(store, [answer()])
    assert text_number(store) == text and change_number(store) > number
    assert store.value("SELECT count(*) FROM passage WHERE changed > ?", (number,)) == 2


_LABELS = st.lists(st.sampled_from(["tech_leverage", "self_reliance"]), unique=True)
_STEP = st.tuples(
    st.sampled_from(["answer", "annotate", "undo"]),
    st.sampled_from([TEXT, OTHER]),
    _LABELS,
    st.sampled_from([(), ("regulation",)]),
    st.sampled_from("AB"),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_STEP, min_size=1, max_size=6))
def test_whatever_was_said_undoing_all_of_it_leaves_the_store_as_before(
    made: Path, steps: list[tuple[str, str, list[str], tuple[str, ...], str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.sqlite"
        shutil.copy(made, path)
        with Store(path) as store:
            before = state(store)
            for number, (step, text, labels, instruments, reader) in enumerate(steps):
                answers = read_corrections(store)
                if step == "annotate":
                    annotate(store)
                elif step == "undo" and answers:
                    remove_answer(store, answers[number % len(answers)])
                else:
                    moment = f"2026-01-01T00:00:{number:02}"
                    write_corrections(store, [answer(text, labels, instruments, reader, moment)])
                last = {one.text: one for one in read_corrections(store)}
                for each in (TEXT, OTHER):
                    said = last.get(each)
                    expected = [*said.labels, *said.instruments] if said else ["self_reliance", "regulation"]
                    assert all(found == expected for found in chosen(store, each))
                assert count_differences(store) == 0
            while answers := read_corrections(store):
                remove_answer(store, answers[0])
            assert state(store) == before
