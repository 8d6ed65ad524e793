"""A deadline past the calendar is provisional; a loaded or corrected year moves open ones only.

Source: E1 11, 12; domain 5.4.
"""

from __future__ import annotations

from datetime import date

import pytest

from service.actions.fire_due_timers import fire_due_timers
from service.actions.import_calendar_year import import_calendar_year
from service.actions.publish_definitions import publish_definitions
from service.domain.periods import day_end
from service.shipped import shipped_forms, shipped_processes
from service.store import cases, timers, work_items
from service.stories.years import assumed_days
from tests.support.admissions import application
from tests.support.town import Town, code_of, name_of

CORRECTION = {
    "outcome": "correction",
    "missing_items": [{"item": "参保证明", "problem": "补交。"}],
    "notice_text": "请补交。",
}


def apply(town: Town, number: int, at: str) -> int:
    town.enter_entity(number)
    town.stand(at)
    signed = {"agreed": True, "signer": "张某", "position": "法人", "signed_on": at[:10]}
    values = application(code_of(number), name_of(number), "zhejiang") | {"commitment": signed}
    return town.open("admission_review", "zhejiang.intake_officer", values).case_id


def ask_for_correction(town: Town, case: int) -> None:
    town.complete(case, "check_completeness", "zhejiang.intake_officer", **CORRECTION)


def due(town: Town, case: int, element: str) -> tuple[date, bool]:
    with town.office.read() as unit:
        rows = work_items.items_of_case(unit.connection, case)
    row = [row for row in rows if row["element"] == element][-1]
    return row["due_day"], row["is_provisional"]


def engine_timer(town: Town, case: int) -> dict:
    with town.office.read() as unit:
        rows = timers.timers_of_case(unit.connection, case)
    return next(row for row in rows if row["kind"] == "engine")


def load_year(town: Town, year: int, without: tuple[date, ...] = ()) -> int:
    rows = [row for row in assumed_days(year) if row["day"] not in without]
    return import_calendar_year(town.office, actor=None, year=year, rows=rows).moved


def test_past_the_calendar_a_deadline_is_provisional_and_nothing_fires(town):
    case = apply(town, 1, "2026-12-28T09:00")
    ask_for_correction(town, case)
    assert due(town, case, "correct_application")[1] is True
    assert engine_timer(town, case)["is_provisional"] is True
    town.stand("2027-06-01T09:00")
    assert fire_due_timers(town.office).claimed == 0
    assert [row["element"] for row in town.items(case)] == ["correct_application"]


def test_time_walks_past_a_provisional_deadline_to_what_is_certain(town):
    """A guess in the way does not keep the clock from what lies behind it."""
    case = apply(town, 1, "2026-12-28T09:00")
    ask_for_correction(town, case)
    town.stand("2026-11-20T09:00")
    certain = apply(town, 2, "2026-11-20T09:00")
    ask_for_correction(town, certain)
    town.advance("2027-06-01T09:00")
    assert town.items(certain) == []
    assert len(town.items(case)) == 1


def test_the_loaded_year_makes_it_certain_and_it_fires(town):
    case = apply(town, 1, "2026-12-28T09:00")
    ask_for_correction(town, case)
    assert load_year(town, 2027) > 0
    day, is_provisional = due(town, case, "correct_application")
    assert (day, is_provisional) == (date(2027, 1, 12), False)
    timer = engine_timer(town, case)
    assert (timer["due_at"], timer["is_provisional"]) == (day_end(day), False)
    town.advance("2027-01-13T00:00")
    assert town.items(case) == []


def test_loading_the_same_year_again_moves_nothing(town):
    case = apply(town, 1, "2026-12-28T09:00")
    ask_for_correction(town, case)
    load_year(town, 2027)
    assert load_year(town, 2027) == 0


def test_a_corrected_calendar_moves_open_deadlines_and_no_ended_ones(town):
    load_year(town, 2027)
    ended = apply(town, 1, "2027-03-01T09:00")
    town.complete(ended, "check_completeness", "zhejiang.intake_officer", outcome="complete")
    running = apply(town, 2, "2027-03-01T09:00")
    before = due(town, ended, "check_completeness"), due(town, running, "check_completeness")
    assert before[0] == before[1] == (date(2027, 3, 8), False)
    rows = assumed_days(2027)
    rows.append({"day": date(2027, 3, 3), "kind": "off", "name": "补登", "notice": "更正"})
    import_calendar_year(town.office, actor=None, year=2027, rows=rows)
    assert due(town, ended, "check_completeness") == (date(2027, 3, 8), False)
    assert due(town, running, "check_completeness") == (date(2027, 3, 9), False)


def test_the_limit_of_the_whole_procedure_moves_too(town):
    case = apply(town, 1, "2026-12-28T09:00")
    with town.office.read() as unit:
        guessed = cases.case_by_id(unit.connection, case).due_at
    load_year(town, 2027)
    with town.office.read() as unit:
        certain = cases.case_by_id(unit.connection, case).due_at
    assert guessed < certain == day_end(date(2027, 1, 26))


def test_a_period_that_the_diagram_counts_itself_moves_too(town):
    """`working_days(3)` is no rule; its length is kept with the timer."""
    files = shipped_processes()
    drawn = files["admission_review"]["admission_review.bpmn"]
    changed = drawn.replace(
        '<bpmn:timerEventDefinition id="correction_overdue_event">\n'
        "        <bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">limit('correction')",
        '<bpmn:timerEventDefinition id="correction_overdue_event">\n'
        '        <bpmn:timeDate xsi:type="bpmn:tFormalExpression">working_days(3)',
    )
    assert changed != drawn
    files["admission_review"]["admission_review.bpmn"] = changed
    publish_definitions(town.office, processes=files, forms=shipped_forms())
    case = apply(town, 1, "2026-12-30T09:00")
    ask_for_correction(town, case)
    assert engine_timer(town, case)["is_provisional"] is True
    load_year(town, 2027)
    assert engine_timer(town, case)["due_at"] == day_end(date(2027, 1, 5))


@pytest.mark.parametrize("at", ["2026-03-02T09:00", "2026-03-02T23:59:59"])
def test_the_day_a_period_begins_is_the_day_in_shanghai(town, at):
    case = apply(town, 1, at)
    assert due(town, case, "check_completeness") == (date(2026, 3, 9), False)
