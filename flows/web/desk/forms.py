"""Forms sent by pages of this site."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, quote

from fastapi import Request

from flows.errors import UsageError
from flows.store.desk import ListName
from flows.web import limits
from flows.web.addresses import make_address, page_pair
from flows.web.refusals import refuse_unknown
from flows.web.security import check_origin

_LONGEST = 40_000  # bytes
_MOST_FIELDS = 100
# Fields filled in by pages, or checked by their meaning, have no separate limit.
CHECKED = _LONGEST
Fields = Mapping[str, int]  # the possible fields of a form, each with its longest value in characters


async def read_form(request: Request, known: Fields) -> dict[str, str]:
    """Return the non-empty fields of a form of this site's pages.

    Raises HTTPException (403) for a form of another site, UsageError for a form that is too long, and for a
    field that is unknown, repeated or too long: no value is dropped silently.
    """
    return single_values(await read_fields(request, known))


def single_values(fields: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the value of each field. Raises UsageError for a repeated one."""
    for name, values in fields.items():
        if len(values) > 1:
            raise UsageError("web.repeated_field", name=name, number=len(values))
    return {name: values[0] for name, values in fields.items()}


async def read_fields(request: Request, known: Fields) -> dict[str, list[str]]:
    """Return the fields of a form as `read_form` does, but allow repetition."""
    check_origin(request)
    body = await request.body()
    if len(body) > _LONGEST:
        raise UsageError("web.form_too_long")
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise UsageError("web.form_too_long") from None
    cleaned = ((name, _clean(values)) for name, values in fields.items())
    found = {name: values for name, values in cleaned if values}
    # Shown again if the form is refused.
    request.state.typed = [(name, value) for name, values in found.items() for value in values]
    refuse_unknown(found, known)
    for name, values in found.items():
        if (length := max(map(len, values))) > known[name]:
            raise UsageError("web.value_too_long", name=name, length=length, limit=known[name])
    return found


def _clean(values: list[str]) -> list[str]:
    return [*filter(None, (value.replace("\x00", "").strip() for value in values))]


def list_address(kind: ListName, name: str, member: int = 0) -> str:
    """Return the address of a collection or tag, or of its member of this number."""
    if not member:
        return f"/{kind}/{quote(name)}"
    page = (member - 1) // limits.LINES + 1
    return f"{list_page(kind, name, page)}#m{member}"


def list_page(kind: ListName, name: str, page: int) -> str:
    """Return the address of a page of a collection or tag."""
    return make_address(list_address(kind, name), page_pair(page))
