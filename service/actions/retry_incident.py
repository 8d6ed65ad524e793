"""A person lets a timer that failed be tried again at once."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework.access import check_may_see
from service.domain.errors import NotAllowed, NotFound, WrongState
from service.domain.roles import Actor, Level
from service.office import Office
from service.store import cases, timers

OFFICERS = (Level.CENTER, Level.PROVINCE, Level.NATION)


@dataclass(frozen=True, kw_only=True)
class IncidentRetried:
    """`resolved` when the timer is gone; else it fires at the next tick."""

    incident_id: int
    resolved: bool


def retry_incident(office: Office, *, actor: Actor, incident_id: int) -> IncidentRetried:
    """Make the timer due now; if it is gone meanwhile, close the incident.

    Raises NotFound, NotAllowed, WrongState (already resolved).
    """
    with office.begin() as unit:
        found = timers.incident_by_id(unit.connection, incident_id)
        case = cases.case_by_id(unit.connection, found["case_id"]) if found else None
        if found is None or case is None:
            raise NotFound(what_zh="这条异常", what_en="such incident")
        check_may_see(unit.connection, actor, case)
        if not any(post.role.level in OFFICERS for post in actor.posts):
            raise NotAllowed(
                reason_zh="由办案的中心、省局或国家局再试。",
                reason_en="the center, the province or the nation that handles it tries again.",
            )
        if found["resolved_at"] is not None:
            raise WrongState(reason_zh="这条异常已经处理。", reason_en="it is resolved.")
        key = found["timer_key"]
        armed = timers.make_due(unit.connection, case.id, key, now=unit.now)
        if not armed:
            timers.resolve_incidents(
                unit.connection, case.id, [key], by=actor.person_id, at=unit.now
            )
        return unit.done(IncidentRetried(incident_id=incident_id, resolved=not armed))
