"""What is known of a value before any case runs: its fields, and the answers it may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any


@dataclass(frozen=True)
class Shape:
    """Nothing is known: any field, any value."""


@dataclass(frozen=True)
class Values(Shape):
    """One of these, or null."""

    values: frozenset[Any]


@dataclass(frozen=True)
class Record(Shape):
    """Exactly these fields; any of them may be left out."""

    fields: Mapping[str, Shape] = field(default_factory=dict)


@dataclass(frozen=True)
class Rows(Shape):
    """A list of things of one shape."""

    item: Shape


ANYTHING = Shape()
TRUTH = Values(frozenset({True, False}))


def join(one: Shape, other: Shape) -> Shape:
    """What holds of a value that has either shape."""
    if isinstance(one, Values) and isinstance(other, Values):
        return Values(one.values | other.values)
    if isinstance(one, Record) and isinstance(other, Record):
        names = [*one.fields, *(n for n in other.fields if n not in one.fields)]
        return Record({n: _either(one.fields.get(n), other.fields.get(n)) for n in names})
    if isinstance(one, Rows) and isinstance(other, Rows):
        return Rows(join(one.item, other.item))
    return ANYTHING


def _either(one: Shape | None, other: Shape | None) -> Shape:
    if one is None or other is None:
        return one or other or ANYTHING
    return join(one, other)


def joined(shapes: Iterable[Shape]) -> Shape:
    found = list(shapes)
    return reduce(join, found) if found else ANYTHING


def shape_of_schema(schema: Mapping[str, Any]) -> Shape:
    """What a JSON Schema promises of the values that pass it."""
    if "enum" in schema:
        return Values(frozenset(v for v in schema["enum"] if isinstance(v, str | bool | int)))
    kind = schema.get("type")
    if kind == "boolean":
        return TRUTH
    if kind == "array":
        return Rows(shape_of_schema(schema.get("items", {})))
    properties = schema.get("properties")
    if properties and schema.get("additionalProperties") is False:
        return Record({name: shape_of_schema(rule) for name, rule in properties.items()})
    return ANYTHING
