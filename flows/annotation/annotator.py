"""The annotator: passages in, annotations out; built once and passed to all who annotate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from weakref import WeakValueDictionary

from flows.annotation.citations import find_citations
from flows.annotation.classifier import StrategyModel, Taxonomy, extract_features, load_model, load_taxonomy
from flows.annotation.directives import find_directives
from flows.annotation.events import (
    Party,
    find_events,
    find_introduced,
    find_issuer,
    find_subject,
    lays_down_rules,
    read_review,
)
from flows.annotation.figures import (
    Kind,
    Setting,
    carry_names,
    find_targets,
    lower_unquotable,
    open_heading,
    own_by_title,
    read_years,
    section_kind,
    section_year,
    settle_kinds,
    settle_norms,
    shows_news,
)
from flows.annotation.joining import join_text
from flows.annotation.lexicon import Lexicon, load_compiled
from flows.annotation.matching import Tagged, Tagger, drop_refused
from flows.annotation.names import (
    Context,
    EntityModel,
    NameSetting,
    add_listed,
    find_aliases,
    link_firms,
    link_mention,
    load_entities,
    merge_entities,
    spell_out,
)
from flows.annotation.openvocabulary import add_patterns
from flows.annotation.parsing import Parser, load_parser
from flows.errors import ConfigurationError
from flows.records import Annotation, AnnotationVersion, Directive, Event, Mention, Target
from flows.text import lazy_pattern

# Increased whenever the same text with the same lexicon and models is annotated differently; stored
# annotations are then made again.
TAGGING_VERSION = "63"
_NO_MODEL = "none"
_ADDRESS = lazy_pattern(r"(?:[a-z]+://|www\.)[!-~]+", re.IGNORECASE)  # a web address names nothing
_HEADINGS = 5000  # headings that are cached


class _Heading(NamedTuple):
    """Names in a heading or title: the firm that it is about, and who issued the document."""

    subject: str
    issuer: Party | None


@dataclass(slots=True, weakref_slot=True)
class Annotator:
    """Tagger, entity model and classifier together.

    The models may be absent. Passages then get only the names of lexicon and rules, and no strategies.
    """

    tagger: Tagger
    taxonomy: Taxonomy
    model: StrategyModel | None
    entities: EntityModel | None = None
    parser: Parser | None = None
    headings: dict[str, _Heading] = field(default_factory=dict, repr=False)  # a cache

    @property
    def version(self) -> AnnotationVersion:
        """The versions that mentions, figures and citations depend on: lexicon, tagging, entity model."""
        return make_version(self.tagger.lexicon, self.entities.version if self.entities else "", self.parser)

    @property
    def model_version(self) -> str:
        """The version of the classifier, or `none` without one."""
        return self.model.version if self.model else _NO_MODEL

    def load(self) -> None:
        """Load the entity model's networks now, so that processes forked later share them.

        Raises ConfigurationError if one is damaged.
        """
        if self.entities:
            self.entities.load()

    def without_entities(self) -> Annotator:
        """Return the same annotator without the entity model."""
        return replace(self, entities=None)

    def with_names(self, names: NameSetting) -> Annotator:
        """Return the same annotator, set to return `full` names or only `sure` ones."""
        return replace(self, entities=self.entities and self.entities.with_names(names))

    def annotate(self, texts: Sequence[str], contexts: Sequence[Context] = ()) -> list[Annotation]:
        """Annotate a batch of texts; a text gets the same annotation alone as among others.

        `contexts`, one per text, contain what its document shows about it. Each sentence of a wrapped text is
        read in one line.
        """
        contexts = contexts or [Context()] * len(texts)
        joined = [join_text(text) for text in texts]
        seen = [one.context(context) for one, context in zip(joined, contexts, strict=True)]
        annotations = self._annotate([one.text for one in joined], seen)
        return [one.restore(made) for one, made in zip(joined, annotations, strict=True)]

    def _annotate(self, texts: Sequence[str], contexts: Sequence[Context]) -> list[Annotation]:
        tagged = [self.tagger.tag(text) for text in texts]
        names = self._find_names(tagged)
        annotations = [
            self._complete(item, found, context)
            for item, found, context in zip(tagged, names, contexts, strict=True)
        ]
        if self.model is None:
            return annotations
        features = [extract_features(item, self.tagger.lexicon) for item in tagged]
        probabilities = self.model.predict(features).tolist()
        return [
            _classified(item, self.model, row) for item, row in zip(annotations, probabilities, strict=True)
        ]

    def annotate_plainly(self, text: str) -> Annotation:
        """Return only what lexicon and rules find in a text: tokens and mentions, which series count."""
        joined = join_text(text)
        tagged = self.tagger.tag(joined.text)
        mentions = tuple(map(link_mention, tagged.mentions))
        loose = _find_loose(tagged.plain, mentions)
        made = Annotation(tagged.language, _cut_tokens(tagged), mentions, loose=loose)
        return joined.restore(made)

    def _find_names(self, tagged: Sequence[Tagged]) -> Sequence[Sequence[Mention]]:
        found = self.entities.find(tagged) if self.entities else [()] * len(tagged)
        return [
            add_listed(item, drop_refused(names, item, self.tagger.lexicon))
            for item, names in zip(tagged, found, strict=True)
        ]

    def _complete(self, tagged: Tagged, names: Sequence[Mention], context: Context) -> Annotation:
        """Join the mentions of all sources, link them, and find citations and figures with them."""
        aliases = context.aliases
        known = tagged.mentions
        if aliases:
            known = merge_entities(known, find_aliases(tagged.text, aliases, known))
        merged = _outside_addresses(tagged.text, merge_entities(known, names))
        merged = link_firms(tagged.text, merged, self.tagger.lexicon)
        named = tuple(map(link_mention, merged))
        # Figures and citations are read with the names alone: mentions found by pattern must not move their
        # subjects.
        found = _outside_addresses(tagged.text, add_patterns(tagged, named, self.tagger.lexicon))
        mentions = tuple(map(link_mention, found))
        return Annotation(
            tagged.language,
            _cut_tokens(tagged),
            mentions,
            citations=tuple(
                spell_out(made, aliases) for made in find_citations(tagged.text, named, context.repealed)
            ),
            targets=_find_targets(tagged, named, context, self.parser),
            events=self._find_events(tagged, mentions, context),
            directives=_find_directives(tagged, context),
            loose=_find_loose(tagged.plain, mentions),
        )

    def _find_events(
        self, tagged: Tagged, mentions: Sequence[Mention], context: Context
    ) -> tuple[Event, ...]:
        text = context.without_pages(tagged.text)
        is_review = context.section == "actual" and context.headings
        review = (
            read_review(context.headings[0], context.date, context.headings[-1], context.running)
            if is_review
            else None
        )
        is_plan = context.section in ("target", "rule", "condition") or (
            bool(context.headings) and lays_down_rules(context.headings[-1])
        )
        subject = partial(self._find_subject, context)
        issuer = partial(self._find_issuer, context)
        found = find_events(text, tagged.language, mentions, context.date, subject, review, is_plan, issuer)
        entities = {alias.short: alias.entity for alias in context.aliases}
        return tuple(
            replace(
                event,
                text=tagged.text[event.start : event.end],
                actor_entity=entities.get(event.actor, event.actor_entity),
            )
            for event in found
        )

    def _find_subject(self, context: Context) -> str:
        """Return the firm named by the headings above a passage, the nearest heading first, or "".

        A title may also name a firm by the short form that its document introduces.
        """
        named = next((found for one in context.headings if (found := self._read_heading(one).subject)), "")
        return named or (find_introduced(context.headings[-1], context.aliases) if context.headings else "")

    def _find_issuer(self, context: Context) -> Party | None:
        """Return the body that issued a document, if its title opens with it: 商务部公告2025年第9号."""
        return self._read_heading(context.headings[-1]).issuer if context.headings else None

    def _read_heading(self, heading: str) -> _Heading:
        if heading not in self.headings:
            tagged = self.tagger.tag(heading)
            names = merge_entities(tagged.mentions, self._find_names([tagged])[0])
            if len(self.headings) >= _HEADINGS:
                self.headings.clear()
            subject = find_subject(heading, tagged.language, names)
            self.headings[heading] = _Heading(subject, find_issuer(heading, names))
        return self.headings[heading]


def make_version(lexicon: Lexicon, entities: str, parser: Parser | None) -> AnnotationVersion:
    """Return the versions of annotations by a lexicon, an entity model ("" for none) and a parser."""
    models = entities or _NO_MODEL
    if parser:
        models += f"+parse{parser.version}"
    return AnnotationVersion(lexicon.hash, TAGGING_VERSION, models)


def _cut_tokens(tagged: Tagged) -> tuple[tuple[str, int, int], ...]:
    return tuple((tagged.text[start:end], start, end) for start, end in tagged.tokens)


def _classified(plain: Annotation, model: StrategyModel, probabilities: Sequence[float]) -> Annotation:
    by_kind: dict[str, dict[str, float]] = {"strategy": {}, "instrument": {}}
    for label, probability in zip(model.labels, probabilities, strict=True):
        by_kind[model.kinds[label]][label] = float(probability)
    return replace(
        plain,
        strategies=by_kind["strategy"],
        labels=tuple(model.choose(probabilities, "strategy")),
        instrument_probabilities=by_kind["instrument"],
        instruments=tuple(model.choose(probabilities, "instrument")),
    )


def _outside_addresses(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions outside web addresses: http://www.cac.gov.cn/internet names no technology."""
    if "://" not in text and "www." not in text:
        return list(mentions)
    spans = [match.span() for match in _ADDRESS.finditer(text)]
    return [
        mention
        for mention in mentions
        if not any(start <= mention.start and mention.end <= end for start, end in spans)
    ]


