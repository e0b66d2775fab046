"""The crosswalk from instruments to supply, environment and demand tools (Rothwell and Zegveld 1981, 1985).

Scholars who code policies by hand count these tools by document; `tool_rows` builds that table from the
labels of passages.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple, cast

from flows.store import Store
from flows.store.facts import ToolDocument, chosen_instruments, tool_documents

ToolType = Literal["supply", "environment", "demand"]
TOOL_TYPES: tuple[ToolType, ...] = ("supply", "environment", "demand")


class Crossing(NamedTuple):
    """An instrument with its tool in the scheme, the tool's type, and the reason."""

    instrument: str
    type: ToolType
    tool: str
    reason: str


class Tool(NamedTuple):
    """One of the twelve tools of the scheme, with its names in both languages."""

    id: str
    type: ToolType
    en: str
    zh: str


@cache
def read_tools() -> tuple[Tool, ...]:
    """Return the twelve tools: supply first, then environment and demand."""
    tools = _read()["tools"]
    return tuple(Tool(name, cast("ToolType", kind), en, zh) for name, (kind, en, zh) in tools.items())


@cache
def read_crosswalk() -> tuple[Crossing, ...]:
    """Return the crosswalk in the order of the taxonomy's instruments."""
    types = {tool.id: tool.type for tool in read_tools()}
    return tuple(
        Crossing(row["id"], types[row["tool"]], row["tool"], row["reason"]) for row in _read()["instrument"]
    )


@cache
def _read():  # type: ignore[no-untyped-def]
    text = Path(__file__).with_name("crosswalk.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def tool_columns() -> list[str]:
    """Return the columns of the table of tools: the document, the types, the tools and the instruments."""
    crosswalk = read_crosswalk()
    used = {crossing.tool for crossing in crosswalk}
    return [
        *(name for name in ToolDocument._fields if name != "annotated"),
        "with_tools",
        *TOOL_TYPES,
        *(f"{tool.type}_{tool.id}" for tool in read_tools() if tool.id in used),
        *(crossing.instrument for crossing in crosswalk),
        "other_instruments",
    ]


def counted_columns() -> list[str]:
    """Return the columns of the table of tools that are numbers of passages."""
    columns = tool_columns()
    return columns[columns.index("passages") :]


def describe_tools() -> dict[str, str]:
    """Return the meaning of each column of the table of tools."""
    described = dict(_read()["columns"])
    for name in TOOL_TYPES:
        described[name] = f"passages with an instrument that is a {name} tool; blank: not all annotated"
    for tool in read_tools():
        described[f"{tool.type}_{tool.id}"] = f"passages with a tool of the kind {tool.en} ({tool.zh})"
    for crossing in read_crosswalk():
        described[crossing.instrument] = f"passages with this instrument ({crossing.type}: {crossing.tool})"
    return {name: described[name] for name in tool_columns()}


def tool_rows(store: Store) -> Iterator[dict[str, object]]:
    """Yield one row per current document, by corpus, date and id: its passages by type, tool and instrument.

    A passage counts once for each of its types, tools and instruments. The counts of a document whose
    passages are not all annotated are None: unknown, not zero.
    """
    crosswalk = {crossing.instrument: crossing for crossing in read_crosswalk()}
    found: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for document, passage, label in chosen_instruments(store):
        found[document][passage].add(label)
    columns = tool_columns()
    for row in tool_documents(store):
        values: dict[str, object] = dict(row._asdict())
        if row.annotated == row.passages:
            counts = _count(found.get(row.document_id, {}), crosswalk)
            values |= {name: counts[name] for name in columns if name not in values}
        yield {name: values.get(name) for name in columns}


def _count(passages: dict[int, set[str]], crosswalk: dict[str, Crossing]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for labels in passages.values():
        known = [crosswalk[label] for label in labels if label in crosswalk]
        names = {"with_tools"} | {crossing.type for crossing in known} | set(labels & set(crosswalk))
        names |= {f"{crossing.type}_{crossing.tool}" for crossing in known}
        if len(known) < len(labels):
            names.add("other_instruments")
        counts.update(names)
    return counts
