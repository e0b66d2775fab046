"""The provenance of a document in words: one label and value per line of `zhengce show`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flows.corpus.metadata import name_state, show_notes
from flows.errors import format_message, local_message, terminal_locale
from flows.output import join_label, join_list, translate_heading, translate_word

_WHAT = "provenance"  # the section of headings.toml for labels with another meaning in tables


def describe_provenance(found: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Yield what is known about a document, from `collect_provenance`, in the terminal's locale."""
    for part in (_describe_state, _describe_content, _describe_source, _describe_history):
        for label, value in part(found):
            if value:
                yield translate_heading(label, _WHAT), value


def name_origin(origin: str) -> str:
    """Return the origin of a field; for a correction, with its date and the original value."""
    made, is_corrected, read = origin.removeprefix("corrected ").partition(" (as read: ")
    if not is_corrected:
        return _name_origin(origin)
    read = _name_origin(read.removesuffix(")"))
    return local_message("cli.corrected_field", made=made, read=read)


def _name_origin(origin: str) -> str:
    """Return what a field was read from; `meta date` is a tag of the page, whose own name is kept."""
    kind, _, tag = origin.partition(" ")
    if kind == "meta":
        return f"{translate_word(kind, 'origin')} {tag}"
    return translate_word(origin, "origin")


def _name_state(field: str, value: str) -> str:
    """Return a status, kind or level; in English, its id without underscores."""
    if terminal_locale() == "en":
        return value.replace("_", " ")
    return name_state(field, value, "zh")


def _describe_state(found: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    state = found["state"]
    yield "kind", _name_kind("kind", state["kind"])
    yield "level", _name_kind("level", state["level"])
    status = _name_state("status", state["status"])
    if status and not state["reasons"]:
        yield "status", local_message("cli.status_presumed", status=status)
    for reason in state["reasons"]:
        place = reason.get("passage_id") or reason.get("other_id", "")
        values = {
            "status": _name_state("status", state["status"]),
            "since": reason.get("since", ""),
            "source": f"{translate_word(reason['source'], 'status_source')} {place}".strip(),
        }
        message = "cli.status_since" if "since" in reason else "cli.status_by"
        if state["status"] == "not_yet":
            message = "cli.status_from"  # the reason tells when it comes into force
        yield "status", local_message(message, **values)
    if state["again"]:
        yield "status", local_message("cli.status_again", day=state["again"])
    for note in state["notes"]:
        yield "note", format_message(note["code"], note["values"], terminal_locale())


def _name_kind(field: str, value: str) -> str:
    return name_state(field, value, "zh") if terminal_locale() == "zh" else value


def _describe_content(found: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for name, value in found["described"].items():
        if name == "history":
            yield from (
                (step["act"].replace("_", " "), join_label(step["date"], step["text"])) for step in value
            )
        elif name == "page_numbers":
            yield "page numbers in the flow", len(value)
        elif name == "validity":
            yield name, _join_pairs({key: _name_kind(key, part) for key, part in value.items()})
        elif name == "issued_kind":
            yield name, _name_kind("kind", value)
        elif isinstance(value, dict):
            yield name, _join_pairs(value)
        elif name not in ("issuers", "kind", "level"):
            yield name, value
    for issuer in found["issuers"]:
        code = "cli.issuer_known" if issuer["concept"] else "cli.issuer"
        yield "issuer", local_message(code, **issuer)
    for damaged in found["damaged"]:
        yield "damaged passage", local_message("cli.damaged", **damaged)
    metadata = {"derived": {"notes": found["coded_notes"]}}
    yield from (("note", text) for text in show_notes(found["notes"], metadata, terminal_locale()))


def _join_pairs(values: Mapping[str, object]) -> str:
    return join_list(f"{translate_word(key, 'fields')} {part}" for key, part in values.items())


def _describe_source(found: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    raw, fetched, visit = found["raw"], found["fetched"], found["last_visit"]
    yield "key", found["key"]
    yield "raw bytes", local_message("cli.raw_kept" if raw["kept"] else "cli.raw_not_kept", **raw)
    if fetched:
        yield "fetched", local_message("cli.fetched", **_pick(fetched, "address", "time", "status", "tries"))
        if fetched["final"] != fetched["address"]:
            yield "led to", fetched["final"]
        yield "headers", "; ".join(f"{name}: {value}" for name, value in fetched["headers"].items())
        yield "listed as", _join_pairs(fetched["listed"])
        yield "manifest", fetched["manifest"]
    if visit:
        values = {**visit, "outcome": translate_word(visit["outcome"], "visit")}
        yield "last visit", local_message("cli.visit_why" if visit["reason"] else "cli.visit", **values)
    for one in found["sightings"]:
        values = {**one, "state": _name_state("vanished", one["state"])}
        yield "at the source", local_message("cli.sighting", **values)


def _describe_history(found: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    reader, run, size = found["reader"], found["run"], found["size"]
    yield (
        "reader",
        local_message(
            "cli.reader",
            format=reader["format"],
            encoding=reader["encoding"] or local_message("cli.no_encoding"),
            known_by=translate_word(reader["known_by"] or "the format", "encoding"),
            reading=reader.get("reading", "?"),
        ),
    )
    yield (
        "run",
        local_message(
            "cli.run_of", **_pick({"command": "", **run}, "id", "command", "first_seen", "code_version")
        ),
    )
    yield "size", local_message("cli.size", **size)
    if len(found["versions"]) > 1:
        yield from _versions(found["versions"])
    for edition in found["editions"]:
        code = "cli.this_edition" if edition["id"] == found["id"] else "cli.edition"
        yield "edition", local_message(code, **edition)
    for other in found["reprints"]:
        yield "near-duplicate", local_message("cli.near_duplicate", **other)
    for other in found["repealed_by"]:
        where = f"{other['passage_id']} {other['date']} {other['title']}"
        yield "repealed by", join_label(where, other["surface"])


def _pick(values: Mapping[str, Any], *names: str) -> dict[str, object]:
    return {name: values[name] for name in names}


def _versions(versions: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, object]]:
    for version in versions:
        code = "cli.current_version" if version["is_current"] else "cli.version_of"
        yield "version", local_message(code, **version)
