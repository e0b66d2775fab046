"""Manifests: `corpora/<id>/source.yml`, one per corpus, checked strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple
from zoneinfo import available_timezones

import yaml
from cronsim import CronSim, CronSimError
from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from flows.corpus.fetching import KINDS, Fetch, Strict, make_problem
from flows.corpus.metadata import as_list, field_names
from flows.corpus.remote import SCHEMES, is_scheduler, scheme_of
from flows.errors import ConfigurationError, UsageError
from flows.records import Reason
from flows.text import is_safe_name, lazy_pattern

SOURCE_FORMATS = ("auto", "txt", "md", "html", "docx", "pdf", "csv", "jsonl", "json")
_CRON_FIELDS = 5
_QUOTED = lazy_pattern(r"'([^']*)'")
# Types of pydantic's errors for which we have words of our own in both languages.
_RULES = {
    "literal_error": "corpus.rule_choice",
    "list_type": "corpus.rule_list",
    "tuple_type": "corpus.rule_list",
    "dict_type": "corpus.rule_mapping",
    "model_type": "corpus.rule_mapping",
    "model_attributes_type": "corpus.rule_mapping",
    "string_type": "corpus.rule_text",
    "int_type": "corpus.rule_whole",
    "int_parsing": "corpus.rule_whole",
    "int_from_float": "corpus.rule_whole",
    "float_type": "corpus.rule_number",
    "float_parsing": "corpus.rule_number",
    "bool_type": "corpus.rule_switch",
    "bool_parsing": "corpus.rule_switch",
    "greater_than_equal": "corpus.rule_least",
    "less_than_equal": "corpus.rule_most",
}
_ID_LINE = lazy_pattern(r"""^id:[ \t]*(["']?)(?P<id>[^\W_][\w-]{0,63})\1[ \t]*(?:#.*)?$""", re.MULTILINE)


class Schedule(Strict):
    """The schedule of a corpus: a five-field cron line in a named time zone."""

    cron: str
    timezone: str = "UTC"

    @field_validator("cron")
    @classmethod
    def _five_fields(cls, value: str) -> str:
        if len(value.split()) != _CRON_FIELDS:
            raise make_problem("corpus.cron_fields")
        try:
            CronSim(value, datetime(2026, 1, 1))
        except CronSimError as error:
            raise make_problem("corpus.cron_invalid", problem=str(error)) from None
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in _time_zones():
            raise make_problem("corpus.unknown_time_zone")
        return value


@cache
def _time_zones() -> set[str]:
    """Return the names of time zones, found once per process: looking through their files takes 25 ms."""
    return available_timezones()


class Expectations(Strict):
    """Requirements for a run; it fails if one is not met, and reports the shortfall."""

    minimum_documents: Annotated[int, Field(ge=0)] = 0
    maximum_rejected_share: Annotated[float, Field(ge=0, le=1)] = 1.0


class Manifest(Strict):
    """A corpus: what to read, who publishes it, and what to expect.

    `location` names files and folders, also in object stores (s3://, gs://, az://). `fetch` declares what is
    read from the web. At least one of the two is given.

    `publisher` and `languages` apply to documents that do not state their own. `format` and `encoding` are
    detected unless given. `fields` maps names in the records to ours; `skip` leaves records out by a field's
    value.

    `entities: false` switches the entity model off for this corpus, which makes annotation several times as
    fast. `names: sure` keeps only the surest of its names.
    `damaged: leave_out` excludes passages that lost characters from searches and counts.

    `scheduler` is the Dask cluster that runs of this corpus work on (tcp://host:8786, or local:4), and
    `exchange` the folder or address that its workers reach.
    """

    id: str
    title: str = ""
    publisher: str = ""
    languages: list[Literal["zh", "en"]] = Field(default_factory=list)
    licence: str = ""
    location: str | list[str] = Field(default_factory=list)
    fetch: Fetch | None = None
    format: Literal[SOURCE_FORMATS] = "auto"  # type: ignore[valid-type]
    encoding: str = ""
    fields: dict[str, str] = Field(default_factory=dict)
    skip: dict[str, str | int | float | bool | list[str | int]] = Field(default_factory=dict)
    entities: bool = True
    names: Literal["sure", "full"] = "full"
    damaged: Literal["count", "leave_out"] = "count"
    scheduler: str = ""
    exchange: str = ""
    schedule: Schedule | None = None
    expect: Expectations = Field(default_factory=Expectations)
    directory: Path = Field(default=Path(), exclude=True)

    @field_validator("id")
    @classmethod
    def _safe_id(cls, value: str) -> str:
        if not is_safe_name(value):
            raise make_problem("corpus.bad_id")
        return value

    @field_validator("fields")
    @classmethod
    def _our_fields(cls, value: dict[str, str]) -> dict[str, str]:
        for theirs, ours in value.items():
            if ours not in field_names():
                raise make_problem(
                    "corpus.unknown_field", theirs=theirs, ours=ours, known=sorted(field_names())
                )
        return value

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str) -> str:
        try:
            "".encode(value or "utf-8")
        except LookupError:
            raise make_problem("corpus.unknown_encoding_name") from None
        return value

    @field_validator("scheduler")
    @classmethod
    def _known_scheduler(cls, value: str) -> str:
        if value and not is_scheduler(value):
            raise make_problem("corpus.bad_scheduler")
        return value

    @field_validator("location")
    @classmethod
    def _known_scheme(cls, value: str | list[str]) -> str | list[str]:
        for name in as_list(value):
            scheme = scheme_of(name)
            if scheme in ("http", "https"):
                raise make_problem("corpus.web_location", scheme=scheme, known=_shown_schemes())
            if scheme and scheme not in SCHEMES:
                raise make_problem("corpus.unknown_scheme", scheme=scheme, known=_shown_schemes())
        return value

    @model_validator(mode="after")
    def _reads_something(self) -> Manifest:
        if not self.location and self.fetch is None:
            raise make_problem("corpus.location_missing")
        return self

    @property
    def locations(self) -> list[Path]:
        """The places to read on this machine. Relative paths start at the manifest's folder."""
        names = [name for name in as_list(self.location) if not scheme_of(name)]
        return [(self.directory / Path(name).expanduser()).resolve() for name in names]

    @property
    def remote_locations(self) -> list[str]:
        """The places to read in object stores: s3://bucket/folder."""
        return [name for name in as_list(self.location) if scheme_of(name)]


