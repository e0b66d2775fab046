"""Clean the markup of a stored page: structure and text remain, but nothing that acts or loads.

`lxml-html-clean` removes scripts, styles, forms, frames and everything embedded. Of the rest, only the
elements and attributes in `cleaning.toml` stay, none of which contains an address or raw text. The browser is
also told to treat the page as a sandbox (see `viewing`): either measure alone keeps a hostile page harmless.
"""

from __future__ import annotations

import html
import tomllib
from pathlib import Path
from typing import Any

import lxml.html
from lxml.etree import LxmlError
from lxml_html_clean import Cleaner

from flows.text import lazy_pattern

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
TAGS = frozenset(_TABLE["kept"])
ATTRIBUTES = frozenset(_TABLE["attributes"])
_CONTROLS = lazy_pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_markup(markup: str) -> str:
    """Return the body of a page as markup with only `TAGS` and `ATTRIBUTES`; "" if it has no content."""
    tree = _parse(_CONTROLS.sub("", markup))
    if tree is None:
        return ""
    cleaner = Cleaner(
        allow_tags=TAGS,
        remove_unknown_tags=False,
        kill_tags=_TABLE["removed"],
        safe_attrs_only=True,
        safe_attrs=ATTRIBUTES,
        style=True,
        forms=True,
        page_structure=False,
    )
    cleaner(tree)
    for element in tree.iter():
        assert element.tag in TAGS and ATTRIBUTES.issuperset(element.attrib), element.tag
    bodies = tree.xpath("/html/body") or [tree]
    return "".join(_write(body) for body in bodies).strip()


def _parse(markup: str) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(markup.encode(), parser=parser)
    except (LxmlError, AssertionError, ValueError):  # nothing in it
        return None


def _write(body: Any) -> str:
    inside = "".join(lxml.html.tostring(part, encoding="unicode") for part in body)
    return html.escape(body.text or "", quote=False) + inside
