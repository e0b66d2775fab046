"""Print the results of commands: rows as a table, JSON, CSV or a file, with one policy for empty results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from flows.errors import UsageError, local_message, terminal_locale

if TYPE_CHECKING:
    from flows.cli.options import TableOutput
    from flows.records import DateRange
    from flows.search import Collection, PlainWord
    from flows.store import Store
    from flows.workspace import Workspace

_LAST_PORT = 65_535
_SMALLEST = 1e-300  # least probability shown as a number
_UNREAD_DATES = 3  # shown in a note
_ABSENT = 8  # ids listed in a note
_OF_FILES = (".csv", ".docx", ".html", ".json", ".jsonl", ".md", ".parquet", ".pdf", ".tmx", ".tsv", ".xlsx")
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listing:
    """The presentation of rows: their name, their columns in files, and their headings in a table.

    `right` names the right-aligned columns, `spare` those that a narrow terminal leaves out first, and
    `words` those whose values are our own words, shown in the terminal's language. `noun` is the rows' name
    in headings.toml, if `what` has several meanings; `dictionary` is their table's name in columns.toml, if a
    spreadsheet explains its columns.
    """

    what: str
    columns: Sequence[str]
    names: Mapping[str, str] = field(default_factory=dict)
    right: Sequence[str] = ()
    spare: Sequence[str] = ()
    words: Sequence[str] = ()
    noun: str = ""
    dictionary: str = ""


def show_rows(
    rows: Sequence[object],
    listing: Listing,
    output: TableOutput,
    *,
    shown: Sequence[Record] | None = None,
    source: str = "",
) -> int:
    """Print rows or write them to a file; return the exit code, 0.

    Rows are mappings, named tuples or dataclasses. `shown` are the rows of the table if different. `source`
    is the line on standard error about the basis of the rows.
    """
    from flows.output import flat_row, print_csv, print_json  # rich takes 0.1 s

    records = [as_record(row) for row in rows]
    note_if_none(records, listing.what, listing.noun)
    if output.out:
        write_file(records, listing.columns, output.out, meanings_of(listing.dictionary))
    elif output.format == "json":
        print_json(records)
    elif output.format == "csv":
        print_csv([flat_row(record) for record in records], listing.columns)
    elif records:
        show_table(records if shown is None else shown, listing)
    if source:
        note(source, style="dim")
    return 0


@dataclass(frozen=True, slots=True)
class FactListing:
    """The presentation of facts with a context: their key in JSON, singular and plural, and the columns."""

    key: str
    one: str
    many: str
    columns: Sequence[str]
    meanings: Mapping[str, str]


def show_facts(
    rows: Sequence[Record],
    total: int,
    listing: FactListing,
    output: TableOutput,
    limit: int | None,
    print_one: Callable[[int], None],
) -> None:
    """Write facts to a file, or print them as JSON, CSV or one by one with `print_one`, given an index."""
    from flows.output import print_csv, print_json

    note_if_none(rows, listing.many)
    if output.out:
        write_file(rows, listing.columns, output.out, listing.meanings)
        note_count(total, listing.one, listing.many)
        return
    if output.format == "json":
        print_json({"total": total, listing.key: rows})
    elif output.format == "csv":
        print_csv(rows, listing.columns)
    else:
        for index in range(len(rows)):
            print_one(index)
    if output.format == "table" or total > len(rows):
        note_count(total, listing.one, listing.many, limit)


def show_table(rows: Sequence[Record], listing: Listing) -> None:
    """Print rows as a table; probabilities `p` and `q` have two significant digits."""
    from flows.output import print_table, translate_word  # rich takes 0.1 s

    table = [
        {
            **row,
            **{name: _show_chance(row[name]) for name in ("p", "q") if name in row},
            **{name: translate_word(str(row[name]), name) for name in listing.words},
        }
        for row in rows
    ]
    right, spare = tuple(listing.right), tuple(listing.spare)
    print_table(table, listing.names, right=right, spare=spare, what=listing.noun or listing.what)


def _show_chance(value: object) -> object:
    return show_chance(value) if isinstance(value, float) else value


def write_file(
    records: Iterable[Record], columns: Sequence[str], path: Path, explain: Mapping[str, str] | None = None
) -> None:
    """Write rows to a file in the format of its ending, and print its path.

    `explain` (column to meaning) becomes a second sheet of a spreadsheet. Raises UsageError for an ending
    that tables do not have.
    """
    from flows.output import flat_row, write_table  # rich takes 0.1 s
    from flows.reports import check_format

    write_table(map(flat_row, records), list(columns), path, check_format(path), explain=explain)
    print_path(path)


def meanings_of(table: str) -> Mapping[str, str]:
    """Return the meanings of a command's columns, for `write_file`; {} if they are not described."""
    from flows.reports import command_columns  # commands start without the reports room

    return command_columns(table)


