"""Until when an appeal may be filed, who decides, and what may be done about it.

Source: E7 78; domain.md 8.4, C6; 行政复议法 20; 行政诉讼法 46.
"""

from datetime import UTC, date, datetime

import pytest

from service.domain.appeals import (
    RELIEFS,
    AppealKind,
    Relief,
    Target,
    appeal_time,
    body_of,
)
from service.domain.bans import Ban, banned_run, banned_until, first_free_day, in_force
from service.domain.calendar import WorkCalendar
from service.domain.facts import EntityFacts, Facts, Restriction
from service.domain.limits import Limit
from service.domain.periods import Unit
from service.domain.stretches import Stretch, known_stretches
from service.domain.violations import Severity, Violation

KNOWN = date(2026, 3, 2)
LIMITS = {
    "appeal_objection": (60, Unit.DAY),
    "appeal_cnipa": (60, Unit.DAY),
    "appeal_reconsideration": (60, Unit.DAY),
    "appeal_reconsideration_untold": (1, Unit.YEAR),
    "appeal_court": (6, Unit.MONTH),
    "appeal_court_untold": (1, Unit.YEAR),
}


def asked(kind, filed_on, *, told=True, told_on=None):
    def limit_of(key):
        value, unit = LIMITS[key]
        return Limit(key=key, value=value, unit=unit)

    return appeal_time(
        AppealKind(kind), filed_on=filed_on, known_on=KNOWN, rights_told=told, told_on=told_on,
        limit_of=limit_of, calendar=WorkCalendar(1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("objection", date(2026, 5, 1)),
        ("cnipa_appeal", date(2026, 5, 1)),
        ("reconsideration", date(2026, 5, 1)),
        ("court", date(2026, 9, 2)),
    ],
)
def test_the_last_day_is_in_time_and_the_next_is_not(kind, last):
    assert asked(kind, last).in_time
    late = asked(kind, date.fromordinal(last.toordinal() + 1))
    assert (late.last_day, late.in_time) == (last, False)


def test_untold_it_runs_from_learning_of_the_right():
    time = asked("reconsideration", KNOWN, told=False, told_on=date(2026, 10, 1))
    assert time.last_day == date(2026, 11, 30)


def test_untold_it_never_runs_beyond_the_longest_period():
    never_learned = asked("reconsideration", KNOWN, told=False)
    learned_late = asked("reconsideration", KNOWN, told=False, told_on=date(2027, 2, 20))
    assert {never_learned.last_day, learned_late.last_day} == {date(2027, 3, 2)}


def test_an_untold_objection_has_no_longest_period_and_runs_from_knowing_the_act():
    assert asked("objection", KNOWN, told=False).last_day == date(2026, 5, 1)


def test_a_body_may_correct_itself_at_any_time():
    time = asked("self_correction", date(2036, 1, 1))
    assert (time.in_time, time.last_day) == (True, None)


@pytest.mark.parametrize(
    ("kind", "target", "carries", "body"),
    [
        ("objection", "finding", False, "province"),
        ("objection", "finding", True, "nation"),
        ("objection", "removal_decision", False, "nation"),
        ("court", "finding", False, "nation"),
        ("self_correction", "filing_refusal", False, "province"),
    ],
)
def test_what_brings_the_nation_s_decision_down_is_decided_by_the_nation(
    kind, target, carries, body
):
    said = body_of(AppealKind(kind), Target(target), carries_removal=carries, by_rule="province")
    assert said == body


def test_every_relief_fits_some_target():
    fitting = {r for by_outcome in RELIEFS.values() for found in by_outcome.values() for r in found}
    assert fitting == set(Relief)


def test_a_stay_rests_the_ban_and_does_not_move_its_end():
    stay = Stretch(date(2026, 5, 1), date(2026, 6, 1))
    ban = Ban(1, 7, KNOWN, date(2027, 3, 2), stays=(stay,))
    assert in_force(ban, date(2026, 4, 30))
    assert not in_force(ban, date(2026, 5, 1))
    assert in_force(ban, date(2026, 6, 1))
    assert banned_run([ban], date(2026, 4, 1)) == (KNOWN, date(2026, 4, 30))
    assert first_free_day([ban], date(2026, 5, 10)) == date(2026, 5, 10)
    assert banned_until([ban], date(2026, 6, 1)) == date(2027, 3, 2)


def test_an_open_stay_rests_the_ban_until_it_is_ended():
    ban = Ban(1, 7, KNOWN, date(2027, 3, 2), stays=(Stretch(date(2026, 5, 1)),))
    assert banned_until([ban], date(2026, 12, 1)) is None


def test_a_stay_does_not_rest_another_ban():
    stayed = Ban(1, 7, KNOWN, date(2027, 3, 2), stays=(Stretch(date(2026, 5, 1)),))
    other = Ban(2, 7, date(2026, 5, 20), date(2027, 5, 20))
    assert banned_until([stayed, other], date(2026, 6, 1)) == date(2027, 5, 20)


def test_a_restriction_rests_with_its_ban():
    stay = Stretch(date(2026, 5, 1), date(2026, 6, 1))
    limit = Restriction(1, 7, "priority", KNOWN, date(2027, 3, 2), stays=(stay,))
    assert [limit.holds_on(d) for d in (date(2026, 4, 30), date(2026, 5, 1))] == [True, False]


def test_what_was_known_of_a_stay_before_it_was_said_and_before_it_ended():
    said, ended = datetime(2026, 5, 1, 3, tzinfo=UTC), datetime(2026, 6, 1, 3, tzinfo=UTC)
    stay = Stretch(date(2026, 5, 1), date(2026, 6, 1), said, ended)
    assert known_stretches([stay], datetime(2026, 4, 30, tzinfo=UTC)) == ()
    (open_then,) = known_stretches([stay], datetime(2026, 5, 20, tzinfo=UTC))
    assert open_then.to_day is None
    assert known_stretches([stay], None) == (stay,)


def test_before_it_was_lowered_the_record_knew_a_serious_finding():
    lowered = datetime(2026, 6, 1, tzinfo=UTC)
    event = Violation(1, 7, "zhejiang", Severity.MINOR, verified_day=KNOWN, final_day=KNOWN,
                      lowered_at=lowered)  # fmt: skip
    facts = Facts(EntityFacts(7, "9133", "某公司"), violations=(event,))
    (then,) = facts.known_at(datetime(2026, 5, 1, tzinfo=UTC)).violations
    (now,) = facts.known_at(None).violations
    assert [then.severity, now.severity] == [Severity.SERIOUS, Severity.MINOR]
