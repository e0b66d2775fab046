"""How Chinese clauses state figures: 研发投入强度达到3%以上, 培育1000家企业, 由6.3件提高到12件."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.statements import GAP, Kind, Reading, Sentence
from flows.annotation.figures.units import (
    CURRENCIES,
    MEASURE_WORDS,
    PERCENT,
    POINTS,
    TIME_UNITS,
    TIMES,
    settle_measure,
)
from flows.annotation.figures.words_zh import (
    ACTION_SET,
    ACTION_SIZES,
    ACTIONS,
    ASIDE,
    BASE_BEFORE,
    BASE_WORDS,
    BEGINNINGS,
    BOUND_WORDS,
    BUDGET,
    CHANGE_NOUNS,
    DEFAULT_TARGETS,
    EACH,
    ENDINGS,
    ENUMERATED,
    FROM_TO,
    HEAD_SIZES,
    HEADS,
    LEAD,
    MEASURES,
    MULTIPLE_OF,
    NAMED,
    NAMING_ACTIONS,
    NO_CLAUSE,
    NO_OBJECT,
    OBJECT,
    OBJECT_END,
    PLACE_BEFORE,
    PREDICATE,
    PROTECTED,
    RATE_BEFORE,
    RELATIVE,
    SHARE,
    SIZES,
    SUFFIX,
    SUFFIX_SIGNS,
    TAIL_SIZES,
    TAILS,
    TIME_AFTER,
    TIME_BEFORE,
    TIME_VERBS,
    TO,
    WEAK_VERBS,
    WHOLES,
)


def read_figure(sentence: Sentence, index: int) -> Reading | None:
    """Return what figure `index` of a Chinese sentence states; None where it states no indicator's value."""
    figure = sentence.figures[index]
    begin, finish = sentence.clause_of(figure)
    left_end = sentence.figures[index - 1].end if index else sentence.start
    low = max(begin, left_end, figure.start - 60)
    after = sentence.text[figure.end : min(sentence.end, figure.end + 60)]
    if NO_CLAUSE.search(sentence.text, max(begin, figure.start - 60), min(finish, figure.end + 40)):
        return None
    if index + 1 < len(sentence.figures) and _starts_change(sentence, figure, sentence.figures[index + 1]):
        return Reading("", "=", is_baseline=True)
    suffix = SUFFIX.match(after)
    after = after[suffix.end() :] if suffix else after
    left = _blank_moments(sentence, low, figure.start)
    if BASE_BEFORE.search(left):
        return Reading("", "=", is_baseline=True)
    words, effects, phrase = _strip_tail(left)
    begun = _start_of_change(sentence, index, begin) if index else 0
    if begun:
        phrase = _strip_tail(_blank_moments(sentence, max(begin, begun - 60), begun))[2]
    phrase, actions = _strip_head(phrase)
    if bound := next((word for word in BOUND_WORDS if phrase.startswith(word)), ""):
        phrase, effects = phrase[len(bound) :], [*effects, BOUND_WORDS[bound]]
    if share := SHARE.match(phrase):
        phrase, effects = share[2].strip("的"), [*effects, "~"] if share[1] else effects
    elif figure.unit in (TIMES, PERCENT) and not effects and LEAD.search(phrase):
        phrase, effects = "", ["-" if phrase.rstrip("出")[-1] in "低少" else "+"]
    elif figure.unit == TIMES and (multiple := MULTIPLE_OF.search(phrase)):
        phrase = phrase[: multiple.start()]
    sign = _choose_sign(effects, suffix, figure)
    if actions and actions[-1] == "完成" and BUDGET.match(phrase):
        phrase = ""  # 完成预算数的98%: of what the clause before is about
    if phrase in EACH or len(phrase) == 1:
        phrase = ""
    if effects and low == begin and not actions and (not phrase or phrase in MEASURES):
        phrase = _subject_before(sentence, begin) + phrase
    following = sentence.figures[index + 1].start if index + 1 < len(sentence.figures) else sentence.end
    indicator = _choose_indicator(
        figure, phrase, actions, after[: max(0, following - figure.end)], effects, bool(suffix), words, left
    )
    if indicator is None:
        return None
    if figure.unit == POINTS:
        indicator, sign = _read_points(indicator, left, words)
    if indicator in CHANGE_NOUNS:
        sign, indicator = (CHANGE_NOUNS[indicator] if sign in "=~" else sign), ""
    if sign in "+-" and "年均" in words and indicator:
        indicator += "年均" + next(word for word in words if TAILS.get(word) in ("+", "-"))
    pause = sentence.text.find("、", figure.end, min(finish, following))
    kind = sentence.kind_in(begin, figure.start, pause if pause >= 0 else min(finish, following))
    is_exact = _is_exact(figure) and not suffix
    default: Kind = "actual" if begun else _default_kind(is_exact, words, actions, suffix)
    return Reading(
        indicator,
        sign,
        kind,
        default,
        _baseline(sentence, begin, figure, index),
        settle_measure(figure.unit, indicator or phrase),
        is_respective="分别" in words,
        is_exact=is_exact,
        is_bound=bool(suffix),
    )


