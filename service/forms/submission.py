"""Hold a submission against its form: what was answered is kept, or every fault is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from service.domain.errors import FieldError, InvalidForm, TooLarge
from service.forms.answers import clean_all
from service.forms.conditions import keep_visible
from service.forms.crosschecks import cross_check
from service.forms.labels import Place, place
from service.forms.messages import Wrong, explain, missing, not_asked
from service.forms.model import Field, Form, FormContext, Values
from service.forms.nesting import deeper_than

LARGEST_SUBMISSION = 200_000
DEEPEST = 5
MISSING = frozenset({"required", "dependentRequired"})


def check_submission(form: Form, values: Mapping[str, Any], context: FormContext) -> Values:
    """The answers as they are stored; raises InvalidForm (by field) or TooLarge.

    Answers to questions that are not asked are dropped, fields the form does not have are
    refused, fields that are only for reading are ignored. Checking twice changes nothing.
    """
    _check_size(values)
    errors = list(_undeclared(form.fields, values, ""))
    kept = keep_visible(form, clean_all(form.fields, values))
    errors += _schema_errors(form, kept)
    errors += cross_check(form.fields, kept, context)
    if errors:
        raise InvalidForm(fields=_first_of_each(form, errors))
    return _with_versions(form.fields, kept)


def _check_size(values: Mapping[str, Any]) -> None:
    if deeper_than(values, DEEPEST):
        raise TooLarge(limit=("五层内容", "five levels of content"))
    try:
        size = len(orjson.dumps(dict(values), default=str))
    except (TypeError, ValueError):  # a lone surrogate, a figure beyond 64 bits, a key not text
        size = len(repr(values))
    if size > LARGEST_SUBMISSION:
        limit = f"{LARGEST_SUBMISSION // 1000} kB"
        raise TooLarge(limit=limit)


def _undeclared(
    fields: tuple[Field, ...], values: Mapping[str, Any], prefix: str
) -> Iterator[FieldError]:
    known = {field.name: field for field in fields}
    for name, value in values.items():
        field = known.get(name)
        if field is None:
            words = not_asked(f"{prefix}{name}")
            yield FieldError(field=f"{prefix}{name}"[:200], zh=words.zh, en=words.en)
        elif field.fields:
            yield from _undeclared_inside(field, value, f"{prefix}{name}.")


def _undeclared_inside(field: Field, value: object, prefix: str) -> Iterator[FieldError]:
    if isinstance(value, Mapping):
        inner = {k: v for k, v in value.items() if k != "version" or field.widget != "commitment"}
        yield from _undeclared(field.fields, inner, prefix)
    elif isinstance(value, list):
        for number, row in enumerate(value):
            if isinstance(row, Mapping):
                yield from _undeclared(field.fields, row, f"{prefix}{number}.")


def _schema_errors(form: Form, kept: Values) -> Iterator[FieldError]:
    for error in form.validator.iter_errors(kept):
        path = list(error.absolute_path)
        keyword = str(error.validator)
        if keyword in MISSING:
            yield from _missing_errors(form, path, error)
        else:
            yield _one_error(place(form, path), keyword, error)


def _one_error(where: Place, keyword: str, error: Any) -> FieldError:
    wrong = Wrong(
        field=where.field, label=where.label, limit=error.validator_value, given=error.instance
    )
    words = explain(keyword, wrong)
    return FieldError(field=where.path, zh=words.zh, en=words.en)


def _missing_errors(form: Form, path: list[Any], error: Any) -> Iterator[FieldError]:
    asked = error.validator_value
    if isinstance(asked, Mapping):
        given = [names for other, names in asked.items() if other in error.instance]
        asked = [name for names in given for name in names]
    for name in asked:
        if name not in error.instance:
            where = place(form, [*path, name])
            words = missing(where.field, where.label)
            yield FieldError(field=where.path, zh=words.zh, en=words.en)


def _first_of_each(form: Form, errors: Iterable[FieldError]) -> tuple[FieldError, ...]:
    """One fault a field, in the order of asking; unknown fields stand last."""
    first: dict[str, FieldError] = {}
    for error in errors:
        first.setdefault(error.field, error)
    order = [field.name for field in form.fields]

    def rank(error: FieldError) -> tuple[int, int]:
        name, _, rest = error.field.partition(".")
        number = rest.partition(".")[0]
        return (
            order.index(name) if name in order else len(order),
            int(number) if number.isdigit() else 0,
        )

    return tuple(sorted(first.values(), key=rank))


def _with_versions(fields: tuple[Field, ...], kept: Values) -> Values:
    """A commitment keeps which text was agreed to. Source: M17"""
    for field in fields:
        if field.widget == "commitment" and field.name in kept:
            kept[field.name] = {**kept[field.name], "version": field.schema["x-version"]}
    return kept
