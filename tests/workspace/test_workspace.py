"""The front door from Python: plain values in, frames out, errors that name the choices."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from flows import Workspace
from flows.cli.main import _run
from flows.errors import StoreError, UsageError
from flows.references import read_document_choice
from flows.store.lake import export_lake
from tests.stores import copy_file, copy_whole


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"group": "colour"}, "group 'colour': no such value; known values: publisher, level"),
        ({"axis": "read"}, "axis 'read': no such value"),
        ({"reprints": "some"}, "reprints 'some': no such value"),
        ({"hold": "weather"}, "hold 'weather': no such value"),
        ({"by": "week"}, "week"),
    ],
)
def test_an_unknown_choice_is_an_error_that_lists_the_known_ones(
    sample_store: Path, options: dict[str, Any], words: str
) -> None:
    with Workspace(sample_store) as workspace, pytest.raises(UsageError) as raised:
        workspace.trends(["自主可控"], **options)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda one: one.pairs(status="zz"),
            "status 'zz': no such value; known values: used, proposed, confirmed",
        ),
        (lambda one: one.pipeline("fr"), "language 'fr': no such value; known values: zh, en."),
        (
            lambda one: one.concordance("稀土", sort="zz"),
            "sort 'zz': no such value; known values: date, left, right",
        ),
        (lambda one: one.parallel("稀土", sort="zz"), "sort 'zz': no such value"),
        (lambda one: one.documents(sort="zz"), "sort 'zz': no such value; known values: date, oldest, title"),
        (
            lambda one: one.network("mentions", unit="page"),
            "unit 'page': no such value; known values: passage",
        ),
        (lambda one: one.search("稀土", limit=-1), "limit=-1: must be 0 or more."),
        (lambda one: one.documents(limit=-5), "limit=-5: must be 0 or more."),
        (lambda one: one.documents(offset=-1), "offset=-1: must be 0 or more."),
        (lambda one: one.directives(limit=-5), "limit=-5: must be 0 or more."),
        (lambda one: one.vanished(limit=-1), "limit=-1: must be 0 or more."),
        (lambda one: one.search("稀土", language=["zz"]), "zz"),
        (lambda one: one.verify("nofile.docx"), "'nofile.docx': no such file."),
        (lambda one: one.verify("my draft.md"), "'my draft.md': no such file."),
        (lambda one: one.directives(corpus="zz"), "corpus 'zz': no such value"),
        (lambda one: one.events(language="zz"), "language 'zz': no such value"),
        (lambda one: one.targets(corpus="zz"), "corpus 'zz': no such value"),
        (lambda one: one.citations(corpus="zz"), "corpus 'zz': no such value"),
        (
            lambda one: one.citations(relation="zz"),
            "relation 'zz': no such value; known values: according_to",
        ),
        (lambda one: one.vanished(corpus="zz"), "corpus 'zz': no such value"),
        (lambda one: one.align("zz"), "'zz': no such document"),
        (lambda one: one.pairs(document="zz"), "'zz': no such document"),
        (
            lambda one: one.analyze("\ud800 chips"),
            "text: the text has half a character (a lone surrogate) at",
        ),
        (lambda one: one.documents("\ud800"), "title: the text has half a character"),
        (lambda one: one.search("稀土", corpus=["\ud800"]), "corpus: the text has half a character"),
        (lambda one: one.cite("\ud800"), "identifiers: the text has half a character"),
        (lambda one: one.trends("稀土", level="zz"), "level 'zz': no such value"),
        (lambda one: one.trends("稀土", as_of="zz"), "'zz'"),
    ],
)
def test_what_is_none_of_the_choices_is_an_error(
    sample_store: Path, call: Callable[[Workspace], object], words: str
) -> None:
    with Workspace(sample_store) as workspace, pytest.raises(UsageError) as raised:
        call(workspace)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda one: one.search(5), "query=5: write a text"),
        (lambda one: one.search("稀土", corpus=5), "corpus=5: write a text, or a list of texts"),
        (lambda one: one.search("稀土", limit="ten"), "limit='ten': write a whole number"),
        (lambda one: one.search("稀土", limit=True), "limit=True: write a whole number"),
        (lambda one: one.search("稀土", limit=1.5), "limit=1.5: write a whole number"),
        (lambda one: one.search("稀土", limit=np.int64(1)), None),
        (lambda one: one.documents(title=None), None),
        (lambda one: one.verify("text", as_off="2020"), "verify() got an unexpected keyword argument"),
        (lambda one: one.verify("text", corpus=None), "corpus=None: write a text, or a list of texts"),
        (lambda one: one.analyze(None), "text=None: write a text"),
        (lambda one: one.trends(5), "terms=5: write a text, or a list of texts"),
        (lambda one: one.passages(5), "document=5: write a text"),
        (lambda one: one.verify(None), "draft=None: write a text, or the Path of a file"),
        (lambda one: one.documents(limit=None), None),
        (lambda one: one.search("稀土", limit=0), None),
        (lambda one: one.documents(offset=10**30), None),
        (lambda one: one.concordance("稀土", width=10**30), None),
        (lambda one: one.collocates("稀土", limit=0), None),
        (lambda one: one.events(minimum_score="high"), "minimum_score='high': write a number"),
        (lambda one: one.events(minimum_score=np.float64(0.5)), None),
        (lambda one: one.search("稀土", expand="no"), "expand='no': write True or False"),
        (lambda one: one.search("稀土", expand=np.bool_(False)), None),
        (lambda one: one.trends("稀土", split="yes"), "split='yes': write True or False"),
        (lambda one: one.batch([1, 2]), "queries=[1, 2]: write a text, or a list of texts"),
        (lambda one: one.batch(pd.DataFrame({"query": ["稀土"]})), "write a text, or a list of texts"),
        (lambda one: one.cite(None), "identifiers=None: write a text, or a list of texts"),
        (lambda one: one.directives(grade=np.int64(5)), None),
        (lambda one: one.directives(grade=None), "grade=None: write a whole number"),
        (lambda one: one.correct("x"), "change='x': write a MentionChange or FigureChange"),
        (lambda one: one.comparison("x"), "request='x': write a CompareRequest"),
        (lambda one: one.check_draft("x"), "draft='x': write a Draft"),
        (lambda one: one.passages("28e3a7a7329d5a25", as_of=2025), None),
        (lambda one: one.passages("28e3a7a7329d5a25", as_of=date(2025, 1, 1)), None),
        (lambda one: one.verify("text", as_of=2025), None),
        (lambda one: one.trends("稀土", kinds="law"), "trends has no filter 'kinds'. Did you mean 'kind'?"),
        (lambda one: one.keyness("稀土", publishr="x"), "keyness has no filter 'publishr'."),
    ],
)
def test_a_wrong_type_is_named(
    sample_store: Path, call: Callable[[Workspace], object], words: str | None
) -> None:
    with Workspace(sample_store) as workspace:
        if words is None:
            call(workspace)
            return
        with pytest.raises(TypeError) as raised:
            call(workspace)
    assert words in str(raised.value)


def test_a_draft_is_a_text_or_the_name_of_a_file(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "draft.txt").write_text("据《不存在的样例规划》第三条。", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Workspace(sample_store) as workspace:
        of_path = workspace.verify(Path("draft.txt"))
        assert len(of_path) and workspace.verify("draft.txt").equals(of_path)
        assert workspace.verify("据《不存在的样例规划》第三条。").equals(of_path)
        for text in ("见 draft.txt。", "the plan that we printed is in no file.txt", "长" * 300, "a\0b"):
            assert workspace.verify(text).empty  # a text that names a file


def test_lists_are_data_frames(sample_store: Path, tmp_path: Path) -> None:
    path = tmp_path / "queries.csv"
    path.write_text("term,label\n稀土,RE\nnosuchword,\n", encoding="utf-8")
    with Workspace(sample_store) as workspace:
        wide = workspace.batch(path, by="corpus", wide=True)
        assert list(wide.columns) == ["series", "query", "sample"] and list(wide["series"]) == ["RE"]
        assert [(line, query) for line, query, _ in wide.attrs["problems"]] == [(3, "nosuchword")]
        tidy = workspace.batch(["稀土"], first="2015")
        expected = workspace.trends(["稀土"], first="2015")
        assert list(tidy["occurrences"]) == list(expected["occurrences"])
        documents = workspace.documents("样例", corpus=["sample"], sort="title", limit=3)
        assert len(documents) == 3 < documents.attrs["total"] and list(documents["title"]) == sorted(
            documents["title"]
        )
        graph = workspace.network("issuers")
        assert graph.number_of_edges() == 1 and not graph.is_directed()
        with pytest.raises(UsageError):
            workspace.network("nope")  # type: ignore[arg-type]


def test_trends_say_what_they_rest_on_as_on_the_command_line(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        notes = workspace.trends("出口管制", first=2021).attrs["notes"]
    assert notes[0].startswith("* low base: 4 of 4 numbers")
    assert "2026 is incomplete: the stored text ends on 2026-04-16" in notes


def test_frames_without_rows_have_their_columns(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        assert list(workspace.search("nosuchword").columns) == list(workspace.search("稀土").columns)
        beside = workspace.search("nosuchword", counterparts=True)
        assert list(beside.columns)[-1] == "counterparts" and beside.empty
        lines = workspace.concordance("nosuchword")
        assert lines.empty and list(lines.columns) == list(workspace.concordance("稀土").columns)
        mentions = workspace.analyze("采购自主可控产品。")
        assert not mentions.empty and list(workspace.analyze("好").columns) == list(mentions.columns)
        events = workspace.analyze("2023年，中芯国际获得补贴10亿元。", "events")
        assert list(events["action"]) == ["funded"] and list(events["value"]) == [1e9]
        assert list(workspace.analyze("好", "events").columns) == list(events.columns)


def test_a_text_is_one_name_and_a_year_may_be_a_number(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        several = workspace.search("稀土", corpus=["sample"], first="2019")
        assert workspace.search("稀土", corpus="sample", first=2019).equals(several)
        assert workspace.search("稀土", first=date(2019, 1, 1)).attrs == several.attrs
        assert workspace.trends("稀土").equals(workspace.trends(["稀土"]))
        assert len(workspace.documents(corpus="sample", limit=2)) == 2
        assert workspace.directives(grade=5).equals(workspace.directives(grade=["5"]))


@pytest.mark.parametrize(
    ("ask", "kind", "words"),
    [
        (lambda one: one.search("x", corpora="a"), TypeError, "no filter 'corpora'. Did you mean 'corpus'?"),
        (lambda one: one.concordance("x", nosuch=1), TypeError, "no filter 'nosuch'. Known: term, "),
        (lambda one: one.documents(publishr="a"), TypeError, "Did you mean 'publisher'?"),
        (lambda one: one.search("x", first=20.19), TypeError, "first=20.19: write a date such as '2019'"),
        (lambda one: one.search("x", last="soon"), UsageError, "last 'soon': not a date"),
        (lambda one: one.batch("自主可控"), UsageError, "give queries as a list"),
    ],
)
def test_errors_are_in_the_words_of_python(
    sample_store: Path, ask: Callable[[Workspace], object], kind: type[Exception], words: str
) -> None:
    with Workspace(sample_store) as workspace, pytest.raises(kind) as raised:
        ask(workspace)
    assert words in str(raised.value)


@pytest.fixture(scope="module")
def lake(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample as a lake."""
    folder = tmp_path_factory.mktemp("lakes")
    copy_file(sample_store, folder / "copy.sqlite")  # one process at a time may export a store
    with Workspace(folder / "copy.sqlite") as workspace:
        export_lake(workspace.store, str(folder / "lake"))
    return str(folder / "lake")


