"""Write the brief: a self-contained page in both languages on what has changed since a date."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from flows.annotation.classifier import METRICS_FILE, Taxonomy
from flows.output import (
    describe_origin,
    mark_languages,
    option_words,
    repeat_command,
    start_side,
    write_with_sidecar,
)
from flows.references import show_bare, show_signed
from flows.reports.briefs.collecting import Brief, collect_brief, explain_no_dates, read_brief_dates
from flows.reports.pages import read_template, say_in
from flows.search import Collection, read_date
from flows.store.documents import newest_known_date
from flows.trends import Rates, read_rates


@dataclass(frozen=True, slots=True)
class BriefSource:
    """The sources of a brief. With a `models` folder, the newest classifier's rates correct the shares."""

    collection: Collection
    taxonomy: Taxonomy
    models: Path | None = None


def write_latest_brief(source: BriefSource, folder: Path) -> Path | None:
    """Write `brief.html` on the 30 days before the newest document; None if no document is dated.

    The same store yields the same page whenever it is written: the newest document decides, not the day of
    the run. Documents dated later than tomorrow are left out.
    """
    if not newest_known_date(source.collection.store):
        return None
    return write_brief(source, folder)


def write_brief(source: BriefSource, folder: Path, since: str = "", *, until: str = "") -> Path:
    """Write `brief[-SINCE][-to-UNTIL].html` with its sidecar; return its path.

    Without `since` it begins 30 days before the newest document. Raises UsageError for an invalid date, and
    if no document is dated in that period.
    """
    since, until = read_date(since, "--from") or "", read_date(until, "--to") or ""
    name = f"brief-{since}" if since else "brief"
    if until:
        name += f"-to-{until}"
    words = option_words(("from", since), ("to", until))
    return _write(source, folder / f"{name}.html", words, find_brief(source, since, until))


def find_brief(source: BriefSource, since: str = "", until: str = "") -> Brief:
    """Return the brief of a period as typed; strategies have their names in both languages.

    Raises UsageError for an invalid date, and if no document is dated in that period.
    """
    store = source.collection.store
    dates = read_brief_dates(store, since, until)
    if dates is None:
        raise explain_no_dates(store, until)
    names = {
        category.id: f"{category.zh} {category.en}"
        for category in source.taxonomy.categories
        if category.kind == "strategy"
    }
    rates = newest_rates(source.models) if source.models else {}
    return collect_brief(source.collection, names, dates.first or "", until=dates.last or "", rates=rates)


def _write(source: BriefSource, path: Path, words: list[str], brief: Brief) -> Path:
    collection, folder = source.collection, path.parent
    again = repeat_command(["brief", *words], collection.store, folder)
    origin = describe_origin(collection.store, collection.lexicon)
    page = read_template("brief.html").render(
        brief=brief,
        again=again,
        origin=origin,
        say=say_in("en"),
        locales=("en", "zh"),
        bare=show_bare,
        signed=show_signed,
    )
    side = start_side(path)
    side.write_text(mark_languages(page), encoding="utf-8")
    options = {"since": brief.since, "until": brief.until, "compared_with": brief.compared}
    what = f"brief: what has changed from {brief.since} to {brief.until}"
    return write_with_sidecar(side, path, what=what, again=again, origin=origin, options=options)


def newest_rates(models: Path) -> dict[str, Rates]:
    """Return the cross-validated rates of the newest classifier by label; {} if there is none."""
    files = sorted((models / "artefacts" / "strategies").glob(f"*/{METRICS_FILE}"))
    if not files:
        return {}
    return read_rates(json.loads(files[-1].read_text(encoding="utf-8")))
