"""Rules for values that something reaches, changes by, or has.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import (
    climb,
    measured_phrase,
    owner_phrase,
    subject_name,
    subject_phrase,
)
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, POINTS, TIMES, load_units
from flows.annotation.figures.words_en import load_words

_ADVERBIAL = ("in", "for", "by", "the")  # in line with, for comparison, to the tune of
_HAVING = frozenset(("has", "have", "had"))
_GOING = frozenset(("go", "goes", "going", "gone", "went"))
_NOMINAL = ("NN", "JJ")
_COSTING = frozenset(("cost", "costs"))
_PREDICATES = ("VBD", "VBZ", "VBP", "MD")
_LEVELS = frozenset(("at", "to", "below", "above", "under", "over"))
_SHORTEST_SAYING = 6  # words before "be": levy, which economists say should
_OPENING = ("at", "up", "down")
_LONGEST_OPENING = 3  # words before a value that opens a sentence
_LONGEST_BASIS = 9  # words from the value to the comma: up 12 percent from a year earlier,
_FINITE = ("VB", "MD")
_INDEX_POINTS = "points"
_TOTALING = ("totaling", "totalling")
_POINTING = ("figure", "number", "proportion", "sum", "total", "amount")


def choose_noun_of(node: Node) -> tuple[str, str] | None:
    """Take the noun whose value follows it: a market share of 9 percent.

    Examples
    --------
    It is a maker of batteries with a market share of 9 percent. → market share
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, cases = climb(node)
    if relation not in ("nmod", "appos", "obl") or not node.is_noun(governor):
        return None
    if governor in node.blocked or _names_nothing(node, governor, cases):
        return None
    if not {"of", "at", "to", "worth", "with"} & set(cases) and relation != "appos":
        return None
    if node.is_count and _counts_something_else(node, governor):
        return None
    if relation == "appos" and _is_next_of_list(node):
        return None
    if cases == ("to",):  # increasing the coverage of services to 70 percent
        item = _changed_above(node)
        if item is not None:
            return node.phrase(item), ""
    if tree.words[governor] in words.changes:
        return _changed_noun(node, governor), ""
    is_class = tree.words[governor] in ("population", "populations") and "with" in tree.cases(governor)
    if tree.words[governor] in words.amounts or (is_class and not node.figure.unit):
        return None
    if tree.words[governor] in words.aims and tree.child(governor, "compound") is None:
        aim = _read_aim(node, governor)
        if aim is not None:
            return aim
    if tree.words[governor] in words.intentions and tree.words[governor + 1] == "for":
        return None  # the roadmap calls for firms to supply, read as a noun
    above = tree.heads[governor]
    is_measure = tree.words[above] in words.measures and above not in node.blocked
    if tree.relation(governor) == "nmod" and is_measure:
        governor = above  # a coverage of desertified land of 22 percent
    if tree.words[governor] in load_words().doings:  # the construction of 14 centers
        part = node.head if node.is_count else node.part_of(node.head, "of")
        return (node.phrase(part), "") if part is not None else None
    return node.phrase(governor), owner_phrase(node, governor)


def _counts_something_else(node: Node, governor: int) -> bool:
    """Return whether a count does not measure the noun above it: sent 300 doctors to 76 countries."""
    if climb(node)[1] != "appos" and not _is_measured_by_count(node, governor):
        return True  # a list of 33 firms
    return ":" in node.tree.words[governor : min(node.own)]  # freight by rail to Europe: 4,985 trains


def _is_next_of_list(node: Node) -> bool:
    """Return whether a sum is the next member of a list: 850 tons of cement, 460 tons of steel."""
    return not node.is_count and node.part_of(node.head, "of") is not None