def _compare(workspace: Workspace) -> list[pd.DataFrame]:
    five: Any = np.int64(5)
    return [
        workspace.keyness(language="en", limit=five, first=np.int64(2010)),
        workspace.keyness(corpus=["sample"], last="2015", against_first=2016),
        workspace.emerging(np.int64(2021), types="tech", minimum=3),
        workspace.silent(2015, minimum=2, hold=False),
    ]


def test_comparisons_are_the_same_from_a_store_and_a_lake(sample_store: Path, lake: str) -> None:
    with Workspace(sample_store) as workspace, Workspace(lake=lake) as other:
        for here, there in zip(_compare(workspace), _compare(other), strict=True):
            pd.testing.assert_frame_equal(here, there)
            assert len(here) and here.attrs == there.attrs


def test_comparisons_equal_those_of_the_command_line(
    sample_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Workspace(sample_store) as workspace:
        frame = workspace.emerging(2021, last="2024", limit=4)
    options = ["--to", "2024", "--limit", "4", "--format", "csv", "--store", str(sample_store)]
    assert _run(["emerging", "2021", *options]) == 0
    shown = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert list(shown.columns) == list(frame.columns)
    assert list(zip(shown["concept"], shown["here"], strict=True)) == list(
        zip(frame["concept"], frame["here"], strict=True)
    )


@pytest.mark.parametrize(
    ("command", "call"),
    [
        ("trends 出口管制 --kind notice", lambda one: one.trends("出口管制", kind="notice")),
        (
            "trends 出口管制 --publisher 样例日报 --from 2015",
            lambda one: one.trends("出口管制", publisher="样例日报", first=2015),
        ),
        (
            "trends 出口管制 --kind plan --as-of 2024",
            lambda one: one.trends("出口管制", kind="plan", as_of=2024),
        ),
        ("trends export --as-typed", lambda one: one.trends("export", as_typed=True)),
        (
            "keyness --language zh --against-language en",
            lambda one: one.keyness(language="zh", against_language="en"),
        ),
        ("keyness --from 2020 --kind plan", lambda one: one.keyness(first=2020, kind="plan")),
        ("emerging 2021 --kind plan", lambda one: one.emerging(2021, kind="plan")),
        ("silent 2015 --as-of 2024", lambda one: one.silent(2015, as_of=2024)),
        ("concordance 稀土 --as-of 2020", lambda one: one.concordance("稀土", as_of=2020)),
        ("search 稀土 --as-of 2020", lambda one: one.search("稀土", as_of=2020)),
        ("collocates 稀土 --limit 9", lambda one: one.collocates("稀土", limit=9)),
        (
            "collocates 稀土 --language zh --sort near",
            lambda one: one.collocates("稀土", language="zh", sort="near"),
        ),
        ("targets --kind target --from 2020", lambda one: one.targets(kind="target", first=2020)),
        (
            "targets 研发经费 --fold --sort document --deadline-to 2025",
            lambda one: one.targets("研发经费", fold=True, deadline_last=2025),
        ),
        ("events Huawei", lambda one: one.events("Huawei")),
        ("events --action sanctioned --to 2020", lambda one: one.events(action="sanctioned", last=2020)),
        ("citations", lambda one: one.citations()),
        ("citations --view dangling", lambda one: one.citations(dangling=True)),
        ("citations 出口管制法", lambda one: one.citations("出口管制法")),
        (
            "citations --relation according_to --corpus sample",
            lambda one: one.citations(relation="according_to", corpus="sample"),
        ),
        ("directives --grade 5", lambda one: one.directives(grade=5)),
        ("directives --kind plan --as-of 2024", lambda one: one.directives(kind="plan", as_of=2024)),
        ("events --publisher 样例日报", lambda one: one.events(publisher="样例日报")),
        (
            "targets --document-kind plan --status in_force",
            lambda one: one.targets(document_kind="plan", status="in_force"),
        ),
        ("shares --from 2020 --kind plan", lambda one: one.shares(first=2020, kind="plan")),
        ("shares 技术与资源反制 --by plan", lambda one: one.shares("tech_leverage", by="plan")),
        ("drift 自主可控 --as-of 2024", lambda one: one.drift("自主可控", as_of=2024)),
        ("documents --kind plan --as-of 2024", lambda one: one.documents(kind="plan", as_of=2024)),
    ],
)
def test_frames_have_the_rows_of_the_command_line(
    sample_store: Path,
    command: str,
    call: Callable[[Workspace], pd.DataFrame],
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Workspace(sample_store) as workspace:
        frame = call(workspace)
    assert _run([*command.split(), "--format", "csv", "--store", str(sample_store)]) == 0
    shown = pd.read_csv(io.StringIO(capsys.readouterr().out), keep_default_na=False)
    assert list(shown.columns)[:4] == list(frame.columns)[:4]
    assert len(shown) == len(frame) > 0
    for name in {"passage_id", "occurrences", "here", "near", "value_text", "citations"} & {*frame.columns}:
        unknown = "0" if name == "occurrences" else ""  # in a frame of trends
        assert list(shown[name].astype(str).replace("", unknown)) == list(frame[name].astype(str))


def test_an_id_may_be_given_alone(sample_store: Path, tmp_path: Path) -> None:
    with Workspace(copy_whole(sample_store, tmp_path / "own")) as workspace:
        found = workspace.documents(limit=1)["id"][0]
        assert workspace.desk.add("chips", found) == 1
        assert [member.document_id for member in workspace.desk.members("chips")] == [found]
        assert len(workspace.documents(collection="chips")) == 1
        workspace.desk.remove("chips", found)
        assert workspace.desk.members("chips") == []


def test_a_limit_may_be_larger_than_memory(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        every = workspace.search("稀土", limit=10**12)
        assert len(every) == every.attrs["total"] > 10


def test_a_choice_of_a_call_joins_that_of_the_workspace(sample_store: Path) -> None:
    with Workspace(sample_store, documents=read_document_choice(kind=["plan"])) as workspace:
        both = workspace.trends("出口管制", as_of=2024)
        assert workspace.store.value("SELECT 1") == 1  # its own part is open as before
    with Workspace(sample_store) as workspace:
        assert both.equals(workspace.trends("出口管制", kind="plan", as_of=2024))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda one: one.keyness(), "Choose what is compared"),
        (lambda one: one.keyness(corpus="nothing"), "nothing"),
        (lambda one: one.emerging(""), "since '': not a date"),
        (lambda one: one.emerging("soon"), "since 'soon': not a date"),
        (lambda one: one.emerging(2021, types="verb"), "types='VERB': known types are "),
        (lambda one: one.silent(2015, axis="read"), "axis 'read': no such value"),
        (lambda one: one.silent(2015, limit=-1), "limit=-1: must be 0 or more."),
    ],
)
def test_a_wrong_comparison_is_an_error_that_says_what_to_write(
    sample_store: Path, call: Callable[[Workspace], Any], words: str
) -> None:
    with Workspace(sample_store) as workspace, pytest.raises(UsageError) as raised:
        call(workspace)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda one: one.search("gallium"),
        lambda one: one.documents(),
        lambda one: one.cite("97c62e693dd03153"),
        lambda one: one.verify("Article 3 of the Export Control Law."),
        lambda one: one.parallel("gallium"),
        lambda one: one.corrections(),
        lambda one: one.desk.add("list", ["97c62e693dd03153"]),
    ],
)
def test_what_a_lake_cannot_answer_says_to_ask_the_store(lake: str, call: Callable[[Workspace], Any]) -> None:
    with Workspace(lake=lake) as workspace, pytest.raises(StoreError) as raised:
        call(workspace)
    assert "a lake can't answer this" in str(raised.value)
    assert "leave out --lake (in Python `lake=`)" in str(raised.value)
    assert "Error" not in str(raised.value)
