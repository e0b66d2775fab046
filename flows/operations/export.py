"""Write the exports: passages, mentions, documents, trends, and a chart of the trends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from flows.analysis.charts import plot_trends
from flows.analysis.citations import collect_cited, edge_rows
from flows.analysis.columns import EXPORTS
from flows.analysis.tables import write_table
from flows.analysis.targets import list_targets
from flows.analysis.trends import term_trends
from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.store.database import Store
from flows.store.reading import export_documents, export_mentions, export_passages, frequent_concepts

_SOURCES: dict[str, Callable[[Store, Lexicon], Iterable[dict[str, Any]]]] = {
    "passages": lambda store, _: export_passages(store),
    "mentions": lambda store, _: export_mentions(store),
    "documents": lambda store, _: export_documents(store),
    "citations": lambda store, _: edge_rows(collect_cited(store)),
    "targets": lambda store, lexicon: list_targets(store, lexicon)[0],
}
KINDS = (*_SOURCES, "trends")
# The vocabulary of the report that the categories come from; these are drawn where the corpus has them.
REPORT_TERMS = ("new-whole-of-nation-system", "autonomous-and-controllable", "critical-information-infrastructure", "little-giant",
                "manufacturing-champion", "indigenous-innovation", "made-in-china-2025", "export-control")  # fmt: skip
_TREND_SERIES, _CHART_SERIES = 40, 6


def export_kinds(store: Store, lexicon: Lexicon, kinds: Sequence[str], folder: Path, format: str = "csv") -> list[Path]:
    """Write one file a kind into `folder`; returns their paths. Raises UsageError for an unknown kind."""
    written = []
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"export {kind!r}: known are {', '.join(KINDS)}")
        path = folder / f"{kind}.{format}"
        if kind == "trends":
            frame = default_trends(store, lexicon)
            rows: Iterable[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")
        else:
            rows = _SOURCES[kind](store, lexicon)
        write_table(rows, list(EXPORTS[kind]), path, format, explain=EXPORTS[kind])
        written.append(path)
    return written


def default_trends(store: Store, lexicon: Lexicon) -> Any:
    """Return yearly series of the report's vocabulary and of the most frequent terms and programmes of the store."""
    frequent = frequent_concepts(store, ("TERM", "PROGRAMME", "TECH"), _TREND_SERIES)
    wanted = [term for term in dict.fromkeys((*REPORT_TERMS, *frequent)) if term in lexicon.concepts]
    frame = term_trends(store, lexicon, wanted)
    names = {term: f"{lexicon.concepts[term].zh} {lexicon.concepts[term].en}" for term in wanted}
    frame["series"] = frame["series"].map(names)
    return frame


def export_chart(store: Store, lexicon: Lexicon, path: Path) -> Path | None:
    """Draw the report's vocabulary by year; None where the store has nothing of it."""
    terms = [term for term in REPORT_TERMS if term in lexicon.concepts]
    frame = term_trends(store, lexicon, terms)
    counted: Any = frame.groupby("series", sort=False)["occurrences"].sum() if len(frame) else {}
    shown = [term for term in terms if len(frame) and counted.get(term, 0) > 0][:_CHART_SERIES]
    if not shown:
        return None
    frame = frame[frame["series"].isin(shown)].copy()
    frame["series"] = frame["series"].map({term: f"{lexicon.concepts[term].zh} {lexicon.concepts[term].en}" for term in shown})
    caption = f"all corpora · per million tokens · by publication date · lexicon {lexicon.hash[:8]}"
    return plot_trends(frame, path, caption=caption)
