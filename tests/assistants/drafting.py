"""Drafts made from stored documents: sentences quoted exactly, altered, joined or invented, with the right verdicts."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from opencc import OpenCC

from flows.store import Store
from flows.store.documents.names import all_names, titled_documents
from flows.store.passages.running import running_passages
from flows.text import has_han, parse_numbers, parse_numeral, split_sentences

HERE = Path(__file__).resolve().parent
_START, _END = 0xE000, 0xE800  # private characters that mark where claim i starts and ends
_QUOTES = {
    "zh": (("“", "”"), ("“", "”"), ("「", "」"), ("『", "』"), ('"', '"')),
    "en": (("“", "”"), ('"', '"')),
}
_ARTICLE = re.compile(r"^第([一二三四五六七八九十百千零]+)条|^Article (\d+)\b")
_BAD = re.compile('[“”「」『』"《》>*_|\n…‘’（(]|\\.\\.|—\\s*—')
_KIND = re.compile(r"\b(?:Measures|Notice|Plan|Announcement|Outline|Guideline)\b")
_COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"


class Gold(NamedTuple):
    """A claim of a draft and its right verdicts; `how` says what was done to it."""

    kind: str
    start: int
    end: int
    verdicts: tuple[str, ...]
    how: str


@dataclass(frozen=True)
class MadeDraft:
    """A draft with its claims in order."""

    text: str
    golds: list[Gold]


@dataclass
class SourceText:
    """A stored document to quote from."""

    id: str
    title: str
    number: str
    language: str
    sentences: list[str] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    text: str = ""


def read_sources(
    store: Store, corpora: Sequence[str], language: str, limit: int = 400, seed: int = 0
) -> list[SourceText]:
    """Return documents of some corpora that contain sentences worth quoting."""
    ids = sorted(
        row
        for corpus in corpora
        for row in store.column(
            "SELECT id FROM document WHERE superseded_by IS NULL AND corpus = ?", (corpus,)
        )
    )
    random.Random(seed).shuffle(ids)
    known = titled_documents(store, ids)
    counts: dict[str, int] = {}
    for row in known.values():
        counts[row.title] = counts.get(row.title, 0) + 1
    found = []
    for name in ids:
        row = known[name]
        if not _can_be_named(row.title, language) or counts[row.title] > 1:
            continue
        number = next(iter(parse_numbers(row.document_number)), "") and row.document_number.strip()
        source = SourceText(name, row.title, number, language)
        passages = running_passages(store, name)
        source.text = "\n".join(passage.text for passage in passages)
        for passage in passages:
            if match := _ARTICLE.match(passage.text):
                source.articles.append(parse_numeral(match[1] or match[2]) or 0)
            for start, end in split_sentences(passage.text, at_semicolons=False):
                sentence = re.sub(
                    r"^(?:第[一二三四五六七八九十百千零]+条[\s　]*|Article \d+\s*|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、]\s*)",
                    "",
                    passage.text[start:end],
                )
                sentence = sentence.strip()
                if _is_quotable(sentence, language):
                    source.sentences.append(sentence)
        if len(source.sentences) >= 4:
            found.append(source)
        if len(found) >= limit:
            break
    return found


def _can_be_named(title: str, language: str) -> bool:
    if language == "zh":
        return has_han(title) and 6 <= len(title) <= 60 and "《" not in title and "_" not in title
    return (
        not has_han(title)
        and 4 <= len(title.split()) <= 22
        and not title.isupper()
        and not title.startswith("Translation")
    )


def _is_quotable(sentence: str, language: str) -> bool:
    if _BAD.search(sentence) or "\ufffd" in sentence:
        return False
    if language == "zh":
        return (
            22 <= len(sentence) <= 110
            and sentence[-1] in "。；"
            and len(re.findall("[\u4e00-\u9fff]", sentence)) > 0.75 * len(sentence)
        )
    return (
        12 <= len(sentence.split()) <= 45
        and sentence[-1] == "."
        and sentence[0].isupper()
        and not has_han(sentence)
    )


class Writer:
    """Writes one draft."""

    def __init__(
        self, rng: random.Random, sources: Sequence[SourceText], language: str, numbers: frozenset[str]
    ) -> None:
        self.rng = rng
        self.sources = list(sources)
        self.language = language
        self.marked = ""
        self.golds: list[tuple[str, tuple[str, ...], str]] = []
        self.words = _read_lines(f"fillers_{language}.txt")
        self.invented = _read_lines(f"invented_{language}.txt")
        self.no_titles = _read_lines(f"no_titles_{language}.txt")
        self.all_titles = {source.title for source in sources}
        self.numbers = numbers

    def claim(self, kind: str, text: str, verdicts: Sequence[str], how: str) -> str:
        """Return a text marked as a claim."""
        number = len(self.golds)
        self.golds.append((kind, tuple(verdicts), how))
        return f"{chr(_START + number)}{text}{chr(_END + number)}"

    def pick(self, *, numbered: bool = False, with_articles: bool = False) -> SourceText:
        """Return a document to quote."""
        fitting = [
            s for s in self.sources if (s.number or not numbered) and (s.articles or not with_articles)
        ]
        return self.rng.choice(fitting or self.sources)

    def sentence_of(self, source: SourceText) -> str:
        return self.rng.choice(source.sentences)

    def title(
        self, source: SourceText, verdicts: Sequence[str] = ("exact",), how: str = "title", text: str = ""
    ) -> str:
        """Return a document's title as a claim with the marks of the language."""
        shown = self.claim("title", text or source.title, verdicts, how)
        if self.language == "zh":
            return f"《{shown}》"
        return f"{self.rng.choice(('“', '*'))}{shown}".replace("“" + shown, f"“{shown}”").replace(
            "*" + shown, f"*{shown}*"
        )

    def quote(self, text: str, verdicts: Sequence[str], how: str, source: SourceText | None) -> str:
        """Return a sentence with a quotation, attributed or not."""
        rng, zh = self.rng, self.language == "zh"
        opening, closing = rng.choice(_QUOTES[self.language])
        stop = text[-1] if text[-1] in "。；." else ""
        style = rng.randrange(6)
        if style in (0, 1):
            text, outside = text[: len(text) - len(stop)], stop
        else:
            outside = ""
        name = "" if source is None else self.title(source)
        quoted = f"{opening}{self.claim('quote', text, verdicts, how)}{closing}{'。' if outside == '；' else outside}"
        if source is None:
            lead = (
                ("有文件提出：", "政策表述是：", "一份材料写道，")
                if zh
                else ("One text says: ", "A policy paper puts it this way: ", "It has been stated that ")
            )
            return rng.choice(lead) + quoted
        if style == 5 and how not in ("stitched",):
            body = quoted[len(opening) :]
            block = body[: body.rindex(closing)]
            return (f"{name}写道：" if zh else f"The {name} reads:") + f"\n\n> {block}\n\n"
        if style == 4:
            return f"{quoted}（{name}）。" if zh else f"{quoted} ({name})."
        leads = (
            ("{}提出：", "{}指出，", "{}明确规定：", "据{}，", "{}的表述是")
            if zh
            else (
                "The {} states: ",
                "According to the {}, ",
                "In the words of the {}: ",
                "The {} provides that ",
            )
        )
        return rng.choice(leads).format(name) + quoted

    # Alterations ----------------------------------------------------------------------------------------------

    def change_character(self, text: str) -> str:
        """Return a text with one character (English: one word) changed."""
        if self.language == "zh":
            places = [i for i, c in enumerate(text[:-1]) if "\u4e00" <= c <= "\u9fff"]
            place = self.rng.choice(places)
            other = self.rng.choice([c for c in _COMMON if c != text[place]])
            return text[:place] + other + text[place + 1 :]
        words = text.split(" ")
        place = self.rng.choice([i for i, w in enumerate(words) if len(w) > 4 and w.isalpha()] or [1])
        letter = self.rng.randrange(1, len(words[place]))
        other = self.rng.choice([c for c in "aeiounst" if c != words[place][letter]])
        words[place] = words[place][:letter] + other + words[place][letter + 1 :]
        return " ".join(words)

    def change_number(self, text: str) -> str:
        match = self.rng.choice(list(re.finditer(r"\d+", text)))
        return text[: match.start()] + str(int(match[0]) + self.rng.randint(1, 7)) + text[match.end() :]

    def shorten(self, text: str) -> str:
        """Return a text with an ellipsis in place of its middle."""
        if self.language == "zh":
            third = len(text) // 3
            return f"{text[:third]}……{text[-third - 2 :]}"
        words = text.split(" ")
        third = max(4, len(words) // 3)
        return (
            f"{' '.join(words[:third])} {self.rng.choice(('…', '...', '[...]'))} {' '.join(words[-third:])}"
        )

    def drop_words(self, text: str) -> str:
        """Return a text with a few words left out without a mark."""
        if self.language == "zh":
            third = len(text) // 3
            return text[:third] + text[third + self.rng.randint(2, 5) :]
        words = text.split(" ")
        third = max(4, len(words) // 3)
        return " ".join(words[:third] + words[third + self.rng.randint(1, 2) :])

    def rewrite(self, text: str) -> str:
        """Return the same letters written differently."""
        if self.language == "zh":
            traditional: str = OpenCC("s2t").convert(text)
            if self.rng.random() < 0.6 and traditional != text:
                return traditional
            wide = text[:-1].translate(str.maketrans("，0123456789", ",０１２３４５６７８９")) + text[-1]
            return wide if wide != text else f"{text[:8]} {text[8:]}"
        plain = text.replace(", ", "; ").replace("-", " ")
        return plain if plain != text else text.upper()

    # Paragraphs -----------------------------------------------------------------------------------------------

    def add(self, *pieces: str) -> None:
        joint = "" if self.language == "zh" else " "
        self.marked += joint.join(piece for piece in pieces if piece) + "\n\n"

    def filler(self) -> str:
        return self.rng.choice(self.words)

    def write_quote(self, how: str) -> None:
        """Add a paragraph with a quotation of one kind."""
        rng = self.rng
        source = self.pick()
        text = self.sentence_of(source)
        named = source if rng.random() < 0.8 else None
        if how == "true":
            self.add(self.filler(), self.quote(text, ("exact",), how, named))
        elif how == "part":
            cut = _part_of(text, self.language)
            self.add(self.quote(cut, ("exact",), how, source), self.filler())
        elif how == "folded":
            changed = self.rewrite(text)
            self.add(self.quote(changed, ("folded",) if changed != text else ("exact",), how, named))
        elif how == "character":
            self.add(self.quote(self.change_character(text), ("near",), how, named), self.filler())
        elif how == "number":
            with_numbers = [
                (s, t)
                for s in rng.sample(self.sources, min(40, len(self.sources)))
                for t in s.sentences
                if re.search(r"\d", t)
            ]
            if not with_numbers:
                return
            source, text = rng.choice(with_numbers)
            changed = self.change_number(text)
            if changed.rstrip("。；.") in source.text:
                return
            self.add(self.quote(changed, ("near",), how, source if named else None), self.filler())
        elif how == "shortened":
            self.add(self.quote(self.shorten(text), ("exact", "folded"), how, source))
        elif how == "dropped":
            self.add(self.quote(self.drop_words(text), ("near",), how, named))
        elif how == "stitched":
            other = rng.choice([s for s in self.sources if s.title != source.title])
            second = self.sentence_of(other)
            joint = "" if self.language == "zh" else " "
            self.add(self.quote(f"{text}{joint}{second}", ("stitched",), how, named))
        elif how == "invented":
            self.add(self.quote(rng.choice(self.invented), ("absent",), how, named), self.filler())
        elif how == "neighbour":
            bare = re.sub(r"\W", "", text)
            others = [
                s
                for s in self.sources
                if s.title != source.title
                and bare not in re.sub(r"\W", "", s.text)
                and _are_apart(s.title, source.title)
            ]
            if others:
                self.add(self.quote(text, ("misattributed",), how, rng.choice(others)))
        elif how == "term":
            word = rng.choice(
                ("新格局", "卡脖子", "双循环", "抓手", "补短板")
                if self.language == "zh"
                else ("new era", "chokepoint", "big push", "red lines")
            )
            mark = self.claim("quote", word, ("unchecked",), how)
            self.add(
                f"所谓“{mark}”一词，近年来使用很多。"
                if self.language == "zh"
                else f"The word “{mark}” has been used a lot in recent years."
            )

    def write_reference(self, how: str) -> None:
        """Add a paragraph with a reference of one kind."""
        rng, zh = self.rng, self.language == "zh"
        if how == "title":
            self.add(
                self.filler(),
                f"详见{self.title(self.pick())}。" if zh else f"See the {self.title(self.pick())}.",
            )
        elif how == "altered title":
            source = self.pick() if zh else rng.choice([s for s in self.sources if _KIND.search(s.title)])
            changed = _alter_title(rng, source.title, self.language)
            if changed in self.all_titles:
                return
            shown = self.title(source, ("near",), how, changed)
            self.add(f"相关内容载于{shown}。" if zh else f"This is set out in the {shown}.")
        elif how == "invented title":
            name = rng.choice(self.no_titles)
            shown = self.claim("title", name, ("absent",), how)
            self.add(f"此前还有《{shown}》。" if zh else f"Before it came the “{shown}”.")
        elif how in ("document number", "number of other", "altered number", "invented number"):
            self._write_number(how)
        elif how in ("article", "no article"):
            source = self.pick(with_articles=True)
            if not source.articles:
                return
            number = (
                rng.choice(source.articles) if how == "article" else max(source.articles) + rng.randint(3, 40)
            )
            name = self.title(source)
            words = f"第{_han(number)}条" if zh else f"Article {number}"
            if zh:
                mark = self.claim("article", words, ("exact",) if how == "article" else ("absent",), how)
                self.add(f"{name}{mark}对此已有规定。", self.filler())
            else:
                self.golds.pop()
                mark = self.claim("article", words, ("exact",) if how == "article" else ("absent",), how)
                self.add(f"{mark} of the {self.title(source)} deals with this.", self.filler())

    def _write_number(self, how: str) -> None:
        rng, zh = self.rng, self.language == "zh"
        if how == "invented number":
            number = (
                f"样虚发〔{rng.randint(2001, 2012)}〕{rng.randint(300, 900)}号"
                if zh
                else f"Yang Xu Fa [{rng.randint(2001, 2012)}] No. {rng.randint(300, 900)}"
            )
            mark = self.claim("number", number, ("absent",), how)
            self.add(f"要求见{mark}文件。" if zh else f"The request is in {mark}, an earlier paper.")
            return
        source = self.pick(numbered=True)
        if not source.number:
            return
        number, verdicts = source.number, ("exact",)
        if how == "number of other":
            others = [
                s
                for s in self.sources
                if s.number
                and s.title != source.title
                and s.number != source.number
                and _are_apart(s.title, source.title)
            ]
            if not others:
                return
            number, verdicts = rng.choice(others).number, ("misattributed",)
        elif how == "altered number":
            number = re.sub(r"(\d+)(\D*)$", lambda m: f"{int(m[1]) + 1}{m[2]}", number)
            if set(parse_numbers(number)) & self.numbers:
                return
            verdicts = ("near",)
        name = self.title(source)
        mark = self.claim("number", number, verdicts, how)
        self.add(f"{name}（{mark}）是主要依据。" if zh else f"The {name} ({mark}) is the main basis.")

    def finish(self, *, wrap: int = 0) -> MadeDraft:
        """Return the draft, with lines wrapped if a width is given."""
        text = self.marked
        if wrap:
            paragraphs = text.split("\n\n")
            text = "\n\n".join(
                p
                if p.startswith(">")
                else textwrap.fill(p, wrap, break_long_words=False, break_on_hyphens=False)
                for p in paragraphs
            )
        plain: list[str] = []
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        for character in text:
            point = ord(character)
            if _START <= point < _END:
                starts[point - _START] = len(plain)
            elif _END <= point < _END + 0x800:
                ends[point - _END] = len(plain)
            else:
                plain.append(character)
        golds = [
            Gold(kind, starts[i], ends[i], verdicts, how)
            for i, (kind, verdicts, how) in enumerate(self.golds)
            if i in starts
        ]
        return MadeDraft("".join(plain), sorted(golds, key=lambda gold: gold.start))


QUOTE_KINDS = (
    "true",
    "true",
    "part",
    "folded",
    "character",
    "number",
    "shortened",
    "dropped",
    "stitched",
    "invented",
    "invented",
    "neighbour",
    "term",
)
REFERENCE_KINDS = (
    "title",
    "altered title",
    "invented title",
    "document number",
    "number of other",
    "altered number",
    "invented number",
    "article",
    "no article",
)


def read_numbers(store: Store) -> frozenset[str]:
    """Return the keys of all document numbers of a store."""
    return frozenset(name for kind, name, _ in all_names(store) if kind == "number")


def make_draft(
    rng: random.Random,
    sources: Sequence[SourceText],
    language: str,
    numbers: frozenset[str],
    size: tuple[int, int] = (8, 5),
) -> MadeDraft:
    """Return one draft with this many quotations and references, covering every kind."""
    quotes, references = size
    writer = Writer(rng, sources, language, numbers)
    writer.add("# " + ("政策文本札记" if language == "zh" else "Notes on policy texts"))
    kinds = [("q", rng.choice(QUOTE_KINDS)) for _ in range(quotes)] + [
        ("r", rng.choice(REFERENCE_KINDS)) for _ in range(references)
    ]
    rng.shuffle(kinds)
    for which, kind in kinds:
        (writer.write_quote if which == "q" else writer.write_reference)(kind)
    return writer.finish(wrap=80 if language == "en" and rng.random() < 0.4 else 0)


def _read_lines(name: str) -> list[str]:
    return [line for line in (HERE / "words" / name).read_text(encoding="utf-8").splitlines() if line]


def _part_of(text: str, language: str) -> str:
    if language == "zh":
        return text[: max(16, len(text) * 3 // 5)].rstrip("，、；")
    words = text.split(" ")
    return " ".join(words[: max(8, len(words) * 3 // 5)]).rstrip(",;")


def _are_apart(one: str, other: str) -> bool:
    return one not in other and other not in one


def _alter_title(rng: random.Random, title: str, language: str) -> str:
    if language == "zh":
        places = [i for i, c in enumerate(title) if "\u4e00" <= c <= "\u9fff"]
        place = rng.choice(places[1:-1])
        return (
            title[:place] + rng.choice([c for c in "新合同安数信" if c != title[place]]) + title[place + 1 :]
        )
    words = title.split(" ")
    place = rng.choice(
        [i for i, w in enumerate(words) if len(w) > 4 and w.isalpha() and not _KIND.search(w)] or [0]
    )
    words[place] = words[place][:-1] + rng.choice([c for c in "aeoy" if c != words[place][-1]])
    return " ".join(words)


def _han(number: int) -> str:
    digits = "零一二三四五六七八九"
    thousands, rest = divmod(number, 1000)
    hundreds, rest = divmod(rest, 100)
    tens, ones = divmod(rest, 10)
    words = f"{digits[thousands]}千" if thousands else ""
    if hundreds:
        words += f"{digits[hundreds]}百"
    elif thousands and rest:
        words += "零"
    if tens:
        words += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (digits[ones] if ones else "")
