"""Briefs in Python and in the API: the same rows, and the same refusals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from starlette.testclient import TestClient

from flows import Workspace
from flows.errors import UsageError
from flows.reports import BRIEF_COLUMNS

CHOICES: tuple[dict[str, Any], ...] = (
    {},
    {"last": "2021"},
    {"first": "2021", "corpus": "sample", "language": "zh"},
    {"first": "2020", "last": "2024", "kind": "plan"},
    {"first": "2020", "language": ["英文"], "publisher": []},
)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object).where(frame.notna(), None)
    return [dict(zip(plain.columns, row, strict=True)) for row in plain.itertuples(index=False)]


@pytest.mark.parametrize("choice", CHOICES)
def test_python_and_the_api_answer_alike(
    client: TestClient, sample_store: Path, choice: dict[str, Any]
) -> None:
    renamed = {{"first": "from", "last": "to"}.get(name, name): value for name, value in choice.items()}
    answer = client.get("/api/brief", params=renamed).json()
    with Workspace(sample_store) as workspace:
        frame = workspace.brief(**choice)
    assert list(frame.columns) == BRIEF_COLUMNS
    assert records(frame) == answer.pop("rows") != []
    assert frame.attrs == answer
    if language := {"zh": "zh", "英文": "en"}.get("".join(choice.get("language", ""))):
        assert set(frame[frame["section"] == "documents"]["language"]) == {language}


def test_an_unknown_choice_is_refused(client: TestClient, sample_store: Path) -> None:
    for wrong in ({"corpus": "none"}, {"language": "fr"}, {"from": "soon"}, {"from": "2099"}, {"to": "1900"}):
        assert client.get("/api/brief", params=wrong).status_code == 400, wrong
    assert client.get("/api/brief", params={"colour": "red"}).status_code == 400
    with Workspace(sample_store) as workspace:
        for name, value in (("corpus", "none"), ("language", "fr"), ("first", "2099"), ("last", "1900")):
            with pytest.raises(UsageError):
                workspace.brief(**{name: value})
        with pytest.raises(TypeError):
            workspace.brief(colour="red")
