"""The terminal: consoles, progress, tables for people, and JSON and CSV for programs.

Results go to standard output, messages and progress to standard error.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from flows.errors import local_message, terminal_locale
from flows.output.tables import defuse
from flows.records import ReportStage
from flows.text import break_places, in_one_line, lazy_pattern, wrap_cells

# A row of a table, of CSV or of JSON: values by column.
Row = Mapping[str, object]


class PipedConsole(Console):
    """A console that leaves a closed pipe to the command line; rich would end the program with code 1."""

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError, which the command line handles."""
        raise BrokenPipeError


# Without emoji=False, rich would turn text between colons into emoji: 比例1:100:200.
messages = PipedConsole(stderr=True, highlight=False, emoji=False)
results = PipedConsole(highlight=False, soft_wrap=False, emoji=False)
_CONTROL = lazy_pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WORDS = lazy_pattern(r"[^\W\d] | [^\W\d]|/")
_LARGE = 10_000  # whole numbers from here on are grouped, but years are not
_UNBROKEN = lazy_pattern(r"[!-.0-~]+")  # an id or word in Latin letters; addresses break at their slashes
_NARROW, _LONGEST = 14, 26  # cells to which a column of words may shrink, and cells reserved for one part
_GAP = 2  # cells between columns
_MEASURE = "条"  # for nouns without a measure word in headings.toml
_SMALLEST_WIDTH = 20  # of text indented below its beginning


class _RateColumn(ProgressColumn):
    """The rate of progress per second, once known."""

    def render(self, task: Task) -> Text:
        """Return the rate as text."""
        rate = task.finished_speed or task.speed
        return Text(f"{rate:,.0f}/s" if rate else "", style="progress.data.speed")


@contextmanager
def progress_bar(*, quiet: bool = False) -> Iterator[ReportStage]:
    """Yield a function `report(stage, done, total)` that draws on standard error, one line per stage.

    Nothing is drawn before the first report.
    """
    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        MofNCompleteColumn(),
        _RateColumn(),
        TimeRemainingColumn(),
        console=messages,
        transient=True,
        disable=quiet or not messages.is_terminal,
    )
    tasks: dict[str, TaskID] = {}

    def report(stage: str, done: int, total: int) -> None:
        if not tasks:
            progress.start()
        if stage not in tasks:
            for task in progress.tasks:  # a stage is finished when another follows
                progress.update(task.id, completed=task.total or 1, total=task.total or 1)
            tasks[stage] = progress.add_task(translate_stage(stage), total=total or None)
        progress.update(tasks[stage], completed=done, total=total or None)

    try:
        yield report
    finally:
        if tasks:
            progress.stop()


def print_json(value: object) -> None:
    """Print a value as JSON."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def print_jsonl(rows: Iterable[Row]) -> None:
    """Print one JSON object per line."""
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def print_lines(lines: Iterable[str]) -> None:
    """Print lines unchanged, for programs."""
    for line in lines:
        sys.stdout.write(line + "\n")


def print_csv(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Print CSV (UTF-8 without a byte-order mark, for programs) with formulas defused."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = (row.get(name) for name in columns)
        writer.writerow(["" if value is None else defuse(value) for value in values])


def print_table(
    rows: Sequence[Row],
    columns: Mapping[str, str],
    *,
    title: str = "",
    right: Sequence[str] = (),
    spare: Sequence[str] = (),
    whole: str = "csv",
    what: str = "",
) -> None:
    """Print rows as a table; `columns` maps keys to headings, `right` names the right-aligned columns.

    `what` names the kind of rows, which selects the translation of a heading.

    On a terminal, the columns are fitted to its width: words are wrapped, and if that is not enough, columns
    are left out with a note, first those in `spare`, then the last ones; the format `whole` has all of them.
    Numbers, dates and ids are never broken. Elsewhere, each row is one line.
    """
    columns = {key: translate_heading(heading, what) for key, heading in columns.items()}
    cells = {key: [heading, *(_show(row.get(key)) for row in rows)] for key, heading in columns.items()}
    widths = {key: max(map(cell_len, column)) for key, column in cells.items()}
    if results.is_terminal:
        least = {
            key: max(_NARROW, min(_LONGEST, _longest_word(cells[key])))
            for key in cells
            if key not in right and _has_words(cells[key][1:])
        }
        widths = _fit(widths, least, spare)
    if title:
        results.print(Text(translate_heading(title), style="italic"))
    for number in range(len(rows) + 1):
        line = {key: cells[key][number] for key in widths}
        _print_row(line, widths, set(right), style="bold" if number == 0 else "")
    note_hidden([heading for key, heading in columns.items() if key not in widths], whole)


def note_hidden(headings: Sequence[str], whole: str = "csv") -> None:
    """Note which columns, if any, do not fit the terminal; the format `whole` has them."""
    if headings:
        message = local_message("output.not_shown", hidden=list(headings), format=whole)
        messages.print(message, style="dim", markup=False)


def translate_heading(heading: str, what: str = "") -> str:
    """Return a heading in the terminal's locale, or unchanged if it has no translation.

    A heading with another meaning in tables of `what` is in headings.toml as what:heading.
    """
    headings = _read_headings(terminal_locale())
    return headings.get(f"{what}:{heading}", headings.get(heading, heading))


def translate_noun(noun: str, locale: str = "") -> str:
    """Return the noun of a count in a locale, by default the terminal's; unchanged in English."""
    return _read_headings("nouns").get(noun, noun) if (locale or terminal_locale()) == "zh" else noun


