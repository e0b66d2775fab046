"""Rules for ranks, for what is counted, and for figures that continue the one before.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.joined import counted_phrase
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import (
    end_of_saying,
    has_own_subject,
    subject_name,
    subject_phrase,
    whole_phrase,
    with_predicate,
)
from flows.annotation.figures.parsed.rules.owners import holder_before
from flows.annotation.figures.parsed.rules.shares import whole_of_those
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, RANK, TIMES, load_units
from flows.text import lazy_pattern

_ENDS, _LONGEST_SAID = (",", ".", ":", "IN", "CC"), 8
_RELATIVE = ("which", "whom")
_OF_WHICH = (["of", "which"], ["of", "whom"])
_BEING = (["were"], ["was"], ["are"], ["is"])
_HAVING = (["had"], ["have"], ["were"], ["are"])
_MERE_UNITS = ("units", "points")
_FINITE = ("VBD", "VBN", "VBP", "VBZ")
_LEAST_PART = 10
_PLACING = (["in"], ["from"], ["at"])
_AMONG = lazy_pattern(r",? (?:among|of) them,? (?:[\d,.]+ (?:in|from|at) [a-z -]+,? )*(?:and )?$")
_IN_PLACES = ("NN", "JJ", "DT", "RB", "POS", "HYPH")
_STATES = frozenset(
    (
        *("under way", "under construction", "under review", "under development", "in operation"),
        *("in place", "in production", "in service", "in use", "on hold", "on schedule", "on track"),
    )
)
_OF_NOUNS = ("JJ", "JJR", "VBN", "VBG", "NN", "NNS", "NNP", "HYPH")
_BEHIND_THAT = ("of", "on", "in", "for", "from", "to", "at")
_SAYING = ("VBD", "VBZ", "VBP", "MD", "$")


def choose_rank(node: Node) -> tuple[str, str] | None:
    """Take the measure of a ranking.

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
                return node.phrase(part), subject_phrase(node, verb)
        return "rank", subject_phrase(node, verb)
    if superlative is None:
        return None
    subject = tree.child(superlative, "nsubj")
    if subject is None and tree.relation(superlative) == "appos":
        subject = tree.heads[superlative]
        if subject in node.blocked:  # a quarter of SQM, the second-largest producer
            subject = node.part_of(subject, "of")
    return node.phrase(superlative), subject_name(node, subject) or subject_phrase(node, verb)


def choose_same_as_figure(node: Node) -> tuple[str, str] | None:
    """Continue the figure that this one repeats in brackets or is compared with.

    Examples
    --------
    The plant will cost 50 billion yuan ($7.3 billion). → (the one before)
    """
    tree = node.tree
    is_beside = node.relation in ("appos", "parataxis", "dep") and node.governor in node.blocked
    is_beside = is_beside and not has_own_subject(node)
    if is_beside and node.governor not in node.own and node.figure.unit in load_units().currencies:
        return "", ""
    if node.figure.unit == TIMES and tree.words[node.head] == "twice":
        above = node.governor
        is_base = above > node.head and node.is_noun(above) and above not in node.blocked
        return (node.phrase(above), "") if is_base else ("", "")
    return None


def choose_as_many(node: Node) -> tuple[str, str] | None:
    """Take what there is several times as much of, and who has it.

    Examples
    --------
    The plant employs three times as many people as its rival. → people
    China installed more than twice as much solar capacity as Europe in 2022. → solar capacity
    """
    tree, start = node.tree, max(*node.own, node.head) + 1
    if node.figure.unit != TIMES or tree.words[start : start + 2] not in (["as", "many"], ["as", "much"]):
        return None
    end = start + 2
    while end < len(tree.words) - 1 and tree.tags[end] in _OF_NOUNS and end not in node.blocked:
        end += 1
    if end == start + 2 or tree.words[end] != "as" or not node.is_noun(end - 1):
        return None
    return node.text_of(range(start + 2, end)), subject_phrase(node, node.verb())


