"""Selectors of lists and pages: CSS, and the attribute to take."""

from __future__ import annotations

from flows.text import lazy_pattern

_ATTRIBUTE = lazy_pattern(r"^(?P<css>.*?)\s*::attr\((?P<name>[\w:-]+)\)$")


def split_selector(selector: str) -> tuple[str, str]:
    """Split a selector into CSS and attribute: ("a", "title") for `a::attr(title)`, ("b", "") for `b`."""
    match = _ATTRIBUTE.match(selector)
    return (match["css"], match["name"]) if match else (selector, "")
