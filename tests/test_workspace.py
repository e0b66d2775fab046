"""The front door from Python: plain values in, frames out, errors that name the choices."""

from __future__ import annotations

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
