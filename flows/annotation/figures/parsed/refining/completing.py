"""Names of English figures, completed by what follows the value and by what is done with what is counted.

A surtax of 25 percent on imported steel is more than a surtax, and 700 employees laid off are not the
employees.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.parsed.extents import RELATIVES
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import climb, participle_of, subject_name
from flows.annotation.figures.parsed.refining.extending import extend
from flows.annotation.figures.parsed.refining.restricting import restrict
from flows.annotation.figures.parsed.refining.scopes import (
    LONGEST_RESTRICTION,
    fronted_scope,
    restriction_behind,
    scope_of_things,
    scope_of_value,
)
from flows.annotation.figures.parsed.refining.wholes import complete_list
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.statements import Reading
from flows.annotation.figures.units import PERCENT, POINTS, RANK, TIMES, load_units
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_en import load_words
from flows.annotation.parsing import Tree
from flows.text import lazy_pattern

_NO_THINGS = frozenset(("", PERCENT, POINTS, RANK, TIMES))
_PARTICLES = frozenset(("off", "up", "out", "down", "away", "back", "aside"))
_POSSIBLE = ("can", "could", "may", "might", "would", "not", "n't", "never")
_BEHIND_PARTICIPLE = frozenset(("in", "to", "for", "from", "at", "on", "under", "across", "through", "near"))
_TIMES = (["a"], ["per"])  # 60,000 wafers a month
_NEAR = 60  # code points in which the verb of a demand stands before its figure
_VERB_BEFORE = lazy_pattern(
    r"(?<![a-z-])(?P<verb>[a-z]+) (?:(?:an?|the|another|additional|total|of|about|around|approximately"
    r"|roughly|nearly|over|some|more|than|at|least|up|to) ){0,4}$"
)
_UNITS = "units"
_OF_UNITS = lazy_pattern(r" of (?:[a-z][a-z'’-]* ){0,3}[a-z][a-z'’-]*(?=[.,;]|$| (?:and|by|in|for|at|to)\b)")
_TO_WHOM = frozenset(("on", "to", "for", "from", "against"))
_EVERY = (["for", "every"], ["for", "each"])  # 3 cranes for every ten barges
_LONGEST_RATE = 4  # words after "every"
_CHANGED_IN = lazy_pattern(
    r" in (?:value|volume|numbers?|weight|tonnage|area|(?:dollar|real|nominal|yuan) terms)\b"
)
_PRONOUNS = {"its": ("NN", "NNP"), "their": ("NNS", "NNPS")}
_ANOTHER = ("one", "another")
_HAVE = frozenset(("has", "have", "had", "having"))
_DOING = ("VBD", "VBZ", "VBP", "VB", "VBG")
_LONGEST_NAME = 100  # code points
_OBJECTS = 3  # nouns joined by "and" up to the one that the verb governs


def complete_names(nodes: Mapping[int, Node], readings: Mapping[int, Reading]) -> None:
    """Complete the names of the figures of a part of a sentence, in order.

    A figure without a name continues the one before. If what follows its value begins as what completed that
    name does, it takes the place of that: a surtax of 100 percent on cars and one of 25 percent on steel.
    Values that differ by what follows them are named with it: below 5 grams in old mills and 3 in new ones.
    """
    base, sign = "", ""
    behind = {index: restriction_behind(nodes[index]) for index in sorted(readings)}
    for index in behind:
        if _goes_on(nodes[index], behind.get(index - 1, ("", ""))[1]):
            readings[index].indicator = ""
    going_on = [index for index in behind if not readings[index].indicator]
    for index, (preposition, restriction) in behind.items():
        node, read = nodes[index], readings[index]
        is_contrasted = index + 1 in going_on and behind[index + 1][0] == preposition != ""
        if read.rule == "choose_part_of_them" and not read.indicator:
            read.indicator = base.partition(" (share of ")[0]  # a third of it, and 14 of them
        is_same = not read.indicator and preposition == sign
        is_same |= node.tree.words[climb(node)[0]] in _ANOTHER
        if base and (told := _in_other_terms(node, read.indicator)):
            read.indicator = f"{base}{GAP} ({told})"
        elif is_same and base and restriction:
            read.indicator = f"{base}{GAP} {restriction}"
        elif read.is_by_tree and read.indicator:
            base, sign = read.indicator, ""
            read.subject = read.subject or _owner_by_pronoun(node, base)
            if restriction and (is_contrasted or _may_restrict(node, preposition, read.indicator)):
                read.indicator, sign = f"{base}{GAP} {restriction}", preposition
            elif deed := _name_of_deed(node, read.indicator, is_target=read.kind == "target"):
                read.indicator = deed
                things = _things(node)
                if things is not None and (scope := scope_of_things(node, things, deed)):
                    base, sign = deed, scope.partition(" ")[0]
                    read.indicator = f"{deed}{GAP} {scope}"
            elif fate := (
                _fate_of_noun(node, read.indicator) or scope_of_value(node, read) or fronted_scope(node, read)
            ):
                read.indicator = f"{base}{GAP} {fate}"
        elif read.indicator:
            base, sign = "", ""
        read.indicator = complete_list(node, read.indicator)
        read.indicator = restrict(node, read)
        read.indicator += _view_of(node) or _rate_of_things(node, read.indicator)
        if read.is_by_tree:
            read.indicator = extend(node, read)


def _in_other_terms(node: Node, name: str) -> str:
    """Return a share that says in other terms what the sum before is: 150 million, or | 4 percent of it |."""
    first, before = min(node.own), node.before
    is_beside = node.tree.words[max(0, first - 2) : first] == [",", "or"]
    is_beside = is_beside and before is not None and max(before.own) == first - 3
    is_sum = before is not None and before.figure.unit != node.figure.unit
    return name if is_beside and is_sum and name.startswith("share of ") else ""


def _goes_on(node: Node, restriction: str) -> bool:
    """Return whether a value is joined to what restricts the one before, by the preposition of that value.

    Below 5 grams in old mills and below 3 grams in new mills: the parser joins the second to mills.
    """
    tree, before = node.tree, node.before
    if before is None or not restriction or node.is_count or node.relation != "conj":
        return False
    is_alike = before.figure.unit == node.figure.unit and node.cases == before.cases != ()
    return is_alike and restriction.lower().split()[-1] == tree.words[node.governor]


def _owner_by_pronoun(node: Node, name: str) -> str:
    """Return the subject of the clause before to which "its" in a clause refers, "" where that is open.

    The port opened four berths, and its throughput reached 18 million tons: the port's. An object in the
    singular could be meant as well.
    """
    tree, end = node.tree, min(node.own)
    for place in range(1, end):
        number = _PRONOUNS.get(tree.words[place], ())
        item = tree.heads[place]
        if not number or tree.relation(item) != "nsubj" or not item < end or node.phrase(item) != name:
            continue
        verb = tree.heads[tree.heads[item]]
        subject, thing = tree.child(verb, "nsubj"), tree.child(verb, "obj")
        is_meant = subject is not None and subject < place and tree.tags[subject] in number
        is_open = thing is not None and tree.tags[thing] in number
        if subject is not None and is_meant and not is_open and tree.relation(tree.heads[item]) == "conj":
            return subject_name(node, subject)
    return ""


def _view_of(node: Node) -> str:
    """Return what a change is measured in, right behind it: fell 2 percent | in volume |, "" without."""
    view = _CHANGED_IN.match(node.tree.text.lower(), node.tree.ends[max(node.own)])
    if view is None or node.figure.unit != PERCENT:
        return ""
    return f"{GAP}{view[0]}"


def _rate_of_things(node: Node, name: str) -> str:
    """Return what there are so many things for, right behind them: cranes | for every ten barges."""
    if not node.is_count or not name:
        return ""
    tree, place = node.tree, node.words_of(node.head)[-1] + 1
    if tree.words[place : place + 2] not in _EVERY:
        return ""
    ends = range(place + 2, min(len(tree.words), place + 2 + _LONGEST_RATE))
    last = next((end for end in reversed(ends) if node.is_noun(end)), 0)
    is_plain = last and not any(tree.tags[word] in (",", "VBD", "VBZ", "CC") for word in range(place, last))
    if not is_plain:
        return ""
    return f"{GAP} {node.text_of(range(place, last + 1))}"


def complete_demand(text: str, figure: Figure, name: str) -> str:
    """Return the name of what a plain demand counts with what is to be done: we will upgrade 10 centers.

    `text` is the sentence, which is not parsed, with the figure in it. Other names are returned as they are.
    """
    counted = text[figure.end : figure.noun_end].strip()
    if counted == name == _UNITS and (whole := _OF_UNITS.match(text, figure.noun_end)):
        counted = name = f"{name}{GAP} {whole[0].strip()}"
    found = _VERB_BEFORE.search(text, max(0, figure.start - _NEAR), figure.start)
    if not counted or found is None or not name.startswith(counted):
        return name
    words, verb = load_tree_words(), found["verb"]
    is_deed = verb in load_words().transitive and verb not in words.resting | words.intentions
    if not is_deed or verb.endswith(("ed", "ing", "s")):
        return name
    return f"{name}{GAP} {participle_of(verb, 'VB')}"


def _may_restrict(node: Node, preposition: str, name: str) -> bool:
    """Return whether the noun of a value may have such a complement: a tariff on, a bonus to, a stake in."""
    tree, words = node.tree, load_tree_words()
    noun, relation, _ = climb(node)
    if tree.words[tree.heads[max(node.own) + 1]] in words.adverbial:
        return False  # a duty of 15 percent on top of
    is_noun_of_value = (
        relation in ("nmod", "appos", "obl") and node.is_noun(noun) and noun not in node.blocked
    )
    if not is_noun_of_value or not name.lower().endswith(tree.words[noun]):
        return False
    if preposition == "to" and tree.words[node.verb()] in words.giving:
        return True
    return tree.words[noun] in words.complements.get(preposition, frozenset())


def _name_of_deed(node: Node, name: str, *, is_target: bool) -> str:
    """Return the name of things with what was done to them, "" if nothing was: cars -> cars sold.

    The participle stands before a preposition other than "of": technicians trained for chip plants.
    """
    tree = node.tree
    things = _things(node)
    if things is None or _is_broken(name) or not name.lower().startswith(node.phrase(things).lower()):
        return ""
    if state := _state_of_things(node, things) or _predicate_of_things(node):
        return f"{name} {state}"
    verb = _verb_of_things(node, is_target=is_target)
    if verb is None:
        return ""
    doing = participle_of(tree.words[verb], tree.tags[verb])
    if tree.words[verb + 1 : verb + 2] and tree.words[verb + 1] in _PARTICLES:
        doing = f"{doing} {tree.words[verb + 1]}"
    if doing in name.lower().split():
        return ""
    words = node.words_of(things)
    own = len(node.text_of(words[: things - words[0] + 1]))
    rest = name[own:].split()
    is_rate = rest[:1] in _TIMES and len(rest) == 2
    if is_rate or (rest and rest[0] in _BEHIND_PARTICIPLE | RELATIVES):
        full = f"{name[:own]}{GAP} {doing}{GAP}{name[own:]}"
    else:
        full = f"{name}{GAP} {doing}"
    return full if len(full) <= _LONGEST_NAME else ""


def _fate_of_noun(node: Node, name: str) -> str:
    """Return what was done with the noun that has a value, and to whom: imposed on imported steel; or "".

    A tariff of 25 percent was imposed on steel. What only says that the value was reached is left out.
    """
    tree, words = node.tree, load_tree_words()
    noun, relation, _ = climb(node)
    verb = tree.heads[noun]
    is_done = relation == "nmod" and tree.relations[noun] == "nsubj:pass" and noun < verb
    if not is_done or not name.lower().endswith(tree.words[noun]) or tree.tags[verb] != "VBN":
        return ""
    end = verb + 1 + (tree.words[verb + 1 : verb + 2] in [[word] for word in (*_PARTICLES, "over")])
    weak = words.resting | words.reaching | words.changing | words.intentions | words.recording
    told = _to_whom(node, end)
    if tree.words[verb] in weak:
        return told
    return f"{node.text_of(range(verb, end))} {told}".strip()


def _to_whom(node: Node, place: int) -> str:
    """Return a short phrase that a preposition at a word opens: on imported steel, to orchards; or ""."""
    tree = node.tree
    if "".join(tree.words[place : place + 1]) not in _TO_WHOM:
        return ""
    whom = tree.heads[place]
    is_told = whom > place and node.is_noun(whom) and whom not in node.blocked
    if not is_told or tree.words[whom] in load_tree_words().times:
        return ""
    target = node.words_of(whom)
    if len(target) > LONGEST_RESTRICTION:
        return ""
    return f"{tree.words[place]} {node.text_of(target)}"


def _state_of_things(node: Node, things: int) -> str:
    """Return the state in which something is left, right behind the things: left 34 jets | parked outside."""
    tree, place = node.tree, node.words_of(things)[-1] + 1
    is_state = tree.tags[place : place + 1] == ["VBN"] and tree.relation(place) == "xcomp"
    if not is_state or tree.heads[place] != tree.heads[things] or place in node.blocked:
        return ""
    words = [word for word in tree.below(place) if word >= place]
    is_whole = words == list(range(place, words[-1] + 1)) and node.blocked.isdisjoint(words)
    return node.text_of(words) if is_whole and len(words) <= LONGEST_RESTRICTION else ""


def _predicate_of_things(node: Node) -> str:
    """Return the state of what is measured: 620 tons of capacity was | under construction |, or ""."""
    tree, state = node.tree, node.governor
    is_subject = tree.relations[node.head] == "nsubj" and not node.is_count and state > node.head
    if not is_subject or tree.child(state, "cop") is None or state in node.blocked:
        return ""
    if tree.tags[state] == "JJ":
        return node.text_of([state])
    case = tree.child(state, "case")
    words = node.words_of(state)
    is_phrase = case is not None and case == words[0] - 1 and len(words) <= LONGEST_RESTRICTION
    if not is_phrase:
        return ""
    return node.text_of(range(words[0] - 1, words[-1] + 1))


def _is_broken(name: str) -> bool:
    """Return whether a comma in a name separates no list: jobs, significantly higher."""
    return "," in name and " and " not in name


def _things(node: Node) -> int | None:
    """Return the noun of what a figure counts or measures an amount of: cars, tons of ore; None without."""
    part = node.part_of(node.head, "of")
    units = load_units()
    if node.is_count:
        return part if node.head in node.own and part is not None else node.head
    if not node.figure.unit and part is not None and node.relation == "obj":
        return part  # approved 33 of the 60 requests
    is_amount = node.figure.unit not in _NO_THINGS and node.figure.unit not in units.currencies
    return part if is_amount else None


def _is_perfect(tree: Tree, verb: int) -> bool:
    """Return whether a verb is in an active perfect: the bank has | closed | 12 branches."""
    helped = tree.children(verb, "aux")
    is_passive = any(tree.relations[child] == "aux:pass" for child in helped)
    return tree.tags[verb] == "VBN" and not is_passive and any(tree.words[child] in _HAVE for child in helped)


def _verb_of_things(node: Node, *, is_target: bool) -> int | None:
    """Return the verb whose object is what a figure counts, if it says what became of that; else None.

    What somebody merely has, needs, or is able to do changes nothing about the things.
    """
    tree, words, head = node.tree, load_tree_words(), node.head
    for _ in range(_OBJECTS):
        if tree.relation(head) != "conj" or not node.is_noun(tree.heads[head]):
            break
        head = tree.heads[head]
    verb = tree.heads[head]
    is_listed = tree.relation(node.head) == "conj" and node.before is not None and node.before.is_count
    if not is_listed and "," in tree.words[verb : min(node.own)]:
        return None
    particle = "".join(tree.words[verb + 1 : verb + 2])
    is_object = tree.relation(head) == "obj" or (is_listed and tree.relation(head) == "conj")
    if tree.relation(head) == "obl" and particle in _PARTICLES:
        is_object = tree.cases(head) == (particle,)  # laid off 700 employees
    is_doing = tree.tags[verb] in _DOING or _is_perfect(tree, verb)
    is_done = is_object and is_doing and verb not in node.blocked
    is_done |= tree.relations[head] == "nsubj:pass" and tree.tags[verb] == "VBN" and not node.is_count
    is_wish = tree.words[verb] in words.intentions - words.giving
    if not is_done or is_wish or tree.words[verb] in words.resting or not tree.words[verb].isalpha():
        return None
    above = tree.heads[verb]
    if tree.relation(verb) in ("xcomp", "ccomp", "advcl") and tree.words[above] in words.failing:
        return None
    helped = [tree.words[child] for child in tree.children(verb, "aux", "advmod")]
    if is_target and "would" in helped:
        return verb  # said it would lay off 2,400 workers
    return None if any(word in _POSSIBLE for word in helped) else verb
