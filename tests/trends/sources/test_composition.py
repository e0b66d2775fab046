"""Notes on the mix of corpora, only for the periods shown."""

from __future__ import annotations

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.search import Collection
from flows.store.database import Store
from flows.trends import answer_series, notes_within
from tests.builders import series_request
from tests.trends.making import add_documents

ALL = ("2010", "2011", "2012", "2013")


@pytest.mark.parametrize(
    ("shown", "told"),
    [
        (ALL, ["2011", "2013"]),
        (ALL[1:], ["2013"]),  # 2011 is the first one shown: nothing before it
        (ALL[2:], ["2013"]),
        (ALL[3:], []),
    ],
)
def test_only_changes_between_periods_that_are_shown(
    store: Store, lexicon: Lexicon, shown: tuple[str, ...], told: list[str]
) -> None:
    """The texts of 2010 are of corpus one, those of 2011 and 2012 of two, those of 2013 of one again."""
    for period, corpus in zip(ALL, ("one", "two", "two", "one"), strict=True):
        add_documents(store, lexicon, corpus, [(f"{period}-05-01", "稀土")])
    answer = answer_series(Collection(store, lexicon), series_request(["稀土"]))
    of_mix = [note for note in notes_within(answer, shown) if note.startswith("more than half")]
    notes = " ".join(of_mix)
    assert [period for period in ALL if f"{period} (" in notes] == told
    assert sorted(notes_within(answer, ALL)) == sorted(answer.notes)
