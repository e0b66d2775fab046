"""A draft without text is refused alike by the page, the API, Python, assistants and the command."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from flows import Workspace
from flows.assistants.mcp import build_server
from flows.cli.commands.sources.verify import verify
from flows.errors import UsageError
from flows.settings import Settings
from tests.assistants.mcp.asking import refusal
from tests.support import MODELS, without_languages


@pytest.mark.parametrize("text", ["", " \n\t", "\u3000"])
def test_a_draft_without_text_is_refused(
    client: TestClient, web_store: Path, tmp_path: Path, text: str
) -> None:
    message = "There is no text to check."
    answer = client.post("/api/verify", json={"text": text})
    assert (answer.status_code, answer.json()) == (400, {"detail": message})
    for locale, shown in (("en", message), ("zh", "没有可核对的文字。")):
        page = client.post(f"/verify?lang={locale}", data={"text": text})
        assert page.status_code == 400 and shown in without_languages(page.text)
    assert message in refusal(build_server(Settings(store=web_store, models=MODELS)), "verify", draft=text)
    with Workspace(web_store) as workspace, pytest.raises(UsageError, match="no text in it to check"):
        workspace.verify(text)
    (tmp_path / "draft.txt").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"draft\.txt: no text in it to check"):
        verify(str(tmp_path / "draft.txt"), store=web_store)
