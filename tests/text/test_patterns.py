"""Patterns of alternatives match like the plain pattern, even if it begins with an assertion."""

from __future__ import annotations

import ast
import pickle
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text.patterns import PatternIndex, compile_alternatives, lazy_pattern, read_patterns
from tests.support import PROJECT

PATTERNS = (
    r"年底|月末|(?<!\d)\d{4}年",
    r"(?P<a>[今去]年)|(?P<b>年?底)",
    r"[^去]年底|今年",
    r".年|月[底末]?",
    r"(?:第?[一二三]季度|上年){1,2}|\b\d+",
    r"(?:底)?(?:年|末)",
    r"[^年]|底",
    r"\s年|\d(?=年)|-",
    r"(?:[\]^-]|末)年",
    r"年|",
)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text(alphabet="年底末月今去上第一季度19ab-^] \n", max_size=30))
def test_matches_are_those_of_the_plain_pattern(pattern: str, text: str) -> None:
    found = [
        (match.span(), match.groups(), match.lastgroup)
        for match in compile_alternatives(pattern).finditer(text)
    ]
    assert found == [(match.span(), match.groups(), match.lastgroup) for match in re.finditer(pattern, text)]


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (r"年底|月末", "(?=[年月][底末])"),
        (r"(?<!\d)(?:第?[一二]季|\d月)", r"(?=[\d一二第][一二季月])"),
        (r"[^去]年|今", "(?=[今]|(?s:.)[年])"),
        (r"年?底|月+", "(?=[底月]|[年][底])"),
    ],
)
def test_first_two_characters_come_in_front(pattern: str, begins: str) -> None:
    assert compile_alternatives(pattern).pattern == f"{begins}(?:{pattern})"


@pytest.mark.parametrize("pattern", [r"年|", r"年底", r"(?i)a|b", r"(?i:a)|b", r"[^年]|底", r"(.)\1|年"])
def test_others_are_compiled_as_they_are(pattern: str) -> None:
    assert compile_alternatives(pattern).pattern == pattern


def test_a_pattern_may_ignore_case() -> None:
    found = compile_alternatives("ab|sb", re.IGNORECASE)
    assert found.pattern == "(?=[as][b])(?:ab|sb)"
    assert found.findall("AB aB Sb ſB b") == ["AB", "aB", "Sb", "ſB"]


def test_a_lazy_pattern_does_what_the_compiled_one_does() -> None:
    lazy, plain = lazy_pattern("(?P<word>AB)|c", re.IGNORECASE), re.compile("(?P<word>AB)|c", re.IGNORECASE)
    text = "ab, C"
    assert (lazy.pattern, lazy.flags, lazy.groups) == (plain.pattern, plain.flags, plain.groups)
    assert dict(lazy.groupindex) == {"word": 1}
    assert [found.span("word") for found in lazy.finditer(text)] == [(0, 2), (-1, -1)]
    assert [lazy.sub("-", text), lazy.split(text), lazy.findall(text)] == [
        plain.sub("-", text),
        plain.split(text),
        plain.findall(text),
    ]
    assert lazy.match(text, 1) is None
    assert pickle.loads(pickle.dumps(lazy)).fullmatch("c")
    assert not hasattr(lazy, "compile")


def test_a_lazy_pattern_is_compiled_when_it_is_used() -> None:
    broken = lazy_pattern("(")
    assert broken.pattern == "("
    with pytest.raises(re.error):
        broken.search("")


@given(text=st.text(alphabet="年底末月今去上第一季度19ab-^] \n", max_size=30))
def test_an_index_leaves_no_match_out(text: str) -> None:
    patterns = [re.compile(pattern) for pattern in PATTERNS]
    tried = dict(PatternIndex(patterns).find(text, 0, len(text)))
    for number, pattern in enumerate(patterns):
        places = {place for place in range(len(text)) if pattern.match(text, place)}
        assert places <= {place for place, numbers in tried.items() if number in numbers}


def test_an_index_gives_the_patterns_that_may_match() -> None:
    index = PatternIndex([re.compile(pattern) for pattern in ("年底", "年?末", "(?<=a)年[一-鿿]")])
    assert list(index.find("年末,底年底,末", 0, 8)) == [(0, (1, 2)), (1, (1,)), (4, (0, 2)), (7, (1,))]
    assert list(index.find("年末,底年底,末", 3, 7)) == [(4, (0, 2))]
    words = PatternIndex([re.compile(r"\bin\b")], r"\b\w")
    assert list(words.find("in an inn, begin", 0, 16)) == [(0, (0,)), (6, (0,))]


def test_a_verbose_pattern_may_end_in_a_comment() -> None:
    assert compile_alternatives("年 | 月 # of a date", re.VERBOSE).findall("月年") == ["月", "年"]


def test_a_pattern_in_a_file_continues_before_a_bar(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(
        """
one = '''年(?:初
    |底)
  |月末'''
words = """
        + '"""'
        + """
年 月
日"""
        + '"""'
        + "\n",
        encoding="utf-8",
    )
    assert read_patterns(path) == {"one": "年(?:初|底)|月末", "words": "年 月\n日"}


# Patterns of all modules ------------------------------------------------------------------------------------


def test_constants_of_modules_are_lazy() -> None:
    """No command compiles the patterns of modules that it only imports."""
    eager = [
        f"{path.relative_to(PROJECT)}:{line}"
        for path in sorted((PROJECT / "flows").rglob("*.py"))
        if path.relative_to(PROJECT / "flows").parts[0] not in ("errors.py", "records")
        and path.name != "patterns.py"
        for line in _compiled_at_import(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert eager == []


def _compiled_at_import(node: ast.AST) -> Iterator[int]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.Call) and ast.unparse(child.func) == "re.compile":
            is_bytes = isinstance(child.args[0], ast.Constant) and isinstance(child.args[0].value, bytes)
            if not is_bytes:
                yield child.lineno
        yield from _compiled_at_import(child)


def test_lazy_patterns_can_be_compiled() -> None:
    """A lazy pattern hides a mistake until it is used."""
    for found in pkgutil.walk_packages([str(PROJECT / "flows")], "flows."):
        if found.name.endswith("__main__"):
            continue
        for name, value in vars(import_module(found.name)).items():
            if isinstance(value, type(lazy_pattern(""))):
                assert value.flags, f"{found.name}.{name}"
