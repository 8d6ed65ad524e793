"""A form on a page: what was typed, the files that came with it, the form laid out again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO, cast

from flask import request

from service.actions.keep_document import keep_document
from service.casework.answers import context_of
from service.domain.errors import FieldError, InvalidForm
from service.forms import Form, FormContext, FormView, file_fields, form_view, values_from_posted
from service.office import Unit
from service.web.desk import close_reading, office, person
from service.web.tongue import lang


def typed(form: Form) -> dict[str, Any]:
    """The answers of the posted form; files sent with it are kept first."""
    return values_from_posted(form, request.form, _uploads(form))


def _uploads(form: Form) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    actor = person()
    for name in file_fields(form):
        for file in request.files.getlist(f"{name}.upload"):
            if not file.filename:
                continue
            close_reading()
            # Not under the form's key: the key belongs to what the form asks for.
            try:
                done = keep_document(
                    office(), actor=actor, name=file.filename, stream=cast(BinaryIO, file.stream)
                )
            except InvalidForm as refusal:
                raise InvalidForm(fields=_named(name, refusal.fields)) from refusal
            kept.setdefault(name, []).append(str(done.document_id))
    return kept


def _named(name: str, fields: Iterable[FieldError]) -> tuple[FieldError, ...]:
    return tuple(FieldError(field=name, zh=f.zh, en=f.en) for f in fields)


def laid_out(
    unit: Unit,
    form: Form,
    values: dict[str, Any],
    errors: Iterable[FieldError] = (),
    item: dict[str, Any] | None = None,
) -> FormView:
    """The form with these answers; `item` is the task it belongs to, where there is one."""
    context = reach(unit, form, item)
    more = request.form.get("more")
    return form_view(form, values, lang(), context, errors=errors, more=more)


def reach(unit: Unit, form: Form, item: dict[str, Any] | None) -> FormContext:
    """What the reader, and whoever left a draft of this task, may name."""
    if item is None:
        return context_of(unit, form, writers=(person().person_id,))
    writers = (person().person_id, item["draft_by"])
    return context_of(unit, form, case_id=item["case_id"], writers=writers)


def wants_more() -> bool:
    """A row was asked for, without a script: nothing is sent, the form comes back longer."""
    return bool(request.form.get("more"))
