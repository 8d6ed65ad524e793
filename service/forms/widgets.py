"""The widgets a field may name, and what each asks of its schema."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Widget:
    """`type` is the JSON type stored; `needs` are keywords the field must state."""

    type: str
    needs: frozenset[str] = frozenset()
    format: str | None = None


def _widget(type_: str, *needs: str, form: str | None = None) -> Widget:
    return Widget(type=type_, needs=frozenset(needs), format=form)


WIDGETS = {
    "text": _widget("string", "maxLength"),
    "long_text": _widget("string", "maxLength"),
    "number": _widget("integer", "minimum", "maximum"),
    "money": _widget("string", form="decimal"),
    "date": _widget("string", form="date"),
    "date_time": _widget("string", form="date-time"),
    "yes_no": _widget("boolean"),
    "confirm": _widget("boolean", "const"),
    "choice": _widget("string", "enum", "x-labels"),
    "many_choices": _widget("array", "items", "maxItems", "uniqueItems"),
    "entity": _widget("string", form="credit_code"),
    "officer": _widget("string", "maxLength"),
    "center": _widget("string", "maxLength"),
    "service_kind": _widget("string", "maxLength"),
    "ipc": _widget("array", "items", "maxItems", "uniqueItems"),
    "rows": _widget("array", "items", "maxItems"),
    "group": _widget("object", "properties"),
    "files": _widget("array", "items", "maxItems", "uniqueItems"),
    "case_summary": _widget("object", "readOnly"),
    "commitment": _widget("object", "properties", "x-promises", "x-version"),
}
NESTING = frozenset({"rows", "group", "commitment"})
TEXTS = frozenset({"text", "long_text"})
WIDTHS = frozenset({"full", "medium", "short"})
# Widgets whose answers a person picks rather than writes: their messages say "choose".
LISTED = frozenset({"center", "officer", "service_kind"})  # chosen from lists that are data
PICKED = LISTED | frozenset({"choice", "many_choices", "yes_no", "files", "confirm"})
