"""Status, level, kind and language of documents, by the words that users type for them in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from flows.text import fold_label, lazy_pattern, plain_title, simplify, title_in_chinese
from flows.text.places import level_of_issuer, read_site_code

# Categories in records of laws that only national bodies issue, and the fields for them.
_NATIONAL = frozenset(
    (
        "宪法",
        "法律",
        "行政法规",
        "监察法规",
        "司法解释",
        "部门规章",
        "国务院部门规章",
        "国务院规范性文件",
        "宪法相关法",
        "民法典",
        "民法商法",
        "民商法",
        "行政法",
        "经济法",
        "社会法",
        "刑法",
        "诉讼与非诉讼程序法",
    )
)
# Not 示范省实施《中华人民共和国样例法》办法, nor the announcement of a ministry.
_NATIONAL_TITLE = lazy_pattern(
    r"《?中华人民共和国[^《》]{1,40}(?:(?<!办)法|法典|条例|(?<![省市区县州）)])实施细则)》?"
    r"(?:\s*[（(][^（）()]{1,40}[）)])*$"
    r"|(?:The )?(?:[A-Z][\w’'-]+,? (?:and |of |for |on )?){0,10}(?:Law|Code|Regulations?)"
    r" of the People['’]s Republic of China\b"
)
_CATEGORY_FIELDS = ("category", "类别", "法规类别", "法律类别", "效力级别", "效力位阶", "法律效力位阶")


@cache
def state_names() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return names by field and value: the English and the Chinese one, then other words for it."""
    source = Path(__file__).with_name("states.toml").read_text(encoding="utf-8")
    return {
        field: {value: tuple(names) for value, names in values.items()}
        for field, values in tomllib.loads(source).items()
    }


@cache
def _known(field: str) -> dict[str, str]:
    return {
        fold_label(name): value
        for value, names in state_names()[field].items()
        for name in (value, value.replace("_", " "), *names)
    }


def read_states(field: str, typed: Sequence[str]) -> list[str]:
    """Return the stored values that words for a field mean; unknown words are kept unchanged."""
    known = _known(field)
    return list(dict.fromkeys(known.get(fold_label(word), word) for word in typed))


def settle_level(extra: Mapping[str, object]) -> dict[str, object]:
    """Return a record's own fields, with its level of government as named in the store.

    A value that is not a level (the name of a province, a rank) becomes `stated_level`, and the level is that
    of the issuer.
    """
    settled = dict(extra)
    stated = settled.pop("level", None)
    if stated is None:
        return settled
    level = _known("level").get(fold_label(str(stated)), "")
    if level:
        settled["level"] = level
    if level != stated:
        settled["stated_level"] = stated
    return settled


def derive_level(metadata: Mapping[str, object], publisher: str, title: str = "") -> dict[str, object]:
    """Return the metadata of a stored document with its levels by the present rules.

    A level by the issuer's name is derived again if the reader had that name. A publisher that a corpus gives
    to all of its documents says nothing about one of them. If no issuer shows the level, the category of a
    record of laws does, or the name of a national law, or else the site's code.
    """
    own = {name: value for name, value in metadata.items() if name not in ("level", "stated_level")}
    stated = metadata.get("stated_level", metadata.get("level"))
    if stated is not None:
        own = settle_level({**own, "level": stated})
    derived, origins = metadata.get("derived"), None
    if isinstance(derived, dict):
        origins = derived.get("origins")
    if not isinstance(derived, dict):
        return own
    others = {name: value for name, value in derived.items() if name not in ("level", "site")}
    has_issuer = "level" in derived or (isinstance(origins, dict) and "publisher" in origins)
    level = level_of_issuer(publisher) if has_issuer else ""
    level = level or level_of_record(metadata, title)
    described = {"site": read_site(metadata.get("meta"), level) or derived.get("site"), "level": level}
    return {**own, "derived": {**others, **{name: value for name, value in described.items() if value}}}


def read_site(meta: object, level: str) -> dict[str, str]:
    """Return what the code of a page's site shows, by the page's meta tags, or {} without a code.

    Its level counts only if the issuer shows none (`level` is ""): sites of districts reprint what cities and
    ministries issue.
    """
    site = read_site_code(str(meta.get("siteidcode", ""))) if isinstance(meta, dict) else {}
    return {name: value for name, value in site.items() if name != "level" or not level}


def level_of_record(metadata: Mapping[str, object], title: str) -> str:
    """Return central if a record states that it is national, or if its title does so, or else "".

    A record of laws states that by its category (行政法规), a title by the name of a national law or
    regulation (中华人民共和国样例法, Sample Law of the People's Republic of China).
    """
    if metadata.get("local"):
        return ""
    named = title_in_chinese(plain_title(title))
    given = (metadata.get(name) for name in _CATEGORY_FIELDS)
    is_national = any(simplify(value) in _NATIONAL for value in given if isinstance(value, str))
    return "central" if is_national or _NATIONAL_TITLE.match(named) else ""


def name_state(field: str, value: str, locale: str) -> str:
    """Return the name of a value in a locale (en or zh); values that only the source uses stay unchanged."""
    names = state_names().get(field, {}).get(value)
    if not names:
        return value
    return names[1] if locale == "zh" else names[0]
