"""English names found by their capitals: their spans, and which of them are persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.annotation.events.parties.headlines import is_title_case, split_headline
from flows.annotation.events.rules import load_words
from flows.annotation.names import is_common_word
from flows.records import Mention
from flows.text import Sweep, lazy_pattern, within

_WORD = r"[A-Z][\w&-]*(?:[’'](?!s\b)\w+)?(?:\.(?=[A-Z,]))?"
# Names missing from every list: capitalised words, with what joins them (Bank of China, Haiwei Co., Ltd.).
_CAPITALS = lazy_pattern(
    rf"(?<![\w’'-]){_WORD}"
    r"(?:(?:\s(?:of|for|and|de)\s(?:the\s(?:\d{1,2}(?:st|nd|rd|th)\s)?)?"
    r"|\s(?:(?:van|von|der|den|del|di|da|du|la)\s){1,2}|\s|,\s(?=(?:Ltd|Inc|LLC)\b)|\s&\s)"
    rf"{_WORD}){{0,9}}"
)
_POSSESSIVE = lazy_pattern(r"[’']s?$")
# Nouns that open a sentence and are not part of the name after them: Construction of Tesla's plant.
_NOUN_OF = lazy_pattern(
    r"(?:Shares|Stock|Construction|Production|Series [A-F]|Sales|Output|Exports|Imports|Shipments|Products"
    r"|Acquisition|Takeover|Purchase|Ownership|Control|Approval|Listing|Designation|Inclusion|Addition"
    r"|Establishment|Expansion|Completion|Users|Owners|Employees|Founders|Executives|Shareholders"
    r"|Administrators|Creditors|Liquidators|Trustees|Managers|Directors|Officials|Members|Investors"
    r"|Workers|Engineers|Researchers|Scientists)"
    r" of (?:the )?"
)
_CONTRACTED = lazy_pattern(r"[’']")
_LEADING = lazy_pattern(r"^(?P<word>[A-Z][\w’'-]*)\s")
_AND, _OF = lazy_pattern(r"\sand\s(?:the\s)?"), lazy_pattern(r"\sof\s(?:the\s)?")
_JOINT = lazy_pattern(r"\s(?:and|of)\s")
_LAST_WORD = lazy_pattern(r"[\w.&’'-]+$")
_OFFICE_OF = lazy_pattern(
    r"\b(?:Ministry|Department|Bureau|Commission|Administration|Committee|Office)\s(?:of|for)\s"
)
_NAMED = frozenset(("ORG", "PERSON", "GPE"))
_ACRONYM = lazy_pattern(r"[A-Z][A-Z&\d]{2,6}")
# Beijing-based Moonshot: the first word is not part of the name.
QUALIFIER = lazy_pattern(
    r"(?:[A-Z]\w+\s){0,2}[\w-]*-(?:based|origin|owned|backed|listed|made|led|style|born|run|funded"
    r"|controlled|level|wide|era|driven|powered|enabled|focused|related|invested|designed)"
    r"(?:\s|$)"
)
_PEOPLE = lazy_pattern(
    r"(?:Chinese|American|European|German|Japanese|Dutch|French|British|Thai|Italian|Russian|Korean|Indian"
    r"|Swiss|Swedish|Finnish|Danish|Spanish|Canadian|Australian|Taiwanese|Israeli|Malaysian|Brazilian"
    r"|Serbian|Turkish|Norwegian|Austrian|Belgian|Polish|Vietnamese|Uyghur|Ethiopian|Asian|African|Sino"
    r"|Franco|Anglo)(?:-[A-Z][a-z]+)?s?"
)
_JOINED_PEOPLE = lazy_pattern(rf"\s(?:for|of|and)\s(?:the\s)?{_PEOPLE.pattern}$")  # Haiwei for Chinese users
# Verbs after a firm that opens a text (Feinlager sells).
_ACTS = lazy_pattern(
    # Insulin made it rich, is its main product: no firm.
    r"\s(?!made\s(?:it|them|him|her|us|its|their|the)\b|(?:has|had)\s(?:made|become)\b"
    r"|(?:is|was)\s(?:its|their|used|made|sold|mined|the\s(?:main|chief|key|only))\b)"
    r"(?:has|is|was|had|says|said|makes|sells|builds|plans|listed|floated|opened|won|bought|acquired|raised"
    r"|became|began|started|announced|launched|received|secured|completed|paid|agreed|signed|set|went|can"
    r"|owes|knows|grew|rose|employs|supplies|designs|develops|spent|got|made|took|put|sold|built|does)\s"
)
# Describes a name that opens a sentence: Feinlager, a maker of tools.
_DESCRIBES = lazy_pattern(
    r",\s(?:an?|the|one\sof|which|whose|based|founded|headquartered|listed|formerly|once|then|now)\s"
)
# Common nouns that may open a text in place of a firm.
_COMMON_NOUN = lazy_pattern(
    r"\w+(?:ing|ment|ness|ity|ance|ence|ism|ers|ors|ies|ists|ants|tion|age)|Work|Ground|Output|Demand"
    r"|Profit|Revenue|Income|Money|Land|Power|Steel|Coal|Oil|Trade|Research|Science|Memory|Growth"
    r"|Supply|Trouble|Water|Progress|Industry|Technology|Everyone|Everybody|Someone|Everything|Something"
    r"|Life|Time|Policy|Law|Speed|Scale|Space|Air|Gas|Food|Help|News|Talk|Change|Competition|Reform|Capital"
    r"|Labou?r"
)
# Dates that are never the end of a name: on Monday, in March.
_TRAILING_DATE = lazy_pattern(
    r"\s(?:on|in|since|by|last|this)\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b.*$"
)
# A post before a person's name: Professor Liu Haiwen.
_TITLE = lazy_pattern(
    r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Professor|Prof|Academician|Vice Mayor|Mayor|Senator|Governor|Vice Minister"
    r"|Vice Governor|Vice Premier|Commissioner|Ambassador|Chief Executive|C[EFOT]O|Judge|Vice Chairman"
    r"|Chairman(?!\sMao)|Chairwoman|(?:(?:Commerce|Treasury|Defen[cs]e|Energy|Foreign|Finance|Trade|Economy"
    r"|Industry)\s)?(?:Secretary(?!\sGeneral)|Minister)|Congress(?:man|woman))\.?\s)+(?=[A-Z])"
)
_HEAD = lazy_pattern(
    r"(?:President|Premier|Prime Minister|Chancellor|Chairman(?=\sMao)|King|Queen|Pope)\s(?=[A-Z])"
)
# Secretary-General of the Union, Chairman and Executive Director of the firm: posts are not part of a name.
_POST = (
    r"(?:(?:Vice|Deputy|Honorary|Executive|Associate)[ -])*(?:President|Secretary-General|General Secretary"
    r"|Director-General|Secretary|Chairman|Chair|Director|Minister|Governor|Mayor|Head|Dean|Professor|CEO"
    r"|General Manager|Chief Executive)"
)
_POST_OF = lazy_pattern(rf"{_POST}(?:\sand\s{_POST})?\sof\s(?:the\s)?")
# Words that replace a name in filings (the Company), and abbreviations such as those of posts.
_NO_NAME = lazy_pattern(
    "Series [A-H][0-9]?"
    "|Company|Companies|Group|Corporation|Bank|Issuer|Registrant|Board|Ministry|Commission|Bureau|Department"
    "|[A-Z]{1,5}-[0-9]{1,4}[A-Z]?"  # a product or gene: PD-1, CH-4
    "|Dr|Mr|Mrs|Ms|Prof|RMB|USD|CNY|HKD|EUR|IPO|IPOs|R&D|AI|ICs?|CEO|CFO|GDP|PhD|TV"
    "|(?:Co-)?(?:Chief|Vice|Executive|Managing|General|Independent|Non-executive)[A-Za-z -]*"
    "(?:Officer|Director|Chairman|President|Manager|Secretary)"
)
_SYLLABLE = r"(?:[bcdfghjklmnpqrstwxyz]|zh|ch|sh)?(?:[aeiouv]{1,3}(?:ng?|r)?)"
_SURNAMES = (
    "zhao|qian|sun|li|zhou|wu|zheng|wang|feng|chen|chu|wei|jiang|shen|han|yang|zhu|qin|xu|he|lu|shi|zhang"
    "|kong|cao|yan|hua|jin|tao|qi|xie|zou|zhang|bai|su|pan|ge|fan|peng|lang|ma|miao|fang|ren|yuan|liu|tang"
    "|fei|xue|lei|ni|luo|bi|hao|an|chang|yu|fu|meng|ping|huang|mu|xiao|yin|yao|shao|mao|di|dai|song|pang"
    "|xiong|ji|shu|xiang|dong|liang|du|ruan|lan|min|jia|lou|tong|guo|mei|lin|zhong|gao|xia|cai|tian|hu|ling"
    "|chiang|tsai|hsu|hsieh|lee|chou|tseng|kuo|yeh|teng|wong|chan|leung|lam|cheung"
    "|huo|wan|ke|lv|mo|ding|deng|bao|zuo|cui|gong|cheng|ao|ye|zeng|long|li|ouyang|situ|hou|ning|ou|kang|wen"
)
_SURNAME = lazy_pattern(_SURNAMES)
# Surnames that alone name a person (Liu founded), since they are neither words nor firms: not Sun or Mei.
_BARE_SURNAME = lazy_pattern(
    "Liu|Zhang|Wang|Zhou|Zhao|Huang|Xu|Yang|Zhu|Guo|Zheng|Jiang|Xie|Hsu|Tsai|Tseng|Cheung|Leung|Wong|Chen|Li"
    "|Deng|Xi|Qian|Feng|Hou"
)
_GIVEN = lazy_pattern(rf"{_SYLLABLE}(?:[-’']?{_SYLLABLE})?")


def is_chinese_person(name: str) -> bool:
    """Return whether a name is a Chinese person's in pinyin: a surname and one or two syllables.

    Some surnames are enough: Liu founded the firm.
    """
    if _BARE_SURNAME.fullmatch(name):
        return True
    surname, _, given = name.partition(" ")
    if not given[:1].isupper() or not surname[:1].isupper():
        return False
    return bool(_SURNAME.fullmatch(surname.lower()) and _GIVEN.fullmatch(given.lower()))


def split_title(name: str) -> tuple[int, bool]:
    """Return where a name begins after a person's post, and whether such a post opens it.

    Heads of state keep theirs: President Xi Jinping.
    """
    if title := _TITLE.match(name):
        return title.end(), True
    return 0, bool(_HEAD.match(name))


def without_date(name: str) -> str:
    """Return a name without the day or month after it: Beijing Stock Exchange on Monday."""
    return _TRAILING_DATE.sub("", name)


def find_capitals(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the spans of capitalised names, without words that only open a sentence.

    Two names joined by "and" are split, and so are a person and the place they are from, if mentions or the
    words themselves show that they are two.
    """
    openers = load_words("en").openers
    given = Sweep(mentions)
    is_headline = is_title_case(text)
    for match in _CAPITALS.finditer(text):
        inside = given.overlapping(*match.span())
        spans = _split(text, *match.span(), inside)
        if is_headline:
            spans = (part for span in spans for part in split_headline(text, *span))
        for first, last in spans:
            start, name = _trim(text, first, last, openers)
            if len(name) < 2 or not name[0].isupper() or _NO_NAME.fullmatch(name):
                continue
            if not _is_opener(text, start, name, openers):
                yield start, start + len(name)


