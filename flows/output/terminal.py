"""How results look on the terminal and on standard output: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from flows.output.tables import defuse
from flows.search import Line, SearchResult

messages = Console(stderr=True, highlight=False)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
results = Console(highlight=False, soft_wrap=False)


@contextmanager
def progress_bar(*, quiet: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """Give a `report(stage, done, total)` that draws on standard error, one line a stage."""
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=messages,
        transient=True,
        disable=quiet or not messages.is_terminal,
    ) as progress:
        tasks: dict[str, Any] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = progress.add_task(escape(stage), total=total or None)
            progress.update(tasks[stage], completed=done, total=total or None)

        yield report


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def print_jsonl(rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def print_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Write CSV to standard output (UTF-8 without a mark, for programs), formulas defused."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if row.get(name) is None else defuse(row.get(name)) for name in columns])


def print_table(
    rows: Sequence[Mapping[str, Any]],
    columns: Mapping[str, str],
    *,
    title: str = "",
    right: Sequence[str] = (),
) -> None:
    """Draw rows; `columns` maps key to heading, `right` names those set flush right."""
    table = Table(
        title=escape(title) or None, title_justify="left", header_style="bold", box=None, pad_edge=False
    )
    for key, heading in columns.items():
        table.add_column(heading, justify="right" if key in right else "left", overflow="fold")
    for row in rows:
        table.add_row(
            *(cell if isinstance(cell := row.get(key), Text) else escape(_show(cell)) for key in columns)
        )
    results.print(table)


def clean(text: str) -> str:
    """Replace control characters of outside text, which a terminal would obey, one for one."""
    return _CONTROL.sub("\ufffd", text)


def _show(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) and abs(value) >= 10_000 else clean(str(value))


def highlight(text: str, spans: Sequence[Sequence[int]], *, around: int = 110) -> Text:
    """Return the part of a passage about its first match, matches marked, with … where it was cut."""
    text = clean(text)
    first = spans[0][0] if spans else 0
    start = max(0, first - around // 2)
    end = min(len(text), start + 2 * around)
    shown = Text("…" if start else "")
    position = start
    for left, right in spans:
        if left < position or right > end:
            continue
        shown.append(text[position:left])
        shown.append(text[left:right], style="bold black on yellow")
        position = right
    shown.append(text[position:end] + ("…" if end < len(text) else ""))
    return shown


def print_hits(found: SearchResult, notes: Console) -> None:
    """Print search hits for people, then counts by facet."""
    if found.expansions:
        more = " …" if len(found.expansions) > 12 else ""
        notes.print(f"also found: {', '.join(found.expansions[:12])}{more}", markup=False, style="dim")
    for number, hit in enumerate(found.hits, 1):
        where = " · ".join(
            part for part in (hit.date or "no date", hit.publisher, hit.corpus, hit.passage_id) if part
        )
        print_hanging(Text(clean(hit.title[:100]) or "(no title)", style="bold"), f"{number}. ")
        print_hanging(Text(clean(where), style="dim"))
        if hit.labels or hit.instruments:
            print_hanging(Text(", ".join(hit.labels + hit.instruments), style="green"))
        text = hit.text if hit.highlights else " ".join(hit.text.split())
        print_hanging(highlight(text, hit.highlights))
    shown = f", {len(found.hits)} shown" if found.total > len(found.hits) else ""
    results.print(f"{found.total:,} passage{'s' * (found.total != 1)}{shown}")
    for name, counts in found.facets.items():
        if counts:
            some = (
                sorted(counts.items())
                if name == "year"
                else sorted(counts.items(), key=lambda pair: -pair[1])[:6]
            )
            none = "no date" if name == "year" else "none"
            _print_items(f"  {name}: ", [f"{value or none} {count:,}" for value, count in some])


def print_new(name: str, hits: Sequence[Mapping[str, Any]]) -> None:
    """Print what a saved search has found: document, place, and the sentence of the match."""
    for number, hit in enumerate(hits, 1):
        where = " · ".join(
            part for part in (name, hit["date"] or "no date", hit["publisher"], hit["passage_id"]) if part
        )
        print_hanging(Text(clean(hit["title"][:100]) or "(no title)", style="bold"), f"{number}. ")
        print_hanging(Text(clean(where), style="dim"))
        print_hanging(Text(clean(hit["quote"])))


def print_hanging(text: Text, lead: str = "   ") -> None:
    """Print a text behind `lead`, further lines under its beginning; empty lines are left out."""
    for line in text.wrap(results, max(20, results.width - len(lead))):
        line.rstrip()
        if line.plain:
            results.print(Text(lead) + line, no_wrap=True, overflow="ignore", crop=False)
            lead = " " * len(lead)


def _print_items(line: str, items: Sequence[str]) -> None:
    """Print items behind a beginning of a line, none of them broken."""
    for number, item in enumerate(items):
        item += "," * (number < len(items) - 1)
        if number and cell_len(line) + cell_len(item) >= results.width:
            results.print(Text(line.rstrip(), style="dim"))
            line = "    "
        line += f"{item} "
    results.print(Text(line.rstrip(), style="dim"))


def print_concordance(lines: Sequence[Line], notes: Console) -> None:
    """Print keyword in context, one line an occurrence, aligned at the keyword; a terminal's width cuts the outer ends."""
    shown = [
        {
            "date": line.date or "no date",
            "left": clean(line.left),
            "keyword": clean(line.keyword),
            "right": clean(line.right),
        }
        for line in lines
    ]
    dates, lefts, keys = (
        max((cell_len(row[name]) for row in shown), default=0) for name in ("date", "left", "keyword")
    )
    side = max(10, (results.width - dates - keys - 6) // 2) if results.is_terminal else None
    for row in shown:
        left = _cut(row["left"][::-1], side)[::-1]
        padding = " " * (min(lefts, side or lefts) - cell_len(left))
        after = _cut(row["right"], side)
        line = (
            Text(row["date"].ljust(dates), style="dim")
            + Text(f"  {padding}{left}  ")
            + Text(row["keyword"], style="bold")
        )
        line.append(" " * (keys - cell_len(row["keyword"]) + 2) * bool(after) + after)
        results.print(line, no_wrap=True, overflow="ignore", crop=False)
    notes.print(f"{len(lines):,} occurrence{'s' * (len(lines) != 1)}")


def _cut(text: str, width: int | None) -> str:
    """Return the beginning of a text that takes at most `width` cells of a terminal, … where it was cut."""
    return text if width is None or cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def print_trends(rows: Sequence[Mapping[str, Any]], measure: str = "per_million_tokens") -> None:
    """Print series by period; shares where they are the measure, and what was added (bounds, the rate with the mix held)."""
    columns = {
        "series": "series",
        "period": "period",
        "occurrences": "occurrences",
        "occurrences_loose": "loose",
        "passages": "passages",
        "documents": "documents",
        "total_documents": "of",
        "per_million_tokens": "per million tokens",
        "per_10k_characters": "per 万字",
        "passage_share": "of passages",
        "document_share": "of documents",
        "low": "low",
        "high": "high",
        "adjusted_per_million": "mix held",
        "mix_covered": "covered",
        "change_by_mix": "change by mix",
    }
    unused = {"passage_share", "document_share"} - {measure}
    if measure == "passage_share":
        unused |= {"per_million_tokens", "per_10k_characters", "occurrences_loose"}
    present = {
        key: heading for key, heading in columns.items() if key not in unused and (not rows or key in rows[0])
    }
    shares = ("passage_share", "document_share", "mix_covered")
    shown = [
        {**row, **{key: f"{row[key]:.2%}" for key in shares if row.get(key) is not None}} for row in rows
    ]
    print_table(shown, present, right=list(present)[2:])


def print_statistics(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print what each series says, a few lines a series."""
    for row in rows:
        results.print(Text(clean(row["series"]), style="bold") + Text(f"  {row['verdict']}"))
        used = f"first {row['first']}, peak {row['peak']}, last {row['last']}" if row["first"] else "never"
        lines = [f"{used}; {row['occurrences']:,} occurrences in {row['periods']} periods"]
        if row["slope"] is not None:
            lines.append(
                f"Theil-Sen slope {row['slope']:,} a period [{row['slope_low']:,}, {row['slope_high']:,}]; Kendall tau {row['tau']}, p {row['p']:.3g} ({row['method']})"
            )
        lines.append(
            f"after the peak: {row['after_peak']}"
            + (f", p {row['after_peak_p']:.3g}" if row["after_peak"] != "too few periods" else "")
        )
        lines.append(
            f"bursts: {row['bursts'] or 'none'}; dispersion DPnorm {'–' if row['dp_norm'] is None else row['dp_norm']}"
        )
        if row["change"]:
            way = (
                "falls"
                if row["level_after"] < row["level_before"]
                else "rises"
                if row["level_after"] > row["level_before"]
                else "changes"
            )
            lines.append(
                f"level {way} at {row['change']}, from {row['level_before']:,} to {row['level_after']:,} (medians), p {row['change_p']:.3g} (Pettitt)"
            )
        for line in lines:
            results.print(Text(f"  {clean(line)}"))


def _minute(moment: str | None) -> str:
    """Return an ISO time as people read it, in UTC: 2026-11-25 04:55."""
    return (moment or "")[:16].replace("T", " ")


def print_status(found: Mapping[str, Any]) -> None:
    stored = found["stored"]
    results.print(Text(f"{found['store']}", style="bold"))
    results.print(
        f"{stored['documents']:,} documents, {stored['passages']:,} passages ({stored['annotated']:,} annotated), {stored['mentions']:,} mentions, "
        f"{stored['labelled']:,} passages with a strategy, {stored['rejections']:,} rejections, {stored['undated']:,} documents without a date"
    )
    corpora = [
        {
            **row,
            "checked": _minute(row["checked"]),
            "stored": _minute(row["stored"]),
            "next": _minute(row["next"]),
        }
        for row in found["corpora"]
    ]
    columns = {
        "corpus": "corpus",
        "documents": "documents",
        "first": "first date",
        "last": "last date",
        "stored": "last new",
        "checked": "last read",
        "health": "health",
        "rejections": "rejections",
    }
    print_table(
        corpora,
        columns | ({"next": "next run"} if any(row["next"] for row in corpora) else {}),
        right=("documents", "rejections"),
    )
    for row in corpora:
        if row["why"]:
            results.print(f"{row['corpus']}: {row['health']}: {clean(row['why'])}", markup=False)
    for row in found["fetching"]:
        results.print(
            f"{row['corpus']}: {row['documents']:,} addresses with a document, {row['without_document']:,} without, "
            f"{row['failing']:,} not answering now; last asked {_minute(row['checked'])}",
            markup=False,
        )
    runs = [
        {**entry, "counts": ", ".join(f"{name} {value}" for name, value in entry["counts"].items())}
        for entry in found["runs"]
    ]
    print_table(
        runs,
        {"started": "run", "command": "command", "outcome": "outcome", "counts": "counts"},
        title="last runs",
    )
    if not found.get("rejections", True):
        results.print("no rejections")
    elif "rejections" in found:
        columns = {"corpus": "corpus", "place": "where", "stage": "stage", "reason": "reason"}
        print_table(found["rejections"], columns, title="rejections")


def print_analysis(passages: Iterable[Mapping[str, Any]]) -> None:
    """Print passages with their mentions marked and listed, for people."""
    for passage in passages:
        outer = [mention for mention in passage["mentions"] if not mention["nested"]]
        text = highlight(
            passage["text"], [(mention["start"], mention["end"]) for mention in outer], around=4000
        )
        results.print(text)
        labels = (
            ", ".join(f"{label} {passage['strategies'][label]:.2f}" for label in passage["labels"]) or "other"
        )
        results.print(
            Text(
                f"  {labels}" + (f" · {', '.join(passage['instruments'])}" if passage["instruments"] else ""),
                style="green",
            )
        )
        rows = [{**mention, "concept": mention["concept"] or "–"} for mention in outer]
        if rows:
            print_table(
                rows,
                {
                    "start": "from",
                    "end": "to",
                    "text": "mention",
                    "type": "type",
                    "concept": "concept",
                    "source": "source",
                },
                right=("start", "end"),
            )


def write_analysis_page(passages: Iterable[Mapping[str, Any]]) -> None:
    """Write an HTML page of annotated passages to standard output; all text is escaped."""
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("flows.output", "templates"), autoescape=True)
    sys.stdout.write(
        environment.get_template("analysis.html").render(
            passages=[{**passage, "parts": list(_parts(passage))} for passage in passages]
        )
    )


def _parts(passage: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    position = 0
    for mention in passage["mentions"]:
        if mention["nested"] or mention["start"] < position:
            continue
        yield {"text": passage["text"][position : mention["start"]], "mention": None}
        yield {"text": mention["text"], "mention": mention}
        position = mention["end"]
    yield {"text": passage["text"][position:], "mention": None}


def print_run(outcome: dict[str, Any], counts: Iterable[tuple[str, Any, Any]]) -> None:
    """Print what a run did, why something was rejected, what was written, and what to try next."""
    rows = [{"what": what, "this": this, "stored": stored} for what, this, stored in counts]
    print_table(rows, {"what": "", "this": "this run", "stored": "stored"}, right=("this", "stored"))
    if not outcome["ingested"]["documents"] and not outcome["annotated"]["passages"]:
        results.print("nothing new: every file and every annotation is as it was")
    for reason, number in outcome["reasons"].items():
        results.print(f"rejected {number:,} × {reason}", markup=False)
    results.print("written: " + ", ".join(outcome["written"]), markup=False)
    results.print(
        "try: zhengce search 自主可控 · zhengce trends 新型举国体制 自主可控 --plot outputs/my.svg · zhengce status --rejections"
    )
