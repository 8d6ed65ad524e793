"""Counting minor violations. Source: M25; Q6; domain.md c3; E1 1-3, E2 17-27."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from service.domain.errors import SeparationOfDuties, WrongState
from service.domain.rules import CATALOGUE, Rules
from service.domain.violations import (
    Severity,
    Variants,
    Violation,
    check_severity_change,
    escalation,
    minor_count,
    minors_in_window,
)
from tests.domain.facts_2024_2026 import day


def minor(n: int, verified: str | date, **more) -> Violation:
    when = day(verified) if isinstance(verified, str) else verified
    facts = {"center": "zhejiang", "final_day": when, **more}
    return Violation(n, 1, severity=Severity.MINOR, verified_day=when, **facts)


FIRST = minor(1, "2025-06-10")


def ids(found) -> list[int]:
    return [v.id for v in found]


@pytest.mark.parametrize(
    ("first", "second", "escalates"),
    [
        ("2025-06-10", "2026-06-10", True),
        ("2025-06-10", "2026-06-11", False),
        ("2028-02-29", "2029-02-28", True),
        ("2028-02-29", "2029-03-01", False),
    ],
)
def test_a_second_minor_violation_inside_a_year_escalates(first, second, escalates):
    earlier, new = minor(1, first), minor(2, second)
    assert ids(escalation([earlier, new], new)) == ([1, 2] if escalates else [])
    assert minor_count([earlier, new], day(second)) == (2 if escalates else 1)


@settings(max_examples=1000)
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 800), st.integers(1, 2))
def test_the_guard_and_the_count_agree_with_the_calendar(first, gap, years):
    second = first + timedelta(days=gap)
    earlier, new = minor(1, first), minor(2, second)
    inside = second <= first + relativedelta(years=years)
    assert bool(escalation([earlier], new, years)) is inside
    assert minor_count([earlier, new], second, years) == 1 + inside


def test_two_centers_count_together_unless_the_rule_says_the_same_center():
    new = minor(2, "2026-01-10", center="hangzhou")
    assert ids(escalation([FIRST], new)) == [1, 2]
    assert escalation([FIRST], new, variants=Variants(same_center_only=True)) == ()


@pytest.mark.parametrize(
    "other",
    [
        replace(FIRST, consumed_by="D1"),
        replace(FIRST, overturned=True),
        replace(FIRST, final_day=None),
        replace(FIRST, severity=Severity.SERIOUS),
        replace(FIRST, severity=Severity.NOT_ESTABLISHED),
        replace(FIRST, duplicate_of=7),
        replace(FIRST, entity_id=2),
        replace(FIRST, id=2),
    ],
    ids=["used", "overturned", "not final", "serious", "unfounded", "twin", "other", "itself"],
)
def test_what_does_not_count_is_no_ground(other):
    assert escalation([other], minor(2, "2026-01-10")) == ()


def test_a_used_violation_still_shows_in_the_count_but_escalates_once():
    used = [replace(FIRST, consumed_by="D1"), minor(2, "2026-01-10", consumed_by="D1")]
    third = minor(3, "2026-03-01")
    assert escalation(used, third) == ()
    assert minor_count([*used, third], day("2026-03-01")) == 3


def test_the_nearest_of_several_is_the_ground():
    far, near = minor(1, "2025-06-10"), minor(2, "2025-12-01")
    assert ids(escalation([far, near], minor(3, "2026-01-10"))) == [2, 3]


def test_a_violation_final_later_but_verified_earlier_pairs_too():
    late = minor(2, "2025-01-10", final_day=day("2025-12-01"))
    assert ids(escalation([FIRST], late)) == [1, 2]


@pytest.mark.parametrize(
    ("kind", "escalates"),
    [("act", False), ("found", True), ("verified", True), ("served", False), ("final", False)],
)
def test_the_date_that_counts_is_a_parameter(kind, escalates):
    earlier = replace(
        FIRST,
        act_day=day("2024-12-01"),
        found_day=day("2025-06-01"),
        served_day=day("2025-01-01"),
        final_day=day("2025-01-02"),
    )
    new = replace(
        minor(2, "2026-05-20"),
        act_day=day("2026-03-01"),
        found_day=day("2026-05-01"),
        served_day=day("2026-06-30"),
        final_day=day("2026-06-25"),
    )
    assert bool(escalation([earlier], new, 1, kind)) is escalates


def test_a_date_that_is_not_known_gives_way_to_the_day_of_verification():
    assert FIRST.counting_day("act") == day("2025-06-10")
    nowhere = replace(FIRST, verified_day=None)
    assert minor_count([nowhere], day("2025-06-11")) == 0
    assert escalation([FIRST], nowhere) == ()


def test_one_event_is_one_violation_unless_each_kind_counts():
    both = minor(2, "2026-01-10", kinds=2)
    each = Variants(each_kind=True)
    assert escalation([], both) == ()
    assert ids(escalation([], both, variants=each)) == [2]
    assert minor_count([both], day("2026-01-10")) == 1
    assert minor_count([both], day("2026-01-10"), variants=each) == 2


def test_it_counts_when_final_unless_the_rule_says_when_verified():
    open_one = minor(1, "2025-06-10", final_day=None)
    on = day("2025-06-20")
    assert minor_count([open_one], on) == 0
    assert minor_count([open_one], on, variants=Variants(when_established=True)) == 1
    soon_final = minor(1, "2025-06-10", final_day=day("2025-06-21"))
    assert minor_count([soon_final], on) == 0
    assert minor_count([soon_final], day("2025-06-21")) == 1


def test_an_appeal_stops_the_count_only_if_the_rule_says_so():
    appealed = replace(FIRST, under_appeal=True)
    new = minor(2, "2026-01-10")
    assert ids(escalation([appealed], new)) == [1, 2]
    assert escalation([appealed], new, variants=Variants(appeal_stops=True)) == ()


def test_the_variants_come_from_the_rules():
    assert Variants.of(Rules(), day("2026-01-01")) == Variants()
    turned = {
        "violation_scope": "center",
        "violation_counts_when": "established",
        "violation_unit": "kind",
        "appeal_stops_count": True,
    }
    rules = Rules([replace(p, value=turned.get(p.key, p.value)) for p in CATALOGUE])
    assert Variants.of(rules, day("2026-01-01")) == Variants(True, True, True, True)


def test_the_window_looks_back_from_the_day_asked():
    later = minor(2, "2025-12-22")
    assert ids(minors_in_window([later, FIRST], day("2026-06-10"))) == [1, 2]
    assert ids(minors_in_window([later, FIRST], day("2026-06-11"))) == [2]
    assert ids(minors_in_window([later, FIRST], day("2025-06-09"))) == []


def test_lowering_the_severity_needs_a_second_person_and_reasons():
    lower = (Severity.SERIOUS, Severity.MINOR)
    with pytest.raises(SeparationOfDuties):
        check_severity_change(*lower, proposed_by=1, decided_by=1, reasons="情节轻微")
    with pytest.raises(WrongState):
        check_severity_change(*lower, proposed_by=1, decided_by=2, reasons=" ")
    check_severity_change(*lower, proposed_by=1, decided_by=2, reasons="情节轻微")
    check_severity_change(*reversed(lower), proposed_by=1, decided_by=1, reasons="")
    assert [s.zh for s in Severity] == ["不成立", "轻微", "严重"]
