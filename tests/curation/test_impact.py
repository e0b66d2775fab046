"""Impact of a lexicon edit: equal to a full recount; partial annotation equals full annotation."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon.model import Concept, Lexicon
from flows.annotation.matching.comparison import (
    changed_concepts,
    describe_change,
    dump_concepts,
    find_concerned,
    load_concepts,
)
from flows.annotation.matching.tagging import Tagged, Tagger
from flows.corpus.splitting.passages import passages_of
from flows.curation.impact import IMPACT_COLUMNS, Impact, impact_rows, measure_impact
from flows.pipeline.annotate import annotate_store
from flows.pipeline.executors import Processes
from flows.records import Document
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import stale_lexicons
from tests.conftest import SMALL
from tests.stores import copy_whole
from tests.support import PIECES, policy_texts

MORE = (
    "提高质量",
    "质量",
    "发展",
    "高质量发展",
    "举国",
    "攻关",
    "人工智能伦理",
    "新型举国体制优势",
    "data centers",
    "small and medium sized enterprises",
)


def edited(identifier: str, **fields: Any) -> list[Concept]:
    return [replace(concept, **fields) if concept.id == identifier else concept for concept in SMALL]


EDITS: dict[str, list[Concept]] = {
    "a term added": [*SMALL, Concept("pilot", "TERM", "关于试点的意见", "opinions on the pilot")],
    "a term removed": [concept for concept in SMALL if concept.id != "quality-development"],
    "a negative context added": edited("controllable", not_in=("自主可控高质量", "自主可控大基金")),
    "a negative context removed": edited("big-fund", not_in=("大基金会",)),
    "a longer variant added": edited("whole-of-nation", zh_variants=("新型举国体制优势", "举国体制")),
    "a longer term added": [*SMALL, Concept("ai-ethics", "TERM", "人工智能伦理", "AI ethics")],
    "a two-character term added": [*SMALL, Concept("growth", "TERM", "质量", "growth")],
    "a three-character term added": [Concept("raise", "TERM", "提高质", "raise"), *SMALL],
    "a short term removed": [concept for concept in SMALL if concept.id != "moe"],
    "a short term made sure": edited("quality", not_in=("提高质量",)),
    "another type": edited("cii", type="TECH"),
    "a document's title": edited("quality-development", type="DOC"),
    "another strategy": edited("mic", strategy="indigenous_champions"),
    "another broader concept": edited("little-giant", broader="smes"),
    "a name added below another": [
        *SMALL,
        Concept("fund-office", "ORG", "大基金办公室", "Fund Office", broader="big-fund"),
    ],
    "a name added around another": [*SMALL, Concept("bureau", "ORG", "教育部大基金", "bureau")],
    "an abbreviation added": edited("whole-of-nation", en_abbreviations=("CII2", "AI国")),
    "an English variant added": edited("smes", en_variants=("data", "most")),
    "an English form shared": [Concept("hub", "TERM", "枢纽", "data centres"), *SMALL],
    "an English form given back": [*SMALL[:2], Concept("hub", "TERM", "枢纽", "data centre"), *SMALL[2:]],
    "another order": [*reversed(SMALL), Concept("hub", "TERM", "枢纽", "hub")],
    "nothing but a source": edited("ai", source="another"),
}


@pytest.fixture(scope="module")
def taggers(small_lexicon: Lexicon) -> dict[str, Tagger]:
    """Return one tagger per edit, and one without an edit."""
    return {
        "": Tagger(small_lexicon),
        **{name: Tagger(Lexicon(concepts)) for name, concepts in EDITS.items()},
    }


@cache
def make_texts(number: int) -> tuple[str, ...]:
    """Return texts of one to eight random pieces; each call returns the same."""
    choose = random.Random(7)
    return tuple("".join(choose.choices((*PIECES, *MORE), k=choose.randint(1, 8))) for _ in range(number))


@pytest.fixture(scope="module")
def tagged_before(taggers: dict[str, Tagger]) -> list[Tagged]:
    """Return 1,000 texts tagged by the lexicon without an edit."""
    return [taggers[""].tag(text) for text in make_texts(1000)]


@pytest.fixture(scope="module")
def filled_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of 60 documents, to copy."""
    path = tmp_path_factory.mktemp("filled") / "store.sqlite"
    years = ("2019", "2020-03", "2021-03-12", "2022", "")
    documents = [
        Document(
            "sample",
            str(number),
            "。\n\n".join(make_texts(240)[number::60]),
            title=f"第{number}份",
            published=years[number % 5],
        )
        for number in range(60)
    ]
    with Store(path) as store, store.run("test") as run:
        write_batch(
            store,
            run.id,
            SourceFile("sample", "a", "0" * 64, "", 1),
            [(one, passages_of(one)) for one in documents],
            (),
            complete=True,
        )
    return path


