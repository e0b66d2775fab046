"""One module a family of formats; each turns bytes into documents or rejections. `read_file` picks the reader."""

from flows.corpus.readers.dispatch import read_file

__all__ = ["read_file"]