def _starts_change(sentence: Sentence, figure: Figure, following: Figure) -> bool:
    between = sentence.text[figure.end : min(following.start, figure.end + 40)]
    before = sentence.text[max(sentence.start, figure.start - 30) : figure.start]
    return bool(following.start - figure.end < 40 and FROM_TO.search(before) and TO.match(between))


def _start_of_change(sentence: Sentence, index: int, begin: int) -> int:
    """Return where 由 or 从 stands, if figure `index` is what the figure before it came to; else 0."""
    before = sentence.figures[index - 1]
    if before.start < begin or not _starts_change(sentence, before, sentence.figures[index]):
        return 0
    match = FROM_TO.search(sentence.text, max(begin, before.start - 30), before.start)
    return match.start() if match else 0


def is_figure(text: str, figure: Figure) -> bool:
    """Return whether a figure may state anything: a time must be one that something comes to (缩短至45天)."""
    if RATE_BEFORE.search(text, max(0, figure.start - 4), figure.start):
        return False
    if figure.unit in TIME_UNITS and text[figure.end : figure.end + 1] in TIME_AFTER:
        return False
    return figure.unit not in TIME_UNITS or bool(
        TIME_BEFORE.search(text, max(0, figure.start - 4), figure.start)
    )


def _blank_moments(sentence: Sentence, start: int, end: int) -> str:
    parts, position = [], start
    for moment in sentence.moments_in(start, end):
        if moment.end > end:
            break
        parts += [sentence.text[position : moment.start], GAP]
        position = moment.end
    return ASIDE.sub("", "".join([*parts, sentence.text[position:end]]).replace(" ", ""))


def _strip_tail(left: str) -> tuple[list[str], list[str], str]:
    """Take verbs, bounds and adverbs off the end; return them, last first, their signs, and the rest."""
    words: list[str] = []
    effects: list[str] = []
    while left and len(words) < 10:
        for size in TAIL_SIZES:
            word = left[-size:]
            if len(word) == size and word in TAILS and not (size == 1 and left[-2:] in ENDINGS):
                words.append(word)
                effects.append(TAILS[word])
                left = left[:-size]
                break
        else:
            break
    return words, [effect for effect in effects if effect], left


def _strip_head(phrase: str) -> tuple[str, list[str]]:
    actions: list[str] = []
    while phrase and not phrase.startswith(PROTECTED):
        for size in HEAD_SIZES:
            if phrase[:size] in HEADS and len(phrase[:size]) == size and not _begins_word(phrase, size):
                phrase = phrase[size:]
                break
        else:
            for size in ACTION_SIZES:
                word = phrase[:size]
                if (
                    word in ACTION_SET
                    and len(word) == size
                    and not (_names_something(phrase, word) or _begins_word(phrase, size))
                ):
                    actions.append(word)
                    phrase = phrase[size:]
                    break
            else:
                break
    return phrase.lstrip(".．)）:：").strip("、和与及的").rstrip("在将由"), actions


def _subject_before(sentence: Sentence, begin: int) -> str:
    """Return what the clause before, one without figures, is about: 算力规模位居第二，达到..."""
    if begin - 2 < sentence.start or sentence.text[begin - 1] != ",":
        return ""
    place = bisect_left(sentence.borders, begin - 1)
    start = max(sentence.borders[place - 1] + 1 if place else sentence.start, begin - 60)
    if any(start <= figure.start < begin for figure in sentence.figures):
        return ""
    phrase = _blank_moments(sentence, start, begin - 1)
    cut = PREDICATE.search(phrase, 2)
    if not cut and len(phrase) > 20:
        return ""
    return _strip_head(phrase[: cut.start()] if cut else phrase)[0]


def _begins_word(phrase: str, size: int) -> bool:
    """Return whether the first character belongs to a word: 应急 does not begin with 应, nor 能耗 with 能."""
    return size == 1 and phrase[:2] in BEGINNINGS


def _names_something(phrase: str, word: str) -> bool:
    """Return whether an action is the name of the thing measured: 投资规模, 生产总值, 研发投入."""
    return word in NAMING_ACTIONS and phrase[len(word) : len(word) + 2] in NAMED


def _choose_sign(effects: list[str], suffix: re.Match[str] | None, figure: Figure) -> str:
    change = next((effect for effect in effects if effect in "+-"), "")
    if "=" in effects and (not change or effects.index("=") < effects.index(change)):
        change = ""  # 增长达到 keeps its level, 提高到 has one
    if figure.is_multiple:
        return "x"
    if change:
        return change
    if figure.unit == TIMES:
        return "x"
    if suffix and suffix.lastgroup:
        return SUFFIX_SIGNS[suffix.lastgroup]
    if figure.value_to is not None:
        return "range"
    return ">" if figure.more else next((effect for effect in effects if effect != "="), "=")


