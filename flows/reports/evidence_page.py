"""Write an evidence pack: the quotes behind a number of a trend, as a page that stands alone and as JSON lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from flows.errors import UsageError
from flows.output import describe_origin, place, say_again, side_of, write_lines
from flows.reports.evidence import Evidence, EvidenceRequest, find_evidence, number_quotes
from flows.search import Collection
from flows.trends import name_axis

EVIDENCE_FORMATS = ("html", "jsonl")


def write_evidence(
    collection: Collection,
    request: EvidenceRequest,
    folder: Path,
    *,
    formats: Sequence[str] = EVIDENCE_FORMATS,
) -> list[Path]:
    """Write `evidence-TERM[-PERIOD]` into `folder`, one file per format with its sidecar; returns the paths.

    Raises UsageError where the series has no occurrence.
    """
    evidence = find_evidence(collection, request)
    store, lexicon, series = collection.store, collection.lexicon, request.series
    term, period, limit = request.term, request.period, request.limit
    if not evidence.places:
        raise UsageError(
            f"{term!r}: nothing is counted {'in ' + period if period else 'in these periods'}; `zhengce trends` shows the series"
        )
    first, last = series.dates.first or "", series.dates.last or ""
    options = {
        "term": term,
        "by": series.by,
        "date": series.axis.value,
        "from": first,
        "to": last,
        "period": period,
        "group": series.grouping.value if series.grouping else "",
        "value": request.group,
        "corpus": list(series.corpora),
        "limit": limit,
    }
    words = ["evidence", term, *_as_options(options)]
    again = say_again(words, store.path, folder)
    origin = describe_origin(store, lexicon)
    folder.mkdir(parents=True, exist_ok=True)
    rows = min(len(evidence.places), limit) if limit else len(evidence.places)
    paths = []
    for format in formats:
        path = (
            folder
            / f"evidence-{name_file(evidence, ' '.join([*series.corpora, request.group]), period or f'{first} {last}')}.{format}"
        )
        side = side_of(path)
        quotes = number_quotes(store, evidence, limit)
        if format == "jsonl":
            write_lines(quotes, side)
        else:
            page = {
                "options": options,
                "again": again,
                "origin": origin,
                "axis": name_axis(series.axis),
                "rows": rows,
            }
            _write_page(_with_links(quotes), evidence, page, side)
        what = f"the passages behind the series {term!r}: one quote for each occurrence"
        paths.append(
            place(
                side,
                path,
                what=what,
                again=again,
                origin=origin,
                options={**options, "format": format},
                rows=rows,
            )
        )
    return paths


def _as_options(options: dict[str, Any]) -> Iterator[str]:
    usual = {"by": "year", "date": "published"}
    for name, value in options.items():
        if name == "term" or not value or value == usual.get(name):
            continue
        for one in value if isinstance(value, list) else [value]:
            yield from (f"--{name}", str(one))


def name_file(evidence: Evidence, value: str, period: str) -> str:
    """Return the part of the file name that tells packs apart: concept or term, value and period."""
    parts = [evidence.concept.id if evidence.concept else evidence.term, value, period]
    return (
        "-".join(found[:60] for part in parts if (found := re.sub(r"[^\w]+", "-", part).strip("-"))) or "term"
    )


def _with_links(quotes: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for row in quotes:
        yield {**row, "link": row["url"] if re.match(r"https?://", row["url"] or "") else ""}


def _write_page(
    quotes: Iterable[dict[str, Any]], evidence: Evidence, page: dict[str, Any], path: Path
) -> None:
    environment = Environment(
        loader=PackageLoader("flows.reports", "templates"), autoescape=select_autoescape(["html"])
    )
    template = environment.get_template("evidence.html")
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(
            template.generate(quotes=quotes, evidence=evidence, concept=evidence.concept, **page)
        )
