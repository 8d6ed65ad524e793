"""The order in which fields are asked: section by section, then x-order, then as written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def in_order(schema: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Top-level properties in the order of asking."""
    sections = [section["key"] for section in schema["x-sections"]]
    properties: Mapping[str, Mapping[str, Any]] = schema["properties"]
    ranked = sorted(
        properties.items(),
        key=lambda item: (sections.index(item[1]["x-section"]), item[1].get("x-order", 0)),
    )
    return dict(ranked)
