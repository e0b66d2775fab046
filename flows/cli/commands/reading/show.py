"""Show a document: its fields and the origin of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.cli.naming import choose_document
from flows.cli.opening import open_workspace
from flows.cli.options import AsOf, StoreOption, TextOrJson
from flows.cli.printing import print_line, print_message


def show(document: str, *, as_of: AsOf = "", format_: TextOrJson = "text", store: StoreOption = None) -> int:
    """Show a document's provenance: each field's origin, its bytes, address, reader, run and versions.

    Parameters
    ----------
    document
        Its id as search shows it (or a passage's, or the beginning of it), the id to cite that a colleague's
        store shows, its title, number or address. A title means the newest edition, or with --as-of the one
        of that day; a title with a remark, such as （2021年修订）, means that edition.
    """
    from flows.output import print_json
    from flows.pipeline import collect_provenance
    from flows.references import document_on, read_as_of

    with open_workspace(store) as workspace:
        day = read_as_of(as_of)
        identifier = choose_document(workspace, document, day)
        if as_of:
            identifier = document_on(workspace.store, identifier, as_of).document_id
        found = collect_provenance(workspace.store, identifier, workspace.lexicon, day=day)
    if format_ == "json":
        print_json(found)
        return 0
    _print_provenance(found)
    return 0


def _print_provenance(found: Mapping[str, Any]) -> None:
    from flows.cli.commands.reading.provenance import describe_provenance
    from flows.output import join_label, print_table, translate_word

    print_message("cli.document_in", "bold", identifier=found["id"], corpus=found["corpus"])
    print_message("cli.to_cite", identifier=found["content_id"])
    rows = [
        {"field": translate_word(name, "fields"), **_name_entry(name, entry)}
        for name, entry in found["fields"].items()
        if entry["value"]
    ]
    print_table(rows, {name: name for name in ("field", "value", "from")})
    for label, value in describe_provenance(found):
        print_line(join_label(label, value))


def _name_entry(name: str, entry: Mapping[str, str]) -> dict[str, str]:
    """Return the value and origin of a field in the terminal's language."""
    from flows.cli.commands.reading.provenance import name_origin
    from flows.output import translate_word

    value = entry["value"]
    return {"value": {"language": translate_word(value)}.get(name, value), "from": name_origin(entry["from"])}
