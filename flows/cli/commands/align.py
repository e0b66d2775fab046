"""Commands for texts and their translations: align texts, pairs, run, omissions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.limiting import PAGE_OF_50, limit_rows
from flows.cli.opening import open_workspace
from flows.cli.options import Limit, Quiet, StoreOption, Switch, TableOutput
from flows.cli.printing import Listing, check_limit, check_out, note_count, say, show_rows
from flows.errors import UsageError, terminal_locale

if TYPE_CHECKING:
    from flows.alignment.pairing import ListedPair
    from flows.store import Store
    from flows.store.translations import Decision

_OMISSIONS = {"kind": "what", "side": "side", "label": "concept", "text": "text", "counterpart": "beside"}
_UNIT = Literal["line", "sentence", "passage"]
_TITLE = 60  # cells of a title in a table
_LISTING = Listing(
    "pairs",
    (
        "id",
        "status",
        "known_by",
        "score",
        "zh_document_id",
        "zh_title",
        "zh_date",
        "zh_corpus",
        "en_document_id",
        "en_title",
        "en_date",
        "en_corpus",
        "zh_coverage",
        "en_coverage",
        "aligned",
        "evidence",
    ),
    {
        "id": "pair",
        "status": "status",
        "known_by": "known by",
        "score": "score",
        "zh_title": "Chinese",
        "en_title": "English",
        "coverage": "aligned",
        "evidence": "evidence",
    },
    right=("score",),
    spare=("evidence", "coverage"),
    words=("status", "known_by"),
)


def align_texts(
    *,
    zh: Annotated[
        str,
        Parameter(
            help="The Chinese text: a file of any format, or - for standard input.",
            allow_leading_hyphen=True,
        ),
    ],
    en: Annotated[str, Parameter(help="Its English translation.", allow_leading_hyphen=True)],
    unit: Annotated[
        _UNIT, Parameter(help="What is linked: lines of the files as they are, sentences, or passages.")
    ] = "sentence",
    format_: Annotated[
        Literal["jsonl", "tsv", "tmx"],
        Parameter(name="--format", help="JSON Lines, a table, or TMX 1.4 for translation tools."),
    ] = "jsonl",
    embeddings: Annotated[
        bool, Parameter(help="Compare meanings by sentence vectors, where their package is installed.")
    ] = True,
) -> int:
    """Align a text and its translation without storing them.

    This is what `zhengce align --zh FILE --en FILE` does.

    One link per line: the numbers of its units on both sides, from 0, their texts, and a score from 0 to 1
    that estimates how likely the link is exactly right. An empty side is text that only the other side has.
    The translation has to be in the order of the text.
    """
    from flows.output import bitext_lines, bitext_rows, print_jsonl, print_lines, tmx_lines
    from flows.pipeline import align_files, load_aligner, read_units
    from flows.workspace import Workspace

    if zh == en == "-":
        raise UsageError("cli.one_standard_input")
    zh_units, en_units = read_units(zh, unit), read_units(en, unit)
    workspace = Workspace()
    aligner = load_aligner(workspace.settings.models_folder, workspace.lexicon, with_vectors=embeddings)
    links = align_files(zh_units, en_units, aligner.resources, unit)
    if format_ == "jsonl":
        print_jsonl(bitext_rows(links))
    else:
        print_lines({"tsv": bitext_lines, "tmx": tmx_lines}[format_](links))
    return 0


def align_pairs(
    *,
    propose: Switch = False,
    confirm: Annotated[list[str] | None, Parameter(negative="")] = None,
    dismiss: Annotated[list[str] | None, Parameter(negative="")] = None,
    status: Annotated[
        list[Literal["used", "proposed", "confirmed", "dismissed"]] | None, Parameter(negative="")
    ] = None,
    document: Annotated[list[str] | None, Parameter(negative="")] = None,
    limit: Limit = 50,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
    quiet: Quiet = False,
) -> int:
    """List stored documents that are the same text in Chinese and English, with the evidence for each pair.

    Pairs that a source declares, that share a document number or whose addresses differ only in the language
    are found after annotating, and used. Others are proposed by content; a pair with a high score is used
    and marked as proposed, the rest waits for your decision.

    Parameters
    ----------
    propose
        Compare the contents of all documents in no pair, and propose pairs.
    confirm
        The id of a pair, or its beginning: it is used from now on. Repeatable.
    dismiss
        The id of a pair, or its beginning: it is never used. Repeatable.
    status
        Only pairs of this status. Repeatable; several are alternatives.
    document
        Only pairs of this document. Repeatable; several are alternatives.
    """
    from flows.alignment.pairing import list_pairs
    from flows.pipeline import store_known_pairs
    from flows.store.translations import PairFilter

    check_limit(limit)
    check_out(output.out)
    with open_workspace(store) as workspace:
        if not workspace.store.is_read_only:
            store_known_pairs(workspace.store)  # an older store has none until it is annotated
        _decide(workspace.store, confirm or (), "confirmed")
        _decide(workspace.store, dismiss or (), "dismissed")
        if propose:
            from flows.output import progress_bar
            from flows.pipeline import propose_new_pairs, reporting_to

            with progress_bar(quiet=quiet) as draw, reporting_to(draw):
                counts = propose_new_pairs(workspace.store, workspace.lexicon)
            say("cli.pairs_proposed", new=counts.new, used=counts.used, proposed=counts.proposed)
        wanted = PairFilter(tuple(status or ()), documents=_resolve(workspace.store, document or ()))
        is_data = output.format != "table" or bool(output.out)
        locale = "en" if is_data else terminal_locale()
        number = None if output.out else limit
        pairs, total = list_pairs(workspace.store, wanted, limit=number, locale=locale)
    code = show_rows(pairs, _LISTING, output, shown=[_shorten(pair) for pair in pairs])
    if pairs:
        note_count(total, "pair", "pairs", number)
    return code


def _decide(store: Store, names: Sequence[str], decision: Decision) -> None:
    from flows.output import translate_word
    from flows.store.translations import decide_pair, find_pair

    pairs = [(name, find_pair(store, name)) for name in names]
    for name, pair in pairs:
        if pair is None:
            raise UsageError("cli.no_pair", pair=name)
    for _, pair in pairs:
        if pair:
            decide_pair(store, pair, decision)
            say("cli.pair_decided", pair=pair.id, decision=translate_word(decision))


def _resolve(store: Store, documents: Sequence[str]) -> tuple[str, ...]:
    from flows.pipeline import resolve_id

    return tuple(resolve_id(store, document) for document in documents)


def _shorten(pair: ListedPair) -> dict[str, str]:
    """Return the row of a pair for a terminal."""
    from flows.output import cut

    covered = (pair.zh_coverage, pair.en_coverage)
    shares = ["" if share is None else f"{share:.0%}" for share in covered]
    return {
        "id": pair.id[:8],
        "status": pair.status,
        "known_by": pair.known_by,
        "score": f"{pair.score:.2f}",
        "zh_title": f"{pair.zh_date[:4]} {cut(pair.zh_title or pair.zh_document_id, _TITLE)}".strip(),
        "en_title": f"{pair.en_date[:4]} {cut(pair.en_title or pair.en_document_id, _TITLE)}".strip(),
        "coverage": " / ".join(filter(None, shares)),
        "evidence": pair.evidence,
    }


def align_run(
    *documents: str,
    all_: Annotated[bool, Parameter(name="--all", negative="", show_default=False)] = False,
    store: StoreOption = None,
    quiet: Quiet = False,
) -> int:
    """Align the paired documents sentence by sentence, and store the links.

    A pair whose texts have not changed is aligned once per version of the aligner. A run that was stopped is
    continued by the next one.

    Parameters
    ----------
    documents
        Ids of documents, or of passages, or their addresses. Default: every pair in use.
    all_
        Align again what is aligned already.
    """
    from flows.output import progress_bar
    from flows.pipeline import reporting_to, store_known_pairs

    with open_workspace(store) as workspace:
        chosen = _resolve(workspace.store, documents)
        store_known_pairs(workspace.store)
        with (
            workspace.store.run(f"align run {' '.join(documents)}".strip()) as run,
            progress_bar(quiet=quiet) as draw,
            reporting_to(draw),
        ):
            counts = workspace.align(chosen, everything=all_)
            run.counts = {"pairs": counts.pairs, "links": counts.links}
    say("cli.aligned", pairs=counts.pairs, links=counts.links, unchanged=counts.unchanged)
    return 0


def align_omissions(
    pair: str, *, limit: Limit = PAGE_OF_50, output: TableOutput = TableOutput(), store: StoreOption = None
) -> int:
    """List what a translation leaves out or adds, and concepts that it names by no known name.

    An "only here" row is text without counterpart; a "not aligned" row is text opposite other text that does
    not seem to be its translation; an "other name" row is a concept whose counterpart
    has no name that the lexicon knows.

    Parameters
    ----------
    pair
        The id of a pair, or its beginning (see `zhengce align pairs`).
    """
    from flows.alignment import OmissionRow, find_omissions, omission_rows
    from flows.annotation.matching import counter_of
    from flows.store.translations import find_pair

    check_limit(limit)
    check_out(output.out)
    with open_workspace(store) as workspace:
        found = find_pair(workspace.store, pair)
        if found is None:
            raise UsageError("cli.no_pair", pair=pair)
        if found.status in ("proposed", "dismissed"):
            raise UsageError("cli.pair_not_used", pair=pair, id=found.id)
        if not found.aligned:
            raise UsageError("cli.not_aligned", pair=pair, document=found.zh_document_id)
        concepts = counter_of(workspace.lexicon).count
        rows = list(omission_rows(find_omissions(workspace.store, workspace.lexicon, concepts, found)))
    words = ("kind", "side")
    listing = Listing("omissions", OmissionRow._fields, _OMISSIONS, spare=("counterpart",), words=words)
    limit = limit_rows(limit, output)
    shown = rows[:limit]
    code = show_rows(shown, listing, output)
    if len(rows) > len(shown):
        note_count(len(rows), "row", "rows", limit)
    return code
