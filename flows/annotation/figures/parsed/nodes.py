"""A figure in the tree of its sentence, and the phrases around it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.parsed.extents import find_extent
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT
from flows.annotation.parsing import Tree

_SHARING = ("acl", "xcomp", "advcl", "conj", "ccomp", "aux")  # clauses that may share the subject above
_SEEING = frozenset(("see", "sees", "saw", "seen", "seeing"))
_QUOTES = {'"': '"', "”": "“"}
_OR_MORE = (["or", "more"], ["or", "less"], ["or", "above"])
_RESPECTIVELY = [",", "respectively", ","]
_FRACTIONS = frozenset(
    ("half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "majority")
)
_NOUNS = ("NN", "NNS", "NNP", "NNPS")


@dataclass(slots=True)
class Node:
    """One figure in a tree.

    `head` is its main word, `own` are the words of its number and unit, `blocked` those of all figures and
    moments of the sentence. `is_count` is set if the main word is what the number counts. `before` is the
    figure before it in the sentence.
    """

    tree: Tree
    figure: Figure
    head: int
    own: frozenset[int]
    blocked: frozenset[int]
    is_count: bool
    before: Node | None = None

    @property
    def relation(self) -> str:
        """The relation of the figure to its governor, without subtype."""
        return self.tree.relation(self.head)

    @property
    def governor(self) -> int:
        """The word on which the figure depends (itself for a root)."""
        return self.tree.heads[self.head]

    @property
    def cases(self) -> tuple[str, ...]:
        """The prepositions of the figure, wherever the parser attached them: to "billion" or to "yuan"."""
        cases = self.tree.cases(self.head)
        if cases or self.is_count or len(self.own) == 1:
            return cases
        return next(
            (found for word in self.own if word != self.head and (found := self.tree.cases(word))), ()
        )

    def part_of(self, index: int, *cases: str) -> int | None:
        """Return the noun that depends on a word with one of these prepositions."""
        for child in self.tree.children(index, "nmod", "obl"):
            if set(cases) & set(self.tree.cases(child)) and child not in self.blocked:
                return child
        following = max(self.own) + 1
        if self.tree.words[following : following + 2] in _OR_MORE:
            following += 2
        if self.tree.words[following : following + 3] == _RESPECTIVELY:
            following += 3
        if index == self.head and "of" in cases and self.tree.words[following : following + 1] == ["of"]:
            noun = self.tree.heads[following]  # wherever the parser attached it
            if self.tree.relation(noun) == "amod":
                noun = self.tree.heads[noun]  # of tertiary or secondary roads
            if noun > following and noun not in self.blocked:
                return noun
        return None

    def run_of(self, start: int, tags: tuple[str, ...]) -> range:
        """Return the words from `start` on whose tags begin like these, up to one of a figure or moment."""
        tree, end = self.tree, start
        while end < len(tree.words) and end not in self.blocked and tree.tags[end].startswith(tags):
            end += 1
        return range(start, end)

    def phrase(self, index: int, *, keep: Sequence[int] = ()) -> str:
        """Return the noun phrase around a word, without its article, clauses, moments and figures."""
        return self.text_of(self.words_of(index, keep=keep))

    def words_of(self, index: int, *, keep: Sequence[int] = ()) -> list[int]:
        """Return the words of the noun phrase around a word, in order and without gaps."""
        return find_extent(self, index, keep)

    def text_of(self, words: Sequence[int]) -> str:
        """Return the words as written, in one line."""
        if not words:
            return ""
        tree, first = self.tree, words[0]
        while first > 1 and tree.words[first - 1] == "-" and self._is_joined(first - 1):
            first -= 2  # technology-based firms
        end = tree.ends[words[-1]]
        while tree.text[end : end + 1].isalnum():
            end += 1  # 5G is two words of the tree
        start = tree.starts[first]
        while start and tree.text[start - 1].isalnum():
            start -= 1
        text = " ".join(tree.text[start:end].split()).strip(" ,;:.")
        return _with_quotation(text)

    def _is_joined(self, hyphen: int) -> bool:
        """Return whether a hyphen joins two words, of which neither is of a figure or moment."""
        tree, around = self.tree, (hyphen - 1, hyphen + 1)
        is_close = (
            tree.ends[hyphen - 1] == tree.starts[hyphen] and tree.ends[hyphen] == tree.starts[hyphen + 1]
        )
        return is_close and self.blocked.isdisjoint(around) and tree.words[hyphen - 1].isalpha()

    def is_noun(self, index: int) -> bool:
        """Return whether a word is a noun that names something."""
        words = load_tree_words()
        word = self.tree.words[index]
        if word in words.pointers:
            return False
        is_name = self.tree.text[self.tree.starts[index]].isupper() and self.tree.tags[index] in (
            "RB",
            "UH",
            "JJ",
            "VB",
            "FW",
        )
        return self.tree.tags[index] in _NOUNS or (is_name and word not in words.adverbs)

    def verb(self) -> int:
        """Return the verb or predicate that governs the figure; its own head word if there is none."""
        tree = self.tree
        for index in (self.head, *tree.above(self.head)):
            if tree.tags[index].startswith(("VB", "MD")) or tree.child(index, "nsubj", "csubj") is not None:
                return index
        return self.head

    def subject_of(self, verb: int, *, by_agent: bool = True) -> int | None:
        """Return the noun that performs a verb: its subject, its agent, or the subject of a clause above."""
        tree = self.tree
        seen = set[int]()
        while verb not in seen:
            seen.add(verb)
            agent = tree.child(verb, "obl:agent") if by_agent else None
            if agent is not None and tree.words[agent] not in load_tree_words().amounts:
                return agent
            subject = tree.child(verb, "nsubj", "csubj")
            if subject is not None:
                return self._antecedent(verb, subject)
            if (name := self._name_taken_for_adverb(verb)) is not None:
                return name
            relation = tree.relations[verb]
            above = tree.heads[verb]
            if "to" in (tree.words[child] for child in tree.children(verb, "mark")):
                doer = self._doer_of_purpose(verb, above)
                if doer is not None:
                    return doer
            is_seen = relation == "xcomp" and tree.tags[verb] == "VBG" and tree.words[above] in _SEEING
            if is_seen:  # analysts see the ratio rising
                item = tree.child(above, "obj")
                return item if item is not None and above < item < verb and self.is_noun(item) else None
            is_close = relation == "advmod" and tree.tags[verb] == "JJ"  # came close to doubling
            if above == verb or not (is_close or relation.split(":")[0] in _SHARING):
                return None
            if relation.startswith("acl") and self.tree.tags[above].startswith("N"):
                is_plan = tree.words[above] in load_tree_words().intentions
                return above if is_plan or tree.child(verb, "mark") is None else None
            verb = above
        return None

    def _doer_of_purpose(self, verb: int, above: int) -> int | None:
        """Return who is to do something: want carmakers to sell, targets for suppliers to occupy."""
        tree = self.tree
        if tree.relation(verb) == "xcomp" and tree.words[above] in load_tree_words().urging:
            item = tree.child(above, "obj")
            return item if item is not None and above < item < verb and self.is_noun(item) else None
        item = tree.child(above, "obj") if tree.tags[above].startswith("VB") else None
        beside = tree.children(item, "nmod") if item is not None else []
        for child in (*tree.children(above, "nmod", "obl"), *beside):
            if "for" in tree.cases(child) and child < verb and self.is_noun(child):
                return child
        return None

    def _name_taken_for_adverb(self, verb: int) -> int | None:
        """Return an unknown name at the start of a sentence or clause that was tagged as an adverb."""
        tree = self.tree
        for child in tree.children(verb, "advmod", "discourse", "vocative", "obl"):
            written = tree.text[tree.starts[child] : tree.ends[child]]
            is_name = written[:1].isupper() and not tree.words[child].endswith("ly")
            is_first = child == 0 or tree.words[child - 1] == ","
            is_adjacent = tree.relation(child) != "obl" and child < verb
            is_prefix = tree.words[child + 1 : child + 2] == ["-"]  # non-performing loans
            if (
                is_name
                and is_first
                and is_adjacent
                and not is_prefix
                and tree.words[child] not in load_tree_words().adverbs
            ):
                return child
        return None

    def relative_noun(self, verb: int) -> int | None:
        """Return the noun of a relative clause whose pronoun is the object of a verb in it, or None.

        The share, which the plan wants to reach 25 percent -> share
        """
        tree = self.tree
        pronoun = tree.child(verb, "obj", "nsubj")
        if pronoun is None and tree.relations[verb] == "xcomp":  # which analysts see rising
            pronoun = tree.child(tree.heads[verb], "obj")
        if (
            pronoun is None
            or tree.tags[verb] in ("VBD", "VBN")
            or tree.words[pronoun] not in ("which", "that")
            or tree.tags[pronoun] != "WDT"
        ):
            return None
        for above in (verb, *tree.above(verb)):
            if tree.relations[above] == "acl:relcl":
                noun = tree.heads[above]
                return noun if noun < pronoun and self.is_noun(noun) and noun not in self.blocked else None
            if tree.relation(above) not in ("xcomp", "ccomp"):
                return None
        return None

    def _antecedent(self, verb: int, subject: int) -> int:
        """Return the noun that a relative clause describes, in place of its pronoun."""
        tree = self.tree
        if tree.words[subject] not in ("which", "who", "that") or not tree.relations[verb].startswith("acl"):
            return subject
        noun, changing = tree.heads[verb], load_tree_words().changing
        above = tree.heads[noun]
        is_measured = {tree.words[verb], tree.words[tree.heads[above]]} <= changing
        if is_measured and tree.relation(noun) == "nmod" and tree.relation(above) == "nsubj":
            return above  # profits at the lender, which had doubled, shrank
        return noun


def _with_quotation(text: str) -> str:
    """Return a phrase with a quotation mark missing at its start: "little giant" firms."""
    mark = next((mark for mark in _QUOTES if text.count(mark) == 1), "")
    if not mark or text.startswith(tuple(_QUOTES.values())):
        return text
    return f"{_QUOTES[mark]}{text}"


def make_nodes(
    tree: Tree, figures: Sequence[tuple[Figure, int, int, int]], moments: Sequence[tuple[int, int]]
) -> list[Node]:
    """Return one node per figure, given its span and the end of what it counts in the tree's text.

    `moments` are the spans of the dates of the sentence.
    """
    own = [frozenset(tree.words_in(start, end)) for _, start, end, _ in figures]
    blocked = set[int]().union(*own) if own else set[int]()
    for start, end in moments:
        blocked.update(tree.words_in(start, end))
    nodes: list[Node] = []
    for (figure, start, end, noun_end), found in zip(figures, own, strict=True):
        words = found
        is_count = noun_end > end
        head = tree.head_of(start, noun_end if is_count else end)
        following = tree.words[max(words) + 1 : max(words) + 2]
        if (fraction := _fraction_before(tree, words)) is not None and figure.unit == PERCENT:
            parts = tree.children(fraction, "nummod", "det")  # two | thirds (66 percent)
            head, words = fraction, words | {fraction, min(words) - 1, max(words) + 1, *parts}
            blocked |= words
        above = tree.heads[head]
        if following == ["per"] and tree.relation(head) == "nummod" and above > head and not is_count:
            head = above  # 2.5 per 1,000 people
        before = nodes[-1] if nodes else None
        nodes.append(Node(tree, figure, head, words, frozenset(blocked), is_count, before))
    return nodes


def _fraction_before(tree: Tree, words: Collection[int]) -> int | None:
    """Return the word for a part whose exact share follows in brackets: about | half | (49 percent) of."""
    first, last = min(words), max(words)
    is_bracketed = first > 1 and tree.words[first - 1] == "(" and tree.words[last + 1 : last + 2] == [")"]
    return first - 2 if is_bracketed and tree.words[first - 2] in _FRACTIONS else None
