"""The lines of a dossier as rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows import Workspace
from flows.reports import collect_dossier, dossier_rows


@pytest.mark.parametrize("name", ["稀土", "export control", "华为"])
def test_every_line_is_a_row_that_its_passage_holds(sample_store: Path, name: str) -> None:
    with Workspace(sample_store) as workspace:
        found = collect_dossier(workspace.store, workspace.lexicon, name)
        rows = dossier_rows(found)
        texts = {source.passage_id: source.passage.text for source in found.passages.values()}
    parts = (*found.timeline.values(), found.figures, *found.instruments.values())
    assert len(rows) == sum(map(len, parts)) > 3
    assert {row.group for row in rows if row.part == "timeline"} == found.timeline.keys()
    assert {row.group for row in rows if row.part == "instrument"} == found.instruments.keys()
    for row in rows:
        assert 0 <= row.start < row.end <= len(texts[row.passage_id])
        assert row.quote.strip("…") in texts[row.passage_id]
        assert row.passage_id.startswith(f"{row.document_id}-")
