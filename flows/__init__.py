"""zhengce: mines bilingual Chinese/English policy texts."""

__version__ = "0.1.0"
