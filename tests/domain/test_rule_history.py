"""Values of a rule over time and place: arranged, replaced, ended. Source: D25, M36."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.errors import InvalidForm
from service.domain.rule_history import places, stretches, with_also
from service.domain.rule_proposals import RuleProposal, checked, covered
from service.domain.rule_reach import NATIONWIDE, TOPICS, scopes_of, topic_of
from service.domain.rules import CATALOGUE, DEFINITIONS, RuleParameter, Rules, Scope

KEY = "completeness"
BEGIN = date(2026, 1, 1)
CENTER = (Scope.CENTER, "zhejiang")


def said(value: int, version: int, **more) -> RuleParameter:
    kept = {"valid_from": BEGIN, "unit": "working_day"} | more
    return RuleParameter(key=KEY, value=value, version=version, **kept)


def at_center(value: int, version: int, **more) -> RuleParameter:
    return said(value, version, scope=Scope.CENTER, scope_code="zhejiang", **more)


def test_an_ended_value_gives_way_to_the_wider_one_from_that_day():
    ended = at_center(3, 3, valid_from=date(2026, 6, 1), ends=True)
    rules = Rules([*CATALOGUE, at_center(3, 2), ended])
    held = [
        rules.number(KEY, date(2026, 5, 31), "330000", "zhejiang"),
        rules.number(KEY, date(2026, 6, 1), "330000", "zhejiang"),
        rules.up_to(2).number(KEY, date(2026, 6, 1), "330000", "zhejiang"),
    ]
    assert held == [3, 5, 3]


def test_an_end_touches_no_other_place():
    ended = at_center(3, 3, valid_from=date(2026, 6, 1), ends=True)
    other = replace(at_center(4, 2), scope_code="hangzhou")
    rules = Rules([*CATALOGUE, at_center(3, 2), other, ended])
    assert rules.number(KEY, date(2026, 7, 1), "330000", "hangzhou") == 4


def test_what_is_said_after_an_end_holds_again():
    rules = Rules([*CATALOGUE, at_center(3, 2), at_center(3, 3, ends=True), at_center(4, 4)])
    assert rules.number(KEY, BEGIN, "330000", "zhejiang") == 4


def test_the_stretches_of_a_place_follow_one_another():
    rules = Rules(
        [
            *CATALOGUE,
            at_center(3, 2),
            at_center(7, 3, valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 31)),
            at_center(3, 4, valid_from=date(2026, 6, 1), ends=True),
        ]
    )
    told = [
        (s.first_day, s.last_day, s.parameter.value if s.parameter else None)
        for s in stretches(rules, KEY, CENTER)
    ]
    assert told == [
        (BEGIN, date(2026, 2, 28), 3),
        (date(2026, 3, 1), date(2026, 3, 31), 7),
        (date(2026, 4, 1), date(2026, 5, 31), 3),
        (date(2026, 6, 1), None, None),
    ]
    assert places(rules, KEY) == ((Scope.NATION, None), CENTER)


days = st.integers(0, 40).map(lambda n: BEGIN + timedelta(days=n))
PARAMETERS = st.lists(
    st.tuples(days, st.none() | st.integers(0, 20), st.booleans(), st.integers(1, 9)), max_size=7
)


@given(PARAMETERS, days)
def test_the_stretch_of_a_day_is_what_is_said_that_day(drawn, day):
    """However values are arranged, replaced and ended: no gap, no overlap, the same answer."""
    parameters = [
        at_center(
            value,
            version,
            valid_from=first,
            valid_to=None if length is None or ends else first + timedelta(days=length),
            ends=ends,
        )
        for version, (first, length, ends, value) in enumerate(drawn, start=2)
    ]
    rules = Rules([*CATALOGUE, *parameters])
    found = stretches(rules, KEY, CENTER)
    for before, after in itertools.pairwise(found):
        assert before.last_day == after.first_day - timedelta(days=1)
    covering = [stretch for stretch in found if stretch.covers(day)]
    assert len(covering) <= 1
    held = rules.said_at(KEY, day, *CENTER)
    assert (covering[0].parameter if covering else None) == held
    asked = rules.number(KEY, day, "330000", "zhejiang")
    assert asked == (held.value if held else 5)


@given(PARAMETERS, days)
def test_what_is_said_later_never_changes_an_earlier_version(drawn, day):
    rules = Rules(CATALOGUE)
    answers = {1: rules.number(KEY, day, "330000", "zhejiang")}
    for first, _, ends, value in drawn:
        rules = with_also(rules, at_center(value, 0, valid_from=first, ends=ends))
        answers[rules.version] = rules.number(KEY, day, "330000", "zhejiang")
    for version, answer in answers.items():
        assert rules.up_to(version).number(KEY, day, "330000", "zhejiang") == answer


def proposal(**more) -> RuleProposal:
    kept = {"key": KEY, "value": "3", "document": "试行", "reason": "提速", "valid_from": BEGIN}
    return RuleProposal(**kept | more)


@given(st.text(max_size=30))
def test_whatever_is_typed_as_a_value_is_a_number_or_a_named_fault(text):
    try:
        made, faults = checked(proposal(value=text), Rules()).value, []
    except InvalidForm as refusal:
        made, faults = 1, [fault.field for fault in refusal.fields]
    assert 1 <= made <= 1000
    assert faults in ([], ["value"])


@pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=lambda d: d.key)
def test_every_default_could_be_proposed_again_under_another_document(definition):
    default = next(p for p in CATALOGUE if p.key == definition.key)
    made = checked(proposal(key=definition.key, value=default.text), Rules())
    assert made.value == default.value
    assert type(made.value) is type(default.value)


def test_a_value_that_covers_a_later_one_says_so():
    later = said(8, 2, valid_from=date(2027, 1, 1))
    rules = Rules([*CATALOGUE, later])
    assert [s.parameter for s in covered(said(4, 0), rules)] == [later]
    until = said(4, 0, valid_to=date(2026, 12, 31))
    assert covered(until, rules) == ()


@pytest.mark.parametrize("key", sorted(NATIONWIDE))
def test_a_rule_that_reaches_the_nation_is_one_and_has_no_narrower_value(key):
    assert key in DEFINITIONS
    assert scopes_of(key) == (Scope.NATION,)


def test_every_rule_belongs_to_a_part_of_the_work():
    assert {topic_of(p.key, p.article) for p in CATALOGUE} == set(TOPICS)


def test_a_percentage_may_have_a_fraction():
    made = checked(proposal(key="cross_region_percent", value="2.5"), Rules())
    assert made.value == Decimal("2.5")
