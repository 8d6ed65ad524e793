"""What a re-review refuses while no clock runs, and how its scope is counted."""

from __future__ import annotations

from datetime import date

import pytest

from service.actions.open_planned_cases import open_planned_cases
from service.domain.errors import OutOfTime
from service.domain.reviews import CampaignScope, Candidate, ScopeRule, differing
from service.store import reviews

HEAD, REVIEWER = "zhejiang.center_head", "zhejiang.reviewer"
DRAFT = {
    "name": "年度复核", "scope": "all", "window_from": "2026-03-03", "window_last": "2026-04-10",
    "first_batch": "2026-06-01", "second_batch": "2026-07-01",
}  # fmt: skip
STAFF = [{"name": "甲", "education": "master", "title": "工程师", "projects": "传感器"}] * 3
HANDED_IN = {
    "insured_count": 9, "insured_month": "2026-03", "rd_staff_count": 3, "rd_staff": STAFF,
    "ip_manager": "乙", "innovation": "有。", "operation": "有。", "agreement": "same",
    "signer": "丙", "truthful": True,
}  # fmt: skip


@pytest.fixture
def told(town):
    """An entity whose window runs to 10 April 2026, and its case."""
    entity = town.enter_entity(1, ("zhejiang",))
    campaign = town.open(
        "periodic_review", HEAD, {"center": "zhejiang", "occasion": "yearly"}
    ).case_id
    town.complete(campaign, "draft_campaign", REVIEWER, **DRAFT)
    town.complete(campaign, "approve_campaign", HEAD, outcome="approve")
    town.stand("2026-03-03T09:00")
    assert open_planned_cases(town.office).opened == 1
    with town.office.read() as unit:
        row = reviews.entry_of(unit.connection, campaign, entity.id)
    assert row is not None
    return entity, row["case_id"]


def test_the_last_second_of_the_window_is_in_time(town, told):
    entity, case = told
    town.stand("2026-04-10T23:59:59")
    town.complete(case, "submit_review", entity.contact, **HANDED_IN)
    assert town.items(case, "check_submission")


def test_a_second_later_is_too_late_even_if_no_clock_has_looked(town, told):
    entity, case = told
    town.stand("2026-04-11T00:00")
    with pytest.raises(OutOfTime) as refused:
        town.complete(case, "submit_review", entity.contact, **HANDED_IN)
    assert "2026-04-10" in refused.value.message("zh")
    assert town.items(case, "submit_review")


ONE = Candidate(entity_id=1, filing_id=1, code="91", name="甲", filed_on=date(2025, 4, 1))


@pytest.mark.parametrize(
    ("scope", "takes"),
    [
        (CampaignScope(rule=ScopeRule.ALL), True),
        (CampaignScope(rule=ScopeRule.INSURED_BELOW, number=5), True),  # nobody knows: in
        (CampaignScope(rule=ScopeRule.FILED_BEFORE, day=date(2025, 4, 1)), False),
        (CampaignScope(rule=ScopeRule.FILED_BEFORE, day=date(2025, 4, 2)), True),
        (CampaignScope(rule=ScopeRule.IDLE, number=12), True),
        (CampaignScope(rule=ScopeRule.NAMED, codes=frozenset({"92"})), False),
        (CampaignScope(rule=ScopeRule.RISK, signals=frozenset({"no_insured"})), False),
    ],
)
def test_a_scope_takes_who_it_says(scope, takes):
    assert scope.takes(ONE) is takes


def test_risk_signals_are_what_is_on_record():
    known = Candidate(entity_id=1, filing_id=1, code="91", name="甲", filed_on=date(2025, 4, 1),
                      insured=0, rd_staff=2, minors=1, alerts=1)  # fmt: skip
    assert known.signals == ("no_insured", "few_rd_staff", "minor_violation", "monitoring_alert")
    assert ONE.signals == ()


def test_what_nobody_knows_is_no_difference():
    register = {"insured_count": 9, "contact_phone": "", "registered_address": "甲路"}
    said = {"insured_count": 8, "contact_phone": "139", "registered_address": "甲路 "}
    assert differing(register, said) == ("insured_count",)