@pytest.fixture
def filled(filled_path: Path, tmp_path: Path) -> Iterator[Store]:
    with Store(copy_folder(filled_path, tmp_path)) as store:
        yield store


def copy_folder(path: Path, folder: Path) -> Path:
    """Copy a store with all files next to it; return the copy."""
    return copy_whole(path, folder / "copy")


# Texts affected ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edit", EDITS)
def test_a_text_that_is_not_concerned_is_tagged_the_same(
    taggers: dict[str, Tagger], tagged_before: list[Tagged], edit: str
) -> None:
    new = taggers[edit]
    is_concerned = find_concerned(taggers[""].lexicon, new.lexicon)
    differing = [before.text for before in tagged_before if before != new.tag(before.text)]
    assert [text for text in differing if not is_concerned(text)] == []
    if edit == "nothing but a source":
        assert not any(map(is_concerned, make_texts(1000)))


@given(policy_texts())
def test_no_edit_changes_a_text_that_is_not_concerned(taggers: dict[str, Tagger], text: str) -> None:
    before = taggers[""].tag(text)
    for edit in EDITS:
        if not find_concerned(taggers[""].lexicon, taggers[edit].lexicon)(text):
            assert taggers[edit].tag(text) == before, edit


def test_what_stands_above_a_name_is_not_in_the_text_and_counts() -> None:
    company = Concept("fund-company", "ORG", "国家集成电路产业投资基金公司", "Fund Company", broader="office")
    old = Lexicon([*SMALL, company, Concept("office", "ORG", "某总署", "Some Office")])
    new = Lexicon([*SMALL, company, Concept("office", "ORG", "某总署", "Some Office", broader="big-fund")])
    text = "国家集成电路产业投资基金公司成立。"
    assert Tagger(old).tag(text) != Tagger(new).tag(text)
    assert changed_concepts(old, new) == ["office"]
    assert find_concerned(old, new)(text)
    assert not find_concerned(old, new)("大基金投资。")


def test_few_texts_are_concerned_by_the_real_lexicon(lexicon: Lexicon) -> None:
    new = Lexicon([*lexicon.concepts.values(), Concept("nebula-net", "TERM", "星云链网", "nebula net")])
    assert changed_concepts(lexicon, new) == ["nebula-net"]
    is_concerned = find_concerned(lexicon, new)
    assert (
        is_concerned("建设星云 链网") and is_concerned("Nebula  Nets here") and not is_concerned("自主可控")
    )


def test_a_dumped_lexicon_tags_the_same(
    lexicon: Lexicon, small_lexicon: Lexicon, taggers: dict[str, Tagger]
) -> None:
    assert changed_concepts(lexicon, load_concepts(json.loads(dump_concepts(lexicon)))) == []
    assert dump_concepts(lexicon) is dump_concepts(lexicon)  # dumped once, as every run stores it
    assert dump_concepts(small_lexicon) != dump_concepts(lexicon)
    again = Tagger(load_concepts(json.loads(dump_concepts(small_lexicon))))
    assert all(again.tag(text) == taggers[""].tag(text) for text in make_texts(500))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, SMALL[1], ("added", "+自主可控 +autonomous and controllable +A&C")),
        (SMALL[1], None, ("removed", "-自主可控 -autonomous and controllable -A&C")),
        (
            SMALL[1],
            replace(SMALL[1], type="TECH", not_in=("自主可控性",)),
            ("edited", "type: TERM → TECH +not_in:自主可控性"),
        ),
        (SMALL[4], replace(SMALL[4], zh_variants=("小巨人企业",)), ("edited", "+小巨人企业 -专精特新小巨人")),
        (SMALL[1], replace(SMALL[1], source="x"), ("", "")),
    ],
)
def test_what_differs_is_told(
    before: Concept | None, after: Concept | None, expected: tuple[str, str]
) -> None:
    assert describe_change(before, after) == expected


# Changed counts ---------------------------------------------------------------------------------------------


Recount = tuple[Counter[str], Counter[str], Counter[tuple[str, str]]]


