"""Rules for sums: what they are in, what is worth them, or what is done with them.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.joined import counted_phrase
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import (
    RAISING,
    climb,
    gerund_of,
    joined_phrase,
    participle_of,
    subject_phrase,
    with_predicate,
)
from flows.annotation.figures.parsed.rules.deeds import kind_of_ones, repeats_purpose
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, POINTS, RANK, TIMES, load_units
from flows.annotation.figures.words_en import load_words

# Verbs of a change without an object: reserves fell 3 billion dollars.
_CHANGING_ALONE = frozenset(("fell", "rose", "grew", "climbed", "declined", "shrank", "slid", "sank"))
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
    "behind",
    "off",
)

_HAVING = ("has", "have", "had")
_NOUN_PARTS = ("NN", "NNS", "HYPH")  # start-ups
# How a sum is paid, which is not what it consists of: raised $50 billion in two phases.
_PARTS_OF_PAYMENT = frozenset(
    ("phases", "stages", "rounds", "tranches", "batches", "instalments", "installments", "steps", "deals")
)
_TRADES = frozenset(("imports", "exports"))  # also forms of verbs
_TO_VALUE = frozenset(("to", "at", "by"))
# What the verb of a price before "at" says that it is.
_PRICES = {
    **dict.fromkeys(("closed", "closes", "closing", "ended", "ending", "finished"), "closing price"),
    **dict.fromkeys(("opened", "opens", "opening"), "opening price"),
    **dict.fromkeys(("traded", "trades", "trading", "quoted", "priced"), "price"),
}
_BOUNDS = (["at", "least"], ["at", "most"])
_PARTICLES = frozenset(("over", "up", "off", "out", "back", "down", "away"))
_ADVERBS = frozenset(("aside", "home"))
_FETCHING = frozenset(
    ("bring", "brings", "brought", "take", "takes", "took", "taken", "rake", "raked", "pull", "pulled")
)
_ONES = "ones"
_BEHIND_PARTICLES = (["for"], ["at"], ["by"])  # taken over for 3 billion
_SELLING = frozenset(("sell", "sells", "retail", "retails", "retailed"))
# Verbs of a part and its whole: orders from abroad accounted for 83 million.
_MAKING_UP = frozenset(("account", "accounts", "accounted", "constituted", "comprised", "represented"))
_DETERMINERS = frozenset(("a", "an", "the", "its", "their", "another", "this"))


def choose_price(node: Node) -> tuple[str, str] | None:
    """Take the price at which shares or goods closed, opened or traded.

    Examples
    --------
    Shares of the yard closed at 36.5 yuan. → closing price
    The pump sells for 1,800 yuan. → price
    """
    tree, verb = node.tree, node.governor
    is_sold = tree.words[verb] in _SELLING and "for" in node.cases
    price = "price" if is_sold else _PRICES.get(tree.words[verb])
    is_price = node.figure.unit[:3] in load_units().currencies or node.figure.unit == "cents"
    is_price = is_price and not node.figure.is_scaled  # the fund closed at 187 billion
    if price is None or not is_price or not (is_sold or "at" in node.cases):
        return None
    return price, subject_phrase(node, verb)


def choose_worth(node: Node) -> tuple[str, str] | None:
    """Take what is worth or valued at a sum.

    Examples
    --------
    The city bought $3 billion worth of machine tools. → machine tools
    """
    tree = node.tree
    governor = node.governor
    last = max(node.own)
    if tree.words[last + 1 : last + 3] == ["worth", "of"]:  # $3 billion worth of equipment
        item = tree.heads[last + 2]
        return (node.phrase(item), "") if item > last and node.is_noun(item) else None
    if tree.words[governor] == "costing" and tree.words[last + 1 : last + 2] == ["in"]:
        item = tree.heads[last + 1]  # costing the province 10 billion yuan in losses
        return (node.phrase(item), "") if item > last and node.is_noun(item) else None
    if tree.words[governor] not in ("worth", "valued", "totaling", "totalling", "costing", "exceeding"):
        return _noun_before_worth(node)
    above = tree.heads[governor]
    beside = governor - 1  # had extended credit lines exceeding $10 billion
    is_nearer = beside >= 0 and (not node.is_noun(above) or "with" in tree.cases(beside))
    if tree.tags[governor] == "VBG" and is_nearer and node.is_noun(beside):
        above = beside
    if tree.relation(governor) == "parataxis" and not node.is_noun(above):
        above = node.subject_of(governor, by_agent=False) or above
    is_attribute = tree.relation(governor) in ("amod", "acl", "appos", "advcl", "parataxis")
    if is_attribute and node.is_noun(above) and above not in node.own:
        return node.phrase(above), ""
    meant = tree.child(above, "obj")  # expects the industry to be worth 3 billion
    if meant is not None and tree.relation(governor) == "xcomp" and above < meant < governor:
        return node.phrase(meant), ""
    return _noun_before_worth(node)


def _noun_before_worth(node: Node) -> tuple[str, str] | None:
    """Return the noun right before "worth", wherever the parser attached the sum."""
    item = min(node.own) - 2
    if item < 0 or node.tree.words[item + 1] != "worth" or item in node.blocked or not node.is_noun(item):
        return None
    heads = node.tree.heads
    while "of" in node.tree.cases(item) and heads[item] < item and node.is_noun(heads[item]):
        item = heads[item]  # exports of chips worth 3 billion
    return node.phrase(item), ""


def choose_sum_in(node: Node) -> tuple[str, str] | None:
    """Take what a sum consists of: RMB 3 billion in government subsidies.

    Examples
    --------
    The firm received RMB 3.4 billion in government subsidies. → government subsidies
    The mill used 30 tons of water. → water used
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
    part = node.part_of(node.head, "of")
    if part is None and node.figure.unit in load_units().currencies:
        part = node.part_of(node.head, "in") or _noun_after(node)
    verb = node.verb()
    if part is None and tree.tags[verb].startswith("VB") and node.relation == "obj":
        inside = node.part_of(verb, "in")
        is_near = (
            inside is not None and tree.tags[inside] in ("NNS", "NN") and tree.words_in(0, 1) is not None
        )
        near = inside is not None and min(tree.below(inside)) <= max(node.own) + 2
        is_counted = inside is not None and tree.child(inside, "nummod") is not None  # in 63 firms
        is_kind = is_near and near and not is_counted and tree.words[inside or 0].endswith("s")
        part = inside if is_kind else None
    if part is not None and tree.tags[part] in ("NNP", "NNPS"):
        return None  # raised RMB 7 billion in Shanghai
    if part is not None and tree.words[part] in _PARTS_OF_PAYMENT:
        return None
    nameless = load_tree_words().times | load_tree_words().pointers
    if node.relation != "obj" or node.figure.unit in load_units().currencies:
        nameless |= load_words().bulk
    if part is None or tree.words[part] in nameless:
        return None
    return counted_phrase(node, part), subject_phrase(node, verb) if node.relation != "nsubj" else ""


