"""Pairing: stored documents that are the same text in Chinese and English."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.alignment.pairing.addresses import Address, read_address
    from flows.alignment.pairing.describing import describe_clues
    from flows.alignment.pairing.exporting import ExportedLink, choose_pairs, export_links
    from flows.alignment.pairing.finding import KNOWN_WAYS, find_known_pairs, may_have_pairs
    from flows.alignment.pairing.keys import Key, find_keys
    from flows.alignment.pairing.listing import (
        ListedLink,
        ListedPair,
        as_json,
        list_links,
        list_pair,
        list_pairs,
    )
    from flows.alignment.pairing.proposing import propose_pairs
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "KNOWN_WAYS",
    "Address",
    "ExportedLink",
    "Key",
    "ListedLink",
    "ListedPair",
    "as_json",
    "choose_pairs",
    "describe_clues",
    "export_links",
    "find_keys",
    "find_known_pairs",
    "list_links",
    "list_pair",
    "list_pairs",
    "may_have_pairs",
    "propose_pairs",
    "read_address",
]
