"""The reference pages made from code: commands, JSON interface, manifests, columns."""

from __future__ import annotations

import inspect
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from flows.cli.main import app as commands
from flows.corpus.manifest import Manifest
from flows.search.grammar import FIELDS
from flows.web import describe_interface

PROJECT = Path(__file__).parent.parent
_GENERATED = "% Made from the code by reference_pages.py.\n\n"
_MANIFEST = """# Manifests

A corpus is a folder with a `source.yml`. [Sources and schedules](../sources.md) shows one. An unknown key
or a bad value is an error that names file, line and choices. These are all keys.

The id of a corpus is `id`, or if that is left out, the name of the folder that contains its manifest.
"""
_QUERY_LANGUAGE = """# Query language · 检索语法

The search box, `zhengce search`, `concordance`, `watch`, `query:` in series, and `--query` of exports read
the same language.

检索框与 `search`、`concordance`、`watch`、`query:` 序列、导出的 `--query` 使用同一语法。

| query | finds | 说明 |
|---|---|---|
"""
_MORE_QUERIES = [
    ("稀土 NEAR 管制", "as NEAR/10", "等于 NEAR/10"),
    (
        'publisher:"Sample Institute"',
        "a value with spaces is quoted, in any field",
        "任何字段的值含空格时都加引号",
    ),
    ("corpus:sample", "in documents of this corpus", "该语料库的文件"),
    (
        "language:zh",
        "in this language: zh, en, mixed, or und (neither)",
        "语种：zh、en、mixed（混合）或 und（未定）",
    ),
    ("term:little-giant", "the same as concept:", "与 concept: 相同"),
    (
        "instrument:export_control",
        "passages to which the classifier assigned this policy instrument",
        "分类器标注了该政策工具的段落",
    ),
    (
        "status:repealed",
        "in documents of this status: in_force, not_yet, amended, suspended, repealed, expired or draft",
        "文件的效力状态：现行、尚未施行、已修改、暂停实施、废止、失效、草案",
    ),
    (
        "level:province",
        "in documents of this level of government: central, province, city or county",
        "文件的层级：中央、省、市、县",
    ),
    (
        "kind:notice",
        "in documents of this kind: law, regulation, notice, opinion, plan, announcement, speech, "
        "commentary, analysis, report or news",
        "文件类别：法律、法规、通知、意见、规划、公告、讲话、评论、解读、报告、新闻",
    ),
    ("collection:controls", "what a collection holds", "该资料集的内容"),
    ("tag:read-again", "what has this tag", "带该标签的内容"),
    (
        "like:0123456789abcdef-12",
        "passages similar to a stored passage or document, by its id: a ranking, not a count",
        "与库中某段落或文件（按编号）相似的段落：只排名，不计数",
    ),
]
_INTERFACE = """# JSON interface

`zhengce web` answers these addresses with JSON, on the same port as the page. They only read, except those
of collections and tags with POST, PATCH or DELETE. A bad query or date is answered with 400, a parameter out
of range with 422, and the body says what is wrong: `{"detail": "…"}`. Where the page asks for a token,
programs send it as `Authorization: Bearer TOKEN`. Without one, what writes needs the header `Origin` with the
address of the page (`http://127.0.0.1:8765`), else the answer is 403. The OpenAPI description is at
`/api/openapi.json`.
"""


def write_reference_pages(folder: Path) -> None:
    """Write commands.md, api.md and the others into `folder`; an unchanged page is kept."""
    pages = {
        "commands.md": describe_commands(),
        "api.md": "\n".join(describe_addresses(describe_interface())),
        "columns.md": (PROJECT / "outputs" / "README.md").read_text(encoding="utf-8"),
        "manifests.md": "\n".join(describe_manifests()),
        "query-language.md": describe_query_language(),
    }
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != _GENERATED + text:
            path.write_text(_GENERATED + text, encoding="utf-8")


def describe_commands() -> str:
    """Return the help of every command as Markdown."""
    text = commands.generate_docs(output_format="markdown", recursive=True)
    text = re.sub(r"## Table of Contents\n.*?(?=\n## )", "", text, count=1, flags=re.DOTALL)
    return text.replace("# zhengce\n", "# Commands\n", 1)


