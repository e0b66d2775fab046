"""Metadata where the text or the record has it: field names in both languages, header tables, numbers, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flows.corpus.metadata.dates import parse_date
from flows.corpus.metadata.issuers import find_order, settle_issuer
from flows.corpus.metadata.signatures import DOCUMENT_NAME, find_signature
from flows.corpus.metadata.text_headers import read_text_header

# Names under which published data carry our fields; compared without case, spaces and punctuation.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("id", "编号", "uid", "docid", "documentid", "索引号", "统一编号"),
    "title": ("title", "标题", "题名", "名称", "titlezh", "titleen", "headline", "articletitle", "文件名称"),
    "text": ("text", "正文", "content", "body", "内容", "全文", "fulltext", "article"),
    "published": (
        "published",
        "发布日期",
        "发布时间",
        "date",
        "日期",
        "pubdate",
        "publishdate",
        "publicationdate",
        "publishedat",
        "datepublished",
        "daterelease",
        "时间",
    ),
    "written": ("written", "成文日期", "印发日期", "签发日期", "datewritten", "dateissued", "issuedate"),
    "publisher": (
        "publisher",
        "发文机关",
        "issuer",
        "发布机构",
        "发布机关",
        "制定机关",
        "department",
        "departmenten",
        "agency",
        "office",
        "来源",
        "信息来源",
        "文章来源",
        "source",
        "contentsource",
        "author",
    ),
    "document_number": ("documentnumber", "文号", "发文字号", "docnumber", "docnum", "发文号", "文件编号"),
    "url": ("url", "link", "链接", "网址", "address", "href"),
    "language": ("language", "lang", "语言", "语种"),
    "encoding": ("encoding",),
}
_FIELD_OF = {name: ours for ours, names in SYNONYMS.items() for name in names}
_HAN = re.compile(r"[\u4e00-\u9fff]")
_UNBRACKETED_NUMBER = re.compile(r"^([\u4e00-\u9fff]{2,16})\s+((?:19|20)\d{2})\s+(\d{1,5}号)$")
_PUNCTUATION = re.compile(r"[\s\u3000_\-:：.·/\u200b-\u200f\ufeff]+")
_PATH = re.compile(r"[\w.-]/[\w.-]*[A-Za-z]|\.(?:md|html?|txt|jsonl?|pdf|docx?)$")
_NOTHING = ("", "nan", "none", "null")
_YEAR_ONLY = ("year", "年份", "年")

_OPEN, _CLOSE = r"[〔\[【（(﹝［]", r"[〕\]】）)﹞］]"
DOCUMENT_NUMBER = re.compile(
    rf"[\u4e00-\u9fff]{{1,16}}{_OPEN}\s*(?:19|20)\d{{2}}\s*{_CLOSE}\s*第?\s*\d{{1,5}}\s*号"
    r"|国令第\s*\d{1,4}\s*号|(?:主席令|国务院令)[^\n]{0,4}第\s*[\d一二三四五六七八九十百〇零]{1,6}\s*号"
)
_ENGLISH_NUMBER = re.compile(
    r"(?:[A-Z][A-Za-z]+\s){1,6}[\[(〔](?:19|20)\d{2}[\])〕]\s*(?:No\.?|Circular|Document)\s*\d{1,5}\b"
)
_APART_NUMBER = re.compile(
    rf"(?<!\S)[\u4e00-\u9fff]{{2,16}}\s*{_OPEN}\s*(?:1\s*9|2\s*0)\s*\d\s*\d\s*{_CLOSE}\s*(?:第\s*)?\d(?:\s*\d){{0,4}}\s*号(?!\S)"
)
_ZERO_WIDTH = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
_HEADER_LABELS = {
    "索引号",
    "主题分类",
    "发文机关",
    "成文日期",
    "标题",
    "发文字号",
    "发布日期",
    "主题词",
    "有效性",
    "发布机构",
    "发布机关",
    "制定机关",
    "印发日期",
    "分类",
    "文号",
    "公开方式",
    "统一编号",
    "实施日期",
    "失效日期",
    "文件状态",
    "生成日期",
    "名称",
    "体裁分类",
    "公文种类",
}
_ZH_DATE = r"((?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)"
_EN_DATE = r"(\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d{2}|[A-Z][a-z]{2,8} \d{1,2}, (?:19|20)\d{2})"
_LEAD_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^[—\-－]+\s*{_ZH_DATE}",
        rf"^[（(]{_ZH_DATE}[^（）()]*(?:通过|公布|发布|批准|修订|修正|印发)",
        rf"(?:日期|时间|发布|印发)[:：]\s*{_ZH_DATE}",
        rf"^[^，。；]{{0,30}}[\s\u3000]{_ZH_DATE}$",
        rf"^(?:(?:[^.]|No\.){{0,110}}[,·|—–-])?\s*{_EN_DATE}(?:$|\s(?![a-z])|[.;])",
        rf"\b(?i:issued|adopted|published|released|promulgated|updated|dated)\b(?:[^.]|No\.){{0,140}}?\b(?:on\s)?{_EN_DATE}",
    )
)


@dataclass(slots=True)
class Metadata:
    """What is known about a document besides its text; `extra` keeps every field that has no place of its own."""

    fields: dict[str, str] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, value: str, *, overwrite: bool = False, origin: str = "") -> None:
        """Set a field that is not set yet; `origin` says where it came from: record, table, meta, page, text, address, list."""
        if value and (overwrite or not self.fields.get(name)):
            self.fields[name] = value
            if origin:
                self.origins[name] = origin


def normalise_name(name: str) -> str:
    """Fold a field or label name for comparison: `标　　题：` and `Pub-Date` to `标题` and `pubdate`."""
    return _PUNCTUATION.sub("", name).lower()


def is_header_label(text: str) -> bool:
    """Return whether a table cell is one of the labels of the official metadata table."""
    return normalise_name(text) in _HEADER_LABELS


def read_fields(record: Mapping[str, Any], mapping: Mapping[str, str] | None = None) -> Metadata:
    """Sort a record's fields into ours by name; `mapping` (theirs to ours) goes before the synonyms.

    Of two fields with one meaning the one named first in SYNONYMS wins; the other stays in `extra`, as does every
    field that is not known. A date that is no date is a note, and kept in `extra`.
    """
    found = Metadata()
    ranked: dict[str, tuple[int, str]] = {}
    for name in record:
        ours = (mapping or {}).get(name) or _FIELD_OF.get(normalise_name(name))
        if ours is None or is_empty(record[name]):
            continue
        if ours == "publisher" and str(record[name]).startswith(("http://", "https://")):
            ours = "url"  # a `source` that is an address
        if ours == "publisher" and _PATH.search(str(record[name])):
            continue  # a file or a repository is nobody
        rank = -1 if mapping and name in mapping else _rank(ours, name)
        if ours not in ranked or rank < ranked[ours][0]:
            ranked[ours] = (rank, name)
    used = {name for _, name in ranked.values()}
    for ours, (_, name) in ranked.items():
        _take(found, ours, name, record[name])
    found.extra.update({name: value for name, value in record.items() if name not in used})
    if not found.fields.get("published") and not found.fields.get("written"):
        year = next((value for name, value in record.items() if normalise_name(name) in _YEAR_ONLY), None)
        found.add("published", parse_date(str(year)) if year is not None else "")
    return found


def meaning_of(name: str) -> str:
    """Return which of our fields a name stands for, or ""."""
    return _FIELD_OF.get(normalise_name(name), "")


def is_empty(value: Any) -> bool:
    """Return whether a value says nothing; NaN is how tables write an empty cell to JSON, "nan" or "None" how programs print it."""
    if isinstance(value, str):
        return value.strip().lower() in _NOTHING
    return value in (None, [], {}) or (isinstance(value, float) and value != value)


def _rank(ours: str, name: str) -> int:
    names = SYNONYMS[ours]
    return names.index(normalise_name(name)) if normalise_name(name) in names else len(names)


def _take(found: Metadata, ours: str, name: str, value: Any) -> None:
    if ours in ("published", "written"):
        if iso := parse_date(value):
            found.add(ours, iso)
        else:
            found.notes.append(f"{name}: {str(value)[:40]!r} is not a date")
            found.extra[name] = value
    else:
        found.add(
            ours, _as_text(value) if ours == "text" else " ".join(_ZERO_WIDTH.sub("", str(value)).split())
        )


def _as_text(value: Any) -> str:
    """Return a text, or a list of paragraphs joined by line ends; "" for a number or anything else that is no text."""
    parts = value if isinstance(value, list) else [value]
    return "\n".join(parts) if all(isinstance(part, str) for part in parts) else ""


def read_header_pairs(pairs: Iterable[tuple[str, str]]) -> Metadata:
    """Read label/value pairs of an official metadata table; the table itself is kept under `extra['header']`."""
    header = {
        normalise_name(label): " ".join(value.split()) for label, value in pairs if is_header_label(label)
    }
    found = read_fields(header)
    found.fields.pop("id", None)
    if number := found.fields.get("document_number"):
        found.fields["document_number"] = _tidy_number(number)
    found.extra = {"header": header} if header else {}
    return found


def _tidy_number(number: str) -> str:
    """Return a number of a table without inner spaces, and with the brackets that a page has lost (`某发 2022 34号`)."""
    number = _UNBRACKETED_NUMBER.sub(r"\1〔\2〕\3", _ZERO_WIDTH.sub("", number).strip())
    joined = re.sub(r"\s", "", number)
    return joined if DOCUMENT_NUMBER.fullmatch(joined) else number


def find_document_number(text: str, *, head_characters: int = 600) -> str:
    """Return the document number that stands alone near the top of `text`, without inner spaces, or "": on a line of its own, or
    between spaces in a text that has lost its lines, or broken over several lines."""
    for line in text[:head_characters].splitlines()[:15]:
        if match := _APART_NUMBER.search(_ZERO_WIDTH.sub("", line)):
            return re.sub(r"\s", "", match[0])
        clean = re.sub(r"\s", "", _ZERO_WIDTH.sub("", line)).strip("#*（）()")
        if (match := DOCUMENT_NUMBER.match(clean)) and match.end() >= len(clean) - 4:
            return match[0]
        if match := _ENGLISH_NUMBER.match(line.strip()):
            return " ".join(match[0].split())
    if match := _APART_NUMBER.search(_ZERO_WIDTH.sub("", text[: 3 * head_characters])):
        return re.sub(r"\s", "", match[0])
    return ""


def find_title(text: str) -> str:
    """Return the title as the text shows it: of the first lines the one that ends as Chinese documents are named
    (关于…的通知), joined where it is broken over lines; else the first line where it looks like a title; else ""."""
    lines = [
        line.strip().lstrip("#").strip().strip("*").strip()
        for line in text[:3000].splitlines()
        if line.strip()
    ][:5]
    for start in range(min(3, len(lines))):
        for count in (1, 2, 3):
            joined = "".join(lines[start : start + count])
            if "关于" in lines[start] and len(joined) <= 120 and DOCUMENT_NAME.search(joined):
                return joined
    first = lines[0] if lines else ""
    return first if 0 < len(first) <= 120 and not re.search(r"[。；;]$|[^.]\.$|[，,：:]$", first) else ""


def find_lead_date(text: str) -> str:
    """Return the ISO date that the first lines give the document: "Sample Daily, 4 March 2014", "——2014年1月21日在…会议上",
    "（2020年11月26日…通过）", "Issued by … on 3 June 2017"; "" where none is told apart from dates of the story."""
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()][:6]
    for line in lines:
        for pattern in _LEAD_DATES:
            if (match := pattern.search(line[:240])) and (found := parse_date(match[1])):
                return found
    return ""


def has_date_field(record: Mapping[str, Any]) -> bool:
    """Return whether a record has a field for its date, filled or not: an empty one says that the date is not known."""
    return any(_FIELD_OF.get(normalise_name(name)) in ("published", "written") for name in record)


def complete_from_text(found: Metadata, text: str, *, find_dates: bool = True) -> str:
    """Fill what is still missing from the text itself, and note where it came from; returns the date of the signature, or "".

    A table in the text goes before everything else in it. Where its date of writing is the one that a record calls just the
    date, the record's date is that of writing, and the table's date of publication counts.
    """
    table = _take_text_header(found, text, find_dates=find_dates)
    bodies, order = find_order(text)
    if not found.fields.get("document_number") and (number := find_document_number(text) or order):
        found.add("document_number", number, origin="text")
        found.extra.setdefault("from_text", []).append("document_number")
    issuer, dated = find_signature(text)
    signed = dated
    if not find_dates:
        signed = dated if _is_shortly_before(dated, found.fields.get("published", "")) else ""
    elif not signed and not found.fields.get("published"):
        signed = find_lead_date(text)
    if signed and not found.fields.get("written"):
        found.add("written", signed, origin="text")
        found.extra.setdefault("from_text", []).append("written")
    is_sure = bool(bodies) or (bool(dated) and _is_shortly_before(dated, found.fields.get("published", "")))
    _take_issuer(
        found, table, issuer if len(issuer.split()) >= len(bodies.split()) else bodies, is_sure=is_sure
    )
    return dated


def _take_issuer(found: Metadata, table: str, signature: str, *, is_sure: bool) -> None:
    known = found.fields.get("publisher", "")
    is_official = found.origins.get("publisher") == "table"
    has_number = bool(found.fields.get("document_number"))
    settled, origin = settle_issuer(
        known,
        table,
        signature,
        found.fields.get("title", ""),
        is_signed=is_sure and not is_official,
        has_number=has_number and not is_official,
    )
    if settled == known:
        return
    if known:
        found.notes.append(f"publisher: {settled} by the {origin}, where {known} was given")
    found.add("publisher", settled, overwrite=True, origin="text" if origin == "signature" else origin)
    if not known and origin == "signature":
        found.extra.setdefault("from_text", []).append("publisher")


def _is_shortly_before(signed: str, published: str) -> bool:
    """Return whether a text was signed on the day that a record gives it, or in the year before: then it is this text's own date."""
    if len(signed) != 10 or len(published) != 10:
        return False
    return 0 <= (date.fromisoformat(published) - date.fromisoformat(signed)).days <= 366


def _take_text_header(found: Metadata, text: str, *, find_dates: bool) -> str:
    """Take what a table in the text says; returns the issuer that it names, or ""."""
    if "header" in found.extra or not (pairs := read_text_header(text)):
        return ""
    table = read_header_pairs(pairs)
    found.extra |= table.extra
    known, official = found.fields, table.fields
    is_date_of_writing = (
        bool(known.get("published"))
        and not known.get("written")
        and known["published"] == official.get("written")
    )
    for name, value in official.items():
        if name in ("published", "written") and not (find_dates or is_date_of_writing):
            continue
        is_better = (name == "published" and is_date_of_writing) or (
            name == "publisher" and not _HAN.search(known.get(name, ""))
        )
        found.add(name, value, overwrite=is_better, origin="table in the text")
    return official.get("publisher", "")
