"""Cases: load for work, insert, save under the revision guard.

To hold a case is to keep others from writing it until the transaction ends. It is held before
anything about it is written: on PostgreSQL two transactions that began with the same revision
would otherwise write the same line of its record. On SQLite a writing transaction is alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from service.store.tables.cases import case, case_counter, protected_answer, work_item
from service.store.tables.entities import entity


@dataclass(kw_only=True)
class Case:
    """One case as loaded for work; changed in memory, saved once by `save_cases`."""

    id: int
    number: str
    process_key: str
    version_id: int
    entity_id: int | None
    entity_code: str | None
    entity_name: str | None
    subject: str
    subject_en: str
    center_code: str | None
    province: str | None
    parent_id: int | None
    status: str
    outcome: str | None
    state: bytes
    revision: int
    participants: dict[str, list[int]] = field(default_factory=dict)
    rules_version: int
    priority: int
    due_at: datetime | None
    opened_by: int | None
    opened_at: datetime
    ended_at: datetime | None
    record_count: int
    record_hash: str

    @property
    def entity_org(self) -> str | None:
        """The organisation code under which the case's entity gets its own tasks and notices."""
        return f"E{self.entity_id}" if self.entity_id else None

    @property
    def chain(self) -> str:
        return f"case:{self.id}"


