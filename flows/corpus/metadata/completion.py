"""Complete metadata from the text: a table in it, its number, its signature, its first lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from flows.corpus.metadata.dates import REPUBLIC_DAY, find_date_in_address, parse_date
from flows.corpus.metadata.fields import Metadata, read_header_pairs
from flows.corpus.metadata.head_lines import find_dated_line, find_source, read_head_lines
from flows.corpus.metadata.issuers import (
    IssuerEvidence,
    are_bodies,
    find_body_in_title,
    find_letterhead,
    find_order,
    settle_issuer,
    settle_order,
)
from flows.corpus.metadata.numbers import (
    ISSUED_IN_BRACKET,
    NUMBER_IN_BRACKET,
    find_document_number,
    find_number_in_title,
    find_promulgation,
)
from flows.corpus.metadata.signatures import find_signature
from flows.corpus.metadata.text_headers import read_text_header
from flows.corpus.metadata.titles import OfficialHead, read_official_head
from flows.corpus.metadata.translations import read_translation
from flows.records import Reason
from flows.text import as_written, find_own_number, has_han, lazy_pattern, simplify

_ZH_DATE = rf"((?:19|20)\d{{2}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日|{REPUBLIC_DAY})"
_EN_DATE = r"(\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d{2}|[A-Z][a-z]{2,8} \d{1,2}, (?:19|20)\d{2})"
_ISO_DATE = r"((?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2})"
_DOTTED_DATE = r"(\d{1,2}\.\d{1,2}\.(?:19|20)\d{2})"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
# A newspaper or website by its name: 《样例日报》, 样例网.
_PAPER = r"(?:《[^《》]{2,20}》|[^\s，。；：《》]{2,20}(?:网|报|社|台|杂志|周刊))"
# Bylines, which do not occur in sentences about a day: 记者 何静, 联合新闻网, 来源：样例网.
_BYLINE = (
    r"(?:(?:星期|周)[一二三四五六日天]|来源|[^\s，。]{0,9}记者"
    r"|通讯员|作者|编辑|责编|文[/／|｜]"
    rf"|{_PAPER}(?:$|[\s|｜]))"
)
# Under a title: 1985年3月5日国务院发布, 1985年3月5日国务院令第80号公布, 1985年3月5日…第三次会议通过.
_ISSUED_BY = (
    r"(?:中华人民共和国)?[\u4e00-\u9fff、 \u3000\d]{2,60}?"
    r"(?:[部委局署院厅府]|银行|办公室|委员会|次会议"
    r"|令(?:[（(]?第?\s*[\d一二三四五六七八九十百〇零]{1,6}\s*号[）)]?)?)\s*"
)
_LEAD_DATES = tuple(
    lazy_pattern(pattern)
    for pattern in (
        rf"^[—\-－]+\s*{_ZH_DATE}",
        rf"^[（(]{_ZH_DATE}[^（）()]*(?:通过|公布|发布|批准|修订|修正|印发)",
        rf"^[（(]\s*{_ZH_DATE}[\s，,]*{NUMBER_IN_BRACKET}{ISSUED_IN_BRACKET}$",
        rf"^[（(]\s*{NUMBER_IN_BRACKET}[\s，,]*{_ZH_DATE}{ISSUED_IN_BRACKET}$",
        rf"^{_ZH_DATE}\s*{_ISSUED_BY}(?:通过|公布|发布|颁布|批准|修订|修正|印发)$",
        rf"(?:日期|时间|发布|印发)[:：]\s*{_ZH_DATE}",
        rf"^[^，。；]{{0,30}}[\s\u3000]{_ZH_DATE}$",
        rf"^[（(]\s*{_ZH_DATE}\s*[）)]$",
        rf"^(?:{_PAPER})?\s*{_ZH_DATE}\s*(?:{_CLOCK}(?:\s[^，。；！？]{{0,60}})?)?$",
        rf"^(?:{_PAPER})?\s*{_ZH_DATE}\s*(?:{_CLOCK})?[\s|｜·]+{_BYLINE}[^，。；！？]{{0,60}}$",
        rf"^{_ISO_DATE}\s+(?:{_CLOCK})?[\s|｜·]*(?:{_BYLINE}[^，。；！？]{{0,60}})?$",
        rf"^{_ZH_DATE}[\s/／|｜]+{_EN_DATE}$",
        rf"^{_ZH_DATE}\s+[\u4e00-\u9fff]{{2,6}}$",
        rf"^{_EN_DATE}, [A-Z][a-z]+(?: [A-Z][a-z]+)?$",
        rf"^[A-Z][a-z]+, {_DOTTED_DATE}$",
        r"^((?:19|20)\d{2}\s*年\s*\d{1,2}\s*月)$",
        rf"^({_MONTH} (?:19|20)\d{{2}})$",
        rf"^[^，。；！？:：]{{0,40}}\s{_ISO_DATE}\s+{_CLOCK}(?:\s[^，。；！？]{{0,20}})?$",
        rf"^{_WEEKDAY},? {_EN_DATE}$",
        rf"^(?:(?:[^.]|No\.){{0,110}}[,·|—–-])?\s*(?i:(?:posted|published)(?:\son)?\s)?{_EN_DATE}"
        r"(?:$|\s(?![a-z])|[.;])",
        r"(?:^|\.\s)[(\s—–-]*"
        r"(?i:issued|adopted|published|released|promulgated|updated|dated|delivered|presented)\b"
        rf"(?:[^.]|No\.){{0,140}}?\b(?:on\s)?{_EN_DATE}",
    )
)
_PLACE = r"[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}"
_CLOSING_DATES = tuple(
    lazy_pattern(pattern)
    for pattern in (
        _ZH_DATE,
        rf"(?:{_PLACE}, )?{_EN_DATE}(?:, {_PLACE})?",
        rf"{_EN_DATE}[\s/／|｜]+{_ZH_DATE}",
        rf"{_ZH_DATE}[\s/／|｜]+{_EN_DATE}",
    )
)
_ORIGINS = {
    name: {"code": code, "values": {}}
    for name, code in (
        ("signature", "corpus.by_signature"),
        ("title", "corpus.by_title"),
        ("table in the text", "corpus.by_table"),
    )
}
_BARE_NUMBER = lazy_pattern(
    r"(?:Joint )?(?:Announcement|Order|Decree)\b[^a-z]*No\.[\d ,()]*(?:of \d{4})?", re.IGNORECASE
)
_LEAD_CHARACTERS, _LEAD_LINES, _LEAD_WIDTH = 4_000, 6, 240
_LETTERHEAD_LINES = 8
_LINES_BELOW = 2  # lines right below a title, where a date needs no label
_DAYS_BEFORE = 366  # a text signed up to this long before the date of its record is that text


def find_lead_date(text: str) -> str:
    """Return the ISO date of the document in its first lines, or "".

    Examples are "Sample Daily, 4 March 2014", "——2014年1月21日在…会议上", "（2020年11月26日…通过）" and
    "Issued by … on 3 June 2017". Dates inside the story do not count.
    """
    head = simplify(text[:_LEAD_CHARACTERS])
    shown = (line.strip().strip("*_").strip() for line in head.splitlines())
    lines = [line for line in shown if line][:_LEAD_LINES]
    for line in lines:
        for pattern in _LEAD_DATES:
            if (match := pattern.search(line[:_LEAD_WIDTH])) and (found := parse_date(match[1])):
                return found
    return ""


def complete_from_text(found: Metadata, text: str, *, find_dates: bool = True) -> str:
    """Fill missing fields from the text, and record that; return the ISO date of the signature, or "".

    A table in the text takes precedence over everything else in it. If the date of a record is the table's
    date of writing, it is stored as that, and the table's date of publication is used. `find_dates` is False
    for a record with a date field.
    """
    table = _take_text_header(found, text, find_dates=find_dates)
    plain = simplify(text)
    issuer, signed = find_signature(plain)
    lines = read_head_lines(text).values
    _take_head_lines(found, lines, signed, find_dates=find_dates)
    official = read_official_head(text)
    signed = _take_official_head(found, official, signed, find_dates=find_dates)
    bodies, order = find_order(plain)
    number = find_document_number(plain) or order or find_promulgation(plain)
    if number and not found.fields.get("document_number"):
        found.add_from_text("document_number", as_written(number, text))
    found.add("document_number", find_number_in_title(found.fields.get("title", "")), origin="title")
    translation = read_translation(text)
    if find_dates and not (found.fields.get("published") or found.fields.get("written")):
        found.add("published", translation.published, origin="head of the text")
    if find_dates and not (signed or found.fields.get("published") or found.fields.get("written")):
        head = text[:_LEAD_CHARACTERS]
        labelled = find_dated_line(head, limit=_LEAD_LINES, is_labelled=True)
        below = head.lstrip().partition("\n")[2]
        for name, value in (labelled or find_dated_line(below, limit=_LINES_BELOW)).items():
            found.add_from_text(name, value)
    written = _written(found, text, signed, find_dates=find_dates)
    if written and not found.fields.get("written"):
        found.add_from_text("written", written)
    published = found.fields.get("published", "")
    is_sure = bool(bodies) or (bool(signed) and _is_shortly_before(signed, published))
    signature = issuer if len(issuer.split()) >= len(bodies.split()) else bodies
    _take_issuer(found, table, as_written(signature, text), is_sure=is_sure)
    _take_head_publisher(found, lines.get("publisher", ""))
    shown = find_source(plain[:_LEAD_CHARACTERS]) or _find_letterhead(plain)
    _take_head_publisher(found, as_written(shown, text))
    _take_head_publisher(found, translation.publisher)
    if not found.fields.get("publisher"):
        found.add("publisher", find_body_in_title(found.fields.get("title", "")), origin="title")
    _take_order(found, text)
    _name_issuer_in_number(found, official.number)
    return signed


def _name_issuer_in_number(found: Metadata, number: str) -> None:
    """Add the publisher to a `number` that a head gives without it: Announcement No. 70 of 2025."""
    publisher = found.fields.get("publisher", "")
    whole = f"{number} of the {publisher.replace(', ', ' and the ')}"
    is_taken = number and found.fields.get("document_number") == number
    if is_taken and _BARE_NUMBER.fullmatch(number) and find_own_number(whole):
        found.fields["document_number"] = whole


def _take_official_head(found: Metadata, head: OfficialHead, signed: str, *, find_dates: bool) -> str:
    """Fill missing fields from an official head in English; return the date of the signature or head."""
    for name, value in (("document_number", head.number), ("publisher", head.publisher)):
        if value and not found.fields.get(name):
            found.add_from_text(name, value)
    return signed or (head.date if find_dates else "")


def _find_letterhead(text: str) -> str:
    """Return the body of a letterhead, or of the line between title and date, or ""."""
    lines = [line.strip() for line in text[:_LEAD_CHARACTERS].splitlines() if line.strip()]
    return find_letterhead(lines[:_LETTERHEAD_LINES])[0]


def _written(found: Metadata, text: str, signed: str, *, find_dates: bool) -> str:
    """Return the date of writing stated in the text, or ""."""
    published = found.fields.get("published", "")
    if not find_dates:
        return signed if _is_shortly_before(signed, published) else ""
    if signed or published:
        return signed
    return find_lead_date(text) or _find_closing_date(text)


def _find_closing_date(text: str) -> str:
    """Return the ISO date in the last line of a text if that has nothing else but a place, or ""."""
    last = text.rstrip()[-_LEAD_WIDTH:].rpartition("\n")[2]
    line = simplify(last).strip().strip("*_").strip()
    found = (match for pattern in _CLOSING_DATES if (match := pattern.fullmatch(line)))
    return next((parse_date(match[1]) for match in found), "")


def _take_issuer(found: Metadata, table: str, signature: str, *, is_sure: bool) -> None:
    known, title = found.fields.get("publisher", ""), found.fields.get("title", "")
    is_official = found.origins.get("publisher") == "table"
    evidence = IssuerEvidence(
        simplify(known),
        simplify(table),
        simplify(signature),
        simplify(title),
        is_signed=is_sure and not is_official,
        has_number=bool(found.fields.get("document_number")) and not is_official,
    )
    settled, origin = settle_issuer(evidence)
    if settled == evidence.known:
        return
    settled = as_written(settled, "\n".join((table, signature, title)))
    if known:
        values = {"settled": settled, "origin": _ORIGINS[origin], "known": known}
        found.notes.append(Reason("corpus.note_issuer", values))
    is_signature = origin == "signature"
    found.add("publisher", settled, overwrite=True, origin="text" if is_signature else origin)
    if not known and is_signature:
        found.mark_from_text("publisher")


def _take_order(found: Metadata, text: str) -> None:
    """Take the government as the issuer of its order, in place of the office that publishes it."""
    fields = found.fields
    known, is_official = fields.get("publisher", ""), found.origins.get("publisher") == "table"
    number, title = fields.get("document_number", ""), fields.get("title", "")
    plain = simplify(text)
    settled = settle_order(simplify(known), simplify(number), simplify(title), plain, is_official=is_official)
    if settled == simplify(known):
        return
    settled = as_written(settled, "\n".join((known, number, text)))
    if known:
        found.notes.append(Reason("corpus.note_order", {"settled": settled, "known": known}))
    found.add("publisher", settled, overwrite=True, origin="order")


def _is_shortly_before(signed: str, published: str) -> bool:
    """Return whether a text was signed on the day of its record or in the year before.

    Then both dates belong to one text.
    """
    if len(signed) != 10 or len(published) != 10:
        return False
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(signed)).days <= _DAYS_BEFORE


def _take_text_header(found: Metadata, text: str, *, find_dates: bool) -> str:
    """Take the values of a table in the text; return the issuer that it names, or ""."""
    if "header" in found.extra or not (pairs := read_text_header(text)):
        return ""
    table = read_header_pairs(pairs)
    found.extra |= table.extra
    known, official = found.fields, table.fields
    has_only_publication = bool(known.get("published")) and not known.get("written")
    is_date_of_writing = has_only_publication and known["published"] == official.get("written")
    for name, value in official.items():
        if name in ("published", "written") and not (find_dates or is_date_of_writing):
            continue
        is_better = (name == "published" and is_date_of_writing) or (
            name == "publisher" and not has_han(known.get(name, ""))
        )
        found.add(name, value, overwrite=is_better, origin="table in the text")
    return official.get("publisher", "")


def _take_head_lines(found: Metadata, lines: Mapping[str, str], signed: str, *, find_dates: bool) -> None:
    """Fill missing fields, except the publisher, from labelled lines at the head of the text.

    A month is not taken as the date of publication if the text is signed with a day; nor is a date that
    differs from the one in the address.
    """
    addressed = find_date_in_address(lines.get("url", "")) or lines.get("published", "")
    for name, value in lines.items():
        is_date = name in ("published", "written")
        is_doubtful = name == "published" and (len(value) < len(signed) or not addressed.startswith(value))
        if name == "publisher" or is_doubtful or (is_date and not find_dates):
            continue
        if not found.fields.get(name):
            found.add_from_text(name, value)
            found.origins[name] = "head of the text"


def _take_head_publisher(found: Metadata, publisher: str) -> None:
    """Take the publisher of such lines if there is none yet and the title names no other body."""
    named = re.split("关于|印发|发布", simplify(found.fields.get("title", "")), maxsplit=1)[0]
    is_other = has_han(named) and are_bodies(named) and named not in simplify(publisher)
    if publisher and not is_other and not found.fields.get("publisher"):
        found.add_from_text("publisher", publisher)
        found.origins["publisher"] = "head of the text"
