"""Hits on the terminal: search results, concordances and what saved searches found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flows.output.terminal import clean, cut, highlight, print_hanging, print_items, results
from flows.search import HitCounterpart, Line, SearchResult

_EXPANSIONS, _FACET_VALUES, _TITLE = 12, 6, 100
_LEAST_CONTEXT = 10  # cells per side


def print_hits(
    found: SearchResult, notes: Console, beside: Sequence[Sequence[HitCounterpart]] | None = None
) -> None:
    """Print search hits, then counts by facet; `notes` gets the renderings that were searched as well.

    `beside` are the counterparts of each hit, where they are asked for.
    """
    if found.expansions:
        more = " …" * (len(found.expansions) > _EXPANSIONS)
        notes.print(
            f"also found: {', '.join(found.expansions[:_EXPANSIONS])}{more}", markup=False, style="dim"
        )
    for number, hit in enumerate(found.hits, 1):
        _print_head(number, hit.title, (hit.date or "no date", hit.publisher, hit.corpus, hit.passage_id))
        if hit.labels or hit.instruments:
            print_hanging(Text(", ".join(hit.labels + hit.instruments), style="green"))
        text = hit.text if hit.highlights else " ".join(hit.text.split())
        print_hanging(highlight(text, hit.highlights))
        if beside is not None:
            _print_counterparts(beside[number - 1])
    shown = f", {len(found.hits)} shown" * (found.total > len(found.hits))
    results.print(f"{found.total:,} passage{'s' * (found.total != 1)}{shown}")
    for name, counts in found.facets.items():
        if counts:
            _print_facet(name, counts)


def _print_counterparts(entries: Sequence[HitCounterpart]) -> None:
    """Print what the other language says, with its source; "no translation known" where there is none."""
    if not entries:
        print_hanging(Text("no translation known", style="dim italic"), "  = ")
    for entry in entries:
        version = entry.translation
        for sentence in version.sentences:
            whole = highlight(sentence.text, sentence.highlights, around=2 * len(sentence.text))
            print_hanging(whole, "  = ")
        if missing := version.describe_alignment():
            print_hanging(Text(missing, style="italic"), "  = ")
        places = list(dict.fromkeys(sentence.passage_id for sentence in version.sentences))
        where = (
            clean(version.title[:_TITLE]),
            version.date or "no date",
            *(places or [version.document_id]),
            version.describe_pair(),
        )
        print_hanging(Text(" · ".join(filter(None, where)), style="dim"), "    ")


def _print_head(number: int, title: str, where: Sequence[str]) -> None:
    print_hanging(Text(clean(title[:_TITLE]) or "(no title)", style="bold"), f"{number}. ")
    print_hanging(Text(clean(" · ".join(filter(None, where))), style="dim"))


def _print_facet(name: str, counts: Mapping[str, int]) -> None:
    none = {"year": "no date"}.get(name, "none")
    if name == "year":
        shown = sorted(counts.items())
    else:
        shown = sorted(counts.items(), key=lambda pair: -pair[1])[:_FACET_VALUES]
    print_items(f"  {name}: ", [f"{value or none} {count:,}" for value, count in shown])


def print_new(name: str, hits: Sequence[Mapping[str, Any]]) -> None:
    """Print what a saved search has found: document, place, and the sentence of the match."""
    for number, hit in enumerate(hits, 1):
        _print_head(
            number, hit["title"], (name, hit["date"] or "no date", hit["publisher"], hit["passage_id"])
        )
        print_hanging(Text(clean(hit["quote"])))


class _Shown(NamedTuple):
    """A line of a concordance as it is shown."""

    date: str
    left: str
    keyword: str
    right: str


def print_concordance(lines: Sequence[Line], notes: Console) -> None:
    """Print keyword in context, one line per occurrence, aligned at the keyword.

    A terminal's width cuts the outer ends. `notes` gets the number of occurrences.
    """
    shown = [
        _Shown(line.date or "no date", clean(line.left), clean(line.keyword), clean(line.right))
        for line in lines
    ]
    dates = max((cell_len(line.date) for line in shown), default=0)
    lefts = max((cell_len(line.left) for line in shown), default=0)
    keywords = max((cell_len(line.keyword) for line in shown), default=0)
    side = None
    if results.is_terminal:
        side = max(_LEAST_CONTEXT, (results.width - dates - keywords - 6) // 2)
        lefts = min(lefts, side)
    for line in shown:
        left, right = cut(line.left[::-1], side)[::-1], cut(line.right, side)
        text = Text(line.date.ljust(dates), style="dim")
        text.append(f"  {' ' * (lefts - cell_len(left))}{left}  ", style="not dim")
        text.append(line.keyword, style="not dim bold")
        if right:
            text.append(" " * (keywords - cell_len(line.keyword) + 2) + right, style="not dim")
        results.print(text, no_wrap=True, overflow="ignore", crop=False)
    notes.print(f"{len(lines):,} occurrence{'s' * (len(lines) != 1)}")
