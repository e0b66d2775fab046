"""Listed events: from a stored case study to rows, by name, action and date."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon.model import Lexicon
from flows.cli.commands.events import events
from flows.cli.options import TableOutput
from flows.corpus.splitting.passages import passages_of
from flows.errors import UsageError
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.references.events import EVENT_COLUMNS, describe_event, describe_events, event_filter, list_events
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import EventFilter, count_events
from tests.stores import copy_whole
from tests.support import MODELS

TEXTS = {
    "a": (
        "2023-01-01",
        "In July 2020 SMIC was listed on the STAR Market, raising 53 billion yuan.\n"
        "In December 2020 SMIC was added to the Entity List by the US Department of Commerce.",
    ),
    "b": ("2022-05-06", "今天，国务院印发《关于某事的意见》。"),
    "c": ("", "中芯国际成立于2000年。"),
}


def fill(path: Path, texts: Mapping[str, tuple[str, str]], annotator: Annotator) -> Path:
    """Store and annotate one document per text, with its date."""
    with Store(path) as store:
        for key, (date, text) in texts.items():
            document = Document("sample", key, text, title=key, published=date)
            source = SourceFile("sample", key, "0", "", 1)
            with store.run("ingest") as run:
                write_batch(
                    store, run.id, source, [(document, list(passages_of(document)))], [], complete=True
                )
                annotate_store(store, run.id, annotator, MODELS)
    return path


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Path:
    """A store with three documents that report four events."""
    return fill(tmp_path_factory.mktemp("told") / "s.sqlite", TEXTS, annotator)


@pytest.fixture
def filled(told: Path, tmp_path: Path) -> Iterator[Store]:
    with Store(copy_whole(told, tmp_path / "told")) as store:
        yield store


@pytest.mark.parametrize(
    ("name", "options", "found"),
    [
        ("", {}, ["founded", "listed", "sanctioned", "issued"]),
        ("SMIC", {}, ["founded", "listed", "sanctioned"]),
        ("中芯国际", {"first": "2020", "last": "2020"}, ["listed", "sanctioned"]),
        ("中芯国际", {"last": "2020-07"}, ["founded", "listed"]),
        ("", {"actions": ["issued"]}, ["issued"]),
        ("", {"languages": ["zh"]}, ["founded", "issued"]),
        ("commerce", {}, ["sanctioned"]),
        ("nobody knows", {}, []),
    ],
)
def test_events_by_name_action_and_date(
    filled: Store, lexicon: Lexicon, name: str, options: dict[str, list[str]], found: list[str]
) -> None:
    wanted = event_filter(lexicon, name, **options)  # type: ignore[arg-type]
    rows, total = list_events(filled, wanted)
    assert [row.action for row in rows] == found
    assert total == count_events(filled, wanted) == len(found)


def test_the_latest_events_first(filled: Store) -> None:
    events, total = list_events(filled, EventFilter(), limit=3, order="latest")
    assert [(event.date, event.action) for event in events] == [
        ("2022-05-06", "issued"),
        ("2020-12", "sanctioned"),
        ("2020-07", "listed"),
    ]
    assert total == 4


def test_a_row_says_what_and_where(filled: Store, lexicon: Lexicon) -> None:
    (row,), _ = list_events(filled, event_filter(lexicon, actions=["listed"]))
    assert (row.date, row.actor, row.object, row.value, row.unit) == (
        "2020-07",
        "SMIC",
        "the STAR Market",
        53e9,
        "CNY",
    )
    assert (row.actor_entity, row.reported, row.date_source) == ("smic", "2023-01-01", "text")
    assert describe_event(row) == "listed: the STAR Market, 53 billion CNY"
    assert describe_event(row, "zh") == "上市：the STAR Market，530亿元"
    assert set(describe_events()) == set(EVENT_COLUMNS)


def test_the_start_of_construction_is_no_opening(told: Path) -> None:
    with Store(told, read_only=True) as store:
        rows, _ = list_events(store, event_filter(Lexicon(()), "中芯国际"))
    begun = rows[0]._replace(action="opened", rule="开工", object="", counterpart="", value=None)
    assert (describe_event(begun), describe_event(begun, "zh")) == ("construction began", "开工")
    assert describe_event(begun._replace(rule="投产")) == "opened"


# Documents that report an event several times, or several events in similar words: date, text, what counts.
REPEATED = {
    "the text is fuller than its headline": (
        "2024-05-20",
        "国务院公布《渔港条例》\n新华社北京5月20日电 国务院日前公布《中华人民共和国渔港条例》。",
        [("2024-05-20", "《中华人民共和国渔港条例》")],
    ),
    "the first of two equal reports stays": (
        "2024-05-20",
        "国务院印发《渔港行动方案》\n国务院日前印发《渔港行动方案》。",
        [("2024-05-20", "《渔港行动方案》")],
    ),
    "an underscore stands for no other name": (
        "2024-05-20",
        "国务院印发《渔港_行动方案》\n国务院印发《渔港行动方案》。",
        [("2024-05-20", "《渔港_行动方案》")],
    ),
    "the dated report stays": (
        "2024-05-20",
        "国务院印发了《渔港行动方案》，成效明显。\n2023年3月2日，国务院印发《渔港行动方案》。",
        [("2023-03-02", "《渔港行动方案》")],
    ),
    "a headline has the day of its document": (
        "2024-01-09",
        "国务院印发《渔港行动方案》\n1月8日，国务院印发《渔港行动方案》。",
        [("2024-01-08", "《渔港行动方案》")],
    ),
    "other documents": (
        "2024-05-20",
        "今天，国务院印发《渔港行动方案》。\n今天，国务院印发《牧场行动方案》。",
        [("2024-05-20", "《渔港行动方案》"), ("2024-05-20", "《牧场行动方案》")],
    ),
    "other years": (
        "2024-05-20",
        "2019年，国务院印发《渔港行动方案》。\n2022年，国务院印发《渔港行动方案》。",
        [("2019", "《渔港行动方案》"), ("2022", "《渔港行动方案》")],
    ),
    "other sums": (
        "2024-05-20",
        "In 2019 Haiwei Bearings raised 20 million yuan.\nIn 2019 Haiwei Bearings raised 90 million yuan.",
        [("2019", "20 million yuan"), ("2019", "90 million yuan")],
    ),
    "the same sum from two funds": (
        "2024-05-20",
        "In 2019 Haiwei Bearings raised 20 million yuan from Sequoia.\n"
        "In 2019 Haiwei Bearings raised 20 million yuan from Hillhouse.",
        [("2019", "20 million yuan"), ("2019", "20 million yuan")],
    ),
    "two bodies put a firm on lists of one name": (
        "2024-05-20",
        "In 2023 Haiwei Bearings was added to the Entity List by the US Department of Commerce.\n"
        "In 2023 Haiwei Bearings was added to the Entity List by the United Kingdom.",
        [("2023", "the Entity List"), ("2023", "the Entity List")],
    ),
    "regulations and their rules": (
        "2024-05-20",
        "5月18日，国务院发布《渔港条例》。\n5月20日，国务院发布《渔港条例实施细则》。",
        [("2024-05-18", "《渔港条例》"), ("2024-05-20", "《渔港条例实施细则》")],
    ),
    "a plan and how it is carried out": (
        "2024-05-20",
        "今天，国务院印发《渔港规划》。\n今天，国务院印发《渔港规划实施方案》。",
        [("2024-05-20", "《渔港规划》"), ("2024-05-20", "《渔港规划实施方案》")],
    ),
    "a plan with and without its years": (
        "2024-05-20",
        "国务院印发《渔港规划（2024—2030年）》\n国务院日前印发《渔港规划》。",
        [("2024-05-20", "《渔港规划（2024—2030年）》")],
    ),
    "a headline without the body that is named below": (
        "2024-05-20",
        "Haiwei Bearings was added to the Entity List in 2023.\n"
        "In 2023 Haiwei Bearings was added to the Entity List by the US Department of Commerce.",
        [("2023", "the Entity List")],
    ),
}


@pytest.mark.parametrize(("date", "text", "kept"), REPEATED.values(), ids=REPEATED)
def test_an_event_that_a_document_repeats_counts_once(
    tmp_path: Path, annotator: Annotator, date: str, text: str, kept: list[tuple[str, str]]
) -> None:
    with Store(fill(tmp_path / "s.sqlite", {"a": (date, text)}, annotator)) as store:
        wanted = event_filter(Lexicon(()))
        rows, _ = list_events(store, wanted)
        assert [(row.date, row.object) for row in rows] == kept
        assert count_events(store, wanted) == len(kept)


def test_two_documents_that_report_an_event_count_twice(tmp_path: Path, annotator: Annotator) -> None:
    texts = {key: ("2024-05-20", f"今天，国务院印发《渔港行动方案》。（{key}）") for key in "ab"}
    with Store(fill(tmp_path / "s.sqlite", texts, annotator)) as store:
        assert count_events(store, event_filter(Lexicon(()))) == 2


@pytest.mark.parametrize("options", [{"corpora": ["other"]}, {"languages": ["xx"]}])
def test_an_unknown_corpus_or_language_is_refused(
    filled: Store, lexicon: Lexicon, options: dict[str, list[str]]
) -> None:
    with pytest.raises(UsageError, match="no such value"):
        list_events(filled, event_filter(lexicon, **options))  # type: ignore[arg-type]


def test_an_unknown_action_is_refused(lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="no such value"):
        event_filter(lexicon, actions=["danced"])


def test_the_command_lists_and_writes(
    filled: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert events("SMIC", output=TableOutput("json"), store=filled.path) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["total"], [row["date"] for row in found["events"]]) == (3, ["2000", "2020-07", "2020-12"])
    assert events("SMIC", limit=1, store=filled.path) == 0
    assert "2000 中芯国际 · founded" in capsys.readouterr().out
    path = tmp_path / "events.csv"
    assert events(output=TableOutput(out=path), store=filled.path) == 0
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == 5


def test_no_event_outlives_its_passage(filled: Store, annotator: Annotator) -> None:
    with filled.run("annotate") as run:
        annotate_store(filled, run.id, annotator, MODELS, everything=True)
    assert filled.value("SELECT count(*) FROM event") == 4
