"""Saved searches look at every passage once: not before it is annotated, and not again in a new version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from flows.alerts import SearchToSave, run_watches, save_search, send_alerts
from flows.annotation.annotator import Annotator
from flows.cli.main import app
from flows.corpus.splitting.passages import passages_of
from flows.errors import UsageError
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.search import Collection, Filters
from flows.store import Store, add_watch, list_watches
from flows.store.desk import change_collection, create_collection, drop_list
from flows.store.documents import SourceFile, write_batch
from tests.receiving import receive_messages
from tests.store.sightings.making import add_read, answer
from tests.support import MODELS

HUAWEI = "华为公司发布新芯片。"
RARE = "稀土出口须经许可。"


def read(store: Store, key: str, text: str, title: str = "") -> None:
    """Store a text without annotating it."""
    document = Document("made", key, text, title=title, published="2024-05-06")
    source = SourceFile("made", key, f"{key}{len(text)}{text[:9]}", "", 1)
    with store.run("test") as run:
        write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)


def annotate(store: Store, annotator: Annotator) -> None:
    with store.run("test") as run:
        annotate_store(store, run.id, annotator, MODELS)


def found(store: Store, annotator: Annotator, folder: Path) -> dict[str, list[str]]:
    outcomes = run_watches(Collection(store, annotator.tagger.lexicon), folder)
    return {outcome.name: sorted(hit.text for hit in outcome.hits) for outcome in outcomes}


@pytest.mark.parametrize(
    ("query", "filters", "waits"),
    [
        ("", {"entity": ["华为"]}, True),
        ("entity:华为", {}, True),
        ("芯片 OR (entity:华为 -中国)", {}, True),
        ("collection:firms", {}, True),
        ("", {"term": ["华为"]}, True),
        ("发布 NOT strategy:self_reliance", {}, True),
        ("发布 NOT level:central", {}, True),
        ("新芯片", {}, False),
        ("华为", {}, False),
        ("corpus:made 芯片", {"language": ["zh"]}, False),
    ],
)
def test_what_needs_annotations_is_looked_for_once_they_are_there(
    store: Store,
    annotator: Annotator,
    tmp_path: Path,
    query: str,
    filters: Mapping[str, Sequence[str]],
    waits: bool,
) -> None:
    create_collection(store, "firms", "firms", query="entity:华为")
    read(store, "first", "其他事项。")
    annotate(store, annotator)
    add_watch(store, "one", query, filters, from_now=True)
    read(store, "second", HUAWEI)
    collection = Collection(store, annotator.tagger.lexicon)
    (outcome,) = run_watches(collection, tmp_path)
    assert ([hit.text for hit in outcome.hits], outcome.waiting) == (([], 1) if waits else ([HUAWEI], 0))
    annotate(store, annotator)
    (outcome,) = run_watches(collection, tmp_path)
    assert ([hit.text for hit in outcome.hits], outcome.waiting) == ([HUAWEI] if waits else [], 0)
    assert found(store, annotator, tmp_path) == {"one": []}


def test_several_runs_between_ingests_miss_nothing_and_repeat_nothing(
    store: Store, annotator: Annotator, tmp_path: Path
) -> None:
    for name, query in (("names", "entity:华为"), ("words", "芯片")):
        add_watch(store, name, query, {}, from_now=False)
    read(store, "a", HUAWEI)
    assert found(store, annotator, tmp_path) == {"names": [], "words": [HUAWEI]}
    read(store, "b", HUAWEI + "乙")
    assert found(store, annotator, tmp_path) == {"names": [], "words": [HUAWEI + "乙"]}
    annotate(store, annotator)
    read(store, "c", HUAWEI + "丙")
    assert found(store, annotator, tmp_path) == {"names": [HUAWEI, HUAWEI + "乙"], "words": [HUAWEI + "丙"]}
    annotate(store, annotator)
    assert found(store, annotator, tmp_path) == {"names": [HUAWEI + "丙"], "words": []}


def test_the_command_says_what_waits(
    store: Store,
    annotator: Annotator,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ZHENGCE_OUTPUTS", str(tmp_path))
    for name, query in (("names", "entity:华为"), ("words", "芯片")):
        add_watch(store, name, query, {}, from_now=False)
    read(store, "a", HUAWEI)
    assert app(["watch", "run", "--store", str(store.path)], result_action="return_value") == 0
    told = " ".join(capsys.readouterr().err.split())
    assert "names: 1 new passage is not annotated yet" in told
    assert "words: 1 new passage" not in told


def test_a_vanished_document_waits_for_its_annotations(
    store: Store, annotator: Annotator, tmp_path: Path
) -> None:
    add_watch(store, "gone", "entity:华为", {"vanished": ["not_found"]}, from_now=True, subject="vanished")
    add_read(store, "a", HUAWEI)
    answer(store, "a", "not_found")
    assert found(store, annotator, tmp_path) == {"gone": []}
    annotate(store, annotator)
    assert found(store, annotator, tmp_path) == {"gone": [HUAWEI]}
    assert found(store, annotator, tmp_path) == {"gone": []}


FIRST = "第一条 稀土出口须经许可。\n\n第二条 稀土开采实行总量控制。"


@pytest.mark.parametrize(
    ("versions", "news"),
    [
        # only the edited paragraph is new
        ([FIRST, FIRST.replace("许可", "审批")], [["第一条 稀土出口须经审批。"]]),
        # moved text is not new
        ([FIRST, "\n\n".join(FIRST.split("\n\n")[::-1])], [[]]),
        # text removed and put back is not new
        (
            [FIRST, FIRST.split("\n\n")[0], FIRST + "\n\n第三条 其他。"],
            [[], ["第二条 稀土开采实行总量控制。"]],
        ),
    ],
)
def test_a_new_version_is_news_only_where_it_differs(
    store: Store,
    annotator: Annotator,
    tmp_path: Path,
    versions: Sequence[str],
    news: Sequence[Sequence[str]],
) -> None:
    add_watch(store, "rare", "稀土", {}, from_now=False)
    read(store, "law", versions[0], "稀土管理条例")
    annotate(store, annotator)
    assert len(found(store, annotator, tmp_path)["rare"]) == 3
    for version, wanted in zip(versions[1:], news, strict=True):
        read(store, "law", version, "稀土管理条例")
        annotate(store, annotator)
        assert found(store, annotator, tmp_path) == {"rare": wanted}


def test_an_edited_document_that_is_not_annotated_repeats_nothing(
    store: Store, annotator: Annotator, tmp_path: Path
) -> None:
    add_watch(store, "rare", "稀土", {}, from_now=False)
    read(store, "law", FIRST, "稀土管理条例")
    assert len(found(store, annotator, tmp_path)["rare"]) == 3
    read(store, "law", FIRST.replace("许可", "审批"), "稀土管理条例")
    assert found(store, annotator, tmp_path) == {"rare": ["第一条 稀土出口须经审批。"]}
    annotate(store, annotator)
    assert found(store, annotator, tmp_path) == {"rare": []}


def test_a_version_that_was_never_annotated_hides_nothing(
    store: Store, annotator: Annotator, tmp_path: Path
) -> None:
    add_watch(store, "firm", "entity:华为", {}, from_now=True)
    read(store, "a", HUAWEI)
    read(store, "a", f"{HUAWEI}\n\n另有一段。")
    assert found(store, annotator, tmp_path) == {"firm": []}
    annotate(store, annotator)
    assert found(store, annotator, tmp_path) == {"firm": [HUAWEI]}


def test_versions_between_two_runs_hide_nothing(store: Store, annotator: Annotator, tmp_path: Path) -> None:
    add_watch(store, "rare", "稀土", {}, from_now=False)
    read(store, "law", "其他事项。")
    annotate(store, annotator)
    assert found(store, annotator, tmp_path) == {"rare": []}
    read(store, "law", "其他事项。\n\n" + RARE)
    read(store, "law", "其他事项。\n\n" + RARE + "\n\n此外另行通知。")
    annotate(store, annotator)
    assert found(store, annotator, tmp_path) == {"rare": [RARE]}


@pytest.fixture
def broken(store: Store, annotator: Annotator) -> Collection:
    """Three saved searches, one of which names a collection that has since been dropped."""
    read(store, "a", RARE)
    annotate(store, annotator)
    collection = Collection(store, annotator.tagger.lexicon)
    create_collection(store, "law", "law", query="稀土")
    save_search(collection, SearchToSave("one", "出口", collections=["law"]), everything=True)
    save_search(collection, SearchToSave("two", "出口"), everything=True)
    save_search(collection, SearchToSave("three", "", Filters(term=("稀土",))), everything=True)
    drop_list(store, "collection", "law")
    return collection


def test_a_broken_search_leaves_the_others_alone(broken: Collection, tmp_path: Path) -> None:
    outcomes = {one.name: one for one in run_watches(broken, tmp_path)}
    assert {name: len(one.hits) for name, one in outcomes.items()} == {"one": 0, "two": 1, "three": 1}
    assert {name: one.problem.code for name, one in outcomes.items() if one.problem} == {
        "one": "flows.no_such_value_at"
    }
    create_collection(broken.store, "law", "law", query="稀土")
    assert {one.name: len(one.hits) for one in run_watches(broken, tmp_path)} == {
        "one": 1,
        "two": 0,
        "three": 0,
    }


def test_the_command_names_the_broken_search(
    broken: Collection, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGCE_OUTPUTS", str(tmp_path))
    store = str(broken.store.path)
    with receive_messages() as (address, received):
        words = ["watch", "run", "--store", store, "--notify", address]
        assert app(words, result_action="return_value") == 1
    printed = capsys.readouterr()
    told = " ".join(printed.err.split())
    assert "one: not run: column" in told
    assert "law" in told
    assert "two: 1 new" in told
    assert "one: 0 new" not in told
    assert [message["title"] for message in received] == ["zhengce: 1 new in three, 1 new in two"]
    assert app(["watch", "run", "one", "--store", store], result_action="return_value") == 1


def test_hits_of_a_search_that_broke_since_are_sent(
    store: Store, annotator: Annotator, tmp_path: Path
) -> None:
    read(store, "a", RARE)
    annotate(store, annotator)
    collection = Collection(store, annotator.tagger.lexicon)
    create_collection(store, "law", "law", query="稀土")
    save_search(collection, SearchToSave("one", "出口", collections=["law"]), everything=True)
    run_watches(collection, tmp_path, has_alerts=True)
    drop_list(store, "collection", "law")
    with receive_messages() as (address, received):
        assert send_alerts(collection, [address]) == []
    assert [message["title"] for message in received] == ["zhengce: 1 new in one"]
    assert "出口" in received[0]["message"]


def test_a_search_that_leads_back_to_itself_is_a_problem_of_its_own(
    broken: Collection, tmp_path: Path
) -> None:
    create_collection(broken.store, "law", "law", query="稀土")
    change_collection(broken.store, "law", query="collection:law")
    with pytest.raises(UsageError):
        save_search(broken, SearchToSave("four", "collection:law"))
    assert [one.name for one in run_watches(broken, tmp_path) if one.problem] == ["one"]
    assert [watch.hits for watch in list_watches(broken.store)] == [0, 1, 1]
