"""The official metadata table where it stands in the text itself: labels and values, line by line or all in one line."""

from __future__ import annotations

import re

_LABELS = (
    "索引号",
    "主题分类",
    "发文机关",
    "发布机构",
    "发布机关",
    "制定机关",
    "成文日期",
    "生成日期",
    "印发日期",
    "标题",
    "发文字号",
    "文号",
    "发布日期",
    "主题词",
    "有效性",
    "公开方式",
    "统一编号",
    "实施日期",
    "失效日期",
    "文件状态",
    "体裁分类",
    "公文种类",
    "分类",
    "文件编号",
)
_GAP = r"[ \t\u3000\u00a0\u200b]*"
_LABEL = re.compile(
    rf"(?:^|(?<=\s))({'|'.join(_GAP.join(label) for label in sorted(_LABELS, key=len, reverse=True))}){_GAP}[:：]"
)
_HEAD = 3_000
_MAX_VALUE = 300
_MINIMUM = 3
_SPACES = re.compile(r"[\s\u3000\u00a0\u200b-\u200f\ufeff]+")


def read_text_header(text: str) -> list[tuple[str, str]]:
    """Return (label, value) pairs of a table in the first 3,000 characters, or nothing where fewer than three labels stand together.

    A value ends at the next label; that of the last label at its line's end. Only the first of two equal labels counts.
    """
    return _read(text)[0]


def find_text_header(text: str) -> tuple[int, int] | None:
    """Return start and end of such a table; None where there is none."""
    pairs, start, end = _read(text)
    return (start, end) if pairs else None


def _read(text: str) -> tuple[list[tuple[str, str]], int, int]:
    found = list(_LABEL.finditer(text[:_HEAD]))
    pairs: dict[str, str] = {}
    first = end = 0
    for number, match in enumerate(found):
        following = found[number + 1].start() if number + 1 < len(found) else None
        value = (
            text[match.end() : following] if following is not None else _first_line(text[match.end() : _HEAD])
        )
        label = _SPACES.sub("", match[1])
        first = match.start() if not pairs else first
        if len(value) > _MAX_VALUE:
            if len(pairs) >= _MINIMUM - 1:
                value = _first_line(value)
                pairs.setdefault(label, _SPACES.sub(" ", value).strip())
                end = text.find(value, match.end()) + len(value)
                break  # the table ends here
            pairs.clear()
            continue
        pairs.setdefault(label, _SPACES.sub(" ", value).strip())
        end = text.find(value, match.end()) + len(value)
    return (list(pairs.items()), first, end) if len(pairs) >= _MINIMUM else ([], 0, 0)


def _first_line(text: str) -> str:
    return text.lstrip().split("\n", 1)[0][:_MAX_VALUE]
