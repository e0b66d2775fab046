"""Page metadata for reference managers: `citation_*` meta tags (Highwire Press) and a COinS span."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from flows.output.bibliography.item import CslItem, day_of, names_of
from flows.output.bibliography.kinds import kind_of_item


def page_tags(item: CslItem) -> list[tuple[str, str]]:
    """Return (name, content) of the meta tags of a document's page."""
    return [(f"citation_{name}", content) for name, content in _tags(item) if content]


def _tags(item: CslItem) -> Iterator[tuple[str, str]]:
    names = names_of(item)
    yield "title", item["title"]
    yield from (("author", name) for name in names)
    yield "publication_date", day_of(item).replace("-", "/")
    yield "journal_title", item.get("container-title", "")
    if kind_of_item(item).ris in ("RPRT", "STAT"):
        yield "technical_report_institution", ", ".join(names)
        yield "technical_report_number", item.get("number", "")
    yield "language", item.get("language", "")
    yield "public_url", item.get("URL", "")


def coins_of(item: CslItem) -> str:
    """Return the title attribute of a COinS span (ContextObject in Span, Z39.88-2004, Dublin Core format)."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rfr_id", "info:sid/zhengce"),
        ("rft.type", kind_of_item(item).label or "document"),
        ("rft.title", item["title"]),
        *(("rft.creator", name) for name in names_of(item)),
        ("rft.source", item.get("container-title", "")),
        ("rft.date", day_of(item)),
        ("rft.identifier", item.get("URL", "")),
        ("rft.language", item.get("language", "")),
        ("rft.description", item["note"]),
    ]
    return urlencode([(name, value) for name, value in pairs if value])
