"""What a story may do to rules and calendar, in the two steps of two administrators."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from service.actions.approve_calendar_year import approve_calendar_year
from service.actions.approve_rule import approve_rule
from service.actions.propose_calendar_year import propose_calendar_year
from service.actions.propose_rule import propose_rule
from service.actions.reject_rule import reject_rule
from service.actions.withdraw_rule import withdraw_rule
from service.domain.roles import Actor
from service.domain.rules import Scope
from service.store import proposals
from service.stories.acts.registry import act, somebody
from service.stories.people import failed
from service.stories.years import assumed_days

if TYPE_CHECKING:
    from service.stories.scene import Scene

ASSUMED = "故事的假设"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _place(scene: Scene, center: str | None, province: str | None) -> dict[str, Any]:
    if center:
        code = scene.directory.organisation(center, "center")
        return {"scope": Scope.CENTER, "scope_code": code}
    if province:
        code = scene.directory.organisation(province, "office")
        return {"scope": Scope.PROVINCE, "scope_code": code}
    return {}


@act("propose_rule")
def _propose(
    scene: Scene,
    actor: Actor | None,
    *,
    key: str,
    value: Any = "",
    ends: bool = False,
    since: str | None = None,
    until: str | None = None,
    center: str | None = None,
    province: str | None = None,
    document: str = ASSUMED,
) -> None:
    propose_rule(
        scene.office,
        actor=somebody(actor),
        key=key,
        value=str(value).lower() if isinstance(value, bool) else str(value),
        ends=ends,
        document=document,
        reason=ASSUMED,
        valid_from=_day(since),
        valid_to=_day(until),
        **_place(scene, center, province),
    )


@act("approve_rule")
def _approve(scene: Scene, actor: Actor | None, *, key: str) -> None:
    approve_rule(scene.office, actor=somebody(actor), proposal_id=_last(scene, key=key))


@act("reject_rule")
def _reject(scene: Scene, actor: Actor | None, *, key: str, reason: str = ASSUMED) -> None:
    number = _last(scene, key=key)
    reject_rule(scene.office, actor=somebody(actor), proposal_id=number, reason=reason)


@act("withdraw_rule")
def _withdraw(scene: Scene, actor: Actor | None, *, key: str) -> None:
    withdraw_rule(scene.office, actor=somebody(actor), proposal_id=_last(scene, key=key))


@act("propose_calendar_year")
def _propose_year(
    scene: Scene, actor: Actor | None, *, year: int, also_off: list[str] | None = None
) -> None:
    """Weekends and a few assumed holidays, and these days besides."""
    more = [
        {"day": date.fromisoformat(day), "kind": "off", "name": ASSUMED} for day in also_off or ()
    ]
    rows = [*assumed_days(year), *more]
    propose_calendar_year(scene.office, actor=somebody(actor), year=year, rows=rows, notice=ASSUMED)


@act("approve_calendar_year")
def _approve_year(scene: Scene, actor: Actor | None, *, year: int) -> None:
    number = _last(scene, proposals.CALENDAR, year=year)
    approve_calendar_year(scene.office, actor=somebody(actor), proposal_id=number)


def _last(scene: Scene, table: Any = proposals.RULES, **about: Any) -> int:
    """The newest proposal about it, whatever became of it."""
    with scene.office.read() as unit:
        found = proposals.proposals(unit.connection, table, limit=1, **about)
    if not found:
        raise failed("没有这样的提案", "there is no such proposal")
    return int(found[0]["id"])
