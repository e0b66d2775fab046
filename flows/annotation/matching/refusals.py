"""The lexicon's refusals: general words, and names in contexts where they mean something else."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.lexicon import Lexicon
from flows.annotation.matching.tagging import Tagged
from flows.records import Mention
from flows.text import fold_label, lazy_pattern

_GUESSED = ("model", "pattern")
_ALIKE = ("GPE", "ORG")  # the model may take one name for either
# Firms of a country and a trade are a class; no trades that such firms are named after (美国航空公司).
_FIRMS = ("公司", "企业", "企業")
_CLASS_OF_FIRMS = lazy_pattern(
    "(?:中国(?:大陆|内地)?|大陆|内地|美国|日本|韩国|南韩|德国|英国|法国|荷兰|欧洲|欧盟|俄罗斯|印度|以色列"
    "|台湾|香港|西方)"
    "(?:(?:高|大型)?科技|(?:人工智能|人工智慧|ai)(?:芯片|晶片)?|半导体(?:设备|制造)?|芯片(?:设计)?|晶片"
    "|汽车|软件|软体|互联网|网络|网路|制药|生物(?:科技|技术|医药)|光伏|太阳能|电池|新能源|电动汽车"
    "|商业航天|机器人|云计算|游戏|社交媒体|科网|军工|国防|医疗)+(?:公司|企业)$"
)


def drop_refused(mentions: Sequence[Mention], tagged: Tagged, lexicon: Lexicon) -> list[Mention]:
    """Return the mentions without those of models and patterns that the lexicon refuses.

    The lexicon knows some words as general (武器装备 is not a technology, but 中央政府 is still a body), and
    some names by the contexts in which they mean something else (no 北京 in 北京时间). A name of another type
    may stay: 华盛顿 is also a person. The firms of a country and a trade are refused, too (美国半导体公司).
    """
    return [mention for mention in mentions if not _is_refused(mention, tagged, lexicon)]


def _is_refused(mention: Mention, tagged: Tagged, lexicon: Lexicon) -> bool:
    if mention.source not in _GUESSED or mention.concept:
        return False
    kind = tagged.refused.get((mention.start, mention.end))
    if kind and (kind == mention.type or (kind in _ALIKE and mention.type in _ALIKE)):
        return True
    if mention.type == "ORG":
        return mention.text.endswith(_FIRMS) and bool(_CLASS_OF_FIRMS.search(fold_label(mention.text)))
    return fold_label(mention.text) in lexicon.words
