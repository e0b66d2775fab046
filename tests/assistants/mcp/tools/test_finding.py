"""Searches without a hit, frequent values of facets, quotations that are cut."""

from __future__ import annotations

import pytest
from mcp.server.mcpserver import MCPServer

from flows.assistants.mcp import limits
from tests.assistants.mcp.asking import call


def test_a_search_without_a_hit_says_what_its_words_find(server: MCPServer) -> None:
    answer = call(server, "search", query="减速器 银行")
    assert answer["total"] == 0
    alone, together = answer["hints"]
    assert alone == "no passage has all of the words; passages with each alone: 减速器 4, 银行 12"
    assert together.startswith("2 documents have all of them, in different passages: ")
    assert "(2019-11-08)" in together


def test_facets_have_the_most_frequent_values(server: MCPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = call(server, "search", query="技术", limit=1)["facets"]["instrument"]
    monkeypatch.setattr(limits, "FACET_VALUES", 2)
    answer = call(server, "search", query="技术", limit=1)["facets"]
    assert sorted(answer["instrument"].values()) == sorted(whole.values())[-2:]
    assert all(len(values) <= 2 for values in answer.values())