def _shown_schemes() -> list[str]:
    return [f"{scheme}://" for scheme, extra in SCHEMES.items() if extra]


def load_manifest(path: Path) -> Manifest:
    """Read and check one manifest.

    Raises ConfigurationError, with file, line, value and allowed values, for an unknown key, a bad value, a
    repeated key, or YAML that can't be read.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError("corpus.manifest_unreadable", path=path, problem=str(error)) from None
    return parse_manifest(path, source)


def parse_manifest(path: Path, source: str) -> Manifest:
    """Return the manifest that a text is at `path`, whether or not it has been written.

    Raises ConfigurationError as `load_manifest` does.
    """
    node, values = _read_yaml(path, source)
    if not isinstance(values, dict):
        raise ConfigurationError("corpus.manifest_not_mapping", path=path)
    lines = _line_numbers(node, path)
    if odd := [key for key in values if not isinstance(key, str)]:
        line = lines.get((str(odd[0]),), 1)
        known = list(Manifest.model_fields)
        raise ConfigurationError(
            "corpus.manifest_odd_key", path=path, line=line, key=repr(odd[0]), known=known
        )
    try:
        return Manifest(**{"id": path.parent.name, **values}, directory=path.parent.resolve())
    except ValidationError as error:
        problems = [_describe(path, lines, problem).as_value() for problem in error.errors()]
        raise ConfigurationError("corpus.manifest_invalid", problems=problems) from None


def check_schedule(cron: str, timezone: str) -> None:
    """Raise UsageError if a cron line or time zone can't be read."""
    try:
        Schedule(cron=cron, timezone=timezone)
    except ValidationError as error:
        problem = error.errors()[0]
        option = {"cron": "--schedule", "timezone": "--timezone"}[str(problem["loc"][0])]
        values = {"given": problem["input"], "cause": _cause(problem).as_value()}
        raise UsageError("corpus.bad_schedule", option=option, **values) from None


def find_manifests(folder: Path) -> dict[str, Path]:
    """Return the manifests under `folder` by corpus id: the `id` in each, or else the name of its folder.

    They are sorted by folder. Raises ConfigurationError if two have the same id.
    """
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*/source.yml")):
        name = _declared_id(path) or path.parent.name
        if name in found:
            raise _same_id(name, found[name], path)
        found[name] = path
    return found


class Manifests(NamedTuple):
    """The manifests of a folder by corpus id: those that can be read, and the errors of the others."""

    read: dict[str, Manifest]
    broken: dict[str, ConfigurationError]

    @property
    def names(self) -> list[str]:
        """The ids of all manifests, readable or not."""
        return sorted([*self.read, *self.broken])

    def require(self, names: Sequence[str]) -> list[Manifest]:
        """Return the manifests of these ids; raise ConfigurationError with all faults of unreadable ones."""
        if errors := [self.broken[name] for name in names if name in self.broken]:
            problems = [error.as_value() for error in errors]
            raise ConfigurationError("corpus.manifest_invalid", problems=problems)
        return [self.read[name] for name in names]