def _noun_after(node: Node) -> int | None:
    """Return the noun after "in" after a sum, or after "for" if the sum is listed, whatever the tree shows.

    Example: $39 billion in manufacturing incentives and $2 billion for legacy chips.
    """
    tree, place = node.tree, max(node.own) + 1
    first = place + 1
    is_led_to = tree.words[place : place + 1] == ["in"] or (
        tree.words[place : place + 1] == ["for"] and node.relation == "conj" and not repeats_purpose(node)
    )
    if not is_led_to or not tree.tags[first : first + 1]:
        return None
    last = first
    while last + 1 < len(tree.words) and last not in node.blocked and tree.tags[last + 1] in _NOUN_PARTS:
        last += 1
    is_phrase = tree.tags[first] in ("NN", "NNS", "JJ", "VBG", "VBN") and tree.tags[last] in ("NN", "NNS")
    return last if is_phrase and last not in node.blocked else None


def _verb_as_written(node: Node, verb: int) -> str:
    """Return a verb as written, with its particle or participle: had lent, set aside."""
    tree = node.tree
    following = tree.words[verb + 1] if verb + 1 < len(tree.words) else ""
    if following in _ADVERBS and tree.tags[verb + 1] in ("RB", "RP", "NN"):
        return f"{tree.words[verb]} {following}"  # sent home 3 billion
    if tree.words[verb] in ("has", "have", "had") and following in load_words().past:
        return following  # a participle read as a noun
    is_particle = following in _PARTICLES and tree.words[verb + 2 : verb + 3] in _BEHIND_PARTICLES
    is_bound = tree.words[verb + 1 : verb + 3] == ["up", "to"]  # receives up to a million
    if not is_bound and (tree.child(verb, "compound:prt") == verb + 1 or is_particle):
        return f"{tree.words[verb]} {following}"
    return tree.words[verb]


