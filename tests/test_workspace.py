"""The front door from Python: plain values in, frames out, errors that name the choices."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows import Workspace
from flows.errors import UsageError


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"group": "colour"}, "group='colour': no such choice. Known are publisher, level"),
        ({"axis": "read"}, "axis='read'"),
        ({"reprints": "some"}, "reprints='some'"),
        ({"hold": "weather"}, "hold='weather'"),
        ({"by": "week"}, "week"),
    ],
)
def test_an_unknown_choice_is_an_error_that_lists_the_known_ones(
    sample_store: Path, options: dict[str, Any], words: str
) -> None:
    with Workspace(sample_store) as workspace, pytest.raises(UsageError) as raised:
        workspace.trends(["自主可控"], **options)
    assert words in str(raised.value)


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


def test_frames_without_rows_have_their_columns(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        assert list(workspace.search("nosuchword").columns) == list(workspace.search("稀土").columns)
        beside = workspace.search("nosuchword", counterparts=True)
        assert list(beside.columns)[-1] == "counterparts" and beside.empty
        lines = workspace.concordance("nosuchword")
        assert lines.empty and list(lines.columns) == list(workspace.concordance("稀土").columns)
        assert "text" in workspace.analyze("好").columns


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
