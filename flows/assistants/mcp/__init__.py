"""The MCP server: read-only tools, resources and prompts over one store, by the Model Context Protocol."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.assistants.mcp.server import build_server
    from flows.assistants.mcp.serving import build_app, check_binding, serve_stdio
else:
    __getattr__ = open_front(__name__)

__all__ = ["build_app", "build_server", "check_binding", "serve_stdio"]
