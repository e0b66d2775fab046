"""The lines of a brief as rows."""

from __future__ import annotations

from pathlib import Path

from flows import Workspace
from flows.reports import BriefSource, brief_rows, find_brief


def test_every_line_of_the_page_is_a_row(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        brief = find_brief(BriefSource(workspace.collection, workspace.taxonomy), "2023")
        rows = brief_rows(brief, workspace.taxonomy)
        passages = [workspace.passages(document) for document in workspace.documents()["id"]]
    texts: dict[str, str] = {}
    for one in passages:
        texts |= dict(zip(one["passage_id"], one["text"], strict=True))
    lines = {
        name: len(getattr(brief, name))
        for name in ("documents", "first_uses", "rising", "falling", "silent", "bursts", "targets", "cited")
    }
    sections: list[str] = [row.section for row in rows]
    assert {name: sections.count(name) for name in lines} == lines
    assert lines["first_uses"] and lines["targets"] and lines["cited"]
    for row in rows:
        if row.quote:
            assert row.start is not None and row.end is not None
            counted = texts[row.passage_id][row.start : row.end]
            assert "".join(counted.split()) in "".join(row.quote.split())
