"""The one that shall take over a ban states its case before it is decided."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import successions
from service.casework.changes import tell
from service.casework.four_eyes import note
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotAllowed, OutOfTime
from service.domain.hints import SuccessionState
from service.domain.roles import Actor, Role
from service.office import Office, Unit
from service.store import changes

LONGEST = 2000


@dataclass(frozen=True, kw_only=True)
class SuccessionStated:
    succession_id: int
    number: str


def state_on_succession(
    office: Office, *, actor: Actor, succession_id: int, statement: str
) -> SuccessionStated:
    """Keep the statement; it is shown to whoever decides. Source: 行政处罚法 44, 45.

    Raises NotFound, NotAllowed, WrongState (decided), OutOfTime, InvalidForm.
    """

    def once(unit: Unit) -> SuccessionStated:
        link = successions.link_seen(unit, actor, succession_id)
        if actor.entity_id != link["to_id"] or not actor.holds(Role.ENTITY_CONTACT):
            raise NotAllowed(
                reason_zh="由拟承继的主体自己陈述。", reason_en="the successor itself states it."
            )
        successions.check_state(link, SuccessionState.PROPOSED)
        if unit.today > link["statement_until"]:
            raise OutOfTime(
                last_day=link["statement_until"],
                next_zh="可以在决定后申诉。",
                next_en="After the decision an appeal is open.",
            )
        said = statement.strip()
        if not 2 <= len(said) <= LONGEST:
            zh, en = f"请写明，2 至 {LONGEST} 字。", f"Write 2 to {LONGEST} signs."
            raise InvalidForm(fields=(FieldError(field="statement", zh=zh, en=en),))
        changes.change_succession(
            unit.connection, succession_id, link["state"], statement=said, stated_at=unit.now
        )
        number = successions.number_of(link)
        note(unit, actor, "succession.stated", number=number)
        gaps = {"number": number, "predecessor": link["from_name"], "successor": link["to_name"]}
        tell(unit, [link["from_province"], link["to_province"]], "succession_stated", **gaps)
        return unit.done(SuccessionStated(succession_id=succession_id, number=number))

    return repeated(office, once)
