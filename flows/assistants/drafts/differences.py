"""The difference between a stored text and what a draft makes of it, word by word."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from flows.assistants.drafts.letters import Word, read_words_of

_MOST = 1200  # code points of a difference that is shown


def show_difference(stored: str, draft: str) -> str:
    """Return the stored text with what the draft changes: [-stored words-]{+draft words+}."""
    old, new = read_words_of(stored), read_words_of(draft)
    pieces: list[str] = []
    position = 0
    edits = Levenshtein.opcodes([word.form for word in old], [word.form for word in new])
    for edit in edits:
        if edit.tag == "equal":
            continue
        removed = _text_of(stored, old, edit.src_start, edit.src_end)
        added = _text_of(draft, new, edit.dest_start, edit.dest_end)
        place = _place(stored, old, edit.src_start)
        if not removed and added and place > position and _needs_blank(stored, place, added):
            added += " "
        pieces.append(stored[position:place])
        pieces.append(f"[-{removed}-]" * bool(removed) + f"{{+{added}+}}" * bool(added))
        position = place + len(removed)
    pieces.append(stored[position:])
    shown = "".join(pieces)
    return shown if len(shown) <= _MOST else f"{shown[:_MOST]}…"


def _needs_blank(stored: str, place: int, added: str) -> bool:
    return stored[place - 1 : place].isspace() and added[-1:].isascii()


def _place(text: str, words: Sequence[Word], index: int) -> int:
    if index < len(words):
        return words[index].start
    return words[-1].end if words else len(text)


def _text_of(text: str, words: Sequence[Word], start: int, end: int) -> str:
    return text[words[start].start : words[end - 1].end] if start < end else ""