def _names_nothing(node: Node, noun: int, cases: tuple[str, ...]) -> bool:
    """Return whether a noun before a value does not measure it: in line with, RMB, ninth with 2% of it."""
    tree, units = node.tree, load_units()
    is_adverbial = tree.words[noun] in load_tree_words().adverbial and tree.words[noun - 1] in _ADVERBIAL
    is_share = (
        cases == ("with",) and node.figure.unit == PERCENT and node.part_of(node.head, "of") is not None
    )
    return is_adverbial or is_share or units.english.get(tree.words[noun]) in units.currencies


def choose_reached_mark(node: Node) -> tuple[str, str] | None:
    """Take what reached a level, mark or high given by the value.

    Examples
    --------
    Deal volume reached the record level of $210 billion. → Deal volume
    """
    tree, words = node.tree, load_tree_words()
    mark, relation, _ = climb(node)
    if node.is_count or relation != "nmod" or tree.words[mark] not in words.marks:
        return None  # hit a milestone of 2 million users
    if tree.relation(mark) not in ("obj", "obl"):
        return None
    verb = tree.heads[mark]
    if tree.words[verb] not in words.reaching | words.changing:
        return None
    reached = subject_phrase(node, verb)
    return (reached, "") if reached else None


def _changed_noun(node: Node, change: int) -> str:
    """Return what a noun of change refers to, "" for the figure before: sales of 3 billion, up 4%."""
    tree, words = node.tree, load_tree_words()
    part = node.part_of(change, "in")
    if part is not None:
        return node.phrase(part)
    measured = tree.child(change, "compound")
    is_yearly = measured is not None and tree.words[measured] in words.times  # year-on-year growth
    is_first = node.before is None or tree.words[node.before.governor] in words.changes
    if is_first or (measured is not None and not is_yearly):
        return node.phrase(change)  # GDP growth of around 5 percent
    return ""


def _read_aim(node: Node, aim: int) -> tuple[str, str] | None:
    """Return what a target is for, ("", "") for the figure before: 31 billion against a goal of 50."""
    part = node.part_of(aim, "for")  # a goal of 3 percent for research spending
    if part is None and not node.is_count:
        part = node.part_of(node.head, "of", "for")
    if part is not None and node.is_noun(part):
        return node.phrase(part), owner_phrase(node, aim)
    if node.is_count:
        return node.phrase(node.head), owner_phrase(node, aim)
    if node.before is not None:
        return "", ""
    return None


def _is_measured_by_count(node: Node, index: int) -> bool:
    """Return whether a count measures a noun: a fleet of 300 buses, a group of 900 people."""
    words, vocabulary = load_tree_words(), load_words()
    noun = node.tree.words[index]
    if "of" in node.cases and node.tree.words[node.head] in ("people", "persons", "units", "members"):
        return True
    measuring = words.measures | words.aims | vocabulary.quantities | vocabulary.measure_nouns
    return noun in measuring or noun in words.amounts or ("of" in node.cases and noun in vocabulary.doings)


def _changed_above(node: Node) -> int | None:
    """Return the object of the nearest verb above, if that verb is one of change."""
    tree = node.tree
    verb = next((index for index in tree.above(node.head) if tree.tags[index].startswith("VB")), None)
    if verb is None or tree.words[verb] not in load_tree_words().changing:
        return None
    item = tree.child(verb, "obj")
    if item is None or tree.words[item] == _INDEX_POINTS:
        return None
    return item if node.is_noun(item) and item not in node.blocked else None


