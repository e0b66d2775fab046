"""Signs of English changes, by their verbs and the figures before."""

from __future__ import annotations

from collections.abc import Mapping

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import is_lost, subject_phrase
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS
from flows.annotation.figures.words_en import load_words
from flows.text import lazy_pattern

# Verbs of doing better or worse than a plan or somebody else, by so much.
_PASSING = {
    **dict.fromkeys(("exceed", "exceeds", "exceeded", "surpass", "surpasses", "surpassed"), "+"),
    **dict.fromkeys(("overfulfilled", "overfulfil", "overfulfill", "outstrip", "outstripped"), "+"),
    **dict.fromkeys(("overshot", "overshoot", "outpaced", "beat", "topped", "bettered"), "+"),
    **dict.fromkeys(("miss", "misses", "missed", "undershot", "lagged", "lags", "trailed"), "-"),
}

_SIGNS = ("+", "-")
_RISING = frozenset(
    ("edged", "crept", "inched", "ticked", "shot", "went", "moved", "climbed", "rose", "creeping")
)
_STARTING = ("start", "starts")
_GAPPED_RULE = "choose_gapped_clause"
_MEASURES = (
    "(?:quota|output|price|share|rate|index|capacity|production|sale|revenue|profit|import|export|value|cost"
    "|spending|investment|demand|target|volume|number|earning|loss|losse|loan|deposit|order|shipment|delivery"
    "|deliverie|reserve|wage|taxe|subsidie|debt|asset|liabilitie|income|turnover|expense|fee|rent|payment)s?"
)
# Between the last figure of a clause and the first of one without a verb: 11 tons, and the tin quota | 5%.
_GAPPED = lazy_pattern(
    r"(?: [a-z]+)?,? (?:and|but|while) (?:the |its |their )?(?:[a-z'’-]+ ){0,4}?"
    rf"{_MEASURES} (?:by |to |at )?"
)
# Between two sums: 300 billion dollars | in 2022, Russia around | 72 billion; spent 241 and universities 112.
_OTHER_NAMED = lazy_pattern(
    r"(?: in (?:19|20)\d\d| last year| this year)?(?:,| and|, and| while|, while) (?:the )?"
    rf"(?!(?i:{_MEASURES}|the|in|rmb|usd|us\$|cny|eur|hk\$)\b)"
    r"(?P<name>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}|[a-z]{4,}s) "
    r"(?:(?:about|around|some|nearly|roughly|almost|just|over|more than) )?(?:RMB|US\$|\$|€|£|¥|HK\$)?"
)
# ... or another measure: revenue was 20 billion yuan | and profits | 3 billion yuan.
_OTHER_MEASURE = lazy_pattern(
    rf"(?:,| and|, and| while|, while) (?:the |its |their )?(?P<measure>(?:[a-z-]+ )?{_MEASURES}) "
    r"(?:(?:about|around|some|nearly|roughly|almost|just|over|more than) )?(?:RMB|US\$|\$|€|£|¥|HK\$)?"
)
_OWNER = lazy_pattern(r"[^,;]{2,40}?['’]s? ")
_SHARES = ("share", "market share", "combined share")
_THEIR_SHARE = lazy_pattern(r"\b(?:its|their|that|this) (?:[a-z]+ )?share (?!of |in )")
_BOUNDING = frozenset(("more", "over", "least", "above", "than", "less", "under"))

