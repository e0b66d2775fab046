"""Commands for those who keep the lexicon: what may be missing, and what an edit changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from flows.commands.shared import FirstDate, Many, StoreOption, TableFormat, open_lexicon, open_store, read_settings
from flows.errors import UsageError

if TYPE_CHECKING:
    from flows.analysis.edges import Stock


def lexicon_discover(
    *,
    from_: FirstDate = "",
    to: str = "",
    against_from: str = "",
    against_to: str = "",
    corpus: Many = None,
    language: Literal["zh", "en"] = "zh",
    limit: int = 50,
    minimum: int = 5,
    format: TableFormat = "table",
    store: StoreOption = None,
) -> int:
    """Propose terms that the lexicon does not have: frequent, firm and free sequences in annotated passages.

    Parameters
    ----------
    to
        Last date.
    against_from
        First date of a period to compare with: then only what has risen since. Default: all before --from.
    against_to
        Last date of that period.
    language
        zh: 2 to 8 Chinese characters; en: 2 to 4 words.
    minimum
        Least number of occurrences.
    """
    from flows.analysis.discovery import COLUMNS, discover_terms
    from flows.annotation.segmentation import JiebaCutter
    from flows.rendering import messages, print_csv, print_json, print_table

    if limit < 1 or minimum < 2:
        raise UsageError("--limit must be 1 or more, --minimum 2 or more")
    with open_store(store) as opened:
        rows = discover_terms(
            opened, JiebaCutter().cut, _read_stock(), language=language, corpora=corpus or (), first=from_, last=to,
            against_first=against_from, against_last=against_to, limit=limit, minimum=minimum,
        )  # fmt: skip
    if format == "json":
        print_json(rows)
    elif format == "csv":
        print_csv(rows, COLUMNS)
    else:
        names = {"term": "term", "occurrences": "times", "documents": "documents", "earlier": "earlier", "log_ratio": "rise", "score": "score"}
        shown = [{**row, "example": f"{row['left']}[{row['keyword']}]{row['right']}", "date": row["date"] or "–"} for row in rows]
        if not any(row["earlier"] is not None for row in rows):
            del names["earlier"], names["log_ratio"]
        print_table(shown, {**names, "date": "date", "example": "example"}, right=list(names)[1:])
        messages.print(f"{len(rows):,} candidates" + ("; more with --limit" if len(rows) == limit else ""))
    return 0 if rows else 1


def _read_stock() -> Stock:
    """Return jieba's own dictionary: 349,046 words with their counts and parts of speech (0.4 s)."""
    from importlib import resources

    from flows.analysis.edges import Stock

    lines = (resources.files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines()
    return Stock({word: (int(count), kind) for word, count, kind in (line.split(" ") for line in lines)})
