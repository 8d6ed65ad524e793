"""Cases planned ahead are opened by the clock: once each, again after their interval."""

from datetime import timedelta

import pytest

from service.actions.open_planned_cases import open_planned_cases
from service.store import cases, planned
from tests.support.town import moment
from tests.support.violations import CLUE

GOOD, BAD = "violation_handling", "no_such_process"


@pytest.fixture
def entity(town):
    return town.enter_entity(1, ("zhejiang",))


@pytest.fixture
def plan(town, entity):
    """Plans a clue about the entity for 3 March 00:00; `more` changes the row."""

    def put(*keys, **more):
        usual = {
            "process_key": GOOD,
            "entity_id": entity.id,
            "center_code": "zhejiang",
            "province": "330000",
            "answers": CLUE | {"entity_code": entity.code},
            "due_at": moment("2026-03-03T00:00"),
        }
        with town.office.begin() as unit:
            planned.plan_openings(unit.connection, [usual | {"key": key} | more for key in keys])

    return put


def opened(town):
    with town.office.read() as unit:
        found = [cases.case_by_id(unit.connection, i) for i, _ in _every(unit)]
    return [case.opened_at for case in found]


def _every(unit):
    return cases.opened_after(unit.connection, 0)


def left(town):
    with town.office.read() as unit:
        return planned.planned_page(unit.connection, None, limit=10)[0]


def test_a_planned_case_opens_at_its_time_and_once(town, plan):
    plan("one")
    assert open_planned_cases(town.office).claimed == 0
    town.advance("2026-03-05T09:00")
    assert opened(town) == [moment("2026-03-03T00:00")]
    assert open_planned_cases(town.office).claimed == 0
    assert left(town) == []


def test_what_repeats_opens_at_every_interval_counted_from_the_first(town, plan):
    plan("monthly", interval_key="monitoring_interval")
    town.advance("2026-06-01T09:00")
    assert opened(town) == [moment(f"2026-0{month}-03T00:00") for month in (3, 4, 5)]
    (row,) = left(town)
    assert row["due_at"] == moment("2026-06-03T00:00")


def test_an_outage_is_made_up_for_by_one_opening(town, plan):
    plan("monthly", interval_key="monitoring_interval")
    town.stand("2026-05-20T09:00")
    open_planned_cases(town.office)
    assert opened(town) == [moment("2026-05-20T09:00")]
    assert left(town)[0]["due_at"] == moment("2026-06-03T00:00")


def test_one_that_fails_keeps_its_error_is_put_off_and_holds_up_no_other(town, plan):
    plan("bad", process_key=BAD)
    plan("good")
    told = []
    town.stand("2026-03-03T00:00")
    done = open_planned_cases(town.office, report=lambda what, error: told.append(what))
    assert (done.opened, done.failed) == (1, 1)
    assert told[0] == "batch"
    assert len(opened(town)) == 1
    (row,) = left(town)
    assert (row["key"], row["attempts"]) == ("bad", 1)
    assert BAD in row["error"]
    assert row["due_at"] == moment("2026-03-03T00:00") + timedelta(minutes=15)


def test_what_was_planned_by_a_case_can_be_taken_back(town, plan):
    plan("a", "b", parent_id=7)
    plan("c", parent_id=8)
    with town.office.begin() as unit:
        assert planned.planned_keys(unit.connection, "a") == {"a"}
        assert planned.drop_planned_by(unit.connection, 7) == 2
    assert [row["key"] for row in left(town)] == ["c"]
