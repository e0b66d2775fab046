"""The work of a workspace on texts that are not stored."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from flows.arguments import (
    Day,
    Names,
    as_day,
    as_names,
    check_type,
    checked,
)
from flows.errors import UsageError
from flows.records import Citation, Directive, Event, Mention, Target
from flows.workspace.opening import Parts

if TYPE_CHECKING:
    import pandas as pd

    from flows.assistants.drafts import Claim, Draft

_FACTS = {
    "mentions": Mention,
    "targets": Target,
    "events": Event,
    "citations": Citation,
    "directives": Directive,
}


class Drafts(Parts):
    """Texts that are not stored: annotate them, check their claims, pass them to spaCy."""

    @checked()
    def analyze(
        self,
        text: str,
        kind: Literal["mentions", "targets", "events", "citations", "directives"] = "mentions",
    ) -> pd.DataFrame:
        """Annotate a text without storing it; return one row per mention, or per fact of another kind.

        `passage` and `labels` are those of its passage; offsets are in code points of the passage's text. The
        other columns are those of `zhengce analyze --format jsonl`.
        """
        import pandas as pd

        from flows.pipeline import analyze_passages, read_passages

        passages = analyze_passages(self.annotator, read_passages(text.encode(), "text"))
        rows = [
            {"passage": passage["id"], "labels": passage["labels"], **fact}
            for passage in passages
            for fact in passage[kind]
        ]
        return pd.DataFrame(
            rows, columns=["passage", "labels", *(field.name for field in fields(_FACTS[kind]))]
        )

    def check_draft(
        self, draft: Draft, *, as_of: Day = "", corpora: Names = (), figures: bool = True
    ) -> list[Claim]:
        """Return the claims that a draft takes from documents, each with the store's evidence.

        Raises UsageError for a draft without text, and for an invalid date.
        """
        from flows.assistants.drafts import Draft, DraftRequest, verify_draft

        check_type("draft", draft, Draft)
        request = DraftRequest(
            draft, as_day(as_of, "as_of"), as_names(corpora, "corpus"), figures, self.parser
        )
        return verify_draft(self.collection, request)

    @checked()
    def verify(self, draft: str | Path, *, as_of: Day = "", corpus: Names = ()) -> pd.DataFrame:
        """Check a draft, a file or a text, against the store; return one row per claim.

        A Path is a file. So is a text that names a file, or that has up to four words and ends like the name
        of a draft (`draft.docx`).

        The columns are those of the claims of `zhengce verify --format json`; offsets are in code points of
        the draft's text, which is `frame.attrs["text"]`; `frame.attrs["numbers_not_compared"]` is how many of
        its numbers are in no claim; `frame.attrs["draft_date"]` is the ISO date that the draft or its file
        states, or "". Only `as_of` decides the day as of which laws are judged.

        Raises UsageError for a draft that is empty or can't be read.
        """
        import pandas as pd

        from flows.assistants.drafts import (
            ClaimRow,
            claim_rows,
            count_uncompared,
            find_draft_date,
            is_draft_name,
            read_draft,
            read_text_draft,
        )
        from flows.pipeline import read_input

        if isinstance(draft, str) and (is_draft_name(draft) or _is_file(draft)):
            draft = Path(draft)
            if not draft.is_file():
                raise UsageError("flows.no_draft", name=str(draft))
        if isinstance(draft, Path):
            read = read_draft(read_input(str(draft)), draft.name)
        elif isinstance(draft, str):
            read = read_text_draft(draft)
        else:
            raise TypeError(f"draft={draft!r}: write a text, or the Path of a file")
        claims = self.check_draft(read, as_of=as_of, corpora=corpus)
        frame = pd.DataFrame(claim_rows(claims), columns=ClaimRow._fields)
        frame.attrs = {
            "text": read.text,
            "numbers_not_compared": count_uncompared(read, claims),
            "draft_date": find_draft_date(read).date,
        }
        return frame

    @checked(language=("zh", "en"))
    def pipeline(self, language: str) -> Any:
        """Return a spaCy pipeline (`zh` or `en`) with our tokens, `doc.spans["mentions"]` and `doc.cats`.

        Raises UsageError for another language.
        """
        from flows.annotation import build_pipeline

        return build_pipeline(self.annotator, language)


def _is_file(name: str) -> bool:
    """Return whether a text is the path of a file; a text with line breaks is not."""
    try:
        return "\n" not in name and Path(name).is_file()
    except (OSError, ValueError):  # longer than a name can be, or with a null character
        return False