def _name_of_doing(node: Node, verb: int) -> str:
    """Return a verb as it names what was done: loses on each loaf -> lost, had lent -> lent."""
    written = _verb_as_written(node, verb)
    tree, tag = node.tree, node.tree.tags[verb]
    if tag not in ("VBZ", "VBP", "VB") or tree.child(verb, "nsubj") is None:
        return written
    first, _, particle = written.partition(" ")
    return f"{participle_of(first, tag)} {particle}".strip()


def choose_held_sum(node: Node) -> tuple[str, str] | None:
    """Take who has a sum.

    Examples
    --------
    The province's fund for new forces has 30 billion yuan. → province's fund for new forces
    """
    tree = node.tree
    is_held = node.relation == "obj" and tree.words[node.governor] in _HAVING
    if not is_held or node.figure.unit not in load_units().currencies:
        return None
    owner = tree.child(node.governor, "nsubj")
    return (node.phrase(owner), "") if owner is not None and node.is_noun(owner) else None


def _only_reports(node: Node, verb: int) -> bool:
    """Return whether a verb after a sum only reports it: profit was 4 billion yuan, the company said."""
    return verb > node.head and node.tree.words[verb] in load_tree_words().reporting


def choose_planned_sum(node: Node) -> tuple[str, str] | None:
    """Take what is expected or planned to be a sum.

    Examples
    --------
    Capital spending is expected to be between $2.1 billion and $2.3 billion. → Capital spending
    """
    tree = node.tree
    governor, relation, _ = climb(node)
    is_planned = relation == "xcomp" and tree.words[governor] in load_tree_words().intentions
    if not is_planned or node.figure.unit not in load_units().currencies:
        return None
    planned = subject_phrase(node, governor)
    return (planned, "") if planned else None


def _name_beside_verb(node: Node, verb: int) -> tuple[str, str] | None:
    """Return what a sum measures if that is no deed: imports to 3 trillion, a 7 billion-euro plant."""
    if _is_trade(node, verb):
        return node.tree.words[verb], ""
    noun = _noun_of_attribute(node)
    return (noun, subject_phrase(node, verb)) if noun else None


def _is_trade(node: Node, verb: int) -> bool:
    """Return whether a verb before a sum is a noun: exports came to 4 trillion and imports to 3 trillion."""
    tree = node.tree
    is_second = tree.words[verb - 1 : verb] in (["and"], ["while"], [","], ["but"])
    return tree.words[verb] in _TRADES and is_second and tree.words[verb + 1] in _TO_VALUE


def _noun_of_attribute(node: Node) -> str:
    """Return the noun that a sum is an attribute of, by the article before it: a 7 billion-euro plant."""
    tree, start = node.tree, max(node.own) + 1
    while tree.words[start : start + 1] and (
        tree.words[start] == "-" or tree.starts[start] < tree.ends[start - 1] + 1
    ):
        start += 1
    end = node.run_of(start, ("NN", "JJ")).stop
    if end < len(tree.words) and tree.tags[end] == "VB" and end not in node.blocked:
        end += 1  # a noun read as a verb
    before = min(node.own) - 1
    is_led_to = before >= 0 and tree.words[before] in _DETERMINERS and end > start
    return node.text_of(range(start, end)) * (is_led_to and tree.tags[end - 1].startswith(("NN", "VB")))


def complement_of_deed(node: Node, verb: int, doing: str) -> str:
    """Return a verb with what its sum is put into or used for: poured into the sector; "" without either."""
    tree, words = node.tree, load_tree_words()
    whom = tree.child(verb, "iobj")
    if whom is not None and verb < whom < min(node.own) and node.is_noun(whom) and whom not in node.blocked:
        return f"{doing} {node.text_of(range(verb + 1, whom + 1))}"  # saved each farm 2,000 yuan
    beside = (
        *tree.children(node.head, "nmod", "obl"),
        *tree.children(verb, "obl", "nmod", "advcl", "xcomp"),
    )
    for child in beside:
        if tree.below(child)[0] < verb or child == node.head or child in node.own:
            continue
        part = node.part_of(child, "of") if child in node.blocked else child
        if part is None or tree.words[part] in _PARTS_OF_PAYMENT or tree.words[part] in words.amounts:
            continue
        if tree.relation(child) in ("advcl", "xcomp"):
            item = tree.child(child, "obj")
            mark = tree.child(child, "mark")
            is_purpose = mark is not None and tree.words[mark] == "to"
            if item is not None and is_purpose and item not in node.blocked:
                return f"{doing} to {tree.words[child]} {node.phrase(item)}"
            continue
        cases = tree.cases(child)
        if cases[:2] == ("out", "of") and node.is_noun(part):
            return f"{doing} out of {joined_phrase(node, part)}"
        if tree.words[part] == _ONES and (kind := kind_of_ones(node, part)):
            return f"{doing} {' '.join(cases)} {kind}".replace("  ", " ")
        is_named = node.is_noun(part) and tree.words[part] not in words.times
        if is_named and set(cases) & set(_COMPLEMENTS):
            return f"{doing} {cases[0]} {joined_phrase(node, part)}"
    return ""


