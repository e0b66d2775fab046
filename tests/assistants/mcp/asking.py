"""Calls of a server in this process, without an event loop in the tests."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from mcp import Client
from mcp.server.mcpserver import MCPServer

T = TypeVar("T")


def wait_for(asked: Coroutine[Any, Any, T]) -> T:
    """Return the result of a coroutine; in a thread, as a browser of other tests has a loop in this one."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, asked).result()


def call(server: MCPServer, tool: str, **arguments: Any) -> dict[str, Any]:
    """Return the structured answer of a tool; fails where the tool refused."""

    async def ask() -> Any:
        async with Client(server) as client:
            return await client.call_tool(tool, arguments)

    answer = wait_for(ask())
    assert not answer.is_error, answer.content[0].text
    found: dict[str, Any] = answer.structured_content
    return found


def refusal(server: MCPServer, tool: str, **arguments: Any) -> str:
    """Return the message with which a tool refused; fails where it answered."""

    async def ask() -> Any:
        async with Client(server) as client:
            return await client.call_tool(tool, arguments)

    answer = wait_for(ask())
    assert answer.is_error, answer.structured_content
    message: str = answer.content[0].text
    return message
