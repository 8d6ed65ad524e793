"""Small forms beside facts: what was typed comes back with what is wrong about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from flask import flash, redirect, request

from service.domain.errors import FieldError, InvalidForm
from service.web.tongue import gettext, pick
from service.web.views_sheet import Input, SmallForm

Errors = tuple[FieldError, ...]


def typed(name: str, most: int = 4000) -> str:
    return request.form.get(name, "").strip()[:most]


def typed_day(name: str) -> date | None:
    """The day typed; raises InvalidForm for what is no day."""
    text = typed(name, 20)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        wrong = FieldError(field=name, zh="不是日期，例如 2026-05-20。", en="Not a day.")
        raise InvalidForm(fields=(wrong,)) from None


def typed_number(name: str) -> int | None:
    text = typed(name, 10)
    return int(text) if text.isascii() and text.isdigit() else None


def with_typed(form: SmallForm, errors: Errors) -> SmallForm:
    """The form as it was sent, each fault beside its control."""
    said = {error.field: pick(error.zh, error.en) for error in errors}
    return replace(form, inputs=tuple(_again(i, said) for i in form.inputs))


def _again(control: Input, said: dict[str, str]) -> Input:
    value = request.form.get(control.name, control.value)
    return replace(control, value=value, error=said.get(control.name, ""))


def sent(do: Callable[[], Any], show: Callable[[Errors], Any], words: str, to: str) -> Any:
    """Do it and go on to `to`, or show the page again with what is wrong."""
    try:
        do()
    except InvalidForm as refusal:
        return show(refusal.fields)
    flash(words, "ok")
    return redirect(to, code=303)


def choose(*options: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The options of a filter, with everything on top."""
    return (("", gettext("全部")), *options)


def renamed(name: str, refusal: InvalidForm) -> Errors:
    """The faults of something kept for a control, beside that control."""
    return tuple(FieldError(field=name, zh=f.zh, en=f.en) for f in refusal.fields)
