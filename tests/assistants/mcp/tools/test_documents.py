"""Documents named by number or title, and places of their titles, which are not in the text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from mcp import Client
from mcp.server.mcpserver import MCPServer

from tests.assistants.mcp.asking import call, refusal
from tests.support import wait_for


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("样网信发〔2023〕8号", "样例省关键信息基础设施网络产品采购管理办法"),
        ("《样例省关键信息基础设施网络产品采购管理办法》", "样例省关键信息基础设施网络产品采购管理办法"),
        ("关键信息基础设施 采购管理办法", "样例省关键信息基础设施网络产品采购管理办法"),
        ("样例办法", "样例办法"),
    ],
)
@pytest.mark.parametrize("tool", ["document", "fetch", "versions"])
def test_a_number_or_title_names_a_document(server: MCPServer, tool: str, name: str, title: str) -> None:
    answer = call(server, tool, id=name)
    whole = call(server, "fetch", id=answer.get("id") or answer["command"].split()[2])
    assert whole["title"] == title


def test_words_of_several_titles_are_refused_with_their_ids(server: MCPServer) -> None:
    message = refusal(server, "document", id="样例省")
    assert "Give the id of one" in message
    document_id = message.split("Give the id of one: ")[1].split()[0]
    assert "样例省" in call(server, "document", id=document_id)["source"]["title"]


def test_a_title_has_no_place_in_the_text(server: MCPServer) -> None:
    """Check it on a title that the text does not repeat."""
    found = call(server, "search", query="title:关于样例的通知", where={"corpus": ["hostile"]}, limit=50)
    (title,) = (one["id"] for one in found["results"] if one["kind"] == "title")
    metadata = call(server, "fetch", id=title)["metadata"]
    assert (metadata["passage_start"], metadata["passage_end"]) == (None, None)
    document = call(server, "document", id=title)
    text = call(server, "fetch", id=document["source"]["document_id"])["text"]
    first, second, *_ = document["passages"]
    assert (first["kind"], first["document_start"], first["document_end"]) == ("title", None, None)
    assert text[second["document_start"] : second["document_end"]] == second["quoted"]["text"]


def test_the_store_is_described_with_its_dates(server: MCPServer) -> None:
    async def ask() -> Any:
        async with Client(server) as client:
            return await client.read_resource("zhengce://store")

    held = json.loads(wait_for(ask()).contents[0].text)
    assert held["rules"] == {"documents": 1, "passages": 3, "first": "2020-01-02", "last": "2020-01-02"}
