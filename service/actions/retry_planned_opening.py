"""A person lets a planned opening that failed be tried again at once."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework.plans import reach_of
from service.domain.errors import NotAllowed, NotFound, WrongState
from service.domain.roles import Actor, Level, Role
from service.office import Office
from service.store import planned

OFFICERS = (Level.CENTER, Level.PROVINCE, Level.NATION)


@dataclass(frozen=True, kw_only=True)
class PlannedOpeningRetried:
    """It is opened at the next tick."""

    planned_id: int


def retry_planned_opening(
    office: Office, *, actor: Actor, planned_id: int
) -> PlannedOpeningRetried:
    """Make a failed opening due now; its error stays until it went well.

    Raises NotFound, NotAllowed, WrongState (it has not failed).
    """
    with office.begin() as unit:
        row = planned.planned_by_id(unit.connection, planned_id)
        reach = reach_of(actor)
        seen = row is not None and (
            reach is None or row["province"] in reach[0] or row["center_code"] in reach[1]
        )
        if row is None or not seen:
            raise NotFound(what_zh="这件预定开案", what_en="such planned opening")
        able = any(p.role.level in OFFICERS for p in actor.posts)
        if not able and not actor.holds(Role.ADMINISTRATOR):
            raise NotAllowed(
                reason_zh="由当地的中心、省局、国家局或管理员再试。",
                reason_en="the center, the province, the nation or an administrator tries again.",
            )
        if not row["error"]:
            raise WrongState(
                reason_zh="这件预定开案没有失败，到时自动开立。",
                reason_en="it has not failed; it opens by itself.",
            )
        planned.change_planned(unit.connection, planned_id, due_at=unit.now)
        return unit.done(PlannedOpeningRetried(planned_id=planned_id))
