"""Dossiers in Python and in the API: the same rows, and the same refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from flows import Workspace
from flows.errors import UsageError
from flows.reports import DOSSIER_COLUMNS


def test_python_and_the_api_answer_alike(client: TestClient, sample_store: Path) -> None:
    asked = {"name": "稀土", "kind": "plan", "lang": "zh"}
    answer = client.get("/api/dossier", params=asked).json()
    with Workspace(sample_store) as workspace:
        frame = workspace.dossier("稀土", kind="plan", locale="zh")
        everywhere = workspace.dossier("稀土")
    assert list(frame.columns) == DOSSIER_COLUMNS
    assert frame.to_dict("records") == answer.pop("rows")
    assert frame.attrs == answer
    assert 0 < frame.attrs["mentions"] < everywhere.attrs["mentions"]
    assert sum(everywhere.attrs["names"].values()) == everywhere.attrs["mentions"]


def test_an_unknown_name_or_choice_is_refused(client: TestClient, sample_store: Path) -> None:
    assert client.get("/api/dossier", params={"name": "无此名称"}).status_code == 400
    assert client.get("/api/dossier").status_code == 422
    assert client.get("/api/dossier", params={"name": "稀土", "lang": "fr"}).status_code == 422
    with Workspace(sample_store) as workspace:
        with pytest.raises(UsageError):
            workspace.dossier("无此名称")
        with pytest.raises(UsageError, match="no such value"):
            workspace.dossier("稀土", locale="fr")  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            workspace.dossier("稀土", colour="red")
