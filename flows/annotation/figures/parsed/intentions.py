"""Signs of an intention, and what only looks like one: shares of people who intend, gaps to a plan."""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, load_units
from flows.annotation.parsing import Tree
from flows.text import lazy_pattern

# By how much a plan was passed: exceeded its target for steel by 12 percent.
_PASSED = lazy_pattern(
    r"(?<!to )\b(?:exceeded|surpassed|beat|topped|overshot|overfulfill?ed|missed|undershot|fell short of) "
    r"(?:the |its |their |his |her |our |last )?(?:[a-z'’-]+ ){0,4}?"
    r"(?:plan|target|goal|quota|forecast|budget)s?(?: (?:for|of) (?![a-z]+ing )[^,;.]{3,40})? by "
    r"(?:about |around |nearly |almost |roughly |some |only |just |over |more than |at least )?$"
)
_PASSED_REACH = 120  # code points before a figure
_ASKED = (
    r"(?:respondents|people|those|members|managers|executives|investors|economists|analysts|consumers"
    r"|households|participants|students|graduates|employers|employees|workers|farmers|voters|residents"
    r"|customers|users|buyers|owners|parents|women|men|adults|officials|experts|bosses|travell?ers|tourists"
    r"|[a-z]*firms|companies|businesses|enterprises|corporations|banks|suppliers|manufacturers|producers"
    r"|makers|exporters|importers|retailers|entrepreneurs|startups|start-ups|funds|operators)"
    r"(?: (?:who |that )?(?:were )?(?:surveyed|polled|asked|questioned|interviewed|sampled)"
    r"| in [a-z]+| there| here)*"
)
_WILL = (
    r"(?:(?:plan|intend|expect|hope|want|aim|seek|wish|prefer)(?:ned|ed)? to "
    r"|(?:are|were) (?:planning|hoping|considering|thinking|expecting|looking|preparing) "
    r"|(?:plan|expect|anticipate|forecast|predict|foresee)(?:ned|ed|saw)? "
    r"(?:an? |that |their |its |the |more |no |higher |lower |growth |sales )"
    r"|(?:expect|want|predict|prefer|need|like)(?:ed)? (?:(?!that |to |which )[a-z-]+ ){1,5}to "
    r"|(?:say|said|think|thought|believe|believed|answered|replied|reported|told [a-z ]{2,20})(?: that)? "
    r"(?:they|it|he|she|their|he or she) "
    r"|(?:say|said|think|thought|believe|believed|cite|cited|blame|blamed) "
    r"|would (?:not |never |rather |also )?"
    r"(?:recommend|prefer|choose|consider|welcome|accept|vote|like|do so) )"
)
# Who intends something: 45 percent | of the managers surveyed plan to; 30 percent | said they would.
_INTENDING = lazy_pattern(
    rf"(?: of (?:the |all |its |their |our |these |those )?(?:[a-z'’-]+ ){{0,4}}?{_ASKED})?,? "
    rf"(?:also |now |still |already |even |currently )?{_WILL}"
)


# Behind a share that was promised: the 8 percent | that the plan had promised, the 7 percent | foreseen.
_PROMISED = lazy_pattern(
    r" (?:(?:that|which) [a-z][a-z'’ -]{0,40}? (?:had |has |have )?(?:once |originally |initially |long )?)?"
    r"(?:promised|pledged|planned|targeted|sought|envisaged|foreseen|hoped for|called for|aimed for|aimed at)"
    r"(?=[.,;]| (?:for|by|in|at|when|before)\b|$)"
)


