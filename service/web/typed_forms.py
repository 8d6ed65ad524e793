"""Forms of the pages of changes and successions: what was typed, what a refusal says of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO, cast

from flask import g, request

from service.actions.keep_document import keep_document
from service.domain.errors import FieldError, InvalidForm, Refusal
from service.store import documents
from service.web.desk import close_reading, office, person, reading
from service.web.page import page
from service.web.tongue import lang, pick
from service.web.views import Link
from service.web.views_identity import Asked, Choice, DecidePage, FormPage, TypedPage

KEPT, MOST_PAPERS = "evidence_kept", 20


def with_typed(fields: Iterable[Asked]) -> tuple[Asked, ...]:
    """The fields with what was sent, when something was."""
    if request.method != "POST":
        return tuple(fields)
    made = []
    for one in fields:
        if one.kind in ("hidden", "file"):
            made.append(one)
            continue
        said = request.form.get(one.name, "")
        choices = tuple(replace(o, chosen=o.value == said) for o in one.choices)
        made.append(replace(one, value=said, choices=choices))
    return tuple(made)


def show_form(view: FormPage, refusal: Refusal | None) -> Any:
    """The page of a form, with what a refusal says of it."""
    if refusal is not None and view.form is not None:
        view = replace(view, form=_with_refusal(view.form, refusal))
    return _page("identity_form.html", view, refusal)


def show_decision(view: DecidePage, refusal: Refusal | None) -> Any:
    """The page of what is to be decided; what a refusal says stands in its first form."""
    if refusal is not None:
        view = replace(view, forms=(_with_refusal(view.forms[0], refusal), *view.forms[1:]))
    return _page("identity_decide.html", view, refusal)


def _page(template: str, view: FormPage | DecidePage, refusal: Refusal | None) -> Any:
    return page(template, view, at="entities", status=refusal.status if refusal else 200)


def _with_refusal(form: TypedPage, refusal: Refusal) -> TypedPage:
    """The form with what is wrong, by field and in its summary."""
    errors = {f.field: pick(f.zh, f.en) for f in refusal.fields}
    names = {one.name: one.words for one in form.fields}
    first = form.fields[0].name if form.fields else ""
    colon = pick("：", ": ")
    summary = tuple(
        (
            name if name in names else first,
            f"{names[name]}{colon}{words}" if name in names else words,
        )
        for name, words in errors.items()
    ) or ((first, refusal.message(lang())),)
    return replace(form, errors=errors, summary=summary)


def day_typed(name: str) -> date | None:
    """The day typed. Raises InvalidForm for one that is none."""
    text = request.form.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as wrong:
        said = FieldError(field=name, zh="没有这一天。", en="There is no such day.")
        raise InvalidForm(fields=(said,)) from wrong


def papers_sent(name: str = "evidence") -> tuple[int, ...]:
    """Files sent with the form, kept, and those kept before; their ids. Raises InvalidForm."""
    kept = [int(n) for n in request.form.get(KEPT, "").split() if n.isdigit()][:MOST_PAPERS]
    actor = person()
    close_reading()
    for file in request.files.getlist(name):
        if file and file.filename:
            # Not under the form's key: the key belongs to what the form asks for.
            stream = cast(BinaryIO, file.stream)
            try:
                done = keep_document(office(), actor=actor, name=file.filename, stream=stream)
            except InvalidForm as refusal:
                wrong = tuple(replace(f, field=name) for f in refusal.fields)
                raise InvalidForm(fields=wrong) from refusal
            kept.append(done.document_id)
    g.papers_kept = kept
    return tuple(kept)


def kept_field() -> Asked:
    """Which papers came with the form before it was refused: they need not be sent again."""
    return Asked(KEPT, "", "hidden", value=" ".join(map(str, g.get("papers_kept", ()))))


def paper_links(ids: list[int], href: Any) -> tuple[Link, ...]:
    """The documents of these ids; `href` gives the address of one."""
    rows = documents.documents_by_id(reading().connection, ids)
    return tuple(Link(rows[n]["name"], href(n)) for n in ids if n in rows)


def choices(pairs: Iterable[tuple[str, str]], chosen: str = "") -> tuple[Choice, ...]:
    return tuple(Choice(value, words, value == chosen) for value, words in pairs)