def choose_counted_before(node: Node) -> tuple[str, str] | None:
    """Take what is stated of a part of what was counted before.

    Examples
    --------
    The yard sold 250,000 reducers in 2023 and wants to make 1 million a year by 2027. → reducers
    """
    is_fraction = node.figure.unit == PERCENT and node.figure.is_worded
    if node.before is not None and _is_share_of_first(node, node.before):
        return with_predicate(node, _counted(node.before)), ""
    is_bare = not node.figure.unit or is_fraction
    following = node.tree.words[max(node.own) + 1 : max(node.own) + 2]
    if is_fraction and node.before and node.before.is_count and following in _HAVING:
        whole = node.phrase(_counted(node.before))  # of 480 exporters a fifth had moved
        if any(map(str.isalpha, whole)):
            return whole, ""
    first = min(node.own)
    while first > 2 and node.tree.words[first - 1] in load_tree_words().leads:
        first -= 1
    is_some = node.tree.words[max(0, first - 2) : first] in _OF_WHICH
    is_placed = node.relation in ("nsubj", "obj", "appos") or is_some
    named = _predicate_words(node, 2)
    is_named = bool(named) and node.is_noun(named[-1]) and node.tree.tags[named[0]] != "IN"
    if is_some and is_bare and is_named and following in _BEING:
        return node.text_of(named), ""  # of which 1.68 million were electric cars
    part = node.part_of(node.head, "of")
    if not is_bare or not is_placed or (part is not None and node.tree.words[part] not in _RELATIVE):
        return None
    if not node.before or not node.before.is_count or node.tree.tags[node.head] not in ("CD", "NN", "NNS"):
        return None
    if node.relation == "appos" and (node.governor != node.before.head or not node.own):
        return None
    if is_some:
        said = _with_place(node, _predicate_words(node))
        is_mere = len(said) == 1 and following in _BEING  # of which 25 were from the bureau
        return f"{node.phrase(_counted(node.before))} {'' if is_mere else node.text_of(said)}".strip(), ""
    if node.relation == "appos":
        return node.phrase(_counted(node.before)), ""
    if node.relation == "obj":
        return node.phrase(_counted(node.before)), subject_phrase(node, node.verb())
    return with_predicate(node, _counted(node.before)), ""


def _is_share_of_first(node: Node, before: Node) -> bool:
    """Return whether a share refers to the count that opens the sentence: of the 5,400 firms, 38 percent."""
    tree = node.tree
    is_share = node.figure.unit == PERCENT and node.relation == "nsubj" and not node.figure.is_worded
    if not is_share or not before.is_count or tree.words[:1] != ["of"]:
        return False
    behind = max(node.own) + 1
    return "of" in before.cases and "".join(tree.tags[behind : behind + 1]) in _FINITE


def choose_that_of(node: Node) -> tuple[str, str] | None:
    """Take the measure of the clause before, for another thing: "that" refers to it.

    Examples
    --------
    The yield on old bonds was 2.6 percent, and that on new bonds was 2.3 percent. → yield on new bonds
    """
    tree, first = node.tree, min(node.own)
    if node.before is None or node.is_count:
        return None
    start = max(node.before.own) + 1
    places = range(start, first - 2)
    that = next((place for place in places if tree.words[place] in ("that", "those")), 0)
    if not that or tree.words[that + 1] not in _BEHIND_THAT:
        return None
    if tree.words[that - 1] not in ("and", "but", "while", "whereas", ","):
        return None
    verb = next((place for place in range(that, first) if tree.tags[place] in _SAYING), first)
    subject = node.subject_of(node.before.verb())
    if verb < that + 3 or subject is None or subject > that or not node.is_noun(subject):
        return None
    words = [place for place in (*tree.children(subject, "compound", "amod"), subject) if place <= subject]
    measure = node.text_of(range(words[0], subject + 1))
    if verb == first and tree.words[first - 1] == "for":
        whole = whole_phrase(node.before)  # sales to inns account for 36 percent of it, those to shops for 51
        name = f"{measure} {node.text_of(range(that + 1, first - 1))}"
        return (f"{name} (share of {whole})" if whole else name), ""
    return f"{measure} {node.text_of(range(that + 1, verb))}", ""


