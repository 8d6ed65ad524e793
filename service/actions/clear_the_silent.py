"""The head clears together those who handed nothing in and said nothing, each in its own case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.actions.carry_on import carry_on
from service.casework.access import check_may_see
from service.casework.completing import complete_item
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound, WrongState
from service.domain.roles import Actor, Role, may_do
from service.office import Office, Unit
from service.store import cases, reviews

MOST = 50


@dataclass(frozen=True, kw_only=True)
class SilentCleared:
    """`left` how many more wait for the same decision."""

    case_number: str
    cleared: int
    left: int


def clear_the_silent(
    office: Office,
    *,
    actor: Actor,
    case_number: str,
    effective_on: date,
    legal_basis: str,
    reasons: str,
    most: int = MOST,
) -> SilentCleared:
    """Complete their open tasks “decide on the clearing” with one and the same decision.

    Whoever made a statement is decided on alone. At most `MOST` a call, so that no transaction
    grows with the size of a center.
    case_number  of the campaign
    Raises NotFound, NotAllowed, SeparationOfDuties, WrongState (nobody waits), InvalidForm.
    """
    said = {
        "outcome": "clear",
        "effective_on": effective_on.isoformat(),
        "legal_basis": legal_basis.strip(),
        "reasons": reasons.strip(),
    }
    done = repeated(office, lambda unit: _clear(unit, actor, case_number, said, min(most, MOST)))
    carry_on(office)
    return done


def _clear(
    unit: Unit, actor: Actor, case_number: str, said: dict[str, str], most: int
) -> SilentCleared:
    campaign = cases.case_by_number(unit.connection, case_number)
    if campaign is None or campaign.process_key != "periodic_review" or campaign.entity_id:
        raise NotFound(what_zh="这次复核活动", what_en="such campaign")
    check_may_see(unit.connection, actor, campaign)
    if not may_do(actor, Role.CENTER_HEAD, str(campaign.center_code)):
        raise NotAllowed(
            reason_zh="清理由本中心负责人决定。", reason_en="the head of the center decides."
        )
    empty = [name for name in ("legal_basis", "reasons") if not said[name]]
    if empty:
        raise InvalidForm(
            fields=tuple(FieldError(field=n, zh="请填写。", en="Fill this in.") for n in empty)
        )
    items = reviews.silent_items(unit.connection, campaign.id)
    if not items:
        raise WrongState(
            reason_zh="没有等待决定、又没有陈述的未提交主体。",
            reason_en="nobody who stayed silent waits for a decision.",
        )
    for item_id in items[:most]:
        complete_item(unit, actor, item_id, None, dict(said))
    cleared = len(items[:most])
    return unit.done(
        SilentCleared(case_number=case_number, cleared=cleared, left=len(items) - cleared)
    )
