"""Features of a word for the network: listed names, clusters, form."""

from __future__ import annotations

import pytest

from flows.annotation.names.features import WordTables, describe_word, list_words

_TABLES = WordTables({"GPE": ["新月市", "新月"], "SUR": ["欧阳"]}, {"Oslo": 130, "oslo": 7, "bergen": 131})


def spans(*words: str) -> list[tuple[int, int]]:
    """Return the spans of consecutive words."""
    position, found = 0, []
    for word in words:
        found.append((position, position + len(word)))
        position += len(word)
    return found


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        (("在", "新", "月", "市"), ["", "B-GPE", "I-GPE", "L-GPE"]),
        (("新月", "和", "欧阳"), ["U-GPE", "", "U-SUR"]),
        (("创新", "月刊"), ["", ""]),  # the listed name ends inside a word
        (("没有",), [""]),
    ],
)
def test_listed_names_mark_the_words_they_cover(words: tuple[str, ...], marks: list[str]) -> None:
    assert _TABLES.mark("".join(words), spans(*words)) == marks


def test_the_network_reads_words_simplified_and_with_their_marks() -> None:
    words = list_words("歐陽來了", spans("歐陽", "來", "了"), "zh", _TABLES)
    assert [word.split("\x1f") for word in words] == [["欧阳", "U-SUR"], ["来"], ["了"]]
    assert describe_word(words[0], "zh", _TABLES)[-1] == "U-SUR"


def test_a_word_has_the_clusters_of_its_form_or_of_its_form_in_lower_case() -> None:
    assert _TABLES.find_clusters("Oslo") == ("1:130", "8:16", "64:2")
    assert _TABLES.find_clusters("OSLO")[0] == "1:7"
    assert _TABLES.find_clusters("Bergen")[1:] == ("8:16", "64:2")
    assert _TABLES.find_clusters("Tromsø") == ("", "", "")


@pytest.mark.parametrize(
    ("word", "language", "form"),
    [
        ("Bergens", "en", ["bergens", "Be", "ens", "Xxxxx"]),
        ("2021年", "zh", ["2021年", "2", "年", "20"]),
        ("公司", "zh", ["公司", "公", "司", "h2"]),
    ],
)
def test_the_form_of_a_word(word: str, language: str, form: list[str]) -> None:
    assert describe_word(word, language, _TABLES)[:4] == form
