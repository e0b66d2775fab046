"""General words of the lexicon: searches and series find them in both languages, but they are never tagged."""

from __future__ import annotations

import pytest

from flows.annotation.lexicon import Lexicon
from flows.annotation.matching import Tagger
from flows.errors import UsageError
from flows.search import Collection, Filters, SearchRequest, search_passages
from flows.store import Store
from tests.builders import count_frame
from tests.reports.test_evidence import find

TEXTS = (("talent", "人才"), ("subsidies", "补贴"), ("trade", "贸易"))


@pytest.mark.parametrize(("english", "chinese"), TEXTS)
def test_texts_are_not_tagged_with_them(lexicon: Lexicon, tagger: Tagger, english: str, chinese: str) -> None:
    concept = lexicon.find(chinese)
    assert concept is not None and concept.is_word and lexicon.find(english) is concept
    assert lexicon.find_tagged(chinese) is None
    tagged = tagger.tag(f"{chinese}很重要。The {english} policy matters.")
    assert concept.id not in {mention.concept for mention in tagged.mentions}


@pytest.mark.parametrize(("english", "chinese"), TEXTS)
def test_both_languages_give_the_same_hits_and_counts(
    sample: Store, lexicon: Lexicon, english: str, chinese: str
) -> None:
    collection = Collection(sample, lexicon)
    one, other = (search_passages(collection, SearchRequest(word)).total for word in (english, chinese))
    texts = [row["text"] for row in sample.rows("SELECT text FROM passage")]
    assert one == other >= sum(chinese in text for text in texts) > 0
    frames = [count_frame(sample, lexicon, [word]) for word in (english, chinese)]
    assert frames[0]["occurrences"].tolist() == frames[1]["occurrences"].tolist()
    assert frames[1]["occurrences"].sum() >= sum(text.count(chinese) for text in texts)


def test_evidence_quotes_every_occurrence(sample: Store, lexicon: Lexicon) -> None:
    counted = count_frame(sample, lexicon, ["补贴"])["occurrences"].sum()
    assert len(find(sample, lexicon, "subsidies").places) == counted > 0


def test_a_filter_says_that_no_text_is_tagged(sample: Store, lexicon: Lexicon) -> None:
    with pytest.raises(UsageError, match="a general word, which is not tagged in texts"):
        search_passages(Collection(sample, lexicon), SearchRequest("", Filters(term=("talent",))))
