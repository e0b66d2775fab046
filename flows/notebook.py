"""The same work from a notebook: one object, pandas data frames out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from flows.annotation import Annotator, build_pipeline, load_annotator
from flows.annotation.lexicon import Lexicon, load_lexicon
from flows.pipeline import analyze_passages, read_passages
from flows.search import Filters, find_lines, search_passages
from flows.settings import Settings
from flows.store import Store
from flows.trends import term_trends


class Corpus:
    """A store to ask. Filters are those of the command line: `strategy=[...]`, `corpus=[...]`, `first="2019"`, `last="2021-06"`."""

    def __init__(self, store: Path | str | None = None) -> None:
        self._settings = Settings().at_store(store)
        self._store = Store(self._settings.store, must_exist=True)

    @cached_property
    def lexicon(self) -> Lexicon:
        return load_lexicon(self._settings.models_folder / "lexicon")

    @cached_property
    def annotator(self) -> Annotator:
        return load_annotator(self._settings.models_folder)

    def search(
        self, query: str = "", *, limit: int = 100, expand: bool = True, **filters: Any
    ) -> pd.DataFrame:
        """Return one row a hit, best first; `frame.attrs` has total, expansions and facets."""
        found = search_passages(
            self._store, self.lexicon, query, Filters(**filters), limit=limit, expand=expand
        )
        frame = pd.DataFrame(found.hits)
        frame.attrs = {"total": found.total, "expansions": found.expansions, "facets": found.facets}
        return frame

    def concordance(
        self, query: str, *, width: int = 20, sort: Literal["date", "left", "right"] = "date", **filters: Any
    ) -> pd.DataFrame:
        """Return one row an occurrence, with left and right context."""
        return pd.DataFrame(
            find_lines(self._store, self.lexicon, query, Filters(**filters), width=width, sort=sort)
        )

    def trends(
        self, terms: Sequence[str], *, by: str = "year", group: str | None = None, **options: Any
    ) -> pd.DataFrame:
        """Return one row a series and period, zeros included; options are those of `term_trends`: `axis`, `corpus`, `reprints` ..."""
        return term_trends(self._store, self.lexicon, terms, by=by, group=group, **options)

    def analyze(self, text: str) -> pd.DataFrame:
        """Annotate a text without storing it: one row a mention, with its passage's labels."""
        passages = analyze_passages(self.annotator, read_passages(text.encode(), "text"))
        return pd.DataFrame(
            [
                {"passage": found["id"], "labels": found["labels"], **mention}
                for found in passages
                for mention in found["mentions"]
            ]
        )

    def pipeline(self, language: str) -> Any:
        """Return a spaCy pipeline (`zh` or `en`) whose Docs carry our tokens, `doc.spans["mentions"]` and `doc.cats`."""
        return build_pipeline(self.annotator, language)