# A duty in the past that a bound shows: farms had to buy at least 65 percent of it at home.
_OBLIGED = lazy_pattern(
    r"\b(?:have|has|had) to [a-z]+ (?:up )?(?:at least|no less than|no fewer than|no more than|at most) $"
)
_OBLIGED_REACH = 50  # code points before a figure
# What would be a duty: banks would have to hold | 8 percent.
_HAVE_TO = lazy_pattern(
    r"\bwould (?:then |still |also |first )?have to [a-z]+ "
    r"(?:(?!\b(?:that|which|who|because|if|when|than|was|were|rose|fell|said|but)\b)[^,;.:]){0,70}$"
)
# Rules and rates that are weighed or threatened, before their size: is mulling tariffs of | 30 percent.
RULE_NOUNS = (
    r"(?:tariffs?|dut(?:y|ies)|tax(?:es)?|lev(?:y|ies)|surcharges?|surtax(?:es)?|quotas?|caps?|ceilings?"
    r"|limits?|fees?|subsid(?:y|ies)|fines|sanctions)"
)
_WEIGHED = lazy_pattern(
    r"\b(?:(?:weigh|consider|mull|ponder|contemplat|float|threaten)(?:ing|s|e?d)|mulls?|threaten|consider)"
    rf" (?:an? |the |new |whether to impose )?(?:[a-z-]+ ){{0,4}}?{RULE_NOUNS}(?: [a-z-]+){{0,6}}? ?$"
)
# What is said of the present: is said to exceed; an estimate may be of the future.
_REPORTED = frozenset(("said", "thought", "believed", "reported", "reckoned", "understood", "known"))
_ESTIMATED = frozenset(("estimated", "calculated", "judged"))
_AFTER = frozenset(("after", "following"))
_COMPARING = frozenset(("above", "below", "over", "under", "near"))
_CALLING = frozenset(("call", "calls", "called"))
_WANTING = frozenset(("want", "wants", "wanted"))
# What a doer has who aims at something else: with a capital of | 5 billion yuan, the fund aims to buy chips.
_WITH = lazy_pattern(
    r"(?:^\W*|[.;,] |[“\"])(?:with|having|boasting|despite) (?!(?:[^,;.]+ )?"
    r"(?:investments?|costs?|outlay|budget|spending|price|target|goal|plans?)\b)[^,;.]*$"
)
# After investing more than | $130 billion in 2023, the firm will.
AFTER_DOING = r"after (?:having )?(?:[a-z]+ly )?[a-z]+ing (?:[^,;.]|,(?=\d)|\.(?=\d))*"
_AFTER_DOING = lazy_pattern(rf"(?:^\W*|[.;,] ){AFTER_DOING}$")
_YEARS_AHEAD = lazy_pattern(r"\bby (?:the end of )?20\d\d\b|\b20[3-9]\d\b")
_AIMING = lazy_pattern(
    r"(?:[^,;.]|,(?=\d)|\.(?=\d)){0,60}, (?!and |but |or |which |while |as |to )(?:[^,;.]{1,60} )?"
    r"(?:(?:also |now |therefore )?(?:aims|aim|seeks|seek|plans|plan|hopes|hope|wants|want|intends|intend"
    r"|wishes|wish)|(?:is|are) (?:also |now )?(?:planning|seeking|aiming|hoping|trying|set|preparing)) to\b"
)
# Of those counted, of whom 9,000 | have yet to be paid: nobody promises that they will be.
_YET = lazy_pattern(r" (?:has|have|had) yet to ")
# Of (the) | 300 firms surveyed, 58 percent.
_OF_ALL = lazy_pattern(r"(?:^|[,;:] )(?:of|among) (?:the |some |about |nearly |over )?$")
_SHARE_BEHIND = lazy_pattern(r" [a-z -]{3,50},? (?:about |some |nearly |only )?[\d.]+ ?(?:%|per ?cent)")
# What has been done by now: promised 75 million but | has so far spent only | 20 million.
_BY_NOW = frozenset(("yet", "far", "already"))
_SO_FAR = lazy_pattern(
    r"\b(?:has|have|had) (?:so far|thus far|already) (?:been )?[a-z]+ (?:(?!to )[a-z]+ ){0,3}$"
)


