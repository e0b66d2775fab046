"""What the library keeps after a correction: all that the correction does not touch, and nothing that it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.pipeline.corrections import MentionChange, correct_mention, list_corrections, undo_correction
from flows.settings import Settings
from flows.store import Store, find_passages
from flows.trends import ChangeRequest, find_emerging, find_silent
from flows.web.findings import keep_brief
from flows.web.library import Library
from tests.stores import copy_store

PASSAGE = "d61cbc622552013e-0"  # Licences as leverage: the rare earth year


@pytest.fixture
def own_settings(web_settings: Settings, tmp_path: Path) -> Settings:
    return web_settings.at_store(copy_store(web_settings.store, tmp_path))


def dismiss(library: Library) -> None:
    with Store(library.settings.store) as store:
        one = next(one for one in find_passages(store, [PASSAGE])[PASSAGE].mentions if one.concept)
        change = MentionChange(PASSAGE, one.text, start=one.start, was=one.concept, reason="x")
        correct_mention(store, library.lexicon, change)


def undo(library: Library) -> None:
    with Store(library.settings.store) as store:
        undo_correction(store, list_corrections(store)[0].id, library.lexicon)


def test_a_correction_keeps_what_it_does_not_touch(own_settings: Settings) -> None:
    library = Library(own_settings)
    cited, monthly, brief = library.cited, library.monthly, keep_brief(library)
    for change in (dismiss, undo):
        change(library)
        fresh = Library(own_settings)
        assert library.cited is cited == fresh.cited
        assert library.monthly is not monthly and sorted(library.monthly) == sorted(fresh.monthly)
        assert keep_brief(library) == keep_brief(fresh)
    assert sorted(library.monthly) == sorted(monthly) and keep_brief(library) == brief


def test_changes_from_kept_counts_are_those_of_the_store(own_settings: Settings) -> None:
    library, request = Library(own_settings), ChangeRequest("2021", limit=40)
    assert library.monthly
    for change in (dismiss, undo):
        for find in (find_emerging, find_silent):
            assert find(library.collection, request, library.monthly) == find(library.collection, request)
        change(library)
    held = ChangeRequest("2021", limit=40, hold=False)  # counts of other groups: what is kept is not used
    assert find_emerging(library.collection, held, library.monthly) == find_emerging(library.collection, held)