def check_out(path: Path | None) -> None:
    """Raise UsageError for a file with an ending that tables do not have, or in a folder that does not exist.

    Call it before anything is counted.
    """
    if path:
        from flows.reports import check_format  # commands start without the reports room

        check_format(path)
        check_folder_of(path)


def check_folder_of(path: Path) -> None:
    """Raise UsageError for a file in a folder that does not exist: typing errors must not create folders."""
    if not path.parent.is_dir():
        raise UsageError("cli.no_folder", path=path, folder=path.parent)


def check_out_folder(path: Path | None) -> None:
    """Raise UsageError for an output folder named like a file, unless it exists."""
    if path and is_file_name(path):
        raise UsageError("cli.out_is_folder", path=path)


def is_file_name(path: Path) -> bool:
    """Return whether a path has the ending of a file and is not a folder."""
    return path.suffix.lower() in _OF_FILES and not path.is_dir()


def as_record(row: object) -> Record:
    """Return a row as a mapping."""
    if isinstance(row, Mapping):
        return row
    if hasattr(row, "_asdict"):
        return cast("Record", cast(NamedTuple, row)._asdict())
    return asdict(cast(Any, row))


def show_chance(value: float) -> str:
    """Return a probability with two significant digits."""
    return f"{value:.2g}" if value >= _SMALLEST else "<1e-300"


def note(text: str, style: str = "") -> None:
    """Print a message on standard error."""
    from flows.output import clean, lay_out, messages  # rich takes 0.1 s

    messages.print(
        lay_out(clean(text), messages), style=style, markup=False, soft_wrap=not messages.is_terminal
    )


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on a terminal that something is in progress, for work without steps to count."""
    from rich.text import Text

    from flows.output import messages, translate_stage  # rich takes 0.1 s

    if not messages.is_terminal:
        yield
        return
    with messages.status(Text(translate_stage(what))):
        yield


def say(code: str, style: str = "", /, **values: object) -> None:
    """Print a catalogue message on standard error, in the terminal's locale."""
    note(local_message(code, **values), style)


def print_message(code: str, style: str = "", /, **values: object) -> None:
    """Print a catalogue message on standard output, in the terminal's locale."""
    print_line(local_message(code, **values), style)


def note_unread_manifests(corpora: Path) -> None:
    """Report on standard error which manifests can't be read, and why: their corpora are left out."""
    from flows.pipeline import unread_manifests

    for corpus, error in unread_manifests(corpora).items():
        say("cli.manifest_not_read", "yellow", corpus=corpus, problem=error.as_value())


def note_old_statuses(store: Store) -> None:
    """Report on standard error if the statuses shown are of an older day."""
    from flows import references

    if old := references.note_old_statuses(store):
        say(old.code, "yellow", **old.values)


def note_if_none(rows: Sequence[object], what: str, noun: str = "") -> None:
    """Report on standard error if nothing was found, which is not a failure."""
    if not rows:
        from flows.output import translate_noun  # rich takes 0.1 s

        say("cli.none_found", what=translate_noun(noun or what) if terminal_locale() == "zh" else what)


def note_words(words: Sequence[PlainWord], rows: Sequence[object], what: str = "") -> None:
    """Report on standard error which words are missing from the lexicon, and if nothing was found.

    If a word occurs in no stored text, that is the reason, and the only line. With an empty `what`, the
    caller reports that nothing was found.
    """
    from flows.search import describe_words  # commands start without the search room

    for line in describe_words(words, terminal_locale()):
        note(line)
    if what and all(word.is_found for word in words):
        note_if_none(rows, what)


def note_shared_names(collection: Collection, names: Iterable[str]) -> None:
    """Say on standard error which mentions under these names count for a concept elsewhere."""
    from flows.search import describe_shared_names, find_shared_names  # commands start without that room

    shared = find_shared_names(collection.store, collection.lexicon, names)
    for line in describe_shared_names(shared, terminal_locale()):
        note(line)