def load_manifests(folder: Path) -> Manifests:
    """Load the manifests under `folder`. An unreadable one does not keep the others from being used.

    If several manifests have the same id, none of them is used. An unreadable one is listed under its id or
    the name of its folder, unless another manifest has that id.
    """
    found = Manifests({}, {})
    paths: dict[str, Path] = {}
    unread: list[tuple[Path, ConfigurationError]] = []
    for path in sorted(folder.glob("*/source.yml")):
        name = _declared_id(path) or path.parent.name
        try:
            manifest = load_manifest(path)
        except ConfigurationError as error:
            unread.append((path, error))
            continue
        if name in paths:
            found.read.pop(name, None)
            found.broken[name] = _same_id(name, paths[name], path)
            continue
        paths[name] = path
        found.read[name] = manifest
    for path, reason in unread:
        name = _declared_id(path) or path.parent.name
        found.broken[name if name not in found.names else f"{path.parent.name}/{path.name}"] = reason
    return found


def _same_id(name: str, first: Path, second: Path) -> ConfigurationError:
    return ConfigurationError("corpus.manifest_same_id", id=name, first=first, second=second)


def _declared_id(path: Path) -> str:
    """Return the `id` of a manifest, or "" if it has none or can't be read: loading it reports why."""
    try:
        match = _ID_LINE.search(path.read_bytes().decode("utf-8", "replace"))
    except OSError:
        return ""
    return match["id"] if match else ""


def _read_yaml(path: Path, source: str) -> tuple[yaml.Node | None, object]:
    """Return the node tree, which has the line numbers, and the values of the YAML at `path`."""
    try:
        return yaml.compose(source, Loader=yaml.SafeLoader), yaml.safe_load(source)
    except RecursionError:
        raise ConfigurationError("corpus.manifest_too_deep", path=path) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # 2026-02-30 is not a date
        where = str(path)
        if mark := getattr(error, "problem_mark", None):
            where = f"{path}:{mark.line + 1}"
        problem = " ".join(str(getattr(error, "problem", None) or error).split())
        raise ConfigurationError("corpus.manifest_not_yaml", where=where, problem=problem) from None


def _line_numbers(
    node: yaml.Node | None, path: Path, prefix: tuple[str, ...] = ()
) -> dict[tuple[str, ...], int]:
    """Return the line of each key, by its place: `("schedule", "cron")`.

    Raises ConfigurationError for a repeated key.
    """
    lines: dict[tuple[str, ...], int] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = (*prefix, str(key.value))
            line = key.start_mark.line + 1
            if place in lines:
                raise ConfigurationError(
                    "corpus.manifest_repeated_key", path=path, line=line, key=".".join(place)
                )
            lines[place] = line
            lines |= _line_numbers(value, path, place)
    return lines


def _describe(path: Path, lines: Mapping[tuple[str, ...], int], problem: ErrorDetails) -> Reason:
    """Convert one of pydantic's errors to a message with file and line."""
    place = tuple(str(part) for part in problem["loc"])
    kind = KINDS.get(place[1]) if place[:1] == ("fetch",) and len(place) > 1 else None
    if kind:
        place = ("fetch", *place[2:])  # pydantic adds the kind to the place
    known = next((place[:end] for end in range(len(place), 0, -1) if place[:end] in lines), ())
    values: dict[str, object] = {"where": f"{path}:{lines.get(known, 1)}", "key": ".".join(place)}
    if problem["type"] == "extra_forbidden":
        choices = [name for name in _owner(place, kind).model_fields if name != "directory"]
        return Reason("corpus.manifest_unknown_key", {**values, "known": choices})
    if problem["type"] == "missing":
        return Reason("corpus.manifest_missing_key", values)
    values["cause"] = _cause(problem).as_value()
    given = problem.get("input")
    if not isinstance(given, dict):
        return Reason("corpus.manifest_bad_value", {**values, "given": repr(given)})
    return Reason("corpus.manifest_bad_section" if place else "corpus.manifest_bad_whole", values)


def _cause(problem: ErrorDetails) -> Reason:
    if problem["type"].startswith("corpus."):
        return Reason(problem["type"], problem["ctx"])
    given = problem.get("ctx", {})
    match problem["type"]:
        case "union_tag_not_found":
            return Reason("corpus.rule_no_kind", {"known": list(KINDS)})
        case "union_tag_invalid":
            return Reason("corpus.rule_unknown_kind", {"kind": given["tag"], "known": list(KINDS)})
    values = {"problem": problem["msg"], "known": _QUOTED.findall(str(given.get("expected", "")))}
    rule = _RULES.get(problem["type"], "corpus.manifest_rule")
    return Reason(rule, {**values, "bound": given.get("ge", given.get("le", ""))})


def _owner(place: tuple[str, ...], kind: type[BaseModel] | None) -> type[BaseModel]:
    """Return the model in which the last part of `place` was looked up."""
    owner: type[BaseModel] = Manifest
    for part in place[:-1]:
        if part == "fetch" and kind:
            owner = kind
        elif field := owner.model_fields.get(part):
            candidates = (field.annotation, *getattr(field.annotation, "__args__", ()))
            models = [entry for entry in candidates if hasattr(entry, "model_fields")]
            owner = next(iter(models), owner)
    return owner
