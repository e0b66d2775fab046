"""Hits on the terminal: search results, concordances and what saved searches found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flows.output.terminal import clean, cut, highlight, print_hanging, print_items, results
from flows.references import name_way
from flows.search import HitCounterpart, Line, SearchResult
from flows.text import show_minute

if TYPE_CHECKING:
    from flows.alignment import ParallelLine
    from flows.search.similarity import SimilarResult

_EXPANSIONS, _FACET_VALUES, _TITLE = 12, 6, 140
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
        near = "" if hit.similarity is None else _show_similarity(hit.similarity, hit.copies)
        where = (near, hit.date or "no date", hit.publisher, hit.corpus, hit.passage_id)
        _print_head(number, hit.title, where)
        if hit.labels or hit.instruments:
            print_hanging(Text(", ".join(hit.labels + hit.instruments), style="green"))
        text = hit.text if hit.highlights else " ".join(hit.text.split())
        print_hanging(highlight(text, hit.highlights))
        if beside is not None:
            _print_counterparts(beside[number - 1])
    shown = f", {len(found.hits)} shown" * (found.total > len(found.hits))
    if found.similar:
        limit, compared = found.similar.limit, found.similar.compared
        results.print(
            f"the {found.total:,} most similar of {compared:,} passages{shown}; "
            f"a ranking of at most {limit}, not a count"
        )
        return
    results.print(f"{found.total:,} passage{'s' * (found.total != 1)}{shown}")
    for name, counts in found.facets.items():
        if counts:
            _print_facet(name, counts)


def print_similar(found: SimilarResult, notes: Console) -> None:
    """Print similar passages, the nearest first, each with its similarity; `notes` gets what they rest on."""
    for number, hit in enumerate(found.hits, 1):
        where = (hit.date or "no date", hit.publisher, hit.corpus, hit.passage_id)
        _print_head(number, hit.title, (_show_similarity(hit.similarity, hit.copies), *where))
        print_hanging(highlight(" ".join(hit.text.split()), ()))
    if found.own_copies:
        notes.print(f"the passage itself has {found.own_copies:,} more near-copies, left out here")
    results.print(
        f"the {len(found.hits):,} most similar of {found.compared:,} passages; a ranking, not a count"
        if found.hits
        else f"none of {found.compared:,} passages is similar enough to be shown"
    )
    if found.waiting:
        notes.print(f"{found.waiting:,} newer passages are not compared yet: zhengce similar --build")


def _show_similarity(similarity: float, copies: int) -> str:
    return f"similar {similarity:.2f}" + f" (+{copies:,} near-copies)" * bool(copies)


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
            clean(cut(version.title, _TITLE)),
            version.date or "no date",
            *(places or [version.document_id]),
            version.describe_pair(),
        )
        print_hanging(Text(" · ".join(filter(None, where)), style="dim"), "    ")


def _print_head(number: int, title: str, where: Sequence[str]) -> None:
    print_hanging(Text(clean(cut(title, _TITLE)) or "(no title)", style="bold"), f"{number}. ")
    print_hanging(Text(clean(" · ".join(filter(None, where))), style="dim"))


def _print_facet(name: str, counts: Mapping[str, int]) -> None:
    none = {"year": "no date"}.get(name, "none")
    if name == "year":
        shown = sorted(counts.items())
    else:
        shown = sorted(counts.items(), key=lambda pair: -pair[1])[:_FACET_VALUES]
    print_items(f"  {name}: ", [f"{value or none} {count:,}" for value, count in shown])


def print_parallel(lines: Sequence[ParallelLine], notes: Console) -> None:
    """Print a parallel concordance: each occurrence in its context, and under it what the other side says.

    The rendering is marked where it is known. `notes` gets the number of occurrences.
    """
    for number, line in enumerate(lines, 1):
        own = Text(clean(line.left + " " * bool(line.left)))
        own.append(clean(line.keyword), style="bold")
        own.append(clean(" " * bool(line.right) + line.right))
        print_hanging(own, f"{number}. ")
        if line.counterpart:
            print_hanging(highlight(line.counterpart, line.rendering_spans))
        else:
            print_hanging(Text("(the translation has no counterpart of this sentence)", style="dim"))
        sure = "" if line.score is None else f"score {line.score:.2f}"
        mark = "pair proposed by content" * (line.known_by == "proposed" and line.status != "confirmed")
        where = (line.date or "no date", cut(line.title, _TITLE), line.passage_id, sure, mark)
        print_hanging(Text(clean(" · ".join(filter(None, where))), style="dim"))
    notes.print(f"{len(lines):,} occurrence{'s' * (len(lines) != 1)}")


def print_new(name: str, hits: Sequence[Mapping[str, Any]]) -> None:
    """Print what a saved search has found: document, place, and the sentence of the match."""
    for number, hit in enumerate(hits, 1):
        _print_head(
            number, hit["title"], (name, hit["date"] or "no date", hit["publisher"], hit["passage_id"])
        )
        print_hanging(Text(clean(hit["quote"])))
        if gone := hit.get("vanished"):
            way = name_way(gone["how"], "en", gone["status"])
            print_hanging(Text(clean(f"{way}, since {show_minute(gone['since'])} UTC: {gone['address']}")))


class _Shown(NamedTuple):
    """A line of a concordance as it is shown."""

    date: str
    left: str
    keyword: str
    right: str


def print_concordance(lines: Sequence[Line]) -> None:
    """Print keyword in context, one line per occurrence, aligned at the keyword.

    A terminal's width cuts the outer ends.
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
