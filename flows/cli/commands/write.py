"""Commands that write pages and tables: dossier, brief, evidence, export."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import (
    WHOLE,
    AsTyped,
    BriefOptions,
    ChoiceOptions,
    CiteOption,
    Corpora,
    FilterOptions,
    FirstDate,
    LakeOption,
    LastDate,
    OptionalText,
    OutFolder,
    SeriesOptions,
    StoreOption,
    Switch,
)
from flows.cli.printing import check_out_folder, note, print_line, print_path, say
from flows.errors import UsageError, terminal_locale
from flows.records import GroupChoice

if TYPE_CHECKING:
    from flows.search import Filters
    from flows.workspace import Workspace

_ExportFormat = Literal["csv", "xlsx", "jsonl", "parquet", "w3c", "conllu", "tsv", "tmx"]


def dossier(
    name: str,
    *,
    format_: Annotated[Literal["html", "md", "both"], Parameter(name="--format")] = "both",
    corpus: Corpora = None,
    out: OutFolder = None,
    documents: ChoiceOptions = ChoiceOptions(),
    store: StoreOption = None,
) -> int:
    """Write a page on a firm, programme, technology, person or organisation.

    It shows what the corpus says, every line with its passage. With a choice of documents, it
    shows only what these say, and their translations.

    Parameters
    ----------
    name
        In Chinese or English, any variant: 华为, Huawei, 稀土, "Made in China 2025".
    format_
        A page of HTML, Markdown, or both.
    """
    from flows.reports import DOSSIER_FORMATS, write_dossier

    check_out_folder(out)
    formats = DOSSIER_FORMATS if format_ == "both" else (format_,)
    with open_workspace(store, documents=documents.documents()) as workspace:
        folder = out or workspace.settings.outputs
        corpora = tuple(corpus or ())
        written = write_dossier(
            workspace.collection,
            workspace.taxonomy,
            name,
            folder,
            formats=formats,
            corpora=corpora,
            locale=terminal_locale(),
        )
        for path in written:
            print_path(path)
    return 0


def brief(
    *,
    from_: FirstDate = "",
    to: LastDate = "",
    out: OutFolder = None,
    documents: BriefOptions = BriefOptions(),
    store: StoreOption = None,
) -> int:
    """Write a page in both languages on what is new since a date.

    It has new documents, first uses, rising, falling and silent terms, bursts, targets and citations. Without
    --from it begins 30 days before the newest document (up to --to). With a choice of documents, everything
    is compared within it: a first use or citation is the first in these documents.
    """
    from flows.reports import BriefSource, write_brief

    check_out_folder(out)
    with open_workspace(store, documents=documents.documents()) as workspace:
        settings = workspace.settings
        source = BriefSource(workspace.collection, workspace.taxonomy, settings.models_folder)
        folder = out or settings.outputs
        path = write_brief(source, folder, from_, until=to)
    print_path(path)
    return 0


def evidence(
    term: str,
    *,
    period: OptionalText = "",
    series: SeriesOptions = SeriesOptions(),
    group: GroupChoice | None = None,
    value: OptionalText = "",
    as_typed: AsTyped = False,
    limit: Annotated[int | None, WHOLE, Parameter(help="At most this many quotes. Default: all.")] = None,
    format_: Annotated[Literal["html", "jsonl", "csv", "xlsx", "both"], Parameter(name="--format")] = "both",
    cite: CiteOption = None,
    out: OutFolder = None,
    documents: ChoiceOptions = ChoiceOptions(),
    store: StoreOption = None,
) -> int:
    """Write the passages behind a number of a trend: a numbered quote per occurrence.

    Beside each quote is the aligned sentence of the translation, where one is stored (see `zhengce align`).

    Parameters
    ----------
    term
        As for `zhengce trends`: a lexicon term in any form, strategy:ID, instrument:ID, entity:NAME,
        "query:...", or other words.
    period
        One period of the series, such as 2019, 2019-Q3 or 2019-07. Default: all between --from and --to.
    group
        The grouping of the series, with --value.
    value
        The group whose series it is, such as a publisher.
    format_
        A page of HTML, JSON Lines, or both; csv or xlsx.
    """
    from flows.reports import EVIDENCE_FORMATS, NOTHING_COUNTED, EvidenceRequest, write_evidence
    from flows.store.series import count_waiting
    from flows.trends import describe_lexicons, describe_waiting, read_period

    check_out_folder(out)
    locale = terminal_locale()
    counted = series.request(term, group=group, as_typed=as_typed)
    pack = EvidenceRequest(counted, read_period(period), value, limit)
    formats = EVIDENCE_FORMATS if format_ == "both" else (format_,)
    with open_workspace(store, documents=documents.documents()) as workspace:
        folder = out or workspace.settings.outputs
        try:
            paths = write_evidence(
                workspace.collection, pack, folder, formats=formats, cite=cite, locale=locale
            )
        except UsageError as error:
            if error.code not in NOTHING_COUNTED:
                raise
            note(error.message(locale))  # finding nothing is not a failure
            paths = []
        for path in paths:
            print_path(path)
        waiting = count_waiting(workspace.store, series.corpus or ())
        notes = describe_lexicons(workspace.collection, locale)
    for line in [*notes, *describe_waiting(*waiting, locale)]:
        note(line, style="dim")
    return 0


def export(
    *kinds: str,
    format_: Annotated[_ExportFormat | None, Parameter(name="--format")] = None,
    bom: bool = True,
    query: OptionalText = "",
    chosen: FilterOptions = FilterOptions(),
    package: Switch = False,
    sure: Switch = False,
    pair: Annotated[list[str] | None, Parameter(negative="")] = None,
    out: Annotated[str | None, Parameter(name="--out")] = None,
    store: StoreOption = None,
    lake: LakeOption = None,
) -> int:
    """Write passages, mentions, documents, facts, policy tools, trends or alignments to files.

    Each file has a NAME.meta.json that says what it is and how to repeat it. `zhengce export lake` writes
    everything that can be counted as partitioned Parquet, for `--lake`, DuckDB, Polars or pandas. Run again,
    it writes only what has changed. `zhengce export network` writes networks (see `zhengce network --help`).
    `zhengce directives QUERY --out FILE` writes the directives in chosen passages, as `targets` and `events`
    with `--query` do.

    Parameters
    ----------
    kinds
        passages mentions documents citations targets events directives tools (documents by supply,
        environment and demand tools) trends alignment; annotations (W3C Web Annotation); tokens (CoNLL-U);
        lake. Default: all tables; with a query or filters the first three.
    format_
        csv, xlsx, jsonl or parquet; for alignment also tsv, tmx (TMX 1.4) and w3c (annotations with both
        sides). Default: csv; w3c for annotations, conllu for tokens.
    bom
        Begin CSV with a byte-order mark, so that Excel reads it as UTF-8.
    query
        Only passages that `zhengce search` finds with it and with the filters, their mentions and documents.
    package
        Write all tables with datapackage.json (Frictionless) and croissant.json (MLCommons) into a folder
        `package`.
    sure
        For targets: only kinds of figures that were right 95 times in 100 when checked.
    pair
        For alignment: only this pair of documents, by its id or the beginning of it. Repeatable.
    out
        The folder to write to; of a lake also an address such as s3://bucket/lake. Default: outputs/, or
        ZHENGCE_OUTPUTS; outputs/lake for a lake.
    """
    filters, documents = chosen.filters(), chosen.documents()
    is_chosen = bool(query.strip() or filters)
    has_options = bool(format_ or not bom or is_chosen or sure or pair or documents)
    if "lake" in kinds:
        is_alone = len(kinds) == 1 and not (has_options or package or lake)
        return _export_lake(out, store, is_alone=is_alone)
    if package and (kinds or has_options):
        raise UsageError("cli.package_alone")
    wanted = _choose_kinds(kinds, is_chosen=is_chosen, package=package, is_lake=bool(lake))
    limits = _Limits(format_ or "", bom, query, filters, sure, tuple(pair or ()))
    return _export_files(open_workspace(store, lake=lake, documents=documents), wanted, limits, out)


class _Limits(NamedTuple):
    """The form of an export, and its limits."""

    file_format: str
    bom: bool
    query: str
    filters: Filters
    sure: bool
    pairs: tuple[str, ...]


def _choose_kinds(
    kinds: tuple[str, ...], *, is_chosen: bool, package: bool, is_lake: bool
) -> tuple[str, ...]:
    """Return the kinds to export; none for a package. Raises UsageError for one that a lake can't answer."""
    from flows.reports import CHOSEN, KINDS

    known = tuple(kind for kind in KINDS if not is_lake or kind not in ("alignment", "tools"))
    missing = [kind for kind in kinds if kind in ("alignment", "tools", "annotations", "tokens")]
    missing += ["--package"] * package
    if is_lake and missing:
        raise UsageError("cli.not_of_lake", kind=missing[0], known=known)
    if package:
        return ()
    if is_chosen:
        return kinds or CHOSEN
    return kinds or known