_COLUMNS = [c for c in case.c if c.name != "changed_at"]
_CASE = (
    sa.select(*_COLUMNS, entity.c.code.label("entity_code"), entity.c.name.label("entity_name"))
    .select_from(case)
    .outerjoin(entity, entity.c.id == case.c.entity_id)
)
_BY_ID = _CASE.where(case.c.id == sa.bindparam("id"))
_BY_NUMBER = _CASE.where(case.c.number == sa.bindparam("number"))
_ITEM_COLUMNS = [c.label(f"item_{c.name}") for c in work_item.c]
_WITH_ITEM = (
    _CASE.add_columns(*_ITEM_COLUMNS)
    .join(work_item, work_item.c.case_id == case.c.id)
    .where(work_item.c.id == sa.bindparam("item_id"))
)
_HOLD = (
    sa.select(case.c.id)
    .where(case.c.id == sa.bindparam("b_id"), case.c.revision == sa.bindparam("b_revision"))
    .with_for_update()
)
# Whoever has to wait gets case and item as they are then: both rows are locked, so both are read
# again. What the statement reads beside them is as old as its beginning.
_HOLD_WITH_ITEM = _WITH_ITEM.with_for_update(of=[case, work_item])
_HOLD_ALL = (
    _CASE.where(case.c.id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(case.c.id)
    .with_for_update(of=case)
)
_INSERT = case.insert().returning(
    *_COLUMNS,
    *(
        sa.select(said).where(entity.c.id == sa.bindparam("about")).scalar_subquery().label(name)
        for name, said in (("entity_code", entity.c.code), ("entity_name", entity.c.name))
    ),
)
_NEXT = {
    kind: insert(case_counter)
    .values(series=sa.bindparam("series"), last=1)
    .on_conflict_do_update(
        index_elements=[case_counter.c.series], set_={"last": case_counter.c.last + 1}
    )
    .returning(case_counter.c.last)
    for kind, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}
_SAVE = (
    case.update()
    .where(case.c.id == sa.bindparam("b_id"), case.c.revision == sa.bindparam("b_revision"))
    .values(
        {
            name: sa.bindparam(f"b_{name}_new")
            for name in (
                "center_code",
                "province",
                "status",
                "outcome",
                "state",
                "revision",
                "participants",
                "priority",
                "due_at",
                "changed_at",
                "ended_at",
                "record_count",
                "record_hash",
            )
        }
    )
)


def case_by_id(connection: Connection, case_id: int) -> Case | None:
    row = connection.execute(_BY_ID, {"id": case_id}).mappings().first()
    return Case(**row) if row else None


def case_by_number(connection: Connection, number: str) -> Case | None:
    row = connection.execute(_BY_NUMBER, {"number": number}).mappings().first()
    return Case(**row) if row else None


def case_with_item(connection: Connection, item_id: int) -> tuple[Case, dict[str, Any]] | None:
    """The case of a work item and the item itself as a dict of its columns; one statement."""
    return _both(connection, _WITH_ITEM, item_id)


def hold_case_with_item(connection: Connection, item_id: int) -> tuple[Case, dict[str, Any]] | None:
    """The same, held."""
    return _both(connection, _HOLD_WITH_ITEM, item_id)


def _both(
    connection: Connection, wanted: sa.Select[Any], item_id: int
) -> tuple[Case, dict[str, Any]] | None:
    row = connection.execute(wanted, {"item_id": item_id}).mappings().first()
    if row is None:
        return None
    item = {k.removeprefix("item_"): v for k, v in row.items() if k.startswith("item_")}
    return Case(**{k: v for k, v in row.items() if not k.startswith("item_")}), item


def next_number(connection: Connection, series: str) -> str:
    """The next case number of a series: "A33-2026" gives "A33-2026-00001"."""
    counted = connection.execute(_NEXT[connection.dialect.name], {"series": series})
    return f"{series}-{counted.scalar_one():05d}"


def insert_case(connection: Connection, values: dict[str, Any]) -> Case:
    """A new case, as loaded for work; nobody else can have it yet."""
    said = values | {"about": values["entity_id"]}
    return Case(**connection.execute(_INSERT, said).mappings().one())


def hold_case(connection: Connection, loaded: Case) -> bool:
    """Hold a case that was loaded without; False if somebody wrote it since."""
    held = connection.execute(_HOLD, {"b_id": loaded.id, "b_revision": loaded.revision})
    return held.first() is not None


def hold_cases(connection: Connection, ids: Iterable[int]) -> list[Case]:
    """These cases, held; in order, so that they lock in order."""
    return [Case(**row) for row in connection.execute(_HOLD_ALL, {"ids": list(ids)}).mappings()]


def save_cases(connection: Connection, loaded: list[Case], *, now: datetime) -> bool:
    """Write the cases if nobody wrote one since it was loaded; False if somebody did."""
    saved = connection.execute(_SAVE, [_as_saved(one, now) for one in loaded])
    if saved.rowcount != len(loaded):
        return False
    for one in loaded:
        one.revision += 1
    return True


def _as_saved(loaded: Case, now: datetime) -> dict[str, Any]:
    return {
        "b_id": loaded.id,
        "b_revision": loaded.revision,
        "b_center_code_new": loaded.center_code,
        "b_province_new": loaded.province,
        "b_status_new": loaded.status,
        "b_outcome_new": loaded.outcome,
        "b_state_new": loaded.state,
        "b_revision_new": loaded.revision + 1,
        "b_participants_new": loaded.participants,
        "b_priority_new": loaded.priority,
        "b_due_at_new": loaded.due_at,
        "b_changed_at_new": now,
        "b_ended_at_new": loaded.ended_at,
        "b_record_count_new": loaded.record_count,
        "b_record_hash_new": loaded.record_hash,
    }


def live_cases(connection: Connection, entity_id: int, process_key: str) -> list[int]:
    """Ids of the entity's open cases of one process, in order, so that they lock in order."""
    found = connection.execute(
        sa.select(case.c.id)
        .where(
            case.c.entity_id == entity_id,
            case.c.process_key == process_key,
            case.c.status == "open",
        )
        .order_by(case.c.id)
    )
    return [row.id for row in found]


def opened_after(connection: Connection, case_id: int) -> list[tuple[int, str]]:
    """(id, process key) of the cases that came after this one, in order."""
    found = connection.execute(
        sa.select(case.c.id, case.c.process_key).where(case.c.id > case_id).order_by(case.c.id)
    )
    return [(row.id, row.process_key) for row in found]


def add_protected(connection: Connection, values: dict[str, Any]) -> None:
    """Keep answers that only some roles may see apart from the case's data."""
    connection.execute(protected_answer.insert().values(values))


def protected_of(connection: Connection, case_id: int) -> list[dict[str, Any]]:
    rows = connection.execute(
        sa.select(protected_answer).where(protected_answer.c.case_id == case_id)
    )
    return [dict(row) for row in rows.mappings()]


def cases_with_total(connection: Connection) -> list[dict[str, Any]]:
    """Open cases that carry the total limit of their procedure, and what it stands on."""
    rows = connection.execute(
        sa.select(
            case.c.number, case.c.version_id, case.c.rules_version, case.c.province,
            case.c.center_code, case.c.opened_at, case.c.due_at,
        )
        .where(case.c.status == "open", case.c.due_at.is_not(None))
        .order_by(case.c.id)
    )  # fmt: skip
    return [dict(row) for row in rows.mappings()]