def counts_intending(node: Node) -> bool:
    """Return whether a figure is of people or firms who intend something: 72% of firms expect to grow."""
    if _is_number_asked(node):
        return True
    last = max(*node.own, node.head) if node.is_count else max(node.own)
    is_part = node.is_count or node.figure.unit == PERCENT
    return is_part and _INTENDING.match(node.tree.text.lower(), node.tree.ends[last]) is not None


def has_passed_plan(node: Node) -> bool:
    """Return whether a figure is by how much a plan was passed or missed: missed its target by 5 percent."""
    place = node.tree.starts[min(node.own)]
    return bool(_PASSED.search(node.tree.text[max(0, place - _PASSED_REACH) : place].lower()))


def is_obliged(node: Node) -> bool:
    """Return whether a figure is the bound of a duty: suppliers had to make at least 40 percent at home."""
    place = node.tree.starts[min(node.own)]
    return bool(_OBLIGED.search(node.tree.text[max(0, place - _OBLIGED_REACH) : place].lower()))


def would_have_to(node: Node) -> bool:
    """Return whether a figure is what somebody would have to reach or do: would have to hold 8 percent."""
    place = node.tree.starts[min(node.own)]
    return bool(_HAVE_TO.search(node.tree.text[max(0, place - _PASSED_REACH) : place].lower()))


def is_weighed(node: Node) -> bool:
    """Return whether a figure is the size of a rule that somebody only weighs: is mulling tariffs of 30%."""
    place = node.tree.starts[min(node.own)]
    return bool(_WEIGHED.search(node.tree.text[max(0, place - _PASSED_REACH) : place].lower()))


def is_reported(tree: Tree, verb: int) -> bool:
    """Return whether a verb reports what is or was: is said to exceed, is estimated to have cost."""
    if tree.child(verb, "aux:pass") is None or tree.words[verb + 1 : verb + 2] != ["to"]:
        return False
    is_perfect = tree.words[verb + 2 : verb + 3] == ["have"]
    return tree.words[verb] in _REPORTED or (is_perfect and tree.words[verb] in _ESTIMATED)


def is_done_by_counted(node: Node, verb: int) -> bool:
    """Return whether what a figure counts does something now: some 400 firms employ 30,000 people."""
    tree = node.tree
    subject = tree.child(verb, "nsubj")
    is_present = tree.tags[verb] in ("VBP", "VB") and tree.child(verb, "aux", "mark") is None
    is_statement = is_present and tree.is_root(verb) and node.verb() == verb < min(node.own)
    if subject is None or not is_statement or tree.words[verb] in load_tree_words().intentions:
        return False
    return not node.blocked.isdisjoint((subject, *tree.children(subject, "nummod")))


def is_over(node: Node) -> bool:
    """Return whether a change precedes what the sentence expects: after a rise of 12 percent."""
    change = node.tree.heads[node.head]
    return node.tree.words[change] in load_tree_words().changes and not _AFTER.isdisjoint(
        node.tree.cases(change)
    )


def is_done_before(node: Node) -> bool:
    """Return whether a value is of what was done before: after raising 5 billion, the firm plans to."""
    text, start = node.tree.text.lower(), node.tree.starts[min(node.own)]
    led = _AFTER_DOING.search(text[:start])
    return led is not None and _YEARS_AHEAD.search(text[led.start() :].partition(", ")[0]) is None


def describes_doer(node: Node) -> bool:
    """Return whether a value says what somebody has who aims at something else.

    With sales of 5 billion yuan, the firm plans to list in Shanghai.
    """
    text, start, end = node.tree.text.lower(), node.tree.starts[min(node.own)], node.tree.ends[max(node.own)]
    return _WITH.search(text[:start]) is not None and _AIMING.match(text, end) is not None


def _is_number_asked(node: Node) -> bool:
    """Return whether a number is that of all, before the share of them that intends something.

    Of 300 firms, 58 percent expect to cut jobs.
    """
    text, start, end = node.tree.text.lower(), node.tree.starts[min(node.own)], node.tree.ends[max(node.own)]
    return node.is_count and bool(_OF_ALL.search(text[:start]) and _SHARE_BEHIND.match(text, end))


