"""Manifests: `corpora/<id>/source.yml`, one a corpus, checked to the letter."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

import yaml
from cronsim import CronSim, CronSimError
from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator

from flows.corpus.fetching import KINDS, Fetch, Strict
from flows.corpus.metadata import SYNONYMS
from flows.corpus.remote import SCHEMES, scheme_of
from flows.errors import ConfigurationError

SOURCE_FORMATS = ("auto", "txt", "md", "html", "docx", "pdf", "csv", "jsonl", "json")
_CRON_FIELDS = 5


class Schedule(Strict):
    """When the corpus is ingested: a five-field cron line in a named time zone."""

    cron: str
    timezone: str = "UTC"

    @field_validator("cron")
    @classmethod
    def _five_fields(cls, value: str) -> str:
        if len(value.split()) != _CRON_FIELDS:
            raise ValueError(
                "a cron line has five fields: minute hour day month weekday, such as '0 7 * * 1'"
            )
        try:
            CronSim(value, datetime(2026, 1, 1))
        except CronSimError as error:
            raise ValueError(f"not a cron line ({error}); such as '0 7 * * 1'") from None
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("not a time zone; use an IANA name such as Asia/Shanghai or UTC")
        return value


class Expectations(Strict):
    """What a run must meet, or it fails and says so."""

    minimum_documents: Annotated[int, Field(ge=0)] = 0
    maximum_rejected_share: Annotated[float, Field(ge=0, le=1)] = 1.0


class Manifest(Strict):
    """What to read, who publishes it, and what to expect. `directory` is where the manifest lies.

    `location` names files and folders, also in object stores (s3://, gs://, az://), `fetch` what is read from the web; one of them at least is there.

    `entities: false` keeps the entity model off this corpus, which makes annotating it several times as fast. `damaged: leave_out` keeps
    passages that lost characters on their way here out of searches and counts.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")]
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
    damaged: Literal["count", "leave_out"] = "count"
    schedule: Schedule | None = None
    expect: Expectations = Field(default_factory=Expectations)
    directory: Path = Field(default=Path(), exclude=True)

    @field_validator("fields")
    @classmethod
    def _our_fields(cls, value: dict[str, str]) -> dict[str, str]:
        for theirs, ours in value.items():
            if ours not in SYNONYMS:
                raise ValueError(
                    f"{theirs}: {ours!r} is not one of our fields: {', '.join(sorted(SYNONYMS))}"
                )
        return value

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, value: str) -> str:
        try:
            "".encode(value or "utf-8")
        except LookupError:
            raise ValueError(
                "not an encoding; leave it out to detect it, or name one such as gb18030"
            ) from None
        return value

    @field_validator("location")
    @classmethod
    def _known_scheme(cls, value: str | list[str]) -> str | list[str]:
        for name in [value] if isinstance(value, str) else value:
            if (scheme := scheme_of(name)) and scheme not in SCHEMES:
                hint = "; what lies on the web stands under fetch:" if scheme in ("http", "https") else ""
                known = ", ".join(f"{known}://" for known, extra in SCHEMES.items() if extra)
                raise ValueError(f"{scheme}:// is not read as a location; known are paths, {known}{hint}")
        return value

    @model_validator(mode="after")
    def _reads_something(self) -> Manifest:
        if not self.location and self.fetch is None:
            raise ValueError("location is missing (or fetch, to read from the web)")
        return self

    @property
    def locations(self) -> list[Path]:
        """The places to read on this machine, relative ones taken from the manifest's folder."""
        return [
            (self.directory / Path(name).expanduser()).resolve()
            for name in self._named
            if not scheme_of(name)
        ]

    @property
    def remote_locations(self) -> list[str]:
        """The places to read in object stores: s3://bucket/folder."""
        return [name for name in self._named if scheme_of(name)]

    @property
    def _named(self) -> list[str]:
        return [self.location] if isinstance(self.location, str) else self.location


def load_manifest(path: Path) -> Manifest:
    """Read and check one manifest.

    Raises ConfigurationError that names file, line, value and choices for an unknown key, a bad value, a second key of
    the same name, or YAML that can't be read.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: can't be read as UTF-8 text: {error}") from None
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
        values = yaml.safe_load(source)
    except RecursionError:
        raise ConfigurationError(f"{path}: nested too deep") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path}:{mark.line + 1}" if mark else str(path)
        raise ConfigurationError(
            f"{where}: not valid YAML: {' '.join(str(getattr(error, 'problem', None) or error).split())}"
        ) from None
    if not isinstance(values, dict):
        raise ConfigurationError(f"{path}:1: a manifest is a mapping of keys such as id, publisher, location")
    lines = _line_numbers(node, path)
    if odd := [key for key in values if not isinstance(key, str)]:
        raise ConfigurationError(
            f"{path}:{lines.get((str(odd[0]),), 1)}: the key {odd[0]!r} is no word; known are {', '.join(Manifest.model_fields)}"
        )
    try:
        return Manifest(**{"id": path.parent.name, **values}, directory=path.parent.resolve())
    except ValidationError as error:
        raise ConfigurationError(
            "; ".join(_describe(path, lines, problem) for problem in error.errors())
        ) from None


def find_manifests(folder: Path) -> dict[str, Path]:
    """Return the manifests under `folder`, by corpus id (the name of the folder each lies in), sorted."""
    return {path.parent.name: path for path in sorted(folder.glob("*/source.yml"))}


def _line_numbers(node: Any, path: Path, prefix: tuple[str, ...] = ()) -> dict[tuple[str, ...], int]:
    lines: dict[tuple[str, ...], int] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = (*prefix, str(key.value))
            if place in lines:
                raise ConfigurationError(
                    f"{path}:{key.start_mark.line + 1}: {'.'.join(place)} stands here a second time"
                )
            lines[place] = key.start_mark.line + 1
            lines |= _line_numbers(value, path, place)
    return lines


def _describe(path: Path, lines: dict[tuple[str, ...], int], problem: Any) -> str:
    place = tuple(str(part) for part in problem["loc"])
    if place[:1] == ("fetch",) and place[1:2] and place[1] in KINDS:
        place = ("fetch", *place[2:])  # pydantic names the kind, too
        kind = KINDS[problem["loc"][1]]
    else:
        kind = None
    known = next((place[:n] for n in range(len(place), 0, -1) if place[:n] in lines), ())
    where = f"{path}:{lines.get(known, 1)}"
    if problem["type"] == "extra_forbidden":
        owner = _owner(place, kind)
        choices = ", ".join(name for name in owner.model_fields if name != "directory")
        return f"{where}: unknown key {'.'.join(place)!r}; known are {choices}"
    if problem["type"] == "missing":
        return f"{where}: {'.'.join(place)} is missing"
    given = problem.get("input")
    if isinstance(given, dict):  # a rule about a whole section
        return f"{where}: {': '.join(filter(None, ['.'.join(place), problem['msg'].removeprefix('Value error, ')]))}"
    return f"{where}: {'.'.join(place)}: {given!r}: {problem['msg'].removeprefix('Value error, ')}"


def _owner(place: tuple[str, ...], kind: type[BaseModel] | None) -> type[BaseModel]:
    """Return the model whose key the last part of `place` was to be."""
    owner: Any = Manifest
    for part in place[:-1]:
        if part == "fetch" and kind:
            owner = kind
            continue
        annotation = owner.model_fields[part].annotation if part in owner.model_fields else None
        models = [
            entry
            for entry in (annotation, *getattr(annotation, "__args__", ()))
            if hasattr(entry, "model_fields")
        ]
        owner = models[0] if models else owner
    model: type[BaseModel] = owner
    return model
