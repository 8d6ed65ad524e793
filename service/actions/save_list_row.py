"""A provincial officer adds a row to the draft, or changes one (M02-M05)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.casework.list_checking import context_for
from service.casework.list_desk import COMPILING, ListDesk, desk_of
from service.casework.refusals import row_changed
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotFound, WrongState
from service.domain.list_checks import check_row, check_twice, errors_of
from service.domain.list_rows import RowFault, Values, member_key, read_row
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import lists


@dataclass(frozen=True, kw_only=True)
class ListRowSaved:
    """`warnings`: what is worth a look, as (zh, en)."""

    row_id: int
    number: int
    warnings: tuple[tuple[str, str], ...]


def save_list_row(
    office: Office,
    *,
    actor: Actor,
    case_number: str,
    cells: Mapping[str, str],
    row_id: int | None = None,
    revision: int = 0,
) -> ListRowSaved:
    """Read and check the cells by the names of domain.list_layout.FIELDS, and keep the row.

    row_id    the row to change; a new one for None
    revision  of the row as the person saw it
    Raises NotFound, NotAllowed, WrongState, ChangedMeanwhile, InvalidForm naming each cell.
    """
    return repeated(office, lambda unit: _save(unit, actor, case_number, cells, row_id, revision))


def _save(
    unit: Unit, actor: Actor, number: str, cells: Mapping[str, str], row_id: int | None,
    revision: int,
) -> ListRowSaved:  # fmt: skip
    desk = desk_of(unit, actor, number, COMPILING)
    rows = lists.rows_of(unit.connection, desk.submission["id"])
    held = next((row for row in rows if row["id"] == row_id), None)
    _check_open(desk, held, row_id, revision)
    place = held["number"] if held else lists.next_row_number(unit.connection, _rows_id(desk))
    values, faults = read_row(place, cells)
    faults += _checked(unit, desk, place, values, [row for row in rows if row is not held])
    _refuse(faults)
    kept = _kept(unit, desk, place, values)
    if held is None:
        lists.add_rows(unit.connection, [kept])
        found = lists.rows_of(unit.connection, desk.submission["id"])
        saved = next(row["id"] for row in found if row["number"] == place)
    else:
        saved = held["id"]
        lists.change_row(unit.connection, saved, **kept, verdict=None)
    zh, en = f"第 {place} 行：{values['unit_name']}", f"Row {place}: {values['unit_name']}"
    desk.close("list.row_saved", zh, en, row=place)
    warnings = tuple((found.zh, found.en) for found in faults if found.is_warning)
    return unit.done(ListRowSaved(row_id=saved, number=place, warnings=warnings))


def _rows_id(desk: ListDesk) -> int:
    return int(desk.submission["id"])


def _check_open(
    desk: ListDesk, held: dict[str, Any] | None, row_id: int | None, revision: int
) -> None:
    """Whether this row may be changed now; while correcting, only what was returned."""
    if row_id is None:
        return
    if held is None or held["operation"] != "put":  # a proposed removal is dropped, never rewritten
        raise NotFound(what_zh="这一行", what_en="such row")
    if held["revision"] != revision:
        raise row_changed()
    if desk.is_correcting and held["verdict"] not in ("returned", None):
        raise WrongState(
            reason_zh="这一行已经核对，只能改退回的行。",
            reason_en="this row was decided; only returned rows may be changed.",
        )


def _checked(
    unit: Unit, desk: ListDesk, place: int, values: Values, others: list[dict[str, Any]]
) -> list[RowFault]:
    context = context_for(unit, desk.submission["province"], [values["code"]])
    found = check_row(place, values, context)
    before = [(row["number"], row) for row in others if row["operation"] == "put"]
    return found + list(check_twice([(place, values)], before))


def _refuse(faults: list[RowFault]) -> None:
    wrong = errors_of(faults)
    if wrong:
        raise InvalidForm(
            fields=tuple(FieldError(field=f.field, zh=f.zh, en=f.en) for f in wrong),
            source="M02-M05",
        )


def _kept(unit: Unit, desk: ListDesk, place: int, values: Values) -> dict[str, Any]:
    key = member_key(values["code"], values["unit_name"], values["host_name"])
    return values | {
        "submission_id": desk.submission["id"],
        "number": place,
        "operation": "put",
        "member_unit": key[1],
        "listing_id": None,
        "verdict_reason": "",
        "changed_at": unit.now,
    }
