"""The beginning of a Chinese name found by its last noun: corrections of what the odds leave out or add."""

from __future__ import annotations

from flows.annotation.openvocabulary.borders import Odds, find_start, odds_of
from flows.annotation.openvocabulary.governing import GOVERNED, find_after_governor
from flows.annotation.openvocabulary.heads import read_heads, read_words
from flows.annotation.openvocabulary.words import HAN_WORD, MOST_CHARACTERS, MOST_WORDS, Text
from flows.text import HAN, lazy_pattern

# Verbs that resemble nouns, if they open the clause.
_VERBS = frozenset(["创新", "升级", "转变", "改善", "管理", "治理"])
# What a clause does to the technology that it names.
_WORKS = frozenset(["研究", "开发", "应用", "指导", "研究开发", "研制", "利用"])
_RECEIVES = frozenset(["获得", "获批", "取得", "拿到", "收到", "得到", "争取", "申报", "入选"])
_AND = ("和", "与", "及")
_FIELDS = ("领域", "行业", "部门", "产业")
_GOVERNS = -2.0  # words with lower odds are verbs that govern what follows; 的 and 和 also have them
_PARTICLES = ("的", "了", *_AND)
_BATCH = lazy_pattern("第[一二三四五六七八九十百0-9]+批")
_QUOTE_OPENS = lazy_pattern(f"“([{HAN}]{{1,8}})$")
_EDITION = lazy_pattern("第[一二三四五六七八九十百0-9]+[届次]$")
_BRACKET_BEFORE = lazy_pattern(r"[（(][^（）()\n]{1,10}[)）]$")
_QUOTED_BEFORE = lazy_pattern(r"“[^“”\n]{1,12}”$")
# The role of a body in a court case, a tender or a contract, before its name.
_ROLE = lazy_pattern(
    "(?:原审)?(?:(?:被|再审|复议)?(?:上诉人|申请人|申诉人)|(?:被告|原告|第三人)(?![席])|(?:被|申请)执行人"
    "|采购人|采购代理机构|招标人|投标人|(?:预)?中标(?:人|单位|供应商)|(?:第[一二三]名)?(?:中标|成交)候选人"
    "|发包人|承包人|[甲乙丙]方)[：:]?"
)


def widen(text: Text, first: int, last: int, kind: str) -> int:
    """Return the first word of the name from `first` to `last`, including words before that belong to it."""
    first = _with_other_field(text, _with_adjective(text, _with_prefix(text, first)), last)
    if kind == "PROGRAMME":
        first = _widen_over_and(text, first, last)
    if kind not in GOVERNED:
        return first
    return find_after_governor(text, first, last, kind)


def find_after_verb(text: Text, first: int, last: int, kind: str) -> int:
    """Return the first word of a name without verbs that open the clause.

    >>> ，建设山东省实验室 -> 山东省实验室
    >>> ；重点开发镁合金材料 -> 镁合金材料
    """
    if kind == "TECH":
        first = _after_work(text, first, last)
    while first < last:
        odds = odds_of(text.word(first), "zh")
        opens = text.opens_clause(first) or odds_of(text.word(first - 1), "zh").inside < -1
        is_listed = text.word(first) in _VERBS or (
            first + 1 < last and text.word(first) in read_words("verbs")
        )
        is_verb = is_listed or (odds.first < 0.7 and odds.inside - odds.first > 1.2)
        if text.tokens[first] in text.known or not opens or not is_verb:
            return first
        first += 1
    return first


def _after_work(text: Text, first: int, last: int) -> int:
    """Return the first word of a technology without what somebody does to it: 研究, 重点开发, 应用."""
    if not text.opens_clause(first):
        return first
    place = first + (text.word(first) == "重点")
    while place < last - 1 and text.word(place) in _WORKS:
        first = place = place + 1
    return first


def find_after_receiver(text: Text, first: int, last: int, kind: str) -> int:
    """Return the first word of a programme's name without the firm that receives its money, and the verb.

    >>> 青禾公司获得科技创新专项资金 -> 科技创新专项资金
    """
    if kind != "PROGRAMME":
        return first
    verbs = [place for place in range(first + 1, last) if text.word(place) in _RECEIVES]
    return max(verbs, default=first - 1) + 1


def _with_prefix(text: Text, first: int) -> int:
    """Return the first word of a name, including a prefix before it that forms a new word.

    >>> 健全跨区域合作机制 -> 跨区域合作机制
    """
    is_prefix = first > 0 and text.word(first - 1) in read_words("prefixes") and text.touches(first)
    return first - 1 if is_prefix else first


