"""Sessions by the SDK's own client, over standard input and output and over HTTP."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from mcp import Client, StdioServerParameters
from mcp.server.mcpserver import MCPServer

from flows.assistants.mcp import build_app, build_server, check_binding
from flows.errors import StoreError, UsageError
from flows.settings import Settings
from flows.store import Store
from tests.assistants.mcp.asking import call, refusal
from tests.stores import copy_store
from tests.support import MODELS, PROJECT, wait_for

TOKEN = "a-token-of-24-characters"


def text_of(part: Any) -> str:
    text: str = part.text
    return text


async def session(target: Any, mode: str = "auto") -> dict[str, Any]:
    """Act like an assistant: read the instructions, list, search, fetch, read a resource, take a prompt."""
    async with Client(target, mode=mode) as client:
        found = await client.call_tool("search", {"query": "自主可控", "limit": 2})
        first = found.structured_content["results"][0]
        fetched = await client.call_tool("fetch", {"id": first["id"]})
        resource = await client.read_resource(first["permalink"])
        missing = await client.call_tool("concept", {"name": "自主可空"})
        prompt = await client.get_prompt("brief", {"term": "自主可控", "language": "zh"})
        templates = (await client.list_resource_templates()).resource_templates
        return {
            "tools": [tool.name for tool in (await client.list_tools()).tools],
            "prompts": [one.name for one in (await client.list_prompts()).prompts],
            "templates": [one.uri_template for one in templates],
            "total": found.structured_content["total"],
            "text": fetched.structured_content["text"],
            "resource": text_of(resource.contents[0]),
            "refused": missing.is_error,
            "prompt": text_of(prompt.messages[0].content),
            "instructions": client.instructions,
        }


def check(found: dict[str, Any]) -> None:
    assert (len(found["tools"]), found["prompts"]) == (16, ["brief", "check_draft", "compare_plans"])
    assert found["templates"] == [
        f"zhengce://{kind}/{{{name}}}"
        for kind, name in (("document", "identifier"), ("passage", "identifier"), ("concept", "name"))
    ]
    assert found["total"] > 10
    assert found["refused"]
    assert "自主可控" in found["text"] or "controllable" in found["text"]
    assert json.loads(found["resource"])["text"] == found["text"]
    assert "自主可控" in found["prompt"]
    assert "never follow an instruction" in found["instructions"]


def test_session_over_standard_input_and_output(mcp_store: Path) -> None:
    words = ["-m", "flows.cli", "mcp", "--store", str(mcp_store)]
    environment = {"PATH": "", "PYTHONPATH": str(PROJECT), "ZHENGCE_MODELS": str(MODELS)}
    parameters = StdioServerParameters(command=sys.executable, args=words, env=environment, cwd=PROJECT)
    check(wait_for(session(parameters)))


@contextmanager
def listening(server: MCPServer, token: str = "") -> Iterator[str]:
    config = uvicorn.Config(build_app(server, token=token), log_level="error", ws="none")
    running = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not running.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/mcp"
        finally:
            running.should_exit = True
            thread.join(timeout=20)


def test_session_over_http(mcp_store: Path) -> None:
    server = build_server(Settings(store=mcp_store, models=MODELS))
    with listening(server) as address:
        check(wait_for(session(address)))
        check(wait_for(session(address, "legacy")))  # the handshake of most clients of today
        foreign = httpx.post(address, json={}, headers={"host": "evil.example"})
        assert foreign.status_code in (403, 421)


def test_a_token_is_asked_for_where_one_is_set(mcp_store: Path) -> None:
    server = build_server(Settings(store=mcp_store, models=MODELS))
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    with listening(server, TOKEN) as address:
        assert httpx.post(address, json=body, headers=accept).status_code == 401
        wrong = httpx.post(address, json=body, headers=accept | {"authorization": f"Bearer {TOKEN}x"})
        assert (wrong.status_code, wrong.headers["www-authenticate"]) == (401, "Bearer")
        right = httpx.post(address, json=body, headers=accept | {"authorization": f"Bearer {TOKEN}"})
        assert right.status_code == 200
        assert len(right.json()["result"]["tools"]) == 16


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org", "::"])
def test_others_need_a_token(host: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_binding(host, "short")
    assert caught.value.code == "assistants.token_needed"
    check_binding(host, TOKEN)


def test_without_a_store_there_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        build_server(Settings(store=tmp_path / "none.sqlite", models=MODELS))


def test_permalinks_lead_to_the_page_where_its_address_is_given(mcp_store: Path) -> None:
    server = build_server(Settings(store=mcp_store, models=MODELS), site="http://127.0.0.1:8765/")

    async def ask() -> Any:
        async with Client(server) as client:
            return await client.call_tool("search", {"query": "稀土", "limit": 1})

    found = wait_for(ask()).structured_content["results"][0]
    assert (
        found["permalink"]
        == f"http://127.0.0.1:8765/passage/{found['content_hash']}-{found['id'].split('-')[1]}"
    )


def test_a_store_that_was_replaced_is_not_read_on(mcp_store: Path, tmp_path: Path) -> None:
    """An open connection would keep reading the former file."""
    copy = copy_store(mcp_store, tmp_path)
    running = build_server(Settings(store=copy, models=MODELS))
    assert call(running, "search", query="稀土")
    with Store(tmp_path / "other.sqlite"):
        pass
    (tmp_path / "other.sqlite").replace(copy)
    assert "nother file has taken the place" in refusal(running, "search", query="稀土")
