"""An unknown value is refused in the same words by commands, pages, the API, Python and assistants."""

from __future__ import annotations

import html
import shlex
import sys
from pathlib import Path

import pytest
from mcp.server.mcpserver import MCPServer
from starlette.testclient import TestClient

from flows import Workspace
from flows.assistants.mcp import build_server
from flows.cli.main import main
from flows.errors import UsageError, choose_terminal_locale
from flows.settings import Settings
from tests.assistants.mcp.asking import refusal
from tests.support import MODELS, without_languages

FILTERS = ("corpus", "publisher", "language", "strategy", "status", "level", "kind", "province", "vanished")
LISTS = ("collection", "tag")


@pytest.fixture(scope="module")
def assistant(web_store: Path) -> MCPServer:
    return build_server(Settings(store=web_store, models=MODELS))


def told(capsys: pytest.CaptureFixture[str], command: str, store: Path, locale: str = "en") -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["zhengce", *shlex.split(command), "--store", str(store)])
        patch.setenv("ZHENGCE_LANG", locale)
        with pytest.raises(SystemExit):
            main()
    choose_terminal_locale("en")
    return capsys.readouterr().err


@pytest.mark.parametrize("name", [*FILTERS, *LISTS])
def test_a_value_of_a_filter(
    name: str,
    client: TestClient,
    web_store: Path,
    assistant: MCPServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Workspace(web_store) as workspace, pytest.raises(UsageError) as raised:
        workspace.search("稀土", **{name: "zz"})  # type: ignore[arg-type]
    english, chinese = (raised.value.message(locale) for locale in ("en", "zh"))
    assert english.startswith(f"{name} 'zz': no such value; known values: ") or (
        name in LISTS and english == f"{name} 'zz': no such value; there is none to choose from."
    )
    assert chinese.startswith(
        (f"{name}“zz”：没有这个值；已知的值：", f"{name}“zz”：没有这个值；目前没有可选的值。")
    )
    assert client.get("/api/search", params={"q": "稀土", name: "zz"}).json()["detail"] == english
    for locale, message in (("en", english), ("zh", chinese)):
        page = client.get("/search", params={"q": "稀土", name: "zz", "lang": locale})
        assert (page.status_code, message in html.unescape(without_languages(page.text))) == (400, True)
    if name != "language":  # the schema of the tools has the languages
        assert refusal(assistant, "search", query="稀土", where={name: ["zz"]}).count(english) == 1
    assert english in told(capsys, f"search 稀土 --{name} zz", web_store)
    assert chinese in told(capsys, f"search 稀土 --{name} zz", web_store, "zh")


def test_a_value_of_a_fixed_choice(
    client: TestClient, web_store: Path, assistant: MCPServer, capsys: pytest.CaptureFixture[str]
) -> None:
    known = "no such value; known values: publisher,"
    with Workspace(web_store) as workspace, pytest.raises(UsageError, match=f"group 'zz': {known}"):
        workspace.trends("稀土", group="zz")
    assert f"group 'zz': {known}" in told(capsys, "trends 稀土 --group zz", web_store)
    (fault,) = client.get("/api/trends", params={"term": "稀土", "group": "zz"}).json()["detail"]
    assert fault["msg"].startswith(f"group 'zz': {known}")
    page = client.get("/trends", params={"term": "稀土", "group": "zz", "lang": "en"})
    assert f"group 'zz': {known}" in html.unescape(without_languages(page.text))
    where = {"language": ["zz"]}
    message = "where.language 'zz': no such value; known values: zh, en, mixed, und."
    assert message in refusal(assistant, "search", query="稀土", where=where)
