"""Escaping for Markdown and XML."""

from __future__ import annotations

import pytest

from flows.text import escape_markdown, is_safe_name, link_markdown, replace_controls


def test_markdown_is_escaped_and_lines_are_joined() -> None:
    assert (
        escape_markdown("a_b*c <d>\n[e](f) # `g` | h\\")
        == "a\\_b\\*c \\<d\\> \\[e\\](f) \\# \\`g\\` \\| h\\\\"
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/t_4.html?a=1&b*=2", "<https://example.org/t_4.html?a=1&b*=2>"),
        ("https://example.org/甲 乙>\\.html", "<https://example.org/甲%20乙%3E%5C.html>"),
    ],
)
def test_an_address_in_markdown_is_whole(address: str, expected: str) -> None:
    assert link_markdown(address) == expected


def test_xml_gets_no_control_characters() -> None:
    assert replace_controls("甲\x00乙\x0c丙\n丁\tx\ufffe\ud800") == "甲\ufffd乙\ufffd丙\n丁\tx\ufffd\ufffd"


def test_xml_keeps_indents_and_blanks() -> None:
    text = "\u3000\u3000第一条\u00a0自\u200b主\r\n"
    assert replace_controls(text) == text


@pytest.mark.parametrize("name", ["a", "9", "my-texts", "稀土", "工信部_2024", "a" * 64, "稀" * 64])
def test_a_safe_name(name: str) -> None:
    assert is_safe_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "-a",
        "_a",
        "A",
        "a b",
        "a/b",
        "..",
        "a.b",
        "稀土。",
        "ａ",
        "１",
        "\uf900",
        "a\n",
        "a" * 65,
        "\U00020000" * 60,
    ],
)
def test_an_unsafe_name(name: str) -> None:
    """Capitals and other forms of the same characters would make two names equal on some disks."""
    assert not is_safe_name(name)
