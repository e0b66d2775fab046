"""zhengce: mines bilingual Chinese/English policy texts."""

__version__ = "0.2.0"
