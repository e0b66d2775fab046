"""Hits and facts on the terminal: search results, concordances, saved searches, events, figures and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flows.corpus.metadata import name_state
from flows.errors import local_message, terminal_locale
from flows.output.terminal import (
    clean,
    cut,
    highlight,
    join_broken_lines,
    join_label,
    join_list,
    print_hanging,
    print_items,
    print_local,
    results,
    translate_heading,
    translate_word,
)
from flows.references import name_way
from flows.search import HitCounterpart, Line, SearchResult
from flows.text import in_one_line, show_minute

if TYPE_CHECKING:
    from flows.alignment import ParallelLine
    from flows.references import Figure, ListedDirective, ListedEvent
    from flows.search.similarity import SimilarResult

_EXPANSIONS, _FACET_VALUES, _TITLE = 12, 6, 140
_TITLE_OF_FACT, _AROUND_FACT = 80, 70  # cells of a title, code points on each side of what is marked
_STATED = ("publisher", "status", "level", "kind", "language")  # what a source states about a document
_LEAST_CONTEXT = 10  # cells per side


def print_hits(
    found: SearchResult,
    notes: Console,
    beside: Sequence[Sequence[HitCounterpart]] | None = None,
    categories: Mapping[str, str] = {},
) -> None:
    """Print search hits, then counts by facet; other renderings searched are printed to `notes`.

    `beside` has the counterparts of each hit, if requested; `categories` are names of strategies and
    instruments by id, if they are shown by name.
    """
    if found.expansions:
        more = " …" if len(found.expansions) > _EXPANSIONS else ""
        names = found.expansions[:_EXPANSIONS]
        print_local(notes, "output.also_found", "dim", names=names, more=more)
    for number, hit in enumerate(found.hits, 1):
        near = "" if hit.similarity is None else _show_similarity(hit.similarity, hit.copies)
        where = (near, hit.date or no_date(), hit.publisher, hit.corpus, hit.passage_id)
        _print_head(number, hit.title, where)
        if labels := [categories.get(label, label) for label in hit.labels + hit.instruments]:
            print_hanging(Text(join_list(labels), style="green"))
        text = hit.text if hit.highlights else in_one_line(hit.text)
        print_hanging(join_broken_lines(highlight(text, hit.highlights)))
        if beside is not None:
            _print_counterparts(beside[number - 1])
    shown = ""
    if found.total > len(found.hits):
        shown = local_message("output.hits_shown", number=len(found.hits))
    if found.similar:
        values = {"limit": found.similar.limit, "compared": found.similar.compared}
        code = "output.ranked_hits" if found.total else "output.none_similar"
        print_local(results, code, total=found.total, shown=shown, **values)
        return
    print_local(results, "output.hits", total=found.total, shown=shown)
    for name, counts in found.facets.items():
        if counts:
            _print_facet(name, counts, categories)


def print_similar(found: SimilarResult, notes: Console) -> None:
    """Print similar passages, nearest first, each with its similarity; their basis is printed to `notes`."""
    for number, hit in enumerate(found.hits, 1):
        where = (hit.date or no_date(), hit.publisher, hit.corpus, hit.passage_id)
        _print_head(number, hit.title, (_show_similarity(hit.similarity, hit.copies), *where))
        print_hanging(highlight(in_one_line(hit.text), ()))
    if found.own_copies:
        print_local(notes, "output.own_copies", number=found.own_copies)
    code = "output.ranked" if found.hits else "output.none_similar"
    print_local(results, code, number=len(found.hits), compared=found.compared)
    if found.waiting:
        print_local(notes, "output.not_compared", number=found.waiting)


def no_date() -> str:
    """Return the text shown for an unknown date."""
    return local_message("output.no_date")


def no_title() -> str:
    """Return the text shown for an unknown title."""
    return local_message("output.no_title")


def _show_similarity(similarity: float, copies: int) -> str:
    more = local_message("output.near_copies", number=copies) if copies else ""
    return local_message("output.similarity", similarity=similarity) + more


def _print_counterparts(entries: Sequence[HitCounterpart]) -> None:
    """Print the other language's text with its source, or "no translation known" if there is none."""
    if not entries:
        print_hanging(Text(local_message("output.no_translation"), style="dim italic"), "  = ")
    for entry in entries:
        version = entry.translation
        for sentence in version.sentences:
            whole = highlight(sentence.text, sentence.highlights, around=2 * len(sentence.text))
            print_hanging(whole, "  = ")
        if missing := version.describe_alignment(terminal_locale()):
            print_hanging(Text(missing, style="italic"), "  = ")
        places = list(dict.fromkeys(sentence.passage_id for sentence in version.sentences))
        where = (
            clean(cut(version.title, _TITLE)),
            version.date or no_date(),
            *(places or [version.document_id]),
            version.describe_pair(terminal_locale()),
        )
        print_hanging(Text(" · ".join(filter(None, where)), style="dim"), "    ")


