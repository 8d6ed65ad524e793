"""The registry of recurring plans: which process, at what kind of place, at which interval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from service.casework.openings.registry import Opening
from service.domain.errors import NotAllowed
from service.domain.roles import NATION_CODE, Actor, Level, Role
from service.office import Unit

Row = dict[str, Any]
Say = Callable[[Unit, Row], tuple[Opening, dict[str, Any]]]
SEE_ALL = (Role.NATIONAL_OFFICER, Role.NATIONAL_LEADER, Role.AUDITOR, Role.ADMINISTRATOR)


@dataclass(frozen=True, kw_only=True)
class Plannable:
    """One plan that may be started at a place.

    level     the kind of place it is for: CENTER, PROVINCE or NATION
    interval  the rule that says after how long it comes again
    say       what a case is about there, and what answers its opening form
    """

    key: str
    process_key: str
    zh: str
    en: str
    level: Level
    interval: str
    say: Say


PLANNABLE: dict[str, Plannable] = {}


def plannable(
    key: str, process_key: str, *, zh: str, en: str, level: Level, interval: str
) -> Callable[[Say], Say]:
    """Enter a function, given the place's organisation, as what a plan opens there."""

    def enter(say: Say) -> Say:
        PLANNABLE[key] = Plannable(
            key=key, process_key=process_key, zh=zh, en=en, level=level, interval=interval, say=say
        )
        return say

    return enter


def plan_of(opening_key: str) -> Plannable | None:
    """The plan a planned opening belongs to, by its key: "plan:yearly_review:zhejiang"."""
    begins, _, rest = opening_key.partition(":")
    return PLANNABLE.get(rest.partition(":")[0]) if begins == "plan" else None


def may_plan_at(actor: Actor, plan: Plannable, place: Row) -> bool:
    """An administrator anywhere; else the head of the center, the province, or the nation."""
    if actor.holds(Role.ADMINISTRATOR):
        return True
    heads = {
        Level.CENTER: {(Role.CENTER_HEAD, place["code"])},
        Level.PROVINCE: set(),
        Level.NATION: {(Role.NATIONAL_LEADER, NATION_CODE)},
    }[plan.level]
    if plan.level is not Level.NATION:
        heads = heads | {(Role.PROVINCIAL_LEADER, place["province"] or place["code"])}
    return any((post.role, post.org_code) in heads for post in actor.posts)


def check_may_plan(actor: Actor, plan: Plannable, place: Row) -> None:
    """Raises NotAllowed."""
    if not may_plan_at(actor, plan, place):
        raise NotAllowed(
            reason_zh="定期计划由管理员，或当地中心、省局的负责人设定。",
            reason_en="plans are set by an administrator or the head of the center or province.",
        )


def reach_of(actor: Actor) -> tuple[list[str], list[str]] | None:
    """(provinces, centers) whose planned openings the actor sees; None for every one."""
    if actor.holds(*SEE_ALL):
        return None
    provinces = [p.org_code for p in actor.posts if p.role.level is Level.PROVINCE]
    centers = [p.org_code for p in actor.posts if p.role.level is Level.CENTER]
    return provinces, centers
