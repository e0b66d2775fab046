"""Kept counts: whatever happens to documents, they equal a full recount."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.records import Annotation, DateAxis, DateRange, Document, Grouping, Mention, Passage
from flows.store import series, totals
from flows.store.database import Store, change_number, count_differences, recount_all
from flows.store.documents import (
    SourceFile,
    amend_document,
    remove_corpus,
    remove_documents,
    rename_corpus,
    write_batch,
)
from flows.store.facts import confirm_annotations, count_pending, pending_passages, write_annotations
from flows.store.scope import Division, Scope, has_whole_months, is_sliced
from flows.store.series import concepts
from flows.store.totals import is_all_annotated

CONCEPTS = ("chips", "rare-earths", "talent")
KINDS = {"leverage": "strategy", "tax_breaks": "instrument"}
DATES = ("", "2019", "2020-12-31", "2021-01-01", "2021-02", "2021-02-28")


def annotation(seed: int) -> Annotation:
    """An annotation derived from a number: up to three mentions, some nested, and labels."""
    mentions = [
        Mention(place, place + 2, "芯片", "TERM", CONCEPTS[(seed + place) % 3], nested=bool(place))
        for place in range(seed % 4)
    ]
    labels = ("leverage",) if seed % 2 else ()
    tokens = tuple(("x", place, place + 1) for place in range(seed % 5))
    return Annotation("zh", tokens, tuple(mentions), dict.fromkeys(labels, 0.9), labels)


def document(corpus: str, key: int, version: int, date: str) -> tuple[Document, list[Passage]]:
    text = f"第{key}号第{version}版\n芯片与人才\n目录"
    level = {"level": ("central", "province")[key % 2]} if key % 3 else {}
    made = Document(
        corpus, f"k{key}", text, title=f"t{key}", published=date, publisher="AB"[key % 2], metadata=level
    )
    lines, passages, place = text.split("\n"), [], 0
    for position, line in enumerate(lines):
        kind = "contents" if line == "目录" else "paragraph"
        passages.append(Passage(position, place, place + len(line), line, kind=kind, language="zh"))
        place += len(line) + 1
    return made, passages


def write(store: Store, corpus: str, key: int, version: int, date: str) -> None:
    source = SourceFile(corpus, f"k{key}", f"{version}{date}", "", 1)
    write_batch(
        store, store.begin_run("test"), source, [document(corpus, key, version, date)], [], complete=True
    )


def annotate(store: Store, seed: int) -> None:
    """Annotate some of the passages, some of them again."""
    chosen = store.column("SELECT id FROM passage WHERE (id + ?) % 3 ORDER BY id", (seed,))
    found = [(passage, annotation(passage + seed)) for passage in chosen]
    run = store.begin_run("test")
    write_annotations(store, run, found, annotation_key=f"l{seed % 2}", model_version="m", kinds=KINDS)


def confirm(store: Store, seed: int) -> None:
    chosen = store.column(
        "SELECT a.passage_id FROM annotation a JOIN passage p ON p.id = a.passage_id JOIN document d "
        "ON d.id = p.document_id WHERE d.superseded_by IS NULL AND a.passage_id % 2 = ?",
        (seed % 2,),
    )
    confirm_annotations(store, chosen, "l1")


def amend(store: Store, seed: int) -> None:
    current = store.column("SELECT id FROM document WHERE superseded_by IS NULL ORDER BY id")
    if current:
        amend_document(store, current[seed % len(current)], {"published": DATES[seed % 6], "publisher": "C"})


def remove(store: Store, seed: int) -> None:
    ids = store.column("SELECT id FROM document ORDER BY id")
    remove_documents(store, ids[seed % 3 :: 3])


def remove_one_corpus(store: Store, seed: int) -> None:
    remove_corpus(store, "abc"[seed % 3])


def rename(store: Store, seed: int) -> None:
    known = store.column("SELECT DISTINCT corpus FROM document")
    if "c" not in known and known:
        rename_corpus(store, known[seed % len(known)], "c")


CHANGES: tuple[Callable[[Store, int], None], ...] = (
    annotate,
    confirm,
    amend,
    remove,
    remove_one_corpus,
    rename,
)
STEPS = st.one_of(
    st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.integers(0, 1), st.sampled_from(DATES)),
    st.tuples(st.just(annotate), st.integers(0, 20)),
    st.tuples(st.sampled_from(CHANGES), st.integers(0, 20)),
)
DIVISIONS = (
    Division("year"),
    Division("quarter"),
    Division("month"),
    Division("month_or_year"),
    Division(None, ("early", "late"), ("2019-01-01", "2021-01-01", "2022-01-01")),
)
SCOPES = [
    Scope(division, grouping=grouping, corpora=corpora)
    for division in DIVISIONS
    for grouping in (None, Grouping.CORPUS, Grouping.PUBLISHER, Grouping.LEVEL)
    for corpora in ((), ("b",))
]


def answers(store: Store, scope: Scope) -> list[list[tuple[object, ...]]]:
    found: list[list[tuple[object, ...]]] = [
        list(series.period_totals(store, scope)),
        list(series.all_concept_counts(store, scope)),
        list(series.label_counts_by_period(store, "leverage", scope)),
    ]
    found += [list(series.mention_counts(store, "concept", [concept], scope)) for concept in CONCEPTS]
    found.append(list(series.documents_per_corpus(store, scope).items()))
    return [sorted(rows, key=repr) for rows in found]


def pending(store: Store, version: str) -> list[int]:
    batches = pending_passages(store, version, "m", everything=False, size=2)
    found = [passage for ids, _ in batches for passage in ids]
    assert count_pending(store, version, "m") == len(found)
    return found


def brute_pending(store: Store, version: str) -> list[int]:
    return store.column(
        "SELECT p.id FROM passage p JOIN document d ON d.id = p.document_id AND d.superseded_by IS NULL "
        "LEFT JOIN annotation a ON a.passage_id = p.id WHERE a.lexicon_hash IS NOT ? ORDER BY p.id",
        (version,),
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(STEPS, min_size=3, max_size=12), st.lists(st.sampled_from(SCOPES), min_size=6, max_size=6))
def test_kept_counts_are_those_of_counting_again(
    steps: list[tuple[object, ...]], scopes: list[Scope]
) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder, "s.sqlite")) as store:
        for step in steps:
            if callable(step[0]):
                step[0](store, step[1])
            else:
                write(store, *step)  # type: ignore[arg-type]
            assert count_differences(store) == 0, step
        waiting = store.value(
            "SELECT count(*) FROM passage p JOIN document d ON d.id = p.document_id LEFT JOIN annotation a "
            "ON a.passage_id = p.id WHERE d.superseded_by IS NULL AND p.kind != 'contents' "
            "AND a.passage_id IS NULL"
        )
        assert is_all_annotated(store) == (waiting == 0)
        for version in ("l0", "l1"):
            assert pending(store, version) == brute_pending(store, version)
        kept = [answers(store, scope) for scope in scopes]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(totals, "is_sliced", lambda scope: False)
            assert [answers(store, scope) for scope in scopes] == kept
        recount_all(store)
        assert count_differences(store) == 0


def test_passages_that_are_gone_or_replaced_are_not_confirmed(tmp_path: Path) -> None:
    """Another process has changed the documents since their passages were read."""
    with Store(tmp_path / "s.sqlite") as store:
        for key in (1, 2):
            write(store, "a", key, 0, "2021")
        annotate(store, 0)
        chosen = store.column("SELECT passage_id FROM annotated_passage")
        write(store, "a", 1, 1, "2021")
        remove_documents(store, store.column("SELECT id FROM document WHERE key = 'k2'"))
        confirm_annotations(store, chosen, "l9")
        assert count_differences(store) == 0
        assert store.value("SELECT count(*) FROM annotation WHERE lexicon_hash = 'l9'") == 0


def test_annotations_of_texts_that_have_changed_since_are_not_written(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        for key in (1, 2, 3):
            write(store, "a", key, 0, "2021")
        read_at = change_number(store)
        found = [(passage, annotation(1)) for passage in store.column("SELECT id FROM passage")]
        amended = store.value("SELECT id FROM document WHERE key = 'k1'")
        amend_document(store, amended, {"published": "2020"})
        remove_documents(store, store.column("SELECT id FROM document WHERE key = 'k2'"))
        run = store.begin_run("test")
        written = write_annotations(
            store, run, found, annotation_key="l", model_version="m", kinds=KINDS, read_at=read_at
        )
        assert len(written) == 3
        query = "SELECT DISTINCT d.key FROM annotation a JOIN passage p ON p.id = a.passage_id "
        assert store.column(query + "JOIN document d ON d.id = p.document_id") == ["k3"]
        assert count_differences(store) == 0


def test_counts_by_hand(tmp_path: Path) -> None:
    """Two documents of one month; one is replaced by a version that is not annotated yet."""
    with Store(tmp_path / "s.sqlite") as store:
        write(store, "a", 1, 0, "2021-02-28")
        write(store, "a", 2, 0, "2021-02")
        run = store.begin_run("test")
        three = Annotation(
            "zh", (("芯片", 0, 2),), tuple(Mention(n, n + 1, "芯", "TERM", "chips") for n in range(3)), {}, ()
        )
        found = [(passage, three) for passage in store.column("SELECT id FROM passage")]
        write_annotations(store, run, found, annotation_key="l", model_version="m", kinds={})
        month = Scope(Division("month"))
        assert series.mention_counts(store, "concept", ["chips"], month) == [("2021-02", "", 18, 6, 2)]
        assert series.period_totals(store, month) == [("2021-02", "", 6, 12, 4, 2, 0)]
        write(store, "a", 2, 1, "2021-02")
        assert series.mention_counts(store, "concept", ["chips"], month) == [("2021-02", "", 9, 3, 1)]
        assert series.period_totals(store, month) == [("2021-02", "", 3, 6, 4, 2, 2)]


def test_counting_reads_no_other_documents(tmp_path: Path) -> None:
    """A batch of a large store must not read each of its documents."""
    with Store(tmp_path / "s.sqlite") as store:
        write(store, "a", 1, 0, "2021-02-28")
        asked: list[str] = []
        store.connection.set_trace_callback(asked.append)
        annotate(store, 1)
        store.connection.set_trace_callback(None)
        marked = [query for query in asked if "temp.recounted x" in query]
        plans = [row["detail"] for query in marked for row in store.rows(f"EXPLAIN QUERY PLAN {query}")]
    assert len(marked) >= 3
    assert not [plan for plan in plans if plan.startswith("SCAN d") and "recounted" not in plan]


def test_a_document_is_taken_out_of_the_slice_it_was_counted_in(tmp_path: Path) -> None:
    """Another program may have changed its publisher: its next change must neither fail nor count twice."""
    with Store(tmp_path / "s.sqlite") as store:
        write(store, "a", 1, 0, "2021-02-28")
        annotate(store, 1)
        store.connection.execute("UPDATE document SET publisher = 'another', published = '1999'")
        write(store, "a", 1, 1, "2021-02-28")
        assert count_differences(store) == 0


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), True),
        (Scope(Division("month"), grouping=Grouping.LEVEL), True),
        (Scope(Division(None, ("x",), ("2016-01-01", "2021-01-01"))), True),
        (Scope(Division(None, ("x",), ("2016-03-05", "2021-01-01"))), False),
        (Scope(axis=DateAxis.WRITTEN), False),
        (Scope(grouping=Grouping.LANGUAGE), False),
        (Scope(grouping=Grouping.STRATEGY), False),
        (Scope(grouping=Grouping.KIND), False),
    ],
)
def test_scopes_of_whole_months_are_read_from_the_kept_counts(scope: Scope, expected: bool) -> None:
    assert is_sliced(scope) == expected


RANGES = [
    DateRange(),
    DateRange("2021"),
    DateRange("2020-12-01", "2021-01-31"),
    DateRange(None, "2021-02"),
    DateRange("2021-02-01", None),
    DateRange(None, "2020-12-31"),
    DateRange("2021-01-01", "2021-12-31"),
]


@settings(max_examples=15, deadline=None)
@given(st.lists(STEPS, min_size=6, max_size=10))
def test_totals_of_concepts_are_those_of_counting(steps: list[tuple[object, ...]]) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder, "s.sqlite")) as store:
        for step in (*steps, (annotate, 1)):
            if callable(step[0]):
                step[0](store, step[1])
            else:
                write(store, *step)  # type: ignore[arg-type]

        def totals() -> list[series.ConceptTotals]:
            return [
                series.concept_totals(store, corpora, publishers, (), dates)
                for corpora in ((), ("a", "c"))
                for publishers in ((), ("A",))
                for dates in RANGES
            ]

        kept = totals()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(concepts, "has_whole_months", lambda dates: False)
            assert totals() == kept


@pytest.mark.parametrize(
    ("dates", "is_whole"),
    [
        (DateRange("2020-01-01", "2020-02-29"), True),
        (DateRange("2020", "2021"), True),
        (DateRange("2020-01-02"), False),
        (DateRange(None, "2021-02-27"), False),
        (DateRange("2020-01-01", "9999-12-31"), True),
    ],
)
def test_months_of_a_range(dates: DateRange, is_whole: bool) -> None:
    assert has_whole_months(dates) is is_whole
