"""Answers to a form, held against the version the person was shown, and what is kept apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Any

from service.domain.roles import Actor
from service.engine import Process
from service.forms import Document, Field, Form, FormContext, Words, check_submission, redacted
from service.office import Unit
from service.store import cases, documents, entities, people, services
from service.store.cases import Case

Answers = dict[str, Any]
AT_ONCE = 200  # documents read in one statement; nobody hands in more
_NUMBER = re.compile(r"[1-9][0-9]{0,17}")


def context_of(
    unit: Unit,
    form: Form,
    *,
    case_id: int | None = None,
    writers: Iterable[int | None] = (),
    answers: Any = None,
) -> FormContext:
    """What may be named in this form: only the lists it really asks for are read.

    Of documents, those of the case, and those that the `writers` of the answers uploaded and
    have handed in nowhere yet: whoever names another's file by its number names nothing.
    The documents that `answers` name are read together.
    """
    asked = {field.widget for field in _every(form.fields)}
    centers = _centers(unit) if "center" in asked else {}
    officers = _officers(unit) if "officer" in asked else {}
    kinds = _kinds(unit) if "service_kind" in asked else {}
    own = frozenset(writer for writer in writers if writer is not None)

    look = _papers(unit, _documents(form.fields, answers))

    def document(ref: str) -> Document | None:
        row = look(_number(ref))
        if row is None or not _in_reach(row, case_id, own):
            return None
        return Document(id=str(row["id"]), name=row["name"], size=row["size"], sha256=row["sha256"])

    return FormContext(
        today=unit.today,
        centers=centers,
        people=officers,
        kinds=kinds,
        entities=partial(_entity, unit),
        documents=document,
    )


def _entity(unit: Unit, code: str) -> Words | None:
    found = entities.entity_id_of(unit.connection, code)
    if found is None:
        return None
    name = entities.entity_row(unit.connection, found)["name"]
    return Words(zh=name, en=name)


def _papers(unit: Unit, refs: Iterator[str]) -> Callable[[int], Answers | None]:
    """Finds a document's row by its number; the first time all of `refs` are read with it."""
    named = {_number(ref) for ref in islice(refs, AT_ONCE)}
    found: dict[int, Answers | None] = {}

    def look(number: int) -> Answers | None:
        if number not in found:
            wanted = (named | {number}) - found.keys()
            found.update(dict.fromkeys(wanted))
            found.update(documents.documents_by_id(unit.connection, wanted))
        return found[number]

    return look


def _number(ref: str) -> int:
    return int(ref) if _NUMBER.fullmatch(ref) else 0


def _in_reach(row: Answers, case_id: int | None, own: frozenset[int]) -> bool:
    if row["case_id"] is None:
        return row["uploaded_by"] in own
    return bool(row["case_id"] == case_id)


def _every(fields: Iterable[Field]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from _every(field.fields)


def _centers(unit: Unit) -> dict[str, Words]:
    return {
        row["code"]: Words(zh=row["short_zh"], en=row["name_en"])
        for row in people.organisations(unit.connection, "center")
        if row["center_kind"] == "protection"
    }


def _officers(unit: Unit) -> dict[str, Words]:
    return {
        row["login"]: Words(zh=row["name"], en=row["name_en"] or row["name"])
        for row in people.people(unit.connection)
        if row["disabled_at"] is None
    }


def _kinds(unit: Unit) -> dict[str, Words]:
    """Kinds of service offered today."""
    offered = services.kinds(unit.connection, unit.today)
    return {key: Words(zh=kind.zh, en=kind.en) for key, kind in offered.items()}


def check_answers(
    unit: Unit, item: dict[str, Any], values: Answers, actor: Actor, case: Case | None = None
) -> Answers:
    """The answers as they are stored. Raises InvalidForm, TooLarge."""
    if item["form_id"] is None:
        return {}
    form = unit.form(item["form_id"])
    writers = (actor.person_id, item.get("draft_by"))
    case_id = case.id if case else None
    reach = context_of(unit, form, case_id=case_id, writers=writers, answers=values)
    return check_submission(form, values, reach)


def keep_protected(
    unit: Unit, case: Case, item: dict[str, Any], answers: Answers, actor: Actor
) -> Answers:
    """Put the protected answers (an informant's name) apart; the others, for the case.

    Documents named in the answers are attached to the case.
    """
    if item["form_id"] is None:
        return answers
    form = unit.form(item["form_id"])
    named = [int(ref) for ref in _documents(form.fields, answers)]
    if named:
        documents.attach_documents(unit.connection, named, case.id)
    shown = redacted(form, answers)
    hidden = {name: value for name, value in answers.items() if name not in shown}
    if hidden:
        cases.add_protected(
            unit.connection,
            {
                "case_id": case.id,
                "element": item["element"],
                "answers": hidden,
                "by_person": actor.person_id or None,
                "at": unit.now,
            },
        )
    return shown


def _documents(fields: Iterable[Field], answers: Any) -> Iterator[str]:
    """The documents named in answers; those may be anything, for they may not be checked yet."""
    for field in fields:
        value = answers.get(field.name) if isinstance(answers, dict) else None
        listed = value if isinstance(value, list) else []
        if field.widget == "files":
            yield from (str(ref) for ref in listed)
        for row in listed if field.widget == "rows" else [value]:
            yield from _documents(field.fields, row)


def labels_of(process: Process) -> dict[str, tuple[str, str]]:
    """What each element is called, in both languages."""
    return {
        element.id: (element.label, element.properties.get("name_en", element.label))
        for element in process.elements.values()
    }
