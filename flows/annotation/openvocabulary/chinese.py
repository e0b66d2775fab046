"""Names and terms of Chinese texts that no list holds: by their last noun, quotation marks and neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.annotation.matching import Tagged
from flows.annotation.openvocabulary.borders import Odds, find_start, odds_of
from flows.annotation.openvocabulary.heads import Head, read_heads, technical_words
from flows.records import Mention
from flows.text import HAN

_HAN_WORD = re.compile(f"[{HAN}]+")
_PART = re.compile(rf"[{HAN}A-Za-z0-9+＋\-·“”\"]+")
_MOST_WORDS, _MOST_CHARACTERS = 7, 22
_PROPER = ("GPE", "ORG", "PERSON")
_SURE_PART = Odds(2.0, 2.0)
_CONTINUES = (
    1.2  # odds from which the word behind a head makes it part of a longer noun: 专项|培训, 系统|工程
)
_NUMBER = Odds(-4.0, -4.0)
_EDITION = Odds(3.0, 3.0)  # 第三届, 2023世界人工智能大会
_EDITION_WORD = re.compile(r"第[一二三四五六七八九十百\d]+[届次]|20\d\d")
_LETTERS = re.compile(r"[A-Za-z0-9+-]*[A-Z][A-Za-z0-9+-]*")
# A verb that nouns resemble, where it opens the clause.
_VERBS = frozenset(["创新", "升级", "转变", "改善", "管理", "治理"])
_SHORT_PLACES = frozenset("京津冀沪渝晋蒙辽吉苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀黔滇藏陕甘陇青宁港澳台中美俄日韩欧")
_NO_MORE = ("专项",)  # heads that a verb behind them makes an adverb: 专项整治
# Words that make a programme a class of things, titles of people, and what may follow a change named by 化.
_CLASS_BEFORE = re.compile("(?:一批|批|系列|[各多几数]类|[多几数]项|[多几数]个|一些|等|各种|各项)$")
_POSTS = ("总书记", "主席", "总理", "书记", "同志", "部长")
_FREE_BEHIND = re.compile(rf"[^{HAN}]|[的和与及、]|以及|水平|程度|进程|$")
# Behind a name that ends in 工程: a subject of study (管理工程博士), in 技术: an institute (计算技术所).
_GOES_ON = {
    "PROGRAMME": re.compile("博士|硕士|学士|本科|专业|学位|学科"),
    "TECH": re.compile("所(?![需有在以谓属及致处含用涉])"),
}
# What a body is in a court, a tender or a contract, before its name.
_ROLE = re.compile(
    "(?:原审)?(?:(?:被|再审|复议)?(?:上诉人|申请人|申诉人)|(?:被告|原告|第三人)(?![席])|(?:被|申请)执行人"
    "|采购人|采购代理机构|招标人|投标人|(?:预)?中标(?:人|单位|供应商)|(?:第[一二三]名)?(?:中标|成交)候选人"
    "|发包人|承包人|[甲乙丙]方)[：:]?"
)
_CLAUSE = re.compile(r"[，。；：！？,;:!?、\s（）()《》]")


@dataclass(slots=True)
class _Text:
    """A tagged text with the words before each place, and the known mentions by their start."""

    text: str
    tokens: Sequence[tuple[int, int]]
    known: dict[tuple[int, int], Mention]
    sides: dict[int, int]  # where names of places and bodies begin, by where they end


def find_chinese(tagged: Tagged, known: Sequence[Mention]) -> list[Mention]:
    """Return names and terms by pattern, some of them across each other; `known` mentions are parts."""
    sides = {mention.end: mention.start for mention in known if mention.type in ("GPE", "ORG")}
    by_span = {(mention.start, mention.end): mention for mention in known}
    text = _Text(tagged.text, tagged.tokens, by_span, sides)
    return [*_by_head(text), *_by_quotes(text), *_by_neighbours(text, known)]


def _by_head(text: _Text) -> Iterator[Mention]:
    """Yield the names that end in a noun of the table.

    >>> 实施数字强省重点人才引育工程 -> PROGRAMME 数字强省重点人才引育工程
    """
    heads = read_heads("zh")
    for index, (start, end) in enumerate(text.tokens):
        word = text.text[start:end]
        head = heads.get(word)
        tail = 0
        if head is None and end - start > 2:
            for tail in (4, 3, 2):
                head = heads.get(word[-tail:]) if end - start > tail else None
                if head:
                    break
        if head is None or (start, end) in text.known:
            continue
        if _goes_on(text, index):
            continue
        yield from _extend(text, index, head, word[: len(word) - tail] if tail else "")


def _goes_on(text: _Text, index: int) -> bool:
    """Return whether the next word continues the name: 工程 of 工程建设, 技术 of 技术装备."""
    if index + 1 == len(text.tokens):
        return False
    start, end = text.tokens[index + 1]
    if start != text.tokens[index][1]:
        return False
    word = text.text[start:end]
    if word in read_heads("zh"):
        return True
    if mention := text.known.get((start, end)):
        return mention.type != "GPE"
    odds = odds_of(word, "zh")
    return bool(_HAN_WORD.fullmatch(word)) and odds.inside > _CONTINUES and odds.first > _CONTINUES


def _extend(text: _Text, index: int, head: Head, own: str) -> Iterator[Mention]:
    """Yield the name whose last word is token `index`, with as many words before it as belong to it."""
    first = max(0, index - _MOST_WORDS)
    words: list[Odds] = []
    begin = index
    for place in range(index - 1, first - 1, -1):
        start, end = text.tokens[place]
        if end != text.tokens[place + 1][0] or text.tokens[index][1] - start > _MOST_CHARACTERS:
            break
        odds = _odds(text, start, end)
        if odds is None:
            break
        words.insert(0, odds)
        begin = place
    chosen, score = find_start(words)
    start_token = begin + chosen
    start_token = _after_verb(text, start_token, index)
    parts = [text.text[slice(*text.tokens[place])] for place in range(start_token, index)]
    if own:
        parts.append(own)
    start, end = text.tokens[start_token][0], text.tokens[index][1]
    # 青|甘宁, 中|俄: a name that would begin within a row of short forms of places.
    if start and text.text[start - 1] in _SHORT_PLACES and text.tokens[start_token - 1] == (start - 1, start):
        return
    if text.text[start:end].endswith(_NO_MORE) and _HAN_WORD.match(text.text, end):
        return
    if _is_part_or_class(text.text, start, end, head):
        return
    if end - start < head.least or not _is_name(text, head, parts, start_token, index):
        return
    start = _with_other_side(text, start)
    if head.type == "ORG" and (role := _ROLE.match(text.text, start, end - head.least)):
        start = role.end()
    yield Mention(start, end, text.text[start:end], head.type, source="pattern", score=_score(score))


def _with_other_side(text: _Text, start: int) -> int:
    """Return where a name begins whose two sides a dash joins: 中国—东盟数字教育联盟."""
    if text.text[start - 1 : start] not in ("—", "-", "－") or text.text[start - 2 : start - 1] == "—":
        return start
    is_second = any(text.sides.get(end) == start for end in range(start + 1, start + _MOST_CHARACTERS))
    return text.sides.get(start - 1, start) if is_second else start


def _is_part_or_class(text: str, start: int, end: int, head: Head) -> bool:
    """Return whether more belongs to a name, or words before it make it a class of things.

    《财富》全球论坛 begins earlier, 产品市场化应用 and 计算技术所 end later, 一批修复工程 are many, 视频编辑:
    is a credit.
    """
    if text[start - 1 : start] == "》" and head.type in ("ORG", "EVENT"):
        return True
    if head.type in _GOES_ON and _GOES_ON[head.type].match(text, end):
        return True
    if head.type == "PROGRAMME" and _CLASS_BEFORE.search(text, max(0, start - 4), start):
        return True
    surface = text[start:end]
    if surface.endswith("化") and not _FREE_BEHIND.match(text, end):
        return True
    return surface.startswith(_POSTS) or (surface.endswith("编辑") and text[end : end + 1] in "：:")


def _odds(text: _Text, start: int, end: int) -> Odds | None:
    """Return the odds of one word before a head; None for what cannot be part of a name."""
    word = text.text[start:end]
    if mention := text.known.get((start, end)):
        return None if mention.type in ("DATE", "MONEY", "PERCENT", "QUANTITY", "DOC") else _SURE_PART
    if _EDITION_WORD.fullmatch(word):
        return _EDITION
    if _HAN_WORD.fullmatch(word):
        return odds_of(word, "zh")
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9\-+]*", word):
        return Odds(1.0, 0.5)
    return None


def _after_verb(text: _Text, first: int, head: int) -> int:
    """Return the first word of a name without verbs that open the clause: 建设 of ，建设山东省实验室."""
    while first < head:
        start, end = text.tokens[first]
        odds = odds_of(text.text[start:end], "zh")
        opens = first == 0 or bool(_CLAUSE.match(text.text[start - 1]))
        if not opens and first:
            before = text.tokens[first - 1]
            opens = odds_of(text.text[slice(*before)], "zh").inside < -1
        is_verb = text.text[start:end] in _VERBS or (odds.first < 0.7 and odds.inside - odds.first > 1.2)
        if (start, end) in text.known or not opens or not is_verb:
            return first
        first += 1
    return first


def _is_name(text: _Text, head: Head, parts: Sequence[str], first: int, last: int) -> bool:
    named = [part for part in parts if part not in head.general]
    if not named:
        return False
    if head.type == "TERM":
        return len(parts) + 1 >= head.tokens
    if head.type in ("ORG", "EVENT"):
        return any(_is_proper(text, place) for place in range(first, last))
    if head.type == "TECH" and text.text[slice(*text.tokens[last])].endswith(head.weak):
        own = parts[last - first :]
        return any(word in technical_words("zh") for word in own) or any(
            _is_technical(text, place) for place in range(first, last)
        )
    return True


def _is_technical(text: _Text, place: int) -> bool:
    """Return whether a word belongs to technologies: by the table, as a known one, or in letters (SM9)."""
    start, end = text.tokens[place]
    word = text.text[start:end]
    if mention := text.known.get((start, end)):
        return mention.type == "TECH"
    return word in technical_words("zh") or bool(_LETTERS.fullmatch(word))


def _is_proper(text: _Text, place: int) -> bool:
    """Return whether a word shows a single body or event: a name, an edition, letters, an unknown word."""
    start, end = text.tokens[place]
    mention = text.known.get((start, end))
    word = text.text[start:end]
    if mention:
        return mention.type in _PROPER
    return bool(_EDITION_WORD.fullmatch(word)) or word in (
        "中国",
        "国家",
        "世界",
        "国际",
        "全球",
        "亚洲",
        "全国",
    )


def _score(odds: float) -> float:
    return round(min(0.95, 0.6 + max(0.0, odds) / 20), 2)


_QUOTED = re.compile(rf"[“\"]([{HAN}A-Za-z0-9+＋]{{2,10}})[”\"]")
_SPOKEN = re.compile("[有无何能让给被把在我你他她它们的了是不吗呢吧啊着这那怎谁很太没就都也要会来去说看]")
_NAMING_VERB = re.compile(r"(?:实施|开展|启动|组织|推进|打造|深化|推行)(?:了|的)?[“\"]$")
_NAMING_NOUN = re.compile(
    r"[”\"](?:工程|计划|行动|专项|项目|试点|活动|培育|企业|示范|品牌|战略|模式|倡议|机制|制度)"
)
# One word with a number or in two halves: 四链, 1+5, 一校一品, 三化一型, 双循环.
_COINED = re.compile(
    rf"[一两双三四五六七八九十\d][{HAN}]{{1,3}}(?:[一两三四五六七八九十\d][{HAN}]{{1,3}})*"
    rf"|[{HAN}\d]{{1,6}}[+＋][{HAN}\dA-Za-z]{{1,6}}|[{HAN}]{{1,4}}[化链式型制]"
)
_PROGRAMME_NOUN = re.compile(r"[”\"](?:工程|计划|行动|专项|项目|试点|培育|倡议)")


def _by_quotes(text: _Text) -> Iterator[Mention]:
    """Yield coined words in quotation marks: “四链”融合, “数字工匠”培育库."""
    for match in _QUOTED.finditer(text.text):
        start, end = match.span(1)
        if (
            _SPOKEN.search(match[1])
            or match[1].isdigit()
            or any(first < end and start < last for first, last in text.known)
        ):
            continue
        is_programme = _PROGRAMME_NOUN.match(text.text, end)
        is_named = is_programme or _NAMING_NOUN.match(text.text, end)
        is_named = is_named or _NAMING_VERB.search(text.text[max(0, start - 6) : start])
        if not is_named and not _COINED.fullmatch(match[1]):
            continue
        yield Mention(
            start, end, match[1], "PROGRAMME" if is_programme else "TERM", source="pattern", score=0.8
        )


_LONGEST_PART = 16
_ROW_PART = rf"[{HAN}A-Za-z0-9+\-（）()]{{2,{_LONGEST_PART}}}"
_ROW = re.compile(rf"{_ROW_PART}(?:、{_ROW_PART}){{2,}}")
_ROW_MARK = re.compile(rf"、(?={_ROW_PART}、)")
_ROW_TYPES = ("TECH", "ORG", "GPE", "PROGRAMME")
_LAST_PART = re.compile("和|以及|及|与|等")
_NO_MEMBER = re.compile("[的了在是有为把将被对等其各]")
_LONGEST_MEMBER = 10


def _by_neighbours(text: _Text, known: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the members of a row (A、B、C) most of whose other members are known to be of one type.

    >>> 支持藻类、活性肽、功能蛋白等研发, if two of three are TECH
    """
    for row in _find_rows(text.text):
        members = list(_members(text, row.start(), row.group()))
        types = [_type_of(member, known) for member in members]
        for kind in _ROW_TYPES:
            if types.count(kind) * 2 >= len(members) and types.count(kind) >= 2:
                yield from _unknown_members(text, members, types, kind)


