"""The same definition for the API's description: JSON Schema without our display hints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.forms.model import Form

# Keys of these objects are field names, not keywords.
_NAMED = frozenset({"properties", "dependentRequired"})


def openapi_schema(form: Form) -> dict[str, Any]:
    """A schema for OpenAPI 3.1; titles and descriptions carry both languages."""
    stripped: dict[str, Any] = _strip(form.schema)
    stripped.pop("$schema", None)
    stripped.pop("$id", None)
    return stripped


def _strip(node: Any) -> Any:
    if isinstance(node, list):
        return [_strip(part) for part in node]
    if not isinstance(node, Mapping):
        return node
    kept: dict[str, Any] = {}
    for key, value in node.items():
        if key in _NAMED:
            kept[key] = {name: _strip(rule) for name, rule in value.items()}
        elif not key.startswith("x-"):
            kept[key] = _strip(value)
    if "x-title-en" in node:
        kept["title"] = f"{node['title']} · {node['x-title-en']}"
    if "x-help-en" in node and "description" in node:
        kept["description"] = f"{node['description']}\n\n{node['x-help-en']}"
    if "x-labels" in node:
        said = "; ".join(f"{k}: {v['zh']} / {v['en']}" for k, v in node["x-labels"].items())
        kept["description"] = "\n\n".join(filter(None, [kept.get("description"), said]))
    return kept
