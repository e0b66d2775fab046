"""Calls of a server in this process, without an event loop in the tests."""

from __future__ import annotations

from typing import Any

from mcp import Client
from mcp.server.mcpserver import MCPServer

from tests.support import wait_for


def call(server: MCPServer, tool: str, **arguments: Any) -> dict[str, Any]:
    """Return the structured answer of a tool; fail if the tool refused."""

    async def ask() -> Any:
        async with Client(server) as client:
            return await client.call_tool(tool, arguments)

    answer = wait_for(ask())
    assert not answer.is_error, answer.content[0].text
    found: dict[str, Any] = answer.structured_content
    return found


def refusal(server: MCPServer, tool: str, **arguments: Any) -> str:
    """Return the message with which a tool refused; fail if it answered."""

    async def ask() -> Any:
        async with Client(server) as client:
            return await client.call_tool(tool, arguments)

    answer = wait_for(ask())
    assert answer.is_error, answer.structured_content
    message: str = answer.content[0].text
    return message