def print_line(text: str = "", style: str = "") -> None:
    """Print a line on standard output."""
    from flows.output import clean, lay_out, results  # rich takes 0.1 s

    results.print(lay_out(clean(text), results), style=style, markup=False, soft_wrap=not results.is_terminal)


def print_path(path: Path) -> None:
    """Print the path of a written file on standard output."""
    print(path)  # noqa: T201


def note_count(number: int, one: str, many: str, limit: int | None = None, noun: str = "") -> None:
    """Print how many there are, and how many are shown; `noun` is the name of `many` in headings.toml."""
    is_cut = limit is not None and number > limit
    code = "cli.counted_cut" if is_cut else "cli.counted"
    if terminal_locale() == "en":
        say(code, number=number, noun={1: one}.get(number, many), limit=limit)
        return
    from flows.output import count_in_words, translate_noun  # rich takes 0.1 s

    shown = count_in_words(noun or many, limit or 0)
    say(code, number=count_in_words(noun or many, number), noun=translate_noun(noun or many), limit=shown)


def note_more(what: str, limit: int) -> None:
    """Note on standard error that a ranking has more rows than shown, in every format."""
    if terminal_locale() == "en":
        noun = {1: what.removesuffix("s")}.get(limit, what)
        say("cli.more_rows", number=f"{limit:,}", noun=noun)
        return
    from flows.output import count_in_words, translate_noun  # rich takes 0.1 s

    say("cli.more_rows", number=count_in_words(what, limit), noun=translate_noun(what))


def note_if_cut(found: Sequence[object], limit: int, what: str) -> None:
    """Note that a ranking has more rows, if one more than the limit was found."""
    if len(found) > limit:
        note_more(what, limit)


def category_names(workspace: Workspace, locale: str = "") -> dict[str, str]:
    """Return the Chinese names of strategies and instruments by id; none in English, which shows the ids."""
    if (locale or terminal_locale()) == "en":
        return {}
    taxonomy = workspace.taxonomy
    return {category.id: taxonomy.name(category.id, "zh") for category in taxonomy.categories}


def check_at_least(option: str, value: int, least: int = 1) -> None:
    """Raise UsageError for a number that is too small."""
    if value < least:
        raise UsageError("cli.too_small", option=option, value=value, least=least)


def check_limit(limit: int | None) -> None:
    """Raise UsageError for a limit that is too small."""
    if limit is not None:
        check_at_least("--limit", limit)


def check_port(port: int) -> None:
    """Raise UsageError for an invalid port."""
    if not 1 <= port <= _LAST_PORT:
        raise UsageError("cli.bad_port", port=port, last=_LAST_PORT)


def describe_source(
    workspace: Workspace,
    axis: str | None = "published",
    corpora: Sequence[str] | None = None,
    dates: DateRange | None = None,
) -> str:
    """Return the line that names the date axis, corpora, lexicon and version behind a finding.

    Without an axis, undated documents also count; with dates, only those dated within them. If another
    lexicon than the current one annotated passages, a second line says so.
    """
    from flows.records import DateAxis  # commands start without the trends room
    from flows.trends import describe_lexicons
    from flows.trends import describe_source as describe

    collection, language = workspace.collection, terminal_locale()
    dated = {"dates": dates} if dates else {}
    line = describe(collection, DateAxis(axis) if axis else None, corpora or (), language, **dated)
    return "\n".join([line, *describe_lexicons(collection, language)])


def note_undated(number: int, dates: Sequence[str]) -> None:
    """Report how many documents are undated because their date could not be read, with examples."""
    if number:
        shown = [f"“{date}”" for date in dates[:_UNREAD_DATES]]
        say("cli.dates_not_read", "yellow", number=number, dates=shown)


def note_faults(faults: Mapping[str, str]) -> None:
    """Report how many passages an error of the program left with terms and numbers alone; name one."""
    for passage, fault in [*faults.items()][:1]:
        say("cli.left_with_terms", "yellow", number=len(faults), passage=passage, fault=fault)


def note_absent(absent: Sequence[str], gone: Sequence[str]) -> None:
    """Report which stored documents (ids) their files no longer contain, and whose files are gone."""
    for code, ids in (("cli.left_their_file", absent), ("cli.files_gone", gone)):
        if ids:
            shown = ids if len(ids) <= _ABSENT else [*ids[:_ABSENT], "…"]
            say(code, "yellow", number=len(ids), ids=shown)