def _export_files(
    where: AbstractContextManager[Workspace], kinds: tuple[str, ...], limits: _Limits, out: str | None
) -> int:
    """Write an export of these kinds, or the package if there are none, and print the paths."""
    from flows.reports import export_kinds, export_package

    if out and "://" in out:
        raise UsageError("cli.out_is_address", out=out)
    check_out_folder(Path(out) if out else None)
    with where as workspace:
        folder, collection = Path(out) if out else workspace.settings.outputs, workspace.collection
        if kinds:
            written = export_kinds(collection, kinds, folder, **limits._asdict())
        else:
            written = export_package(collection, folder if out else folder / "package")
    for path in written:
        print_path(path)
    return 0


def _export_lake(out: str | None, store: Path | None, *, is_alone: bool) -> int:
    """Bring a lake up to date with a store; report what was written. Raises UsageError for other options."""
    from flows.output import progress_bar
    from flows.store.lake import export_lake

    if not is_alone:
        raise UsageError("cli.lake_alone")

    with open_workspace(store) as workspace, progress_bar() as draw:
        address = out or str(workspace.settings.outputs / "lake")
        counts = export_lake(
            workspace.store, address, lambda done, total: draw("writing the lake", done, total)
        )
    say(
        "cli.lake_written",
        written=counts.written,
        partitions=counts.partitions,
        size=counts.bytes / 1e6,
        removed=counts.removed,
        passages=counts.rows.get("passages", 0),
        stores=counts.stores,
    )
    if len(counts.lexicons) > 1:
        say("cli.lake_of_lexicons")
    print_line(address)
    return 0
