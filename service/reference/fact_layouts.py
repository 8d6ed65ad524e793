"""The layouts of the tables of facts, read from data/fact_layouts.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from service.domain.fact_rows import FactColumn, FactLayout

PLACE = files("service.reference") / "data" / "fact_layouts.yaml"
KINDS = {
    "invention": ("发明", "Invention", "发明专利"),
    "utility_model": ("实用新型", "Utility model", "实用新型专利"),
    "design": ("外观设计", "Design", "外观设计专利"),
}


@cache
def fact_layouts() -> Mapping[str, FactLayout]:
    """Every layout by its key, in the order they are best imported in."""
    said: dict[str, Any] = yaml.safe_load(PLACE.read_text(encoding="utf-8"))
    return {key: _layout(key, one) for key, one in said.items()}


def _layout(key: str, said: dict[str, Any]) -> FactLayout:
    return FactLayout(
        key=key,
        zh=said["zh"],
        en=said["en"],
        help_zh=said["help_zh"],
        help_en=said["help_en"],
        columns=tuple(_column(one) for one in said["columns"]),
        identity=tuple(said["identity"]),
        orders=tuple((smaller, larger) for smaller, larger in said.get("orders", ())),
    )


def _column(said: dict[str, Any]) -> FactColumn:
    options = KINDS if said.get("options") == "kinds" else said.get("options", {})
    return FactColumn(
        name=said["name"],
        kind=said["kind"],
        titles=tuple(said["titles"]),
        required=said.get("required", False),
        options={value: tuple(words) for value, words in options.items()},
        starts_as=said.get("starts_as"),
    )
