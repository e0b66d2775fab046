"""Write the brief: one page that stands alone, in both languages, on what has changed since a date."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, select_autoescape

from flows.analysis.brief import Brief, Rates, choose_since, collect_brief
from flows.analysis.tables import side_of
from flows.annotation.lexicon import Lexicon
from flows.annotation.strategies import METRICS_FILE
from flows.annotation.taxonomy import Taxonomy
from flows.operations.sidecars import describe_origin, place, say_again
from flows.store.database import Store


def write_latest_brief(
    store: Store, lexicon: Lexicon, taxonomy: Taxonomy, folder: Path, *, models: Path | None = None, days: int = 30
) -> Path | None:
    """Write `brief.html` on the `days` before the newest document; None where no document is dated.

    The same store gives the same page, whenever it is written: the newest document decides, not the day of the run (documents
    dated in the future are left out).
    """
    today = datetime.now(UTC).date().isoformat()
    since = choose_since(store, today, days)
    if not since:
        return None
    return write_brief(store, lexicon, taxonomy, folder, since, until=today, models=models, name="brief")


def write_brief(
    store: Store, lexicon: Lexicon, taxonomy: Taxonomy, folder: Path, since: str, *, until: str = "9999-12-31", models: Path | None = None,
    name: str = "",
) -> Path:  # fmt: skip
    """Write `brief-SINCE.html` (or under another name) with its sidecar; returns its path.

    With a models folder the shares of strategies are corrected by the newest classifier's cross-validated rates. Raises
    UsageError where no document is dated in that time.
    """
    names = {category.id: f"{category.zh} {category.en}" for category in taxonomy.categories if category.kind == "strategy"}
    rates = read_rates(models / "artefacts" / "strategies") if models else {}
    brief = collect_brief(store, lexicon, names, since, until=until, rates=rates)
    again = say_again(["brief", "--since", brief.since], store.path, folder)
    origin = describe_origin(store, lexicon)
    path = folder / f"{name or 'brief-' + brief.since}.html"
    folder.mkdir(parents=True, exist_ok=True)
    side = side_of(path)
    side.write_text(_render(brief, again, origin), encoding="utf-8")
    options = {"since": brief.since, "until": brief.until, "compared_with": brief.compared}
    what = f"brief: what has changed from {brief.since} to {brief.until}"
    return place(side, path, what=what, again=again, origin=origin, options=options)


def read_rates(folder: Path) -> dict[str, Rates]:
    """Return the rates of the newest classifier under `folder`, from its cross-validated recall and precision; {} without one."""
    files = sorted(folder.glob(f"*/{METRICS_FILE}"))
    if not files:
        return {}
    metrics = json.loads(files[-1].read_text(encoding="utf-8"))
    rates = {}
    for label, scores in metrics["labels"].items():
        hits = round(scores["recall"] * scores["positives"])
        false = round(hits / scores["precision"]) - hits if scores["precision"] else 0
        rates[label] = Rates(hits, scores["positives"], false, metrics["passages"] - scores["positives"])
    return rates


def _render(brief: Brief, again: str, origin: Mapping[str, object]) -> str:
    environment = Environment(loader=PackageLoader("flows", "templates"), autoescape=select_autoescape(["html"]))
    environment.filters["link"] = lambda url: url if re.match(r"https?://", url or "") else ""
    environment.filters["percent"] = lambda share: "" if share is None else f"{100 * share:.1f} %"
    return environment.get_template("brief.html").render(brief=brief, again=again, origin=origin)
