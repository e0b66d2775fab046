"""A store for assistants, and its server."""

from __future__ import annotations

from pathlib import Path

import pytest
from mcp.server.mcpserver import MCPServer

from flows.annotation import Annotator
from flows.assistants.mcp import build_server
from flows.settings import Settings
from tests.assistants.mcp.stores import make_store
from tests.support import MODELS


@pytest.fixture(scope="session")
def mcp_store(tmp_path_factory: pytest.TempPathFactory, sample_store: Path, annotator: Annotator) -> Path:
    return make_store(sample_store, tmp_path_factory.mktemp("assistants"), annotator)


@pytest.fixture(scope="session")
def server(mcp_store: Path) -> MCPServer:
    return build_server(Settings(store=mcp_store, models=MODELS))
