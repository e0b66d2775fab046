"""Reading as work for an executor: drafts found in files in, documents cut into passages out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.corpus.metadata import Metadata
from flows.corpus.readers import (
    Draft,
    FileDraft,
    MemberDraft,
    Options,
    Place,
    RecordDraft,
    Source,
    is_scan_reader_available,
)
from flows.corpus.splitting import passages_of
from flows.errors import ZhengceError
from flows.pipeline.blocks.faults import name_fault
from flows.pipeline.blocks.records import plain_values
from flows.pipeline.blocks.versions import code_version
from flows.pipeline.executors import Work
from flows.records import Document, Passage, Rejection

if TYPE_CHECKING:
    import pyarrow as pa

Given = Draft | Rejection
Values = dict[str, Any]  # of JSON
Finished = tuple[Document, list[Passage]]
Result = Finished | Rejection
_MOST_DRAFTS, _MOST_BYTES = 200, 1_000_000  # limits of a batch
_LEAST_FOR_WORKERS = 2_000  # drafts
BYTES_PER_TEXT = 1_000  # a guess, for files not yet read


@dataclass(frozen=True, slots=True)
class ReadingRecipe:
    """Instructions for a worker: whether damaged passages count, and which readers it needs."""

    count_damaged: bool
    parts: tuple[tuple[str, str], ...]
    name: str = "read"

    @property
    def version(self) -> Mapping[str, str]:
        """The required parts of a worker's readers."""
        return dict(self.parts)

    def load(
        self,
        models: Path,  # noqa: ARG002 - readers have no models
    ) -> tuple[Callable[[list[Given]], list[Result]], Mapping[str, str]]:
        """Return a function that finishes drafts, and the version of the readers here."""
        return partial(finish_drafts, count_damaged=self.count_damaged), _version()

    def forget(self) -> None:
        """Keep everything: readers load nothing."""

    def pack(self, items: Sequence[list[Given]]) -> pa.Table:
        """Return batches of drafts as a table, one row per draft; an empty batch is a row without a draft."""
        import pyarrow as pa

        nothing: list[Given | None] = [None]
        rows = [(number, one) for number, batch in enumerate(items) for one in batch or nothing]
        described = [_describe(one) for _, one in rows]
        return pa.table(
            {
                "batch": pa.array([number for number, _ in rows], pa.int32()),
                "draft": pa.array([_to_json(values) for values, _ in described], pa.string()),
                "data": pa.array([data for _, data in described], pa.large_binary()),
            }
        )

    def unpack(self, table: pa.Table) -> Iterator[list[Given]]:
        """Yield the batches of a table."""
        batches: dict[int, list[Given]] = {}
        columns = (plain_values(table[name].combine_chunks()) for name in ("batch", "draft", "data"))
        for number, draft, data in zip(*columns, strict=True):
            batch = batches.setdefault(number, [])
            if values := json.loads(draft):
                batch.append(_restore(values, data))
        yield from batches.values()

    def pack_result(self, item: list[Given], result: list[Result]) -> pa.Table:  # noqa: ARG002
        """Return the results of a batch as a table of one row."""
        import pyarrow as pa

        return pa.table({"results": pa.array([_to_json([_describe_result(one) for one in result])])})

    def unpack_results(self, results: pa.Table, items: pa.Table) -> Iterator[list[Result]]:  # noqa: ARG002
        """Yield the results of each batch of a block."""
        for found in plain_values(results["results"].combine_chunks()):
            yield [_restore_result(values) for values in json.loads(found)]


def reading_work(*, count_damaged: bool) -> Work[list[Given], list[Result]]:
    """Return the work of finishing batches of drafts."""
    return Work(
        recipe=ReadingRecipe(count_damaged, tuple(_version().items())),
        do=partial(finish_drafts, count_damaged=count_damaged),
        models=Path(),
        item_size=_MOST_DRAFTS,
        least_for_workers=_LEAST_FOR_WORKERS,
    )


