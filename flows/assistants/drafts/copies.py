"""Copies of a draft with its claims: a page with marks, and a DOCX with comments."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from html import escape
from typing import Any

from flows.assistants.drafts.claims import Claim, ClaimRow, Draft, claim_rows, word_of
from flows.assistants.drafts.reading import open_docx
from flows.assistants.drafts.uncompared import count_uncompared, describe_uncompared
from flows.corpus.readers import WordBlock, word_paragraphs, word_runs, word_text
from flows.text import replace_controls, split_marked

_AUTHOR, _INITIALS = "zhengce", "z"
_COLON = {"zh": "：", "en": ": "}
_STYLE = """
:root { color-scheme: light dark; --ink: #1d1f23; --page: #fbfbfa; --soft: #565c66; --line: #dfe1e6;
  --good: #d3efd9; --warn: #fbeec2; --bad: #fbd9e4; --none: #e4e6ea; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7e8ea; --page: #14161a; --soft: #a9afb9;
  --line: #343840; --good: #17402a; --warn: #4a3d0c; --bad: #551f33; --none: #373c44; } }
body { margin: 2rem auto; max-width: 46rem; padding: 0 1rem; font: 16px/1.7 system-ui, "PingFang SC",
  "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; color: var(--ink); background: var(--page); }
.draft { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { color: inherit; border-radius: .2em; padding: 0 .1em; background: var(--none); }
.exact, .folded, .translated { background: var(--good); }
.near, .stitched { background: var(--warn); }
.misattributed, .absent { background: var(--bad); }
mark a { color: var(--soft); font-size: .7em; text-decoration: none; vertical-align: super; }
ol { padding-left: 1.6em; } li { margin: .6em 0; overflow-wrap: anywhere; }
.where { color: var(--soft); } del { opacity: .7; } ins { font-weight: 600; text-decoration: none; }
"""


def annotate_html(draft: Draft, claims: Sequence[Claim], locale: str = "en") -> str:
    """Return a page with the text of a draft, its claims marked and listed; everything is escaped."""
    rows = claim_rows(claims, locale)
    spans = [(row.start, row.end) for row in rows]
    pieces = []
    for part in split_marked(draft.text, spans):
        number = part.marks[0]
        text = escape(part.text)
        if number is None:
            pieces.append(text)
            continue
        row = rows[number]
        about = escape(_describe(row, locale), quote=True)
        link = ""
        if part.end == row.end:
            link = f'<a id="c{number + 1}" href="#n{number + 1}">{number + 1}</a>'
        pieces.append(f'<mark class="{row.verdict}" title="{about}">{text}{link}</mark>')
    about = escape(describe_uncompared(count_uncompared(draft, claims), locale))
    rest = f'\n<p class="where">{about}</p>' if about else ""
    items = "\n".join(_item(number, row, locale) for number, row in enumerate(rows, 1))
    language = {"zh": "zh-CN", "en": "en"}[locale]
    title = escape(draft.name if draft.name not in ("", "-") else word_of("draft", locale))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<div class="draft">{"".join(pieces)}</div>\n<ol>\n{items}\n</ol>{rest}\n</body>\n</html>\n'
    )


def _item(number: int, row: ClaimRow, locale: str) -> str:
    passage = f"({row.passage_id})" if row.passage_id else ""
    where = " ".join(filter(None, (row.date, row.title, passage)))
    lines = [
        f'<li id="n{number}"><a href="#c{number}">{escape(word_of(row.kind, locale))}</a>{_COLON[locale]}'
        f'<b class="{row.verdict}">{escape(word_of(row.verdict, locale))}</b>'
    ]
    if where:
        lines.append(f'<br><span class="where">{escape(where)}</span>')
    if row.difference:
        lines.append(f"<br>{_show_changes(row.difference)}")
    if row.note:
        lines.append(f"<br>{escape(row.note)}")
    return f"{''.join(lines)}</li>"


def _show_changes(difference: str) -> str:
    """Return a difference with its marks as <del> and <ins>."""
    shown = escape(difference)
    for mark, tag in (("[-", "<del>"), ("-]", "</del>"), ("{+", "<ins>"), ("+}", "</ins>")):
        shown = shown.replace(escape(mark), tag)
    return shown


def _name_verdict(row: ClaimRow, locale: str) -> str:
    return _COLON[locale].join((word_of(row.kind, locale), word_of(row.verdict, locale)))


def _describe(row: ClaimRow, locale: str) -> str:
    """Return the description of a claim in one line."""
    head = _name_verdict(row, locale)
    where = " ".join(filter(None, (row.date, row.title)))
    return " · ".join(filter(None, (head, where, row.difference, row.note)))


def comment_docx(data: bytes, draft: Draft, claims: Sequence[Claim], locale: str = "en") -> bytes:
    """Return a copy of a DOCX with one comment per claim; for other drafts, the text as DOCX with comments.

    Word allows no comments inside footnotes and text boxes: these are placed where the text refers to them.
    Raises UsageError for a damaged file.
    """
    rows = claim_rows(claims, locale)
    if data.startswith(b"PK\x03\x04"):
        with open_docx(data, draft.name) as document:
            _comment_all(document, list(word_paragraphs(document)), rows, locale)
            return _saved(document)
    import docx  # takes 0.2 s to import; most drafts are text

    document = docx.Document()
    lines = [WordBlock(document.add_paragraph(replace_controls(line))) for line in draft.text.split("\n")]
    _comment_all(document, lines, rows, locale)
    return _saved(document)


def _comment_all(document: Any, blocks: Sequence[WordBlock], rows: Sequence[ClaimRow], locale: str) -> None:
    """Add comments to the paragraphs of a document, whose texts, joined by one character, are the draft."""
    place = 0
    for block in blocks:
        end = place + len(word_text(block.item))
        for row in rows:
            if place <= row.start < end:
                words = _cut_runs(block.item, row.start - place, min(row.end, end) - place)
                _comment(document, [block.anchor] if block.anchor else list(words), row, locale)
        place = end + 1


def _saved(document: Any) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _comment(document: Any, runs: Sequence[Any], row: ClaimRow, locale: str) -> None:
    if not runs:
        return
    lines = [_name_verdict(row, locale)]
    lines += filter(None, (" ".join(filter(None, (row.date, row.title))), row.difference, row.note))
    document.add_comment(
        [runs[0], runs[-1]], text=replace_controls("\n".join(lines)), author=_AUTHOR, initials=_INITIALS
    )


def _cut_runs(paragraph: Any, start: int, end: int) -> Iterator[Any]:
    """Yield the runs of a paragraph that contain [start, end) of its text, cut at these places.

    A run with anything but text (a picture, a field) is not cut.
    """
    position = 0
    for run in list(word_runs(paragraph)):
        length = len(run.text)
        first, last = max(start - position, 0), min(end - position, length)
        position += length
        if first >= last:
            continue
        if first == 0 and last == length:
            yield run
        else:
            yield _cut_run(run, first, last)


def _cut_run(run: Any, first: int, last: int) -> Any:
    if any(child.tag.rpartition("}")[2] not in ("t", "rPr") for child in run._r):
        return run
    text = run.text
    for piece, add in ((text[:first], run._r.addprevious), (text[last:], run._r.addnext)):
        if piece:
            other = deepcopy(run._r)
            add(other)
            type(run)(other, run._parent).text = piece
    run.text = text[first:last]
    return run
