"""What every change to the register of agencies asks first, and the line it leaves."""

from __future__ import annotations

from typing import Any

from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound
from service.domain.roles import Actor, Role
from service.office import Unit
from service.store import agencies
from service.store.record import Entry, append_to_house

Row = dict[str, Any]


def agency_held(unit: Unit, code: str) -> Row:
    """The agency of a code, held until the transaction ends. Raises NotFound."""
    row = agencies.agency_by_code(unit.connection, code.strip())
    if row is None:
        raise NotFound(what_zh="这个代理机构", what_en="such agency")
    agencies.lock_agency(unit.connection, row["id"])
    return row


def own_center(actor: Actor, role: Role, center: str) -> str:
    """The center whose `role` the actor is: the one named, or the only one. Raises NotAllowed."""
    held = [post.org_code for post in actor.posts if post.role is role]
    if center and center in held:
        return center
    if not center and len(held) == 1:
        return held[0]
    raise NotAllowed(
        reason_zh=f"由本中心的{role.zh}办理。",
        reason_en=f"only for the post {role.en} of that center.",
    )


def needed(**words: tuple[str, int, str, str]) -> None:
    """Raises InvalidForm for every (text, most, zh, en) that is empty or too long."""
    wrong = tuple(
        FieldError(
            field=field,
            zh=f"请填写{zh}，{most} 字以内。",
            en=f"Give {en}, at most {most} signs.",
        )
        for field, (text, most, zh, en) in words.items()
        if not 1 <= len(text.strip()) <= most
    )
    if wrong:
        raise InvalidForm(fields=wrong)


def note(unit: Unit, actor: Actor, verb: str, said: Row) -> None:
    """A line in the record of the house."""
    line = Entry(
        at=unit.now, person_id=actor.person_id or None, actor=actor.name, verb=verb, detail=said
    )
    append_to_house(unit.connection, line)
