"""Document numbers (发文字号), Chinese and English, brought to one key.

The keys are `国发〔2015〕28号` for a number in a year's series, `国务院令第706号` for a continuously numbered
order or announcement, and `商务部公告2023年第23号` for one numbered by year. A number written without its
series, `(2015)28号`, has the key `〔2015〕28号`: it identifies a document only together with its issuer.
"""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.text.document_numbers.finding import (
        TELLS_OF_ANOTHER,
        find_numbers,
        find_own_number,
        parse_number,
        parse_numbers,
        split_key,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "TELLS_OF_ANOTHER",
    "find_numbers",
    "find_own_number",
    "parse_number",
    "parse_numbers",
    "split_key",
]
