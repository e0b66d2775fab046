"""The table of frames of English norms, and the examples of the rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.annotation.figures import Setting, find_targets, settle_norms
from flows.annotation.figures.norms.english import frames, ladder, penalties
from flows.annotation.figures.words import read_table
from flows.annotation.parsing import Parser, load_parser
from tests.support import MODELS

ROOM = Path(frames.__file__).parent
RULES = (*ladder.UNDATED, *ladder.ANYWHERE, *ladder.OUTSIDE_PLANS, penalties.is_threatened)
REFERENCE = re.compile(r"(?<!\?P)<([a-z_]+)>")


@pytest.fixture(scope="module")
def parser() -> Parser:
    loaded = load_parser(MODELS / "artefacts")
    assert loaded is not None
    return loaded


def examples_of(rule: Callable[..., Any]) -> list[tuple[str, str]]:
    lines = (rule.__doc__ or "").partition("Examples")[2].splitlines()
    return [(text.strip(), kind) for text, _, kind in (line.partition(" → ") for line in lines) if kind]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_examples_of_rule(rule: Callable[..., Any], parser: Parser) -> None:
    examples = examples_of(rule)
    assert "norm" in {kind for _, kind in examples}
    for text, kind in examples:
        found = settle_norms(find_targets(text, "en", setting=Setting(parser=parser)), text, "")
        assert [one.kind for one in found] == [kind], text


@pytest.mark.parametrize(
    ("pattern", "before", "behind", "is_match"),
    [
        ("may hold up to #", "a fund may hold up to ", " of it", True),
        ("may hold up to #", "a fund may hold up to 5 or ", " of it", False),
        ("may hold up to #", "dismay hold up to ", "", False),
        ("# of the vote", "it has ", " of the vote", True),
        ("# of the vote", "of the vote ", "", False),
        ("cap.*#", "the cap is about ", "", True),
        ("cap.*#", "it is ", " cap", False),
        ("tax of # (?:on|for)", "a tax of ", " on tin", True),
        ("tax of # (?:on|for)", "a tax of ", " in all", False),
        ("by law", "it is ", " by law", True),
    ],
)
def test_frames_match_beside_the_figure(pattern: str, before: str, behind: str, is_match: bool) -> None:
    assert frames.Frames([pattern]).match(before, behind) == is_match


def test_every_frame_and_list_is_used() -> None:
    table = read_table("norms/english/words.toml")
    code = "".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    for name in frames.load_frames():
        section, _, rule = name.partition(".")
        assert f'"{name}"' in code or (f'fits(f"{section}.' in code and f'"{rule}"' in code), name
    written = set(REFERENCE.findall(str(table)))
    assert written == set(table["words"]) | set(table["phrases"])
