"""Chinese words with a typical last noun that are not names: they continue, name a class, or are clauses."""

from __future__ import annotations

from dataclasses import dataclass

from flows.annotation.openvocabulary.borders import odds_of, read_odds
from flows.annotation.openvocabulary.heads import read_heads, read_words
from flows.annotation.openvocabulary.words import HAN_WORD, Text
from flows.text import HAN, lazy_pattern

_CONTINUES = 1.2  # odds from which the word after a head makes it part of a longer noun: 专项|培训, 系统|工程
_NOUN = 0.3  # the same after a last noun that often describes another noun: 网络|诈骗
_SHORT_PLACES = frozenset("京津冀沪渝晋蒙辽吉苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇藏陕甘陇青宁港澳台中美俄日韩欧")
_NO_MORE = ("专项",)  # heads that become adverbs before a verb: 专项整治
# Words that make a programme a class of things, titles of people, and words that may follow a change in 化.
_CLASS_BEFORE = lazy_pattern(
    "(?:一批|(?<!第[一二三四五六七八九十0-9])批|系列|[各多几数]类|[多几数]项|[多几数]个|一些|等|各种|各项)$"
)
_POSTS = ("总书记", "主席", "总理", "书记", "同志", "部长")
_FREE_BEHIND = lazy_pattern(rf"[^{HAN}]|[的和与及、]|以及|水平|程度|进程|$")
# After a name that ends in 工程: a subject of study (管理工程博士); in 技术: an institute (计算技术所).
_GOES_ON = {
    "PROGRAMME": lazy_pattern("博士|硕士|学士|本科|专业|学位|学科"),
    "TECH": lazy_pattern("所(?![需有在以谓属及致处含用涉])"),
}
_SYSTEM = lazy_pattern("保障|优势|自信|创新|集成|供给|型")  # after 制度, which is then not a system
_PARTNERS = lazy_pattern("合作|协作|伙伴")  # after 中俄全面战略
_COUNT = lazy_pattern("[万亿千百多余几个]")  # the rest of a number: 280|万农村人口饮水工程
_BODY = lazy_pattern("(?:[协学商]会|联合会|联盟|中心|集团|公司|组织|委员会)$")
# A verb and what it changes: 集中力量发展社会生产力.
_CHANGES = lazy_pattern(
    "(?:推进|推动|深化|发展|检验|建成|实现|加快)(?:社会)?(?:改革|生产力|强国|现代化)$|采取行动$"
)
_TOWN = lazy_pattern("[市县区镇城]$")
_REPORTED = lazy_pattern(r"[，,：:]")


@dataclass(frozen=True, slots=True)
class Name:
    """The words from `first` to `last` of a text, which may be a name; `ending` is its typical noun."""

    text: Text
    first: int
    last: int
    kind: str
    ending: str

    @property
    def start(self) -> int:
        """The start of its first word."""
        return self.text.tokens[self.first][0]

    @property
    def end(self) -> int:
        """The end of its last word."""
        return self.text.tokens[self.last][1]

    @property
    def surface(self) -> str:
        """Its characters."""
        return self.text.text[self.start : self.end]

    @property
    def stem(self) -> str:
        """Its characters before the typical noun."""
        return self.surface[: len(self.surface) - len(self.ending)]


def goes_on(text: Text, index: int, kind: str, ending: str) -> bool:
    """Return whether the next word continues the name that ends in word `index`.

    >>> 工程 of 工程建设; 科技 of 全球科技竞争; 网络 of 电信网络诈骗
    """
    if index + 1 == len(text.tokens) or text.tokens[index + 1][0] != text.tokens[index][1]:
        return False
    word = text.word(index + 1)
    if word in read_heads("zh"):
        return True
    if mention := text.known.get(text.tokens[index + 1]):
        return mention.type != "GPE"
    if not HAN_WORD.fullmatch(word):
        return False
    odds = odds_of(word, "zh")
    if odds.inside > _CONTINUES and odds.first > _CONTINUES:
        return True
    if word not in read_odds("zh") or odds.inside < _NOUN:
        return False
    if ending in read_words("describing"):
        return not _FREE_BEHIND.match(word)
    is_weak = kind == "TECH" and ending in read_heads("zh")["技术"].weak
    return is_weak and odds.first >= _NOUN and word not in read_words("free_behind")


def is_part(name: Name) -> bool:
    """Return whether a name would be part of a longer one, or of a row of places.

    >>> 《财富》全球论坛 begins earlier, 产品市场化应用 and 计算技术所 end later, 青|甘宁 is a row
    >>> 建设标准制度 of 建设标准制度保障; 多传感器智能 of 多传感器智能融合定位
    """
    text, start, end = name.text.text, name.start, name.end
    before = name.text.tokens[name.first - 1] if name.first else (0, 0)
    if start and text[start - 1] in _SHORT_PLACES and before == (start - 1, start):
        return True
    if name.surface.endswith(_NO_MORE) and HAN_WORD.match(text, end):
        return True
    if name.ending == "倡议" and _BODY.search(name.stem):
        return True  # 某行业协会倡议会员单位
    if text[start - 1 : start] == "》" and name.kind in ("ORG", "EVENT"):
        return True
    if name.kind in _GOES_ON and _GOES_ON[name.kind].match(text, end):
        return True
    if (name.ending == "制度" and _SYSTEM.match(text, end)) or (
        name.ending == "战略" and _PARTNERS.match(text, end)
    ):
        return True
    if text[start - 1 : start].isdigit() and _COUNT.match(name.surface):
        return True
    if name.kind == "TECH" and name.surface.endswith("智能"):
        return not (_FREE_BEHIND.match(text, end) or text.startswith("等", end))
    return name.surface.endswith("化") and not _FREE_BEHIND.match(text, end)


def is_class(name: Name) -> bool:
    """Return whether a name is a class of things.

    >>> 一批修复工程, 国际一流智库, 私募股权投资基金, 乌鲁木齐市中心, 身份证明材料
    """
    text = name.text.text
    if name.kind == "PROGRAMME":
        is_fund = name.ending.endswith("基金") and any(kind in name.stem for kind in read_words("funds"))
        if is_fund and not any(name.text.is_proper(place) for place in range(name.first, name.last)):
            return True
        return bool(_CLASS_BEFORE.search(text, max(0, name.start - 4), name.start))
    if name.kind == "TECH":
        return name.surface.endswith(read_words("no_technologies"))
    if name.kind != "ORG":
        return False
    if name.ending == "中心" and (_TOWN.search(name.stem) or name.stem.endswith(read_words("functions"))):
        return True
    return any(word in name.stem for word in read_words("classes"))


def is_sentence(name: Name) -> bool:
    """Return whether a name contains a person's title, or a person or thing that does something.

    >>> 总书记关于党校; 周明院士联合云河大学; 云河统计局分析显示，; 视频编辑：; 毅力推进改革
    """
    text, surface = name.text.text, name.surface
    behind = text[name.end : name.end + 1]
    if surface.startswith(_POSTS) or (surface.endswith("编辑") and behind in "：:"):
        return True
    if name.ending == "显示" and _REPORTED.match(behind):
        return True
    if _CHANGES.search(surface):
        return True
    return name.kind == "ORG" and any(
        _is_acting_person(name, place) for place in range(name.first, name.last)
    )


def _is_acting_person(name: Name, place: int) -> bool:
    """Return whether a word of a body's name is a person with a title, or one who does something."""
    mention = name.text.known.get(name.text.tokens[place])
    if mention is None or mention.type != "PERSON":
        return False
    return name.text.text.startswith(read_words("titles"), mention.end, name.end)
