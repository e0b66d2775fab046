"""Rules for values that a subject reaches, changes by, or is.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import (
    RAISING,
    climb,
    has_own_subject,
    is_lost,
    measured_phrase,
    nouns_before,
    owner_phrase,
    subject_name,
    subject_phrase,
    whole_phrase,
)
from flows.annotation.figures.parsed.rules.deeds import missed_goal
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, POINTS, TIMES, load_units
from flows.annotation.figures.words_en import load_words

_HAVING = frozenset(("has", "have", "had"))
_GOING = frozenset(("go", "goes", "going", "gone", "went"))
_STARTING = frozenset(("start", "starts", "started", "begin", "begins", "began"))
# What is a share by its name, whatever it is of.
_NO_NUMERATORS = frozenset(
    ("share", "shares", "proportion", "percentage", "ratio", "rate", "intensity", "stake")
)
_NO_WHOLES = frozenset(
    ("it", "them", "that", "this", "these", "those", "its", "what", "which", "whom", "all")
)
_HEIGHTS = frozenset(("high", "low", "large", "big", "small"))  # may be as high as 50 percent
_ADDING = frozenset(("add", "adds", "added", "adding"))
_NOMINAL = ("NN", "JJ")
_COSTING = frozenset(("cost", "costs"))
_PREDICATES = ("VBD", "VBZ", "VBP", "MD")
_SHORTEST_SAYING = 6  # words before "be": levy, which economists say should
_OPENING = ("at", "up", "down")
_LONGEST_OPENING = 3  # words before a value that opens a sentence
_LONGEST_BASIS = 9  # words from the value to the comma: up 12 percent from a year earlier,
_FINITE = ("VB", "MD")
_DAYS = frozenset(("today", "yesterday", "nowadays"))
_TOTALING = ("totaling", "totalling")
PRONOUN = "it"
POINTING = ("figure", "number", "proportion", "sum", "total", "amount")
_TO_LEVEL = frozenset(("to", "by", "above", "below", "beyond", "under"))  # prepositions of a value reached
_BESIDE_CHANGES = _TO_LEVEL | {"as", "at", "from", "of", "over", "than"}
_PRONOUNS = (PRONOUN, "they", "them")


def _nearest_subject(node: Node, verb: int) -> int | None:
    """Return the last subject before a verb: the parser may add the subject of the clause before."""
    subjects = [child for child in node.tree.children(verb, "nsubj", "nsubj:pass") if child < verb]
    return max(subjects, default=node.subject_of(verb))


def _subject_after_lead(node: Node, verb: int, subject: int) -> int:
    """Return the second of two subjects if the first belongs to a lead or to a figure before.

    Excluding energy, prices rose. Today, exports exceed 80%. Wages rose 4 percent, and prices fell.
    """
    tree = node.tree
    last = max((child for child in tree.children(verb, "nsubj") if child < verb), default=subject)
    if "with" in tree.cases(last):
        return last  # the index, with chip shares rallying 3 percent
    has_figure = any(tree.tags[place] == "CD" and place in node.blocked for place in range(subject, last))
    if has_figure or tree.tags[0] == "VBG" or tree.words[subject] in _DAYS:
        return last
    return subject


def _object_before(node: Node, participle: int) -> int | None:
    """Return the object that a sum after a comma measures: announced quotas, totaling 15,000 tons."""
    tree = node.tree
    verb = tree.heads[participle]
    item = tree.child(verb, "obj")
    if item is None or tree.words[participle - 1] != "," or not tree.tags[verb].startswith("VB"):
        return None
    is_between = verb < item < participle and item not in node.blocked
    return item if is_between and node.is_noun(item) else None


def _subject_by_words(node: Node, verb: int) -> str:
    """Return a subject that the parser often mistakes, by the words before its verb; "" for others.

    Haiwei's drug unit, whose revenue fell by; they say that replacing the systems will cost.
    """
    tree, end = node.tree, verb
    while end and tree.tags[end - 1].startswith(("MD", "RB", "VB")):
        end -= 1
    first = end
    while first and tree.tags[first - 1].startswith(_NOMINAL):
        first -= 1
    if first < end and tree.words[first - 1] == "whose":
        end_of_owner = first - 1 - (tree.words[first - 2] == ",")
        owner = nouns_before(node, end_of_owner)
        sign = "'" + "s" * (tree.tags[end_of_owner - 1] != "NNS")
        return f"{owner}{sign} {node.text_of(range(first, end))}".removeprefix("'s ")
    if tree.words[verb] not in _COSTING:
        return ""
    begin = next((place for place in range(end - 1, -1, -1) if tree.words[place] == "that"), -1) + 1
    is_deed = tree.tags[begin] == "VBG" and tree.words[begin] not in load_words().nouns_in_ing
    if not is_deed or any(tag.startswith(_PREDICATES) for tag in tree.tags[begin + 1 : end]):
        return ""
    return node.text_of(range(begin, end))


def _is_going(node: Node, verb: int) -> bool:
    """Return whether two words together are a verb of change or level: went up, has grown, be as high."""
    words = node.tree.words
    following = "".join(words[verb + 1 : verb + 2])
    is_going = words[verb] in _GOING and following in ("up", "down")
    is_high = words[verb] in _HEIGHTS and words[verb - 1] == "as"
    is_starting = words[verb] in _STARTING and following == "at"
    is_changed = words[verb] in _HAVING and following in load_tree_words().changing  # read as a noun
    return is_going or is_high or is_starting or is_changed


def _adds_up(node: Node, verb: int) -> bool:
    """Return whether a verb sums up its subject: the plans add up to 480 megawatts."""
    words = node.tree.words[verb : verb + 2]
    return words[0] in _ADDING and words[-1] == "up" and node.figure.unit != PERCENT


def choose_changed_subject(node: Node) -> tuple[str, str] | None:
    """Take the subject of a verb that changes by or to the value, or reaches it.

    Examples
    --------
    Subsidies to the yard rose from $120 million in 2014 to $410 million in 2018. → Subsidies to the yard
    Dust in the city will fall below 27 micrograms per cubic meter. → Dust in the city
    The index of the yards shed 4 percent. → index of the yards
    The purchase cost the brewer $310 million. → purchase (cost)
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, cases = climb(node)
    is_done_by = tree.relation(governor) == "acl" and tree.child(governor, "obl:agent") is not None
    is_done_by |= relation == "advcl" and has_own_subject(node)  # when the price was 30 dollars, output fell
    if is_done_by or relation not in ("obl", "obj", "advmod", "nmod", "xcomp", "advcl", "nsubj"):
        return None  # lent to firms hit by tariffs 3 billion yuan
    if (
        tree.words[governor - 1 : governor + 1] in ([",", "capped"], [",", "limited"])
        and node.before is not None
    ):
        return whole_phrase(node.before), ""  # 30 percent of design costs, capped at 5 million yuan
    is_fixed = tree.words[governor] in words.fixed and tree.child(governor, "aux:pass") is not None
    is_added = _adds_up(node, governor)
    if (
        not (is_fixed or is_added or _is_going(node, governor) or is_lost(node))
        and tree.words[governor] not in words.changing | words.reaching
    ):
        return None
    is_plain = node.figure.unit in (PERCENT, POINTS, TIMES) or tree.words[governor] in words.reaching
    is_plain |= is_added
    if is_fixed and (node.is_count or not {"at", *_TO_LEVEL} & set(cases)):
        return None
    if said := _subject_by_words(node, governor):
        return said, ""
    is_raised = tree.words[governor] in words.raising  # the chipmaker raised RMB 7 billion
    is_raised = is_raised and {"to", "by", "from"}.isdisjoint(cases)
    is_object = relation == "obj" and _TO_LEVEL.isdisjoint(cases)
    if not is_plain and (is_object or is_raised):
        return None
    if relation == "obl" and cases and _BESIDE_CHANGES.isdisjoint(cases):
        return None
    if _reaches_people(node, governor):
        return None
    subject = _nearest_subject(node, governor) if is_fixed else node.subject_of(governor)
    if tree.words[governor] in _TOTALING and (listed := _object_before(node, governor)) is not None:
        subject = listed
    if tree.relation(governor) == "xcomp" and (wanted := node.relative_noun(governor)) is not None:
        subject = wanted
    if subject is not None and tree.relation(subject) == "nsubj":
        subject = _subject_after_lead(node, governor, subject)
    if subject is None or subject == node.head or subject in node.blocked:
        return None
    name = _measured_or_cost(node, governor, subject)
    if not name or (tree.words[subject] in words.amounts and node.is_count):
        return None
    is_pointer = name.lower() in POINTING and tree.child(subject, "nmod") is None
    if node.before is not None and is_pointer:
        return "", ""  # a figure that would fall to 55 percent
    return name, subject_name(node, tree.child(subject, "nmod:poss"))


