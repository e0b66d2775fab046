"""Training from the weights of an earlier model, which may have fewer features of words."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from flows.annotation.names.features import WordTables


class Ground(NamedTuple):
    """The start of training: lists and clusters, and an earlier model's folder or None."""

    tables: WordTables
    start: Path | None = None


def load_start(folder: Path) -> Any:
    """Return an earlier model's pipeline."""
    import spacy

    from flows.annotation.names.network import register_network

    register_network()
    return spacy.load(folder)


def copy_weights(old: Any, new: Any) -> None:
    """Copy the weights of the network `old`, which has the same sizes and labels, to `new`.

    Feature tables that `old` lacks keep their random rows, but count for nothing at first: the mixing layer's
    weights for them are zero. So the first scores are those of `old`.
    """
    embed_old, encode_old = old.get_ref("tok2vec").layers
    embed_new, encode_new = new.get_ref("tok2vec").layers
    tables_old, tables_new = (_named(embed, "hashembed") for embed in (embed_old, embed_new))
    for one, other in zip(tables_old, tables_new, strict=False):
        other.set_param("E", one.get_param("E"))
        other.attrs["seed"] = one.attrs["seed"]
    mix_old, mix_new = (_named(embed, "maxout")[0] for embed in (embed_old, embed_new))
    known = mix_old.get_param("W")
    weights = np.zeros_like(mix_new.get_param("W"))
    weights[..., : known.shape[-1]] = known
    mix_new.set_param("W", weights)
    mix_new.set_param("b", mix_old.get_param("b"))
    _copy(_named(embed_old, "layernorm")[0], _named(embed_new, "layernorm")[0])
    for one, other in zip(encode_old.walk(), encode_new.walk(), strict=True):
        _copy(one, other)
    _copy(old.get_ref("output_layer"), new.get_ref("output_layer"))


def _named(layer: Any, name: str) -> list[Any]:
    return [node for node in layer.walk() if node.name == name]


def _copy(old: Any, new: Any) -> None:
    for name in old.param_names:
        if old.has_param(name):
            new.set_param(name, old.get_param(name))
