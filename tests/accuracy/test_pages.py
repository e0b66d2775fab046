"""README and manual state the figures that were recorded."""

from __future__ import annotations

import re

import pytest

from tests.accuracy.measure import find_kappas, read_set
from tests.accuracy.page import PAGE, fill_page
from tests.accuracy.record import Name, Recorded, read_figures
from tests.accuracy.texts import LANGUAGES
from tests.support import PROJECT

# The rows of the READMEs' tables: what stands before and behind the semicolon.
ROWS = (
    (("mentions: names", "figure"), ("mentions: values", "figure")),
    (("figures", "figure"), ("figures: all fields", "figure")),
    (("events", "precision"), ("events", "recall")),
    (("citations", "figure"), ("citations: relation", "figure")),
    (("strategies", "figure"), ("instruments", "figure")),
)
_ROW = re.compile(r"^\|[^|]+\| ([\d.]+; [\d.]+) \| ([\d.]+; [\d.]+) \|$", re.MULTILINE)


def shown(row: Recorded, column: str) -> str:
    return f"{getattr(row, column):.2f}".removeprefix("0")


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_readme_quotes_what_was_recorded(readme: str) -> None:
    figures = read_figures()
    expected = [
        tuple(
            "; ".join(shown(figures[Name(kind, language)], column) for kind, column in row)
            for language in LANGUAGES
        )
        for row in ROWS
    ]
    assert _ROW.findall((PROJECT / readme).read_text(encoding="utf-8")) == expected


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
