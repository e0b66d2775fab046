"""Pairs found without reading texts: declared by a source, with the same number, or by address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from flows.alignment.pairing.addresses import last_part, read_address, read_site
from flows.store import Store
from flows.store.translations import (
    AddressedDocument,
    Clue,
    FoundPair,
    KnownBy,
    NamedInBoth,
    addressed_documents,
    addressed_sites,
    addresses_of,
    are_declared,
    are_in_pairs,
    declared_translations,
    has_both_languages,
    numbers_in_common,
    share_numbers,
)

KNOWN_WAYS: tuple[KnownBy, ...] = ("declared", "number", "address")
# Copies of a text share its number or address. A name that more documents share is a series' or a site's.
_COPIES = 4


def find_known_pairs(store: Store) -> list[FoundPair]:
    """Return the pairs that are declared, share a document number, or have matching addresses."""
    if not has_both_languages(store):
        return []
    return [
        *_as_pairs("declared", declared_translations(store)),
        *_as_pairs("number", _leave_out_series(numbers_in_common(store))),
        *_as_pairs("address", _leave_out_series(pair_addresses(read_addresses(store)))),
    ]


def may_have_pairs(store: Store, documents: Sequence[str]) -> bool:
    """Return whether one of these documents is in a pair, or may be in one that is found without texts."""
    return (
        are_in_pairs(store, documents)
        or are_declared(store, documents)
        or share_numbers(store, documents)
        or _share_sites(store, documents)
    )


def _share_sites(store: Store, documents: Sequence[str]) -> bool:
    """Return whether a site of one of these documents has documents in the other language."""
    languages: dict[str, set[str]] = defaultdict(set)
    for language, site in addressed_sites(store):
        languages[read_site(site)].add(language)
    own = {read_site(one.url) for one in addresses_of(store, documents)}
    return any(len(languages[site]) > 1 for site in own - {""})


def read_addresses(store: Store) -> list[AddressedDocument]:
    """Return the documents of sites with documents in both languages: on other sites, no two can be pairs.

    In a large store most sites have only one language, and their addresses need not be read.
    """
    sites = addressed_sites(store)
    languages: dict[str, set[str]] = defaultdict(set)
    for language, site in sites:
        languages[read_site(site)].add(language)
    is_read = all(read_site(site) or "http" not in site.lower() for _, site in sites)
    chosen = [site for _, site in sites if not is_read or len(languages[read_site(site)]) > 1]
    return addressed_documents(store, chosen)


def pair_addresses(documents: Iterable[AddressedDocument]) -> Iterator[NamedInBoth]:
    """Yield the Chinese and English documents whose addresses differ only in the language that they name.

    At least one of the two addresses names its language, and neither names the other's.
    """
    by_key: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for document in _choose_alike(documents):
        address = read_address(document.url)
        if address.key and address.language in ("", document.language):
            by_key[address.key].append((document.language, document.id, address.language))
    for key, found in sorted(by_key.items()):
        for language, zh, named in found:
            if language != "zh":
                continue
            for other, en, other_named in found:
                if other == "en" and (named or other_named):
                    yield NamedInBoth(zh, en, key)


def _choose_alike(documents: Iterable[AddressedDocument]) -> list[AddressedDocument]:
    """Return the documents whose address ends like one of a document in the other language, in order."""
    known = [(last_part(document.url), document) for document in documents]
    parts = {language: {part for part, one in known if one.language == language} for language in ("zh", "en")}
    shared = parts["zh"] & parts["en"]
    return [document for part, document in known if part in shared]


def _leave_out_series(found: Iterable[NamedInBoth]) -> Iterator[NamedInBoth]:
    """Yield the pairs, without those by a name that more than four documents of a language have."""
    by_name: dict[str, list[NamedInBoth]] = defaultdict(list)
    for pair in found:
        by_name[pair.name].append(pair)
    for pairs in by_name.values():
        if max(len({pair.zh for pair in pairs}), len({pair.en for pair in pairs})) <= _COPIES:
            yield from pairs


def _as_pairs(known_by: KnownBy, found: Iterable[NamedInBoth]) -> Iterator[FoundPair]:
    for pair in found:
        yield FoundPair(pair.zh, pair.en, known_by, "used", 1.0, (Clue(known_by, 1, (pair.name,)),))
