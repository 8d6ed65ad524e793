"""The nation closes a round: who submitted nothing is on record as not submitted (M37)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from service.casework import moves
from service.casework.retry import repeated
from service.domain.errors import NotAllowed, NotFound, WrongState
from service.domain.roles import NATION_CODE, Actor, Role, may_do
from service.office import Office, Unit
from service.store import cases, lists, planned
from service.store.record import Entry, append_to_house


@dataclass(frozen=True, kw_only=True)
class ListRoundClosed:
    """`not_submitted`: codes of the offices whose list never came."""

    round_id: int
    not_submitted: tuple[str, ...]


def close_list_round(office: Office, *, actor: Actor, round_id: int) -> ListRoundClosed:
    """End a round. Lists that were handed in must be decided first.

    Raises NotAllowed, NotFound, WrongState (closed already, or lists are still under way).
    """
    if not may_do(actor, Role.NATIONAL_OFFICER, NATION_CODE):
        raise NotAllowed(
            reason_zh="编报由国家局经办结束。", reason_en="a national officer closes a round."
        )
    return repeated(office, lambda unit: _close(unit, actor, round_id))


def _close(unit: Unit, actor: Actor, round_id: int) -> ListRoundClosed:
    found = lists.round_by_id(unit.connection, round_id)
    if found is None:
        raise NotFound(what_zh="这一轮编报", what_en="such round")
    if found["closed_at"] is not None:
        raise WrongState(reason_zh="这一轮已经结束。", reason_en="the round is closed already.")
    rows = lists.submissions(unit.connection, round_id=round_id)
    _check_decided(rows)
    for row in sorted(rows, key=lambda row: row["case_id"]):
        if row["state"] == "draft":
            _end(unit, actor, row)
    keys = planned.planned_ids(unit.connection, f"list_round:{round_id}:")
    planned.drop_planned(unit.connection, keys)
    lists.change_round(unit.connection, round_id, closed_at=unit.now, closed_by=actor.person_id)
    came = {row["province"] for row in rows if row["submitted_at"] is not None}
    silent = tuple(code for code in found["offices"] if code not in came)
    said = {"round": round_id, "name": found["name"], "not_submitted": list(silent)}
    line = Entry(at=unit.now, person_id=actor.person_id, actor=actor.name,
                 verb="list.round_closed", detail=said)  # fmt: skip
    append_to_house(unit.connection, line)
    return unit.done(ListRoundClosed(round_id=round_id, not_submitted=silent))


def _check_decided(rows: list[dict[str, Any]]) -> None:
    waiting = [row["number"] for row in rows if row["state"] in lists.HANDED_IN]
    if waiting:
        named = "、".join(waiting[:5])
        raise WrongState(
            reason_zh=f"还有 {len(waiting)} 份报送没有办完：{named}。",
            reason_en=f"{len(waiting)} lists handed in are not decided yet: {named}.",
        )


def _end(unit: Unit, actor: Actor, row: dict[str, Any]) -> None:
    case = cases.case_by_id(unit.connection, row["case_id"])
    assert case is not None, "a submission belongs to a case"
    work = moves.load(unit, case, actor)
    moves.send(work, "round_closed", {"reason": "本轮结束"})