def _print_head(number: int, title: str, where: Sequence[str]) -> None:
    print_hanging(Text(clean(cut(title, _TITLE)) or no_title(), style="bold"), f"{number}. ")
    print_hanging(Text(clean(" · ".join(filter(None, where))), style="dim"))


def print_fact(
    number: int,
    heading: Text,
    fact: Figure | ListedEvent | ListedDirective,
    *,
    date: str,
    marked: str,
    more: str = "",
) -> None:
    """Print a fact: its heading, its source, and its sentence with the words marked that state it."""
    print_hanging(heading, f"{number}. ")
    where = (date, cut(fact.title, _TITLE_OF_FACT), fact.publisher, fact.passage_id, more)
    print_hanging(Text(clean(" · ".join(filter(None, where))), style="dim"))
    words = in_one_line(marked)
    place = fact.context.find(words)
    spans = [(place, place + len(words))] if place >= 0 else []
    print_hanging(highlight(fact.context, spans, around=_AROUND_FACT))


def _print_facet(name: str, counts: Mapping[str, int], categories: Mapping[str, str]) -> None:
    none = local_message("output.not_stated")
    if name == "year":
        none = no_date()
    elif name not in _STATED:
        none = local_message("output.none")
    if name == "year":
        shown = sorted(counts.items())
    else:
        shown = sorted(counts.items(), key=lambda pair: -pair[1])[:_FACET_VALUES]
    heading = join_label(f"  {translate_heading(name, 'facets')}", "")
    names = [categories.get(value) or _name_value(name, value) or none for value, _ in shown]
    items = [f"{value} {count:,}" for value, (_, count) in zip(names, shown, strict=True)]
    if left_out := len(counts) - len(shown):
        items.append(local_message("output.more_values", number=left_out))
    print_items(heading, items)


def _name_value(facet: str, value: str) -> str:
    """Return a facet value in the terminal's locale; in English, and for names, as stored."""
    if terminal_locale() == "en":
        return value
    return translate_word(value) if facet == "language" else name_state(facet, value, "zh")


def print_parallel(lines: Sequence[ParallelLine]) -> None:
    """Print a parallel concordance: each occurrence in its context, with the other side's text below.

    The rendering is marked if it is known.
    """
    for number, line in enumerate(lines, 1):
        own = Text(clean(f"{line.left} ") if line.left else "")
        own.append(clean(line.keyword), style="bold")
        own.append(clean(f" {line.right}") if line.right else "")
        print_hanging(own, f"{number}. ")
        if line.counterpart:
            print_hanging(highlight(line.counterpart, line.rendering_spans))
        else:
            print_hanging(Text(local_message("output.no_counterpart"), style="dim"))
        sure = "" if line.score is None else local_message("output.score", score=line.score)
        is_guess = line.known_by == "proposed" and line.status != "confirmed"
        mark = local_message("output.proposed_pair") if is_guess else ""
        where = (line.date or no_date(), cut(line.title, _TITLE), line.passage_id, sure, mark)
        print_hanging(Text(clean(" · ".join(filter(None, where))), style="dim"))


def print_new(name: str, hits: Sequence[Mapping[str, Any]]) -> None:
    """Print what a saved search found: document, place, and the sentence of the match."""
    for number, hit in enumerate(hits, 1):
        _print_head(
            number, hit["title"], (name, hit["date"] or no_date(), hit["publisher"], hit["passage_id"])
        )
        print_hanging(Text(clean(hit["quote"])))
        if gone := hit.get("vanished"):
            way = name_way(gone["how"], terminal_locale(), gone["status"])
            since = show_minute(gone["since"])
            line = local_message("output.gone", way=way, since=since, address=gone["address"])
            print_hanging(Text(clean(line)))


class _Shown(NamedTuple):
    """A line of a concordance as shown."""

    date: str
    left: str
    keyword: str
    right: str


def print_concordance(lines: Sequence[Line]) -> None:
    """Print a concordance, one line per occurrence, aligned at the keyword.

    The outer ends are cut at the terminal's width.
    """
    shown = [
        _Shown(line.date or no_date(), clean(line.left), clean(line.keyword), clean(line.right))
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
        text = Text(line.date + " " * (dates - cell_len(line.date)), style="dim")
        text.append(f"  {' ' * (lefts - cell_len(left))}{left}  ", style="not dim")
        text.append(line.keyword, style="not dim bold")
        if right:
            text.append(" " * (keywords - cell_len(line.keyword) + 2) + right, style="not dim")
        results.print(text, no_wrap=True, overflow="ignore", crop=False)
