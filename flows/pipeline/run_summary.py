"""The summary of a run, as Markdown for Prefect's page and as rows for the terminal."""

from __future__ import annotations

from typing import Any

from flows.text import escape_markdown


def as_markdown(
    ingested: dict[str, Any], annotated: dict[str, Any], written: list[str], summary: dict[str, Any]
) -> str:
    """Return the run's counts, the reasons of its rejections and the files written, as Markdown."""
    lines = ["| | this run | stored |", "|---|---:|---:|"]
    lines += [
        f"| {name} | {this} | {stored} |" for name, this, stored in count_rows(ingested, annotated, summary)
    ]
    lines += ["", *(f"- expectation not met: {escape_markdown(unmet)}" for unmet in ingested["unmet"])]
    if summary["reasons"]:
        lines += [
            "",
            "Rejected in this run:",
            "",
            *(
                f"- {number} × {escape_markdown(reason)}{_places(summary, reason, number)}"
                for reason, number in summary["reasons"].items()
            ),
        ]
    for heading, is_version in (("New:", False), ("New versions:", True)):
        if chosen := [entry for entry in summary.get("changes", []) if entry["is_version"] is is_version]:
            lines += [
                "",
                heading,
                "",
                *(
                    f"- {entry['date'] or 'n.d.'} {escape_markdown(entry['title'])} ({entry['corpus']}, {entry['id']})"
                    for entry in chosen
                ),
            ]
    lines += ["", "Written:", "", *(f"- `{path}`" for path in written)]
    return "\n".join(lines)


def _places(summary: dict[str, Any], reason: str, number: int) -> str:
    """Return where it happened, as far as the summary tells: `: a.html, b.html …`."""
    places = summary.get("places", {}).get(reason, [])
    return (
        (": " + ", ".join(map(escape_markdown, places)) + (" …" if number > len(places) else ""))
        if places
        else ""
    )


def count_rows(
    ingested: dict[str, Any], annotated: dict[str, Any], summary: dict[str, Any]
) -> list[tuple[str, str, str]]:
    """Return (what, in this run, stored) rows."""
    stored = summary["stored"]
    return [
        ("files read", f"{ingested['files'] - ingested['unchanged']:,} of {ingested['files']:,}", ""),
        ("unchanged", f"{ingested['unchanged']:,}", ""),
        ("new versions", f"{ingested['superseded']:,}", ""),
        ("documents", f"{ingested['documents']:,}", f"{stored['documents']:,}"),
        ("nearly the same", "", f"{stored['alike']:,} in {stored['clusters']:,} clusters"),
        ("passages", f"{ingested['passages']:,}", f"{stored['passages']:,}"),
        ("annotated", f"{annotated['passages']:,}", f"{stored['annotated']:,}"),
        ("mentions", f"{annotated['mentions']:,}", f"{stored['mentions']:,}"),
        ("with a strategy", f"{annotated['labelled']:,}", f"{stored['labelled']:,}"),
        ("rejected", f"{ingested['rejected']:,}", f"{stored['rejections']:,}"),
    ]
