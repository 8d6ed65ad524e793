"""A form laid out for a page: what each control shows, so that templates only print.

Dependent fields that follow the choice they depend on stand inside it (the reveal of the design).
Everything is on the page without scripts, each dependent field saying when it is to be filled in;
the small script hides what is not asked, from the same conditions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from service.domain.errors import FieldError
from service.forms.conditions import fields_asked_by
from service.forms.controls import Control, Maker, anchor
from service.forms.model import Field, Form, FormContext

HOLDS_REVEAL = frozenset({"choice", "yes_no", "many_choices"})


@dataclass(frozen=True, kw_only=True)
class SectionView:
    id: str
    number: int
    title: str
    controls: tuple[Control, ...]


@dataclass(frozen=True, kw_only=True)
class ErrorLine:
    """One line of the error summary; `anchor` is the id of the control to go to."""

    anchor: str
    text: str


@dataclass(frozen=True, kw_only=True)
class FormView:
    """Everything the form templates print. `conditions` is JSON for the script."""

    key: str
    lang: str
    title: str
    hint: str
    sections: tuple[SectionView, ...]
    errors: tuple[ErrorLine, ...]
    submit: str
    after: str
    conditions: str
    has_files: bool


def form_view(
    form: Form,
    values: Mapping[str, Any],
    lang: str,
    context: FormContext,
    *,
    errors: Iterable[FieldError] = (),
    more: str | None = None,
) -> FormView:
    """`form` filled with `values` (stored or as typed); `more` names the rows to lengthen."""
    faults = {error.field: (error.en if lang == "en" else error.zh) for error in errors}
    maker = Maker(form=form, lang=lang, context=context, errors=faults, more=more)
    sections = tuple(
        SectionView(
            id=f"section-{section.key}",
            number=number,
            title=section.title(lang),
            controls=_arranged(form, section.fields, values, maker),
        )
        for number, section in enumerate(form.sections, start=1)
    )
    return FormView(
        key=form.key,
        lang=lang,
        title=form.title(lang),
        hint=form.hint.say(lang) if form.hint else "",
        sections=sections,
        errors=_error_lines(form, faults, sections),
        submit=form.submit.say(lang),
        after=form.after.say(lang) if form.after else "",
        conditions=conditions_json(form),
        has_files=any(field.widget == "files" for field in form.fields),
    )


def conditions_json(form: Form) -> str:
    """[{"if", "otherwise", "show", "require"}, …] as the browser evaluates it."""
    return orjson.dumps(
        [
            {
                "if": branch.when,
                "otherwise": branch.otherwise,
                "show": sorted(branch.shows),
                "require": sorted(branch.requires),
            }
            for branch in form.branches
        ]
    ).decode()


def _arranged(
    form: Form, fields: Sequence[Field], values: Mapping[str, Any], maker: Maker
) -> tuple[Control, ...]:
    controls = []
    rest = list(fields)
    while rest:
        field = rest.pop(0)
        inside: list[Field] = []
        if field.widget in HOLDS_REVEAL:
            family = {field.name}
            while rest and (by := _controllers(form, rest[0])) and by <= family:
                family.add(rest[0].name)
                inside.append(rest.pop(0))
        revealed = _arranged(form, inside, values, maker)
        controls.append(maker.control(field, values.get(field.name), reveal=revealed))
    return tuple(controls)


def _controllers(form: Form, field: Field) -> set[str]:
    """The fields that decide whether `field` is asked."""
    found: set[str] = set()
    for branch in form.branches:
        if field.name in branch.shows:
            found |= fields_asked_by(branch.when)
    return found


def _error_lines(
    form: Form, faults: Mapping[str, str], sections: tuple[SectionView, ...]
) -> tuple[ErrorLine, ...]:
    targets = {
        control.path: control.target
        for section in sections
        for top in section.controls
        for control in top.all_controls()
    }
    return tuple(
        ErrorLine(anchor=targets.get(path, anchor(path)), text=text)
        for path, text in faults.items()
    )
