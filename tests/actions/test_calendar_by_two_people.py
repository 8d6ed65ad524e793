"""A year of the calendar is proposed by one administrator and loaded by another.

Source: D25; E1 11, 12.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service.actions.approve_calendar_year import approve_calendar_year
from service.actions.propose_calendar_year import propose_calendar_year
from service.actions.reject_calendar_year import reject_calendar_year
from service.actions.withdraw_calendar_year import withdraw_calendar_year
from service.domain.errors import InvalidForm, NotAllowed, SeparationOfDuties, WrongState
from service.domain.roles import Actor
from service.store import house, proposals, work_items
from service.store.record import entries_of
from service.stories.years import assumed_days
from tests.support.admissions import application
from tests.support.keepers import ONE, second_administrator
from tests.support.town import Town, code_of, name_of

OFF = {"day": date(2027, 3, 3), "kind": "off", "name": "补登"}


@pytest.fixture
def other(town: Town) -> Actor:
    return second_administrator(town)


def propose(town: Town, *more: dict[str, Any], year: int = 2027, **changes: Any) -> int:
    said = {"rows": [*assumed_days(year), *more], "notice": f"{year}年通知"} | changes
    done = propose_calendar_year(town.office, actor=town.actor(ONE), year=year, **said)
    return done.proposal_id


def apply(town: Town, number: int, at: str) -> int:
    town.enter_entity(number)
    town.stand(at)
    values = application(code_of(number), name_of(number), "zhejiang")
    return town.open("admission_review", "zhejiang.intake_officer", values).case_id


def due(town: Town, case: int) -> tuple[date, bool]:
    with town.office.read() as unit:
        row = next(
            row
            for row in work_items.items_of_case(unit.connection, case)
            if row["element"] == "check_completeness"
        )
    return row["due_day"], row["is_provisional"]


def loaded(town: Town) -> list[int]:
    with town.office.read() as unit:
        return [row["year"] for row in house.calendar_years(unit.connection)]


def test_only_approval_loads_a_year(town, other):
    proposal = propose(town)
    assert 2027 not in loaded(town)
    done = approve_calendar_year(town.office, actor=other, proposal_id=proposal)
    assert done.year == 2027
    assert 2027 in loaded(town)


def test_a_provisional_deadline_becomes_certain_with_the_approval(town, other):
    case = apply(town, 1, "2026-12-30T09:00")
    assert due(town, case)[1] is True
    proposal = propose(town)
    assert due(town, case)[1] is True
    done = approve_calendar_year(town.office, actor=other, proposal_id=proposal)
    assert done.moved >= 1
    assert due(town, case) == (date(2027, 1, 7), False)


def test_a_correction_moves_open_deadlines_and_no_ended_ones_and_is_recorded(town, other):
    approve_calendar_year(town.office, actor=other, proposal_id=propose(town))
    ended = apply(town, 1, "2027-03-01T09:00")
    town.complete(ended, "check_completeness", "zhejiang.intake_officer", outcome="complete")
    running = apply(town, 2, "2027-03-01T09:00")
    proposal = propose(town, OFF, reason="更正")
    done = approve_calendar_year(town.office, actor=other, proposal_id=proposal)
    assert due(town, ended) == (date(2027, 3, 8), False)
    assert due(town, running) == (date(2027, 3, 9), False)
    with town.office.read() as unit:
        kept = proposals.proposal_by_id(unit.connection, proposals.CALENDAR, proposal)
        lines = entries_of(unit.connection, f"case:{running}")
    told = [(m["before"], m["after"]) for m in kept["moved"]]
    assert ("2027-03-08", "2027-03-09") in told
    assert len(kept["moved"]) == done.moved
    moved = [line for line in lines if line["verb"] == "deadline.moved"]
    assert [line["detail"] for line in moved] == [{"before": "2027-03-08", "after": "2027-03-09"}]


def test_whoever_proposed_a_year_does_not_decide_it(town, unchanged):
    proposal = propose(town)
    for decide in (approve_calendar_year, reject_calendar_year):
        with unchanged(), pytest.raises(SeparationOfDuties):
            decide(town.office, actor=town.actor(ONE), proposal_id=proposal, reason="看过")


def test_only_administrators_bring_in_a_year(town, unchanged):
    officer = town.actor("zhejiang.center_head")
    proposal = propose(town)
    with unchanged():
        with pytest.raises(NotAllowed):
            propose_calendar_year(
                town.office, actor=officer, year=2028, rows=assumed_days(2028), notice="x"
            )
        for decide in (approve_calendar_year, reject_calendar_year, withdraw_calendar_year):
            with pytest.raises(NotAllowed):
                decide(town.office, actor=officer, proposal_id=proposal, reason="x")


def test_a_year_is_rejected_with_a_reason_or_withdrawn_by_its_proposer(town, other):
    first = propose(town)
    with pytest.raises(InvalidForm):
        reject_calendar_year(town.office, actor=other, proposal_id=first, reason="")
    reject_calendar_year(town.office, actor=other, proposal_id=first, reason="少了一天")
    second = propose(town)
    with pytest.raises(NotAllowed):
        withdraw_calendar_year(town.office, actor=other, proposal_id=second)
    withdraw_calendar_year(town.office, actor=town.actor(ONE), proposal_id=second)
    with pytest.raises(WrongState):
        approve_calendar_year(town.office, actor=other, proposal_id=second)
    assert 2027 not in loaded(town)


def test_two_proposals_for_one_year_can_not_wait(town, unchanged):
    first = propose(town)
    with unchanged(), pytest.raises(WrongState) as refused:
        propose(town)
    assert f"第 {first} 号" in refused.value.message("zh")
    propose(town, year=2028)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"rows": []}, "rows"),
        ({"rows": [OFF, OFF]}, "rows.2"),
        ({"rows": [OFF | {"day": date(2026, 3, 3)}]}, "rows.1"),
        ({"rows": [OFF | {"kind": "work"}]}, "rows.1"),
        ({"notice": ""}, "notice"),
        ({"notice": "x" * 121}, "notice"),
        ({"reason": "x" * 301}, "reason"),
        ({"year": 2200, "rows": [OFF]}, "year"),
    ],
)
def test_what_is_wrong_with_a_year_is_named(town, wrong, field, unchanged):
    said = {"year": 2027, "rows": [OFF], "notice": "通知"} | wrong
    with unchanged(), pytest.raises(InvalidForm) as refused:
        propose_calendar_year(town.office, actor=town.actor(ONE), **said)
    assert field in [error.field for error in refused.value.fields]


def test_a_year_that_changes_nothing_is_not_proposed(town, other):
    approve_calendar_year(town.office, actor=other, proposal_id=propose(town))
    with pytest.raises(InvalidForm) as refused:
        propose(town)
    assert [error.field for error in refused.value.fields] == ["rows"]
