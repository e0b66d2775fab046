"""`python -m tests.accuracy` measures what README and docs/accuracy.md claim, and compares it with what was recorded.

python -m tests.accuracy                    the table; exit code 1 where a figure has fallen
python -m tests.accuracy --write            record the figures in figures.toml, and in the tables of docs/accuracy.md
python -m tests.accuracy --agreement        how far the two readers of the set agree
python -m tests.accuracy --show KIND        answers missed and wrong: mentions, figures, events, citations, labels
python -m tests.accuracy --public FOLDER    public sets that you have fetched into a folder
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.accuracy.measure import find_kappas, measure, measure_agreement, read_set
from tests.accuracy.page import write_page
from tests.accuracy.record import compare, read_figures, write_figures
from tests.accuracy.show import KINDS, show_errors
from tests.accuracy.table import format_agreement, format_verdicts


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the calls above; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy")
    parser.add_argument("--write", action="store_true", help="record the figures, with today's date")
    parser.add_argument("--agreement", action="store_true", help="how far the two readers agree")
    parser.add_argument("--show", choices=KINDS, help="list what was missed and what was wrong")
    parser.add_argument("--public", type=Path, metavar="FOLDER", help="measure public sets in a folder")
    options = parser.parse_args(arguments)
    if options.public:
        from tests.accuracy.public import measure_public

        return measure_public(options.public, write=options.write)
    chosen = read_set()
    if options.agreement:
        print("\n".join(format_agreement(measure_agreement(chosen), find_kappas(chosen))))
        return 0
    scores, found = measure(chosen)
    if options.show:
        print("\n".join(show_errors(chosen, found, options.show)))
        return 0
    verdicts = compare(scores, read_figures())
    print("\n".join(format_verdicts(verdicts)))
    if options.write:
        day = datetime.now(UTC).date().isoformat()
        write_figures({"figures": scores, "agreement": measure_agreement(chosen)}, day)
        write_page()
        return 0
    return int(any(verdict.is_bad for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
