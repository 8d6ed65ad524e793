"""Who may open which case, and about what: one opener a process, one file a subject.

The answers of the opening form decide; nothing is guessed from the person's screen.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from service.casework.openings.registry import (
    OPENERS,
    Answers,
    Opener,
    Opening,
    check_may_open,
    may_open,
    opener,
    opener_post,
    opening_of,
)

__all__ = [
    "OPENERS",
    "Answers",
    "Opener",
    "Opening",
    "check_may_open",
    "may_open",
    "opener",
    "opener_post",
    "opening_of",
]

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
