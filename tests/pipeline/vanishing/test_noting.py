"""The record of a source's answers, and what it counts."""

from __future__ import annotations

import pytest

from flows.corpus.fetching import Politeness, Response
from flows.pipeline.reading import IngestCounts
from flows.pipeline.vanishing import SourceWatch, Verdict
from flows.records import Document
from flows.store import Visit
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch

ADDRESS = "https://example.org/a"
ANSWER = Response(ADDRESS, ADDRESS, 200, {})
VISIT = Visit(ADDRESS, "document", checked="2026-01-01T00:00:00+00:00")


@pytest.fixture
def watch(store: Store) -> SourceWatch:
    run_id = store.begin_run("test")
    for number, text in enumerate(("种植海带。", "发展海带。")):
        source = SourceFile("c", ADDRESS, str(number), "", 1)
        document = Document("c", ADDRESS, text, title="样例")
        write_batch(store, run_id, source, [(document, [])], [], complete=True)

    def refuse(_: Response | str) -> str:
        raise AssertionError

    return SourceWatch(store, run_id, "c", IngestCounts(), Politeness(), lambda _: ANSWER, refuse, refuse)


@pytest.mark.parametrize(
    ("verdict", "recorded", "counted"),
    [
        # Per verdict: the states recorded, and how many answers, changes and losses are counted.
        (Verdict(None), [], (0, 0, 0)),
        (Verdict(), [], (1, 0, 0)),
        (Verdict("edited"), ["edited"], (1, 1, 1)),
        (Verdict("updated"), ["updated"], (1, 1, 0)),
        (Verdict("emptied"), ["emptied"], (1, 1, 1)),
        (Verdict("soft_404"), ["soft_404"], (1, 0, 0)),
    ],
)
def test_verdicts_are_recorded_and_counted(
    watch: SourceWatch, verdict: Verdict, recorded: list[str], counted: tuple[int, int, int]
) -> None:
    former = watch.store.value("SELECT id FROM document WHERE superseded_by IS NOT NULL")
    watch.note_verdict(ADDRESS, verdict._replace(document_id=former), ANSWER, VISIT)
    assert watch.store.column("SELECT state FROM sighting") == recorded
    assert (watch.answered, watch.changed, watch.lost) == counted
    assert watch.counts.vanished == (1 if recorded == ["soft_404"] else 0)


def test_a_text_that_is_stored_as_before_is_one_answer(watch: SourceWatch) -> None:
    document_id = watch.store.value("SELECT id FROM document WHERE superseded_by IS NULL")
    watch.note_verdict(ADDRESS, Verdict("edited", document_id), ANSWER, VISIT)
    assert watch.store.column("SELECT state FROM sighting") == []
    assert (watch.answered, watch.changed) == (1, 0)
