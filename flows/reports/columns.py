"""What each column of each export means; `outputs/README.md` is this, and a test holds the two together."""

from __future__ import annotations

from flows.references import describe_figures
from flows.reports.evidence import QUOTES

_WHERE = {
    "document_id": "identifies the document (hash of corpus, place and content)",
    "corpus": "id of the corpus, the folder name under corpora/",
    "title": "title as read from metadata or the first line",
    "publisher": "issuing body or publisher, as named in the source",
    "document_number": "official number (文号), such as 国发〔2015〕28号",
    "date": "date on time axes: published, else written; ISO, shortened where only year or month is known; empty if unknown",
    "url": "address given by the source",
}
EXPORTS: dict[str, dict[str, str]] = {
    "documents": {
        **_WHERE,
        "written": "date written or signed (成文日期)",
        "published": "date published (发布日期)",
        "language": "zh, en, mixed or und (neither script)",
        "format": "txt, md, html, docx, pdf, csv, jsonl or json",
        "encoding": "character encoding the text was read in",
        "key": "place of the document in its corpus: path, member of an archive, record",
        "source_sha256": "SHA-256 of the file it was read from; the bytes are kept under that name",
        "notes": "JSON list of remarks from reading (lost characters, dates that are none)",
        "first_seen": "when it was first stored (UTC)",
        "characters": "length of the text in code points",
        "passages": "number of passages",
    },
    "passages": {
        "passage_id": "document_id and position",
        **_WHERE,
        "language": "zh, en, mixed or und",
        "kind": "title, heading, paragraph, article, item or table",
        "heading": "headings above the passage, outermost first, joined by ' / '",
        "start": "first code point in the document's text (kind title: in the title)",
        "end": "code point behind the last",
        "text": "the passage as read",
        "token_count": "words and punctuation marks",
        "character_count": "code points that are not white space",
        "strategies": "strategies above their threshold, surest first, joined by |; empty: other",
        "instruments": "instruments above their threshold, surest first, joined by |",
        "lexicon_hash": "lexicon that made the mentions",
        "model_version": "classifier that made the labels",
    },
    "mentions": {
        "passage_id": "document_id and position of the passage",
        "document_id": _WHERE["document_id"],
        "corpus": _WHERE["corpus"],
        "date": _WHERE["date"],
        "start": "first code point in the passage's text",
        "end": "code point behind the last: passage text[start:end] is the mention",
        "text": "the mention as it stands in the passage",
        "type": "TERM PROGRAMME ORG PERSON GPE TECH DOC EVENT MONEY PERCENT DATE or QUANTITY",
        "concept": "id of the lexicon's concept; empty for what a rule or the model found",
        "entity": "id that all mentions of one thing share: the concept, or one made from type and name; empty for dates, sums and quantities",
        "source": "lexicon, rule (also a short form that the document introduces) or model",
        "score": "1 for lexicon and rules; the model's confidence otherwise",
        "nested": "1 if it lies inside or across another mention; count the others (0) for totals",
    },
    "citations": {
        "date": "date of the citing document",
        "citing": "its title",
        "document_id": "its id",
        "passage_id": "passage that cites",
        "relation": "according_to, implementing, issuing, amending, repealing or mentioning",
        "text": "the name as it stands in the passage",
        "cited": "title of the cited document where it is stored, else its most frequent name",
        "cited_number": "its document number, where known",
        "cited_document_id": "its id; empty: cited, but not in the store",
        "cited_date": "its date",
        "lag_days": "days from the cited document's date to the citing one's; empty where one is not a whole date",
        "start": "first code point of the name in the passage's text",
        "end": "code point behind the last",
        "corpus": "corpus of the citing document",
    },
    "targets": dict(describe_figures()),
    "trends": {
        "series": "the term, or term · group value",
        "period": "2021, 2021-Q3 or 2021-07; every period between first and last, zeros included",
        "occurrences": "strict count: the matcher's, with its rules; all renderings of a concept together; empty where the period has no document",
        "passages": "passages with at least one; empty where the period has no document",
        "documents": "documents with at least one; empty where the period has no document",
        "total_tokens": "tokens of all dated passages in the period (and group)",
        "total_characters": "characters of them that are not white space",
        "total_documents": "documents in the period (and group)",
        "per_million_tokens": "occurrences per million tokens; empty where the period has no text",
        "per_10k_characters": "occurrences per 10,000 characters (万字); empty where the period has no text",
        "document_share": "documents with the term / total_documents; empty where there are none",
        "occurrences_loose": "plain count of the surfaces, without negative contexts and word borders; a gap shows doubt",
        "total_passages": "dated passages in the period (and group)",
        "passage_share": "passages with the term / total_passages; empty where there are none",
    },
}
_CONCEPT = {
    "concept": "id of the lexicon's concept",
    "zh": "its Chinese name",
    "en": "its English name",
    "type": "TERM, PROGRAMME, TECH, ORG ...",
}
_COMPARED = {
    "here": "occurrences in the one set (emerging: since the date)",
    "there": "occurrences in the other set (emerging: before it)",
    "per_million_here": "occurrences per million tokens of the one set",
    "per_million_there": "occurrences per million tokens of the other set",
    "log_ratio": "log2 of the ratio of both rates (Hardie 2014); a count of 0 is taken as 0.5",
    "log_ratio_low": "lower 95 % bound of it",
    "log_ratio_high": "upper 95 % bound of it",
    "g2": "two-cell log-likelihood (Rayson and Garside 2000)",
    "q": "its p after Benjamini and Hochberg over all terms compared",
}
# Columns that commands give beside or instead of those above.
EXTRA: dict[str, dict[str, str]] = {
    "trends": {
        "low": "--band: lower 95 % bound of occurrences per million tokens, by resampling documents",
        "high": "--band: upper 95 % bound of it",
        "band_documents": "--band: documents that would carry the occurrences if each carried the same; below 20 the band is too narrow",
        "adjusted_per_million": "--hold: occurrences per million tokens, were the groups' shares of the text the same in every period",
        "mix_covered": "--hold: share of the text (over all periods) whose groups have text in the period",
        "change": "--hold: change of the rate per million tokens since the last period with text",
        "change_by_mix": "--hold: the part of it that comes from the mix (Kitagawa 1955)",
    },
    "statistics": {
        "series": "the term, or term · group value",
        "periods": "periods with text; the others are left out of every statistic",
        "occurrences": "in all of them",
        "first": "first period with an occurrence",
        "peak": "period with the highest value of the measure",
        "last": "last period with an occurrence",
        "verdict": "rising, falling or no trend (p < 0.05); too few periods below five",
        "slope": "Theil-Sen slope: change of the measure a period",
        "slope_low": "lower 95 % bound of it",
        "slope_high": "upper 95 % bound of it",
        "tau": "Kendall's tau with time",
        "p": "two-sided p of the Mann-Kendall test",
        "method": "distribution it comes from: exact, normal, or Hamed-Rao (corrected for autocorrelation)",
        "after_peak": "verdict on the periods after the peak",
        "after_peak_p": "its p",
        "bursts": "Kleinberg's bursts, by documents: first–last period of each",
        "dp_norm": "Gries' normalised deviation of proportions over the periods: 0 evenly spread, towards 1 clumped",
        "change": "first period after a change of level (Pettitt, p < 0.05)",
        "change_p": "approximate p of the likeliest change",
        "level_before": "median of the measure before the likeliest change",
        "level_after": "median from it on",
    },
    "emerging": {
        **_CONCEPT,
        "here": _COMPARED["here"],
        "there": _COMPARED["there"],
        "first": "first month with an occurrence",
        **_COMPARED,
    },
    "keyness": {**_CONCEPT, **_COMPARED},
    "silent": {
        **_CONCEPT,
        "before": "occurrences in the 36 months before the date",
        "expected": "occurrences that this rate lets one expect in the text since",
        "found": "occurrences since",
        "p": "chance of so few (negative binomial; Poisson where monthly counts are not overdispersed)",
        "last": "last month with an occurrence",
        "peak": "month with the most",
        "last_date": "date of the last passage with it before the date",
        "last_passage": "id of that passage",
        "last_quote": "its sentence",
    },
    "drift": {
        "rendering": "the name, inflections and other scripts with it",
        "period": "period in which any name in the language stands",
        "occurrences": "of this name",
        "documents": "documents with this name",
        "of": "occurrences of all names in the language",
        "share": "occurrences / of",
        "low": "lower 95 % bound of it (Wilson 1927)",
        "high": "upper 95 % bound of it",
        "is_leading": "whether no other name is more frequent in the period",
    },
    "shares": {
        "label": "strategy or instrument",
        "period": "period",
        "passages": "dated passages in the period",
        "marked": "those that the classifier gave the label",
        "share": "marked / passages",
        "corrected": "share corrected for the classifier's measured errors (Forman 2008); empty where they are not known",
        "low": "lower 95 % bound of it",
        "high": "upper 95 % bound of it",
    },
    "collocates": {
        "collocate": "the word",
        "near": "passages with the word at most --window words from a match",
        "passages": "passages with the word at all",
        "log_likelihood": "Dunning's G2 (1993) of the two",
        "log_dice": "14 + log2(2 near / (passages with a match + passages with the word)) (Rychlý 2008)",
        "left": "of near: with the word before the match",
        "right": "of near: with the word behind it",
    },
    "new collocates": {
        "collocate": "the word (collocates --new-since)",
        "here": "passages since the date with the word near a match",
        "there": "passages before it",
        "matches_here": "passages since the date with a match",
        "matches_there": "passages before it",
        **{name: _COMPARED[name] for name in ("log_ratio", "log_ratio_low", "log_ratio_high", "g2", "q")},
        "first": "date of the first passage with the word near a match",
        "passage_id": "that passage",
    },
}

