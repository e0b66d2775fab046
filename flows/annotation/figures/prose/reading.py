"""Figures of running text, read sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.dating import Frame, find_frame
from flows.annotation.figures.numbers import fold_figures
from flows.annotation.figures.parsed import TreeReader
from flows.annotation.figures.prose.dating import only_months
from flows.annotation.figures.prose.sentence import Context, read_statements
from flows.annotation.figures.prose.setting import Setting
from flows.annotation.figures.sentences import (
    Written,
    dominant_language,
    drop_grants,
    find_written,
    load_reader,
    looks_like_table,
    may_state,
    precedes_title,
    read_sentence,
    split_text,
)
from flows.annotation.figures.settling import (
    Carried,
    Statement,
    are_counted,
    carry,
    drop_supposed,
    lower_undated,
    make_target,
    name_pointers,
)
from flows.annotation.figures.worded import blank_footnotes
from flows.records import Mention, Target
from flows.text import Shadow, lazy_pattern

_NAMED_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)|[一二][九〇零○][一二三四五六七八九〇零○]{2}年")
# A text of Taiwan, by its years; 民国时期 and 民国25年 occur elsewhere too.
_OF_TAIWAN = lazy_pattern(r"中华民国|民国(?:9\d|1[01]\d)年")
_SUBJECTS = frozenset(("ORG", "GPE", "PROGRAMME", "TECH"))


def read_prose(text: str, language: str, mentions: Sequence[Mention], setting: Setting) -> tuple[Target, ...]:
    """Return the figures of running text, sentence by sentence."""
    text = blank_footnotes(text, language)
    shadow = fold_figures(text)
    found: list[Target] = []
    trees = TreeReader(setting.parser, text, shadow, setting.section) if setting.parser else None
    carried, frame, spoken = Carried("", None), Frame("", ""), ""
    statements: list[Statement] = []
    end = -1  # of the sentence before
    is_republic = setting.currency == "TWD" or bool(_OF_TAIWAN.search(shadow.text))
    named = (mention for mention in mentions if mention.type in _SUBJECTS)
    subjects = sorted(named, key=lambda mention: mention.start)
    reported_year, month = int(setting.years.actual or 0), setting.years.month
    written = _find_sentences(text, shadow, language)
    sentences = [
        read_sentence(shadow.text, one, setting.year, reported_year, month=month, is_republic=is_republic)
        for one in written
    ]
    if not setting.section and are_counted(sentences, setting.year):
        carried = Carried("actual", None)
    for reader, sentence in zip([one.reader for one in written], sentences, strict=True):
        if reader.language != spoken:
            frame, spoken = Frame("", ""), reader.language  # the year of a sentence in the other language
            statements = []
        if setting.section == "actual":
            drop_grants(sentence)
        if reader.is_english:
            kept = (figure for figure in sentence.figures if not precedes_title(text, shadow, figure))
            sentence.figures = list(kept)
        now = carry(sentence, carried)
        ahead = Carried(carried.kind or now.kind, now.moment)
        before = statements if sentence.start == end else []
        statements = read_statements(sentence, Context(reader, setting, frame, ahead, before), trees)
        end = sentence.end
        frame = find_frame(sentence, frame, {item.deadline[:4] for item in statements}, setting.years)
        carried = now
        if statements and not carried.kind:
            carried = Carried(statements[0].kind, carried.moment)
        stated = drop_supposed(sentence, statements, is_english=reader.is_english)
        made = [make_target(text, shadow, sentence, statement, subjects) for statement in stated]
        if reader.is_english and made:
            frame = frame._replace(near_months=only_months(made))
        found += name_pointers(text, made, found[-1:])
    if _NAMED_YEAR.search(shadow.text):
        return tuple(lower_undated(target) for target in found)
    return tuple(found)


def _find_sentences(text: str, shadow: Shadow, language: str) -> list[Written]:
    """Return the sentences up to the last that has a figure: those before it set its year and kind."""
    found: list[Written] = []
    for start, end in split_text(text, shadow):
        chosen = language
        if language not in ("zh", "en"):
            chosen = dominant_language(shadow.text, start, end)
        if may_state(shadow.text[start:end], chosen) and not looks_like_table(shadow.text, start, end):
            found.append(find_written(shadow.text, start, end, load_reader(chosen)))
    while found and not found[-1].figures:
        found.pop()
    return found
