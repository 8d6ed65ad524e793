"""A national officer accepts, returns or rejects rows of a province's list (M01)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service.casework.list_desk import CHECKING, ListDesk, desk_of
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotFound, WrongState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import lists

VERDICTS = {
    "accepted": ("采纳", "accepted"),
    "returned": ("退回", "returned"),
    "rejected": ("不采纳", "rejected"),
}


@dataclass(frozen=True, kw_only=True)
class ListRowsJudged:
    """`rows`: how many got the verdict; `left`: how many have none yet."""

    rows: int
    left: int


def judge_list_rows(
    office: Office,
    *,
    actor: Actor,
    case_number: str,
    verdict: str,
    row_ids: Sequence[int] | None = None,
    reason: str = "",
) -> ListRowsJudged:
    """Give rows a verdict; all that have none yet for row_ids None.

    Returning and rejecting need a reason for the row.
    Raises NotFound, NotAllowed, WrongState, ChangedMeanwhile, InvalidForm.
    """

    def once(unit: Unit) -> ListRowsJudged:
        return _judge(unit, actor, case_number, verdict, row_ids, reason.strip())

    return repeated(office, once)


def _judge(
    unit: Unit, actor: Actor, number: str, verdict: str, ids: Sequence[int] | None, reason: str
) -> ListRowsJudged:
    desk = desk_of(unit, actor, number, CHECKING)
    _check(desk, verdict, reason)
    rows = lists.rows_of(unit.connection, desk.submission["id"])
    wanted = _wanted(desk, rows, ids)
    lists.judge_rows(unit.connection, desk.submission["id"], wanted, verdict, reason)
    words = VERDICTS[verdict]
    zh, en = f"{words[0]} {len(wanted)} 行", f"{len(wanted)} rows {words[1]}"
    numbers = [row["number"] for row in rows if row["id"] in set(wanted)]
    desk.close("list.rows_judged", zh, en, verdict=verdict, reason=reason, rows=numbers[:200])
    left = sum(row["verdict"] is None and row["id"] not in set(wanted) for row in rows)
    return unit.done(ListRowsJudged(rows=len(wanted), left=left))


def _check(desk: ListDesk, verdict: str, reason: str) -> None:
    if verdict not in VERDICTS:
        raise _wrong("verdict", "可选：采纳、退回、不采纳。", "accepted, returned or rejected.")
    if verdict != "accepted" and not 2 <= len(reason) <= 500:
        raise _wrong("reason", "退回和不采纳要写理由，2 至 500 字。", "Give a reason (2 to 500).")
    most = int(desk.work.rule("list_returns"))
    if verdict == "returned" and desk.submission["turn"] > most:
        raise WrongState(
            reason_zh=f"已退回过 {most} 次，这次只能采纳或不采纳。",
            reason_en=f"rows were returned {most} time(s) before: accept or reject now.",
        )


def _wanted(desk: ListDesk, rows: list[dict[str, Any]], ids: Sequence[int] | None) -> list[int]:
    """Ids of the rows meant. What was accepted in an earlier turn stays decided."""
    if ids is None:
        return [row["id"] for row in rows if row["verdict"] is None]
    known = {row["id"] for row in rows}
    if not ids or set(ids) - known:
        raise NotFound(what_zh="这一行", what_en="such row")
    return sorted(set(ids))


def _wrong(field: str, zh: str, en: str) -> InvalidForm:
    return InvalidForm(fields=(FieldError(field=field, zh=zh, en=en),))