# What each export is, for sidecars and the data package.
WHAT = {
    "documents": "every document without its text, one row a document",
    "passages": "every passage with its text and labels, one row a passage",
    "mentions": "every mention of a term, name, date, sum or quantity, one row a mention",
    "citations": "every naming of another document, one row a citation",
    "targets": "every figure stated of an indicator, one row a figure",
    "trends": "how often the report's and the most frequent terms occur by year, one row a term and year",
    "annotations": "every mention as a W3C Web Annotation, one JSON-LD object a line",
    "tokens": "the words of every passage as CoNLL-U, with the mentions they belong to",
}
# The columns that tell the rows of an export apart, and those that name a row of another export.
PRIMARY_KEYS = {
    "documents": ["document_id"],
    "passages": ["passage_id"],
    "mentions": ["passage_id", "start", "end", "type", "concept"],
    "citations": ["passage_id", "start", "end"],
    "targets": ["passage_id", "start", "end"],
    "trends": ["series", "period"],
}
FOREIGN_KEYS = {
    "passages": {"document_id": "documents"},
    "mentions": {"passage_id": "passages", "document_id": "documents"},
    "citations": {"passage_id": "passages", "document_id": "documents"},
    "targets": {"passage_id": "passages"},
}
_INTEGERS = frozenset(
    [
        "start",
        "end",
        "characters",
        "passages",
        "documents",
        "token_count",
        "character_count",
        "nested",
        "lag_days",
        "occurrences",
        "occurrences_loose",
        "total_tokens",
        "total_characters",
        "total_documents",
        "total_passages",
        "periods",
    ]
)
_NUMBERS = frozenset(
    [
        "score",
        "value",
        "value_to",
        "per_million_tokens",
        "per_10k_characters",
        "document_share",
        "passage_share",
        "low",
        "high",
        "band_documents",
        "adjusted_per_million",
        "mix_covered",
        "change_by_mix",
        "slope",
        "slope_low",
        "slope_high",
        "tau",
        "p",
        "after_peak_p",
        "dp_norm",
        "change_p",
        "level_before",
        "level_after",
    ]
)


