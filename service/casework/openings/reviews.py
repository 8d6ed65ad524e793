"""Re-reviews: a campaign at one center; the cases of its entities are planned by it."""

from __future__ import annotations

from service.casework.openings.places import center_named
from service.casework.openings.registry import Answers, Opening, opener
from service.domain.errors import NotAllowed
from service.domain.roles import Actor, Level, Role
from service.office import Unit


@opener("periodic_review", Role.CENTER_HEAD, Role.PROVINCIAL_OFFICER)
def _campaign(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """The head of a center for it, the provincial officer for any center of the province."""
    center = center_named(unit, answers.get("center"), "center", kind="protection")
    for post in actor.posts:
        own = post.role is Role.CENTER_HEAD and post.org_code == center["code"]
        guides = post.role is Role.PROVINCIAL_OFFICER and post.org_code == center["province"]
        if own or guides:
            return campaign_at(center)
    where = "本省" if any(p.role.level is Level.PROVINCE for p in actor.posts) else "本"
    raise NotAllowed(
        reason_zh=f"只能为{where}中心发起定期复核。",
        reason_en="a campaign is opened for your own center, or a center of your province.",
    )


def campaign_at(center: dict[str, str]) -> Opening:
    """A campaign about no entity, at this center."""
    return Opening(
        center=center["code"],
        province=center["province"],
        subject=f"{center['short_zh']}定期复核",
        subject_en=f"Re-review, {center['name_en']}"[:200],
    )