def _choose_indicator(
    figure: Figure,
    phrase: str,
    actions: list[str],
    after: str,
    effects: list[str],
    has_suffix: bool,
    words: list[str],
    words_before: str,
) -> str | None:
    """Return the noun phrase measured: before the figure, or what it counts; "" to go on with the one before; None for none."""
    unit = figure.unit
    if not unit and not (figure.is_scaled and effects):
        return None
    if not effects and (
        phrase.endswith("年产") or (unit in SIZES and not actions and after.startswith("的"))
    ):
        return None  # a plant's or a machine's size
    if unit in SIZES and (not effects or "实现" in words) and after[:1] and after[0] not in ",;。的":
        return None  # 28纳米工艺
    if unit in TIME_UNITS and not (effects and set(words) & TIME_VERBS):
        return None
    is_given = "给予" in phrase or phrase.endswith("拥有")
    item = (
        _object_of(after)
        if unit in MEASURE_WORDS or after.startswith("的") or is_given or (actions and not phrase)
        else ""
    )
    is_counted = unit in MEASURE_WORDS
    if item and NO_OBJECT.search(item):
        return None
    if unit == "people" and phrase.endswith(("委员", "代表", "候补", "书记")):
        return None
    if is_counted and (phrase.endswith(tuple(ENUMERATED)) or "第" in phrase[-1:]):
        return None
    ends_in_action = next((word for word in ACTIONS if phrase.endswith(word)), "")
    if (
        is_counted
        and figure.value < 10
        and not (
            has_suffix or actions or figure.is_scaled or (set(words) - WEAK_VERBS & set(words) and effects)
        )
    ):
        return None
    if is_counted and not effects and not actions and PLACE_BEFORE.search(words_before):
        return None
    if is_counted and not (
        effects or has_suffix or figure.is_scaled or actions or ends_in_action or figure.value >= 10
    ):
        return None
    if after.startswith("给予"):
        return _object_of(after[2:]) or phrase
    if item and (is_given or (phrase in WHOLES and (is_counted or after.startswith("的")))):
        return item
    if item and phrase.startswith("占") and not is_counted:
        return item + phrase
    if item and (not phrase or ends_in_action or (is_counted and not effects)):
        return item
    if ends_in_action and not effects and phrase == ends_in_action:
        return item
    if not phrase and unit in CURRENCIES and not effects and not actions and not item:
        return None
    return _without_lone_quotes(phrase.replace(GAP, ""))


def _without_lone_quotes(phrase: str) -> str:
    """Take quotation marks off the ends, and one inside whose other half stands outside the phrase with what it marks off."""
    phrase = phrase.strip("“”")
    opened, closed = phrase.count("“"), phrase.count("”")
    if closed > opened:
        return phrase.replace("”", "", 1)
    return phrase.replace("“", "", 1) if opened > closed else phrase


def _object_of(after: str) -> str:
    match = OBJECT.match(after)
    if not match:
        return ""
    item = match[1]
    if end := OBJECT_END.search(item):
        item = item[: end.start()]
    return item.strip("的和与及")


def _read_points(indicator: str, left: str, words: list[str]) -> tuple[str, str]:
    """Return indicator and sign of a change in percentage points; a lead or lag over something goes on with the one before."""
    match = RELATIVE.match(left.replace(GAP, ""))
    if match and not {TAILS.get(word) for word in words} & {"+", "-"}:
        return "", "-" if match[1][0] in "低慢少" else "+"
    is_fall = any(TAILS.get(word) == "-" for word in words)
    return indicator, "-" if is_fall else "+"


def _default_kind(is_exact: bool, words: list[str], actions: list[str], suffix: re.Match[str] | None) -> Kind:
    """Return what a figure mostly is where nothing tells: plans demand round figures and bounds, reports count exactly."""
    if suffix or any(word in DEFAULT_TARGETS for word in words):
        return "target"
    is_demand = any(
        action not in ("新增", "完成", "惠及") and not action.endswith("了") for action in actions
    )
    return "target" if is_demand and not is_exact else "actual"


def _is_exact(figure: Figure) -> bool:
    """Return whether a figure has three or more significant digits, or is a little more (40多万)."""
    return figure.more or (
        figure.unit not in (PERCENT, POINTS)
        and len(f"{figure.value:.6e}".split("e")[0].replace(".", "").rstrip("0")) > 2
    )


def _baseline(sentence: Sentence, begin: int, figure: Figure, index: int) -> str:
    if index and (start := _start_of_change(sentence, index, begin)):
        return sentence.text[start + 1 : sentence.figures[index - 1].end]
    bases: list[Moment] = [
        moment for moment in sentence.moments_in(begin, figure.start) if moment.role == "base"
    ]
    if bases:
        return sentence.text[bases[-1].start : bases[-1].end]
    same = BASE_WORDS.search(sentence.text, max(begin, figure.start - 40), figure.start)
    return same[0] if same else ""
