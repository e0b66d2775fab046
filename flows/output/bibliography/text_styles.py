"""References as text: GB/T 7714-2015, Chicago (notes and bibliography, 18th edition) and APA (7th edition).

The styles are implemented here because their published CSL files are under CC BY-SA, which this project
cannot ship under its own licence. Also, none of them writes a Chinese title in pinyin, characters and
translation, which Chicago (11.90) and APA (9.38) require for titles in another script. Rules followed:

- GB/T 7714-2015: at most three bodies (8.1.2), none where no issuer is known (8.1.4), the document number as
  other title information (8.2), type and carrier `[Z/OL]` (annex B), date and day of access of what is online
  (8.6), the place quoted after the date (8.8), punctuation in half width (7).
- Chicago: at most six bodies, else three and "et al."; pinyin, then characters, then the translation.
- APA: bodies joined by "&", year with month and day, number in parentheses; characters are kept beside the
  pinyin, so that the source can be found.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.lexicon import Lexicon
from flows.output.bibliography.item import CslItem, day_of, is_chinese, names_of, show_date
from flows.output.bibliography.kinds import kind_of_item
from flows.output.bibliography.romanising import Romaniser
from flows.references import read_article_number
from flows.text import MONTH_NAMES, has_han

_GBT_NAMES, _CHICAGO_NAMES, _CHICAGO_SHORT, _APA_NAMES = 3, 6, 3, 20
_STOPS = tuple(stop + mark for stop in ".?!。？！" for mark in ("", "”", "]"))
_QUOTED_KINDS = ("article-newspaper", "webpage", "document", "speech")


def cite_gbt7714(item: CslItem, _: Lexicon) -> str:
    """Return an entry of GB/T 7714-2015 (numeric system, without its number)."""
    in_chinese = is_chinese(item["title"])
    online = "URL" in item
    names = names_of(item)
    bodies = ", ".join(names[:_GBT_NAMES])
    if len(names) > _GBT_NAMES:
        bodies += ", 等" if in_chinese else ", et al"
    title = ": ".join(filter(None, (item["title"], item.get("number"))))
    title += f"[{kind_of_item(item).gbt}{'/OL' if online else ''}]"
    issued = day_of(item)
    accessed = f"[{show_date(item['accessed'])}]" if online else ""
    if "container-title" in item:
        dated = ", ".join(filter(None, (item["container-title"], issued))) + accessed
    elif online:
        dated = f"({issued}){accessed}" if issued else accessed
    else:
        dated = issued
    place = _passage_in_gbt(item, in_chinese=in_chinese)
    return _sentences(bodies, title, ": ".join(filter(None, (dated, place))), item.get("URL", ""))


def _passage_in_gbt(item: CslItem, *, in_chinese: bool) -> str:
    custom = item["custom"]
    if "paragraph" not in custom:
        return ""
    if custom["article"]:
        return custom["article"]
    number = custom["paragraph"]
    return f"第{number}段" if in_chinese else f"passage {number}"


def cite_chicago(item: CslItem, lexicon: Lexicon) -> str:
    """Return an entry of a Chicago bibliography, as plain text."""
    names = [_full_name(item, number, lexicon) for number in range(len(names_of(item)))]
    if len(names) > _CHICAGO_NAMES:
        bodies = ", ".join(names[:_CHICAGO_SHORT]) + ", et al"
    else:
        bodies = _list_names(names, "and")
    title = _chicago_title(item, lexicon)
    day = _month_first(day_of(item)) or "n.d."
    container = _in_pinyin(item.get("container-title", ""), lexicon)
    details = ", ".join(filter(None, (container, item.get("number", ""), day)))
    accessed = f"Accessed {_month_first(show_date(item['accessed']))}" if "URL" in item else ""
    return _sentences(bodies, title, details, _place_in_english(item), accessed, item.get("URL", ""))


def _chicago_title(item: CslItem, lexicon: Lexicon) -> str:
    """Return the title: in quotation marks for news and pages, plain for laws, reports and notices."""
    title = item["title"]
    is_quoted = item["type"] in _QUOTED_KINDS
    if is_chinese(title):
        read = Romaniser(lexicon, names_of(item)).title(title)
        if is_quoted:
            read = f"“{_inner_marks(read)}”"
        return " ".join(filter(None, (read, title, _bracketed(item["custom"]["title-en"]))))
    if is_quoted:
        return f"“{_sentences(_inner_marks(title))}”"
    return title


def cite_apa(item: CslItem, lexicon: Lexicon) -> str:
    """Return an entry of an APA reference list, as plain text."""
    names = [_full_name(item, number, lexicon) for number in range(len(names_of(item)))]
    if len(names) > _APA_NAMES:
        names = [*names[: _APA_NAMES - 1], f"… {names[-1]}"]
    bodies = _list_names(names, "&")
    title = item["title"]
    if is_chinese(title):
        read = Romaniser(lexicon, names_of(item)).title(title)
        title = " ".join(filter(None, (read, title, _bracketed(item["custom"]["title-en"]))))
    if "number" in item:
        title = f"{title} ({item['number']})"
    day = f"({_year_first(item)})"
    container = _in_pinyin(item.get("container-title", ""), lexicon)
    first = [bodies, day, title]
    if not bodies:
        first = [title, day]
    return _sentences(*first, container, _place_in_english(item), item.get("URL", ""))


def _full_name(item: CslItem, number: int, lexicon: Lexicon) -> str:
    """Return a body's name: in pinyin, characters and English if it has a Chinese name."""
    name = names_of(item)[number]
    english = [*item["custom"].get("issuers-en", []), *[""] * (number + 1)][number]
    return " ".join(filter(None, (_in_pinyin(name, lexicon), _bracketed(english))))


def _in_pinyin(name: str, lexicon: Lexicon) -> str:
    """Return a name in pinyin and characters, or unchanged if it has no characters."""
    if not has_han(name):
        return name
    return f"{Romaniser(lexicon).name(name)} {name}"


def _bracketed(text: str) -> str:
    return f"[{text}]" if text else ""


def _inner_marks(text: str) -> str:
    """Return a text with single quotation marks for double ones, for use inside double ones."""
    return text.translate(str.maketrans("“”", "‘’"))


def _list_names(names: Sequence[str], word: str) -> str:
    if len(names) < 2:
        return "".join(names)
    if len(names) == 2 and word == "and":
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, {word} {names[-1]}"


def _place_in_english(item: CslItem) -> str:
    custom = item["custom"]
    if "paragraph" not in custom:
        return ""
    if not custom["article"]:
        return f"Passage {custom['paragraph']}"
    number = read_article_number(custom["article"])
    return number.in_words("en") if number else custom["article"]


def _month_first(date: str) -> str:
    """Return an ISO date as May 8, 2015, or as May 2015 or 2015 if no more is known."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = MONTH_NAMES[int(rest[0]) - 1].capitalize()
    day = "".join(f" {int(part)}," for part in rest[1:])
    return f"{month}{day} {year}"


def _year_first(item: CslItem) -> str:
    """Return the date of an item as 2015, May 8."""
    year, *rest = (day_of(item) or "n.d.").split("-")
    if not rest:
        return year
    day = "".join(f" {int(part)}" for part in rest[1:])
    return f"{year}, {MONTH_NAMES[int(rest[0]) - 1].capitalize()}{day}"


def _sentences(*parts: str) -> str:
    """Return the non-empty parts, each with a full stop, except after an address."""
    written = [part for part in parts if part]
    ended = [part if part.endswith(_STOPS) or part.startswith("http") else f"{part}." for part in written]
    return " ".join(ended)
