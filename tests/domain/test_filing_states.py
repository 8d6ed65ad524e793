"""The states of a filing. Source: domain.md c1, c6; E3 28-38."""

from itertools import pairwise

import pytest

from service.domain.errors import WrongState
from service.domain.filings import (
    FILED,
    LIVE,
    OVER,
    RESTORABLE,
    TRANSITIONS,
    FilingPeriod,
    FilingState,
    check_move,
    check_restore,
    may_move,
)
from tests.domain.facts_2024_2026 import day

S = FilingState


@pytest.mark.parametrize(
    "path",
    [
        "none submitted under_review decided_yes active",
        "none submitted correction submitted under_review refused",
        "none submitted correction lapsed",
        "none submitted correction withdrawn",
        "none submitted not_accepted",
        "submitted terminated_by_ban",
        "correction terminated_by_ban",
        "under_review terminated_by_ban",
        "decided_yes terminated_by_ban",
        "decided_yes under_review",
        "decided_yes correction",
        "active suspended active cancelled",
        "suspended cancelled",
        "active cleared",
        "active ended",
    ],
)
def test_a_filing_goes_the_ways_of_the_law(path):
    for before, after in pairwise(path.split()):
        check_move(S(before), S(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("none", "active"),
        ("submitted", "active"),
        ("submitted", "lapsed"),
        ("under_review", "active"),
        ("cancelled", "active"),
        ("cleared", "active"),
        ("active", "refused"),
        ("active", "terminated_by_ban"),
        ("lapsed", "submitted"),
    ],
)
def test_other_ways_are_refused_with_both_names(before, after):
    with pytest.raises(WrongState) as caught:
        check_move(S(before), S(after))
    assert S(before).zh in caught.value.message("zh")
    assert S(after).en in caught.value.message("en")


def test_an_ended_filing_never_moves_again_a_new_one_is_opened():
    assert all(not TRANSITIONS[state] for state in OVER)
    assert set(TRANSITIONS) == set(S)
    assert not may_move(S.CANCELLED, S.SUBMITTED)


def test_every_live_application_can_be_ended_by_a_ban_and_by_its_applicant():
    for state in LIVE:
        assert may_move(state, S.TERMINATED_BY_BAN)
        assert may_move(state, S.WITHDRAWN)


def test_every_filing_in_force_can_be_cancelled_cleared_and_ended():
    for state in FILED:
        assert {S.CANCELLED, S.CLEARED, S.ENDED} <= TRANSITIONS[state]


def test_an_upheld_appeal_restores_the_state_before():
    check_restore(S.CANCELLED, S.ACTIVE)
    check_restore(S.CANCELLED, S.SUSPENDED)
    check_restore(S.TERMINATED_BY_BAN, S.UNDER_REVIEW)
    with pytest.raises(WrongState):
        check_restore(S.WITHDRAWN, S.ACTIVE)
    assert set(RESTORABLE) <= OVER


def test_a_period_holds_from_its_first_day_to_the_day_before_the_next():
    period = FilingPeriod(1, "zhejiang", "active", day("2023-06-01"), day("2026-03-16"))
    assert period.state is S.ACTIVE
    assert period.holds_on(day("2023-06-01"))
    assert period.holds_on(day("2026-03-15"))
    assert not period.holds_on(day("2026-03-16"))


def test_every_state_has_a_name_in_both_languages():
    assert all(state.zh and state.en for state in S)
