"""Write the exports: tables, annotations, tokens and a data package, each file with its sidecar."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows import __version__
from flows.alignment.pairing import choose_pairs, export_links
from flows.errors import UsageError
from flows.output import (
    TABLE_FORMATS,
    annotate_documents,
    annotate_links,
    choice_words,
    describe_choice,
    describe_origin,
    hash_file,
    pair_bitexts,
    repeat_command,
    start_side,
    tab_lines,
    tmx_lines,
    write_conllu,
    write_lines,
    write_side,
    write_text,
    write_with_sidecar,
)
from flows.records import SURE_SCORE
from flows.references import (
    collect_cited,
    edge_rows,
    list_directives,
    list_events,
    list_figures,
    tool_rows,
)
from flows.reports.columns import column_types, export_columns, read_dictionary
from flows.reports.packages import (
    CROISSANT_FILE,
    PACKAGE_FILE,
    PackagedFile,
    describe_exported,
    describe_package,
)
from flows.reports.series_files import count_export
from flows.search import Collection, Filters, check_values, select_passages
from flows.store import (
    DocumentRow,
    MentionRow,
    PassageRow,
    Store,
    all_documents,
    all_mentions,
    all_passages,
    documents_with_mentions,
)
from flows.store.documents import read_state, status_source
from flows.store.facts import DirectiveFilter, EventFilter, TargetFilter
from flows.store.translations import DocumentPair

Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _FileFormat:
    """An export format other than those of tables, and its file ending."""

    name: str
    ending: str


def _citation_rows(collection: Collection) -> Rows:
    return (edge.as_row() for edge in edge_rows(collect_cited(collection.store), with_copies=True))


def _target_rows(collection: Collection, least_score: float = 0.0) -> Rows:
    wanted = TargetFilter(least_score=least_score)
    figures, _ = list_figures(collection.store, collection.lexicon, wanted)
    return (figure._asdict() for figure in figures)


def _event_rows(collection: Collection) -> Rows:
    events, _ = list_events(collection.store, EventFilter())
    return (event._asdict() for event in events)


def _directive_rows(collection: Collection) -> Rows:
    directives, _ = list_directives(collection.store, DirectiveFilter(), with_copies=True)
    return (directive._asdict() for directive in directives)


def _tool_rows(collection: Collection) -> Rows:
    return tool_rows(collection.store)


def _trend_rows(collection: Collection) -> Rows:
    return count_export(collection).rows()


def _alignment_rows(collection: Collection, pairs: Sequence[DocumentPair], *, is_flat: bool) -> Rows:
    return (link.as_row(is_flat=is_flat) for link in export_links(collection.store, pairs))


# Tables that can be limited to chosen passages: passages, their mentions, their documents.
_OF_PASSAGES: dict[
    str, Callable[[Store, Sequence[int] | None], Iterable[PassageRow | MentionRow | DocumentRow]]
] = {
    "passages": all_passages,
    "mentions": all_mentions,
    "documents": all_documents,
}
_OF_STORE: dict[str, Callable[[Collection], Rows]] = {
    "citations": _citation_rows,
    "targets": _target_rows,
    "events": _event_rows,
    "directives": _directive_rows,
    "tools": _tool_rows,
    "trends": _trend_rows,
}
_ALIGNMENT = "alignment"
_FILES = {
    "annotations": (_FileFormat("w3c", "jsonl"),),
    "tokens": (_FileFormat("conllu", "conllu"),),
    _ALIGNMENT: (
        _FileFormat("tsv", "tsv"),
        _FileFormat("tmx", "tmx"),
        _FileFormat("w3c", "annotations.jsonl"),
    ),
}
CHOSEN = tuple(_OF_PASSAGES)
# The commands that write these kinds of facts in the passages of a query.
_LISTED_BY_QUERY = {
    "directives": "directives QUERY",
    "targets": "targets --query QUERY",
    "events": "events --query QUERY",
}
KINDS = (*CHOSEN, *_OF_STORE, _ALIGNMENT)
# A table precedes those whose rows refer to it.
_PACKAGED = (
    "documents",
    "passages",
    "mentions",
    "citations",
    "targets",
    "events",
    "directives",
    "tools",
    "trends",
    _ALIGNMENT,
)
_SERIES = {"by": "year", "date": "published"}


@dataclass(frozen=True, slots=True)
class _Export:
    """One file to write.

    `only` has the row ids of the passages it is limited to, None for all; `pairs` are the pairs of documents
    of an alignment. `sure` keeps only kinds of figures that were right 95 times in 100.
    """

    kind: str
    format: str
    bom: bool = True
    only: Sequence[int] | None = None
    sure: bool = False
    pairs: Sequence[DocumentPair] = ()

    @property
    def is_table(self) -> bool:
        return self.format in TABLE_FORMATS

    @property
    def file_name(self) -> str:
        endings = {entry.name: entry.ending for entry in _FILES.get(self.kind, ())}
        return f"{self.kind}.{endings.get(self.format, self.format)}"

    def words(self) -> list[str]:
        """Return the words of the command that writes this file again, without its choice of passages."""
        words = ["export", self.kind]
        if self.format != "csv":
            words += ["--format", self.format]
        elif not self.bom:
            words += ["--no-bom"]
        return [*words, "--sure"] if self.sure else words

    def options(self) -> dict[str, Any]:
        """Return the options for the sidecar."""
        options: dict[str, Any] = {"kind": self.kind, "format": self.format}
        if self.format == "csv":
            options["bom"] = self.bom
        if self.kind == "trends":
            options |= _SERIES
        if self.sure:
            options["sure"] = True
        return options


def export_kinds(
    collection: Collection,
    kinds: Sequence[str],
    folder: Path,
    file_format: str = "",
    *,
    bom: bool = True,
    query: str = "",
    filters: Filters = Filters(),
    sure: bool = False,
    pairs: Sequence[str] = (),
) -> list[Path]:
    """Write one file per kind with its sidecar into `folder`; return the paths.

    Without a format, a table is CSV, annotations are w3c (JSON-LD lines) and tokens are conllu. A query or
    filters, as in `search`, limit the export to the matching passages, the mentions in them, or their
    documents (CHOSEN). The alignment can be limited to pairs of documents by id (`pairs`), or to those with a
    document in a corpus. `sure` keeps only kinds of figures that were right 95 times in 100. Raises
    UsageError before anything is written: for an unknown kind, a format that the kind does not have, and a
    kind that can't be limited.
    """
    formats = [_check_format(kind, file_format) for kind in kinds]
    only = _choose(collection, kinds, query, filters)
    if pairs and set(kinds) != {_ALIGNMENT}:
        raise UsageError("reports.pairs_of_alignment")
    aligned = choose_pairs(collection.store, filters.corpus, pairs) if _ALIGNMENT in kinds else []
    origin = describe_origin(collection.store, collection.lexicon)
    choice = [*choice_words(query, filters), *(f"--pair={pair}" for pair in pairs)]
    described = {**describe_choice(query, filters), "pair": list(pairs)}
    written = []
    for kind, chosen_format in zip(kinds, formats, strict=True):
        export = _Export(kind, chosen_format, bom, only, sure and kind == "targets", aligned)
        path = folder / export.file_name
        side, rows = _write(collection, export, path)
        written.append(
            write_with_sidecar(
                side,
                path,
                what=read_dictionary().contents[kind],
                again=repeat_command([*export.words(), *choice], collection.store, folder),
                origin=origin,
                rows=rows,
                options={**export.options(), **described},
            )
        )
    return written


def _check_format(kind: str, wanted: str) -> str:
    """Return the format of an export: the requested one, else its first."""
    if kind not in (*KINDS, *_FILES):
        raise UsageError("reports.unknown_export", kind=kind, known=tuple(dict.fromkeys((*KINDS, *_FILES))))
    known = (*(TABLE_FORMATS if kind in KINDS else ()), *(entry.name for entry in _FILES.get(kind, ())))
    if wanted and wanted not in known:
        raise UsageError("reports.export_format", format=wanted, kind=kind, known=known)
    return wanted or known[0]


def _choose(
    collection: Collection, kinds: Sequence[str], query: str, filters: Filters
) -> Sequence[int] | None:
    """Return the row ids of the passages that a query and filters find; None if neither is given."""
    if not query.strip() and not filters:
        return None
    is_by_corpus = not query.strip() and filters == Filters(corpus=filters.corpus)
    for kind in kinds:
        if kind not in CHOSEN and not (kind == _ALIGNMENT and is_by_corpus):
            if command := _LISTED_BY_QUERY.get(kind):
                raise UsageError("reports.chosen_in_list", kind=kind, known=CHOSEN, command=command)
            raise UsageError("reports.not_chosen_from", kind=kind, known=CHOSEN)
    check_values(collection, filters, query)
    if not set(kinds) & set(CHOSEN):
        return None
    return select_passages(collection, query, filters).rows()


def _write(collection: Collection, export: _Export, path: Path) -> tuple[Path, int]:
    """Write the side file of an export; return it with its number of rows, annotations or tokens."""
    if not export.is_table:
        return _write_file(collection, export, path)
    rows: Rows
    if export.kind == _ALIGNMENT:
        rows = _alignment_rows(collection, export.pairs, is_flat=export.format != "jsonl")
    elif export.kind in _OF_PASSAGES:
        rows = (row._asdict() for row in _OF_PASSAGES[export.kind](collection.store, export.only))
        if export.kind == "documents":
            rows = _add_statuses(collection.store, rows)
    elif export.sure:
        rows = _target_rows(collection, SURE_SCORE)
    else:
        rows = _OF_STORE[export.kind](collection)
    columns = export_columns(export.kind)
    return write_side(
        rows,
        list(columns),
        path,
        export.format,
        explain=columns,
        types=column_types(export.kind),
        bom=export.bom,
    )


def _add_statuses(store: Store, documents: Rows) -> Rows:
    """Yield the documents with their status and its evidence, which are blank in a lake."""
    for row in documents:
        status, source = "", ""
        if store.knows_states:
            status = read_state(store, row["document_id"]).status
            source = status_source(store, row["document_id"])
        yield {**row, "status": status, "status_source": source}


def _write_file(collection: Collection, export: _Export, path: Path) -> tuple[Path, int]:
    side = start_side(path)
    try:
        if export.kind == "annotations":
            documents = documents_with_mentions(collection.store)
            return side, write_lines(annotate_documents(documents), side)
        if export.kind == _ALIGNMENT:
            return side, _write_alignment(collection, export, side)
        return side, _write_tokens(collection, side)
    except BaseException:  # Ctrl-C must not leave a partial file either
        side.unlink(missing_ok=True)
        raise


def _write_alignment(collection: Collection, export: _Export, side: Path) -> int:
    """Write the alignment as TSV, TMX or annotations; return the number of rows, units or annotations."""
    links = export_links(collection.store, export.pairs)
    if export.format == "w3c":
        return write_lines(annotate_links(collection.store, links), side)
    if export.format == "tsv":
        rows = _alignment_rows(collection, export.pairs, is_flat=True)
        return write_text(tab_lines(rows, list(export_columns(_ALIGNMENT))), side) - 1
    units = list(pair_bitexts(links))
    write_text(tmx_lines(units), side)
    return len(units)


def _write_tokens(collection: Collection, side: Path) -> int:
    from flows.annotation.matching import Tagger  # loads jieba: imported only when words are cut

    documents = documents_with_mentions(collection.store, nested=False)
    return write_conllu(documents, Tagger(collection.lexicon), side)


def export_package(collection: Collection, folder: Path) -> list[Path]:
    """Write every table as CSV without a byte-order mark, with their descriptors; return the paths.

    croissant.json and datapackage.json are written last, after everything that they describe.
    """
    origin = describe_origin(collection.store, collection.lexicon)
    again = repeat_command(["export", "--package"], collection.store, folder)
    files: dict[str, PackagedFile] = {}
    written = []
    for kind in _PACKAGED:
        pairs = choose_pairs(collection.store) if kind == _ALIGNMENT else []
        export = _Export(kind, "csv", bom=False, pairs=pairs)
        path = folder / export.file_name
        side, rows = _write(collection, export, path)
        files[kind] = PackagedFile(path.name, side.stat().st_size, hash_file(side), rows)
        what, options = read_dictionary().contents[kind], {"kind": kind, "format": "csv", "bom": False}
        written.append(
            write_with_sidecar(side, path, what=what, again=again, origin=origin, options=options, rows=rows)
        )
    for name, what, descriptor in (
        (
            CROISSANT_FILE,
            "Croissant metadata",
            describe_exported(files, __version__, _newest_day(collection)),
        ),
        (PACKAGE_FILE, "descriptor of the data package", describe_package(files, origin)),
    ):
        side = start_side(folder / name)
        side.write_text(json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        written.append(write_with_sidecar(side, folder / name, what=what, again=again, origin=origin))
    return written


def _newest_day(collection: Collection) -> str:
    """Return the day on which the newest document was stored; blank for an empty store."""
    return max((row.first_seen[:10] for row in all_documents(collection.store)), default="")