def translate_word(word: str, column: str = "", locale: str = "") -> str:
    """Return a word from a fixed list (state, kind, relation, language) in a locale; default: the terminal's.

    Words without a translation, such as names and ids, are unchanged. A word with another meaning in a column
    is in headings.toml as column:word.
    """
    if (locale or terminal_locale()) == "en":
        return word
    words = _read_headings("words")
    return words.get(f"{column}:{word}", words.get(word, word))


def join_list(items: Iterable[str]) -> str:
    """Return items in a row: a, b; in Chinese a、b."""
    return {"zh": "、"}.get(terminal_locale(), ", ").join(items)


def join_label(label: str, value: object) -> str:
    """Return a value after its label: label: value; in Chinese label：value."""
    colon = {"zh": "："}.get(terminal_locale(), ": ")
    return f"{label}{colon}{value}"


def translate_stage(stage: str) -> str:
    """Return a stage of work in the terminal's locale; a * in headings.toml stands for any text."""
    if terminal_locale() == "zh":
        for pattern, text in _read_headings("stages").items():
            if found := re.fullmatch(re.escape(pattern).replace(r"\*", "(.+)"), stage):
                return text.format(*found.groups())
    return stage


def count_in_words(noun: str, number: int) -> str:
    """Return a number with the Chinese measure word of the noun: 3 份, 12 段."""
    return f"{number:,} {_read_headings('measures').get(noun, _MEASURE)}"


@cache
def _read_headings(part: str) -> Mapping[str, str]:
    """Return the translations in a part of headings.toml; none if it has no such part, as for English."""
    text = Path(__file__).with_name("headings.toml").read_text(encoding="utf-8")
    found: Mapping[str, str] = tomllib.loads(text).get(part, {})
    return found


def _has_words(values: Iterable[str]) -> bool:
    """Return whether a column contains text that can be wrapped: several words, or Chinese."""
    return any(cell_len(value) > len(value) or _WORDS.search(value) for value in values)


def _longest_word(values: Iterable[str]) -> int:
    """Return the width of the longest unbreakable part: an id or word; Chinese breaks anywhere."""
    return max((len(part) for value in values for part in _UNBROKEN.findall(value)), default=0)


def _fit(widths: Mapping[str, int], least: Mapping[str, int], spare: Sequence[str]) -> dict[str, int]:
    """Return the widths of the columns that fit the terminal; those in `least` may shrink to that width."""
    kept = dict(widths)
    dropped = [key for key in (*spare, *reversed(list(widths))) if key in widths]

    def total() -> int:
        return sum(kept.values()) + _GAP * (len(kept) - 1)

    while total() > results.width:
        shrinkable = {key: width for key, width in kept.items() if width > least.get(key, width)}
        if shrinkable:
            widest = max(shrinkable, key=lambda key: shrinkable[key])
            kept[widest] = max(least[widest], kept[widest] - (total() - results.width))
        elif len(kept) > 1:
            del kept[next(key for key in dropped if key in kept)]
        else:
            break
    return kept


def _print_row(line: Mapping[str, str], widths: Mapping[str, int], right: set[str], *, style: str) -> None:
    wrapped = {key: _wrap(value, widths[key]) for key, value in line.items()}
    for number in range(max(map(len, wrapped.values()), default=0)):
        parts = []
        for key, lines in wrapped.items():
            part = (lines[number : number + 1] or [""])[0]
            padding = " " * (widths[key] - cell_len(part))
            parts.append(padding + part if key in right else part + padding)
        text = Text((" " * _GAP).join(parts).rstrip(), style=style)
        results.print(text, no_wrap=True, overflow="ignore", crop=False)


