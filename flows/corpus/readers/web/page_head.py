"""The labelled lines near the title of a page: its source, its issuer and its dates."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from flows.corpus.metadata import parse_date
from flows.text import HAN, has_han, lazy_pattern, start_of

_LONGEST, _VERY_LONG, _AFTER_TITLE, _NEARBY = 240, 600, 8, 2
_PROSE = lazy_pattern(rf"[{HAN}].{{30,}}。|[a-z].{{90,}}\.(?:\s|$)")
_DATE = (
    r"(?:(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2}\s*日?|\s*月)?"
    r"|[〇零○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2},? (?:19|20)\d{2}|\d{1,2} [A-Z][a-z]{2,8}\.?,? (?:19|20)\d{2}"
    r"|[A-Z][a-z]{2,8}\.? (?:19|20)\d{2})"
)
_STARTS_WITH_DATE = lazy_pattern(rf"\s*({_DATE})(?!\d)")
_ANY_DATE = lazy_pattern(rf"(?<!\d){_DATE}(?!\d)")
_VALUE_ENDS = lazy_pattern(
    rf"[|｜【\[\t]|(?<!\S){_DATE}|(?:19|20)\d{{2}}[-/.年]|[\s（(](?:大|中|小)\s|\s[—–-]\s|[。！？]"
    r"|[\s（(](?:浏览|阅读|点击|访问|责任?编辑|作者|字[号体]|打印|分享|发布|更新|时间|日期|扫一扫|繁体|下载)"
)
# As the Federal Register names it; the month comes first.
_BYLINE = lazy_pattern(
    r"An? (?:[A-Z][a-z]+ ){1,3}by the (?P<name>[A-Z].{3,150}?) on (?P<date>\d{1,2}/\d{1,2}/(?:19|20)\d{2})\.?"
)
_SLASHED = lazy_pattern(r"\s*(\d{1,2})/(\d{1,2})/((?:19|20)\d{2})(?!\d)")
_MONTHS = 12
_MAX_NAME, _MAX_ENGLISH_NAME = 60, 100
_NO_NAME = lazy_pattern(r"^[\W\d_]*$|https?:|www\.|[，；：:]")


@cache
def _labels() -> dict[str, str]:
    table = tomllib.loads(Path(__file__).with_name("page_labels.toml").read_text(encoding="utf-8"))
    return {label.lower(): ours for ours, labels in table.items() for label in labels}


@cache
def _label_pattern() -> re.Pattern[str]:
    labels = sorted(_labels(), key=len, reverse=True)
    # Chinese labels may be spaced (来 源); "as of" and "last updated" often have no colon before their date.
    chinese = "|".join(r"\s?".join(label) for label in labels if has_han(label))
    english = "|".join(label for label in labels if not has_han(label))
    return re.compile(
        rf"(?P<zh>{chinese})\s*[:：]\s*|\b(?P<en>{english})(?:\s*[:：]\s*|\s+(?={_DATE}))", re.IGNORECASE
    )


def read_page_head(lines: Sequence[str], titles: Iterable[str]) -> dict[str, str]:
    """Return the values of the labelled lines near the title of a page, by field; {} without such lines.

    A label counts in a short line that is among the eight after the title with no prose between, or within
    two lines of a line with a date. So the source of a figure inside the text does not count. Dates count
    only after the title. `来源：示范日报  发布时间：2022-05-06` has both values, and so have `Source: Sample
    Daily May 6, 2022` and `A Rule by the Sample Bureau on 05/06/2022`.
    """
    at = _title_line(lines, [title for title in titles if title])
    return read_labels(lines[number] for number in _head_lines(lines, at))


def read_labels(lines: Iterable[str]) -> dict[str, str]:
    """Return the values of labels in any of some lines, by field."""
    found: dict[str, str] = {}
    for line in lines:
        for ours, value in (*_read_byline(line), *_values_of(line)):
            found.setdefault(ours, value)
    if "publisher" not in found and "source" in found:
        found["publisher"] = found["source"]
    found.pop("source", None)
    return found


def _title_line(lines: Sequence[str], titles: Sequence[str]) -> int:
    """Return the last of the first lines that contain the title (menus may repeat it), or -1."""
    folded = ["".join(title.split()) for title in titles]
    found = -1
    for number, line in enumerate(lines):
        if is_prose(line):
            break
        bare = "".join(line.split())
        if bare and any(bare == title or (len(bare) > 8 and title.startswith(bare)) for title in folded):
            found = number
    return found


def is_prose(line: str) -> bool:
    """Return whether a line contains a sentence; a very long one does, and is not searched."""
    return len(line) > _VERY_LONG or bool(_PROSE.search(line))


def is_head_line(line: str) -> bool:
    """Return whether a short line has a label, such as the source of the text, or a date."""
    return len(line) <= _LONGEST and bool(_label_pattern().search(line) or _ANY_DATE.search(line))


def _head_lines(lines: Sequence[str], title: int) -> list[int]:
    """Return the numbers of the lines in which labels count."""
    if title >= 0:
        first, last = title + 1, title + 1 + _AFTER_TITLE
    else:
        dated = next((n for n, line in enumerate(lines) if _is_dated_label(line)), -1)
        first, last = (max(0, dated - _NEARBY), dated + _NEARBY + 1) if dated >= 0 else (0, 0)
    found = []
    for number in range(first, min(last, len(lines))):
        if is_prose(lines[number]):
            break
        if len(lines[number]) <= _LONGEST:
            found.append(number)
    return found


def _is_dated_label(line: str) -> bool:
    return len(line) <= _LONGEST and bool(_label_pattern().search(line)) and bool(_ANY_DATE.search(line))


def _values_of(line: str) -> list[tuple[str, str]]:
    found = []
    matches = list(_label_pattern().finditer(line))
    ends = [*(match.start() for match in matches[1:]), len(line)]
    for match, end in zip(matches, ends, strict=False):
        label = "".join((match["zh"] or "").split()) or " ".join((match["en"] or "").lower().split())
        ours = _labels().get(label, "other")
        given = line[match.end() : end]
        if ours == "other" or (match["en"] and not _is_whole(line, match)):
            continue
        value = _checked(ours, given)
        if value:
            found.append((ours, value))
    if [ours for ours, _ in found] == ["source"] and not has_han(line):
        dates = _ANY_DATE.findall(line)
        found += [("published", parse_date(date)) for date in dates if len(dates) == 1]
    return found


def _read_byline(line: str) -> list[tuple[str, str]]:
    match = _BYLINE.fullmatch(" ".join(line.split()))
    if match is None:
        return []
    month, day, year = match["date"].split("/")
    return [("publisher", match["name"]), ("published", parse_date(f"{year}-{month}-{day}"))]


def _is_whole(line: str, match: re.Match[str]) -> bool:
    """Return whether an English label begins its line or a part of it: prose also has "as of May 2020"."""
    before = line[: match.start()].rstrip()
    after = _STARTS_WITH_DATE.match(line, match.end())
    ends = after is None or not re.match(r"\s*,?\s*[a-z]", line[after.end() :])
    return (ends and (not before or before[-1] in "|｜·•(（[-–—;；.")) or bool(_ANY_DATE.search(before[-24:]))


def _checked(ours: str, given: str) -> str:
    """Return a whole date or the name of a body, or "" if a value does not fit its label."""
    if ours in ("published", "written", "modified"):
        match = _STARTS_WITH_DATE.match(given)
        return parse_date(match[1]) if match else _read_slashed(given)
    end = _VALUE_ENDS.search(given)
    name = " ".join(given[: start_of(end, len(given))].split()).strip("[]-–—·, ")
    if name.endswith(("）", ")")) and not re.search("[（(]", name):
        name = name[:-1].rstrip()  # of brackets around the whole: （来源：示范日报）
    limit = _MAX_NAME if has_han(name) else _MAX_ENGLISH_NAME
    return name if 1 < len(name) <= limit and not _NO_NAME.search(name) else ""


def _read_slashed(given: str) -> str:
    """Return a date like 10/13/2022 or 13/10/2022, or "" if its first number may be the day or the month."""
    match = _SLASHED.match(given)
    if match is None or (int(match[1]) <= _MONTHS and int(match[2]) <= _MONTHS and match[1] != match[2]):
        return ""
    month, day = sorted((match[1], match[2]), key=int)
    return parse_date(f"{match[3]}-{month}-{day}")