def split_mention(text: str, mention: Mention, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return the spans of the names in a guessed mention; most contain one."""
    name = without_date(mention.text)
    end = mention.start + len(name)
    if mention.source == "lexicon" or not _JOINT.search(name):
        return [(mention.start, end)]
    if lead := _NOUN_OF.match(name):
        return [(mention.start + lead.end(), end)]  # Administrators of Haiwei
    inside = [one for one in within(mentions, mention.start, end) if one is not mention]
    return list(_split(text, mention.start, end, inside))


def _trim(text: str, start: int, end: int, openers: frozenset[str]) -> tuple[int, str]:
    """Return the start and words of a name without what opens a sentence, qualifies it or follows it."""
    name = text[start:end]
    if lead := _NOUN_OF.match(name):
        start, name = start + lead.end(), name[lead.end() :]
    while (leading := _LEADING.match(name)) and leading["word"] in openers and not is_chinese_person(name):
        start, name = start + leading.end(), name[leading.end() :]
    for pattern in (_NOUN_OF, _POST_OF, QUALIFIER):
        if lead := pattern.match(name):
            start, name = start + lead.end(), name[lead.end() :]
    name = _JOINED_PEOPLE.sub("", without_date(name))
    return start, _POSSESSIVE.sub("", name)


def _split(text: str, start: int, end: int, inside: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the names in capitalised words."""
    joints = sorted((*_AND.finditer(text, start, end), *_OF.finditer(text, start, end)), key=_place)
    for joint in joints:
        if joint.start() < start:
            continue
        if any(
            one.source == "lexicon" and one.start < joint.start() and joint.end() <= one.end for one in inside
        ):
            continue
        is_and = "and" in joint[0]
        right = next((other.start() for other in joints if other.start() >= joint.end()), end)
        left, behind = (start, joint.start()), (joint.end(), right)
        if _are_two(text, left, behind, inside) if is_and else _is_of_place(left, behind, inside):
            yield start, joint.start()
            start = joint.end()
    yield start, end


def _place(match: re.Match[str]) -> int:
    return match.start()


def _are_two(text: str, left: tuple[int, int], right: tuple[int, int], inside: Sequence[Mention]) -> bool:
    """Return whether "and" joins two names: both are firms, one is a mention, or the first an acronym."""
    is_covered = any(one.start < left[1] and right[0] < one.end for one in inside)
    if _OFFICE_OF.search(text, *left) and not any(_is_known(mention, right) for mention in inside):
        return False  # the Ministry of Electronics and Information Technology
    for mention in inside:
        if (mention.start, mention.end) in (left, right) and not (is_covered and mention.type == "GPE"):
            return True
    firms = load_words("en").firms
    ends = [_LAST_WORD.search(text, *side) for side in (left, right)]
    if all(one and firms.fullmatch(one[0].lower()) for one in ends):
        return True
    is_pair = len({one[0] for one in ends if one}) == 1  # Haiwei Leasing and Nanwan Leasing
    if is_pair and all(" " in text[slice(*side)] for side in (left, right)):
        return True
    return not is_covered and bool(_ACRONYM.fullmatch(text, *left))


def _is_known(mention: Mention, span: tuple[int, int]) -> bool:
    return (mention.start, mention.end) == span and mention.source == "lexicon" and mention.type in _NAMED


def _is_of_place(left: tuple[int, int], right: tuple[int, int], inside: Sequence[Mention]) -> bool:
    """Return whether "of" only says where a person is from: Malcolm Johnson of Britain."""
    if not any((one.start, one.end) == right and one.type == "GPE" for one in inside):
        return False
    return any((one.start, one.end) == left and one.type == "PERSON" for one in inside)


def _recurs(text: str, name: str) -> bool:
    """Return whether a name occurs more than once, without reading past the second occurrence."""
    return text.find(name, text.find(name) + len(name)) >= 0


def _is_opener(text: str, start: int, name: str, openers: frozenset[str]) -> bool:
    """Return whether a word may be capitalised only because it opens a sentence (Recently, I've)."""
    if _CONTRACTED.split(name)[0] in openers or _PEOPLE.fullmatch(name):
        return True
    if " " in name or sum(char.isupper() for char in name) > 1 or _recurs(text, name):
        return False
    end = start + len(name)
    word = name.lower()
    is_plural = word.endswith("s") and is_common_word(word.removesuffix("s"))
    is_common = is_plural or is_common_word(word)
    if _DESCRIBES.match(text, end) and not is_common:
        return False
    if (
        _ACTS.match(text, end)
        and not _COMMON_NOUN.fullmatch(name)
        and not (is_common if start else is_plural)
    ):
        return False
    return start < 2 or text[start - 2] in ".!?。；;：:“"
