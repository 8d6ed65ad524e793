"""The office or the nation takes back what it shared, and tells everybody who got it."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.agencies import needed
from service.casework.retry import repeated
from service.casework.settle import save
from service.casework.shared import NOT_TOLD, retract_item
from service.domain.errors import NotAllowed, NotFound, WrongState
from service.domain.roles import NATION_CODE, Actor, Role, may_do
from service.office import Office, Unit
from service.store import cases, sharing


@dataclass(frozen=True, kw_only=True)
class SharedItemRetracted:
    """`told` is how many had got it and are corrected."""

    item_id: int
    told: int


def retract_shared_item(
    office: Office, *, actor: Actor, item_id: int, reason: str
) -> SharedItemRetracted:
    """Take an item back by hand, as the one who answers for it: its office, or the nation (M34).

    Raises NotFound, NotAllowed, WrongState (taken back or dropped already), InvalidForm.
    """

    def once(unit: Unit) -> SharedItemRetracted:
        return _retract(unit, actor, item_id, reason.strip())

    return repeated(office, once)


def _retract(unit: Unit, actor: Actor, item_id: int, reason: str) -> SharedItemRetracted:
    item = sharing.item_by_id(unit.connection, item_id)
    if item is None:
        raise NotFound(what_zh="这条信息", what_en="such item")
    own = may_do(actor, Role.PROVINCIAL_LEADER, item["province"])
    if not own and not may_do(actor, Role.NATIONAL_OFFICER, NATION_CODE):
        raise NotAllowed(
            reason_zh="信息由本省局负责人或国家局经办撤销。",
            reason_en="the region's leader or the national officer takes an item back.",
        )
    needed(reason=(reason, 500, "撤销的理由", "the reason"))
    case_id = sharing.lock_case_of(unit.connection, item_id)
    item = sharing.item_by_id(unit.connection, item_id) or item
    if item["state"] in NOT_TOLD:
        raise WrongState(reason_zh="信息已经撤销。", reason_en="it was taken back already.")
    case = cases.case_by_id(unit.connection, case_id)
    assert case is not None
    work = moves.load(unit, case, actor)
    told = len(sharing.holders(unit.connection, item_id))
    retract_item(work, item, reason)
    work.note("item.retracted", "", {"reason": reason, "told": told})
    if case.status == "open":
        moves.send(work, "item_retracted", {"reason": reason, "by_case": ""})
    else:
        save(work)
    return unit.done(SharedItemRetracted(item_id=item_id, told=told))
