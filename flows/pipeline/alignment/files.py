"""Align two files without storing them: `zhengce align --zh FILE --en FILE`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.alignment import AlignmentResources, Unit, align_texts, cut_lines, cut_units
from flows.corpus import UndecodableError, decode
from flows.corpus.readers import has_reader
from flows.errors import UsageError
from flows.output import Bitext
from flows.pipeline.analyze import read_passages
from flows.pipeline.files import read_input


def read_units(path: str, unit: str) -> list[str]:
    """Return the lines, sentences or passages of a file, or of standard input for `-`.

    Lines are those of the file itself, in any known encoding. Sentences and passages come from the text that
    a reader extracts; a file without a known ending is plain text. Raises UsageError for a file that can't be
    read.
    """
    data, name = read_input(path), "standard input" if path == "-" else path
    if unit != Unit.LINE:
        readable = name if has_reader(name) else f"{name}.txt"
        return cut_units([given.text for given in read_passages(data, readable)], Unit(unit))
    try:
        return cut_lines(decode(data).text)
    except UndecodableError as error:
        cause = {"code": error.code, "values": error.values}
        raise UsageError("pipeline.unreadable_input", where=name, cause=cause) from None


def align_files(
    zh: Sequence[str], en: Sequence[str], resources: AlignmentResources, unit: str
) -> Iterator[Bitext]:
    """Yield the links between the units of a Chinese and an English text, in order.

    Raises UsageError if the languages are swapped.
    """
    between = "\n" if unit == Unit.PASSAGE else ""
    for link in align_texts(zh, en, resources):
        zh_text = between.join(zh[number] for number in link.zh)
        en_text = (between or " ").join(en[number] for number in link.en)
        yield Bitext(link.zh, link.en, zh_text, en_text, link.score)
