"""What an English figure is of, by walks over the tree: named rules, asked in order.

The first rule that applies decides; where none does, the readers of words go on. Each docstring
shows a sentence, and the tests read it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, POINTS, RANK, TIMES, load_units
from flows.annotation.figures.words_en import load_words

_PARTS = ("of", "in")
_COMPLEMENTS = (
    "in",
    "into",
    "on",
    "for",
    "from",
    "to",
    "toward",
    "towards",
    "across",
    "between",
    "among",
    "at",
)
_LONGEST_PREDICATE = 12  # words
_CURRENCY_PARTS = ("in", "of")


class Found(NamedTuple):
    """The indicator of a figure ("" for that of the one before), its subject, and the rule that decided."""

    indicator: str
    subject: str
    rule: str


Choice = Callable[[Node], tuple[str, str] | None]


def choose_by_tree(node: Node) -> Found | None:
    """Return what the tree tells of a figure; None where no rule applies."""
    for choose in TREE_CHOICES:
        found = choose(node)
        if found is not None:
            indicator, subject = found
            return Found(indicator, "" if subject == indicator else subject, choose.__name__)
    return None


def _name(node: Node, index: int | None) -> str:
    """Return the phrase of a subject, "" for a pronoun."""
    if index is None or index in node.own | node.blocked or not node.is_noun(index):
        return ""
    tree = node.tree
    is_verb = tree.words[index] in load_tree_words().intentions and tree.words[index + 1 : index + 2] == [
        "to"
    ]
    if is_verb:  # "The province plans to": read as a noun
        inside = tree.child(index, "compound", "nmod")
        return node.phrase(inside) if inside is not None else ""
    return node.phrase(index)


def _subject(node: Node, verb: int) -> str:
    return _name(node, node.subject_of(verb))


def _owner(node: Node, index: int) -> str:
    """Return whose the noun is (Lenovo's), else the subject of its clause."""
    tree = node.tree
    owner = tree.child(index, "nmod:poss")
    if owner is not None:
        return _name(node, owner)
    verb = node.verb()
    subject = node.subject_of(verb, by_agent=False)
    if subject is None or tree.is_below(index, subject):
        return ""
    return _name(node, subject)


def _measured(node: Node, index: int) -> str:
    """Return the phrase of what is measured; "" for a mere pointer."""
    return node.phrase(index) if node.is_noun(index) else ""


def _share_of(node: Node) -> str:
    """Return the whole that a percentage is a part of."""
    whole = node.part_of(node.head, "of")
    return node.phrase(whole) if whole is not None else ""


def _climb(node: Node) -> tuple[int, str, tuple[str, ...]]:
    """Return governor, relation and prepositions of a figure, over nouns of amount (a total of 5 million)."""
    tree, words = node.tree, load_tree_words()
    index = node.head
    for _ in range(3):
        above = tree.heads[index]
        is_amount = tree.words[above] in words.amounts and tree.relation(index) in ("nmod", "appos", "nummod")
        if above == index or not is_amount:
            break
        index = above
    return tree.heads[index], tree.relation(index), tree.cases(index) or node.cases


def choose_rank(node: Node) -> tuple[str, str] | None:
    """Take what a rank is in.

    Examples
    --------
    China now ranks second in global R&D spending. → global R&D spending
    """
    if node.figure.unit != RANK:
        return None
    tree = node.tree
    superlative = next((index for index in (node.head, *tree.above(node.head)) if node.is_noun(index)), None)
    verb = node.verb()
    if tree.words[verb] in (
        "ranks",
        "ranked",
        "rank",
        "ranking",
        "placed",
        "places",
        "came",
        "stood",
        "finished",
    ):
        for index in (verb, node.head):
            part = node.part_of(index, "in", "for", "by", "on", "among", "of")
            if part is not None:
                return node.phrase(part), _subject(node, verb)
        return "rank", _subject(node, verb)
    if superlative is None:
        return None
    subject = tree.child(superlative, "nsubj")
    if subject is None and tree.relation(superlative) == "appos":
        subject = tree.heads[superlative]
        if subject in node.blocked:  # a quarter of SQM, the second-largest producer
            subject = node.part_of(subject, "of")
    return node.phrase(superlative), _name(node, subject) or _subject(node, verb)


def choose_same_as_figure(node: Node) -> tuple[str, str] | None:
    """Go on with the figure that this one repeats in brackets or compares.

    Examples
    --------
    The plant will cost 50 billion yuan ($7.3 billion). → (the one before)
    """
    tree = node.tree
    is_beside = node.relation in ("appos", "parataxis", "dep") and node.governor in node.blocked
    if is_beside and node.governor not in node.own and node.figure.unit in load_units().currencies:
        return "", ""
    if node.figure.unit == TIMES and tree.words[node.head] == "twice":
        above = node.governor
        is_base = above > node.head and node.is_noun(above) and above not in node.blocked
        return (node.phrase(above), "") if is_base else ("", "")
    return None


def choose_counted_before(node: Node) -> tuple[str, str] | None:
    """Take what is said of a part of what was counted before: of the 114 firms, 83 had lost contracts.

    Examples
    --------
    Of the 114 firms surveyed, 83 had lost contracts. → firms had lost contracts
    """
    is_bare = not node.figure.unit or (node.figure.unit == PERCENT and node.figure.is_worded)
    if (
        not is_bare
        or node.relation not in ("nsubj", "obj", "appos")
        or node.part_of(node.head, "of") is not None
    ):
        return None
    if not node.before or not node.before.is_count or node.tree.tags[node.head] not in ("CD", "NN", "NNS"):
        return None
    if node.relation == "appos" and (node.governor != node.before.head or not node.own):
        return None
    if node.relation == "appos":
        return node.phrase(node.before.head), ""
    if node.relation == "obj":
        return node.phrase(node.before.head), _subject(node, node.verb())
    return _with_predicate(node, node.before.head), ""


def choose_counted_subject(node: Node) -> tuple[str, str] | None:
    """Take what is counted with what is said of it, where it is the subject.

    Examples
    --------
    By 2021, more than 4,700 small firms had been certified. → small firms had been certified
    """
    if not node.is_count or node.relation != "nsubj":
        return None
    return _with_predicate(node, node.head), ""


def _with_predicate(node: Node, subject: int) -> str:
    """Return the phrase of a subject with the short predicate behind it, as written."""
    tree = node.tree
    verb = node.tree.heads[node.head]
    phrase = node.phrase(subject)
    last = verb
    for child in tree.children(verb, "obj", "obl", "xcomp", "advmod", "compound:prt", "iobj", "nmod"):
        below = tree.below(child)
        if below[0] <= last or any(word in node.blocked for word in below) or below[0] > last + 2:
            continue
        last = below[-1]
    first = max(*node.own, node.head) + 1
    leads = (index for index in range(first, verb + 1) if tree.relation(index) in ("aux", "cop", "advmod"))
    start = next(leads, verb)
    words = list(range(start, last + 1))
    is_plain = 0 < len(words) <= _LONGEST_PREDICATE and verb > subject
    if not is_plain or any(word in node.blocked for word in words):
        return phrase
    said = node.text_of(words)
    return f"{phrase} {said}" if phrase else said


def choose_part_subject(node: Node) -> tuple[str, str] | None:
    """Take the whole and what is said of its part, where the part is the subject.

    Examples
    --------
    About 60 percent of the rare earths are mined in China. → rare earths are mined in China
    """
    if node.figure.unit != PERCENT or node.relation not in ("nsubj", "conj") or node.relation == "conj":
        return None
    whole = node.part_of(node.head, "of")
    if whole is None:
        return None
    return _with_predicate(node, whole), ""


def choose_part_after_of_which(node: Node) -> tuple[str, str] | None:
    """Take what is said of the part of what was counted before.

    Examples
    --------
    It named 4,700 firms, of which nearly 40 percent were in the delta. → firms were in the delta
    """
    tree = node.tree
    if node.figure.unit != PERCENT or node.relation != "nsubj":
        return None
    verb = node.governor
    first = min(node.own)
    if node.before and node.before.is_count and "which" in tree.words[max(0, first - 4) : first]:
        return _with_predicate(node, node.before.head), ""
    relative = next(
        (child for child in tree.children(verb, "nmod", "obl") if tree.words[child] == "which"), None
    )
    relative = relative if relative is not None else node.part_of(node.head, "of")
    if tree.relations[verb].startswith("acl") and node.is_noun(tree.heads[verb]):
        whole = node.phrase(tree.heads[verb])
    elif relative is None and tree.relation(verb) == "conj":
        earlier = tree.child(tree.heads[verb], "nsubj")
        part = earlier is not None and node.part_of(earlier, "of")
        whole = node.phrase(part) if part else ""
    else:
        return None
    said = _with_predicate(node, node.head)
    said = said.removeprefix(node.phrase(node.head)).strip()
    return (f"{whole} {said}".strip(), "") if whole else None


def choose_account(node: Node) -> tuple[str, str] | None:
    """Take what accounts for a share, with the whole.

    Examples
    --------
    Strategic industries account for 15 percent of GDP. → Strategic industries (share of GDP)
    China accounts for 60 percent of global output. → share of global output
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, _ = _climb(node)
    if node.figure.unit != PERCENT or tree.words[governor] not in words.accounting:
        return None
    whole = _share_of(node)
    if tree.words[governor].startswith("account") and tree.tags[governor].startswith("N"):
        return _account_taken_for_noun(node, governor, whole)
    if relation not in ("obj", "obl", "nsubj", "xcomp"):
        return None
    subject = node.subject_of(governor)
    if subject is None or not node.is_noun(subject):
        return (f"share of {whole}", "") if whole else None
    name = node.phrase(subject)
    if not whole:
        return name, ""
    if tree.tags[subject] in ("NNP", "NNPS"):
        return f"share of {whole}", name
    return f"{name} (share of {whole})", name


def _account_taken_for_noun(node: Node, governor: int, whole: str) -> tuple[str, str] | None:
    """Return what accounts for a share, where the tagger took the verb for a noun."""
    top = governor
    while node.tree.relation(top) == "nmod" and node.is_noun(node.tree.heads[top]):
        top = node.tree.heads[top]
    phrase = node.phrase(top)
    name = phrase.rpartition(" account")[0]
    if not name:
        return None
    if whole and node.tree.tags[governor - 1] in ("NNP", "NNPS"):
        return f"share of {whole}", name
    return (f"{name} (share of {whole})", name) if whole else (name, "")


def choose_holding(node: Node) -> tuple[str, str] | None:
    """Take the whole of which someone has a share.

    Examples
    --------
    The state owned 51 percent of the shipbuilder. → share of shipbuilder
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, _ = _climb(node)
    if node.figure.unit != PERCENT or relation != "obj" or not tree.tags[governor].startswith("VB"):
        return None
    whole = _share_of(node)
    if tree.words[governor] in words.reaching | words.changing | words.ensuring:
        return None
    subject = _subject(node, governor)
    if not whole:
        is_held = tree.words[governor] in words.holding and subject
        return (tree.words[governor], subject) if is_held else None
    if tree.words[governor] in words.holding:
        return f"share of {whole}", subject
    return f"share of {whole} {tree.words[governor]}", subject


def choose_share_noun(node: Node) -> tuple[str, str] | None:
    """Take the noun that the figure measures in front of it: a stake, a rate, an increase.

    Examples
    --------
    The fund holds a 17.5 percent stake in the foundry. → stake in the foundry
    """
    tree, words = node.tree, load_tree_words()
    above = node.governor
    is_in_front = (
        node.relation in ("compound", "nummod", "amod", "nmod", "dep", "advmod") and above > node.head
    )
    if node.is_count or not is_in_front or not node.is_noun(above) or above in node.blocked:
        return None
    if tree.words[above] in load_units().english:
        return None  # 100 trillion yuan Renminbi
    if tree.words[above] in words.changes:
        part = node.part_of(above, "in", "of")
        return (node.phrase(part), "") if part is not None else None
    return node.phrase(above), _owner(node, above)


def choose_noun_of(node: Node) -> tuple[str, str] | None:
    """Take the noun whose value stands behind it: a market share of 9 percent.

    Examples
    --------
    It is a maker of batteries with a market share of 9 percent. → market share
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, cases = _climb(node)
    if relation not in ("nmod", "appos", "obl") or not node.is_noun(governor) or governor in node.blocked:
        return None
    if not {"of", "at", "to", "worth", "with"} & set(cases) and relation != "appos":
        return None
    if relation == "appos" and not node.is_count and node.part_of(node.head, "of") is not None:
        return None  # the next of a list: 850 tons of cement, 460 tons of steel
    if cases == ("to",):  # increasing the coverage of services to 70 percent
        item = _changed_above(node)
        if item is not None:
            return node.phrase(item), ""
    if tree.words[governor] in words.changes:
        part = node.part_of(governor, "in")
        return (node.phrase(part), "") if part is not None else ("", "")
    if tree.words[governor] in words.amounts:
        return None
    above = tree.heads[governor]
    if (
        tree.relation(governor) == "nmod"
        and tree.words[above] in words.measures
        and above not in node.blocked
    ):
        governor = above  # a coverage of desertified land of 22 percent
    if tree.words[governor] in load_words().doings:  # the construction of 14 centers
        part = node.head if node.is_count else node.part_of(node.head, "of")
        return (node.phrase(part), "") if part is not None else None
    return node.phrase(governor), _owner(node, governor)


def _changed_above(node: Node) -> int | None:
    """Return the object of the nearest verb above, if that verb is one of change."""
    tree = node.tree
    verb = next((index for index in tree.above(node.head) if tree.tags[index].startswith("VB")), None)
    if verb is None or tree.words[verb] not in load_tree_words().changing:
        return None
    item = tree.child(verb, "obj")
    return item if item is not None and node.is_noun(item) and item not in node.blocked else None


def choose_worth(node: Node) -> tuple[str, str] | None:
    """Take what is worth or valued at a sum.

    Examples
    --------
    The loan, valued at $700 million, was extended in 2012. → loan
    """
    tree = node.tree
    governor = node.governor
    if tree.words[governor] not in ("worth", "valued", "totaling", "totalling", "costing", "exceeding"):
        return None
    above = tree.heads[governor]
    if tree.relation(governor) == "parataxis" and not node.is_noun(above):
        above = node.subject_of(governor, by_agent=False) or above
    if tree.relation(governor) not in ("amod", "acl", "appos", "advcl", "parataxis") or not node.is_noun(
        above
    ):
        return None
    return node.phrase(above), ""


def choose_changed_object(node: Node) -> tuple[str, str] | None:
    """Take the object of a verb of change.

    Examples
    --------
    Shenzhen aims to raise chip design revenue to RMB 260 billion. → chip design revenue
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, _ = _climb(node)
    if tree.words[governor] not in words.changing or relation not in ("obl", "obj", "advmod", "nmod"):
        return None
    item = tree.child(governor, "obj")
    if item is None or item == node.head or item in node.blocked or not node.is_noun(item):
        return None
    if tree.child(governor, "aux:pass") is not None:
        return None  # what will be raised is the subject
    return node.phrase(item), _subject(node, governor)


def choose_changed_subject(node: Node) -> tuple[str, str] | None:
    """Take the subject of a verb that changes by or to the value, or comes to it.

    Examples
    --------
    Subsidies to the yard rose from $120 million in 2014 to $410 million in 2018. → Subsidies to the yard
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, cases = _climb(node)
    if relation not in ("obl", "obj", "advmod", "nmod", "xcomp", "advcl", "nsubj"):
        return None
    if tree.words[governor] not in words.changing | words.reaching:
        return None
    is_plain = node.figure.unit in (PERCENT, POINTS, TIMES) or tree.words[governor] in words.reaching
    if relation == "obj" and not is_plain:
        return None
    if relation == "obl" and cases and not {"by", "to", "at", "from", "of", "than", "over"} & set(cases):
        return None
    subject = node.subject_of(governor)
    if subject is None or subject == node.head or subject in node.blocked:
        return None
    name = _measured(node, subject)
    if not name:
        return None
    return name, _name(node, tree.child(subject, "nmod:poss"))


def choose_predicate(node: Node) -> tuple[str, str] | None:
    """Take the subject of which the value is said.

    Examples
    --------
    The tariff on imported panels was 5 percent. → tariff on imported panels
    """
    tree = node.tree
    if tree.child(node.head, "cop") is None:
        return None
    subject = tree.child(node.head, "nsubj")
    if subject is None or not node.is_noun(subject):
        return None
    return node.phrase(subject), _name(node, tree.child(subject, "nmod:poss"))


def choose_multiplied_subject(node: Node) -> tuple[str, str] | None:
    """Take what doubled or tripled: the object of the verb, else its subject.

    Examples
    --------
    Its headcount tripled between 2015 and 2019. → headcount
    """
    if not node.figure.is_multiple:
        return None
    tree = node.tree
    item = tree.child(node.head, "obj")
    if item is not None and node.is_noun(item):
        return node.phrase(item), _subject(node, node.head)
    subject = node.subject_of(node.head)
    if subject is None or not node.is_noun(subject) or not tree.tags[node.head].startswith("VB"):
        return None
    return node.phrase(subject), _name(node, tree.child(subject, "nmod:poss"))


def choose_counted(node: Node) -> tuple[str, str] | None:
    """Take what the number counts.

    Examples
    --------
    In 2023 the ministry approved 1,200 new graduate programs. → new graduate programs
    """
    if not node.is_count or not node.is_noun(node.head):
        return None
    return node.phrase(node.head), _counting_subject(node)


def _counting_subject(node: Node) -> str:
    if node.relation not in ("obj", "obl", "conj", "xcomp"):
        return ""
    return _subject(node, node.verb())


def choose_sum_in(node: Node) -> tuple[str, str] | None:
    """Take what a sum is in: RMB 3 billion in government subsidies.

    Examples
    --------
    The firm received RMB 3.4 billion in government subsidies. → government subsidies
    """
    tree = node.tree
    is_measure = node.figure.unit not in ("", PERCENT, POINTS, RANK, TIMES) and not node.is_count
    if not is_measure or node.relation not in (
        "obj",
        "obl",
        "nmod",
        "conj",
        "nsubj",
        "xcomp",
        "root",
        "ROOT",
        "appos",
    ):
        return None
    part = node.part_of(node.head, *_CURRENCY_PARTS)
    verb = node.verb()
    if part is None and tree.tags[verb].startswith("VB") and node.relation == "obj":
        inside = node.part_of(verb, "in")
        is_near = (
            inside is not None and tree.tags[inside] in ("NNS", "NN") and tree.words_in(0, 1) is not None
        )
        near = inside is not None and min(tree.below(inside)) <= max(node.own) + 2
        part = inside if is_near and near and tree.words[inside or 0].endswith("s") else None
    if part is None or tree.words[part] in load_words().bulk:
        return None
    return node.phrase(part), _subject(node, verb) if node.relation != "nsubj" else ""


def choose_deed(node: Node) -> tuple[str, str] | None:
    """Take what was done with a sum: invested in chips, received from the fund.

    Examples
    --------
    The ministry has poured $150 billion into the sector. → poured into sector
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, _ = _climb(node)
    is_sum = node.figure.unit not in ("", PERCENT, POINTS, RANK, TIMES) and not node.is_count
    if (
        not is_sum
        or not tree.tags[governor].startswith("VB")
        or relation not in ("obj", "obl", "nsubj", "conj", "xcomp")
    ):
        return None
    if tree.words[governor] in words.reaching:
        return None
    item = tree.child(governor, "obj")
    if relation == "obl" and item is not None:
        part = node.part_of(item, "of") if item in node.blocked else item
        if part is not None and node.is_noun(part):
            return f"{tree.words[governor]} {node.phrase(part)}", _subject(node, governor)
    subject = _subject(node, governor)
    if relation == "nsubj":
        subject = ""
    beside = (
        *tree.children(node.head, "nmod", "obl"),
        *tree.children(governor, "obl", "nmod", "advcl", "xcomp"),
    )
    for child in beside:
        if tree.below(child)[0] < governor or child == node.head or child in node.own:
            continue
        part = node.part_of(child, "of") if child in node.blocked else child
        if part is None:
            continue
        if tree.relation(child) in ("advcl", "xcomp"):
            item = tree.child(child, "obj")
            if item is not None and tree.child(child, "mark") is not None:
                return f"{tree.words[governor]} to {tree.words[child]} {node.phrase(item)}", subject
            continue
        is_named = part is not None and node.is_noun(part)
        if is_named and set(tree.cases(child)) & set(_COMPLEMENTS):
            case = tree.cases(child)[0]
            return f"{tree.words[governor]} {case} {node.phrase(part)}", subject
    if relation == "nsubj":
        return _with_predicate(node, governor), ""
    if relation == "obl" and subject:
        return f"{subject} {tree.words[governor]}", subject
    is_money = node.figure.unit in load_units().currencies
    return (tree.words[governor], subject) if subject and is_money else None


def choose_conjunct(node: Node) -> tuple[str, str] | None:
    """Go on with the indicator of the figure that this one is listed with.

    Examples
    --------
    The tariff was 5 percent in 2018 and 3 percent in 2019. → (the one before)
    """
    is_listed = node.relation == "conj" and node.governor in node.blocked and node.governor not in node.own
    if not is_listed or node.is_count:
        return None
    part = _share_of(node)
    return (f"share of {part}", "") if part else ("", "")


def choose_compared(node: Node) -> tuple[str, str] | None:
    """Take what is more or less by a percentage.

    Examples
    --------
    The chips consume 30 percent less power than the old ones. → power
    """
    tree = node.tree
    above = node.governor
    if node.figure.unit not in (PERCENT, TIMES) or tree.tags[above] not in ("JJR", "RBR"):
        return None
    noun = tree.heads[above]
    if above < node.head or not node.is_noun(noun) or noun in node.blocked or tree.relation(above) == "nsubj":
        return None
    return node.phrase(noun), ""


def choose_part(node: Node) -> tuple[str, str] | None:
    """Take the whole that a percentage is of, with whoever has to do with it.

    Examples
    --------
    Tianqi paid a high price for nearly a quarter of SQM. → share of SQM
    """
    tree = node.tree
    first = min(node.own)
    is_accounted = any(word.startswith("account") for word in tree.words[max(0, first - 5) : first])
    if node.figure.unit != PERCENT or is_accounted:
        return None
    for child in tree.children(node.head, "nmod", "obl"):
        if "of" in tree.cases(child) and tree.words[child] in ("them", "these", "those", "which", "whom"):
            return (node.phrase(node.before.head), "") if node.before and node.before.is_count else ("", "")
    whole = _share_of(node)
    if not whole:
        return None
    return f"share of {whole}", "" if node.relation == "nsubj" else _subject(node, node.verb())


TREE_CHOICES: tuple[Choice, ...] = (
    choose_rank,
    choose_same_as_figure,
    choose_conjunct,
    choose_multiplied_subject,
    choose_part_subject,
    choose_part_after_of_which,
    choose_counted_before,
    choose_counted_subject,
    choose_account,
    choose_holding,
    choose_compared,
    choose_share_noun,
    choose_noun_of,
    choose_worth,
    choose_changed_object,
    choose_changed_subject,
    choose_predicate,
    choose_counted,
    choose_sum_in,
    choose_deed,
    choose_part,
)
