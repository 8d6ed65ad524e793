"""The actions that a story may name in `act`, with what it gives them in `with`."""

from __future__ import annotations

from collections.abc import Callable
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
from service.store import work_items
from service.stories.people import failed
from service.stories.rule_acts import RULE_ACTS
from service.stories.years import assumed_days

if TYPE_CHECKING:
    from service.stories.scene import Scene

Act = Callable[..., Any]


def _actor(actor: Actor | None) -> Actor:
    if actor is None:
        raise failed("要写 by：谁办", "say who does it: `by`")
    return actor


def _withdraw(scene: Scene, actor: Actor | None, *, reason: str, case: str | None = None) -> None:
    number = _number(scene, case)
    withdraw_application(scene.office, actor=_actor(actor), case_number=number, reason=reason)


def _link(
    scene: Scene, actor: Actor | None, *, of: str, reason: str = "同一事件", case: str | None = None
) -> None:
    number = _number(scene, case)
    link_duplicate(scene.office, actor=_actor(actor), case_number=number, of=of, reason=reason)


def _claim(scene: Scene, actor: Actor | None, *, element: str, case: str | None = None) -> None:
    item = _item(scene, element, case)
    claim_task(scene.office, actor=_actor(actor), item_id=item["id"], revision=item["revision"])


def _release(scene: Scene, actor: Actor | None, *, element: str, case: str | None = None) -> None:
    item = _item(scene, element, case)
    release_task(scene.office, actor=_actor(actor), item_id=item["id"], revision=item["revision"])


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
        actor=_actor(actor),
        case_number=_number(scene, case),
        decision_no=decision_no,
        reason=reason,
    )


def _calendar(scene: Scene, actor: Actor | None, *, year: int) -> None:
    """Weekends and a few assumed holidays: what no notice has announced yet."""
    import_calendar_year(scene.office, actor=actor, year=year, rows=assumed_days(year))


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


def _fire(scene: Scene, actor: Actor | None) -> None:
    """The clock looks once more: nothing may happen twice."""
    fire_due_timers(scene.office)


def _number(scene: Scene, case: str | None) -> str:
    with scene.office.read() as unit:
        return scene.case(unit, case).number


def _item(scene: Scene, element: str, case: str | None) -> dict[str, Any]:
    with scene.office.read() as unit:
        rows = work_items.items_of_case(unit.connection, scene.case_id(case))
    for row in rows:
        if row["element"] == element and row["state"] == "open":
            return row
    raise failed(f"没有待办“{element}”", f"there is no open task {element}")


ACTS: dict[str, Act] = {
    "withdraw_application": _withdraw,
    "link_duplicate": _link,
    "claim_task": _claim,
    "release_task": _release,
    "revoke_ban": _revoke,
    "import_calendar_year": _calendar,
    "change_rule": _rule,
    "fire_due_timers": _fire,
    **RULE_ACTS,
}
