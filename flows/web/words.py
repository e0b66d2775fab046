"""The page's words in both languages: its messages, and what it says of the query language."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Literal

from flows.errors import read_catalogue

Tongue = Literal["en", "zh"]


@cache
def load_messages() -> dict[str, tuple[str, str]]:
    """Return every message as (English, Chinese)."""
    text = (resources.files("flows.web") / "messages.toml").read_text(encoding="utf-8")
    return {key: (pair[0], pair[1]) for key, pair in tomllib.loads(text).items()}


def messages_in(tongue: Tongue) -> dict[str, str]:
    return {key: pair[tongue == "zh"] for key, pair in load_messages().items()}


def choose_tongue(asked: str, cookie: str, accepted: str) -> Tongue:
    """Return the language asked for, else the one of the cookie, else the browser's first of the two."""
    for given in (asked, cookie):
        if given in ("en", "zh"):
            return "zh" if given == "zh" else "en"
    for part in accepted.lower().split(","):
        code = part.split(";")[0].strip()[:2]
        if code in ("en", "zh"):
            return "zh" if code == "zh" else "en"
    return "en"


# Messages of the pipeline that the store keeps in English, as the health of a corpus.
_HEALTH = ("too_few_documents", "too_many_rejected", "too_few_items", "too_few_items_read", "late")
_FIELD = re.compile(r"\{(\w+)(?::[^}]*)?\}")


def say_health(problem: str, locale: str) -> str:
    """Return why a corpus is not healthy, in a locale; what is no message of the pipeline stays as it is."""
    if locale == "en":
        return problem
    return "；".join(map(_say_in_chinese, problem.split("; ")))


def _say_in_chinese(problem: str) -> str:
    for name in _HEALTH:
        texts = read_catalogue("pipeline")[name]
        if found := _read_back(texts["en"]).fullmatch(problem):
            plain = _FIELD.sub(r"{\1}", texts["zh"])
            return plain.format(**found.groupdict())
    return problem


@cache
def _read_back(text: str) -> re.Pattern[str]:
    """Return a pattern of the messages that a text of the catalogue makes, with a group for each field."""
    parts = _FIELD.split(text)
    return re.compile(
        "".join(f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
    )


EXAMPLES = (
    ("自主可控", "a term, found in both languages", "术语：中英文一并检索"),
    ("export control", "its Chinese renderings are found, too", "同时找到其中文译名"),
    ("稀土 NEAR/10 出口", "two words close to each other", "两个词相距不远"),
    ("“Made in China 2025”", "a phrase or a programme's name", "短语或计划名称"),
    ("title:规划 芯片", "a word in plans, by title", "标题含“规划”的文件中的词"),
    (
        "strategy:tech_leverage date:2023..",
        "all passages with this label since 2023",
        "2023年以来带此标签的所有段落",
    ),
)
GRAMMAR = (
    (
        "稀土 许可",
        "both words, anywhere in a passage; ， 、 ； 。 part words as a space does",
        "两个词都出现在同一段；标点“，”“、”“；”“。”与空格作用相同",
    ),
    (
        "“出口许可证”",
        "a phrase, exactly as it stands, marks between words included (“改革，开放” is not 改革开放)",
        "短语，完全一致，包括标点（“改革，开放”不同于改革开放）",
    ),
    (
        "自主可控",
        "a term of the lexicon: its names in both languages are found, too; also typed apart, 自主 可控",
        "词库术语：同时检索其中英文名称；分开输入（自主 可控）亦可",
    ),
    ("芯片 OR 集成电路", "either one; AND, OR, NOT are upper case", "任一出现；AND、OR、NOT 须大写"),
    ("半导体 NOT 美国", "without the second (also -美国)", "不含后者（也可写作 -美国）"),
    ("（芯片 OR 软件） 国产", "parentheses group, of either width", "括号分组，全角半角均可"),
    (
        "稀土 NEAR/5 管制",
        "at most five words apart in any order; a Chinese character is a word; "
        "several words go in quotes, “rare earth” NEAR/5 export",
        "相距不超过五个词，顺序不限；一个汉字算一个词；多个词请加引号",
    ),
    ("semicond*", "words that begin so", "以此开头的英文词"),
    ("title:规划", "in the document's title", "在文件标题中"),
    ("publisher:国务院", "the publisher's name has it", "发布机构名称包含"),
    ("concept:little-giant", "a concept by id or any name", "按编号或任一名称检索概念"),
    (
        "entity:华为",
        "a body, person, place, technology, programme, document or meeting",
        "机构、人物、地点、技术、计划、文件或会议",
    ),
    (
        "strategy:tech_leverage",
        "passages that the classifier gave this strategy; likewise instrument:",
        "分类器标注了该战略的段落；政策工具同理 instrument:",
    ),
    ("date:2019..2021", "2021, 2021-03, 2019.., ..2021", "2021、2021-03、2019..、..2021"),
    ("docnum:国发〔2015〕28号", "the document with this number", "该文号的文件"),
)
RULES = (
    (
        "Chinese is found as it stands, from one character on; English by whole words, without stemming "
        "(terms of the lexicon in their plural, too).",
        "中文按原文逐字检索，一个字起；英文按整词检索，不做词干还原（词库术语含复数）。",
    ),
    (
        "Traditional and simplified characters, full and half width, upper and lower case, hyphens "
        "and spaces are the same.",
        "不区分繁简、全半角、大小写、连字符与空格。",
    ),
    (
        "Counts are of passages, over all matches; a passage is a paragraph, an article or a heading.",
        "数字按全部匹配的段落统计；一段即一个自然段、一条或一个标题。",
    ),
    (
        "Order is by BM25; “newer first” halves a passage's weight for every five years of age.",
        "排序按 BM25；“新者优先”每早五年权重减半。",
    ),
)
KEYS = (
    ("/", "to the search box", "跳到搜索框"),
    ("j", "next hit or passage", "下一条"),
    ("k", "previous hit or passage", "上一条"),
    ("Enter", "open it", "打开"),
    ("m", "colours of mentions on and off", "显示或隐藏标记颜色"),
    ("1 … 9", "tick a strategy (Label)", "勾选战略（标注页）"),
    ("s", "save (Label)", "保存（标注页）"),
    ("n", "put off (Label)", "暂时跳过（标注页）"),
    ("?", "this page", "本页"),
)
