"""The errors that a person sees: one line that says what, where and what to do."""


class ZhengceError(Exception):
    """Base of every error that the command line prints as one line and ends with exit code 1."""


class ConfigurationError(ZhengceError):
    """A manifest, lexicon, taxonomy or setting is wrong; names file, line, value and the allowed choices."""


class UsageError(ZhengceError):
    """The command was called in a way that can't work; exit code 2."""


class QueryError(UsageError):
    """A search query can't be understood; says at which column and what was expected."""


class StoreError(ZhengceError):
    """The store can't be opened, is of a newer version, or is locked by another run."""
