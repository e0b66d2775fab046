"""Golden answers: one call per tool, without values that change from run to run.

`python -m tests.assistants.mcp.golden` rewrites them; read the difference before committing it.
"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from mcp import Client
from mcp.server.mcpserver import MCPServer

from tests.support import wait_for

FOLDER = Path(__file__).with_name("golden")
RARE = {"corpus": ["sample"], "language": ["zh"], "last": "2023"}
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "search": (
        "search",
        {"query": "稀土 出口管制", "where": {"corpus": ["sample"]}, "limit": 2, "sort": "date"},
    ),
    "search_hostile": ("search", {"query": "忽略 指令"}),
    "fetch": ("fetch", {"id": "{rules}-2"}),
    "list_documents": ("list_documents", {"title": "出口", "within": {"corpus": ["sample"]}, "limit": 2}),
    "concordance": ("concordance", {"query": "单项冠军", "where": RARE, "limit": 2}),
    "trend": (
        "trend",
        {"terms": ["自主可控"], "within": {"first": "2017", "last": "2024", "corpus": ["sample"]}},
    ),
    "evidence": ("evidence", {"term": "自主可控", "period": "2019", "within": {"corpus": ["sample"]}}),
    "concept": ("concept", {"name": "independent and controllable"}),
    "document": ("document", {"id": "{rules}", "as_of": "2021"}),
    "versions": ("versions", {"id": "{rules}"}),
    "citations": ("citations", {"document": "样科发〔2012〕9号", "limit": 2}),
    "figures": ("figures", {"indicator": "芯片", "limit": 2}),
    "events": ("events", {"limit": 1}),
    "directives": ("directives", {"query": "稀土", "grade": [5], "limit": 2}),
    "collections": ("collections", {"name": "稀土资料", "limit": 2}),
    "parallel": ("parallel", {"query": "自主可控"}),
    "verify": (
        "verify",
        {
            "draft": "《样例省科学技术进步促进条例》第一条规定：“为了促进样例科学技术进步，制定本条例。” "
            "《无此文件的样例办法》也有规定。"
        },
    ),
}
# Values that a run, a model or a lexicon edit changes.
_MASKED = {"first_seen", "labels", "score", "lexicon", "facets", "also_found", "en_names"}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+(?:\+00:00)?")
_PATH = re.compile(r"--store \S+")
_LEXICON = re.compile(r"lexicon [0-9a-f]{8} · zhengce [\d.]+")
_READ_ON = re.compile(r"first read on \d{4}-\d\d-\d\d")


def mask(value: Any, name: str = "") -> Any:
    """Return an answer without values that change from run to run."""
    if name in _MASKED:
        return "…"
    if isinstance(value, dict):
        return {key: mask(part, key) for key, part in value.items()}
    if isinstance(value, list):
        return [mask(part) for part in value]
    if isinstance(value, str):
        value = _TIME.sub("TIME", _PATH.sub("--store STORE", value))
        return _READ_ON.sub("first read on DAY", _LEXICON.sub("lexicon HASH · zhengce VERSION", value))
    return value


async def ask(server: MCPServer, case: str) -> Any:
    """Return the answer to a case."""
    tool, arguments = CASES[case]
    async with Client(server) as client:
        if "{rules}" in str(arguments):
            found = await client.call_tool("search", {"query": "企业应当报告"})
            rules = found.structured_content["results"][0]["document_id"]
            arguments = json.loads(json.dumps(arguments).replace("{rules}", rules))
        answer = await client.call_tool(tool, arguments)
        assert not answer.is_error, answer
        return answer.structured_content


def write(server: MCPServer) -> None:
    """Write every golden answer."""
    FOLDER.mkdir(exist_ok=True)
    for case in CASES:
        text = json.dumps(mask(wait_for(ask(server, case))), ensure_ascii=False, indent=1)
        (FOLDER / f"{case}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Make the store and write the answers."""
    from flows.annotation.annotator import load_annotator
    from flows.assistants.mcp import build_server
    from flows.corpus.manifest import load_manifest
    from flows.pipeline.annotate import annotate_store
    from flows.pipeline.ingest import ingest_manifest
    from flows.settings import Settings
    from flows.store.database import Store
    from tests.assistants.mcp.stores import make_store
    from tests.support import MODELS, PROJECT

    annotator = load_annotator(MODELS)
    with tempfile.TemporaryDirectory() as folder:
        sample = Path(folder) / "sample" / "zhengce.sqlite"
        sample.parent.mkdir()
        with Store(sample) as store, store.run("test") as run:
            ingest_manifest(store, run.id, load_manifest(PROJECT / "corpora" / "sample" / "source.yml"))
            annotate_store(store, run.id, annotator, MODELS)
        path = make_store(sample, Path(folder), annotator)
        write(build_server(Settings(store=path, models=MODELS)))


if __name__ == "__main__":
    main()