# By which time a change is measured, which names nothing: up 12% year over year and 3% sequentially.
_STEP = lazy_pattern(r" (?:sequentially|(?:quarter|month) (?:on|over) (?:quarter|month))(?![a-z])")
# Between a level and its change: exports came to 4 trillion yuan, an increase of | 6.2 percent.
_APPOSED = lazy_pattern(
    r"(?: in (?:19|20)\d\d)?, (?:or )?an? (?:[a-z-]+ ){0,3}?"
    r"(?:increase|rise|gain|growth|jump|decrease|decline|drop|fall)"
    r" of (?:about |around |nearly |almost |over |more than )?"
)
# Between two changes of one thing, each with its base.
_BASED = lazy_pattern(r" (?P<base>from|on|over|than|compared with) [a-z0-9 ]{2,40}(?:,| and|, and) (?:by )?")
# Between two changes of one thing by two measures: fell 4 percent by value and by 15 percent by volume.
_BY_MEASURE = lazy_pattern(r" (?P<by>by|in) [a-z ]{3,20}(?:,| and|, and) (?:by |of )?")
# Between two changes, of which the second has a subject and no verb.
_ELLIPSIS = lazy_pattern(
    r"(?:(?: in (?:[a-z]+(?: and [a-z]+)?|(?:19|20)\d\d)| (?:last|this) year| year[- ]on[- ]year)?"
    r",? (?:and |while )|, )(?!to |or |up |down |an? )(?:the |its |their |those |that )?"
    r"(?:(?!who |which |where |with |for |after |from |to |than |as |at |on |but )[a-z'’-]+ ){1,6}?(?:by )?"
)


def sign_by_verb(node: Node, read: Reading) -> None:
    """Give a change by an amount the sign of its verb: the government cut subsidies by 40 percent.

    So has the gap to a plan: output exceeded the plan by 12 percent, missed it by 3 percent.
    """
    if is_lost(node) and read.comparator in ("=", "~"):
        read.bound = "~" if read.comparator == "~" else ""
        read.comparator = "-"
    _drop_bound_of_rise(node, read)
    if node.cases == ("at",) and node.tree.words[node.governor] in _STARTING and read.comparator == "=":
        read.comparator = ">="  # prices start at 900 yuan
    if "by" not in node.cases or node.is_count:
        return
    tree, tails = node.tree, load_words().tails
    governor = _changing_verb(node)
    verb = tree.words[governor]
    if tree.words[governor + 1 : governor + 3] == ["short", "of"]:
        if read.comparator in _SIGNS:
            read.comparator, read.bound = read.bound or "=", ""  # fell short of the budget by 3 billion
        return
    is_bound = not _BOUNDING.isdisjoint(tree.words[max(0, min(node.own) - 3) : min(node.own)])
    is_open = read.comparator == "=" or (read.comparator == ">" and not is_bound)
    if is_open and (sign := _PASSING.get(verb)):
        read.comparator, read.bound = sign, ""
        return
    between = range(governor + 1, min(node.own))
    changed = [word for word in between if tails.get(tree.words[word]) in _SIGNS]
    is_changed_noun = all(tree.tags[word].startswith("NN") for word in changed)
    is_changed_noun = is_changed_noun and (bool(changed) or node.figure.unit == POINTS)
    if read.comparator != "=" and not (read.comparator in _SIGNS and is_changed_noun):
        return
    sign = tails.get(verb) or tails.get(verb.removesuffix("s"), "")
    is_object = bool(between) and (not changed or is_changed_noun)  # the virus cut growth by 3 points
    if sign in _SIGNS and tree.tags[governor].startswith("VB") and is_object:
        read.comparator = sign


def _drop_bound_of_rise(node: Node, read: Reading) -> None:
    """Make a level that was reached no upper bound: the ratio edged | up to | 3 percent."""
    words, first = node.tree.words, min(node.own)
    is_up_to = first > 2 and words[first - 2 : first] == ["up", "to"]
    if read.comparator == "<=" and is_up_to and words[first - 3] in _RISING:
        read.comparator = "="


def _changing_verb(node: Node) -> int:
    """Return the verb of a change by an amount, in place of its object: cut growth by 3 points."""
    tree, governor = node.tree, node.governor
    above = tree.heads[governor]
    is_object = tree.relation(governor) == "obj" and above < governor < min(node.own)
    is_verb = tree.tags[above].startswith("VB") and load_words().tails.get(tree.words[governor]) in _SIGNS
    return above if is_object and is_verb else governor


