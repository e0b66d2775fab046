"""Titles that name no document by themselves: which document of a text they mean, and that definitions cite none."""

from __future__ import annotations

import pytest

from flows.annotation import find_citations, find_meant, is_generic
from flows.annotation.lexicon import Lexicon
from flows.annotation.names import (
    Introduction,
    find_introductions,
    make_aliases,
    resolve_introductions,
    spell_out,
)

WHOLE = "样例海带养殖管理办法"


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        (f"《{WHOLE}》已经发布。《办法》规定了海域。", "", [(WHOLE, "办法")]),
        ("《办法》规定了海域。", f"关于印发《{WHOLE}》的通知", [(WHOLE, "办法")]),
        (f"《{WHOLE}（试行）》和《{WHOLE}》。《办法》指出", "", [(WHOLE, "办法")]),
        (f"《{WHOLE}》《样例灯塔管理办法》。《办法》指出", "", []),
        (f"《{WHOLE}》。《纲要（草案）》指出", "", []),
        ("《样例规划纲要》。《纲要（草案）》指出", "", [("样例规划纲要", "纲要（草案）")]),
        ("《工作要点》要求", "", []),
        (f"《办法》规定了海域，见《{WHOLE}》。", "", []),
        ("《样例规划决定》。四中全会《决定》指出", "", []),
        ("《样例解释（一）》。《解释（二）》第三条", "", []),
    ],
)
def test_a_generic_title_means_the_only_one_that_ends_so(
    text: str, title: str, expected: list[tuple[str, str]]
) -> None:
    assert list(find_meant(text, title)) == expected


@pytest.mark.parametrize("title", ["办法", "纲要草案", "工作要点", "若干措施"])
def test_generic_titles(title: str) -> None:
    assert is_generic(title)
    assert not is_generic(f"样例{title}")


def test_a_definition_cites_no_document_again() -> None:
    text = f"现将《{WHOLE}》（样政发〔2015〕7号，以下简称《办法》）印发给你们。《办法》规定了海域。"
    found = find_citations(text)
    assert [(one.title, one.number) for one in found] == [(WHOLE, "样政发〔2015〕7号"), ("办法", "")]
    pairs = find_introductions(text)
    assert pairs == (Introduction(WHOLE, "办法", "abbreviation"),)
    aliases = make_aliases(resolve_introductions(pairs, Lexicon(())), Lexicon(()))
    assert spell_out(found[1], aliases).title == WHOLE
