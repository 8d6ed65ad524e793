"""Evaluation of effect: a national call, or a province's or center's own."""

from __future__ import annotations

from service.casework.openings.registry import Answers, Opening, opener
from service.domain.errors import FieldError, InvalidForm
from service.domain.roles import NATION_CODE, Actor, Role
from service.office import Unit
from service.store import people

BY_SCOPE = {
    "nation": Role.NATIONAL_OFFICER,
    "province": Role.PROVINCIAL_OFFICER,
    "center": Role.REVIEWER,
}


@opener("effectiveness_evaluation", *BY_SCOPE.values())
def _evaluation(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """The scope asked for must be that of one of the actor's posts."""
    scope = str(answers.get("scope"))
    post = next((p for p in actor.posts if p.role is BY_SCOPE.get(scope)), None)
    if post is None:
        wrong = FieldError(
            field="scope",
            zh="全国的由国家局经办发起，本省的由省局经办，本中心的由备案审核员。",
            en="An officer of the nation or province, or a reviewer of the center, begins it.",
        )
        raise InvalidForm(fields=(wrong,))
    return evaluation_opening(unit, str(answers.get("title")), post.org_code)


def evaluation_opening(unit: Unit, title: str, org: str) -> Opening:
    """An evaluation of this title at a center, in a province, or in the nation."""
    found = people.organisation_by_code(unit.connection, org)
    assert found is not None, "posts are held in organisations on file"
    place = "" if org == NATION_CODE else f"：{found['short_zh']}"
    place_en = "" if org == NATION_CODE else f": {found['name_en']}"
    is_center = found["kind"] == "center"
    return Opening(
        center=org if is_center else None,
        province=found["province"] if is_center else org,
        subject=f"{title}{place}"[:160],
        subject_en=f"{title}{place_en}"[:200],
    )
