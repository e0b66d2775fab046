"""The Chinese sentence around a figure, and the words that say that something is only planned."""

from __future__ import annotations

from typing import NamedTuple

from flows.text import lazy_pattern

_REACH, _REACH_BEHIND = 120, 60  # code points of a sentence before and behind a figure
_SENTENCE_END = lazy_pattern(r"[。；;！？!?\n]")
_PAUSE = lazy_pattern("[，,：:]")
# Words without which no rule speaks of a figure.
_CHEAP = lazy_pattern(
    "[应须准罚税]|必须|不得|要求|规定|标准|比例|门槛|红线|限|额度|贴息|资助|起征|免征|起付|封顶|警戒|容忍"
    "|最低|费率|指导价|保护价|原则上|最[高多]|适用|限于|针对|凡|方可|方能|才[能可]|否则"
    "|[补抵扣奖津]|领取|条件|一般不|将被|被[列视认]|[都均][要须]|申[报请]|要[想拿获享]|享受|给予"
    "|抵免|安家|一旦|只要|[即就便][需须]|禁止|一律|约定|考核|不[能可][低超高少多]|低保|养老金"
    "|滞纳金|赔偿|配额|预付款|首期款|首付款|尾款|用[于作来]|投向|只针对|缴[费存]|减免|返还|加价|收费|保证金"
    "|留存|收益率|配售|监管|章程"
    "|协议|计提|最低"
)
# What is only planned, weighed or foretold; a draft that lays something down (拟规定) is read as a rule.
_PLANNED = lazy_pattern(
    "拟(?![订定合真声态]|规定)|计划|考虑|打算|建议|提议|提案|酝酿|有望|或将|可能|呼吁|主张|威胁|扬言|讨论"
    "|承诺|预[计期]|希望|希图|谋求|谈判|如果|[，,]若|^若|假[如设]|倘若|要求[^，,。]{0,12}[将把]"
    "|准备(?!金)|力争|确保|声?称[^，,。]{0,4}将|(?<!意见稿)(?<!草案)(?<!修订稿)(?<!草稿)提出|敦促"
    "|议案|动议|公投|只要|要[将把]"
)
_LAST_YEAR = lazy_pattern("(?:^|[，,])(?:去年|上年|前年|上半年|上季度)")
# What somebody thinks, says or is asked about.
_OPINION = lazy_pattern(
    "认为|表示|觉得|建议|呼吁|主张|赞成|支持率|受访|希望|应该|专家|学者|分析师|委员(?!会)|代表|业内人士"
    "|指出|(?<!意见稿)(?<!草案)(?<!修订稿)(?<!草稿)提出"
)


class Around(NamedTuple):
    """The words of a sentence before and behind a figure, and those of its own clause before it."""

    before: str
    behind: str
    clause: str

    @property
    def is_planned(self) -> bool:
        """Whether the words before the figure only plan, weigh or foretell it."""
        return is_planned(self.before)

    @property
    def is_opinion(self) -> bool:
        """Whether somebody is said to think so."""
        return _OPINION.search(self.before) is not None


def is_planned(before: str) -> bool:
    """Return whether words before a figure only plan, weigh or foretell it."""
    return _PLANNED.search(before) is not None


def is_of_last_year(around: Around) -> bool:
    """Return whether the words before a figure say that it was so last year."""
    return _LAST_YEAR.search(around.before) is not None


def look_around(text: str, start: int, end: int) -> Around | None:
    """Return the words around the figure at `text[start:end]`, None if no Chinese rule can be among them."""
    before = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    behind = _SENTENCE_END.split(text[end : end + _REACH_BEHIND], maxsplit=1)[0]
    if not (_CHEAP.search(before) or _CHEAP.search(behind)):
        return None
    return Around(before, behind, _PAUSE.split(before)[-1])
