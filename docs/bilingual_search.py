"""The search of the manual in two languages: English words by their stems, Chinese by pairs of characters."""

from __future__ import annotations

import re

from sphinx.search.en import SearchEnglish

_RUN = re.compile(r"[\u4e00-\u9fff]+|[^\W\u4e00-\u9fff]+")


class BilingualSearch(SearchEnglish):
    """Sphinx's search for English, with Chinese runs cut into overlapping pairs on both sides.

    Sphinx's own language "zh" of version 9.0 refers to a stemmer that its pages do not load.
    """

    lang = "bilingual"
    language_name = "English"  # names the stemmer in the pages
    js_splitter_code = r"""
function splitQuery(query) {
  const runs = query.match(/[\u4e00-\u9fff]+|[\p{Letter}\p{Number}_]+/gu) || [];
  return runs.flatMap((run) => {
    const pure = run.match(/[\u4e00-\u9fff]+|[^\u4e00-\u9fff]+/gu);
    return pure.flatMap((part) =>
      /[\u4e00-\u9fff]/.test(part) && part.length > 2
        ? Array.from({ length: part.length - 1 }, (_, place) => part.slice(place, place + 2))
        : [part]);
  });
}
"""

    def split(self, input: str) -> list[str]:  # noqa: A002 - Sphinx's name
        """Return the words of a text."""
        words: list[str] = []
        for run in _RUN.findall(input):
            words += pairs(run) if "\u4e00" <= run[0] <= "\u9fff" else [run]
        return words


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of characters of a Chinese run; a single character stays."""
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]
