"""Splitting: from a document to its passages."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.corpus.splitting.damage import score_damage
    from flows.corpus.splitting.formulas import write_out_formulas
    from flows.corpus.splitting.furniture import find_marks, strip_page
    from flows.corpus.splitting.marks import Mark
    from flows.corpus.splitting.passages import passages_of
else:
    __getattr__ = open_front(__name__)

__all__ = ["Mark", "find_marks", "passages_of", "score_damage", "strip_page", "write_out_formulas"]
