"""Acts on cases and tasks, on rules and the calendar, and of the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from service.actions.change_rule import change_rule
from service.actions.claim_task import claim_task
from service.actions.fire_due_timers import fire_due_timers
from service.actions.import_calendar_year import import_calendar_year
from service.actions.link_duplicate import link_duplicate
from service.actions.release_task import release_task
from service.actions.revoke_ban import revoke_ban
from service.actions.withdraw_application import withdraw_application
from service.domain.roles import Actor
from service.domain.rules import Scope
from service.stories.acts.registry import act, item_of, number_of, somebody
from service.stories.years import assumed_days

if TYPE_CHECKING:
    from service.stories.scene import Scene


@act("withdraw_application")
def _withdraw(scene: Scene, actor: Actor | None, *, reason: str, case: str | None = None) -> None:
    number = number_of(scene, case)
    withdraw_application(scene.office, actor=somebody(actor), case_number=number, reason=reason)


@act("link_duplicate")
def _link(
    scene: Scene, actor: Actor | None, *, of: str, reason: str = "同一事件", case: str | None = None
) -> None:
    number = number_of(scene, case)
    link_duplicate(scene.office, actor=somebody(actor), case_number=number, of=of, reason=reason)


@act("claim_task")
def _claim(scene: Scene, actor: Actor | None, *, element: str, case: str | None = None) -> None:
    item = item_of(scene, element, case)
    claim_task(scene.office, actor=somebody(actor), item_id=item["id"], revision=item["revision"])


@act("release_task")
def _release(scene: Scene, actor: Actor | None, *, element: str, case: str | None = None) -> None:
    item = item_of(scene, element, case)
    release_task(scene.office, actor=somebody(actor), item_id=item["id"], revision=item["revision"])


@act("revoke_ban")
def _revoke(
    scene: Scene,
    actor: Actor | None,
    *,
    decision_no: str = "撤销〔1〕号",
    reason: str = "复议认定原决定不当",
    case: str | None = None,
) -> None:
    revoke_ban(
        scene.office,
        actor=somebody(actor),
        case_number=number_of(scene, case),
        decision_no=decision_no,
        reason=reason,
    )


@act("import_calendar_year")
def _calendar(scene: Scene, actor: Actor | None, *, year: int) -> None:
    """Weekends and a few assumed holidays: what no notice has announced yet."""
    import_calendar_year(scene.office, actor=actor, year=year, rows=assumed_days(year))


@act("change_rule")
def _rule(
    scene: Scene, actor: Actor | None, *, key: str, value: Any, center: str | None = None
) -> None:
    """For the nation, or at one center."""
    change_rule(
        scene.office,
        actor=actor,
        approver=None,
        key=key,
        value=str(value).lower() if isinstance(value, bool) else str(value),
        document="故事的假设",
        scope=Scope.CENTER if center else Scope.NATION,
        scope_code=scene.directory.organisation(center, "center") if center else None,
    )


@act("fire_due_timers")
def _fire(scene: Scene, actor: Actor | None) -> None:
    """The clock looks once more: nothing may happen twice."""
    fire_due_timers(scene.office)
