"""The options of each command, read once per process: parsing a command line takes 22 ms, most of it for this.

A process that has pydantic loaded also makes a validator per option, each time, which takes as long again.
"""

from __future__ import annotations

import copy
from typing import Any

import pydantic
from cyclopts import App
from cyclopts.argument import Argument, ArgumentCollection

_read_options = App.assemble_argument_collection
_validate = Argument.validate
_make_validator = pydantic.TypeAdapter
# By the ids of their keys, which are kept too, so that nothing else gets the id.
_options: dict[tuple[int, bool], tuple[App, ArgumentCollection]] = {}
_validators: dict[int, tuple[object, pydantic.TypeAdapter[Any]]] = {}


def options_of(command: App, **how: Any) -> ArgumentCollection:
    """Return the options of a command, to none of which a word has been given; see cyclopts."""
    if how.keys() - {"parse_docstring"}:
        return _read_options(command, **how)
    key = id(command), how.get("parse_docstring", False)
    if key not in _options:
        _options[key] = command, _read_options(command, **how)
    copies = {id(option): copy.copy(option) for option in _options[key][1]}
    for option in copies.values():
        option.tokens = list(option.tokens)
        children = [copies[id(child)] for child in option.children]
        option.children = ArgumentCollection(children)  # type: ignore[no-untyped-call]
    return ArgumentCollection(copies.values())  # type: ignore[no-untyped-call]


def validate(option: Argument, value: Any) -> Any:
    """Check the value of an option with the validators that are known; see cyclopts."""
    pydantic.TypeAdapter = validator_of  # type: ignore[assignment,misc]
    try:
        return _validate(option, value)  # type: ignore[no-untyped-call]
    finally:
        pydantic.TypeAdapter = _make_validator  # type: ignore[misc]


def validator_of(hint: Any, **how: Any) -> pydantic.TypeAdapter[Any]:
    """Return the validator of values of a type; see pydantic."""
    if how:
        return _make_validator(hint, **how)
    if id(hint) not in _validators:
        _validators[id(hint)] = hint, _make_validator(hint)
    return _validators[id(hint)][1]
