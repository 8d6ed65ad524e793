"""The store follows the engine: items and timers come and go with the tasks they belong to."""

from __future__ import annotations

import pytest

from service.actions.fire_due_timers import fire_due_timers
from service.store import notices, record, timers, work_items
from tests.support.admissions import application
from tests.support.town import Town, code_of, name_of

CORRECTION = {
    "outcome": "correction",
    "missing_items": [{"item": "参保证明", "problem": "补交。"}],
    "notice_text": "请补交。",
}


@pytest.fixture
def case(town: Town) -> int:
    town.enter_entity(1)
    values = application(code_of(1), name_of(1), "zhejiang")
    return town.open("admission_review", "zhejiang.intake_officer", values).case_id


def armed(town: Town, case: int) -> list[tuple[str, str]]:
    with town.office.read() as unit:
        rows = timers.timers_of_case(unit.connection, case)
    return sorted((row["kind"], row["element"]) for row in rows)


def items(town: Town, case: int) -> list[tuple[str, str, int]]:
    with town.office.read() as unit:
        rows = work_items.items_of_case(unit.connection, case)
    return [(row["element"], row["state"], row["round"]) for row in rows]


def lines(town: Town, case: int, verb: str) -> int:
    with town.office.read() as unit:
        found = record.entries_of(unit.connection, f"case:{case}")
    return sum(line["verb"] == verb for line in found)


def told(town: Town, org: str, role: str) -> list[str]:
    with town.office.read() as unit:
        return [row["kind"] for row in notices.notices_for(unit.connection, [(org, role)])]


def test_a_task_brings_its_reminder_and_its_escalation(town, case):
    assert armed(town, case) == [
        ("overdue", "check_completeness"),
        ("reminder", "check_completeness"),
    ]


def test_a_completed_task_takes_its_timers_along(town, case):
    town.complete(case, "check_completeness", "zhejiang.intake_officer", outcome="complete")
    assert {element for _, element in armed(town, case)} == {
        "ask_development",
        "ask_industry",
        "development_silent",
        "industry_silent",
    }


def test_a_deadline_that_interrupts_takes_the_task_back_and_leaves_no_timer(town, case):
    town.complete(case, "check_completeness", "zhejiang.intake_officer", **CORRECTION)
    town.advance("2026-03-17T00:00")
    assert items(town, case) == [
        ("application_submitted", "done", 1),
        ("check_completeness", "done", 1),
        ("correct_application", "cancelled", 1),
    ]
    assert armed(town, case) == []
    assert lines(town, case, "task.cancelled") == 1
    assert lines(town, case, "case.ended") == 1


def test_what_the_deadline_ends_is_not_escalated_as_well(town, case):
    """The engine's timer and the task's own escalation fall due at the same instant."""
    town.complete(case, "check_completeness", "zhejiang.intake_officer", **CORRECTION)
    town.advance("2026-03-20T00:00")
    assert lines(town, case, "task.escalated") == 0


def test_a_task_opened_too_late_for_its_reminder_gets_none(town):
    town.enter_entity(2)
    town.stand("2026-03-02T09:00")
    values = application(code_of(2), name_of(2), "zhejiang")
    case = town.open("admission_review", "zhejiang.intake_officer", values).case_id
    with town.office.read() as unit:
        rows = timers.timers_of_case(unit.connection, case)
    assert all(row["due_at"] > town_now(town) for row in rows)


def town_now(town: Town):
    with town.office.read() as unit:
        return unit.now


def test_reminder_and_escalation_come_once_however_often_the_clock_looks(town, case):
    town.stand("2026-04-20T09:00")
    for _ in range(3):
        fire_due_timers(town.office)
    assert lines(town, case, "task.reminded") == 1
    assert lines(town, case, "task.escalated") == 1
    assert armed(town, case) == []


def test_the_reminder_goes_to_the_post_and_the_escalation_to_its_head(town, case):
    town.advance("2026-03-10T00:00")
    assert "task_due_soon" in told(town, "zhejiang", "intake_officer")
    assert told(town, "zhejiang", "center_head") == ["task_overdue"]
    assert told(town, "hangzhou", "center_head") == []


def test_a_round_is_counted_whether_the_task_was_done_or_taken_back(town, case):
    town.complete(case, "check_completeness", "zhejiang.intake_officer", outcome="complete")
    town.advance("2026-03-17T00:00")
    assert ("ask_industry", "cancelled", 1) in items(town, case)
    assert ("assess_application", "open", 1) in items(town, case)


def test_time_passing_in_one_step_or_in_many_comes_to_the_same(town, case):
    other = town.enter_entity(3)
    values = application(other.code, other.name, "zhejiang")
    second = town.open("admission_review", "zhejiang.intake_officer", values).case_id
    for each in (case, second):
        town.complete(each, "check_completeness", "zhejiang.intake_officer", **CORRECTION)
    town.stand("2026-04-01T09:00")
    while fire_due_timers(town.office, batch=1).claimed:
        pass
    assert [row[:2] for row in items(town, case)] == [row[:2] for row in items(town, second)]
    assert lines(town, case, "timer.fired") == lines(town, second, "timer.fired") == 1
