"""Monitoring: a run over one's own place, or one entity at one center looked into by hand."""

from __future__ import annotations

from service.casework.openings.places import center_named, entity_named
from service.casework.openings.registry import Answers, Opening, opener
from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.domain.roles import NATION_CODE, Actor, Level, Role
from service.office import Unit
from service.store import filings, people

CENTER_ROLES = (Role.REVIEWER, Role.CENTER_HEAD)


@opener(
    "monitoring_alert",
    *CENTER_ROLES,
    Role.PROVINCIAL_OFFICER,
    Role.NATIONAL_OFFICER,
)
def _monitoring(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """A run looks at the widest place of the actor's posts; an entity, at one of its centers."""
    if answers.get("what") == "entity":
        return _one(unit, actor, answers)
    return run_opening(unit, place_of(unit, actor))


def place_of(unit: Unit, actor: Actor) -> tuple[str | None, str]:
    """(center or None, province or the nation's code): the widest place of the actor's posts."""
    if actor.holds(Role.NATIONAL_OFFICER):
        return None, NATION_CODE
    for post in actor.posts:
        if post.role is Role.PROVINCIAL_OFFICER:
            return None, post.org_code
    post = next(post for post in actor.posts if post.role in CENTER_ROLES)
    return post.org_code, str(post.province)


def run_opening(unit: Unit, place: tuple[str | None, str]) -> Opening:
    """A run of monitoring over a place, as a case about no entity."""
    center, province = place
    found = people.organisation_by_code(unit.connection, center or province)
    assert found is not None, "posts are held in organisations on file"
    return Opening(
        center=center,
        province=province,
        subject=f"重点监测：{found['short_zh']}",
        subject_en=f"Monitoring: {found['name_en']}"[:200],
    )


def _one(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    entity_id = entity_named(unit, answers.get("entity_code"), "entity_code")
    own = [post.org_code for post in actor.posts if post.role in CENTER_ROLES]
    center = center_named(unit, answers.get("center") or (own[0] if own else None), "center")
    reached = center["code"] in own or any(
        post.role is Role.NATIONAL_OFFICER
        or (post.role.level is Level.PROVINCE and post.org_code == center["province"])
        for post in actor.posts
    )
    if not reached:
        raise NotAllowed(
            reason_zh="只能核查本中心（本省）的备案主体。",
            reason_en="only entities filed at your own center or province.",
        )
    periods = filings.filing_periods(unit.connection, entity_id)
    if not any(p.center == center["code"] and p.retracted_at is None for p in periods):
        wrong = FieldError(
            field="entity_code",
            zh=f"这个主体没有在{center['short_zh']}备案。核对代码和中心。",
            en="This entity was never filed at this center. Check both.",
        )
        raise InvalidForm(fields=(wrong,))
    return Opening(entity_id=entity_id, center=center["code"], province=center["province"])