def recount(store: Store, tagger: Tagger) -> Recount:
    """Count all mentions, the outermost ones, and all by year, over the whole store."""
    total, outermost, years = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for row in store.rows("SELECT p.text, d.date FROM passage p JOIN document d ON d.id = p.document_id"):
        for mention in tagger.tag(row["text"]).mentions:
            if mention.concept:
                total[mention.concept] += 1
                outermost[mention.concept] += not mention.nested
                years[mention.concept, row["date"][:4] or "undated"] += 1
    return total, outermost, years


@pytest.fixture(scope="module")
def before(
    filled_path: Path, taggers: dict[str, Tagger], tmp_path_factory: pytest.TempPathFactory
) -> Recount:
    """The mentions by the lexicon without an edit."""
    with Store(copy_folder(filled_path, tmp_path_factory.mktemp("before"))) as store:
        return recount(store, taggers[""])


@pytest.mark.parametrize("edit", EDITS)
def test_the_impact_equals_a_full_recount(
    filled: Store, before: Recount, taggers: dict[str, Tagger], edit: str
) -> None:
    old, new = taggers[""], taggers[edit]
    impact = measure_impact(filled, old.lexicon, new.lexicon)
    rows = {row.concept: row for row in impact_rows(impact, old.lexicon, new.lexicon)}
    after = recount(filled, new)
    for name in before[0].keys() | after[0].keys() | rows.keys():
        expected = (before[0][name], after[0][name], before[1][name], after[1][name])
        if name not in rows:
            assert expected[0::2] == expected[1::2] or expected[:2] == expected[2:], name
            assert (before[0][name], before[1][name]) == (after[0][name], after[1][name]), name
            continue
        row = rows[name]
        assert (row.old, row.new, row.old_outermost, row.new_outermost) == expected, name
        assert row.difference == sum(row.years.values()) == row.new - row.old
        years = {year for concept, year in before[2].keys() | after[2].keys() if concept == name}
        moved = {year: after[2][name, year] - before[2][name, year] for year in years}
        assert row.years == {year: number for year, number in moved.items() if number}
    assert impact.passages == filled.value("SELECT count(*) FROM passage")
    assert set(changed_concepts(old.lexicon, new.lexicon)) <= rows.keys()


def test_examples_show_where_it_moves(filled: Store, taggers: dict[str, Tagger]) -> None:
    old, new = taggers[""].lexicon, taggers["a longer term added"].lexicon
    rows = {row.concept: row for row in impact_rows(measure_impact(filled, old, new, examples=2), old, new)}
    assert sorted(rows["ai"].as_dict()) == sorted(IMPACT_COLUMNS)
    assert [example.what for example in rows["ai-ethics"].examples] == ["gained", "gained"]
    assert {example.what for example in rows["ai"].examples} == {"nested"}
    assert (rows["ai"].change, rows["ai"].difference) == ("", 0)
    texts = {
        row["id"]: row["text"]
        for row in filled.rows("SELECT document_id || '-' || position AS id, text FROM passage")
    }
    assert all(example.keyword in texts[example.passage_id] for example in rows["ai-ethics"].examples)


def test_without_a_store_only_the_concepts_are_compared(taggers: dict[str, Tagger]) -> None:
    old, new = taggers[""].lexicon, taggers["a term removed"].lexicon
    rows = impact_rows(Impact.without_store(old, new), old, new)
    assert [(row.concept, row.change, row.difference) for row in rows] == [
        ("quality-development", "removed", 0)
    ]


# Annotating again -------------------------------------------------------------------------------------------

Annotate = Callable[..., Any]


@pytest.fixture(scope="module")
def annotate(annotator: Annotator, taggers: dict[str, Tagger], models: Path) -> Annotate:
    """Annotate a store with the lexicon of an edit and the real model; return the counts and the run id."""

    def work(
        store: Store,
        edit: str,
        *,
        everything: bool = False,
        model: Any = annotator.model,
        entities: Any = None,
    ) -> Any:
        made = Annotator(taggers[edit], annotator.taxonomy, model, entities)
        with store.run("annotate") as run:
            counts = annotate_store(store, run.id, made, models, everything=everything, executor=Processes(1))
        return counts, run.id

    return work


