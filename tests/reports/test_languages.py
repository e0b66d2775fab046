"""Reports as HTML: every text is in the language that its element names."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from lxml.html import document_fromstring

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon.model import Lexicon
from flows.reports.briefs.page import BriefSource, write_brief
from flows.reports.comparisons import CompareRequest, comparison_page
from flows.reports.dossier_page import write_dossier
from flows.reports.evidence import EvidenceRequest
from flows.reports.evidence_page import write_evidence
from flows.search import Collection
from flows.store import Store
from flows.workspace import Workspace
from tests.builders import series_request
from tests.languages import misnamed_texts
from tests.support import MODELS


def faults(page: str) -> list[str]:
    return misnamed_texts(document_fromstring(page))


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_dossiers_and_evidence(
    sample: Store, lexicon: Lexicon, annotator: Annotator, tmp_path: Path, locale: Literal["en", "zh"]
) -> None:
    collection = Collection(sample, lexicon)
    request = EvidenceRequest(series_request(["稀土"]), "", "", None)
    page, _ = write_dossier(collection, annotator.taxonomy, "稀土", tmp_path, locale=locale)
    (pack,) = write_evidence(collection, request, tmp_path, formats=["html"], locale=locale)
    assert [faults(path.read_text(encoding="utf-8")) for path in (page, pack)] == [[], []]


def test_a_brief(sample: Store, lexicon: Lexicon, annotator: Annotator, tmp_path: Path) -> None:
    source = BriefSource(Collection(sample, lexicon), annotator.taxonomy, MODELS)
    assert faults(write_brief(source, tmp_path, "2023").read_text(encoding="utf-8")) == []


def test_a_comparison(sample_store: Path) -> None:
    with Workspace(sample_store) as workspace:
        found = workspace.comparison(CompareRequest("2012..2015", "2021.."))
    assert faults(comparison_page(found)) == []
