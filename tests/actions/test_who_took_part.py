"""Four eyes hold for the hands that did the work, not only for whoever pressed the last button."""

from __future__ import annotations

import pytest

from service.actions.create_person import create_person
from service.actions.mark_region import mark_region
from service.domain.errors import SeparationOfDuties
from service.store import assessments

NATION = "cnipa.national_officer"
PASS = {"outcome": "pass"}


@pytest.fixture
def marking(town):
    """(case, assessment) that the nation marks, when the time for statements is over."""
    case = town.open("regional_assessment", NATION, {"year": 2025}).case_id
    town.advance("2026-06-01T09:00")
    with town.office.read() as unit:
        found = assessments.assessment_of_case(unit.connection, case)
    return case, found["id"]


def another_officer(town, login):
    posts = (("CNIPA", "national_officer"),)
    create_person(town.office, actor=None, login=login, name=login, password=None, posts=posts)


def test_whoever_marked_a_region_does_not_review_the_marks(town, marking):
    case, assessment = marking
    for login in ("marker", "reviewer"):
        another_officer(town, login)
    for province in provinces(town, assessment):
        mark_region(town.office, actor=town.actor("marker"), assessment_id=assessment,
                    province=province, group="innovation", mark=80, reasons="有实效。")  # fmt: skip
    town.complete(case, "mark_regions", NATION, note="按数据和自报评分。")
    with pytest.raises(SeparationOfDuties):
        town.complete(case, "review_marks", "marker", **PASS)
    town.complete(case, "review_marks", "reviewer", **PASS)


def provinces(town, assessment):
    with town.office.read() as unit:
        return [row["province"] for row in assessments.regions_of(unit.connection, assessment)]