def describe_query_language() -> str:
    """Return the query language as Markdown, in both languages: the page's help, and what it omits.

    Raises ValueError for a field of the parser that no example shows.
    """
    manual = tomllib.loads((PROJECT / "flows" / "web" / "manual.toml").read_text(encoding="utf-8"))
    examples = [(each["example"], each["en"], each["zh"]) for each in manual["grammar"]] + _MORE_QUERIES
    missing = [field for field in FIELDS if not any(query.startswith(f"{field}:") for query, *_ in examples)]
    if missing:
        raise ValueError(f"fields missing from the page on the query language: {', '.join(missing)}")
    rows = [f"| `{query}` | {english} | {chinese} |" for query, english, chinese in examples]
    rules = [f"- {rule['en']}\n  {rule['zh']}" for rule in manual["rules"]]
    return "\n".join([_QUERY_LANGUAGE.rstrip("\n"), *rows, "", "## Rules · 规则", "", *rules, ""])


def describe_addresses(interface: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a page on an OpenAPI description: one section per address."""
    yield _INTERFACE
    for path, methods in interface["paths"].items():
        for method, operation in methods.items():
            yield f"## {method.upper()} {path}\n"
            yield inspect.cleandoc(operation.get("description", operation["summary"])) + "\n"
            parameters = operation.get("parameters", [])
            if parameters:
                yield from _table("parameter", (_row(each, each["schema"]) for each in parameters))
            yield from _describe_body(operation, interface["components"]["schemas"])


def _describe_body(operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Iterator[str]:
    """Yield the table of the JSON that a request sends, where there is any."""
    content = operation.get("requestBody", {}).get("content", {})
    name = content.get("application/json", {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
    if name in schemas:
        part = schemas[name]
        required = part.get("required", [])
        rows = ({"name": key, "required": key in required} for key in part["properties"])
        yield from _table("JSON", (_row(row, part["properties"][row["name"]]) for row in rows))


def describe_manifests() -> Iterator[str]:
    """Yield the lines of a page on the manifest: one table for it, and one for each of its parts."""
    schema = Manifest.model_json_schema()
    yield _MANIFEST
    yield from _describe_part("source.yml", schema, level=2, defaults={"id": "the folder's name"})
    for name, part in schema["$defs"].items():
        yield from _describe_part(name, part, level=3)


def _describe_part(
    name: str, part: Mapping[str, Any], level: int, defaults: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield a section on a part of the manifest; `defaults` are those that its schema does not know."""
    known = defaults or {}
    yield f"{'#' * level} {name}\n"
    yield inspect.cleandoc(part.get("description", "")) + "\n"
    if "properties" in part:
        required = part.get("required", [])
        rows = (
            {"name": key, "required": key in required and key not in known, "default": known.get(key)}
            for key in part["properties"]
            if key != "directory"
        )
        yield from _table("key", (_row(row, part["properties"][row["name"]]) for row in rows))


def _table(first: str, rows: Iterator[tuple[str, str, str, str]]) -> Iterator[str]:
    """Yield a table of names with type, default, and meaning where there is any."""
    told = list(rows)
    columns = 4 if any(meaning for *_, meaning in told) else 3
    for row in [(first, "type", "default", "meaning"), ("---",) * 4, *told]:
        yield f"| {' | '.join(row[:columns])} |"
    yield ""


def _row(parameter: Mapping[str, Any], schema: Mapping[str, Any]) -> tuple[str, str, str, str]:
    default = "required" if parameter.get("required") else parameter.get("default") or _default(schema)
    meaning = parameter.get("description", schema.get("description", ""))
    return f"`{parameter['name']}`", _type_of(schema), default, meaning.replace("\n", " ")


def _default(schema: Mapping[str, Any]) -> str:
    value = schema.get("default")
    return "" if value in (None, "", [], {}) else f"`{json.dumps(value, ensure_ascii=False)}`"


def _type_of(schema: Mapping[str, Any]) -> str:
    """Return a JSON type in words: `list of text`, `raw, first or fold`, `Schedule`."""
    if "anyOf" in schema or "oneOf" in schema:
        kinds = [each for each in schema.get("anyOf", schema.get("oneOf")) if each.get("type") != "null"]
        return " or ".join(map(_type_of, kinds))
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    if schema.get("type") == "array":
        return f"list of {_type_of(schema.get('items', {}))}"
    names = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "object": "mapping",
    }
    return names.get(schema.get("type", ""), "anything")
