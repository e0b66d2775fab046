"""Write a dossier as a page: self-contained HTML, or Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows import __version__
from flows.annotation.classifier import Taxonomy
from flows.annotation.lexicon import Lexicon
from flows.output import describe_origin, mark_languages, repeat_command, start_side, write_with_sidecar
from flows.records import Locale
from flows.reports.dossier import Dossier, collect_dossier
from flows.reports.pages import read_template, say_in
from flows.reports.profiles import YearCount
from flows.search import Collection, describe_shared_names
from flows.text import Part, split_marked

DOSSIER_FORMATS = ("html", "md")
_LONGEST_NAME = 80

# The chart of mentions by year, in its own units.
_CHART_WIDTH, _BASELINE, _HIGHEST, _WIDEST_BAR = 720, 130, 110, 60
_BAR_SHARE, _GAP_SHARE = 0.7, 0.15  # of the width per year
_LABELLED_BARS = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of the chart; `label` and `show` say whether its year and its number are printed.

    `is_gap` marks a year without documents: its mentions are unknown, and it is as wide as the chart allows.
    """

    year: str
    count: int
    x: float
    width: float
    height: float
    y: float
    label: bool
    show: bool
    is_gap: bool


def write_dossier(
    collection: Collection,
    taxonomy: Taxonomy,
    name: str,
    folder: Path,
    *,
    formats: Sequence[str] = DOSSIER_FORMATS,
    corpora: Sequence[str] = (),
    locale: Locale = "en",
) -> list[Path]:
    """Write the dossier of `name` into `folder`, one file per format, named by the entity; return the paths.

    Text other than quotes is in the language of `locale`. Raises UsageError if the store has no mention of
    it.
    """
    store, lexicon = collection.store, collection.lexicon
    dossier = collect_dossier(store, lexicon, name, corpora, locale=locale)
    origin = describe_origin(store, lexicon)
    stem = _name_file(dossier.entity)
    chosen = [word for corpus in corpora for word in ("--corpus", corpus)]
    paths = []
    for ending in formats:
        path = folder / f"dossier-{stem}.{ending}"
        side = start_side(path)
        side.write_text(render_dossier(dossier, lexicon, taxonomy, ending, locale), encoding="utf-8")
        options = {"name": name, "entity": dossier.entity, "corpus": list(corpora), "format": ending}
        again = repeat_command(["dossier", name, "--format", ending, *chosen], store, folder)
        paths.append(
            write_with_sidecar(
                side, path, what=f"dossier of {name}", again=again, origin=origin, options=options
            )
        )
    return paths


def _name_file(entity: str) -> str:
    """Return the entity's part of the file name: its id without type and special characters."""
    name = re.sub(r"[^\w-]+", "-", entity.rpartition(":")[2]).strip("-")
    return name[:_LONGEST_NAME] or "entity"


def render_dossier(
    dossier: Dossier,
    lexicon: Lexicon,
    taxonomy: Taxonomy,
    ending: str,
    locale: Locale = "en",
) -> str:
    """Return the page as html or md. Everything from documents is escaped."""
    concept = dossier.concept
    broader = lexicon.concepts.get(concept.broader) if concept and concept.broader else None
    say = say_in(locale)
    page = read_template(f"dossier.{ending}").render(
        dossier=dossier,
        shared=describe_shared_names(dossier.shared, locale),
        concept=concept,
        title=concept.zh if concept else dossier.surfaces.most_common(1)[0][0],
        subtitle=concept.en if concept else "",
        broader=getattr(broader, locale) if broader else "",
        names={category.id: getattr(category, locale) for category in taxonomy.categories},
        found=_describe_found(dossier, say),
        bars=list(draw_bars(dossier.years)),
        split=_split,
        footer=say("dossier_footer", version=__version__, lexicon=lexicon.hash[:8]),
        say=say,
        locale=locale,
        locales=(locale,),
    )
    return mark_languages(page) if ending == "html" else page


def _describe_found(dossier: Dossier, say: Callable[..., str]) -> str:
    """Return how often, where and when the entity is mentioned, in words."""
    counts = dossier.counts
    return say(
        "found",
        mentions=counts.mentions,
        passages=counts.passages,
        documents=counts.documents,
        undated=say("found_undated", undated=counts.undated) if counts.undated else "",
        dates=say("found_dates", first=counts.first, last=counts.last) if counts.first else "",
    )


def _split(text: str, spans: Sequence[tuple[int, int]]) -> list[Part]:
    return list(split_marked(text, spans))


def draw_bars(years: Mapping[str, YearCount]) -> Iterator[Bar]:
    """Yield one bar per year for a chart of 720 × 150 units; of many years, every nth has a label."""
    most = max((count.mentions for count in years.values()), default=0)
    if not most:
        return
    step = _CHART_WIDTH / len(years)
    every = -(-len(years) // _LABELLED_BARS)
    for index, (year, count) in enumerate(years.items()):
        is_gap = not count.documents
        height = _HIGHEST if is_gap else round(_HIGHEST * count.mentions / most, 1)
        left = index * step if is_gap else (index + _GAP_SHARE) * step
        width = step if is_gap else min(step * _BAR_SHARE, _WIDEST_BAR)
        yield Bar(
            year=year,
            count=count.mentions,
            x=round(left, 1),
            width=round(width, 1),
            height=height,
            y=round(_BASELINE - height, 1),
            label=index % every == 0,
            show=bool(count.mentions) and len(years) <= 2 * _LABELLED_BARS,
            is_gap=is_gap,
        )
