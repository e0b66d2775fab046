"""YAML front matter, read within bounds: every scalar is text, and size, depth and aliases are limited."""

from __future__ import annotations

import re
from typing import Any

import yaml

from flows.errors import ZhengceError
from flows.text import lazy_pattern

_FRONT_MATTER = lazy_pattern(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
# The longest front matter seen in real texts has 2,000 characters. An alias counts as often as it is used.
_MAX_CHARACTERS, _MAX_VALUES, _MAX_DEPTH = 50_000, 5_000, 20
_NOT_CHARACTERS = lazy_pattern("[\0\ud800-\udfff]")  # a YAML escape can write what no text contains
_PLAIN_TAG = lazy_pattern(r"tag:yaml\.org,2002:\w+")  # not !!python/name:os.system
_NOT_YAML = "corpus.note_front_matter"


class FrontMatterError(ZhengceError):
    """The front matter is not a mapping in YAML, or it is larger or deeper than any real one."""


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the values of the front matter and the text after it; ({}, text) if there is none.

    Dates and numbers stay text, so that nothing is converted to what the document does not state: 2021-02-30,
    an integer of 5,000 digits. Raises FrontMatterError if front matter can't be read.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    if len(match[1]) > _MAX_CHARACTERS:
        raise FrontMatterError("corpus.note_long_front_matter")
    try:
        node = yaml.compose(match[1], Loader=_Loader)
    except (yaml.YAMLError, ValueError):
        node = None
    if not isinstance(node, yaml.MappingNode):
        raise FrontMatterError(_NOT_YAML)
    return _Reading().mapping(node, 1), text[match.end() :]


class _Loader(yaml.BaseLoader):
    """A loader that stops at values nested too deep: reading them takes time by the square of the depth."""

    depth = -1  # the root is at depth 0

    def compose_node(self, parent: Any, index: Any) -> yaml.Node | None:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise FrontMatterError("corpus.note_large_front_matter")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _Reading:
    """A conversion of nodes to values that counts them."""

    def __init__(self) -> None:
        self.values = self.characters = 0

    def mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        return {str(self.value(key, depth)): self.value(value, depth) for key, value in node.value}

    def value(self, node: yaml.Node, depth: int) -> Any:
        self.values += 1
        if isinstance(node, yaml.ScalarNode):
            self.characters += len(node.value)
        if depth > _MAX_DEPTH or self.values > _MAX_VALUES or self.characters > _MAX_CHARACTERS:
            raise FrontMatterError("corpus.note_large_front_matter")
        if not _PLAIN_TAG.fullmatch(node.tag):
            raise FrontMatterError(_NOT_YAML)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, depth + 1)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, depth + 1) for child in node.value]
        if node.value == "~" and getattr(node, "style", None) is None:  # null
            return ""
        return _NOT_CHARACTERS.sub("\ufffd", node.value)
