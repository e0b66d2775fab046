"""Put what the clauses before restrict a figure to before its name: 铝材方面，出口为2万吨 -> 铝材出口."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.settling.finishing import Statement
from flows.annotation.figures.settling.quoting import names_no_owner
from flows.annotation.figures.statements import Sentence
from flows.annotation.figures.units import PERCENT
from flows.annotation.figures.words import ANYTHING, GAP, stands_between
from flows.annotation.figures.words_zh import load_words
from flows.records import CHANGES
from flows.text import lazy_pattern

# A clause that opens a sentence, or an item of it, and only says what the next ones are about.
_RESTRICTS = lazy_pattern(
    r"(?:^|[;。!?\n])\s*(?:(?:而|但|另外|同时),?)?"
    "(?:以(?P<example>[^,;。:、]{2,16})为例"
    "|(?:在|从)?(?P<field>[^,;。:、在从]{2,10}?)这?(?:方面|领域)(?:来?看)?),"
)
# Fields of work and general words, of which the next clauses give examples.
_OF_WORK = lazy_pattern(
    "(?:改革|建设|发展|关系|合作|保障|管理|服务|工作|治理|转型|保护|安全|创新|制度|政策|机制|环境|民生"
    "|分.{1,4}|价格|价|额|量|率|比|值|数|年|月|日|季|情况|期间|过程)$|[该其此这那]|[上下今去本当][年月季]"
)
_GENERAL = lazy_pattern("进?出口|进口|量产|国产|单价|均价|售价|报价|自给|招标|[当本上单][月季年期]")
_SIGNS = ("为例", "方面", "领域")  # one of them is in every such clause
_LONGEST = 12  # characters of a name that may be too general, and of a whole
# A group of which the clauses after it give shares, and the words around the part that has a share.
_GROUP = lazy_pattern(
    "(?:^|[,;。:])\\s*(?:在|从)?(?P<group>[^,;。:在从]{3,24}?)(?<![其集高初期途当空手心程])(?:之中|中|里),"
)
_TAKES = lazy_pattern(
    "的?(?:[仅只约则也就却便更均都虽]|已经?)*(?:占比?|比[重例])"
    "(?:[仅只为达近约超过到逾有升至则也已]|不足|不到|高达|突破|首次)*"
)
_OF_WHICH = lazy_pattern("(?:左右|以上|以下|以内)?[,、;]?其中[,:]?")
_OF_WHICH_ALONE, _LONGEST_WHOLE = lazy_pattern("[,;]其中,?"), 18
_NEXT_SHARE = lazy_pattern("(?:左右|以上|以下|以内)?[,、;](?:而|另)?")
# Between things and how many of them, and what some of them do.
_SOME_OF = lazy_pattern("(?:当中|之中|中|里),?(?:[已仅就只约近共]|还|另)*有(?:[约近]|超过?|多达)*")
_DO = lazy_pattern(
    "(?:未|已|尚|没有|不)|[^的]{0,2}(?:延期|亏损|盈利|退出|流失|停产|停工|倒闭|破产|逾期|违约|超标|达标"
    "|合格|关闭|搬迁|投产|开工|完工|上市|获批|通过|落选|中标|失效|过期|死亡|受伤|感染|失业|辍学|离职|退休"
    "|摘帽|脱贫|成立|建立|加入|位于)"
)
_SHARE_NAMED, _SHARE = lazy_pattern("(?:占比|比重|比例)$"), "占比"
_LEVEL_AND_CHANGE = 2
_IN, _BEHIND_IN = "中", tuple("国华外小高东西医药央期间层")  # 申请中国内 would read as 中国 and 内


def name_restricted(sentence: Sentence, index: int, name: str, statements: Sequence[Statement]) -> str:
    """Return the name of a figure with what the clauses before restrict it to.

    What names a thing of its own ends the restriction of general names.

    >>> 以石英坩埚为例,成本从2万元降至9000元 -> 石英坩埚|成本
    >>> 渔业从业人员1.6万人,其中女性占三成 -> 渔业从业人员|中|女性|占比
    """
    is_share = sentence.figures[index].unit == PERCENT
    if is_share and (share := _share_of_group(sentence, index, name, statements)):
        return share
    if not name or len(name) > _LONGEST:
        return name
    if part := _part_of_counted(sentence, index, name, statements):
        return part
    if not any(sign in sentence.text for sign in _SIGNS):
        return name
    found = [*_RESTRICTS.finditer(sentence.text, sentence.start, sentence.figures[index].start)]
    if not found:
        return name
    thing = found[-1]["example"] or found[-1]["field"]
    if _OF_WORK.search(thing) or names_no_owner(thing) or load_words().predicate.search(thing):
        return name
    own = name.replace(GAP, "").removeprefix(f"{thing}方面").removeprefix(f"{thing}领域")
    if thing[-2:] in own or not _is_general(own):
        return name
    since = (one.reading.indicator for one in statements if one.figure.start > found[-1].end())
    if not all(one.startswith(thing) for one in since):
        return name
    return f"{thing}{GAP}{own}"


def _part_of_counted(sentence: Sentence, index: int, name: str, statements: Sequence[Statement]) -> str:
    """Return the name of a count with the things right before it of which it counts some, or "".

    >>> 上一批40个课题中有12个延期 -> 延期|的|课题
    """
    before, figure = statements[-1:], sentence.figures[index]
    if not before or not index or before[0].figure is not sentence.figures[index - 1]:
        return ""
    things, own = before[0].reading.indicator.replace(GAP, ""), name.replace(GAP, "")
    between = sentence.text[before[0].figure.end : figure.start]
    if f"{things}," in between:
        things = things.removesuffix(_IN)
    if not things or not _SOME_OF.fullmatch(between.partition(things)[2]):
        return ""
    is_behind = sentence.text.startswith(own, figure.end)
    if not is_behind or things[-2:] in own or load_words().measure_end.search(own):
        return ""  # 500种产品中有220种产量居首
    own = own.removeprefix("为").removeprefix("是")
    if _DO.match(own):
        return f"{own}{GAP}的{GAP}{things}"
    return f"{things}{GAP}{_IN}{GAP}{own}"


def _is_general(name: str) -> bool:
    """Return whether a name consists of general words: 出口, 量产价格."""
    rest = _GENERAL.sub("", name)
    return not rest or names_no_owner(rest)


def _share_of_group(sentence: Sentence, index: int, name: str, statements: Sequence[Statement]) -> str:
    """Return the name of a share with the group that it is a share of, or "".

    >>> 在渔业专利申请中,国内申请人占42% -> 渔业专利申请|中的|国内申请人|占比
    """
    full = name.replace(GAP, "")
    own = _SHARE_NAMED.sub("", full)
    if not own or "占" in own:
        return ""
    begin = sentence.start
    if index:
        begin = sentence.figures[index - 1].end
    lead = sentence.text[begin : sentence.figures[index].start].replace(" ", "")
    if not stands_between(lead, own, ANYTHING, _TAKES):
        return ""
    whole = _group_before(sentence, index, own) or _whole_before(sentence, index, own, lead, statements)
    if not whole or whole in own:
        return ""
    inside = _IN
    if own.startswith(_BEHIND_IN):
        inside = f"{_IN}的"
    if full == own:
        full = f"{own}{GAP}{_SHARE}"
    return f"{whole}{GAP}{inside}{GAP}{full}"


def _group_before(sentence: Sentence, index: int, own: str) -> str:
    """Return the group that a clause of its own names before a share of it, or ""."""
    place = sentence.figures[index].start
    groups = [*_GROUP.finditer(sentence.text, sentence.start, place)]
    if not groups or ";" in sentence.text[groups[-1].end() : place] or names_no_owner(own):
        return ""
    return groups[-1]["group"]


def _is_change_of_count(statements: Sequence[Statement]) -> bool:
    """Return whether the last statement is the change of a level that is no share."""
    if len(statements) < _LEVEL_AND_CHANGE:
        return False
    level, change = statements[-2:]
    is_same = level.reading.indicator == change.reading.indicator
    return is_same and level.figure.unit != PERCENT and level.reading.comparator not in CHANGES


def _whole_before(
    sentence: Sentence, index: int, own: str, lead: str, statements: Sequence[Statement]
) -> str:
    """Return what the figure right before a share measures, which it is a share of (其中), or ""."""
    if not statements or not index or statements[-1].figure is not sentence.figures[index - 1]:
        return ""
    before = statements[-1].reading
    whole, inside, _ = before.indicator.partition(f"{GAP}{_IN}")
    if inside and stands_between(lead, own, _NEXT_SHARE, _TAKES):
        return whole
    name = before.indicator.replace(GAP, "")
    if before.comparator in CHANGES or statements[-1].figure.unit == PERCENT:
        is_open = _is_change_of_count(statements) and len(name) <= _LONGEST_WHOLE
        return name if is_open and stands_between(lead, own, _OF_WHICH_ALONE, _TAKES) else ""
    if len(name) > _LONGEST:
        return ""
    if load_words().measure_end.search(own) and own[-2:] not in name:
        return ""  # 参展企业近1700家,其中外国展览面积占30%
    if not stands_between(lead, own, _OF_WHICH, _TAKES):
        return ""
    return name