def _find_targets(
    tagged: Tagged, mentions: Sequence[Mention], context: Context, parser: Parser | None
) -> tuple[Target, ...]:
    """Return the figures of a passage with their text as stored; page numbers within it are not read."""
    text = context.without_pages(tagged.text)
    context = _below_own_heading(text, context)
    year = int(context.date[:4]) if context.date[:4].isdigit() else 0
    years = read_years(context.headings, context.date, context.reported, context.running)._replace(
        announced=context.announced
    )
    section: Kind = context.section if context.section in ("target", "actual") else ""
    # If no document is known, the passage alone decides whether it is news.
    is_news = context.section == "news" or (not context.headings and shows_news(text))
    setting = Setting(section, context.columns, context.due, year, parser, years, is_news, context.currency)
    found = find_targets(text, tagged.language, mentions, setting)
    settled = settle_norms(settle_kinds(found, context.date), text, context.section, year)
    if tagged.language != "zh":
        settled = own_by_title(settled, text, mentions, context.headings)
    settled = lower_unquotable(settled, context.section, text, mentions, context.headings)
    if tagged.language != "en":
        settled = carry_names(settled, text, mentions, context.headings)
    return tuple(replace(target, text=tagged.text[target.start : target.end]) for target in settled)


def _below_own_heading(text: str, context: Context) -> Context:
    """Return the context of a passage that opens with a heading of its own (二、2026年工作安排)."""
    if context.section == "rule" or not (heading := open_heading(text)):
        return context
    return replace(
        context,
        section=section_kind(heading),
        due=section_year(heading, context.date),
        headings=(heading, *context.headings[-1:]),
    )


