"""Trends and evidence: only what belongs to the rows shown, and text that waits for annotation."""

from __future__ import annotations

from pathlib import Path

import pytest
from mcp.server.mcpserver import MCPServer

from flows.assistants.mcp import build_server, limits
from flows.corpus.splitting.passages import passages_of
from flows.records import Document
from flows.settings import Settings
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from tests.assistants.mcp.asking import call, refusal
from tests.stores import copy_whole
from tests.support import MODELS


@pytest.fixture(scope="module")
def waiting(mcp_store: Path, tmp_path_factory: pytest.TempPathFactory) -> MCPServer:
    """Return the server of a store with a document of 2001 that waits for annotation."""
    path = copy_whole(mcp_store, tmp_path_factory.mktemp("waiting") / "store")
    text = "第一条 为了保障稀土供应，制定本办法。"
    document = Document("fresh", "f", text, "样例办法（草案）", published="2001-02-03", language="zh")
    with Store(path) as store, store.run("test") as run:
        source = SourceFile(document.corpus, document.key, "f" * 64, "", 1)
        write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)
    return build_server(Settings(store=path, models=MODELS))


def test_statistics_are_of_the_series_shown(server: MCPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 5)
    answer = call(server, "trend", terms=["稀土"], group="publisher")
    shown = {row["series"] for row in answer["rows"]}
    assert {row["series"] for row in answer["statistics"]} == shown
    assert answer["total"] > 5


def test_evidence_names_the_periods_that_have_some(server: MCPServer) -> None:
    answer = call(server, "evidence", term="自主可控", limit=1)
    assert all(answer["periods"].values())
    assert sum(answer["periods"].values()) == answer["total"]
    assert call(server, "evidence", term="自主可控", period="2012")["periods"] == {"2012": 0}


def test_evidence_of_one_group(server: MCPServer) -> None:
    trend = call(server, "trend", terms=["自主可控"], group="corpus")
    (row,) = (
        one for one in trend["rows"] if (one["series"], one["period"]) == ("自主可控 · hostile", "2024")
    )
    answer = call(server, "evidence", term="自主可控", group="corpus", value="hostile", period="2024")
    assert (row["occurrences"], answer["total"]) == (2, 2)
    assert {quote["source"]["corpus"] for quote in answer["quotes"]} == {"hostile"}
    assert "--group corpus --value hostile --period 2024" in answer["command"]
    assert "say of which `group`" in refusal(server, "evidence", term="自主可控", value="hostile")


def test_an_unknown_period_is_explained_without_an_option(server: MCPServer) -> None:
    message = refusal(server, "evidence", term="自主可控", period="2099")
    assert message.startswith("2099: no such period; they run from ")


def test_text_that_waits_is_not_said_to_have_no_occurrence(waiting: MCPServer) -> None:
    answer = call(waiting, "trend", terms=["稀土"])
    assert (answer["rows"][0]["period"], answer["rows"][0]["occurrences"]) == ("2001", None)
    assert not [line for line in answer["caveats"] if line.startswith("rows begin")]


def test_evidence_lists_all_known_periods_where_text_waits(server: MCPServer, waiting: MCPServer) -> None:
    zeros = call(server, "evidence", term="自主可控")["periods"]
    periods = call(waiting, "evidence", term="自主可控")["periods"]
    assert "2001" not in periods
    assert zeros == {period: number for period, number in periods.items() if number} != periods


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("figures", {}),
        ("events", {}),
        ("directives", {}),
        ("concept", {"name": "稀土"}),
        ("citations", {"document": "样科发〔2012〕9号"}),
    ],
)
def test_answers_say_that_text_waits_for_annotation(
    server: MCPServer, waiting: MCPServer, tool: str, arguments: dict[str, str]
) -> None:
    assert call(server, tool, **arguments)["hints"] == []
    (hint,) = call(waiting, tool, **arguments)["hints"]
    assert "passages wait for annotation" in hint