def choose_changed_object(node: Node) -> tuple[str, str] | None:
    """Take the object of a verb of change.

    Examples
    --------
    Shenzhen aims to raise chip design revenue to RMB 260 billion. → chip design revenue
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, cases = climb(node)
    if cases == ("with",):
        return None  # expanded its scheme with 100 million yuan
    if tree.words[governor] not in words.changing or relation not in ("obl", "obj", "advmod", "nmod"):
        return None
    if tree.relation(governor) == "xcomp" and (wanted := node.relative_noun(governor)) is not None:
        return node.phrase(wanted), subject_phrase(node, governor)
    item = tree.child(governor, "obj")
    if item is None and (spending := _gerund_after(node, governor)):
        return spending, subject_phrase(node, governor)
    if item is None or item == node.head or item in node.blocked or not node.is_noun(item):
        return None
    if tree.words[item] == _INDEX_POINTS or (item > node.head and tree.words[item] in words.changes):
        return None  # surged to 35 percent, a significant increase; fell 6 points to 18 percent
    if tree.child(governor, "aux:pass") is not None:
        return None  # what will be raised is the subject
    later = _verb_read_as_noun(node, item)
    if later is not None:  # its phrase begins with the verb
        return node.phrase(later).partition(" ")[2], subject_phrase(node, governor)
    return node.phrase(item), subject_phrase(node, governor)


def _gerund_after(node: Node, verb: int) -> str:
    """Return a noun in -ing that the parser read as a verb: lift spending on basic research to 8 percent."""
    tree, gerund = node.tree, node.tree.child(verb, "xcomp")
    if gerund != verb + 1 or tree.tags[gerund] != "VBG":
        return ""
    levels = (place for place in range(gerund, min(node.own)) if tree.words[place] in ("to", "by", "from"))
    end = max(levels, default=gerund)
    return node.text_of(range(gerund, end))


def _verb_read_as_noun(node: Node, item: int) -> int | None:
    """Return the object of a later verb of change that the parser read as an adjective, or None.

    Example: raise the share to 45 percent and cut energy use by 13 percent.
    """
    tree = node.tree
    for index in range(item + 1, min(node.own)):
        is_verb = tree.words[index] in load_tree_words().changing and tree.words[index - 1] == "and"
        if is_verb and tree.relation(index) == "amod" and node.is_noun(tree.heads[index]):
            return tree.heads[index]
    return None


def _nearest_subject(node: Node, verb: int) -> int | None:
    """Return the last subject before a verb: the parser may add the subject of the clause before."""
    subjects = [child for child in node.tree.children(verb, "nsubj", "nsubj:pass") if child < verb]
    return max(subjects, default=node.subject_of(verb))


def _subject_after_lead(node: Node, verb: int, subject: int) -> int:
    """Return the second of two subjects if the first belongs to a lead or to a figure before.

    Excluding energy, prices rose. Wages rose 4 percent, and prices fell.
    """
    tree = node.tree
    last = max((child for child in tree.children(verb, "nsubj") if child < verb), default=subject)
    has_figure = any(tree.tags[place] == "CD" and place in node.blocked for place in range(subject, last))
    if has_figure or tree.tags[0] == "VBG":
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
        owner = _nouns_before(node, end_of_owner)
        sign = "'" + "s" * (tree.tags[end_of_owner - 1] != "NNS")
        return f"{owner}{sign} {node.text_of(range(first, end))}".removeprefix("'s ")
    if tree.words[verb] not in _COSTING:
        return ""
    begin = next((place for place in range(end - 1, -1, -1) if tree.words[place] == "that"), -1) + 1
    is_deed = tree.tags[begin] == "VBG" and tree.words[begin] not in load_words().nouns_in_ing
    if not is_deed or any(tag.startswith(_PREDICATES) for tag in tree.tags[begin + 1 : end]):
        return ""
    return node.text_of(range(begin, end))


def _nouns_before(node: Node, end: int) -> str:
    """Return the nouns and adjectives right before a word, "" where there are none or they are a figure's."""
    start = end
    while start and node.tree.tags[start - 1].startswith(_NOMINAL) and start - 1 not in node.blocked:
        start -= 1
    is_named = start < end and node.is_noun(end - 1)
    return node.text_of(range(start, end)) * is_named


