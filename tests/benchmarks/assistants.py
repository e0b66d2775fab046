"""Start-up of the server for assistants: CPU seconds until it has answered a client, and of the first answers."""

from __future__ import annotations

import asyncio
import resource
import sys
import time
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters

from tests.support import MODELS, PROJECT

CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("search", {"query": "自主可控"}),
    ("concordance", {"query": "自主可控"}),
    ("trend", {"terms": ["自主可控"]}),
    ("citations", {"document": "国发〔2021〕29号"}),
    ("figures", {"indicator": "R&D"}),
)


def main() -> None:
    stores = [Path(name) for name in sys.argv[1:]] or [PROJECT / "outputs" / "zhengce.sqlite"]
    for store in stores:
        if not store.exists():
            print(f"{store}: not there")
            continue
        starts = [_cpu_of(store, ()) for _ in range(3)]
        print(f"{store.name}: start {min(starts):.2f} CPU seconds (of three; limit 1.5)")
        before = min(starts)
        for number in range(1, len(CALLS) + 1):
            total = _cpu_of(store, CALLS[:number])
            print(f"  and first {CALLS[number - 1][0]}: {max(0.0, total - before):.2f}")
            before = total


def _cpu_of(store: Path, calls: tuple[tuple[str, dict[str, Any]], ...]) -> float:
    """Return the CPU seconds of a server that is started, asked for its tools, called, and stopped."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    asyncio.run(_session(store, calls))
    time.sleep(0.2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


async def _session(store: Path, calls: tuple[tuple[str, dict[str, Any]], ...]) -> None:
    words = ["-m", "flows.cli", "mcp", "--store", str(store)]
    environment = {"PATH": "", "PYTHONPATH": str(PROJECT), "ZHENGCE_MODELS": str(MODELS)}
    parameters = StdioServerParameters(command=sys.executable, args=words, env=environment, cwd=PROJECT)
    async with Client(parameters) as client:
        await client.list_tools()
        for tool, arguments in calls:
            answer = await client.call_tool(tool, arguments)
            if answer.is_error:
                print(f"  {tool}: {answer.content[0]}")


if __name__ == "__main__":
    main()
