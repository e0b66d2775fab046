"""Escaping: text from outside, made safe for the place where it is shown."""


def escape_markdown(text: str) -> str:
    """Return the text with the signs of Markdown escaped and line breaks as spaces."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else " " if char in "\r\n" else char for char in text)
