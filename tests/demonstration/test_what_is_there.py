"""What one finds in a demonstration: everything that can be, believable, true to the record."""

from collections import Counter
from datetime import timedelta

import pytest

from service.demonstration import SMALLEST_SIZE, is_complete, staff
from service.demonstration.applicants import WRONG_CHECK, applicants
from service.domain.identity import check_code, normalise_code
from service.engine import compile_process
from service.shipped import shipped_processes
from service.store import inbox
from service.store.record import verify
from tests.demonstration.looking import actor, asked

pytestmark = pytest.mark.slow

# Ends that only an upheld appeal against a removal brings: it wants a second national leader.
BY_APPEAL = {"revoked", "overturned", "ended_moot"}
# Ends that need a removal in the very days of a re-review.
BY_REMOVAL = {"nothing_to_review", "broken_off"}
# An end inside a case that goes on: it shows as a task escalated, not as the case's outcome.
INSIDE = {
    "silence_escalated",
    "overdue_reported",
    "period_is_extended",
    "execution_is_stayed",
    "delay_reported",
}

# Ends of services that need time to pass or a removal; and who contacts where there is no center.
OF_SERVICES = {"expired", "ended_early", "left", "left_quietly"}
WITHOUT_CENTER = {"contact_by_province"}


def elements(*kinds: str) -> set[str]:
    return {
        element.id
        for files in shipped_processes().values()
        for element in compile_process({k: v.encode() for k, v in files.items()}).elements.values()
        if element.kind in kinds
    }


def test_at_every_task_of_every_process_somebody_is_waited_for(office):
    waiting = set(asked(office, "SELECT DISTINCT element FROM work_item WHERE state = 'open'"))
    assert elements("userTask") - waiting - WITHOUT_CENTER == set()


def test_every_end_of_every_process_was_reached(office):
    ends = set(asked(office, "SELECT DISTINCT outcome FROM \"case\" WHERE status = 'ended'"))
    unplayed = BY_REMOVAL | OF_SERVICES
    assert elements("endEvent") - ends - unplayed == BY_APPEAL | INSIDE


def test_there_are_bans_that_wait_for_their_notice_and_for_their_end(office):
    armed = Counter(asked(office, "SELECT element FROM timer WHERE kind = 'engine'"))
    assert armed["wait_for_notice"] >= 5
    assert armed["wait_until_free"] >= 2
    assert len(asked(office, "SELECT id FROM ban WHERE lifted_at IS NOT NULL")) == 3


def test_some_tasks_are_overdue_and_escalated_some_reminded(office):
    late = asked(office, "SELECT element FROM work_item WHERE escalated_at IS NOT NULL")
    reminded = asked(office, "SELECT element FROM work_item WHERE reminded_at IS NOT NULL")
    assert {"assess_application", "verify_facts", "acknowledge_cancellation"} <= set(late)
    assert len(reminded) > len(late) / 2


def test_a_reviewer_finds_a_morning_s_work(office):
    reviewer = actor(office, "zj-review-a")
    posts = [(post.org_code, post.role.value) for post in reviewer.posts]
    with office.read() as unit:
        wanted = inbox.Wanted(person_id=reviewer.person_id, posts=posts, today=unit.today)
        rows = inbox.rows(unit.connection, wanted, limit=100)
        over = [row for row in rows if row["due_day"] < unit.today]
        held = [row for row in rows if row["claimed_by"] == reviewer.person_id]
    assert 10 <= len(rows) <= 18
    assert 3 <= len(over) <= len(rows) - 5
    assert len(held) == 2
    assert [row["draft"] for row in held if row["draft"]] != []


def test_every_account_is_a_post_and_can_be_told_apart(office):
    names = [account.name for account in staff()]
    assert len(set(names)) == len(names)
    assert set(asked(office, "SELECT login FROM person")) >= {a.login for a in staff()}


def test_entities_are_invented_and_their_codes_fit_but_for_two():
    everybody = applicants(SMALLEST_SIZE)
    assert all("示例" in each.name for each in everybody)
    assert len({each.name for each in everybody}) == len({each.code for each in everybody})
    assert all(normalise_code(each.code) == each.code for each in everybody)
    wrong = [each.number for each in everybody if not check_code(each.code).ok]
    assert wrong == list(WRONG_CHECK)


def test_listed_entities_left_the_list_for_cause_or_because_nobody_listed_them_again(office):
    ended = asked(office, "SELECT ended_for FROM listing WHERE to_day IS NOT NULL")
    assert set(ended) == {"removed_for_cause", "removed_other"}


def test_the_record_is_whole_and_no_timer_failed(office):
    with office.read() as unit:
        lines, breaks = verify(unit.connection)
    assert lines > 1000
    assert breaks == []
    assert asked(office, "SELECT id FROM incident") == []


def test_the_clock_runs_at_the_present_once_all_is_there(office):
    assert is_complete(office)
    with office.read() as unit:
        assert abs(unit.now - unit.house.clock_at) <= timedelta(seconds=2)
    assert asked(office, "SELECT fixed_at FROM house") == [None]
