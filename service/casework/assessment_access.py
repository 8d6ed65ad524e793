"""Which assessments and regions a person sees: the nation all, an office its own, or as decided."""

from __future__ import annotations

from typing import Any

from service.casework.sharing_access import sees_all
from service.domain.errors import NotFound
from service.domain.roles import Actor, may_see_province
from service.office import Unit
from service.store import assessments

Row = dict[str, Any]


def offices_of(actor: Actor) -> list[str]:
    """The offices whose assessment the person may read."""
    return [p.org_code for p in actor.posts if may_see_province(actor, p.org_code)]


def may_see_assessments(actor: Actor) -> bool:
    return sees_all(actor) or bool(offices_of(actor))


def assessment_seen(unit: Unit, actor: Actor, assessment_id: int) -> Row:
    """The assessment; raises NotFound to whoever sees none."""
    row = assessments.assessment_by_id(unit.connection, assessment_id)
    if row is None or not may_see_assessments(actor):
        raise NotFound(what_zh="这次评估", what_en="such assessment")
    return row


def region_seen(unit: Unit, actor: Actor, assessment_id: int, province: str) -> tuple[Row, Row]:
    """(assessment, region) with figures and statements: the nation's, and the region's own."""
    about = assessment_seen(unit, actor, assessment_id)
    row = assessments.region(unit.connection, assessment_id, province)
    if row is None or not (sees_all(actor) or province in offices_of(actor)):
        raise NotFound(what_zh="这个地区的评估", what_en="such region's assessment")
    return about, row


def sees_result(actor: Actor, about: Row, province: str) -> bool:
    """Whether band and priority of a region are shown: decided, and published to the reader."""
    if sees_all(actor):
        return True
    if about["state"] != "decided":
        return False
    return about["publication"] == "every" or province in offices_of(actor)
