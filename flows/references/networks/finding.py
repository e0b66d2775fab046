"""Find a network in a store."""

from __future__ import annotations

from flows.annotation.lexicon import Lexicon
from flows.errors import unknown_value
from flows.references.networks.cited import find_citation_network
from flows.references.networks.joint import find_issuer_network, find_mention_network
from flows.references.networks.model import NETWORK_KINDS, Network, NetworkRequest
from flows.store import Store
from flows.store.documents import known_corpora


def find_network(store: Store, lexicon: Lexicon, request: NetworkRequest) -> Network:
    """Return the network of a request.

    Raises UsageError for an unknown kind or corpus, and for a minimum below 1.
    """
    if request.kind not in NETWORK_KINDS:
        raise unknown_value("kind", request.kind, NETWORK_KINDS)
    known = known_corpora(store)
    for corpus in request.corpora:
        if corpus not in known:
            raise unknown_value("corpus", corpus, known)
    find = {
        "citations": find_citation_network,
        "mentions": find_mention_network,
        "issuers": find_issuer_network,
    }[request.kind]
    return find(store, lexicon, request)
