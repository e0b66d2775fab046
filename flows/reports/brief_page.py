"""Write the brief: one page that stands alone, in both languages, on what has changed since a date."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape

from flows.annotation.classifier import METRICS_FILE, Taxonomy
from flows.annotation.lexicon import Lexicon
from flows.output import describe_origin, place, say_again, side_of
from flows.reports.brief import Brief, choose_since, collect_brief
from flows.store import Store
from flows.trends import Rates, read_rates


def write_latest_brief(
    store: Store,
    lexicon: Lexicon,
    taxonomy: Taxonomy,
    folder: Path,
    *,
    models: Path | None = None,
    days: int = 30,
) -> Path | None:
    """Write `brief.html` on the `days` before the newest document; None where no document is dated.

    The same store gives the same page, whenever it is written: the newest document decides, not the day of the run (documents
    dated in the future are left out).
    """
    today = datetime.now(UTC).date().isoformat()
    since = choose_since(store, today, days)
    if not since:
        return None
    return write_brief(store, lexicon, taxonomy, folder, since, until=today, models=models, is_latest=True)


def write_brief(
    store: Store,
    lexicon: Lexicon,
    taxonomy: Taxonomy,
    folder: Path,
    since: str,
    *,
    until: str = "",
    models: Path | None = None,
    is_latest: bool = False,
) -> Path:
    """Write `brief-SINCE[-to-UNTIL].html` (`is_latest`: brief.html) with its sidecar; returns its path.

    With a models folder the shares of strategies are corrected by the newest classifier's cross-validated rates. Raises
    UsageError where no document is dated in that time.
    """
    names = {
        category.id: f"{category.zh} {category.en}"
        for category in taxonomy.categories
        if category.kind == "strategy"
    }
    rates = _newest_rates(models / "artefacts" / "strategies") if models else {}
    brief = collect_brief(store, lexicon, names, since, until=until or "9999-12-31", rates=rates)
    span = ["--since", brief.since, *(["--to", until] if until else [])]
    again = say_again(["brief", *([] if is_latest else span)], store.path, folder)
    origin = describe_origin(store, lexicon)
    name = "brief" if is_latest else f"brief-{brief.since}" + (f"-to-{until}" if until else "")
    path = folder / f"{name}.html"
    folder.mkdir(parents=True, exist_ok=True)
    side = side_of(path)
    side.write_text(_render(brief, again, origin), encoding="utf-8")
    options = {"since": brief.since, "until": brief.until, "compared_with": brief.compared}
    what = f"brief: what has changed from {brief.since} to {brief.until}"
    return place(side, path, what=what, again=again, origin=origin, options=options)


def _newest_rates(folder: Path) -> dict[str, Rates]:
    """Return the rates of the newest classifier under `folder`, from its cross-validated recall and precision; {} without one."""
    files = sorted(folder.glob(f"*/{METRICS_FILE}"))
    return read_rates(json.loads(files[-1].read_text(encoding="utf-8"))) if files else {}


def _render(brief: Brief, again: str, origin: Mapping[str, object]) -> str:
    environment = Environment(
        loader=PackageLoader("flows.reports", "templates"), autoescape=select_autoescape(["html"])
    )
    environment.filters["link"] = lambda url: url if re.match(r"https?://", url or "") else ""
    environment.filters["percent"] = lambda share: "" if share is None else f"{100 * share:.1f} %"
    return environment.get_template("brief.html").render(brief=brief, again=again, origin=origin)
