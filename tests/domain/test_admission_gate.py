"""The gate of admission. Source: M13, M17, M27, M28; E1 8, E3 29, E4 46-48, 53, E7 73."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from service.domain.admission import GateFacts, PriorCancellation, gate
from service.domain.bans import Ban
from service.domain.periods import SHANGHAI, civil_day
from service.domain.rules import CATALOGUE, Rules
from tests.domain.facts_2024_2026 import day

FINE = GateFacts(
    day=day("2029-03-01"),
    center="hangzhou",
    center_province="330000",
    center_districts=("3301",),
    center_industries=("数字经济", "高端装备制造"),
    entity_province="330000",
    entity_district="330106",
    industry="数字经济",
    code="91110000600037341L",
    commitment_signed=True,
    bans=(Ban(1, 1, day("2028-02-29"), day("2029-02-28")),),
)


def rules_with(**turned) -> Rules:
    return Rules([replace(p, value=turned.get(p.key, p.value)) for p in CATALOGUE])


def check(facts: GateFacts, key: str, rules: Rules | None = None):
    result = gate(facts, rules or Rules())
    found = next(c for c in result.checks if c.key == key)
    assert result.passed is (not result.failed)
    return found


def test_an_application_without_fault_passes_every_check():
    result = gate(FINE, Rules())
    assert result.passed
    assert (result.failed, result.warnings) == ((), ())
    assert len(result.checks) == 9


@pytest.mark.parametrize("stage", ["submission", "decision"])
def test_a_banned_entity_is_refused_with_the_day_it_may_apply(stage):
    found = check(replace(FINE, day=day("2029-02-28"), stage=stage), "ban")
    assert not found.passed
    assert "最后一日是2029年2月28日" in found.zh
    assert "2029年3月1日 00:00" in found.zh
    assert "2029-03-01 00:00" in found.en
    assert "M28" in found.source


def test_one_second_before_midnight_is_refused_and_midnight_accepted():
    midnight = datetime(2029, 3, 1, tzinfo=SHANGHAI)
    late = replace(FINE, day=civil_day(midnight - timedelta(seconds=1)))
    assert not gate(late, Rules()).passed
    assert gate(replace(FINE, day=civil_day(midnight)), Rules()).passed


def test_a_ban_for_the_list_only_is_a_warning():
    banned = replace(FINE, day=day("2029-02-28"))
    found = check(banned, "ban", rules_with(ban_bars="listing"))
    assert (found.passed, found.warning) == (True, True)


@pytest.mark.parametrize(
    ("live_at", "turned", "passed", "warning"),
    [
        (("hangzhou",), {}, False, False),
        (("hangzhou",), {"one_live_application_per_center": False}, True, True),
        (("zhejiang",), {}, True, True),
        (("zhejiang",), {"one_live_application_nationwide": True}, False, False),
        ((), {}, True, False),
    ],
)
def test_a_second_application_at_the_same_center_is_refused(live_at, turned, passed, warning):
    found = check(replace(FINE, live_at=live_at), "live_application", rules_with(**turned))
    assert (found.passed, found.warning) == (passed, warning)


def test_an_entity_filed_here_need_not_apply():
    assert not check(replace(FINE, filed_here=True), "live_application").passed


@pytest.mark.parametrize(
    ("province", "district", "turned", "passed"),
    [
        ("330000", "330481", {}, False),
        ("330000", "330481", {"jurisdiction": "province"}, True),
        ("320000", "320106", {"jurisdiction": "province"}, False),
        ("320000", "320106", {"jurisdiction": "none"}, True),
        (None, "", {}, False),
    ],
)
def test_the_place_of_registration_must_be_the_centers(province, district, turned, passed):
    facts = replace(FINE, entity_province=province, entity_district=district)
    assert check(facts, "jurisdiction", rules_with(**turned)).passed is passed


def test_a_center_without_districts_serves_its_province():
    facts = replace(FINE, center_districts=(), entity_district="330481")
    assert check(facts, "jurisdiction").passed


def test_the_field_must_be_one_of_the_centers():
    found = check(replace(FINE, industry="生物医药"), "industry")
    assert not found.passed
    assert "数字经济、高端装备制造" in found.zh
    unknown = check(replace(FINE, center_industries=()), "industry")
    assert (unknown.passed, unknown.warning) == (True, True)


def test_without_commitment_no_filing():
    found = check(replace(FINE, commitment_signed=False), "commitment")
    assert (found.passed, found.source) == (False, "M17")


def test_a_wrong_check_character_is_a_warning():
    found = check(replace(FINE, code="91350211M0000XUF46"), "code")
    assert (found.passed, found.warning) == (True, True)
    assert "“R”" in found.zh


def test_a_unit_without_a_code_needs_a_proved_substitute():
    assert not check(replace(FINE, code="ZL-12345"), "code").passed
    found = check(replace(FINE, code="ZL-12345", substitute_code=True), "code")
    assert (found.passed, found.warning) == (True, True)


def test_earlier_cancellations_are_shown_and_do_not_close_the_gate():
    past = PriorCancellation("浙江中心", day("2028-02-29"))
    found = check(replace(FINE, prior_cancellations=(past,)), "prior_cancellations")
    assert (found.passed, found.warning) == (True, True)
    assert "浙江中心 2028年2月29日" in found.zh


@pytest.mark.parametrize(("bars", "passed"), [(False, True), (True, False)])
def test_an_open_investigation_bars_only_if_the_rule_says_so(bars, passed):
    rules = rules_with(investigation_bars_application=bars)
    found = check(replace(FINE, under_investigation=True), "investigation", rules)
    assert (found.passed, found.warning) == (passed, passed)


def test_a_dissolved_entity_does_not_apply():
    assert not check(replace(FINE, dissolved_day=day("2029-02-01")), "existence").passed
    assert check(replace(FINE, dissolved_day=day("2030-02-01")), "existence").passed


def test_every_check_is_made_even_when_one_has_failed():
    worst = replace(
        FINE, day=day("2028-06-01"), commitment_signed=False, industry=None, live_at=("hangzhou",)
    )
    result = gate(worst, Rules())
    assert [c.key for c in result.failed] == [
        "ban",
        "live_application",
        "industry",
        "commitment",
    ]
    assert all(c.zh and c.en and c.source for c in result.checks)
    assert json.loads(json.dumps(result.as_json()))["passed"] is False
