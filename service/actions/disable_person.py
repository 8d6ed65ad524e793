"""An account is closed, or let in again."""

from __future__ import annotations

from service.domain.errors import NotAllowed, NotFound
from service.domain.roles import Actor, Role
from service.office import Office
from service.store import people
from service.store.record import Entry, append_to_house


def disable_person(
    office: Office, *, actor: Actor | None, login: str, disabled: bool = True
) -> bool:
    """End the account's sessions and keep it out; what it did stays. True when that changed.

    actor  an administrator; None from the command line. Raises NotAllowed, NotFound.
    """
    if actor is not None and not actor.holds(Role.ADMINISTRATOR):
        raise NotAllowed(reason_zh="账号由管理员停用。", reason_en="administrators close accounts.")
    with office.begin() as unit:
        rows = people.rows_by_login(unit.connection, login)
        if not rows:
            raise NotFound(what_zh="这个账号", what_en="such account")
        if (rows[0]["disabled_at"] is not None) == disabled:
            return unit.done(False)
        at = unit.house.clock_at if disabled else None
        people.set_disabled(unit.connection, rows[0]["id"], at)
        by = (actor.person_id, actor.name) if actor else (None, "系统")
        verb = "person.disabled" if disabled else "person.enabled"
        line = Entry(at=unit.now, person_id=by[0], actor=by[1], verb=verb, detail={"login": login})
        append_to_house(unit.connection, line)
        return unit.done(True)