def _reaches_people(node: Node, verb: int) -> bool:
    """Return whether a verb has those as its object whom a number counts: hit 60 firms, reached 30 pupils."""
    tree, subject = node.tree, node.tree.child(verb, "nsubj")
    if node.is_count and tree.words[verb] in ("hit", "hits", "hitting"):
        return True
    if not node.is_count or not tree.words[verb].startswith("reach") or node.relation != "obj":
        return False
    while subject is None and tree.relation(verb) == "conj":
        verb = tree.heads[verb]
        subject = tree.child(verb, "nsubj")
    served = load_tree_words().served
    return subject is not None and tree.tags[subject] == "NN" and tree.words[subject] in served


def _measured_or_cost(node: Node, verb: int, subject: int) -> str:
    """Return the phrase of what is measured, marked as the cost of it: the purchase cost | $310 million."""
    name = measured_phrase(node, subject)
    is_cost = node.tree.words[verb] in _COSTING and node.figure.unit in load_units().currencies
    if name and is_cost:
        name = f"{name} (cost)"
    if name and node.tree.words[subject] not in _NO_NUMERATORS and (whole := _whole_reached(node, verb)):
        name = f"{name} (share of {whole})"
    if name and (missed := missed_goal(node, verb)):
        name = f"{name} short of {missed}"
    return name


