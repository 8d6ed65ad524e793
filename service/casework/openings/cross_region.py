"""Cross-region service: who may ask, for whom, and what is refused at the door (M10-M12, E6)."""

from __future__ import annotations

from datetime import date
from typing import Any

from service import engine
from service.casework.openings.places import center_named, entity_named
from service.casework.openings.registry import Answers, Opening, opener
from service.casework.providers import (
    home_center,
    home_province,
    protection_centers,
    standing_today,
)
from service.casework.refusals import one_wrong
from service.domain.cross_region import KINDS, may_serve, reach
from service.domain.errors import NotAllowed
from service.domain.periods import last_day
from service.domain.roles import Actor, Role
from service.domain.standing import Standing
from service.office import Unit
from service.store import cases, cross_region

PROCESS = "cross_region_service"


@opener(
    PROCESS,
    Role.ENTITY_CONTACT,
    Role.INTAKE_OFFICER,
    Role.PROVINCIAL_OFFICER,
    Role.NATIONAL_OFFICER,
)
def _cross_region(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """An entity asks for itself; a center that filed it, its province or the nation for it."""
    entity_id = entity_for(unit, actor, answers)
    held = standing_today(unit, entity_id)
    province = home_province(unit, entity_id)
    check_asker(actor, entity_id, province, held)
    target = center_named(unit, answers.get("target_center"), "target_center", kind="protection")
    check_reach(unit, held, province, target)
    check_wanted(unit, answers)
    _check_not_asked(unit, entity_id, target["code"])
    return Opening(entity_id=entity_id, center=home_center(held), province=province)


def entity_for(unit: Unit, actor: Actor, answers: Answers) -> int:
    """The entity a request is about: the contact's own, else the one named."""
    code = answers.get("entity_code")
    if actor.entity_id is None:
        return entity_named(unit, code, "entity_code")
    if code and entity_named(unit, code, "entity_code") != actor.entity_id:
        raise _not_allowed()
    return actor.entity_id


def check_asker(actor: Actor, entity_id: int, province: str, held: Standing) -> None:
    """Raises NotAllowed to whoever has nothing to do with this entity."""
    for post in actor.posts:
        if (
            (post.role is Role.ENTITY_CONTACT and actor.entity_id == entity_id)
            or (post.role is Role.INTAKE_OFFICER and post.org_code in held.filed_at)
            or (post.role is Role.PROVINCIAL_OFFICER and post.org_code == province)
            or post.role is Role.NATIONAL_OFFICER
        ):
            return
    raise _not_allowed()


def _not_allowed() -> NotAllowed:
    return NotAllowed(
        reason_zh="只能为本单位，或为本中心备案、本省的主体申请。",
        reason_en="ask for your own entity, or for one filed at your center or of your province.",
    )


def check_reach(unit: Unit, held: Standing, province: str, target: dict[str, Any]) -> None:
    """Category 1 anywhere, category 2 in its own province, category 3 never. Raises InvalidForm."""
    category = held.list_category
    if not held.listed:
        raise one_wrong(
            "entity_code",
            f"{held.name} 今天不在精准服务名单，不享受跨区域服务。",
            f"{held.name} is not on the list today; it has no cross-region service.",
            "M10, M11",
        )
    if reach(category) == "none":
        raise one_wrong(
            "entity_code",
            f"{held.name} 是名单三类主体；跨区域服务只提供给一类、二类。",
            f"{held.name} is in category 3; only categories 1 and 2 have cross-region service.",
            "M10, M11",
        )
    if target["code"] in held.filed_at:
        raise one_wrong(
            "target_center",
            "主体已在这个中心备案，直接办理，不属于跨区域。",
            "The entity is filed at this center: that is no cross-region service.",
            "M10, M11",
        )
    if not may_serve(category, province, target["province"]):
        _check_abroad(unit, province)


def _check_abroad(unit: Unit, province: str) -> None:
    """Category 2 leaves its province only where there is no center and the rule says so (Q16)."""
    if protection_centers(unit, province):
        raise one_wrong(
            "target_center",
            "二类主体只能申请本省的中心；全国范围只提供给一类。",
            "Category 2 may ask for centers of its own province; only category 1 nationwide.",
            "M10, M11; E6 66",
        )
    if unit.rules.choice("service_without_center", unit.today, province) != "nation_assigns":
        raise one_wrong(
            "target_center",
            "本地没有保护中心，二类主体不能跨省；符合条件的，省局可以提请列为一类。",
            "There is no center here and category 2 may not leave the province; "
            "the office may propose category 1 for those who qualify.",
            "Q16",
        )


def check_wanted(unit: Unit, answers: Answers) -> None:
    """Something is asked for, from today on, for no longer than the rule allows."""
    if not any(int(answers.get(kind) or 0) for kind in KINDS):
        raise one_wrong("invention", "至少填一件。", "Ask for one request at least.", "D20")
    first = date.fromisoformat(answers["from_on"])
    last = date.fromisoformat(answers["until_on"])
    if first < unit.today:
        raise one_wrong("from_on", "不能早于今天。", "It can not begin before today.", "D20")
    limit = unit.rules.limit("cross_region_longest", unit.today)
    latest = last_day(first, limit.value, limit.unit)
    if last > latest:
        raise one_wrong(
            "until_on",
            f"最长到 {latest}。需要更久的，到期前再申请。",
            f"At most until {latest}. Ask again before it ends if you need longer.",
            "D20",
        )


def _check_not_asked(unit: Unit, entity_id: int, target: str) -> None:
    today = unit.today
    running = [
        grant
        for grant in cross_region.grants_of(unit.connection, entity_id)
        if grant["target_center"] == target and runs_on(grant, today)
    ]
    waiting = [
        case_id
        for case_id in cases.live_cases(unit.connection, entity_id, PROCESS)
        if cross_region.grant_of_case(unit.connection, case_id) is None
        and _asked_for(unit, case_id) == target
    ]
    if running or waiting:
        raise one_wrong(
            "target_center",
            "对这个中心已有在办的申请或有效的服务。先用完、撤回或等它到期。",
            "A request for this center is under way, or a service is running. "
            "Use it, withdraw it or let it end first.",
            "D20",
        )


def runs_on(grant: dict[str, Any], day: date) -> bool:
    """Whether a grant still stands on a day."""
    return grant["last_day"] >= day and (grant["ended_on"] is None or grant["ended_on"] > day)


def _asked_for(unit: Unit, case_id: int) -> str:
    """The center that a case under way asks for."""
    case = cases.case_by_id(unit.connection, case_id)
    assert case is not None
    data = engine.view(unit.process(case.version_id), case.state).data
    return str(data["service_asked"]["target_center"])
