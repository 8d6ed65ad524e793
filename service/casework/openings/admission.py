"""Admission: an entity applies for itself, or an intake officer for it at their own center."""

from __future__ import annotations

from typing import Any

from service.casework.openings.places import center_named
from service.casework.openings.registry import Answers, Opening, opener
from service.domain.errors import BadCode, FieldError, InvalidForm, NotAllowed
from service.domain.identity import IdentifierKind, SubstituteCode, normalise_code
from service.domain.roles import Actor, Role
from service.office import Unit
from service.store import entities


@opener("admission_review", Role.ENTITY_CONTACT, Role.INTAKE_OFFICER)
def _admission(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """An entity applies for itself, or an intake officer for it at their own center."""
    center = center_named(unit, answers.get("center"), "center", kind="protection")
    code, kind, proof = _identifier(answers)
    entity_id = entities.entity_id_of(unit.connection, code)
    _check_applicant(actor, entity_id, center["code"])
    if entity_id is None:
        said = said_of_entity(answers, center["province"])
        entity_id = entities.register(
            unit.connection,
            said | {"code": code},
            code_kind=kind,
            reason=proof,
            on=unit.today,
            now=unit.now,
        )
    return Opening(entity_id=entity_id, center=center["code"], province=center["province"])


def _check_applicant(actor: Actor, entity_id: int | None, center: str) -> None:
    for post in actor.posts:
        if post.role is Role.INTAKE_OFFICER and post.org_code == center:
            return
        if post.role is Role.ENTITY_CONTACT and entity_id and actor.entity_id == entity_id:
            return
    raise NotAllowed(
        reason_zh="只能为本单位申报，或由本中心受理员代为登记。核对代码和中心。",
        reason_en="apply for your own entity, or at your own center as its intake officer.",
    )


def _identifier(answers: Answers) -> tuple[str, str, str]:
    """(normalised code, kind, proof). Raises InvalidForm naming the field."""
    try:
        if answers.get("has_code", True):
            return normalise_code(answers.get("entity_code") or ""), "credit_code", ""
        read = SubstituteCode.read(
            answers.get("substitute_code") or "", answers.get("substitute_reason") or ""
        )
    except BadCode as refused:
        field = "entity_code" if answers.get("has_code", True) else "substitute_code"
        wrong = FieldError(field=field, zh=refused.message("zh"), en=refused.message("en"))
        raise InvalidForm(fields=(wrong,)) from refused
    return read.value, IdentifierKind.SUBSTITUTE.value, read.proof


def said_of_entity(answers: Answers, center_province: str) -> dict[str, Any]:
    """What an application says of its entity, as the register keeps it."""
    district = answers.get("district_code") or ""
    return {
        "name": answers["entity_name"].strip(),
        "kind": answers["entity_type"],
        "province": _province_of(district, center_province),
        "city": answers.get("city") or "",
        "district_code": district,
        "address": answers.get("registered_address") or "",
        "legal_representative": answers.get("legal_representative") or "",
        "contact_phone": answers.get("contact_phone") or "",
        "profile": {
            key: answers.get(key)
            for key in ("industry", "products", "insured_count", "rd_staff_count", "granted")
        },
    }


def _province_of(district: str, center_province: str) -> str:
    """The office of a district code; the Corps shares Xinjiang's codes (E6 69)."""
    office = f"{district[:2]}0000" if district else center_province
    return center_province if (office, center_province) == ("650000", "660000") else office