def column_types(kind: str) -> dict[str, str]:
    """Return the type of each column of an export: integer, number or string."""
    names = {**EXPORTS.get(kind, {}), **EXTRA.get(kind, {})}
    return {
        name: "integer" if name in _INTEGERS else "number" if name in _NUMBERS else "string" for name in names
    }


# The columns of CoNLL-U, as far as they are filled.
_TOKENS = {
    "ID": "number of the word in its sentence",
    "FORM": "the word as it stands in the passage, white space inside it made one space",
    "UPOS": "universal part of speech, looked up word by word in jieba's dictionary; PROPN in names, X where it has none",
    "XPOS": "jieba's part of speech, where its dictionary has the word",
    "MISC": "Start and End (code points of the passage's text), SpaceAfter=No, Entity=B-TYPE or I-TYPE, Concept=ID",
}
_ANNOTATIONS = {
    "id": "identifies the annotation: corpus, document, text or title, span, type, concept",
    "target.source": "the document's text or (zhengce:part) its title, as stored; `via` is its address",
    "target.selector": "TextPositionSelector: code points of that text; TextQuoteSelector: the mention with up to 32 code points before and behind",
    "body": "value: the concept, else the type; zhengce:type, concept, entity, source, score, nested as in mentions",
    "zhengce:passage": "document_id and position of the passage",
}
_SIDECARS = """## Sidecars

Beside every file lies `NAME.meta.json`: what the file is, the options it was made with, rows, bytes and SHA-256, the store's
identity, its corpora with documents and passages, the lexicon, model and code versions, and `again`, the command that makes it
again. A file and a sidecar whose content is the same stay as they are. `zhengce export --package` writes the tables with
`datapackage.json`, a Frictionless data package with the type of every column and the keys between the tables.
"""


def describe_exports() -> str:
    """Return the dictionary of columns as Markdown (the text of outputs/README.md)."""
    lines = [
        "# What the exports hold",
        "",
        "Generated files land in this folder. Spans are in Unicode code points. CSV files are UTF-8 with a",
        "byte-order mark, so that Excel reads them (`--no-bom`: without); text that a spreadsheet would run as a formula has an",
        "apostrophe before it.",
        "",
        _SIDECARS,
    ]
    for kind, columns in EXPORTS.items():
        lines += _describe_table(kind, "column", columns)
    lines += _describe_table(
        "annotations (W3C Web Annotation, one JSON-LD object a line)", "key", _ANNOTATIONS
    )
    lines += _describe_table("tokens (CoNLL-U)", "column", _TOKENS)
    lines += _describe_table("evidence (JSONL)", "key", QUOTES)
    lines += ["# What commands print as CSV and JSON", ""]
    for kind, columns in EXTRA.items():
        title = {"trends": "trends, columns that options add", "statistics": "trends --stats"}.get(kind, kind)
        lines += _describe_table(title, "column", columns)
    return "\n".join(lines)


def _describe_table(title: str, first: str, columns: dict[str, str]) -> list[str]:
    rows = [f"| `{name}` | {meaning.replace('|', chr(92) + '|')} |" for name, meaning in columns.items()]
    return [f"## {title}", "", f"| {first} | meaning |", "|---|---|", *rows, ""]