def choose_changed_subject(node: Node) -> tuple[str, str] | None:
    """Take the subject of a verb that changes by or to the value, or reaches it.

    Examples
    --------
    Subsidies to the yard rose from $120 million in 2014 to $410 million in 2018. → Subsidies to the yard
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, cases = climb(node)
    if relation not in ("obl", "obj", "advmod", "nmod", "xcomp", "advcl", "nsubj"):
        return None
    is_fixed = tree.words[governor] in words.fixed and tree.child(governor, "aux:pass") is not None
    following = "".join(tree.words[governor + 1 : governor + 2])
    is_going = tree.words[governor] in _GOING and following in ("up", "down")
    is_going |= tree.words[governor] in _HAVING and following in words.changing  # a participle read as a noun
    if not (is_fixed or is_going) and tree.words[governor] not in words.changing | words.reaching:
        return None
    is_plain = node.figure.unit in (PERCENT, POINTS, TIMES) or tree.words[governor] in words.reaching
    if is_fixed and (node.is_count or not {"at", "to"} & set(cases)):
        return None
    if said := _subject_by_words(node, governor):
        return said, ""
    is_raised = tree.words[governor] in words.raising and not cases  # the chipmaker raised RMB 7 billion
    if not is_plain and (relation == "obj" or is_raised):
        return None
    if relation == "obl" and cases and not {"by", "to", "at", "from", "of", "than", "over"} & set(cases):
        return None
    if node.is_count and tree.words[governor] in ("hit", "hits", "hitting"):
        return None  # the embargo hit 60 firms
    subject = _nearest_subject(node, governor) if is_fixed else node.subject_of(governor)
    if tree.words[governor] in _TOTALING and (listed := _object_before(node, governor)) is not None:
        subject = listed
    if tree.relation(governor) == "xcomp" and (wanted := node.relative_noun(governor)) is not None:
        subject = wanted
    if subject is not None and tree.relation(subject) == "nsubj":
        subject = _subject_after_lead(node, governor, subject)
    if subject is None or subject == node.head or subject in node.blocked:
        return None
    name = measured_phrase(node, subject)
    if not name or (tree.words[subject] in words.amounts and node.is_count):
        return None
    is_pointer = name.lower() in _POINTING and tree.child(subject, "nmod") is None
    if node.before is not None and is_pointer:
        return "", ""  # a figure that would fall to 55 percent
    return name, subject_name(node, tree.child(subject, "nmod:poss"))


def choose_fixed_object(node: Node) -> tuple[str, str] | None:
    """Take what somebody caps, sets or keeps at a value.

    Examples
    --------
    The draft would cap foreign ownership at 49 percent. → foreign ownership
    """
    tree = node.tree
    verb = node.governor
    if tree.words[verb] not in load_tree_words().fixing or not _LEVELS.intersection(node.cases):
        return None
    if node.is_count or node.part_of(node.head, "of") is not None:
        return None  # keeps ships at 12 ports; put the cost at 3 percent of GDP
    item = tree.child(verb, "obj")
    if item is None or not verb < item < min(node.own) or item in node.blocked or not node.is_noun(item):
        return None
    if tree.words[item] in _POINTING and tree.child(item, "nmod", "compound") is None:
        return ("", "") if node.before is not None else None
    return node.phrase(item), subject_phrase(node, verb)


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
    """
    tree = node.tree
    if tree.child(node.head, "cop") is None:
        return None
    subject = tree.child(node.head, "nsubj")
    if subject in node.blocked:  # stocks are 2 million tons and output is 60 million tons
        subject = tree.child(subject, "conj")
    if subject is None or not node.is_noun(subject) or tree.words[subject] in load_tree_words().times:
        return None
    if subject > min(node.own) or subject in node.blocked:
        return None
    return node.phrase(subject), subject_name(node, tree.child(subject, "nmod:poss"))


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
    if tree.words[min(node.own)].endswith("fold") and (raised := _nouns_before(node, min(node.own))):
        return raised, subject_phrase(node, node.verb())  # increase its capacity fivefold
    item = tree.child(node.head, "obj")
    if item is not None and node.before is not None and tree.words[item] in _POINTING:
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