def _whole_reached(node: Node, verb: int) -> str:
    """Return the whole of a share that a subject reaches: losses reached 3 percent of | lending |, or ""."""
    words, cases, first = load_tree_words(), climb(node)[2], min(node.own)
    is_level = node.tree.words[verb] in words.reaching or bool(_TO_LEVEL & {*cases})
    is_change = "by" in cases or node.tree.words[first - 1] in ("up", "down")
    if node.figure.unit != PERCENT or node.is_count or not is_level or is_change or first < verb:
        return ""
    whole = whole_phrase(node)
    return "" if whole.lower().partition(" ")[0] in _NO_WHOLES | {"level"} else whole


def choose_fronted(node: Node) -> tuple[str, str] | None:
    """Take the subject after a value that opens the sentence.

    Examples
    --------
    At 74 million tons, imports of soybeans were the lowest in three years. → imports of soybeans
    Up 8 percent on the year, industrial profits rebounded in May. → industrial profits
    """
    tree = node.tree
    first, last = min(node.own), max(node.own)
    is_opening = tree.words[0] in _OPENING and first <= _LONGEST_OPENING and not node.is_count
    nouns = [tree.words[place] for place in range(first) if tree.tags[place].startswith("N")]
    is_opening = is_opening and nouns in ([], ["record"])  # not: down payments of 30 percent
    behind = tree.words[last + 1 : last + _LONGEST_BASIS]
    if not is_opening or "," not in behind or (tree.words[0] == "at" and behind[0] != ","):
        return None
    start = last + 2 + behind.index(",")
    verb = next((place for place in range(start, len(tree.words)) if tree.tags[place].startswith(_FINITE)), 0)
    subject = next((place for place in range(start, verb) if tree.tags[place].startswith("N")), 0)
    while subject < tree.heads[subject] < verb and tree.tags[tree.heads[subject]].startswith("N"):
        subject = tree.heads[subject]
    if not subject or subject in node.blocked or not node.is_noun(subject):
        return None
    name = node.phrase(subject).rpartition(", ")[2]
    return name, subject_name(node, tree.child(subject, "nmod:poss"))


def choose_expected(node: Node) -> tuple[str, str] | None:
    """Take what somebody expects to be a value.

    Examples
    --------
    Analysts expect output to be 3 million tons. → output
    The capital ratio, which regulators require to be at least 8 percent, fell. → capital ratio
    """
    tree = node.tree
    if (said := _noun_of_expectation(node)) is not None:
        return node.phrase(said), ""
    if tree.child(node.head, "cop") is None or node.relation not in ("xcomp", "ccomp"):
        return None
    item = node.relative_noun(node.head)  # the ratio, which regulators require to be 8 percent
    if item is None:
        item = tree.child(node.governor, "obj")
    if item is None or item > min(node.own) or not node.is_noun(item) or item in node.blocked:
        return None
    return node.phrase(item), owner_phrase(node, item)


def _noun_of_expectation(node: Node) -> int | None:
    """Return the noun whose value somebody wants or expects: the levy, which experts say should be 3%."""
    tree, words = node.tree, load_tree_words()
    place = min(node.own) - 1
    while place > 0 and (tree.words[place] in words.leads or tree.words[place] in ("at", "least", "most")):
        place -= 1
    if tree.words[place] != "be" or place < _SHORTEST_SAYING or tree.tags[place - 1] not in ("MD", "TO"):
        return None
    if not tree.tags[place - 2].startswith("VB"):
        return None
    doer = place - 3
    while doer > 1 and tree.tags[doer] in ("DT", "JJ", "NN", "NNS", "NNP", "NNPS"):
        doer -= 1
    is_clause = tree.words[doer] == "which" and tree.words[doer - 1] == "," and doer < place - 3
    noun = doer - 2
    return noun if is_clause and noun >= 0 and node.is_noun(noun) and noun not in node.blocked else None


