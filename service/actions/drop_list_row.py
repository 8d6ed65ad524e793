"""A provincial officer takes rows out of the draft, or proposes to take a member off the list."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework.list_desk import COMPILING, ListDesk, desk_of
from service.casework.list_removals import removal_row
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotFound, WrongState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import list_versions, lists


@dataclass(frozen=True, kw_only=True)
class ListRowDropped:
    """`number` of the row that went, or of the row that proposes a removal."""

    case_number: str
    number: int


def drop_list_row(
    office: Office,
    *,
    actor: Actor,
    case_number: str,
    row_id: int | None = None,
    listing_id: int | None = None,
    reason: str = "",
) -> ListRowDropped:
    """Take a row out (row_id), or propose that a member leaves the list (listing_id, reason).

    Raises NotFound, NotAllowed, WrongState, ChangedMeanwhile, InvalidForm (no reason).
    """

    def once(unit: Unit) -> ListRowDropped:
        desk = desk_of(unit, actor, case_number, COMPILING)
        if listing_id is not None:
            number = _propose(unit, desk, listing_id, reason.strip())
        else:
            number = _drop(unit, desk, row_id or 0)
        return unit.done(ListRowDropped(case_number=case_number, number=number))

    return repeated(office, once)


def _drop(unit: Unit, desk: ListDesk, row_id: int) -> int:
    held = lists.row_by_id(unit.connection, row_id)
    if held is None or held["submission_id"] != desk.submission["id"]:
        raise NotFound(what_zh="这一行", what_en="such row")
    if desk.is_correcting and held["verdict"] not in ("returned", None):
        raise WrongState(
            reason_zh="这一行已经核对，只能改退回的行。",
            reason_en="this row was decided; only returned rows may be changed.",
        )
    if desk.is_correcting and held["operation"] == "remove":
        # The member stays: the row stays as well, or the same removal would be proposed again.
        lists.judge_rows(
            unit.connection, desk.submission["id"], [row_id], "rejected", "省局撤回移出"
        )
    else:
        lists.drop_rows(unit.connection, desk.submission["id"], [row_id])
    number = int(held["number"])
    zh, en = f"撤下第 {number} 行：{held['unit_name']}", f"Row {number} taken out"
    desk.close("list.row_dropped", zh, en, row=number)
    return number


def _propose(unit: Unit, desk: ListDesk, listing_id: int, reason: str) -> int:
    if desk.submission["scope"] == "full":
        raise WrongState(
            reason_zh="本轮编报的是全部名单：不再报送的，送审时自动列为移出。",
            reason_en="a round takes the whole list: who is left out is proposed for removal.",
        )
    if not 2 <= len(reason) <= 300:
        raise InvalidForm(
            fields=(FieldError(field="reason", zh="写明移出的理由，2 至 300 字。",
                               en="Give a reason (2 to 300)."),)
        )  # fmt: skip
    members = list_versions.present_members(unit.connection, desk.submission["province"])
    member = next((row for row in members if row["id"] == listing_id), None)
    if member is None:
        raise NotFound(what_zh="这个在册主体", what_en="such member of the list")
    _check_once(unit, desk, listing_id)
    number = lists.next_row_number(unit.connection, desk.submission["id"])
    row = removal_row(desk.work, desk.submission, member, number, reason)
    lists.add_rows(unit.connection, [row])
    zh, en = f"第 {number} 行，移出：{row['unit_name']}", f"Row {number}, removal proposed"
    desk.close("list.row_saved", zh, en, row=number)
    return number


def _check_once(unit: Unit, desk: ListDesk, listing_id: int) -> None:
    rows = lists.rows_of(unit.connection, desk.submission["id"])
    if any(row["listing_id"] == listing_id for row in rows):
        raise WrongState(reason_zh="已经提请移出。", reason_en="its removal is proposed already.")