def inherit_change(sentence: Sentence, index: int, refined: Mapping[int, Reading]) -> None:
    """Make a figure without a verb a change if the one before is.

    Rents rose 7 percent and prices 11 percent. Or the same change in another unit: increased $35 million, or
    12 percent.
    """
    before, read = refined.get(index - 1), refined[index]
    if before is None or before.comparator not in ("+", "-") or read.comparator != "=":
        return
    if _STEP.match(sentence.text, sentence.figures[index].end):
        read.indicator, read.comparator = "", before.comparator
        return
    between = sentence.text[sentence.figures[index - 1].end : sentence.figures[index].start]
    is_gapped = read.rule == "choose_gapped_clause" or (
        read.rule == "choose_that_of" and between.split()[-1] not in load_words().tails
    )
    is_restated = between == ", or " and not _is_share(sentence, index)
    if (
        is_gapped
        or is_restated
        or _lacks_verb(sentence, index, between)
        or _has_other_base(read, sentence, index)
        or _is_by_other_measure(sentence, index)
    ):
        read.comparator = before.comparator


def inherit_gapped(sentence: Sentence, index: int, refined: Mapping[int, Reading]) -> None:
    """Give a figure of a clause without a verb the kind of the clause before, and the sign of its like there.

    The tungsten quota rose 10% to 11,955 tons and the antimony quota 5% to 40,969 tons: +5%.
    """
    read, before = refined[index], refined.get(index - 1)
    if before is None or not before.kind:
        return
    between = sentence.text[sentence.figures[index - 1].end : sentence.figures[index].start]
    is_second = _GAPPED.fullmatch(between) is not None and read.indicator != before.indicator
    if not is_second and not (before.rule == _GAPPED_RULE and between == " to "):
        return
    like = next((one for one in reversed(range(index)) if _is_like(sentence, one, index, refined)), None)
    if like is None:
        return
    read.kind, read.rule = refined[like].kind, _GAPPED_RULE
    if read.comparator == "=" and refined[like].comparator in ("+", "-"):
        read.comparator = refined[like].comparator


def inherit_named(node: Node, sentence: Sentence, index: int, refined: Mapping[int, Reading]) -> None:
    """Give a figure beside the name of somebody else what the figure before measures, of that other.

    China spent 300 billion dollars in 2022, Russia 72 billion: Russia spent. A measure in place of the name
    has the owner before: the firm's revenue was 20 billion and profits 3 billion: the firm's profits.
    """
    read, before = refined[index], refined.get(index - 1)
    figures, text = sentence.figures[index - 1 : index + 1], node.tree.text
    if before is None or node.before is None or figures[0].unit != figures[1].unit:
        return
    between = text[node.tree.ends[max(node.before.own)] : node.tree.starts[min(node.own)]]
    if measured := _OTHER_MEASURE.fullmatch(between):
        if read.indicator in ("", before.indicator):
            owner = _OWNER.match(before.indicator)
            read.indicator = f"{owner[0] if owner else ''}{measured['measure']}"
        return
    named = _OTHER_NAMED.fullmatch(between)
    if named is None or not before.subject or read.indicator.lower() == named["name"].lower():
        return
    read.indicator = before.indicator.replace(before.subject, named["name"])
    read.subject, read.rule = named["name"], before.rule
    read.kind, read.comparator = before.kind, before.comparator if read.comparator == "=" else read.comparator