def choose_part_of_first(node: Node) -> tuple[str, str] | None:
    """Take what is stated of a part of the things whose count opens the sentence.

    The parser often reads such a number as something else.

    Examples
    --------
    Of the 60 licences issued in May, 41 have been used and 12 returned. → licences issued in May returned
    Of the 90 farms visited, 34 said that they had dug wells. → farms visited said that they had dug wells
    """
    tree, place = node.tree, max(node.own) + 1
    first = node.before
    while first and first.before:
        first = first.before
    if tree.words[:1] != ["of"] or first is None or not first.is_count or "of" not in first.cases:
        return None
    is_next = node.before is not None and node.before is not first and not node.before.is_count
    is_bare = not node.figure.unit and not node.is_count
    is_bare = is_bare and (is_next or node.figure.value >= _LEAST_PART)
    is_beside = tree.words[min(node.own) - 1] in (",", "and")
    if not (is_bare and is_beside and "".join(tree.tags[place : place + 1]) in _FINITE):
        return None
    said = range(place, end_of_saying(node, place) + 1) or _predicate_words(node)
    return f"{_phrase_of_first(node, first)} {node.text_of(said)}", ""


def _phrase_of_first(node: Node, first: Node) -> str:
    """Return what the count that opens a sentence counts, with its participle: of the 90 farms visited."""
    tree, words = node.tree, node.words_of(_counted(first))
    place = words[-1] + 1
    is_visited = tree.tags[place] in ("VBN", "VBD") and tree.words[place + 1 : place + 2] == [","]
    return node.text_of(range(words[0], place + is_visited))


def choose_counted_among(node: Node) -> tuple[str, str] | None:
    """Take what was counted before, with the field or place of a part of it.

    Examples
    --------
    Some 3,800 firms were listed, among them 640 in steel and 310 in shipping. → firms in shipping
    """
    tree, place = node.tree, max(node.own) + 1
    first = node.before
    while first and not first.is_count:
        first = first.before
    is_bare = not node.figure.unit and not node.is_count and node.figure.value >= _LEAST_PART
    if first is None or not is_bare or tree.words[place : place + 1] not in _PLACING:
        return None
    between = tree.text[tree.ends[max(first.own)] : tree.starts[min(node.own)]].lower()
    start = end = place + 1 + (tree.tags[place + 1 : place + 2] == ["DT"])
    while end < len(tree.words) and tree.tags[end] in _OF_NOUNS and end not in node.blocked:
        end += 1
    if _AMONG.search(between) is None or end == start:
        return None
    return f"{node.phrase(_counted(first))} {node.text_of(range(place, end))}", ""


def _predicate_words(node: Node, skipped: int = 1) -> range:
    """Return the words after a number up to a sign, a preposition or a date: received direct grants."""
    tree, first = node.tree, max(node.own) + skipped
    places = range(first, len(tree.words))
    end = next(
        (place for place in places if place in node.blocked or _ends_predicate(node, place)), len(tree.words)
    )
    return range(first, min(end, first + _LONGEST_SAID))


def _with_place(node: Node, said: range) -> range:
    """Return a lone verb with the phrase behind it: of whom 40 came | from abroad."""
    tree, end = node.tree, said.stop
    is_lone = (
        len(said) == 1 and tree.tags[said.start] in ("VBD", "VBP") and [tree.words[said.start]] not in _BEING
    )
    if not is_lone or tree.tags[end : end + 1] != ["IN"] or end in node.blocked:
        return said
    end = node.run_of(end + 1, _IN_PLACES).stop
    return range(said.start, end) if end > said.stop + 1 else said


