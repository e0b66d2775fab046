"""An assistant is told that the source no longer has a text, and chooses such texts."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from flows.assistants.mcp.arguments import Where, Within
from flows.assistants.mcp.sources import Sources
from flows.assistants.mcp.tools.documents import Documents
from flows.assistants.mcp.tools.finding import Finding
from flows.assistants.mcp.tools.holdings import Holdings
from flows.errors import UsageError
from flows.output import option_words
from flows.settings import Settings
from flows.store import Store
from flows.workspace import Workspace
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


@pytest.mark.parametrize(("way", "names"), [("any", ("a", "b")), ("edited", ("b",)), ("改动", ("b",))])
def test_an_assistant_chooses_vanished_documents(tmp_path: Path, way: str, names: tuple[str, ...]) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        ids = make_lost(store)
    settings = Settings(store=tmp_path / "s.sqlite", models=MODELS)
    found = Holdings(Sources(settings)).list_documents(within=Within(vanished=[way]))
    with Workspace(settings=settings) as workspace:
        same = workspace.documents(vanished=way)
    assert [row["id"] for row in found.documents] == same["id"].tolist()
    assert {ids[name] for name in names} <= {row["id"] for row in found.documents}
    assert option_words(("vanished", way)) == shlex.split(found.command)[2:4]
    hits = Finding(Sources(settings)).search("", Where(vanished=[way]))
    assert {hit.document_id for hit in hits.results} == {row["id"] for row in found.documents}


def test_an_unknown_way_of_vanishing_is_refused(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        make_lost(store)
    tools = Holdings(Sources(Settings(store=tmp_path / "s.sqlite", models=MODELS)))
    with pytest.raises(UsageError):
        tools.list_documents(within=Within(vanished=["stolen"]))
