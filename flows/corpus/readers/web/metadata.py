"""Metadata of a page: its official table, meta tags, linked data, heading and the lines below the heading."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from typing import Any

from flows.corpus.metadata import Metadata, find_dated_line, find_named_title, parse_date, read_header_pairs
from flows.corpus.readers.web.blocks import read_blocks
from flows.corpus.readers.web.labels import take_header_pairs
from flows.corpus.readers.web.names import read_names
from flows.corpus.readers.web.page_head import is_prose, read_labels, read_page_head
from flows.records import Reason
from flows.text import HAN, lazy_pattern

_MAX_TITLE = 150
_BYLINES = 4  # lines between heading and text that may have the date
_MAX_SHOWN = 400  # lines of a page that are searched for its title
# Sources named by pages that identify nobody.
_PLACEHOLDER = lazy_pattern(
    r"^(?:本网站?|本站|网站|原创|转载|未知|互联网|官网|管理员|admin)(?:讯|原创)?$", re.IGNORECASE
)
_OWN_SITE = lazy_pattern(rf"^(?:本网站?|本站)[\s:：]*(?=[{HAN}]{{4}})")
_SITE = lazy_pattern(r"(?:官方|门户)?(?:网站|网)$|官网$")
# A date after its label or after the name of the source: "发布时间：2022-05-06 16:40", "来源：央视网
# 2022年04月11日".
VISIBLE_DATE = lazy_pattern(
    r"(?:(?:发布|更新|发文|发稿)(?:时间|日期)|来源)\s*[:：]\s*(?:\S{0,12}?\s*)?"
    r"((?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
)

_SPLIT_DATE = lazy_pattern(r"(?<!\d)((?:19|20)\d{2}) (\d{2})/(\d{2})(?!\d)")  # 2024 03/05, in two elements


def read_metadata(tree: Any, linked: Mapping[str, str]) -> Metadata:
    """Return a page's metadata. The official table is removed from the tree, so that it is not text."""
    found = read_header_pairs(take_header_pairs(tree))
    found.origins |= dict.fromkeys(found.fields, "table")
    kept = _read_meta_tags(tree, found)
    if kept:
        found.extra["meta"] = kept
    _settle_source(found, kept.get("sitename", ""))
    lines = shown_lines(tree)
    heading = find_heading(tree)
    shown = read_page_head(lines, (found.fields.get("title", ""), heading)) | _read_terms(tree)
    _take_shown_publisher(found, shown.get("publisher", ""))
    _take_dates(found, linked, shown, tree)
    found.add("title", heading or linked.get("title", ""), origin="page")
    found.add("publisher", linked.get("publisher", ""), origin="linked data")
    return found


def _read_terms(tree: Any) -> dict[str, str]:
    """Return the values of labels in lists of terms above the text: <dt>Published</dt><dd>2022-05-06</dd>."""
    terms = ((term, term.getnext()) for term in tree.iter("dt"))
    pairs = [
        (_text_of(term), _text_of(given)) for term, given in terms if given is not None and given.tag == "dd"
    ]
    if not pairs:
        return {}
    head = {" ".join(line.split()) for line in _lines_before_prose(tree)}
    return read_labels(f"{label.rstrip(':： ')}: {given}" for label, given in pairs if {label, given} <= head)


def find_heading(tree: Any) -> str:
    """Return the document's title as the page shows it: the first heading of the highest rank, else <title>.

    A <title> without 关于 is replaced by a line 关于…的通知 at the head of the page: the <title> then names a
    section of the site. A page without a title is named by a lower heading.
    """
    if heading := _first_heading(tree, "h1"):
        return heading
    declared = " ".join((tree.findtext(".//title") or "").split())
    if declared and "关于" in declared:
        return declared
    named = find_named_title(_lines_before_prose(tree))
    return named or declared or _first_heading(tree, "h2") or _first_heading(tree, "h3")


def _first_heading(tree: Any, tag: str) -> str:
    """Return the first heading of a rank that is not a link and no longer than a title, or ""."""
    elements = (one for one in tree.iter(tag) if next(one.iterancestors("a", "nav", "footer"), None) is None)
    heading = next((_text_of(one) for one in elements if one.find(".//a") is None or tag == "h1"), "")
    if len(heading) <= _MAX_TITLE:
        return heading
    return ""