def inherit_demanded(node: Node, sentence: Sentence, index: int, refined: Mapping[int, Reading]) -> None:
    """Give a share that somebody called for the name of the share before it in the sentence.

    The share was 16 percent in 2021; the plan had called for 40 percent.
    """
    tree, verb, read = node.tree, node.governor, refined[index]
    if index - 1 not in refined or sentence.figures[index - 1].unit != PERCENT:
        return
    is_demand = tree.words[verb] in load_tree_words().intentions and tree.tags[verb].startswith("VB")
    is_object = node.relation == "obj" or node.cases == ("for",)
    if not (is_demand and is_object and verb < min(node.own)) or node.figure.unit != PERCENT or node.is_count:
        return
    if node.part_of(node.head, "of") is not None or tree.child(node.head, "nmod", "acl") is not None:
        return
    read.indicator, read.subject = "", subject_phrase(node, verb)
    read.kind, read.rule, read.is_by_tree = "target", "inherit_demanded", True


def _is_like(sentence: Sentence, one: int, index: int, refined: Mapping[int, Reading]) -> bool:
    """Return whether an earlier figure has the unit of a later one and is of another thing."""
    is_known = one in refined and refined[one].indicator != refined[index].indicator
    return is_known and sentence.figures[one].unit == sentence.figures[index].unit


def inherit_apposed(sentence: Sentence, index: int, refined: Mapping[int, Reading]) -> None:
    """Give a change beside a level what that measures: imports to 3 trillion, an increase of 4 percent."""
    before, read = refined.get(index - 1), refined[index]
    if before is None or not before.indicator or before.comparator in ("+", "-"):
        return
    if sentence.figures[index].unit == PERCENT and _APPOSED.fullmatch(
        sentence.text, sentence.figures[index - 1].end, sentence.figures[index].start
    ):
        read.indicator, read.subject = before.indicator, before.subject


def _is_share(sentence: Sentence, index: int) -> bool:
    """Return whether a figure is a share of a whole: up 9 percent, or 60 percent of all exports."""
    figure = sentence.figures[index]
    return figure.unit == PERCENT and sentence.text.startswith(" of ", figure.end)


def _has_other_base(read: Reading, sentence: Sentence, index: int) -> bool:
    """Return whether a change has two bases: down 45% from a year earlier and 51% from March."""
    before, figure = sentence.figures[index - 1 : index + 1]
    if read.rule != "choose_conjunct" or not before.unit == figure.unit == PERCENT:
        return False
    based = _BASED.fullmatch(sentence.text, before.end, figure.start)
    return based is not None and sentence.text.startswith(f" {based['base']} ", figure.end)


def _is_by_other_measure(sentence: Sentence, index: int) -> bool:
    """Return whether a change is given by two measures: fell 4 percent by value and 15 percent by volume."""
    before, figure = sentence.figures[index - 1 : index + 1]
    measured = _BY_MEASURE.fullmatch(sentence.text, before.end, figure.start)
    if measured is None or not before.unit == figure.unit == PERCENT:
        return False
    return sentence.text.startswith(f" {measured['by']} ", figure.end)


def _lacks_verb(sentence: Sentence, index: int, between: str) -> bool:
    """Return whether the verb of a change also holds for the next: rose 4% and investment by 9%."""
    before, figure = sentence.figures[index - 1 : index + 1]
    if figure.unit != PERCENT or before.unit != PERCENT or not _ELLIPSIS.fullmatch(between):
        return False
    words = load_words()
    said = set(between.split()) - {"by", "and", "of", "in", "the", "while"}
    return said.isdisjoint(words.tails) and said.isdisjoint(words.finite) and said.isdisjoint(words.past)


def inherit_whole(sentence: Sentence, index: int, refined: Mapping[int, Reading]) -> None:
    """Give "their share" the whole of the share before it.

    They held 68 percent of the market; by 2024, their share had dropped to 45 percent.
    """
    before, read = refined.get(index - 1), refined[index]
    if (
        before is None
        or read.indicator.lower() not in _SHARES
        or not before.indicator.startswith("share of ")
    ):
        return
    between = sentence.text[sentence.figures[index - 1].end : sentence.figures[index].start]
    if _THEIR_SHARE.search(between):
        read.indicator = before.indicator
