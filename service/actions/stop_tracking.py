"""What was set to repeat of tracking is opened no more; cases that run go on."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework.tracking_plans import plan_of
from service.domain.errors import WrongState
from service.domain.roles import Actor
from service.office import Office
from service.store import planned
from service.store.record import Entry, append_to_house


@dataclass(frozen=True, kw_only=True)
class TrackingStopped:
    process: str
    org: str


def stop_tracking(office: Office, *, actor: Actor, process: str, org: str) -> TrackingStopped:
    """Take back what `start_tracking` set. Raises NotAllowed, InvalidForm, WrongState."""
    with office.begin() as unit:
        plan = plan_of(actor, process, org)
        if not planned.drop_planned_key(unit.connection, plan.key):
            raise WrongState(reason_zh="没有设定过定期开立。", reason_en="it is not set.")
        said = {"process": process, "org": org}
        line = Entry(at=unit.now, person_id=actor.person_id, actor=actor.name,
                     verb="tracking.stopped", detail=said)  # fmt: skip
        append_to_house(unit.connection, line)
        return unit.done(TrackingStopped(process=process, org=org))
