"""Text that a spreadsheet would run, marked with an apostrophe so that it stays text (E7 87)."""

from __future__ import annotations

import re

MARK = "'"
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # at the head of a text
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def needs_mark(text: str) -> bool:
    """Whether a spreadsheet might run the text, or take what it begins with for a mark.

    Wide signs count, and blanks before them do not.
    """
    bare = text.lstrip(MARK)
    return bare.startswith(RUNS) or bare.lstrip().startswith(RUNS)


def marked(text: str) -> str:
    return f"{MARK}{text}" if needs_mark(text) else text


def unmarked(text: str) -> str:
    """The text that `marked` was given."""
    return text[1:] if text[:1] == MARK and needs_mark(text[1:]) else text


def writable(text: str) -> str:
    """The text without the signs that no file can hold: one of them would spoil all of it."""
    return _NO_XML.sub("", text)
