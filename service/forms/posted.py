"""HTML form data to answers and back. Names are dotted paths: "staff.0.name", "expected.design"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from service.forms.answers import clean_all
from service.forms.model import Field, Form, Values

SEVERAL = frozenset({"many_choices", "files"})
_ROW = re.compile(r"[0-9]{1,4}")


class Posted(Protocol):
    """What werkzeug's MultiDict gives."""

    def getlist(self, key: str, /) -> list[Any]: ...

    def keys(self) -> Iterable[str]: ...


def values_from_posted(
    form: Form, posted: Posted, uploaded: Mapping[str, list[str]] | None = None
) -> Values:
    """The answers in posted form data; `uploaded` adds the ids of files stored just now.

    Reads only what the form declares. What can not be read stays as typed, for the check to
    explain and the page to show again. Rows left blank are dropped, the others move up. A file
    ticked for removal ("licence_files.remove") is left out.
    """
    names = set(posted.keys())
    raw = dict(_level(form.fields, posted, names, ""))
    for name in file_fields(form):
        gone = posted.getlist(f"{name}.remove")
        raw[name] = [key for key in raw.get(name, []) if key not in gone]
    for name, ids in (uploaded or {}).items():
        if ids:
            raw[name] = [*raw.get(name, []), *ids]
    return clean_all(form.fields, raw)


def file_fields(form: Form) -> tuple[str, ...]:
    """Fields that hold files; new ones are posted under "<name>.upload"."""
    return tuple(field.name for field in form.fields if field.widget == "files")


def _level(
    fields: tuple[Field, ...], posted: Posted, names: set[str], prefix: str
) -> Iterator[tuple[str, Any]]:
    for field in fields:
        path = f"{prefix}{field.name}"
        if field.widget == "rows":
            yield field.name, _rows(field, posted, names, path)
        elif field.fields:
            yield field.name, dict(_level(field.fields, posted, names, f"{path}."))
        elif path in names:
            sent = [text for text in posted.getlist(path) if isinstance(text, str)]
            yield field.name, sent if field.widget in SEVERAL else _last(sent)


def _last(sent: list[str]) -> str | None:
    return sent[-1] if sent else None


def _rows(field: Field, posted: Posted, names: set[str], path: str) -> list[Values]:
    start = f"{path}."
    inside = (name.removeprefix(start) for name in names if name.startswith(start))
    numbers = {name.partition(".")[0] for name in inside}
    return [
        dict(_level(field.fields, posted, names, f"{start}{number}."))
        for number in sorted((n for n in numbers if _ROW.fullmatch(n)), key=int)
    ]


def to_posted(form: Form, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a browser would send for these answers; values_from_posted gives them back."""
    return list(_sent(form.fields, values, ""))


def _sent(
    fields: tuple[Field, ...], values: Mapping[str, Any], prefix: str
) -> Iterator[tuple[str, str]]:
    for field in fields:
        value = values.get(field.name)
        path = f"{prefix}{field.name}"
        if value is None or field.read_only:
            continue
        if field.widget == "rows":
            for number, row in enumerate(value):
                yield from _sent(field.fields, row, f"{path}.{number}.")
        elif field.fields:
            yield from _sent(field.fields, value, f"{path}.")
        elif field.widget in SEVERAL:
            yield from ((path, item) for item in value)
        else:
            yield path, as_typed(value)


def as_typed(value: object) -> str:
    """The text of an input that holds `value`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(str(item) for item in value)
    return "" if value is None else str(value)
