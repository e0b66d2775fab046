"""Write a dossier as a page: HTML that stands alone, or Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from flows import __version__
from flows.annotation.classifier import Taxonomy
from flows.annotation.lexicon import Lexicon
from flows.output import describe_origin, place, say_again, side_of
from flows.reports.dossier import Dossier, collect_dossier
from flows.store import Store
from flows.text import escape_markdown

DOSSIER_FORMATS = ("html", "md")
_LABELLED_BARS = 14


def write_dossier(
    store: Store,
    lexicon: Lexicon,
    taxonomy: Taxonomy,
    name: str,
    folder: Path,
    *,
    formats: tuple[str, ...] = DOSSIER_FORMATS,
    corpora: tuple[str, ...] = (),
) -> list[Path]:
    """Write the dossier of `name` into `folder`, one file a format, named by the entity; returns the paths.

    Raises UsageError where the store has no mention of it.
    """
    dossier = collect_dossier(store, lexicon, name, corpora)
    origin = describe_origin(store, lexicon)
    folder.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^\w-]+", "-", dossier.entity.rpartition(":")[2]).strip("-")[:80] or "entity"
    paths = []
    for format in formats:
        path = folder / f"dossier-{stem}.{format}"
        side = side_of(path)
        side.write_text(render_dossier(dossier, lexicon, taxonomy, format), encoding="utf-8")
        options = {"name": name, "entity": dossier.entity, "corpus": list(corpora), "format": format}
        words = [
            "dossier",
            name,
            "--format",
            format,
            *(word for corpus in corpora for word in ("--corpus", corpus)),
        ]
        again = say_again(words, store.path, folder)
        paths.append(
            place(side, path, what=f"dossier of {name}", again=again, origin=origin, options=options)
        )
    return paths


def render_dossier(dossier: Dossier, lexicon: Lexicon, taxonomy: Taxonomy, format: str) -> str:
    """Return the page; everything from documents is escaped."""
    environment = Environment(
        loader=PackageLoader("flows.reports", "templates"),
        autoescape=select_autoescape(["html"]),
        trim_blocks=False,
    )
    environment.filters["md"] = lambda value: escape_markdown(str(value))
    concept = dossier.concept
    broader = lexicon.concepts.get(concept.broader) if concept and concept.broader else None
    for passage in dossier.passages.values():
        passage["parts"] = list(_mark(passage["text"], passage["spans"]))
        passage["link"] = passage["url"] if re.match(r"https?://", passage["url"] or "") else ""
    return environment.get_template(f"dossier.{format}").render(
        dossier=dossier,
        concept=concept,
        title=concept.zh if concept else dossier.surfaces.most_common(1)[0][0],
        subtitle=concept.en if concept else "",
        broader=f"{broader.zh} {broader.en}" if broader else "",
        names={category.id: f"{category.zh} {category.en}" for category in taxonomy.categories},
        bars=list(draw_bars(dossier.years)),
        footer=f"zhengce {__version__} · lexicon {lexicon.hash[:8]} · strategies and instruments are the classifier's, figures are read by rule: follow the number to the passage before you quote.",
    )


def draw_bars(years: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Yield the bars of a 720 × 150 chart, in its units: one a year, with every nth year labelled."""
    if not years or not max(years.values()):
        return
    step = 720 / len(years)
    highest = max(years.values())
    every = -(-len(years) // _LABELLED_BARS)
    for index, (year, count) in enumerate(years.items()):
        height = round(110 * count / highest, 1)
        yield {
            "year": year,
            "count": count,
            "x": round(index * step + step * 0.15, 1),
            "width": round(min(step * 0.7, 60), 1),
            "height": height,
            "y": round(130 - height, 1),
            "label": index % every == 0,
            "show": bool(count) and len(years) <= 2 * _LABELLED_BARS,
        }


def _mark(text: str, spans: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    position = 0
    for start, end in sorted(spans):
        if start < position:
            continue
        yield {"text": text[position:start], "marked": False}
        yield {"text": text[start:end], "marked": True}
        position = end
    yield {"text": text[position:], "marked": False}
