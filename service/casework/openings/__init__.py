"""Who may open which case, and about which entity: one opening a process.

The answers of the opening form decide; nothing is guessed from the person's screen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.domain.errors import BadCode, FieldError, InvalidForm, NotAllowed
from service.domain.identity import IdentifierKind, SubstituteCode, normalise_code
from service.domain.roles import Actor, Post, Role
from service.office import Unit
from service.store import entities, people

Answers = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What a case is about and where it belongs."""

    entity_id: int
    center: str | None
    province: str


@dataclass(frozen=True, kw_only=True)
class Opener:
    roles: tuple[Role, ...]
    settle: Callable[[Unit, Actor, Answers], Opening]


def opening_of(unit: Unit, actor: Actor, process_key: str, answers: Answers) -> Opening:
    """Say what the case is about; the person was held by `check_may_open`.

    Registers an entity that applies for the first time. Raises NotAllowed, InvalidForm.
    """
    return OPENERS[process_key].settle(unit, actor, answers)


def check_may_open(actor: Actor, process_key: str) -> None:
    """Before anything is said of the answers. Raises NotAllowed."""
    opener = OPENERS.get(process_key)
    if opener is None or not actor.holds(*opener.roles):
        who = "、".join(role.zh for role in opener.roles) if opener else "系统"
        raise NotAllowed(
            reason_zh=f"这类案件由{who}发起。",
            reason_en="cases of this kind are opened by other posts.",
        )


def opener_post(actor: Actor, process_key: str, center: str | None) -> Post:
    """The post by which the actor opened the case: of several, the one at its center.

    Who took in a clue, and so knows the informant, is an organisation: not any that the
    person happens to work for, too (E7 80).
    """
    able = [post for post in actor.posts if post.role in OPENERS[process_key].roles]
    return next((post for post in able if post.org_code == center), able[0])


def may_open(actor: Actor, process_key: str) -> bool:
    opener = OPENERS.get(process_key)
    return opener is not None and actor.holds(*opener.roles)


def _admission(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """An entity applies for itself, or an intake officer for it at their own center."""
    center = _center(unit, answers.get("center"), "center", kind="protection")
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


def _violation(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """A clue about an entity on file; the center is the one named, or the finder's own."""
    try:
        code = normalise_code(answers.get("entity_code") or "")
    except BadCode:
        code = (answers.get("entity_code") or "").strip().upper()
    entity_id = entities.entity_id_of(unit.connection, code)
    if entity_id is None:
        wrong = FieldError(
            field="entity_code",
            zh="没有这个代码的备案主体。核对代码；从未申报过的单位不在名册里。",
            en="No entity on file has this code. Check it; a unit that never applied has no entry.",
        )
        raise InvalidForm(fields=(wrong,))
    about = entities.entity_row(unit.connection, entity_id)
    own = [post for post in actor.posts if post.org_kind == "center"]
    named = answers.get("center") or (own[0].org_code if own else None)
    if named is None:
        return Opening(entity_id=entity_id, center=None, province=about["province"])
    center = _center(unit, named, "center")
    return Opening(entity_id=entity_id, center=center["code"], province=center["province"])


def _center(unit: Unit, code: str | None, field: str, kind: str | None = None) -> dict[str, Any]:
    found = people.organisation_by_code(unit.connection, code or "")
    if found is None or found["kind"] != "center" or (kind and found["center_kind"] != kind):
        wrong = FieldError(
            field=field, zh="没有这个保护中心。请从名单里选。", en="There is no such center."
        )
        raise InvalidForm(fields=(wrong,))
    return found


OPENERS: Mapping[str, Opener] = {
    "admission_review": Opener(roles=(Role.ENTITY_CONTACT, Role.INTAKE_OFFICER), settle=_admission),
    "violation_handling": Opener(
        roles=(
            Role.VIOLATION_OFFICER,
            Role.PROVINCIAL_OFFICER,
            Role.NATIONAL_OFFICER,
            Role.EXAMINATION_SIDE,
        ),
        settle=_violation,
    ),
}
