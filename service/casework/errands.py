"""Something decided outside any case that reaches into cases and into what follows the list.

A change of an entity is no case, but those who follow an entity's home and listing take one to
speak of: an errand stands in for it, with the number of what was decided.
"""

from __future__ import annotations

from typing import Any, cast

from service.casework import moves
from service.casework.turn import Turn
from service.casework.work import SendMessage, Work
from service.domain.roles import Actor
from service.office import Unit
from service.store import notices
from service.store.cases import Case
from service.store.record import START

NO_CASE = 0


def errand(
    unit: Unit, actor: Actor, number: str, about: dict[str, Any], center: str | None
) -> Work:
    """Work about an entity (its row) at nobody's case; `carry_out` ends it."""
    case = Case(
        id=NO_CASE, number=number, process_key="", version_id=0,
        entity_id=about["id"], entity_code=about["code"], entity_name=about["name"],
        subject="", subject_en="", center_code=center, province=about["province"],
        parent_id=None, status="ended", outcome=None, state=b"", revision=0,
        rules_version=unit.house.rules_version, priority=0, due_at=None, opened_by=None,
        opened_at=unit.now, ended_at=unit.now, record_count=0, record_hash=START,
    )  # fmt: skip
    return Work(unit=unit, case=case, process=cast(Any, None), actor=actor, turn=Turn())


def carry_out(work: Work) -> None:
    """Deliver what the errand sends to cases, write what follows in them, and tell who is told.

    Raises Moved when somebody saved one of them meanwhile.
    """
    wrong = [effect for effect in work.effects if not isinstance(effect, SendMessage)]
    assert not wrong, "an errand tells cases; it opens none"
    told = [row | {"case_id": None} for row in work.notices]
    moves.deliver(work)
    if work.turn.changed:
        work.turn.write(work.connection, work.now)
    notices.add_notices(work.connection, told)
