"""The lexicon: files checked as a whole, errors with file and line, names found in any form."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.lexicon.model import (
    LEXICON_COLUMNS,
    Concept,
    Lexicon,
    check_concepts,
    load_lexicon,
    read_lexicon,
)
from flows.errors import ConfigurationError
from flows.text.folding import fold_label

HEADER = ",".join(LEXICON_COLUMNS) + "\n"
GOOD = (
    "one-system,TERM,试点体制,pilot system,试点制度,trial system,试制,PS,反试点体制,,"
    "whole_of_nation,2019,2021-05,our own,Q12\n"
)


def row(**cells: str) -> str:
    values = {"id": "two-system", "type": "TERM", "zh": "示范体制", "en": "model system"} | cells
    return ",".join(values.get(name, "") for name in LEXICON_COLUMNS) + "\n"


def write(folder: Path, *files: str) -> Path:
    for number, content in enumerate(files):
        (folder / f"{number}.csv").write_text(content, encoding="utf-8")
    return folder


def test_row_becomes_a_concept(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path, HEADER + GOOD))
    concept = lexicon.concepts["one-system"]
    assert concept == Concept(
        "one-system",
        "TERM",
        "试点体制",
        "pilot system",
        ("试点制度",),
        ("trial system",),
        ("试制",),
        ("PS",),
        ("反试点体制",),
        "",
        "whole_of_nation",
        "2019",
        "2021-05",
        "our own",
        "Q12",
    )
    assert concept.place == "0.csv:2"
    assert concept.surfaces == ("试点体制", "试点制度", "试制", "pilot system", "trial system", "PS")
    assert (concept.label("zh"), concept.label("en")) == ("试点体制", "pilot system")


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        (row(id="Two System"), 3, "id 'Two System' must be lower-case words joined by hyphens"),
        (row(type="THING"), 3, "unknown type 'THING'. Known types: TERM, PROGRAMME"),
        (row(broader="nowhere"), 3, "broader 'nowhere' is no concept"),
        (row(valid_from="May 2019"), 3, "valid_from 'May 2019' is not a year or ISO date"),
        (row(valid_to="2019-5"), 3, "valid_to '2019-5' is not"),
        (row(valid_from="2019-13"), 3, "valid_from '2019-13' is not"),
        (row(valid_to="2021-02-29"), 3, "valid_to '2021-02-29' is not"),
        (row(valid_from="0000"), 3, "valid_from '0000' is not"),
        (row(valid_from="2022", valid_to="2019"), 3, "valid_to 2019 is before valid_from 2022"),
        (row(valid_from="2022-03-02", valid_to="2022-03-01"), 3, "is before valid_from"),
        (row(wikidata="12"), 3, "wikidata '12' is not a Q number"),
        (row(zh="制"), 3, "a single character occurs everywhere"),
        (row(not_in="别的地方"), 3, "not_in '别的地方' contains no surface of two-system"),
        (row(zh="示\u200b范体制"), 3, "zero-width"),
        (row(zh="示\ufffd体制"), 3, "broken characters in zh"),
        (row(id="one-system"), 3, "duplicate id 'one-system' (first defined at 0.csv:2)"),
        (row(zh="试点体制"), 3, "'试点体制' of two-system is also a surface of one-system (0.csv:2)"),
        (row(zh="試點體制"), 3, "is also a surface of one-system"),
        (row(en="Pilot-System"), 3, "is also a surface of one-system"),
        ("two-system,TERM,示范体制\n", 3, "3 cells where 15 belong"),
        (row(id="ok-system") + '"two-system,TERM', 4, "not CSV"),
    ],
)
def test_error_names_file_and_line(tmp_path: Path, rows: str, line: int, message: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        load_lexicon(write(tmp_path, HEADER + GOOD + rows))
    assert f"0.csv:{line}: " in str(raised.value)
    assert message in str(raised.value)


def test_only_an_element_may_have_a_surface_of_one_character(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path, HEADER + row(id="lithium", zh="金属锂", zh_variants="锂")))
    found = lexicon.find("锂")
    assert found is not None
    assert found.id == "lithium"


def test_all_errors_are_reported_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"errors: 30\n(.|\n)*\(\+10\)"):
        load_lexicon(
            write(
                tmp_path,
                HEADER
                + "".join(row(id=f"c-{n}", type="X", zh=f"示范体制{n}", en=f"model {n}") for n in range(30)),
            )
        )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"id,zh,en\n", "the columns must be id,type,zh"),
        (b"", "the columns must be"),
        ((HEADER + "两").encode("gbk"), "not UTF-8"),
    ],
)
def test_file_of_another_form(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "terms.csv").write_bytes(content)
    with pytest.raises(ConfigurationError, match=message):
        load_lexicon(tmp_path)


def test_a_label_in_traditional_characters_is_a_warning(tmp_path: Path) -> None:
    labels = {"TERM": "示範體制", "ORG": "昇维旭"}
    rows = "".join(
        row(id=f"two-{kind.lower()}", type=kind, zh=label, en=kind) for kind, label in labels.items()
    )
    concepts, problems = read_lexicon(write(tmp_path, HEADER + rows))
    assert problems == []
    assert [problem.message for problem in check_concepts(concepts)] == [
        "zh '示範體制' is in traditional characters; write the label in simplified ones (texts in either script "
        "are found)."
    ]


def test_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no CSV file"):
        load_lexicon(tmp_path)
    with pytest.raises(ConfigurationError, match="no such folder"):
        load_lexicon(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + HEADER + GOOD,
        (HEADER + GOOD).replace("\n", "\r\n"),
        HEADER + GOOD.replace("TERM", " TERM "),
    ],
)
def test_what_spreadsheets_do_is_a_warning(tmp_path: Path, content: str) -> None:
    (tmp_path / "0.csv").write_bytes(content.encode())
    concepts, problems = read_lexicon(tmp_path)
    assert [concept.id for concept in concepts] == ["one-system"]
    assert [problem.level for problem in problems] == ["warning"]
    assert concepts[0].type == "TERM"
    assert load_lexicon(tmp_path).hash == load_lexicon(write(tmp_path, HEADER + GOOD)).hash


@pytest.mark.parametrize(
    "name",
    [
        "one-system",
        "试点体制",
        "試點體制",
        "试点 体制",
        "试点制度",
        "试制",
        "pilot system",
        "Pilot-Systems",
        "trial systems",
        "PS",
        "TRIAL SYSTEM",
    ],
)
def test_concept_is_found_by_any_name(tmp_path: Path, name: str) -> None:
    found = load_lexicon(write(tmp_path, HEADER + GOOD)).find(name)
    assert found is not None and found.id == "one-system"


@pytest.mark.parametrize("name", ["", "体制", "system", "one", "pilot systematic"])
def test_concept_is_not_found(tmp_path: Path, name: str) -> None:
    assert load_lexicon(write(tmp_path, HEADER + GOOD)).find(name) is None


def test_hash_follows_content_not_order() -> None:
    one, two = Concept("a", "TERM", "甲乙", "x"), Concept("b", "TERM", "丙丁", "y")
    assert Lexicon([one, two]).hash == Lexicon([two, one]).hash
    changed = [
        Concept("a", "TERM", "甲乙", "z"),
        Concept("a", "TERM", "甲乙", "x", not_in=("甲乙丙",)),
        Concept("a", "ORG", "甲乙", "x"),
    ]
    assert len({Lexicon([other, two]).hash for other in [one, *changed]}) == 4


def test_moved_row_leaves_the_hash(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    apart = load_lexicon(write(tmp_path / "x", HEADER + GOOD, HEADER + row()))
    together = load_lexicon(write(tmp_path / "y", HEADER + row() + GOOD))
    assert apart.hash == together.hash


def test_shipped_lexicon_has_no_errors(models: Path) -> None:
    concepts, problems = read_lexicon(models / "lexicon")
    assert [problem for problem in (*problems, *check_concepts(concepts)) if problem.level == "error"] == []
    assert len(concepts) > 1000


def test_shipped_surfaces_name_their_concept(lexicon: Lexicon) -> None:
    wrong = [
        (surface, concept.id)
        for concept in lexicon.concepts.values()
        for surface in (*concept.zh_surfaces, *concept.en_surfaces)
        if (found := lexicon.find(surface)) is None or found.id != concept.id
    ]
    assert wrong == []


def test_shipped_chinese_labels_are_simplified(lexicon: Lexicon) -> None:
    assert [
        concept.zh for concept in lexicon.concepts.values() if concept.zh and not fold_label(concept.zh)
    ] == []


@pytest.mark.parametrize(
    ("typed", "concept"),
    [
        ("assassins mace", "assassins-mace"),
        ("Assassin’s Mace", "assassins-mace"),
        ("assassins' maces", "assassins-mace"),
        ("self reliance", "self-reliance-and-self-strengthening"),
        ("Self–Reliance", "self-reliance-and-self-strengthening"),
        ("semi-conductors", "semiconductor"),
        ("sémiconductor", "semiconductor"),
        ("choke points", "bottleneck-technology"),
        ("carbon fibrés", "carbon-fiber"),
        ("self relaince", None),
        ("re-form", None),
        ("自 主", None),
    ],
)
def test_marks_do_not_keep_a_name_from_its_concept(lexicon: Lexicon, typed: str, concept: str | None) -> None:
    found = lexicon.look_up(typed)
    assert (found and found.id) == concept


def test_an_id_that_names_another_concept_is_reported() -> None:
    concepts = [
        Concept("self-reliance", "TERM", "自力更生", "own efforts"),
        Concept("strength", "TERM", "自立自强", "self-reliance"),
        Concept("strengths", "TERM", "优势", "strengths of a kind"),
    ]
    problems = list(check_concepts(concepts))
    assert [(problem.level, problem.code) for problem in problems] == [
        ("warning", "annotation.id_names_another")
    ]
    assert problems[0].values["owner"] == "strength"


def test_what_is_found_is_looked_up_as_well(lexicon: Lexicon) -> None:
    for concept in lexicon.concepts.values():
        for surface in concept.surfaces:
            assert lexicon.look_up(surface) == lexicon.find(surface)
