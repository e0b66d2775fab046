"""Places: provinces by name and by the bodies named after them, levels of government."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.text.places.bodies import province_of
    from flows.text.places.levels import level_of_issuer, read_site_code
    from flows.text.places.provinces import Province, list_provinces, name_province, read_province
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Province",
    "level_of_issuer",
    "list_provinces",
    "name_province",
    "province_of",
    "read_province",
    "read_site_code",
]
