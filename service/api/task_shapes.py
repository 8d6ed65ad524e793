"""How a work item is shown: as a line of a list, and in full with its form and draft."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.api import seeing
from service.api.door import person, reading
from service.api.errors import FieldErrorSchema
from service.api.fields import Day, Instant, Plain, WordsSchema, named, page_of, words
from service.api.labels import form_shown, org_said, org_words, process_words, role_words, said
from service.casework.access import check_may_do
from service.casework.answers import labels_of
from service.casework.refusals import changed_meanwhile
from service.domain.errors import Refusal
from service.store import work_items
from service.store.cases import Case

Row = dict[str, Any]


class TaskLine(Schema):
    """A work item in a list. `revision` goes back with claim, release, draft and complete."""

    id = fields.Integer(required=True)
    case_number = fields.String(required=True)
    process = named(required=True)
    entity_code = fields.String(required=True, allow_none=True)
    entity_name = fields.String(required=True, allow_none=True)
    subject = fields.String(required=True)
    subject_en = fields.String(required=True)
    entity_is_banned = fields.Boolean(required=True)
    element = fields.String(required=True)
    label = words(required=True)
    role = named(required=True)
    org = named(required=True)
    state = fields.String(required=True, metadata={"enum": ["open", "done", "cancelled"]})
    round = fields.Integer(required=True)
    revision = fields.Integer(required=True)
    opened_at = Instant(required=True)
    due_day = Day(required=True, allow_none=True)
    is_provisional = fields.Boolean(required=True)
    holder = fields.String(required=True, allow_none=True)


TaskPage = page_of(TaskLine, "TaskPage")


class DueShown(Schema):
    """The last day, when it ends, and how it was found (rule, article, first day)."""

    day = Day(required=True)
    at = Instant(required=True)
    is_provisional = fields.Boolean(required=True)
    basis = Plain(required=True, metadata={"type": "object"})
    reminded_at = Instant(required=True, allow_none=True)
    escalated_at = Instant(required=True, allow_none=True)
    escalates_to = named(required=True, allow_none=True)


class FormShown(Schema):
    """A form as published; both languages stand in the definition (see forms/README.md)."""

    key = fields.String(required=True)
    version_id = fields.Integer(required=True)
    title = words(required=True)
    submit = words(required=True)
    definition = Plain(required=True, metadata={"type": "object"})


class ProtectedShown(Schema):
    """Answers that only some posts may know, such as who informed."""

    element = fields.String(required=True)
    answers = Plain(required=True, metadata={"type": "object"})


class EarlierShown(Schema):
    """What was answered before in this case, round by round."""

    id = fields.Integer(required=True)
    element = fields.String(required=True)
    label = words(required=True)
    round = fields.Integer(required=True)
    state = fields.String(required=True)
    org_code = fields.String(required=True)
    ended_by = fields.String(required=True, allow_none=True)
    ended_at = Instant(required=True, allow_none=True)
    answers = Plain(required=True, allow_none=True, metadata={"type": ["object", "null"]})


class CaseBrief(Schema):
    """What the task's case is about."""

    number = fields.String(required=True)
    process = named(required=True)
    status = fields.String(required=True)
    entity_code = fields.String(required=True, allow_none=True)
    entity_name = fields.String(required=True, allow_none=True)
    subject = fields.String(required=True)
    subject_en = fields.String(required=True)
    center = named(required=True, allow_none=True)
    province = fields.String(required=True, allow_none=True)
    opened_at = Instant(required=True)
    due_at = Instant(required=True, allow_none=True)
    earlier = fields.List(fields.Nested(EarlierShown), required=True)
    protected = fields.List(fields.Nested(ProtectedShown), required=True)


class WhyNot(Schema):
    """Why the asking person can not do this task now."""

    code = fields.String(required=True)
    message = fields.Nested(WordsSchema, required=True)
    fields_ = fields.List(fields.Nested(FieldErrorSchema), data_key="fields")
    source = fields.String(allow_none=True)


class TaskShown(TaskLine):
    """A work item with everything needed to decide it."""

    claimed_at = Instant(required=True, allow_none=True)
    due = fields.Nested(DueShown, required=True, allow_none=True)
    form = fields.Nested(FormShown, required=True, allow_none=True)
    draft = Plain(required=True, allow_none=True, metadata={"type": ["object", "null"]})
    draft_at = Instant(required=True, allow_none=True)
    answers = Plain(required=True, allow_none=True, metadata={"type": ["object", "null"]})
    ended_at = Instant(required=True, allow_none=True)
    case = fields.Nested(CaseBrief, required=True)
    why_not = fields.Nested(WhyNot, required=True, allow_none=True)


def line_of(row: Row) -> Row:
    """A row of store.inbox as a line."""
    return row | {
        "case_number": row["number"],
        "process": process_words(reading(), row["process_key"]),
        "entity_is_banned": row["is_banned"],
        "label": said(row["label"], row["label_en"]),
        "role": role_words(row["role"]),
        "org": org_said(row["org_code"], row["org_zh"], row["org_en"]),
    }


def full(case: Case, line: Row) -> Row:
    """One task in full, from its case and its line in the inbox's shape."""
    items = work_items.items_of_case(reading().connection, case.id)
    return line_of(line) | {
        "due": due_of(line),
        "form": form_shown(line["form_id"]),
        "draft": seeing.draft_shown(line),
        "answers": seeing.answers_shown(line),
        "case": brief(case, items),
        "why_not": why_not(case, line),
    }


def due_of(item: Row) -> Row | None:
    if item["due_day"] is None:
        return None
    return {
        "day": item["due_day"],
        "at": item["due_at"],
        "is_provisional": item["is_provisional"],
        "basis": item["due_basis"],
        "reminded_at": item["reminded_at"],
        "escalated_at": item["escalated_at"],
        "escalates_to": role_words(item["escalate_to"]) if item["escalate_to"] else None,
    }


def brief(case: Case, items: list[Row]) -> Row:
    unit = reading()
    return {
        "number": case.number,
        "process": process_words(unit, case.process_key),
        "status": case.status,
        "entity_code": case.entity_code,
        "entity_name": case.entity_name,
        "subject": case.subject,
        "subject_en": case.subject_en,
        "center": org_words(unit, case.center_code),
        "province": case.province,
        "opened_at": case.opened_at,
        "due_at": case.due_at,
        "earlier": earlier(case, items),
        "protected": seeing.protected_shown(case),
    }


def earlier(case: Case, items: list[Row]) -> list[Row]:
    """Ended items of the case that the asking person may read, oldest first."""
    return [
        {
            "id": item["id"],
            "element": item["element"],
            "label": said(item["label"], item["label_en"]),
            "round": item["round"],
            "state": item["state"],
            "org_code": item["org_code"],
            "ended_by": item["ender"] or item["ended_as"],
            "ended_at": item["ended_at"],
            "answers": seeing.answers_shown(item),
        }
        for item in items
        if item["state"] != "open" and seeing.item_shown(case, item)
    ]


def why_not(case: Case, item: Row) -> Row | None:
    """The refusal the person would get, or None when they may complete the task."""
    try:
        process = reading().process(case.version_id)
        check_may_do(person(), case, item, labels_of(process))
        held_by_other = item["claimed_by"] not in (None, person().person_id)
        if item["state"] != "open" or held_by_other:
            raise changed_meanwhile(reading().connection, item)
    except Refusal as refusal:
        return {"code": refusal.code, "message": refusal.as_json()["message"]}
    return None
