"""Figures and events: narrowed to documents, corpora and languages."""

from __future__ import annotations

from typing import Any

import pytest
from mcp.server.mcpserver import MCPServer

from tests.assistants.mcp.asking import call, refusal

PLAN = "样例省加快发展新质生产力行动方案（2024—2027年）（样例）"


def test_figures_of_one_plan(server: MCPServer) -> None:
    query = "title:样例省加快发展新质生产力行动方案"
    found = call(server, "figures", query=query, kind="target", limit=50)
    assert {fact["source"]["title"] for fact in found["facts"]} == {PLAN}
    values = {(fact["values"]["indicator"], fact["quoted"]["text"]) for fact in found["facts"]}
    assert ("研发经费投入强度", "3.2%") in values
    assert f"'--query={query}'" in found["command"]
    first = call(server, "figures", query=query, kind="target", limit=1)
    second = call(server, "figures", query=query, kind="target", limit=1, cursor=first["next_cursor"])
    assert [*first["facts"], *second["facts"]] == found["facts"][:2]


@pytest.mark.parametrize("tool", ["figures", "events"])
def test_facts_of_corpora_and_languages(server: MCPServer, tool: str) -> None:
    whole = call(server, tool, limit=1)["total"]
    parts = [call(server, tool, language=[one], limit=50) for one in ("zh", "en")]
    for language, part in zip(("zh", "en"), parts, strict=True):
        assert {fact["source"]["language"] for fact in part["facts"]} == {language}
        assert f"--language={language}" in part["command"]
    assert 0 < sum(part["total"] for part in parts) <= whole
    assert call(server, tool, corpus=["rules"])["total"] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"query": "(稀土"}, "closing parenthesis"),
        ({"entity": ["没有这个机构"]}, "no stored passage mentions it"),
        ({"corpus": ["nix"]}, "known values: hostile, rules, sample"),
    ],
)
def test_conditions_that_cannot_hold_are_refused(
    server: MCPServer, arguments: dict[str, Any], said: str
) -> None:
    assert said in refusal(server, "figures", **arguments)


@pytest.mark.parametrize(("tool", "argument"), [("figures", "indicator"), ("events", "name")])
def test_a_name_that_occurs_nowhere_is_a_hint(server: MCPServer, tool: str, argument: str) -> None:
    answer = call(server, tool, **{argument: "nosuchname"})
    assert answer["total"] == 0
    assert answer["hints"][0].startswith("nosuchname: neither in the lexicon nor in a stored text")
