"""Small definitions, written out as a designer would."""

import json
from typing import Any

from service.domain.errors import BrokenForm
from service.forms import Form, load_form

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def field(widget: str, **more: Any) -> dict[str, Any]:
    """A field of the section "main" titled 名称; "_" in a keyword stands for "-" after "x"."""
    types = {
        "number": "integer", "yes_no": "boolean", "confirm": "boolean", "rows": "array",
        "many_choices": "array", "ipc": "array", "files": "array", "group": "object",
        "commitment": "object", "case_summary": "object",
    }  # fmt: skip
    usual: dict[str, dict[str, Any]] = {
        "text": {"maxLength": 40},
        "long_text": {"maxLength": 2000},
        "number": {"minimum": 0, "maximum": 100},
        "money": {"format": "decimal"},
        "date": {"format": "date"},
        "date_time": {"format": "date-time"},
        "confirm": {"const": True},
        "entity": {"format": "credit_code"},
        "center": {"maxLength": 40},
        "officer": {"maxLength": 40},
        "files": {"items": {"type": "string"}, "maxItems": 3, "uniqueItems": True},
        "case_summary": {"readOnly": True},
        "choice": {
            "enum": ["a", "b"],
            "x-labels": {"a": {"zh": "甲", "en": "A"}, "b": {"zh": "乙", "en": "B"}},
        },
        "many_choices": {
            "items": {"enum": ["a", "b"]}, "maxItems": 2, "uniqueItems": True,
            "x-labels": {"a": {"zh": "甲", "en": "A"}, "b": {"zh": "乙", "en": "B"}},
        },
    }  # fmt: skip
    hints = {k.replace("_", "-") if k.startswith("x_") else k: v for k, v in more.items()}
    return {
        "title": "名称", "x-title-en": "Name", "x-section": "main", "x-widget": widget,
        "type": types.get(widget, "string"), **usual.get(widget, {}), **hints,
    }  # fmt: skip


def rows(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    items = {"type": "object", "properties": properties, "additionalProperties": False}
    return field("rows", items=items, maxItems=5, **more)


def schema(properties: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "$schema": DIALECT, "title": "小表", "x-title-en": "Small form",
        "x-submit": {"zh": "提交", "en": "Submit"},
        "x-sections": [{"key": "main", "title": "内容", "x-title-en": "Content"}],
        "type": "object", "properties": properties, "additionalProperties": False, **more,
    }  # fmt: skip


def built(properties: dict[str, Any], **more: Any) -> Form:
    return load_form(json.dumps(schema(properties, **more)).encode(), "small/form")


def findings(document: dict[str, Any]) -> set[tuple[str, str | None]]:
    """(code, element) of everything wrong with a definition."""
    try:
        load_form(json.dumps(document).encode(), "small/form")
    except BrokenForm as broken:
        return {(finding.code, finding.element) for finding in broken.findings}
    return set()


def equals(name: str, value: Any) -> dict[str, Any]:
    return {"properties": {name: {"const": value}}, "required": [name]}
