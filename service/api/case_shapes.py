"""How a case is shown: as a line of a list, in full, its record, its diagram."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.api import seeing
from service.api.door import is_entity, person, reading
from service.api.fields import Day, Instant, Plain, named, page_of, words
from service.api.labels import element_words, org_said, process_words, role_words, said
from service.api.task_shapes import CaseBrief, brief
from service.domain.roles import Role, may_do
from service.store import definitions, documents, record, timers, work_items
from service.store.cases import Case

Row = dict[str, Any]


# Lines about a task that say nothing of its being done.
TASK_VERBS = frozenset(
    f"task.{what}" for what in ("claimed", "released", "reminded", "escalated", "cancelled")
) | {"deadline.moved"}


class WaitsAt(Schema):
    """An open work item of the case."""

    id = fields.Integer(required=True)
    label = words(required=True)
    role = named(required=True)
    org_code = fields.String(required=True)
    due_day = Day(required=True, allow_none=True)
    is_provisional = fields.Boolean(required=True)


class CaseLine(Schema):
    """A case in a list, with the work items it waits for."""

    number = fields.String(required=True)
    process = named(required=True)
    status = fields.String(required=True, metadata={"enum": ["open", "ended"]})
    outcome = named(required=True, allow_none=True)
    entity_code = fields.String(required=True, allow_none=True)
    entity_name = fields.String(required=True, allow_none=True)
    subject = fields.String(required=True)
    subject_en = fields.String(required=True)
    center = named(required=True, allow_none=True)
    opened_at = Instant(required=True)
    ended_at = Instant(required=True, allow_none=True)
    waits_at = fields.List(fields.Nested(WaitsAt), required=True)


CasePage = page_of(CaseLine, "CasePage")


class DocumentLine(Schema):
    id = fields.Integer(required=True)
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    uploaded_at = Instant(required=True)


class CaseShown(CaseBrief):
    """A case in full; an entity sees its own tasks and answers only."""

    revision = fields.Integer(required=True)
    outcome = named(required=True, allow_none=True)
    ended_at = Instant(required=True, allow_none=True)
    waits_at = fields.List(fields.Nested(WaitsAt), required=True)
    documents = fields.List(fields.Nested(DocumentLine), required=True)
    may_withdraw = fields.Boolean(required=True)


class RecordLine(Schema):
    """One line of the record; `hash` covers the line and the hash before it."""

    number = fields.Integer(required=True)
    at = Instant(required=True)
    actor = fields.String(required=True)
    verb = fields.String(required=True)
    element = named(required=True, allow_none=True)
    detail = Plain(required=True, metadata={"type": "object"})
    hash = fields.String(required=True)


class RecordShown(Schema):
    case_number = fields.String(required=True)
    is_intact = fields.Boolean(required=True)
    lines = fields.List(fields.Nested(RecordLine), required=True)


class DiagramShown(Schema):
    """The diagram the case runs on, and where it stands: ids of elements."""

    process = named(required=True)
    xml = fields.String(required=True)
    waits_at = fields.List(fields.String(), required=True)
    passed = fields.List(fields.String(), required=True)


def line_of(row: Row) -> Row:
    """A row of store.registers as a line."""
    center = row["center_code"]
    return row | {
        "process": process_words(reading(), row["process_key"]),
        "outcome": _outcome(row["version_id"], row["outcome"]),
        "center": org_said(center, row["center_zh"], row["center_en"]) if center else None,
        "waits_at": [_waits_at(item) for item in row["items"] if _own(item)],
    }


def _own(item: Row) -> bool:
    return not is_entity() or item["org_code"] in {post.org_code for post in person().posts}


def _waits_at(item: Row) -> Row:
    label = said(item["label"], item["label_en"])
    return item | {"label": label, "role": role_words(item["role"])}


def _outcome(version_id: int, outcome: str | None) -> Row | None:
    return element_words(reading().process(version_id), outcome) if outcome else None


def full(case: Case) -> Row:
    items = work_items.items_of_case(reading().connection, case.id)
    return brief(case, items) | {
        "revision": case.revision,
        "outcome": _outcome(case.version_id, case.outcome),
        "ended_at": case.ended_at,
        "waits_at": [_waits_at(i) for i in items if i["state"] == "open" and _own(i)],
        "documents": _documents(case),
        "may_withdraw": _may_withdraw(case),
    }


def _documents(case: Case) -> list[Row]:
    rows = documents.documents_of_case(reading().connection, case.id)
    return [row for row in rows if seeing.document_shown(case, row)]


def _may_withdraw(case: Case) -> bool:
    if case.process_key != "admission_review" or case.status != "open":
        return False
    own = may_do(person(), Role.ENTITY_CONTACT, str(case.entity_org))
    return own or may_do(person(), Role.INTAKE_OFFICER, str(case.center_code))


def record_of(case: Case) -> Row:
    """Every line of the case's record, and whether its chain of hashes holds."""
    connection, process = reading().connection, reading().process(case.version_id)
    _, breaks = record.verify(connection, case.chain)
    lines = [
        row | {"element": element_words(process, row["element"]) if row["element"] else None}
        for row in record.entries_of(connection, case.chain)
    ]
    return {"case_number": case.number, "is_intact": not breaks, "lines": lines}


def diagram_of(case: Case) -> Row:
    unit = reading()
    files = definitions.process_by_id(unit.connection, case.version_id).files
    items = work_items.items_of_case(unit.connection, case.id)
    lines = record.entries_of(unit.connection, case.chain)
    passed = {item["element"] for item in items if item["state"] == "done"}
    passed |= {line["element"] for line in lines if line["verb"] not in TASK_VERBS}
    passed |= {case.outcome or ""}
    return {
        "process": process_words(unit, case.process_key),
        "xml": files[f"{case.process_key}.bpmn"],
        "waits_at": sorted(_position(case, items)),
        "passed": sorted(passed - {""}),
    }


def _position(case: Case, items: list[Row]) -> set[str]:
    """Elements where somebody has something to do; where nobody has, the timers waited for."""
    waits = {item["element"] for item in items if item["state"] == "open"}
    if waits or case.status != "open":
        return waits
    armed = timers.timers_of_case(reading().connection, case.id)
    return {row["element"] for row in armed if row["kind"] == "engine"}
