"""The client of the manual, against a running page; and the columns that the page on R names."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from typing import Any

import pytest

from flows.reports.columns import export_columns
from tests.support import PROJECT

PAGE = (PROJECT / "docs" / "clients.md").read_text(encoding="utf-8")
CLIENT, USE = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
ADDRESS = "http://127.0.0.1:8765"


@pytest.fixture
def names(server: str) -> dict[str, Any]:
    """What the first block defines."""
    defined: dict[str, Any] = {}
    exec(CLIENT, defined)
    return defined


def test_the_client_prints_what_the_page_shows(server: str, names: dict[str, Any]) -> None:
    shown = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(USE.replace(ADDRESS, server), names)
    assert shown and printed.getvalue() == shown[1]


def test_the_client_is_short_and_says_what_is_wrong(server: str, names: dict[str, Any]) -> None:
    assert len([line for line in CLIENT.splitlines() if line.strip()]) <= 20
    client = names["Zhengce"](server)
    with pytest.raises(ValueError, match="search has no word; it has"):
        client.get("search", word="稀土")
    with pytest.raises(ValueError, match="column"):
        client.get("search", q='"稀土')
    assert client.get("status")["stored"]["documents"] == 33


def test_r_names_columns_that_are_there() -> None:
    text = (PROJECT / "docs" / "r.md").read_text(encoding="utf-8")
    for table in ("passages", "mentions", "trends"):
        for column in re.findall(rf"\b{table}\$(\w+)", text):
            assert column in export_columns(table), column
    assert {"concept", "nested", "passage_id", "date", "start", "end", "text"} <= set(
        export_columns("mentions")
    )
    assert {"passage_id", "language", "token_count", "text"} <= set(export_columns("passages"))
    assert {"series", "period", "per_million_tokens"} <= set(export_columns("trends"))