def _find_rows(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `_ROW`, which are looked for where two commas of a list are."""
    position = 0
    for mark in _ROW_MARK.finditer(text):
        if mark.start() < position:
            continue
        row = _ROW.search(text, max(position, mark.start() - _LONGEST_PART))
        if not row:
            return
        yield row
        position = row.end()


def _unknown_members(
    text: _Text, members: Sequence[tuple[int, int]], types: Sequence[str], kind: str
) -> Iterator[Mention]:
    for (start, end), found in zip(members, types, strict=True):
        surface = text.text[start:end]
        if not found and 2 <= end - start <= _LONGEST_MEMBER and not _NO_MEMBER.search(surface):
            yield Mention(start, end, surface, kind, source="pattern", score=0.75)


def _members(text: _Text, offset: int, row: str) -> Iterator[tuple[int, int]]:
    """Yield the members of a row; its first and last ones need a border of words."""
    pieces = row.split("、")
    position = offset
    for number, piece in enumerate(pieces):
        start, end = position, position + len(piece)
        position = end + 1
        if number == 0:
            start = _trim_first(text, start, end)
        if number == len(pieces) - 1 and (cut := _LAST_PART.search(piece)):
            end = start + cut.start()
        elif number == len(pieces) - 1:
            continue  # where the row ends cannot be told
        if start < end:
            yield start, end


def _trim_first(text: _Text, start: int, end: int) -> int:
    """Return where the first member of a row begins, which has a verb or more before it."""
    inside = [token for token in text.tokens if start <= token[0] and token[1] <= end]
    if not inside:
        return end
    words = [_odds(text, *token) or _NUMBER for token in inside]
    chosen, _ = find_start(words)
    return inside[chosen][0] if chosen < len(inside) else end


def _type_of(member: tuple[int, int], known: Iterable[Mention]) -> str:
    """Return the type of the known mention that ends a member, "" for none, "?" for one of part of it."""
    start, end = member
    inside = [mention for mention in known if mention.start < end and start < mention.end]
    for mention in inside:
        if mention.end == end and mention.start <= start + (end - start) // 2:
            return mention.type
    return "?" if inside else ""
