"""Information sharing: a center or an office reports an item; an office sends a late digest."""

from __future__ import annotations

from service.casework.openings.places import entity_named
from service.casework.openings.registry import Answers, Opening, opener
from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.domain.roles import NATION_CODE, Actor, OrgKind, Role
from service.office import Unit
from service.store import agencies, people

DIGEST = ("信息月度归集", "Monthly digest of violations")


@opener(
    "information_sharing",
    Role.VIOLATION_OFFICER,
    Role.PROVINCIAL_OFFICER,
)
def _sharing(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """The item is the reporting center's, or the office's; the region checks it."""
    center, province = _place(unit, actor)
    if answers.get("what") == "digest":
        if center is not None:
            raise NotAllowed(
                reason_zh="月度归集由省局经办报送。",
                reason_en="the digest is sent by the provincial office.",
            )
        return Opening(province=province, subject=DIGEST[0], subject_en=DIGEST[1])
    if answers.get("subject") == "entity":
        entity_id = entity_named(unit, answers.get("entity_code"), "entity_code")
        return Opening(entity_id=entity_id, center=center, province=province)
    found = agencies.agency_by_code(unit.connection, (answers.get("agency_code") or "").strip())
    if found is None:
        wrong = FieldError(
            field="agency_code",
            zh="名册里没有这个代理机构。先到代理机构名册登记，再报信息。",
            en="No agency of this code is in the register. Enter it there first.",
        )
        raise InvalidForm(fields=(wrong,))
    name = found["name"]
    return Opening(center=center, province=province, subject=name[:160], subject_en=name[:200])


def reporting_center(actor: Actor) -> str | None:
    """The center whose violation officer the actor is, if they are one."""
    for post in actor.posts:
        if post.role is Role.VIOLATION_OFFICER and post.org_kind is OrgKind.CENTER:
            return post.org_code
    return None


def _place(unit: Unit, actor: Actor) -> tuple[str | None, str]:
    """(center or None, office): the first post that may report decides."""
    center = reporting_center(actor)
    if center is not None:
        row = people.organisation_by_code(unit.connection, center) or {}
        return center, str(row.get("province") or NATION_CODE)
    for post in actor.posts:
        if post.role is Role.PROVINCIAL_OFFICER:
            return None, post.org_code
    raise NotAllowed(reason_zh="信息由中心或省局登记。", reason_en="centers and offices report.")