def _find_directives(tagged: Tagged, context: Context) -> tuple[Directive, ...]:
    """Return the directives of a passage with their text as stored; page numbers within it are not read."""
    if context.is_heading and "。" not in tagged.text:
        return ()  # a numbered paragraph of one sentence may be taken for a heading
    text = context.without_pages(tagged.text)
    found = find_directives(
        text, tagged.language, is_review=context.section == "actual", is_listed=context.is_listed
    )
    if text is tagged.text:
        return found
    return tuple(
        replace(
            one,
            text=tagged.text[one.start : one.end],
            addressee=tagged.text[one.addressee_start : one.addressee_end],
            object=tagged.text[one.object_start : one.object_end],
        )
        for one in found
    )


def _find_loose(plain: Mapping[str, int], mentions: Sequence[Mention]) -> tuple[tuple[str, int], ...]:
    """Return the concepts whose plain count differs from their mentions, each with the difference."""
    places = {
        (mention.start, mention.end, mention.type, mention.concept) for mention in mentions if mention.concept
    }
    strict = Counter(concept for *_, concept in places)
    gaps = ((name, plain.get(name, 0) - strict[name]) for name in sorted({*plain, *strict}))
    return tuple((name, gap) for name, gap in gaps if gap)


def load_annotator(models: Path, compiled: Path | None = None) -> Annotator:
    """Load lexicon, taxonomy and the newest models from a models folder.

    `compiled` is the compiled lexicon, if it is kept. While an annotator is in use and the files are
    unchanged, the same one is returned: loading takes two seconds. jieba's dictionary is read here, so that
    forked workers share it; networks are loaded when a text needs them. Raises ConfigurationError if anything
    else is wrong or missing.
    """
    if not models.is_dir():
        raise ConfigurationError("annotation.no_models_folder", path=models)
    key = _describe_files(models.resolve())
    if (known := _in_use.get(key)) is None:
        known = _in_use[key] = _load(models, compiled)
    return known


_in_use: WeakValueDictionary[tuple[object, ...], Annotator] = WeakValueDictionary()


def _describe_files(models: Path) -> tuple[object, ...]:
    """Return a key for the files: contents of those that users edit, size and time of the others."""
    written = [models / "taxonomy.toml", *sorted((models / "lexicon").glob("*.csv"))]
    digest = sha256()
    for path in written:
        data = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.name} {len(data)}\n".encode() + data)
    trained = sorted(path for path in (models / "artefacts").rglob("*") if path.is_file())
    states = [(path, path.stat()) for path in trained]
    return models, digest.digest(), *((path, state.st_size, state.st_mtime_ns) for path, state in states)


def _load(models: Path, compiled: Path | None) -> Annotator:
    tagger = Tagger(load_compiled(models / "lexicon", compiled))
    tagger.cutter.load()
    taxonomy = load_taxonomy(models / "taxonomy.toml")
    model = load_model(models / "artefacts" / "strategies", taxonomy)
    artefacts = models / "artefacts"
    return Annotator(tagger, taxonomy, model, load_entities(artefacts), load_parser(artefacts))