def choose_predicate(node: Node) -> tuple[str, str] | None:
    """Take the subject of which the value is stated.

    Examples
    --------
    The tariff on imported panels was 5 percent. → tariff on imported panels
    Spending on research was 3 percent of sales. → Spending on research (share of sales)
    """
    tree = node.tree
    if tree.child(node.head, "cop") is None:
        return None
    subject = tree.child(node.head, "nsubj")
    if (
        subject is not None
        and tree.words[subject] in load_tree_words().aims
        and "for" in tree.cases(node.head)
    ):
        return None  # the goal is for 70 percent of firms to
    if subject is not None and tree.relations[node.head] == "acl:relcl" and not node.is_noun(subject):
        subject = node.governor  # revenue, which was 3 billion yuan, rose
    if subject in node.blocked:  # stocks are 2 million tons and output is 60 million tons
        subject = tree.child(subject, "conj")
    if subject is None or not node.is_noun(subject) or tree.words[subject] in load_tree_words().times:
        return None
    if subject > min(node.own) or subject in node.blocked:
        return None
    name, whole = node.phrase(subject), node.figure.unit == PERCENT and whole_phrase(node)
    if name and whole and tree.words[subject] not in load_tree_words().shares:
        name = f"{name} (share of {whole})"
    return name, subject_name(node, tree.child(subject, "nmod:poss"))


def choose_pronoun(node: Node) -> tuple[str, str] | None:
    """Take the pronoun for what the sentence before measures.

    Examples
    --------
    Local content was 33 percent in 2021. By 2024 it had risen to 40 percent. → Local content
    """
    tree = node.tree
    verb = node.head if tree.child(node.head, "cop") is not None else climb(node)[0]
    words = load_tree_words()
    is_stated = verb == node.head or tree.words[verb] in (words.changing | words.reaching) - RAISING
    subject = tree.child(verb, "nsubj", "nsubj:pass")
    if node.before is not None or node.is_count or subject is None or not is_stated:
        return None
    return (PRONOUN, "") if tree.words[subject] in _PRONOUNS and subject < min(node.own) else None


def _noun_before(node: Node) -> str:
    """Return the noun between "and" and a verb without a subject: costs fell by a third and sales doubled."""
    tree, end = node.tree, min(node.own)
    while end and tree.words[end - 1] in ("more", "than", "almost", "nearly"):
        end -= 1
    start = end
    while start and tree.tags[start - 1].startswith(("NN", "JJ")) and start - 1 not in node.blocked:
        start -= 1
    is_clause = start < end and node.is_noun(end - 1) and tree.words[start - 1] in ("and", "but")
    if not is_clause or tree.child(node.head, "nsubj") is not None:
        return ""
    return node.text_of(range(start, end))


def _compares_with(node: Node) -> bool:
    """Return whether "double the" after a comma is how the figure before compares with something else."""
    tree, first, last = node.tree, min(node.own), max(node.own)
    while first and tree.words[first - 1] in load_tree_words().leads:
        first -= 1
    is_aside = node.before is not None and first > 0 and tree.words[first - 1] == ","
    is_form = tree.words[last] in ("double", "triple", "quadruple")
    return is_aside and is_form and tree.words[last + 1 : last + 2] in (["the"], ["that"], ["its"], ["their"])


def choose_multiplied_subject(node: Node) -> tuple[str, str] | None:
    """Take what doubled or tripled: the object of the verb, or else its subject.

    Examples
    --------
    Its headcount tripled between 2015 and 2019. → headcount
    """
    if not node.figure.is_multiple:
        return None
    tree = node.tree
    behind = max(node.own) + 1
    if tree.words[behind : behind + 2] == ["per", "capita"]:
        return None  # the tree reads it as an adverbial
    if tree.words[min(node.own)].endswith("fold") and (raised := nouns_before(node, min(node.own))):
        return raised, subject_phrase(node, node.verb())  # increase its capacity fivefold
    if _compares_with(node):
        return "", ""  # cost 16 cents, more than double the price in America
    item = tree.child(node.head, "obj")
    if item is not None and node.before is not None and tree.words[item] in POINTING:
        return "", ""  # rose to $48 billion, nearly double the figure for 2020
    if item is not None and node.is_noun(item) and tree.words[item] not in load_tree_words().times:
        return node.phrase(item), subject_phrase(node, node.head)
    if beside := _noun_before(node):
        return beside, ""
    subject = node.subject_of(node.head, by_agent=False)
    if subject is None or not node.is_noun(subject) or not tree.tags[node.head].startswith("VB"):
        return None
    name = node.phrase(subject).removesuffix(" more")  # output more than doubled
    return name, subject_name(node, tree.child(subject, "nmod:poss"))
