"""Rules: dated, scoped, versioned. Source: domain.md 1.2, 5.3, 8.1; D25."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from service.domain.errors import BadRuleValue, UnknownRule
from service.domain.limits import Roll
from service.domain.periods import Unit
from service.domain.rules import (
    CATALOGUE,
    DEFINITIONS,
    QUESTIONS,
    RuleParameter,
    Rules,
    Scope,
)
from tests.domain.facts_2024_2026 import day

RULES = Rules()
ON = day("2026-06-10")
HAN = re.compile(r"[\u4e00-\u9fff]")
WORKING_DAYS = {
    "completeness": 5, "correction": 10, "consultation": 10, "assessment": 5,
    "second_review": 3, "admission_decision": 3, "admission_total": 20, "national_recheck": 10,
    "triage": 2, "verification": 10, "severity": 5, "statement": 5, "finding": 5,
    "reminder": 10, "reminder_correction": 20, "removal_proposal": 5, "province_review": 5,
    "national_decision": 10, "acknowledgement": 3, "restriction_confirmation": 5,
    "reminder_lead": 1,
}  # fmt: skip


def given(key: str, value, **more) -> RuleParameter:
    unit = DEFINITIONS[key].unit
    return RuleParameter(
        key=key, value=value, unit=unit, **{"valid_from": date(2026, 1, 1), **more}
    )


@pytest.mark.parametrize(("key", "days"), WORKING_DAYS.items())
def test_every_limit_has_its_default_in_working_days(key, days):
    limit = RULES.limit(key, ON)
    assert (limit.value, limit.unit) == (days, Unit.WORKING_DAY)
    assert limit.document
    assert limit.article


def test_the_year_of_the_notice_is_a_rule_with_its_source():
    for key, article in (("ban_years", "M28"), ("violation_window_years", "M25")):
        found = RULES.parameter(key, ON)
        assert (found.value, found.unit, found.article) == (1, "year", article)
        assert found.document == "国知办函保字〔2025〕442号"
    assert RULES.number("ban_notice_lead", ON) == 30


def test_every_open_question_is_a_rule_with_its_default():
    asked = {p.question for p in CATALOGUE if p.question}
    assert asked == set(QUESTIONS) == {f"Q{n}" for n in range(1, 17)}


@pytest.mark.parametrize(
    ("key", "default"),
    [
        ("screening_exemption", "all"),
        ("cross_region_counts_first", False),
        ("cross_region_count", "accepted"),
        ("cross_region_window", "last_full_year"),
        ("cross_region_hard_stop", True),
        ("cross_region_percent", Decimal(5)),
        ("list_removal_by", "nation"),
        ("cancellation_by", "center"),
        ("violation_scope", "nation"),
        ("violation_date", "verified"),
        ("violation_unit", "event"),
        ("violation_counts_when", "final"),
        ("ban_bars", "both"),
        ("ban_start", "effective"),
        ("ban_roll", "none"),
        ("review_interval", 1),
        ("share_serious", 1),
        ("share_minor", 5),
        ("few_applications", 0),
        ("many_applications", 0),
        ("reminder_and_interview", "one"),
        ("first_category_removal_by", "nation"),
        ("agency_measures", "record"),
        ("third_category_leaves_with_filing", True),
        ("co_applicant_finding", "alert"),
        ("service_without_center", "propose_first_category"),
        ("consultation_required", True),
        ("second_review_required", False),
        ("one_live_application_per_center", True),
    ],
)
def test_a_question_left_open_has_the_default_of_the_project(key, default):
    assert RULES.value(key, ON) == default
    assert type(RULES.value(key, ON)) is type(default)


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda d: d.key)
def test_every_rule_speaks_both_languages(definition):
    texts = [(definition.zh, definition.en), *(definition.options or {}).values()]
    if definition.question:
        texts.append((definition.question_zh, definition.question_en))
    for zh, en in texts:
        assert HAN.search(zh)
        assert en
        assert not HAN.search(en)


@pytest.mark.parametrize("parameter", CATALOGUE, ids=lambda p: p.key)
def test_every_default_is_written_and_read_back(parameter):
    assert DEFINITIONS[parameter.key].read(parameter.text) == parameter.value


def test_no_key_stands_twice_in_the_catalogue():
    keys = [p.key for p in CATALOGUE]
    assert len(keys) == len(set(keys)) == len(DEFINITIONS)


def test_the_narrower_scope_wins():
    rules = Rules(
        [
            *CATALOGUE,
            given("assessment", 8, scope="province", scope_code="330000", version=2),
            given("assessment", 6, scope="center", scope_code="zhejiang", version=2),
        ]
    )
    assert rules.value("assessment", ON) == 5
    assert rules.value("assessment", ON, "330000") == 8
    assert rules.value("assessment", ON, "330000", "hangzhou") == 8
    assert rules.value("assessment", ON, "330000", "zhejiang") == 6
    assert rules.value("assessment", ON, "320000", "nanjing") == 5


def test_a_value_holds_from_its_first_to_its_last_day():
    rules = Rules([given("triage", 4, valid_from=day("2026-06-01"), valid_to=day("2026-06-30"))])
    assert rules.value("triage", day("2026-06-01")) == 4
    assert rules.value("triage", day("2026-06-30")) == 4
    for outside in ("2026-05-31", "2026-07-01"):
        with pytest.raises(UnknownRule):
            rules.value("triage", day(outside))


def test_a_case_keeps_the_version_it_began_with():
    rules = Rules([*CATALOGUE, given("triage", 4, version=2)])
    assert rules.version == 2
    assert rules.value("triage", ON) == 4
    assert rules.up_to(1).value("triage", ON) == 2


def test_an_unknown_key_is_a_fault():
    with pytest.raises(UnknownRule):
        RULES.value("nothing_of_the_kind", ON)


@pytest.mark.parametrize(("stricter_wins", "years"), [(False, 1), (True, 3)])
def test_a_longer_local_ban_wins_only_if_the_rule_owner_says_so(stricter_wins, years):
    rules = Rules(
        [
            *CATALOGUE,
            given("ban_years", 3, scope="province", scope_code="330000"),
            given("ban_years", 1, scope="center", scope_code="zhejiang"),
            given("stricter_ban_wins", stricter_wins, version=2),
        ]
    )
    assert rules.number("ban_years", ON, "330000", "zhejiang") == years
    shown = rules.candidates("ban_years", ON, "330000", "zhejiang")
    assert [p.value for p in shown] == [1, 3, 1]
    assert rules.number("ban_years", ON) == 1


@pytest.mark.parametrize("roll", list(Roll))
def test_a_partys_deadline_rolls_as_the_rule_says_and_an_officers_never(roll):
    rules = Rules([*CATALOGUE, given("deadline_roll", roll.value, version=2)])
    assert rules.limit("correction", ON).roll is roll
    assert rules.limit("statement", ON).roll is roll
    assert rules.limit("assessment", ON).roll is Roll.NONE
    assert rules.limit("ban_years", ON).roll is Roll.NONE


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("triage", "two"),
        ("triage", "2.5"),
        ("triage", "-1"),
        ("triage", "NaN"),
        ("triage", ""),
        ("consultation_required", "yes"),
        ("ban_start", "someday"),
    ],
)
def test_a_value_a_rule_can_not_have_is_refused_with_its_name(key, text):
    with pytest.raises(BadRuleValue) as caught:
        DEFINITIONS[key].read(text)
    assert DEFINITIONS[key].zh in caught.value.message("zh")
    assert DEFINITIONS[key].en in caught.value.message("en")


def test_values_are_read_in_their_own_type():
    assert DEFINITIONS["cross_region_percent"].read("5.5") == Decimal("5.5")
    assert DEFINITIONS["consultation_required"].read(" false ") is False
    assert DEFINITIONS["triage"].read("3") == 3
    stored = replace(CATALOGUE[0], scope="center", scope_code="zhejiang")
    assert stored.scope is Scope.CENTER
    assert all(scope.zh for scope in Scope)
