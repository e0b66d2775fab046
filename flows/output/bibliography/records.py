"""References in formats for programs: BibTeX and RIS."""

from __future__ import annotations

from collections.abc import Iterator

from flows.output.bibliography.item import CslItem, day_of, names_of, other_title, show_date
from flows.output.bibliography.kinds import kind_of_item
from flows.text import lazy_pattern

# Characters with a meaning in TeX, with their escapes.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TEX_TABLE = str.maketrans(_TEX)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_UNSAFE = lazy_pattern(r"[\s{}\\\"<>]")
_NUMBER_FIELDS = {"misc": "howpublished"}
_LANGUAGES = {"zh-CN": "chinese", "en": "english"}


def cite_bibtex(item: CslItem) -> str:
    """Return a BibTeX entry; names and titles are braced, so that styles do not change their case."""
    kind = kind_of_item(item).bibtex
    if kind == "techreport" and "author" not in item:
        kind = "misc"  # a techreport needs an institution
    fields = ",\n".join(f"  {name} = {value}" for name, value in _bibtex_fields(item, kind))
    return f"@{kind}{{{item['id']},\n{fields}\n}}"


def _bibtex_fields(item: CslItem, kind: str) -> Iterator[tuple[str, str]]:
    if names := names_of(item):
        yield "author", "{" + " and ".join(f"{{{_tex(name)}}}" for name in names) + "}"
    yield "title", f"{{{{{_tex(item['title'])}}}}}"
    if kind == "article":
        yield "journal", f"{{{_tex(item['container-title'])}}}"
    if kind == "techreport":
        yield "institution", f"{{{_tex(', '.join(names))}}}"
        yield "type", f"{{{kind_of_item(item).label}}}"
    if "number" in item:
        yield _NUMBER_FIELDS.get(kind, "number"), f"{{{_tex(item['number'])}}}"
    if "issued" in item:
        year, *rest = item["issued"]["date-parts"][0]
        yield "year", f"{{{year}}}"
        if rest:
            yield "month", _MONTHS[rest[0] - 1]
        if len(rest) == 2:
            yield "day", f"{{{rest[1]}}}"
    if "URL" in item:
        yield "url", f"{{{_safe_address(item['URL'])}}}"
        yield "urldate", f"{{{show_date(item['accessed'])}}}"
    if "language" in item:
        yield "langid", f"{{{_LANGUAGES[item['language']]}}}"
    yield "note", f"{{{_tex(_note(item))}}}"


def _tex(text: str) -> str:
    return text.translate(_TEX_TABLE)


def _safe_address(address: str) -> str:
    """Return an address without anything that would end a braced field or a line."""
    return _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)


def _note(item: CslItem) -> str:
    """Return the note, with the day of access if no other field has it."""
    accessed = "" if "URL" in item else f"; accessed {show_date(item['accessed'])}"
    return item["note"] + accessed


def cite_ris(item: CslItem) -> str:
    """Return a RIS record with the tags that reference managers read for each type."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _ris_fields(item) if value]
    return "\n".join([*lines, "ER  - "])


def _ris_fields(item: CslItem) -> Iterator[tuple[str, str]]:
    kind = kind_of_item(item)
    names = names_of(item)
    yield "TY", kind.ris
    yield "ID", item["id"]
    yield from (("AU", name) for name in names)
    yield "TI", item["title"]
    yield "TT", other_title(item)
    yield "T2", item.get("container-title", "")
    if kind.ris == "RPRT":
        yield "PB", ", ".join(names)
        yield "M3", kind.label
    yield ("SN" if kind.ris == "RPRT" else "M1"), item.get("number", "")
    if kind.ris == "STAT":
        yield "SE", item["custom"].get("article", "")
    if date := day_of(item):
        yield "PY", date[:4]
        yield "DA", f"{date.replace('-', '/')}{'/' * (3 - len(date.split('-')))}"
    yield "LA", item.get("language", "")
    yield "UR", item.get("URL", "")
    yield "Y2", show_date(item["accessed"]).replace("-", "/")
    yield "N1", item["note"]
