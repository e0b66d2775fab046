"""Tools that search, count and list facts answer for chosen documents."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest
from mcp.server.mcpserver import MCPServer

from flows.assistants.mcp import build_server
from flows.settings import Settings
from flows.workspace import Workspace
from tests.assistants.mcp.asking import call, refusal
from tests.stores import copy_whole
from tests.support import MODELS

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


def test_translations_may_be_outside_of_a_collection(mcp_store: Path, tmp_path: Path) -> None:
    path = copy_whole(mcp_store, tmp_path / "own")
    own = build_server(Settings(store=path, models=MODELS))
    every = call(own, "parallel", query="自主可控")["lines"]
    assert every and all(line["counterpart"] for line in every)
    with Workspace(path) as workspace:
        workspace.desk.add("originals", [line["passage_id"] for line in every])
    chosen = call(own, "parallel", query="自主可控", where={"collection": ["originals"]})
    assert chosen["lines"] == every
    assert "--collection originals" in chosen["command"]


@pytest.mark.parametrize(
    ("tool", "arguments", "options"),
    [
        ("parallel", {"rendered_as": "control"}, ["--rendered-as=control"]),
        ("parallel", {"not_rendered": True}, ["--not-rendered"]),
        ("concordance", {"sort": "left", "width": 30}, ["--width=30", "--sort=left"]),
    ],
)
def test_a_command_has_all_that_was_asked(
    server: MCPServer, tool: str, arguments: dict[str, Any], options: list[str]
) -> None:
    command = call(server, tool, query="自主可控", **arguments)["command"]
    assert [word for word in shlex.split(command) if word in options] == options


def test_the_command_for_figures_lists_each_in_the_same_order(server: MCPServer) -> None:
    assert call(server, "figures")["command"].startswith("zhengce targets --every --sort=document")


def test_an_unknown_kind_of_document_is_named_as_the_tool_names_it(server: MCPServer) -> None:
    """The tool of figures has a kind of its own."""
    said = refusal(server, "figures", documents={"kind": ["nosuch"]})
    assert "documents.kind 'nosuch': no such value" in said
    assert "within.kind 'nosuch': no such value" in refusal(
        server, "trend", terms=["自主可控"], within={"kind": ["nosuch"]}
    )


def test_citations_are_of_chosen_documents(server: MCPServer) -> None:
    asked = {"document": "样科发〔2012〕9号", "limit": 50}
    every = call(server, "citations", **asked)
    publishers = {row["source"]["publisher"] for row in every["citations"]}
    assert every["total"] == len(every["citations"]) > 0
    for publisher in publishers - {""}:
        some = call(server, "citations", **asked, documents={"publisher": [publisher]})
        kept = [row for row in every["citations"] if row["source"]["publisher"] == publisher]
        assert [row["passage_id"] for row in some["citations"]] == [row["passage_id"] for row in kept]
        assert f"--publisher {shlex.quote(publisher)}" in some["command"]
    plans = call(server, "citations", **asked, documents={"publisher": ["样例日报"]})
    assert plans["total"] < every["total"]
