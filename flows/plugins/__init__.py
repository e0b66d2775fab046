"""Plugins: what other programs find by our entry points."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.plugins.spacy_components import make_chinese, make_english
else:
    __getattr__ = open_front(__name__)

__all__ = ["make_chinese", "make_english"]
