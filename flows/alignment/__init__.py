"""Alignment: a text and its translation, from the pair of documents down to the sentence."""