def changes_aim(node: Node) -> bool:
    """Return whether a value is that to which somebody changes an aim: cut their price target to 17 yuan."""
    tree, verb = node.tree, node.governor
    item = tree.child(verb, "obj")
    words = load_tree_words()
    is_aim = item is not None and tree.words[item] in words.aims and item < min(node.own)
    return is_aim and tree.words[verb] in words.changing and node.cases == ("to",)


def sets_out(node: Node) -> bool:
    """Return whether a verb above a figure is what somebody set out to do: set out to cut its use of coal."""
    tree = node.tree
    for verb in tree.above(node.head):
        above = tree.heads[verb]
        particle = tree.child(above, "compound:prt")
        is_set_out = tree.words[above] in ("set", "sets") and particle == above + 1
        if tree.relation(verb) == "xcomp" and is_set_out and tree.words[above + 1] == "out":
            return True
    return False


def is_compared_with_aim(tree: Tree, aim: int) -> bool:
    """Return whether something was above or below an aim: inflation was far below the goal of 3 percent."""
    is_aim = tree.words[aim] in load_tree_words().aims and tree.child(aim, "cop") is not None
    return is_aim and not _COMPARING.isdisjoint(tree.cases(aim))


def is_wanted(tree: Tree, verb: int) -> bool:
    """Return whether a past form is a participle of what somebody wants: wants a fund set up by 2028."""
    above = tree.heads[verb]
    is_clause = tree.tags[verb] == "VBD" and tree.relation(verb) in ("ccomp", "xcomp")
    is_bare = tree.child(verb, "mark", "aux") is None
    return is_clause and is_bare and tree.words[above] in _WANTING


def commits_sum(node: Node, verb: int) -> bool:
    """Return whether a sum was committed to something: committed 6.5 billion yuan to the project."""
    is_object = node.relation == "obj" and node.governor == verb
    return is_object and node.tree.words[verb] == "committed" and node.figure.unit in load_units().currencies


def names_only(tree: Tree, verb: int) -> bool:
    """Return whether "call" gives a name or opinion: what customers call useful, not what they call for."""
    return tree.words[verb] in _CALLING and tree.words[verb + 1 : verb + 2] not in (["for"], ["on"], ["upon"])


def tells_with(tree: Tree, verb: int) -> bool:
    """Return whether a verb read as an infinitive tells something beside a finite one: which own and make.

    An order, or what somebody is to do, has no finite verb, or "to" or a modal verb before it.
    """
    is_beside = tree.tags[verb] == "VB" and tree.relation(verb) == "conj"
    told = tree.tags[tree.heads[verb]].startswith(("VBD", "VBZ", "VBP"))
    return is_beside and told and not {"TO", "MD"} & set(tree.tags[:verb])


def is_so_far(node: Node) -> bool:
    """Return whether a value has been reached by now, or something has yet to be done with the things."""
    if is_over(node):
        return True
    if _BY_NOW.isdisjoint(node.tree.words):
        return False
    text = node.tree.text.lower()
    is_done = _SO_FAR.search(text[: node.tree.starts[min(node.own)]])
    return bool(is_done or _YET.match(text, node.tree.ends[max(*node.own, node.head)]))


def is_promised(node: Node) -> bool:
    """Return whether a share is one that was promised or planned: short of the 8 percent | planned for 2025.

    >>> below the 15 percent that officials had sought
    """
    tree, first = node.tree, min(node.own)
    if node.figure.unit != PERCENT or "the" not in tree.words[max(0, first - 2) : first]:
        return False
    return _PROMISED.match(tree.text.lower(), tree.ends[max(node.own)]) is not None


def is_intended(node: Node) -> bool:
    """Return whether the words around a figure show an intention, whatever the verbs above it."""
    signs = (changes_aim, sets_out, is_obliged, would_have_to, is_weighed, is_promised)
    return any(is_one(node) for is_one in signs)
