"""Commands about single documents and how they hang together: show, versions, reprints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Literal

from flows.cli.commands.shared import StoreOption, open_lexicon, open_store


def show(document: str, *, format: Literal["text", "json"] = "text", store: StoreOption = None) -> int:
    """Show how a document came about.

    Every field with where it came from, bytes, address, headers, reader, run and versions.

    Parameters
    ----------
    document
        Its id as search shows it (or a passage's, or the beginning of it), or its address.
    """
    from flows.output import print_json
    from flows.pipeline import collect_provenance, resolve_id

    with open_store(store) as opened:
        found = collect_provenance(opened, resolve_id(opened, document), open_lexicon())
    if format == "json":
        print_json(found)
    else:
        _print_provenance(found)
    return 0


def versions(document: str, *, format: Literal["text", "json"] = "text", store: StoreOption = None) -> int:
    """Show what changed between the stored versions of a document, and between editions of a law.

    What was taken out stands in [-...-], what was put in in {+...+}.

    Parameters
    ----------
    document
        Its id as search shows it (of any version), or its address.
    """
    from flows.output import clean, messages, print_json, results
    from flows.pipeline import compare_editions, compare_versions, mark_changes, resolve_id

    with open_store(store) as opened:
        identifier = resolve_id(opened, document)
        steps = [*compare_versions(opened, identifier), *compare_editions(opened, identifier)]
    if format == "json":
        print_json([step.as_dict() for step in steps])
        return 0
    for step in steps:
        when = f"first seen {step.first_seen}"
        if step.dates:
            when = f"editions of {step.dates[0]} and {step.dates[1]}"
        results.print(f"{step.old_id} → {step.new_id}, {when}", style="bold", markup=False)
        for name, (old, new) in step.fields.items():
            results.print(f"  {name}: {clean(old) or '(empty)'} → {clean(new) or '(empty)'}", markup=False)
        for change in step.changes:
            shown = mark_changes(change.old, change.new)
            results.print(f"  {change.line}: {clean(shown)}", markup=False)
    if not steps:
        messages.print("one version only: nothing has changed since it was first read")
    return 0


def reprints(
    *,
    find: bool = False,
    corpus: str = "",
    limit: int = 20,
    format: Literal["text", "json"] = "text",
    store: StoreOption = None,
) -> int:
    """List clusters of documents that say nearly the same: reprints, news a day apart, amended laws.

    Parameters
    ----------
    find
        Compare all documents anew first (about a minute for 75,000 news items); else only what no ingest has
        compared yet.
    corpus
        Only clusters with a document of this corpus.
    limit
        How many clusters, the largest first.
    """
    from flows.output import clean, messages, print_json, results
    from flows.pipeline import find_reprints
    from flows.store import list_clusters

    with open_store(store) as opened:
        number, documents = find_reprints(opened, anew=find)
        clusters = list_clusters(opened, limit=limit, corpus=corpus)
    if format == "json":
        print_json([[asdict(member) for member in members] for members in clusters])
        return 0
    for members in clusters:
        results.print(f"{len(members)} documents", style="bold", markup=False)
        for member in members:
            title = clean(member.title) or "(no title)"
            results.print(
                f"  {member.similarity:.0%} {member.date or 'n.d.'} {member.id} {member.corpus} {title}",
                markup=False,
            )
    messages.print(f"{documents:,} documents in {number:,} clusters")
    return 0


def _print_provenance(found: Mapping[str, Any]) -> None:
    from flows.output import clean, print_table, results

    def line(label: str, value: object) -> None:
        if value:
            results.print(f"{label}: {clean(str(value))}", markup=False)

    results.print(f"{found['id']} in {found['corpus']}", style="bold", markup=False)
    rows = [{"field": name, **entry} for name, entry in found["fields"].items() if entry["value"]]
    print_table(rows, {"field": "field", "value": "value", "from": "from"})
    for name, value in found["described"].items():
        if name == "history":
            for step in value:
                line(step["act"].replace("_", " "), f"{step['date']}: {step['text']}")
        elif name == "page_numbers":
            line("page numbers in the flow", len(value))
        elif name != "issuers":
            line(
                name,
                ", ".join(f"{key} {part}" for key, part in value.items())
                if isinstance(value, dict)
                else value,
            )
    for issuer in found["issuers"]:
        line(
            "issuer",
            f"{issuer['name']} ({issuer['concept']}: {issuer['en']})"
            if issuer["concept"]
            else issuer["name"],
        )
    for damaged in found["damaged"]:
        line(
            "damaged passage",
            f"{damaged['passage_id']}, {damaged['share']:.1%} of its characters lost or garbled",
        )
    for note in found["notes"]:
        line("note", note)
    line("key", found["key"])
    line(
        "raw bytes",
        f"{found['raw']['sha256']} ({found['raw']['file'] if found['raw']['kept'] else 'not kept'})",
    )
    fetched = found["fetched"]
    if fetched:
        line(
            "fetched",
            f"{fetched['address']} at {fetched['time']}, status {fetched['status']}, "
            f"asked {fetched['tries']} times",
        )
        line("led to", fetched["final"] if fetched["final"] != fetched["address"] else "")
        line("headers", "; ".join(f"{name}: {value}" for name, value in fetched["headers"].items()))
        line("listed as", ", ".join(f"{name} {value}" for name, value in fetched["listed"].items()))
        line("manifest", fetched["manifest"])
    visit = found["last_visit"]
    line(
        "last asked for",
        visit
        and f"{visit['checked']}, {visit['outcome']}" + (f": {visit['reason']}" if visit["reason"] else ""),
    )
    reader = found["reader"]
    line(
        "reader",
        f"{reader['format']}, {reader['encoding'] or 'no encoding'} "
        f"(known by {reader['known_by'] or 'the format'}), way of reading {reader.get('reading', '?')}",
    )
    run = found["run"]
    line(
        "run",
        f"{run['id']} ({run.get('command', '')}), first seen {run['first_seen']}, "
        f"zhengce {run['code_version']}",
    )
    line("size", f"{found['size']['characters']:,} characters, {found['size']['passages']:,} passages")
    for version in found["versions"] if len(found["versions"]) > 1 else ():
        line(
            "version",
            f"{version['id']}, first seen {version['first_seen']}"
            f"{' (current)' if version['is_current'] else ''}",
        )
    for edition in found["editions"]:
        line(
            "edition",
            f"{edition['date']}, {edition['id']}{' (this one)' if edition['id'] == found['id'] else ''}",
        )
    for other in found["reprints"]:
        line(
            "near the same",
            f"{other['id']} {other['date']} {other['corpus']} {other['title']} ({other['similarity']:.0%})",
        )
    for other in found["repealed_by"]:
        line("repealed by", f"{other['passage_id']} {other['date']} {other['title']}: {other['surface']}")
