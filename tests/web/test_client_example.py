"""The client of the manual, against a running page; and the page on R."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from flows.reports.columns import export_columns
from flows.settings import Settings
from tests.stores import copy_whole
from tests.support import MODELS, PROJECT
from tests.web.conftest import serving

PAGE = (PROJECT / "docs" / "clients.md").read_text(encoding="utf-8")
R_PAGE = (PROJECT / "docs" / "r.md").read_text(encoding="utf-8")
CLIENT, USE = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
ADDRESS = "http://127.0.0.1:8765"


@pytest.fixture
def names(server: str) -> dict[str, Any]:
    """What the first block defines."""
    defined: dict[str, Any] = {}
    exec(CLIENT, defined)
    return defined


def test_the_client_prints_what_the_page_shows(
    sample_store: Path, tmp_path: Path, names: dict[str, Any]
) -> None:
    shown = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)
    printed = io.StringIO()
    settings = Settings(store=copy_whole(sample_store, tmp_path / "copy"), models=MODELS)
    with serving(settings) as address, redirect_stdout(printed):
        exec(USE.replace(ADDRESS, address), names)
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
    text = R_PAGE
    for table in ("passages", "mentions", "trends"):
        for column in re.findall(rf"\b{table}\$(\w+)", text):
            assert column in export_columns(table), column
    assert {"concept", "nested", "passage_id", "date", "start", "end", "text"} <= set(
        export_columns("mentions")
    )
    assert {"passage_id", "language", "token_count", "text"} <= set(export_columns("passages"))
    assert {"series", "period", "per_million_tokens"} <= set(export_columns("trends"))


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_r_reads_the_exports_of_the_sample(sample_store: Path, tmp_path: Path) -> None:
    code = re.findall(r"```r\n(.*?)```", R_PAGE[: R_PAGE.index("## Counts")], re.DOTALL)
    environment = {
        **os.environ,
        "ZHENGCE_STORE": str(sample_store),
        "ZHENGCE_OUTPUTS": str(tmp_path / "outputs"),
    }
    written = subprocess.run(
        [sys.executable, "-m", "flows.cli", "export", "--package"], cwd=PROJECT, env=environment, check=False
    )
    assert written.returncode == 0
    (tmp_path / "page.R").write_text("\n".join(code), encoding="utf-8")
    done = subprocess.run(["Rscript", "page.R"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^ *2021 +57 +9 +28$", done.stdout, re.MULTILINE)
