"""Tools that search, count and list facts answer for chosen documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from mcp.server.mcpserver import MCPServer

from flows.workspace import Workspace
from tests.assistants.mcp.asking import call, refusal

PLANS = {"kind": ["plan"], "as_of": "2024"}


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search", {"query": "稀土", "where": PLANS}),
        ("concordance", {"query": "稀土", "where": PLANS}),
        ("evidence", {"term": "稀土", "within": PLANS}),
        ("list_documents", {"within": PLANS}),
        ("figures", {"documents": PLANS}),
        ("events", {"documents": {"publisher": ["样例日报"]}}),
        ("directives", {"documents": PLANS}),
    ],
)
def test_an_answer_is_of_the_chosen_documents(
    server: MCPServer, tool: str, arguments: dict[str, Any]
) -> None:
    bare = {name: value for name, value in arguments.items() if name in ("query", "term")}
    some, every = call(server, tool, **arguments), call(server, tool, **bare)
    assert 0 < some["total"] < every["total"]
    assert "--as-of 2024-12-31" in some["command"] or "--publisher '样例日报'" in some["command"]


def test_a_trend_is_of_the_chosen_documents(server: MCPServer, mcp_store: Path) -> None:
    answer = call(server, "trend", terms=["稀土"], within=PLANS)
    with Workspace(mcp_store) as workspace:
        frame = workspace.trends("稀土", kind="plan", as_of=2024)
    assert sum(row["occurrences"] or 0 for row in answer["rows"]) == frame["occurrences"].sum() > 0
    assert "--kind plan" in answer["command"]


def test_figures_name_the_kind_of_their_documents(server: MCPServer) -> None:
    answer = call(server, "figures", kind="target", documents={"kind": ["plan"]})
    assert "--kind=target" in answer["command"] and "--document-kind plan" in answer["command"]


def test_an_unknown_value_is_refused(server: MCPServer) -> None:
    assert "no-such-list" in refusal(server, "events", documents={"collection": ["no-such-list"]})
