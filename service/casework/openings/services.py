"""Contact and services: who begins contact with whom, and who may ask for which service."""

from __future__ import annotations

from service.casework.contacts import CONTACT, contact_case
from service.casework.openings.cross_region import check_asker, entity_for
from service.casework.openings.registry import Answers, Opening, opener
from service.casework.providers import (
    home_center,
    home_province,
    protection_centers,
    standing_today,
    who_provides,
)
from service.casework.refusals import one_wrong
from service.domain.errors import NotAllowed
from service.domain.roles import Actor, Role, may_do
from service.domain.services import ProviderLevel, why_not
from service.domain.standing import Standing
from service.office import Unit
from service.store import services

CONTACTED = (1, 2)  # the categories that are contacted (M07)


@opener(
    "service_contact",
    Role.ENTITY_CONTACT,
    Role.INTAKE_OFFICER,
    Role.PROVINCIAL_OFFICER,
    Role.NATIONAL_OFFICER,
)
def _services(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """The province begins contact; an entity, or an officer for it, asks for a service."""
    entity_id = entity_for(unit, actor, answers)
    held = standing_today(unit, entity_id)
    province = home_province(unit, entity_id)
    if answers["purpose"] == CONTACT:
        _check_contact(unit, actor, entity_id, province, held)
        return Opening(entity_id=entity_id, center=home_center(held), province=province)
    check_asker(actor, entity_id, province, held)
    center = check_request(unit, entity_id, held, answers)
    return Opening(entity_id=entity_id, center=center, province=province)


def _check_contact(unit: Unit, actor: Actor, entity_id: int, province: str, held: Standing) -> None:
    if not may_do(actor, Role.PROVINCIAL_OFFICER, province):
        raise NotAllowed(
            reason_zh="主动对接由本省的省局经办开始。",
            reason_en="the provincial officer of its province begins contact.",
        )
    if held.list_category not in CONTACTED:
        raise one_wrong(
            "entity_code",
            f"{held.name} 今天不是名单一类、二类主体。",
            f"{held.name} is not in category 1 or 2 of the list today.",
            "M07",
        )
    known = contact_case(unit, entity_id)
    if known is not None:
        raise one_wrong(
            "entity_code",
            f"已在对接，案号 {known.number}。",
            f"Contact is under way: {known.number}.",
            "M07",
        )


def check_request(
    unit: Unit, entity_id: int, held: Standing, answers: Answers, field: str = "kind"
) -> str | None:
    """The center that will give the service, None for others; refuses by the field, with why."""
    kind = services.kinds(unit.connection, unit.today)[answers["kind"]]
    reason = why_not(kind, held)
    if reason is not None:
        raise one_wrong(field, reason.zh, f"{reason.en[0].upper()}{reason.en[1:]}", reason.source)
    wanted = answers.get("center")
    by = who_provides(unit, entity_id, held, kind, wanted)
    province = home_province(unit, entity_id)
    if by is None and unit.rules.choice("service_without_center", unit.today) != "nation_assigns":
        raise one_wrong(
            field,
            "本地没有保护中心，不能提供；符合条件的，省局可以提请列为一类。",
            "There is no center here to give it; the office may propose category 1.",
            "Q16",
        )
    if by is None or by.level is not ProviderLevel.AT_CENTER:
        return None
    if wanted and by.code != wanted and protection_centers(unit, province):
        raise one_wrong(
            "center",
            "只能选备案的中心或本省的中心；外省的走跨区域服务。",
            "Choose a center where it is filed or of its province; others go by cross-region.",
            "M06",
        )
    return by.code
