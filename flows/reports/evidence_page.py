"""Write an evidence pack: the quotes behind a number of a trend, as a page, as JSON lines, or as a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from flows.errors import UsageError
from flows.output import (
    TABLE_FORMATS,
    describe_origin,
    repeat_command,
    start_side,
    stream_languages,
    write_lines,
    write_side,
    write_with_sidecar,
)
from flows.output.bibliography import cite as write_references
from flows.output.bibliography import ending_of, find_items
from flows.records import Locale
from flows.reports.columns import read_dictionary
from flows.reports.evidence import Evidence, EvidenceRequest, find_evidence, number_quotes
from flows.reports.pages import read_template, say_in
from flows.search import Collection
from flows.trends import describe_unfinished, find_unfinished, name_axis, name_period

EVIDENCE_FORMATS = ("html", "jsonl")
# Codes of the errors for a series without occurrences.
NOTHING_COUNTED = ("reports.nothing_counted", "reports.nothing_in_period")
_DEFAULTS = {"by": "year", "date": "published"}
_LONGEST_NAME = 60


def write_evidence(
    collection: Collection,
    request: EvidenceRequest,
    folder: Path,
    *,
    formats: Sequence[str] = EVIDENCE_FORMATS,
    cite: str | None = None,
    locale: Locale = "en",
) -> list[Path]:
    """Write `evidence-TERM[-PERIOD]` into `folder`, one file per format with its sidecar; return the paths.

    With a citation style `cite`, there is also a list of the quoted documents, each once, in the order of the
    quotes. Text other than quotes is in the language of `locale`. Raises UsageError if the series has no
    occurrence.
    """
    evidence = find_evidence(collection, request)
    _check_places(evidence, request)
    name = _name_pack(evidence, request)
    options = _describe_request(request)
    words = [*_as_words(options), *(["--format", formats[0]] if len(formats) == 1 else [])]
    words += ["--cite", cite] if cite else []
    again = repeat_command(["evidence", request.term, *words], collection.store, folder)
    origin = describe_origin(collection.store, collection.lexicon)
    rows = len(evidence.places[: request.limit])
    page = {
        "options": options,
        "again": again,
        "origin": origin,
        "rows": rows,
        "unfinished": describe_unfinished(
            find_unfinished(collection, request.series, list(evidence.counts)), locale
        ),
        **_words_of_page(request, origin, locale),
    }
    paths = _write_references(collection, evidence, request, folder / name, cite) if cite else []
    for ending in formats:
        path = folder / f"{name}.{ending}"
        side = start_side(path)
        quotes = number_quotes(collection.store, evidence, request.limit)
        if ending == "jsonl":
            write_lines((quote.as_row() for quote in quotes), side)
        elif ending in TABLE_FORMATS:
            explain = read_dictionary().formats["evidence table"]
            rows_of_table = (quote.as_flat_row() for quote in quotes)
            side, _ = write_side(rows_of_table, list(explain), path, ending, explain=explain)
        else:
            stream = read_template("evidence.html").generate(
                quotes=quotes, evidence=evidence, concept=evidence.concept, **page
            )
            with side.open("w", encoding="utf-8") as file:
                file.writelines(stream_languages(stream))
        what = f"the passages behind the series {request.term!r}: one quote for each occurrence"
        described = {**options, "format": ending}
        paths.append(
            write_with_sidecar(
                side, path, what=what, again=again, origin=origin, options=described, rows=rows
            )
        )
    return paths


def _words_of_page(request: EvidenceRequest, origin: Mapping[str, Any], locale: Locale) -> dict[str, object]:
    """Return the page's words in one language, and its notes on corpora and dates."""
    say = say_in(locale)
    corpora = [
        say("corpus_of", corpus=corpus, documents=size["documents"])
        for corpus, size in origin["corpora"].items()
    ]
    return {
        "corpora": corpora,
        "axis": name_axis(request.series.axis, locale),
        "say": say,
        "locale": locale,
        "locales": (locale,),
        "name_period": partial(name_period, language=locale),
    }


def _write_references(
    collection: Collection, evidence: Evidence, request: EvidenceRequest, base: Path, style: str
) -> list[Path]:
    """Write the references to the quoted documents beside the pack; return the path."""
    documents = dict.fromkeys(place.document for place in evidence.places[: request.limit])
    items = find_items(collection, list(documents))
    path = base.with_name(f"{base.name}{ending_of(style)}")
    path.write_text(write_references(items, style, collection.lexicon), encoding="utf-8", newline="\n")
    return [path]


def _check_places(evidence: Evidence, request: EvidenceRequest) -> None:
    if evidence.places:
        return
    if request.period:
        raise UsageError("reports.nothing_in_period", term=request.term, period=request.period)
    raise UsageError("reports.nothing_counted", term=request.term)


def _describe_request(request: EvidenceRequest) -> dict[str, Any]:
    """Return the command-line options of a request, by name."""
    series = request.series
    return {
        "term": request.term,
        "by": series.by,
        "date": series.axis.value,
        "from": series.dates.first or "",
        "to": series.dates.last or "",
        "period": request.period,
        "group": series.grouping.value if series.grouping else "",
        "value": request.group,
        "corpus": list(series.corpora),
        "limit": request.limit,
    }


def _as_words(options: Mapping[str, Any]) -> Iterator[str]:
    """Yield the options that differ from the defaults as command-line words."""
    for name, value in options.items():
        if name == "term" or not value or value == _DEFAULTS.get(name):
            continue
        values = value if isinstance(value, list) else [value]
        for one in values:
            yield from (f"--{name}", str(one))


def _name_pack(evidence: Evidence, request: EvidenceRequest) -> str:
    dates = request.series.dates
    period = request.period or f"{dates.first or ''} {dates.last or ''}"
    value = " ".join([*request.series.corpora, request.group])
    return f"evidence-{name_file(evidence, value, period)}"


def name_file(evidence: Evidence, value: str, period: str) -> str:
    """Return the part of a file name that distinguishes packs: the concept or term, value and period."""
    term = evidence.concept.id if evidence.concept else evidence.term
    parts = (re.sub(r"[^\w]+", "-", part).strip("-") for part in (term, value, period))
    return "-".join(part[:_LONGEST_NAME] for part in parts if part) or "term"
