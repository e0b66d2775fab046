"""The address of a page without its language, which two language versions of a page share."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from flows.text import lazy_pattern

_CHINESE = frozenset({"zh", "cn", "chn", "chinese", "zh-cn", "zh_cn", "zh-hans", "zhongwen"})
_ENGLISH = frozenset({"en", "eng", "english", "en-us", "en_us", "en-gb", "yingwen"})
_LANGUAGES: dict[str, Literal["zh", "en"]] = dict.fromkeys(_CHINESE, "zh")
_LANGUAGES |= dict.fromkeys(_ENGLISH, "en")
_NEUTRAL = ("www", "m")
_PLAIN_ENDINGS = ("html", ".htm", ".pdf")
# The name of a file: index_en.html, content_zh.htm.
_SUFFIX = lazy_pattern(r"[-_](zh|cn|chn|en|eng|zh[-_]cn)(?=\.\w{2,5}$|$)", re.IGNORECASE)


class Address(NamedTuple):
    """An address without its language, and the language that it names (`zh`, `en` or "").

    `key` is "" if the address does not lead to a single page.
    """

    key: str
    language: Literal["zh", "en", ""]


def read_address(url: str) -> Address:
    """Read the language from an address: a label of the host, a folder, a file's ending, a parameter.

    `https://english.www.gov.cn/a/1.htm` and `https://www.gov.cn/a/1.htm` have the key `gov.cn/a/1.htm`;
    `/zh/x` and `/en/x` have the key of `/x`.
    """
    site, named = _read_site(url)
    if not site:
        return Address("", "")
    parts = urlsplit(url.strip())
    folders = []
    for folder in parts.path.split("/"):
        if (language := _LANGUAGES.get(folder.lower())) and language not in named:
            named.append(language)
        elif folder:
            folders.append(folder)
    if folders and (match := _SUFFIX.search(folders[-1])):
        named.append(_LANGUAGES[match[1].lower()])
        folders[-1] = folders[-1][: match.start()] + folders[-1][match.end() :]
    fields = []
    for name, value in parse_qsl(parts.query):
        if value.lower() in _LANGUAGES:
            named.append(_LANGUAGES[value.lower()])
        else:
            fields.append(f"{name}={value}")
    # A page of an application, distinguished by its fragment alone.
    is_route = parts.fragment.startswith(("/", "!"))
    if is_route or (not folders and not fields) or len(set(named)) > 1:
        return Address("", "")
    key = "/".join([site, *folders])
    if fields:
        key += "?" + "&".join(fields)
    return Address(key, named[0] if named else "")


def read_site(url: str) -> str:
    """Return the host of an address without its language and `www`, or "" without one.

    Addresses with the same key have the same site.
    """
    return _read_site(url)[0]


def _read_site(url: str) -> tuple[str, list[Literal["zh", "en"]]]:
    """Return the site of an address, and the languages that its host names."""
    named: list[Literal["zh", "en"]] = []
    try:
        parts = urlsplit(url.strip())
        labels = (parts.hostname or "").split(".")
    except ValueError:
        return "", named
    if parts.scheme not in ("http", "https") or len(labels) < 2:
        return "", named
    while len(labels) > 2 and (labels[0] in _LANGUAGES or labels[0] in _NEUTRAL):
        label = labels.pop(0)
        if label in _LANGUAGES:
            named.append(_LANGUAGES[label])
    return ".".join(labels), named


def last_part(url: str) -> str:
    """Return the last folder or file of an address without its language; it is equal if the keys are equal.

    It takes a fifth of the time of reading the address, and distinguishes most addresses.
    """
    end = url.rpartition("/")[2]
    if (
        end.endswith(_PLAIN_ENDINGS)
        and "_" not in end
        and "-" not in end
        and "?" not in url
        and "#" not in url
    ):
        return end  # most addresses
    path = url.strip().partition("#")[0].partition("?")[0].partition("://")[2]
    parts = [part for part in path.split("/")[1:] if part]
    while parts and parts[-1].lower() in _LANGUAGES:
        parts.pop()
    return _SUFFIX.sub("", parts[-1]) if parts else ""
