"""HTML pages: the main text without furniture.

The official metadata table and the meta tags become metadata.
"""

from __future__ import annotations

import itertools
import logging
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html

from flows.corpus.encoding import find_declared_encoding
from flows.corpus.fetching import is_verification, refuse_page
from flows.corpus.metadata import Metadata, find_dated_line, find_named_title, parse_date, read_header_pairs
from flows.corpus.readers.blocks import read_blocks
from flows.corpus.readers.linked_data import read_linked_data
from flows.corpus.readers.page_head import is_prose, read_page_head
from flows.corpus.readers.shared import Options, Place, Reading, Source, build_document, decode_or_reject
from flows.corpus.readers.webpage_labels import take_header_pairs
from flows.corpus.splitting import strip_page
from flows.records import Reason, Rejection
from flows.text import HAN

# trafilatura reports every page that it finds short.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_REMOVED = ("script", "style", "noscript", "template", "iframe", "svg")
_MINIMUM_LINKS, _LINK_SHARE = 10, 0.6
_MINIMUM_CHARACTERS = 20
_MAX_TITLE = 150
_MAX_ELEMENTS = 300_000  # about 100 seconds; the largest real page seen has 12,000
_MOST_ATTRIBUTES = 500
_MOST_SPANNED = 100  # rows or columns that a cell of a real table spans
_MAX_VERIFICATION = 200_000  # bytes at the start of a page that are tested for a bot check
_BYLINES = 4  # lines between heading and text that may have the date
_MAX_SHOWN = 400  # lines of a page that are searched for its title
# The address that browsers and the extension SingleFile note in a page that they save.
_SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]+)"
)
_MAX_SAVED = 3_000  # characters at the start of a page that may contain the note
# Sources named by pages that identify nobody.
_PLACEHOLDER = re.compile(
    r"^(?:本网站?|本站|网站|原创|转载|未知|互联网|官网|管理员|admin)(?:讯|原创)?$", re.IGNORECASE
)
_OWN_SITE = re.compile(rf"^(?:本网站?|本站)[\s:：]*(?=[{HAN}]{{4}})")
_SITE = re.compile(r"(?:官方|门户)?(?:网站|网)$|官网$")
# A date after its label or after the name of the source: "发布时间：2022-05-06 16:40", "来源：央视网
# 2022年04月11日".
_VISIBLE_DATE = re.compile(
    r"(?:(?:发布|更新|发文|发稿)(?:时间|日期)|来源)\s*[:：]\s*(?:\S{0,12}?\s*)?"
    r"((?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
)


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of `webpage_names.toml`, with an XPath expression for the containers of articles."""

    meta: dict[str, str]
    kept_meta: frozenset[str]
    containers: str


@cache
def _names() -> _Names:
    found = tomllib.loads(Path(__file__).with_name("webpage_names.toml").read_text(encoding="utf-8"))
    ids = [f"@id='{name}'" for name in found["ids"]]
    classes = [f"contains(concat(' ',normalize-space(@class),' '),' {name} ')" for name in found["classes"]]
    return _Names(
        meta={name: ours for ours, names in found["meta"].items() for name in names},
        kept_meta=frozenset(found["kept_meta"]),
        containers=f"//*[{' or '.join([*ids, *classes])} or normalize-space(@wzades)='正文']",
    )


def read_webpage(data: bytes, place: Place, options: Options) -> Reading:
    """Read one HTML page or fragment.

    Scripts, styles, navigation and the metadata table are left out of the text.
    """
    decoded = decode_or_reject(data, place, options.encoding or find_declared_encoding(data))
    if isinstance(decoded, Rejection):
        yield decoded
        return
    parsed = _parse(decoded.text)
    if parsed is None:
        yield place.reject("corpus.no_html")
        return
    tree, linked = parsed
    if (elements := sum(1 for _ in tree.iter())) > _MAX_ELEMENTS:
        yield place.reject("corpus.page_too_large", elements=elements, limit=_MAX_ELEMENTS)
        return
    if is_verification(refusal := refuse_page(data[:_MAX_VERIFICATION], options.encoding)) and refusal:
        yield place.refuse(refusal)
        return
    found = _read_metadata(tree, linked)
    if saved := _SAVED_FROM.search(decoded.text[:_MAX_SAVED]):
        found.add("url", saved[1], origin="saved page")
    text = _extract_text(tree)
    if _article_length(text, found.fields.get("title", "")) < _MINIMUM_CHARACTERS:
        yield place.reject("corpus.no_article")
    elif is_list(tree, text):
        yield place.reject("corpus.list_page")
    else:
        source = Source("html", decoded, broken_lines=_has_broken_lines(tree, text))
        yield build_document(place, options, found, text, source)


def read_shown_update(data: bytes, encoding: str = "") -> str:
    """Return the date below the title of a page at which it says that it was last changed, or "".

    It is not part of the text: `更新时间：2026-05-01` in `<h1>…</h1><p>更新时间：2026-05-01</p><div>…</div>`.
    """
    place = Place("", "", "", "")
    decoded = decode_or_reject(data, place, encoding or find_declared_encoding(data))
    parsed = None if isinstance(decoded, Rejection) else _parse(decoded.text)
    if parsed is None:
        return ""
    tree, _ = parsed
    titles = (_find_heading(tree), " ".join((tree.findtext(".//title") or "").split()))
    return read_page_head(_shown_lines(tree), titles).get("modified", "")


def _article_length(text: str, title: str) -> int:
    """Return the characters of a text besides its title and the line with its source and date."""
    lines = (line.strip() for line in text.splitlines())
    return sum(
        len(line) for line in lines if line != title and not (len(line) < 80 and _VISIBLE_DATE.search(line))
    )


def _parse(markup: str) -> tuple[Any, dict[str, str]] | None:
    """Return the tree of a page without hidden elements, and the declarations of its linked data."""
    parser = lxml.html.HTMLParser(
        no_network=True, remove_comments=True, huge_tree=True, remove_pis=True, encoding="utf-8"
    )
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return None
    linked = read_linked_data(tree)
    for element in list(tree.iter(*_REMOVED)):
        element.drop_tree()
    for element in tree.iter("*"):
        # Such a page is read again by libxml2, which takes quadratic time for attributes.
        if len(element.attrib) > _MOST_ATTRIBUTES:
            element.attrib.clear()
    return tree, linked


def _read_metadata(tree: Any, linked: Mapping[str, str]) -> Metadata:
    found = read_header_pairs(take_header_pairs(tree))
    found.origins |= dict.fromkeys(found.fields, "table")
    kept = _read_meta_tags(tree, found)
    if kept:
        found.extra["meta"] = kept
    _settle_source(found, kept.get("sitename", ""))
    lines = _shown_lines(tree)
    heading = _find_heading(tree)
    shown = read_page_head(lines, (found.fields.get("title", ""), heading))
    _take_shown_publisher(found, shown.get("publisher", ""))
    _take_dates(found, linked, shown, tree)
    found.add("title", heading or linked.get("title", ""), origin="page")
    found.add("publisher", linked.get("publisher", ""), origin="linked data")
    return found


def _find_heading(tree: Any) -> str:
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
    return heading if len(heading) <= _MAX_TITLE else ""


def _lines_before_prose(tree: Any) -> list[str]:
    """Return the lines of a page above its first sentence, without those that are links."""
    links = {_text_of(link) for link in tree.iter("a")}
    body = tree if tree.body is None else tree.body  # a page of frames has none
    head = itertools.takewhile(lambda line: not is_prose(line), _shown_lines(body))
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
    if match := _VISIBLE_DATE.search(tree.text_content()):
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
    lines = [" ".join(line.split()) for line in _lines_before_prose(tree)]
    if not title or title not in lines:
        return {}
    below = lines[lines.index(title) + 1 :]
    for element in tree.iter("time"):
        if _text_of(element) in below and (stated := parse_date(element.get("datetime"))):
            return {"published": stated}
    return find_dated_line("\n".join(below), limit=_BYLINES)


def _shown_lines(tree: Any) -> list[str]:
    try:
        return read_blocks(tree).splitlines()[:_MAX_SHOWN]
    except RecursionError:
        return []  # nested more deeply than any real page


def _text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def _read_meta_tags(tree: Any, found: Metadata) -> dict[str, str]:
    """Add our fields from the meta tags to `found`; return the tags that are kept unchanged."""
    names, kept = _names(), dict[str, str]()
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


def is_list(tree: Any, text: str) -> bool:
    """Return whether most of the main text is in links, at least ten: an index of documents."""
    links = {"".join(link.text_content().split()) for link in tree.iter("a")} - {""}
    lines = [line for line in ("".join(line.split()).lstrip("-·•*") for line in text.splitlines()) if line]
    linked = [line for line in lines if line in links]
    return len(linked) >= _MINIMUM_LINKS and sum(map(len, linked)) >= _LINK_SHARE * sum(map(len, lines))


def _extract_text(tree: Any) -> str:
    """Return the main text without furniture.

    It is all text of a known container if the site has one, or else the longer of trafilatura's two readings.
    """
    containers = [
        element
        for element in tree.xpath(_names().containers)
        if len("".join(element.text_content().split())) >= _MINIMUM_CHARACTERS
    ]
    if containers:
        root = max(containers, key=lambda element: len(element.text_content()))
        try:
            return strip_page(read_blocks(root))
        except RecursionError:
            pass  # nested more deeply than any real page
    texts = map(strip_page, _candidate_texts(tree))
    return max(texts, key=lambda text: len("".join(text.split())), default="")


def _has_broken_lines(tree: Any, text: str) -> bool:
    """Return whether half of a text's line ends may come from <br> or <pre> and not from paragraphs."""
    in_pre = (part.count("\n") for element in tree.iter("pre") for part in element.itertext())
    breaks: int = sum(1 for _ in tree.iter("br")) + sum(in_pre)
    return breaks > 0 and 2 * breaks >= text.count("\n")


def _bound_spans(tree: Any) -> None:
    """Remove spans that no real table has: trafilatura makes a cell for each row and column of a span."""
    for cell in tree.iter("td", "th"):
        for name in ("rowspan", "colspan"):
            span = cell.attrib.get(name, "")
            if span and not (span.isdecimal() and int(span[:9]) <= _MOST_SPANNED):
                del cell.attrib[name]


def _candidate_texts(tree: Any) -> Iterator[str]:
    import trafilatura  # takes a fifth of a second to import

    _bound_spans(tree)
    markup = lxml.html.tostring(tree, encoding="unicode")
    for recall in (True, False):
        text = trafilatura.extract(
            markup, include_comments=False, include_tables=True, include_links=False, favor_recall=recall
        )
        if text:
            yield text
