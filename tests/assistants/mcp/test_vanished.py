"""An assistant is told that the source no longer has a text."""

from __future__ import annotations

from pathlib import Path

from flows.assistants.mcp.sources import Sources
from flows.assistants.mcp.tools.documents import Documents
from flows.settings import Settings
from flows.store import Store
from tests.store.sightings.making import make_lost
from tests.support import MODELS


def test_notes_say_that_the_source_has_lost_a_text(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        ids = make_lost(store)
    tools = Documents(Sources(Settings(store=tmp_path / "s.sqlite", models=MODELS)))
    (note,) = tools.document(ids["a"]).notes
    assert note.startswith("the source no longer has this text: not found (404), found on 2")
    assert "changed without notice" in tools.document(ids["b"]).notes[0]
    for name in ("b now", "d", "e"):
        assert tools.document(ids[name]).notes == []
