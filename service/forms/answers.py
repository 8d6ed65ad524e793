"""From an answer as it came (typed, posted, JSON, a story's YAML) to the answer as it is stored.

An answer that can not be read stays as it came: the check then names what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from service.domain.errors import BadCode
from service.domain.identity import normalise_code
from service.forms import reading
from service.forms.model import Field, Values


def clean_all(fields: tuple[Field, ...], given: Mapping[str, Any]) -> Values:
    """Stored answers to `fields`; what is empty or only for reading is left out."""
    answers = {
        field.name: clean(field, given[field.name])
        for field in fields
        if field.name in given and not field.read_only
    }
    return {name: value for name, value in answers.items() if value is not None}


def clean(field: Field, given: Any) -> Any:
    """The stored answer, None when there is none, `given` itself when it can not be read."""
    value = _plain(given)
    if value is None or value == "" or value == [] or value == {}:
        return None
    match field.widget:
        case "rows":
            return _rows(field, value)
        case "group" | "commitment":
            inner = clean_all(field.fields, value) if isinstance(value, Mapping) else value
            return inner or None
        case "ipc" | "many_choices" | "files":
            return _several(field, value)
        case _:
            return _single(field, value)


def _plain(given: Any) -> Any:
    """Python's own dates and decimals as the text a person would have typed."""
    if isinstance(given, datetime | date):
        return given.isoformat()
    if isinstance(given, Decimal):
        return format(given, "f")
    if isinstance(given, str):
        return reading.read_text(given)
    return list(given) if isinstance(given, tuple) else given


def _single(field: Field, value: Any) -> Any:
    if field.widget == "money" and isinstance(value, int | float) and value is not True:
        value = str(value)
    if not isinstance(value, str):
        whole = isinstance(value, float) and field.widget == "number" and value.is_integer()
        return int(value) if whole else value
    read = _read(field, value)
    return value if read is None else read


def _read(field: Field, text: str) -> Any:
    unit = field.unit.zh if field.unit else "元"
    match field.widget:
        case "number":
            return reading.read_integer(text, unit)
        case "money":
            return reading.read_decimal(text, unit)
        case "date":
            return reading.read_date(text)
        case "date_time":
            return reading.read_date_time(text)
        case "yes_no" | "confirm":
            return reading.read_yes_no(text)
        case "choice":
            return _chosen(field, text)
        case _:
            return _formatted(field, text)


def _formatted(field: Field, text: str) -> str:
    match field.schema.get("format"):
        case "credit_code":
            try:
                return normalise_code(text)
            except BadCode:
                return text
        case "phone" | "email":
            return reading.half_width(text)
        case _:
            return text


def _chosen(field: Field, text: str) -> str:
    """The stored value; the Chinese words of an answer stand for it (stories are written so)."""
    if field.option(text) is None:
        for option in field.options:
            if option.words.zh == text:
                return str(option.value)
    return text


def _several(field: Field, value: Any) -> Any:
    if isinstance(value, str):
        value = reading.read_codes(value) if field.widget == "ipc" else [value]
    if not isinstance(value, list):
        return value
    items = [item.strip() if isinstance(item, str) else item for item in value]
    if field.widget == "ipc":
        items = [code for item in items for code in _codes(item)]
    if field.widget == "many_choices":
        items = _in_order_of_asking(field, items)
    return [item for item in items if item not in ("", None)] or None


def _in_order_of_asking(field: Field, items: list[Any]) -> list[Any]:
    """However they were picked, choices are stored as they are listed; unknown ones last."""
    listed = [option.value for option in field.options]
    chosen = [_chosen(field, item) if isinstance(item, str) else item for item in items]
    return sorted(chosen, key=lambda v: listed.index(v) if v in listed else len(listed))


def _codes(item: Any) -> list[Any]:
    return list(reading.read_codes(item)) if isinstance(item, str) else [item]


def _rows(field: Field, value: Any) -> Any:
    if not isinstance(value, list):
        return value
    rows = [clean_all(field.fields, row) if isinstance(row, Mapping) else row for row in value]
    return [row for row in rows if row not in ({}, None)] or None