def _with_other_field(text: Text, first: int, last: int) -> int:
    """Return the first word of a name of two fields: the verb that governs it stands before the first one.

    >>> 完善农业和渔业领域海带评价机制 -> 农业和渔业领域海带评价机制
    """
    if first < 3 or first + 1 >= last or text.word(first + 1) not in _FIELDS:
        return first
    is_joined = text.word(first - 1) in _AND and all(map(text.touches, (first - 2, first - 1, first)))
    is_field = HAN_WORD.fullmatch(text.word(first - 2)) and not _is_complete(text, first - 2)
    return first - 2 if is_joined and is_field and _is_governed(text, first - 2) else first


def _with_adjective(text: Text, first: int) -> int:
    """Return the first word of a name, including an adjective between it and the verb that governs it.

    >>> 实施公共文化服务提质增效行动 -> 公共文化服务提质增效行动
    """
    if first < 2 or text.tokens[first - 1][1] != text.tokens[first][0]:
        return first
    if text.word(first - 1) not in read_words("adjectives"):
        return first
    return first - 1 if _is_governed(text, first - 1) else first


def _is_governed(text: Text, first: int) -> bool:
    """Return whether a word is governed by a verb before it, or opens its clause."""
    if text.opens_clause(first):
        return True
    before = text.word(first - 1)
    return odds_of(before, "zh").first < _GOVERNS and before not in _PARTICLES


def _widen_over_and(text: Text, first: int, last: int) -> int:
    """Return the first word of a name in which 和 joins two words that are not names themselves.

    >>> 统筹推进国家和省山水工程 -> 国家和省山水工程
    >>> 实施产业再造工程和装备攻关工程 -> 装备攻关工程
    """
    if first < 2 or text.word(first - 1) not in _AND or not text.touches(first):
        return first
    words: list[Odds] = []
    for place in range(first - 2, max(0, first - 2 - MOST_WORDS) - 1, -1):
        is_near = text.tokens[last][1] - text.tokens[place][0] <= MOST_CHARACTERS
        odds = text.odds(*text.tokens[place]) if is_near and text.touches(place + 1) else None
        if odds is None or text.word(place) in _RECEIVES or _BATCH.fullmatch(text.word(place)):
            break
        words.insert(0, odds)
    start = first - 1 - len(words) + find_start(words)[0]
    if start >= first - 1 or _is_complete(text, first - 2):
        return first
    before = text.word(start - 1)
    is_governed = _is_governed(text, start) or before in _RECEIVES or bool(_BATCH.fullmatch(before))
    return start if is_governed and not text.text.startswith("、", text.tokens[start][0] - 1) else first


def _is_complete(text: Text, place: int) -> bool:
    """Return whether a word ends a complete name: 工程, 机制, or something known."""
    word = text.word(place)
    heads = read_heads("zh")
    return text.tokens[place] in text.known or any(word[-size:] in heads for size in (2, 3, 4))


def find_first_character(text: Text, start: int, end: int, latest: int, kind: str) -> int:
    """Return the start of the name that the word at `start` opens; a role must end by `latest`.

    The name includes a place or body on the other side of a dash, and a part in quotation marks before it. If
    it ends in quotation marks, it begins in them. It does not include a role in a court case or a contract.
    """
    start = _from_quote(text, _with_other_side(text, start), end)
    if kind in ("ORG", "PROGRAMME"):
        start = _with_quoted(text, start)
    if kind == "ORG" and (role := _ROLE.match(text.text, start, latest)):
        return role.end()
    return start


def _from_quote(text: Text, start: int, end: int) -> int:
    """Return the start of a name that ends where the quotation marks around it do.

    >>> “老林农手艺采集工程” -> 老林农手艺采集工程
    """
    if text.text[end : end + 1] != "”":
        return start
    opens = _QUOTE_OPENS.search(text.text, max(0, start - 9), start)
    if opens is None or any(word in opens[1] for word in (*_PARTICLES, *read_words("governing"))):
        return start
    return opens.start(1)


def _with_other_side(text: Text, start: int) -> int:
    """Return the start of a name whose two sides are joined by a dash.

    >>> 中国—东盟数字教育联盟, 第八届中国（云河）—东盟竹业大会
    """
    if text.text[start - 1 : start] not in ("—", "-", "－") or text.text[start - 2 : start - 1] == "—":
        return start
    if not any(text.sides.get(end) == start for end in range(start + 1, start + MOST_CHARACTERS)):
        return start
    side = start - 1
    if bracket := _BRACKET_BEFORE.search(text.text, max(0, side - 14), side):
        side = bracket.start()
    begin = text.sides.get(side, start)
    edition = _EDITION.search(text.text, max(0, begin - 8), begin)
    if begin == start or edition is None:
        return begin
    return edition.start()


def _with_quoted(text: Text, start: int) -> int:
    """Return the start of a name with a part in quotation marks, and a place or body before that part.

    >>> 上海“一带一路”国际技术转移中心
    """
    if text.text[start - 1 : start] != "”":
        return start
    quoted = _QUOTED_BEFORE.search(text.text, max(0, start - MOST_CHARACTERS), start)
    if not quoted:
        return start
    return text.sides.get(quoted.start(), quoted.start())
