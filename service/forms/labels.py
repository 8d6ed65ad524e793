"""What a place in a submission is called: “研发人员”第 2 行的姓名."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.forms.model import Field, Form, Words


@dataclass(frozen=True, kw_only=True)
class Place:
    """A field in a submission: its dotted path and what a person calls it."""

    field: Field
    path: str
    label: Words


def place(form: Form, parts: Sequence[str | int]) -> Place:
    """The field nearest to `parts`; an item of a plain list is spoken of as its list."""
    found = _named(form.fields, str(parts[0]) if parts else "") or form.fields[0]
    path, label = found.name, found.words
    row: int | None = None
    for part in parts[1:]:
        step = _named(found.fields, str(part))
        if isinstance(part, int) and found.fields:
            row, path = part, f"{path}.{part}"
        elif step is None:
            break
        else:
            label = step.words if row is None else row_label(found.words, row, step.words)
            found, path = step, f"{path}.{part}"
    return Place(field=found, path=path, label=label)


def row_label(rows: Words, number: int, inner: Words) -> Words:
    return Words(
        zh=f"{rows.zh}第 {number + 1} 行的{inner.zh}",
        en=f"{rows.en}, row {number + 1}: {inner.en}",
    )


def _named(fields: Sequence[Field], name: str) -> Field | None:
    return next((field for field in fields if field.name == name), None)