def group_drafts(drafts: Iterable[Given]) -> Iterator[list[Given]]:
    """Yield the drafts in batches of limited number and size; at least one batch, which may be empty."""
    batch: list[Given] = []
    size, is_any = 0, False
    for draft in drafts:
        batch.append(draft)
        size += _size(draft)
        if len(batch) >= _MOST_DRAFTS or size >= _MOST_BYTES:
            yield batch
            batch, size, is_any = [], 0, True
    if batch or not is_any:
        yield batch


def finish_drafts(drafts: Iterable[Given], *, count_damaged: bool) -> list[Result]:
    """Return the results of drafts, in order: documents with their passages, and rejections."""
    return [one for draft in drafts for one in _finish(draft, count_damaged=count_damaged)]


def _finish(draft: Given, *, count_damaged: bool) -> list[Result]:
    if isinstance(draft, Rejection):
        return [draft]
    try:
        return list(cut_documents(draft.finish(), count_damaged=count_damaged))
    except (MemoryError, ZhengceError):
        raise
    except Exception as error:  # noqa: BLE001 - one unforeseen document must not stop a run of hours
        return [draft.place.reject("corpus.unforeseen", problem=name_fault(error))]


def cut_documents(results: Iterable[Document | Rejection], *, count_damaged: bool) -> Iterator[Result]:
    """Yield each document with its passages, and each rejection."""
    for found in results:
        if isinstance(found, Rejection):
            yield found
        else:
            yield found, passages_of(found, count_damaged=count_damaged)


def _size(draft: Given) -> int:
    if isinstance(draft, MemberDraft):
        draft = draft.draft
    if isinstance(draft, FileDraft):
        return len(draft.data)
    return 3 * len(draft.text) if isinstance(draft, RecordDraft) else 0


def _version() -> dict[str, str]:
    """Return the parts of the readers: the same parts read the same bytes in the same way."""
    scans = "read" if is_scan_reader_available() else "not read"
    return {"scans": scans, **code_version("corpus")}


# How drafts and documents travel ----------------------------------------------------------------------------


def _to_json(values: object) -> str:
    """Return values as JSON in ASCII; types that JSON lacks become text, as in the store's metadata."""
    return json.dumps(values, default=str)


def _describe(given: Given | None) -> tuple[Values, bytes]:
    """Return a draft as JSON values and bytes; {} for none."""
    match given:
        case None:
            return {}, b""
        case Rejection():
            return {"kind": "rejection", "rejection": asdict(given)}, b""
        case MemberDraft(draft, member):
            values, data = _describe(draft)
            return {**values, "member": member}, data
        case FileDraft(data, place, options, name):
            return {"kind": "file", "place": asdict(place), "options": asdict(options), "format": name}, data
        case RecordDraft():
            return {"kind": "record", **asdict(given)}, b""
    raise TypeError(given)


def _restore(values: Values, data: bytes) -> Given:
    if member := values.pop("member", None):
        draft = _restore(values, data)
        assert not isinstance(draft, Rejection)
        return MemberDraft(draft, member)
    if values["kind"] == "rejection":
        return Rejection(**values["rejection"])
    place, options = Place(**values["place"]), Options(**values["options"])
    if values["kind"] == "file":
        return FileDraft(data, place, options, values["format"])
    found, source = Metadata(**values["found"]), Source(**values["source"])
    return RecordDraft(place, options, found, values["text"], source, values["encoding"])


def _describe_result(result: Result) -> Values:
    if isinstance(result, Rejection):
        return {"rejection": asdict(result)}
    return _describe_finished(result)


def _describe_finished(result: Finished) -> Values:
    document, passages = result
    return {"document": asdict(document), "passages": [asdict(passage) for passage in passages]}


def _restore_result(values: Values) -> Result:
    if "rejection" in values:
        return Rejection(**values["rejection"])
    return _restore_finished(values)


def _restore_finished(values: Values) -> Finished:
    document = values["document"]
    restored = Document(**{**document, "notes": tuple(document["notes"])})
    return restored, [Passage(**passage) for passage in values["passages"]]


def write_result(result: Finished) -> str:
    """Return a document and its passages as one line of ASCII."""
    return _to_json(_describe_finished(result))


def read_result(line: str) -> Finished:
    """Return the document and passages written by `write_result`."""
    return _restore_finished(json.loads(line))