def _wrap(value: str, width: int) -> list[str]:
    if cell_len(value) <= width:
        return [value]
    return [
        line.plain.rstrip() for part in wrap_cells(value, width) for line in Text(part).wrap(results, width)
    ]


def print_local(console: Console, code: str, style: str = "", /, **values: object) -> None:
    """Print a catalogue message in the terminal's locale."""
    text = lay_out(local_message(code, **values), console)
    console.print(text, style=style, markup=False, soft_wrap=not console.is_terminal)


def lay_out(text: str, console: Console) -> str:
    """Return a text with line breaks for Chinese on a terminal; rich breaks only at spaces."""
    if terminal_locale() == "en" or not console.is_terminal:
        return text
    return "\n".join(line for part in text.split("\n") for line in _indent_alike(part, console.width))


def _indent_alike(line: str, width: int) -> list[str]:
    """Return a line in parts, each with the line's leading spaces."""
    blanks = " " * (len(line) - len(line.lstrip(" ")))
    return [blanks + part for part in wrap_cells(line.lstrip(" "), width - len(blanks))]


_ENDS_SENTENCE = lazy_pattern(r"[。；：！？.;:!?…|”）)]\s*$")
_BEGINS_ITEM = lazy_pattern(
    r"\s*(?:[（(①-⑳•·|#*-]|第\S{1,6}[条章节]|\d{1,2}[.、)）]|[一二三四五六七八九十]{1,3}、|[A-Z])"
)


def clean(text: str) -> str:
    """Replace control characters in outside text, which a terminal would obey, one for one."""
    return _CONTROL.sub("\ufffd", text)


def _show(value: object) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float):
        return f"{value:,.2f}"
    if isinstance(value, int) and abs(value) >= _LARGE:
        return f"{value:,}"
    return clean(str(value)).replace("\n", " ")


def highlight(text: str, spans: Sequence[Sequence[int]], *, around: int = 110) -> Text:
    """Return the part of a passage around its first match, with matches marked and … where it was cut.

    Spans are in code points of `text`; `around` is half the length of the part.
    """
    text = clean(text)
    first = next((start for start, _ in spans), 0)
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
    shown.append(text[position:end])
    if end < len(text):
        shown.append("…")
    return shown


def join_broken_lines(text: Text) -> Text:
    """Return a text whose lines end at sentences and items, not where its source broke them."""
    joined = Text()
    for line in text.split("\n"):
        ends = not joined.plain or _ENDS_SENTENCE.search(joined.plain) or _BEGINS_ITEM.match(line.plain)
        if ends and joined.plain:
            joined.append("\n")
        elif not ends and in_one_line(f"{joined.plain[-1]}\n{line.plain[:1]}").count(" "):
            joined.append(" ")
        joined.append_text(line)
    return joined


def print_hanging(text: Text, lead: str = "   ") -> None:
    """Print a text after `lead`, with further lines indented below its beginning and without empty lines."""
    for line in _wrap_styled(text, max(_SMALLEST_WIDTH, results.width - len(lead))):
        line.rstrip()
        if line.plain:
            results.print(Text(lead) + line, no_wrap=True, overflow="ignore", crop=False)
            lead = " " * len(lead)


def _wrap_styled(text: Text, width: int) -> Iterator[Text]:
    """Yield a text as lines; unbreakable text longer than a line is broken anywhere."""
    for paragraph in text.split("\n"):
        for line in paragraph.divide(break_places(paragraph.plain, width)):
            yield from line.wrap(results, width)


def print_items(lead: str, items: Sequence[str]) -> None:
    """Print items after the beginning of a line; an item is broken only if it is longer than a line."""
    line, comma = "", join_list(("", ""))
    for number, item in enumerate(items):
        part = f"{item}{comma}" if number < len(items) - 1 else item
        if line and cell_len(lead) + cell_len(line) + cell_len(part.rstrip()) >= results.width:
            print_hanging(Text(line.rstrip(), style="dim"), lead)
            lead, line = "    ", ""
        line += part
    print_hanging(Text(line.rstrip(), style="dim"), lead)


def cut(text: str, width: int | None) -> str:
    """Return the beginning of a text that fits in `width` terminal cells, with … where it was cut."""
    if width is None or cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"