def _ends_predicate(node: Node, place: int) -> bool:
    """Return whether a word ends the statement.

    "And" between nouns does not (dining and travel vouchers), nor a state: under way, in operation.
    """
    tags = node.tree.tags
    if " ".join(node.tree.words[place : place + 2]) in _STATES:
        return False
    if tags[place] != "CC":
        return tags[place] in _ENDS
    beside = (*tags[place - 1 : place], *tags[place + 1 : place + 2])
    is_blocked = place + 1 in node.blocked
    return is_blocked or not all(tag.startswith(("NN", "JJ", "VBG")) for tag in beside)


def choose_counted_subject(node: Node) -> tuple[str, str] | None:
    """Take what is counted with its predicate, if it is the subject.

    Examples
    --------
    By 2021, more than 4,700 small firms had been certified. → small firms had been certified
    """
    if not node.is_count or node.relation != "nsubj" or "of" in node.cases:
        return None
    return with_predicate(node, _counted(node)), ""


def choose_counted(node: Node) -> tuple[str, str] | None:
    """Take what the number counts; what was done with it is added later.

    Examples
    --------
    In 2023 the ministry approved 1,200 new graduate programs. → new graduate programs approved
    The city renovated 300 schools and clinics. → schools and clinics renovated
    The maker sold 300 of its trucks abroad. → trucks sold
    The sector will be short of 40,000 welders. → shortage of welders
    """
    tree = node.tree
    if measured := _measured_in_units(node):
        return measured, ""
    if not node.is_count or not (node.is_noun(node.head) or node.is_noun(_counted(node))):
        return None
    name = counted_phrase(node, _counted(node))
    if "of" in node.cases and tree.words[node.governor] == "short":
        return f"shortage of {name}", _counting_subject(node)
    return name, _counting_subject(node)


def _measured_in_units(node: Node) -> str:
    """Return what changes to a number of mere units: imports fell to 480 billion units; or ""."""
    verb = node.verb()
    if not node.is_count or node.figure.unit not in _MERE_UNITS:
        return ""
    subject = node.subject_of(verb)
    is_named = subject is not None and node.is_noun(subject) and subject not in node.blocked
    if subject is None or not is_named or node.tree.words[verb] not in load_tree_words().changing:
        return ""
    return node.phrase(subject)


def _counted(node: Node) -> int:
    """Return the word for what is counted, even after an order of magnitude: thousands of new cases."""
    part = node.part_of(node.head, "of")
    if node.head in node.own and part is not None:
        return part
    return node.head


def _counting_subject(node: Node) -> str:
    """Return who did something to what is counted; a whole in front of its part has no such subject.

    Of the 12 million cars sold in 2024, Haiwei made 4 million.
    """
    verb = node.verb()
    if "of" in node.cases and node.head < verb:
        return ""
    holder = node.tree.words[node.governor].removesuffix("s")
    holders = load_tree_words().firms | load_tree_words().holders
    if node.relation == "nmod" and "with" in node.cases and holder in holders:
        return node.phrase(node.governor)  # companies with more than 500 employees
    if holding := holder_before(node):
        return holding
    if node.relation not in ("obj", "obl", "conj", "xcomp"):
        return ""
    return subject_phrase(node, verb)


def choose_conjunct(node: Node) -> tuple[str, str] | None:
    """Continue the indicator of the figure that this one is listed with.

    Examples
    --------
    The tariff was 5 percent in 2018 and 3 percent in 2019. → (the one before)
    """
    is_listed = node.relation == "conj" and node.governor in node.blocked and node.governor not in node.own
    if not is_listed or node.is_count or node.before is None or has_own_subject(node):
        return None
    first = min(node.own)
    if node.tree.tags[first - 1] == "NNP" and node.tree.words[first - 2] == "in":
        return None  # in Europe 45 percent and in India 25 percent
    part = whole_of_those(node) or whole_phrase(node)
    if not part:
        return "", ""
    return (f"share of {part}" if node.figure.unit == PERCENT else part), ""