@pytest.fixture(scope="module")
def annotated_path(filled_path: Path, annotate: Annotate, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of 60 documents, annotated with the lexicon without an edit, to copy."""
    path = copy_folder(filled_path, tmp_path_factory.mktemp("annotated"))
    with Store(path) as store:
        annotate(store, "")
    return path


@pytest.fixture
def annotated(annotated_path: Path, tmp_path: Path) -> Iterator[Store]:
    with Store(copy_folder(annotated_path, tmp_path)) as store:
        yield store


def stored_annotations(store: Store) -> list[list[tuple[Any, ...]]]:
    columns = "passage_id, token_count, character_count, lexicon_hash, model_version"
    queries = (
        f"SELECT {columns} FROM annotation ORDER BY 1",
        "SELECT * FROM mention ORDER BY 1, 2, 3, 4, 5",
        "SELECT * FROM category ORDER BY 1, 2",
        "SELECT * FROM loose ORDER BY 1, 2",
    )
    return [[tuple(row) for row in store.rows(query)] for query in queries]


@pytest.mark.parametrize("edit", EDITS)
def test_annotating_again_equals_annotating_all_anew(
    annotated: Store, annotate: Annotate, taggers: dict[str, Tagger], edit: str
) -> None:
    counts, run_id = annotate(annotated, edit)
    found = stored_annotations(annotated)
    total = annotated.value("SELECT count(*) FROM passage")
    is_concerned = find_concerned(taggers[""].lexicon, taggers[edit].lexicon)
    concerned = {
        row["id"] for row in annotated.rows("SELECT id, text FROM passage") if is_concerned(row["text"])
    }
    assert {
        row["passage_id"]
        for row in annotated.rows("SELECT passage_id FROM annotation WHERE run_id = ?", (run_id,))
    } == concerned
    assert (counts.passages, counts.confirmed) == (len(concerned), total - len(concerned))
    assert counts.indexed == len(concerned)
    annotate(annotated, edit, everything=True)
    assert stored_annotations(annotated) == found


def test_all_is_annotated_where_the_old_lexicon_is_not_known(filled: Store, annotate: Annotate) -> None:
    annotate(filled, "")
    with filled.transaction() as connection:
        connection.execute("DELETE FROM lexicon")
    counts, _ = annotate(filled, "a term added")
    assert (counts.passages, counts.confirmed) == (filled.value("SELECT count(*) FROM passage"), 0)


@pytest.mark.parametrize("with_names", [False, True])
def test_all_is_annotated_with_another_model_or_tagging_version(
    filled: Store, annotate: Annotate, annotator: Annotator, monkeypatch: pytest.MonkeyPatch, with_names: bool
) -> None:
    total = filled.value("SELECT count(*) FROM passage")
    entities = annotator.entities if with_names else None
    annotate(filled, "")
    assert annotate(filled, "a term added", model=None, entities=entities)[0].passages == total
    monkeypatch.setattr("flows.annotation.annotator.TAGGING_VERSION", "0")
    assert annotate(filled, "a term removed", model=None, entities=entities)[0].passages == total


def test_another_tagging_version_counts_also_with_an_entity_model(
    filled: Store, annotate: Annotate, annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Check a model version that contains hyphens."""

    class Nobody:
        version, names = "en0001-c8+zh0001-ad", "full"

        def with_names(self, _names: str) -> Nobody:
            return self

        def find(self, tagged: Any) -> Any:
            return [()] * len(tagged)

    annotate(filled, "", model=None, entities=Nobody())
    monkeypatch.setattr("flows.annotation.annotator.TAGGING_VERSION", "0")
    counts, _ = annotate(filled, "a term added", model=None, entities=Nobody())
    assert (counts.passages, counts.confirmed) == (filled.value("SELECT count(*) FROM passage"), 0)


def test_annotations_by_several_lexicons_are_each_compared_with_theirs(
    filled: Store, annotate: Annotate, taggers: dict[str, Tagger]
) -> None:
    """Check that annotation continues from both lexicons that a killed run left behind."""
    annotate(filled, "")
    keys = tuple(filled.rows("SELECT lexicon_hash, model_version FROM annotation LIMIT 1")[0])
    annotate(filled, "a term removed")
    with filled.transaction() as connection:  # as if only the first half had been processed
        connection.execute("DELETE FROM annotated_passage WHERE passage_id > 120")
        connection.execute("DELETE FROM mention_place WHERE passage_id > 120")
        connection.execute("DELETE FROM label_score WHERE passage_id > 120")
    counts, _ = annotate(filled, "a longer term added")
    assert counts.confirmed > 0
    found = stored_annotations(filled)
    assert {row[3].split("-")[0] for row in found[0]} == {taggers["a longer term added"].lexicon.hash}
    assert stale_lexicons(filled, *keys) == {} or keys[0] not in {row[3] for row in found[0]}
    annotate(filled, "a longer term added", everything=True)
    assert stored_annotations(filled) == found
