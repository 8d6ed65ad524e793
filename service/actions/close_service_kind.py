"""The administrator no longer offers a kind of service, or offers it again."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain.errors import NotAllowed, NotFound
from service.domain.roles import Actor, Role
from service.office import Office
from service.store import services
from service.store.record import Entry, append_to_house


@dataclass(frozen=True, kw_only=True)
class ServiceKindClosed:
    """`offered`: whether it may be asked for from today on."""

    key: str
    offered: bool


def close_service_kind(
    office: Office, *, actor: Actor, key: str, offered: bool = False
) -> ServiceKindClosed:
    """From today on the kind can not be asked for; requests under way go on.

    Raises NotAllowed, NotFound.
    """
    if not actor.holds(Role.ADMINISTRATOR):
        raise NotAllowed(
            reason_zh="服务种类由管理员维护。", reason_en="administrators keep the kinds."
        )
    with office.begin() as unit:
        if key not in services.kinds(unit.connection):
            raise NotFound(what_zh="这种服务", what_en="such kind of service")
        services.close_kind(unit.connection, key, None if offered else unit.today)
        verb = "service_kind.opened" if offered else "service_kind.closed"
        line = Entry(
            at=unit.now, person_id=actor.person_id, actor=actor.name, verb=verb, detail={"key": key}
        )
        append_to_house(unit.connection, line)
        return unit.done(ServiceKindClosed(key=key, offered=offered))
