"""Appeals: an entity against what was found or decided about it; officers register one for it,
or ask that an error of their own house be put right."""

from __future__ import annotations

from service.casework.appealing import (
    Against,
    against,
    check_may_appeal,
    time_of,
    unknown_number,
    wrong,
)
from service.casework.openings.registry import Answers, Opening, opener
from service.domain.appeals import AppealKind
from service.domain.errors import NotAllowed
from service.domain.roles import NATION_CODE, Actor, Role, may_do
from service.office import Unit


@opener(
    "appeal",
    Role.ENTITY_CONTACT,
    Role.VIOLATION_OFFICER,
    Role.CENTER_HEAD,
    Role.PROVINCIAL_OFFICER,
    Role.NATIONAL_OFFICER,
)
def _appeal(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """About the entity whose finding, decision or refusal is appealed; where that was handled."""
    kind = AppealKind(answers["kind"])
    found = against(unit, answers["against"])
    _check_who(actor, found, kind)
    check_may_appeal(unit, found, kind)
    time_of(unit, found, answers)
    return Opening(
        entity_id=found.case.entity_id,
        center=found.case.center_code,
        province=str(found.case.province),
    )


def _check_who(actor: Actor, found: Against, kind: AppealKind) -> None:
    if actor.entity_id is not None:
        if actor.entity_id != found.case.entity_id:
            raise unknown_number()
        if kind is AppealKind.SELF_CORRECTION:
            raise wrong(
                "kind",
                "自我纠正由保护中心、省局或国家局登记；你单位请选异议、复议、诉讼或申诉。",
                "Self-correction is for the offices; choose another kind.",
            )
        return
    center, province = str(found.case.center_code), str(found.case.province)
    if not (
        may_do(actor, Role.VIOLATION_OFFICER, center)
        or may_do(actor, Role.CENTER_HEAD, center)
        or may_do(actor, Role.PROVINCIAL_OFFICER, province)
        or may_do(actor, Role.NATIONAL_OFFICER, NATION_CODE)
    ):
        raise NotAllowed(
            reason_zh="只能登记本中心、本省的案件；国家局可以登记全国的。",
            reason_en="register it for a case of your own center or province; the nation for any.",
        )
