"""Acts on appeals: taken back, extended, and a stay of what they are against."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from service.actions.extend_appeal import extend_appeal
from service.actions.stay_execution import stay_execution
from service.actions.withdraw_appeal import withdraw_appeal
from service.domain.roles import Actor
from service.stories.acts.registry import act, number_of, somebody

if TYPE_CHECKING:
    from service.stories.scene import Scene


@act("withdraw_appeal")
def _withdraw(
    scene: Scene, actor: Actor | None, *, reason: str = "双方已经沟通", case: str | None = None
) -> None:
    number = number_of(scene, case)
    withdraw_appeal(scene.office, actor=somebody(actor), case_number=number, reason=reason)


@act("extend_appeal")
def _extend(
    scene: Scene, actor: Actor | None, *, reason: str = "案情复杂", case: str | None = None
) -> None:
    number = number_of(scene, case)
    extend_appeal(scene.office, actor=somebody(actor), case_number=number, reason=reason)


@act("stay_execution")
def _stay(
    scene: Scene,
    actor: Actor | None,
    *,
    decision_no: str = "停执〔1〕号",
    reason: str = "执行会造成难以弥补的损失",
    from_day: str | None = None,
    case: str | None = None,
) -> None:
    stay_execution(
        scene.office,
        actor=somebody(actor),
        case_number=number_of(scene, case),
        decision_no=decision_no,
        reason=reason,
        from_day=date.fromisoformat(from_day) if from_day else None,
    )
