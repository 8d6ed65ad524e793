"""How deep a value is nested, asked before anything walks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def deeper_than(value: object, most: int) -> bool:
    """Whether objects and lists stand more than `most` inside each other."""
    level: list[object] = [value]
    for _ in range(most + 1):
        level = [part for outer in level for part in _parts(outer)]
        if not level:
            return False
    return True


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, list | tuple) else ()
