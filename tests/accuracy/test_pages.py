"""README and manual state the figures that were recorded."""

from __future__ import annotations

import pytest

from tests.accuracy.measure import find_kappas, read_set
from tests.accuracy.page import PAGE, ROW, ROWS, fill_page, fill_readme
from tests.accuracy.texts import LANGUAGES
from tests.support import PROJECT


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_readme_quotes_what_was_recorded(readme: str) -> None:
    """`python -m tests.accuracy --write` writes the figures."""
    text = (PROJECT / readme).read_text(encoding="utf-8")
    assert fill_readme(text) == text
    assert len(ROW.findall(text)) == len(ROWS)


def test_the_tables_of_the_page_are_those_recorded() -> None:
    """`python -m tests.accuracy --write` writes them."""
    text = PAGE.read_text(encoding="utf-8")
    assert fill_page(text) == text
    assert text.count("```text\nrecorded 20") == 3


def test_the_page_states_the_agreement_on_labels() -> None:
    chosen = read_set()
    kappas = [f"{value:.2f}".removeprefix("0") for value in find_kappas(chosen).values()]
    said = (
        f"is {kappas[0]} (strategies) and {kappas[1]} (instruments) over {len(chosen.second.places)} passages"
    )
    assert said in PAGE.read_text(encoding="utf-8")


def test_the_page_states_the_size_of_the_set() -> None:
    chosen = read_set()
    text = PAGE.read_text(encoding="utf-8")
    sizes = []
    for language in LANGUAGES:
        own = {document.id for document in chosen.documents if document.language == language}
        places = [place for place in chosen.first.places if place.document in own]
        sizes.append(f"{len(own)}, {len(places)}")
    assert f"| documents, passages | {sizes[0]} | {sizes[1]} |" in text
    for kind in ("figures", "events", "citations", "labels"):
        answers = getattr(chosen.first, kind)
        cells = []
        for language in LANGUAGES:
            own = {document.id for document in chosen.documents if document.language == language}
            places = [place for place in chosen.first.places if place.document in own]
            cells.append(f"{len(places)}, {sum(bool(answers.get(place)) for place in places)}")
        assert f"| passages read for {kind}, with {kind} | {cells[0]} | {cells[1]} |" in text