def _fetched(node: Node, verb: int, relation: str, doing: str) -> tuple[str, str]:
    """Return relation and name of a deed with "in" before its sum as its particle: brought | in | 3."""
    is_fetched = node.tree.words[verb] in _FETCHING and node.cases == ("in",) and verb + 2 in node.own
    return ("obj", f"{doing} in") if is_fetched else (relation, doing)


def is_made_up(node: Node, verb: int) -> bool:
    """Return whether a verb says which part of a whole a sum is: orders from abroad made up 6 billion."""
    words = node.tree.words[verb : verb + 2]
    return words[0] in _MAKING_UP or words in (["make", "up"], ["makes", "up"], ["made", "up"])


def choose_deed(node: Node) -> tuple[str, str] | None:
    """Take what was done with a sum: invested in chips, received from the fund.

    Examples
    --------
    The ministry has poured $150 billion into the sector. → poured into sector
    Orders from abroad accounted for $83 million. → Orders from abroad
    We expect to spend 3 billion yuan. → spending
    Reserves fell 3 billion yuan. → Reserves
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, _ = climb(node)
    if tree.words[max(0, min(node.own) - 2) : min(node.own)] in _BOUNDS:
        relation = "obj"  # would raise at least 3 billion yuan
    is_sum = node.figure.unit not in ("", PERCENT, POINTS, RANK, TIMES) and not node.is_count
    if (
        not is_sum
        or not tree.tags[governor].startswith("VB")
        or relation not in ("obj", "obl", "nsubj", "conj", "xcomp")
    ):
        return None
    if relation == "obj" and tree.words[governor] in _CHANGING_ALONE:
        fallen = subject_phrase(node, governor)
        return (fallen, "") if fallen else None
    if tree.words[governor] in words.reaching or _only_reports(node, governor):
        return None
    if named := _name_beside_verb(node, governor):
        return named
    relation, doing = _fetched(node, governor, relation, _name_of_doing(node, governor))
    is_wished = tree.relation(governor) == "xcomp" and tree.words[tree.heads[governor]] in words.intentions
    if is_wished and tree.tags[governor] == "VB":
        doing = gerund_of(tree.words[governor])  # expects to spend 3 billion on roads
    if is_made_up(node, governor) and (made_up := subject_phrase(node, governor)):
        return made_up, ""
    item = tree.child(governor, "obj")
    if relation == "obl" and item is not None:
        part = node.part_of(item, "of") if item in node.blocked else item
        if part is not None and node.is_noun(part):
            return f"{doing} {node.phrase(part)}", subject_phrase(node, governor)
    subject = subject_phrase(node, governor)
    if relation == "nsubj":
        subject = ""
    if complement := complement_of_deed(node, governor, doing):
        return complement, subject
    if relation == "nsubj":
        return with_predicate(node, governor), ""
    if relation == "obl" and subject:
        return f"{subject} {doing}", subject
    is_money = node.figure.unit in load_units().currencies
    is_change = tree.words[governor] in words.changing - RAISING
    pronoun = tree.child(tree.heads[governor] if is_wished else governor, "nsubj", "nsubj:pass")
    is_pronoun = pronoun is not None and tree.words[pronoun] in ("it", "they", "he", "she", "we")
    is_change = is_change and (node.before is not None or node.figure.value_to is None)
    is_act = not (is_change or tree.words[governor] in words.intentions)
    if is_money and is_pronoun and is_act and not subject:
        return " ".join((doing, *node.cases[:1])), ""  # by then it had burned through RMB 4 billion
    is_made = relation == "obj" and is_act and tree.words[governor] not in words.holding
    name = load_tree_words().nouns_of_deeds.get(doing, doing)
    return (name, subject) if subject and (is_money or is_made) else None