def _lines_before_prose(tree: Any) -> list[str]:
    """Return the lines of a page above its first sentence, without those that are links."""
    links = {_text_of(link) for link in tree.iter("a")}
    body = tree if tree.body is None else tree.body  # a page of frames has none
    head = itertools.takewhile(lambda line: not is_prose(line), shown_lines(body))
    return [line for line in head if " ".join(line.split()) not in links]


def _take_shown_publisher(found: Metadata, shown: str) -> None:
    """Use the source that the page shows instead of that of its meta tags, which may be a template's.

    The official table is also shown, and takes precedence. The source in the meta tags is kept as well.
    """
    known, origin = found.fields.get("publisher", ""), found.origins.get("publisher", "")
    named = _OWN_SITE.sub("", shown)
    if not named or _PLACEHOLDER.match(named) or origin == "table":
        return
    if _fold(known) == _fold(named):
        return
    if known:
        found.extra.setdefault("meta", {})["declared_publisher"] = known
        found.notes.append(Reason("corpus.note_page_publisher", {"named": named, "known": known}))
    found.add("publisher", named, overwrite=True, origin="page")


def _fold(name: str) -> str:
    return re.sub(r"[\s,，、;；]+", "", name)


def _take_dates(found: Metadata, linked: Mapping[str, str], shown: Mapping[str, str], tree: Any) -> None:
    """Add the dates of the linked data, then those that the page shows; the date of an update comes last."""
    for values, origin in ((linked, "linked data"), (shown, "page")):
        for name in ("published", "written"):
            found.add(name, values.get(name, ""), origin=origin)
    if found.fields.get("published"):
        return
    if match := VISIBLE_DATE.search(tree.text_content()):
        found.add("published", parse_date(match[1]), origin="page")
    if not (found.fields.get("published") or found.fields.get("written")):
        for name, value in _date_below_heading(tree).items():
            found.add(name, value, origin="page")
    if not found.fields.get("written"):
        found.add("published", shown.get("modified", "") or linked.get("modified", ""), origin="page updated")


def _date_below_heading(tree: Any) -> dict[str, str]:
    """Return the date of <time> or of a line between a page's heading and its first sentence, by kind."""
    heading = next(tree.iter("h1"), None)
    title = "" if heading is None else _text_of(heading)
    lines = [_SPLIT_DATE.sub(r"\1-\2-\3", " ".join(line.split())) for line in _lines_before_prose(tree)]
    if not title or title not in lines:
        return {}
    below = lines[lines.index(title) + 1 :]
    for element in tree.iter("time"):
        if _text_of(element) in below and (stated := parse_date(element.get("datetime"))):
            return {"published": stated}
    return find_dated_line("\n".join(below), limit=_BYLINES)


def shown_lines(tree: Any) -> list[str]:
    """Return the first lines of a page by blocks, with its menus."""
    try:
        return read_blocks(tree).splitlines()[:_MAX_SHOWN]
    except RecursionError:
        return []  # nested more deeply than any real page


def _text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def _read_meta_tags(tree: Any, found: Metadata) -> dict[str, str]:
    """Add our fields from the meta tags to `found`; return the tags that are kept unchanged."""
    names, kept = read_names(), dict[str, str]()
    for element in tree.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if content and name in names.kept_meta:
            kept[name] = content
        if content and (ours := names.meta.get(name)):
            value = parse_date(content) if ours == "published" else content
            found.add(ours, value, origin=f"meta {name}")
    return kept


def _settle_source(found: Metadata, site: str) -> None:
    """Replace a source that only means "this site" by the site's name, or by the name after it."""
    named = _OWN_SITE.sub("", found.fields.get("publisher", ""))
    if _PLACEHOLDER.match(named):
        named = _SITE.sub("", site)
        found.origins["publisher"] = "meta sitename"
    if named:
        found.fields["publisher"] = named
    else:
        found.fields.pop("publisher", None)
        found.origins.pop("publisher", None)
