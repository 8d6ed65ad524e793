"""Violations: a clue about an entity on file; the center is the one named, or the finder's own."""

from __future__ import annotations

from service.casework.openings.places import center_named, entity_named
from service.casework.openings.registry import Answers, Opening, opener
from service.domain.roles import Actor, Role
from service.office import Unit
from service.store import entities


@opener(
    "violation_handling",
    Role.VIOLATION_OFFICER,
    Role.PROVINCIAL_OFFICER,
    Role.NATIONAL_OFFICER,
    Role.EXAMINATION_SIDE,
)
def _violation(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """A clue about an entity on file; the center is the one named, or the finder's own."""
    entity_id = entity_named(unit, answers.get("entity_code"), "entity_code")
    about = entities.entity_row(unit.connection, entity_id)
    own = [post for post in actor.posts if post.org_kind == "center"]
    named = answers.get("center") or (own[0].org_code if own else None)
    if named is None:
        return Opening(entity_id=entity_id, center=None, province=about["province"])
    center = center_named(unit, named, "center")
    return Opening(entity_id=entity_id, center=center["code"], province=center["province"])
