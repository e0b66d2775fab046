"""A name that is also a concept's in some documents: the explanation appears wherever the name counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.annotation import Annotator
from flows.annotation.classifier import load_taxonomy
from flows.cli.main import _run
from flows.corpus.splitting import passages_of
from flows.pipeline import annotate_store
from flows.records import Document
from flows.reports import write_dossier
from flows.search import Collection, Filters, describe_shared_names, find_shared_names, list_names
from flows.store import Store
from flows.store.documents import SourceFile, write_batch
from flows.trends import answer_series
from tests.builders import series_request
from tests.support import MODELS

INTRODUCED = "国务院总理李强主持召开会议。李强指出，要落实试点方案。李强强调，要按季度报送情况。"
ALONE = "李强同志在座谈会上说，要落实试点方案。"
NOTE = "李强: 2 more mentions are counted under 国务院总理李强 (Li Qiang), not here."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Iterator[Store]:
    made = [
        Document("made", str(number), text, title="试点会议", published="2024-03-0" + str(number))
        for number, text in enumerate([INTRODUCED, ALONE], 1)
    ]
    with Store(tmp_path_factory.mktemp("shared") / "s.sqlite") as store:
        with store.run("test") as run:
            documents = [(one, passages_of(one)) for one in made]
            write_batch(store, run.id, SourceFile("made", "k", "0", "", 1), documents, [], complete=True)
            annotate_store(store, run.id, annotator, MODELS)
        yield store


@pytest.mark.parametrize(
    ("name", "number"),
    [("李强", 2), ("person:李强", 2), ("国务院总理李强", 0), ("Li Qiang", 0), ("王五", 0)],
)
def test_what_counts_for_a_concept_is_found(
    store: Store, annotator: Annotator, name: str, number: int
) -> None:
    found = find_shared_names(store, annotator.tagger.lexicon, [name, name])
    assert [(one.name, one.concept.id, one.mentions) for one in found] == [("李强", "li-qiang", number)][
        :number
    ]


def test_the_note_is_in_both_languages(store: Store, annotator: Annotator) -> None:
    found = find_shared_names(store, annotator.tagger.lexicon, ["李强"])
    assert describe_shared_names(found) == [NOTE]
    assert describe_shared_names(found, "zh") == ["“李强”：另有 2 处归入“国务院总理李强”，未计入此处。"]


def test_names_of_a_search_are_those_of_its_filter_and_fields() -> None:
    assert list_names("entity:甲 AND (乙 OR entity:丙)", Filters(entity=("丁",))) == ["丁", "甲", "丙"]
    assert list_names("(", Filters(entity=("丁",))) == ["丁"]


def test_series_searches_and_dossiers_say_it(
    store: Store,
    annotator: Annotator,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    collection = Collection(store, annotator.tagger.lexicon)
    answer = answer_series(collection, series_request(["entity:李强"]))
    assert sum(point.counts.occurrences for point in answer.table.series[0].points if point.counts) == 1
    assert NOTE in answer.notes and NOTE in answer.caption
    assert _run(["search", "--entity", "李强", "--store", str(store.path)]) == 0
    assert NOTE in " ".join(capsys.readouterr().err.split())
    assert _run(["targets", "--entity", "李强", "--store", str(store.path)]) == 0
    assert NOTE in " ".join(capsys.readouterr().err.split())
    taxonomy = load_taxonomy(MODELS / "taxonomy.toml")
    for path in write_dossier(collection, taxonomy, "李强", tmp_path):
        assert "2 more mentions are counted under" in path.read_text(encoding="utf-8")
