"""Forms that pages of the desk send."""

from __future__ import annotations

from urllib.parse import parse_qs, quote

from fastapi import Request

from flows.errors import UsageError
from flows.store.desk import ListName
from flows.web.security import check_origin

_LONGEST = 40_000  # bytes
_MOST_FIELDS = 50


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form of this site's own pages, without empty ones.

    Raises HTTPException (403) for a form of another site, UsageError for one that is too long.
    """
    check_origin(request)
    body = await request.body()
    if len(body) > _LONGEST:
        raise UsageError("web.form_too_long")
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise UsageError("web.form_too_long") from None
    found = {name: values[-1].replace("\x00", "").strip() for name, values in fields.items()}
    request.state.typed = [*found.items()]  # to be shown again where it is refused
    return found


def list_address(kind: ListName, name: str, anchor: str = "") -> str:
    """Return the address of a collection or tag."""
    return f"/{kind}/{quote(name)}{anchor}"
