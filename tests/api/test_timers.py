"""Timers, incidents, the clock of a demonstration, notices."""

import pytest

from service.store import house, timers
from tests.api.forms import opening
from tests.support import violations as way

INTAKE = "zhejiang.intake_officer"


@pytest.fixture
def number(desk):
    return desk(INTAKE).tell("/cases", opening()).json["case_number"]


def test_timers_of_the_cases_one_may_see_are_listed_the_earliest_first(desk, number):
    mine = desk(INTAKE).ask("/timers").json
    assert [t["kind"] for t in mine["items"]] == ["reminder", "overdue"]
    assert mine["items"][0]["element"]["en"] == "Check completeness"
    assert mine["total"] == 2
    assert desk("hangzhou.intake_officer").ask("/timers").json["total"] == 0


def test_due_timers_are_told_apart(desk, number, town):
    assert desk(INTAKE).ask("/timers", state="due").json["total"] == 0
    town.stand("2026-03-10T09:00")
    due = desk(INTAKE).ask("/timers", state="due").json
    assert due["total"] == 2
    assert all(t["is_due"] for t in due["items"])


@pytest.fixture
def incident(number, town):
    with town.office.begin() as unit:
        row = timers.claim_due(unit.connection, now=unit.now.replace(year=2027), limit=1)[0]
        timers.note_incident(
            unit.connection, case_id=row["case_id"], timer_key=row["key"], element=row["element"],
            error="StepFailed: the inside of the house", at=unit.now,
        )  # fmt: skip


def test_an_incident_is_seen_and_retried_by_those_who_see_the_case(desk, incident):
    told = desk(INTAKE).ask("/timers").json["incidents"]
    assert [one["kind"] for one in told] == ["StepFailed"]
    assert "inside of the house" not in desk(INTAKE).ask("/timers").text
    path = f"/incidents/{told[0]['id']}/retry"
    assert desk("hangzhou.intake_officer").tell(path).status_code == 404
    assert desk(INTAKE).tell(path).json["resolved"] is False
    assert desk(INTAKE).ask("/timers", state="due").json["total"] == 1


def test_time_moves_on_in_a_demonstration_and_lifts_a_ban(desk, town):
    entity = town.enter_entity(1, ("zhejiang",))
    way.removed(town, entity)
    mine = desk(INTAKE)
    assert mine.ask(f"/entities/{entity.code}/standing").json["may_apply"] is False
    moved = mine.tell("/clock", {"to": "2027-03-03T00:00:00+08:00"})
    assert moved.status_code == 200
    assert moved.json["fired"] > 2
    assert mine.ask("/clock").json["today"] == "2027-03-03"
    assert mine.ask(f"/entities/{entity.code}/standing").json["may_apply"] is True
    ended = mine.ask("/cases", process="reapplication_cooling").json["items"]
    assert [c["outcome"]["zh"] for c in ended] == ["已解除"]


@pytest.mark.parametrize(
    "body",
    [
        {}, {"days": 0}, {"days": 1, "to": "2027-01-01T00:00:00Z"}, {"to": "2020-01-01T00:00:00Z"},
        {"to": "2027-01-01T00:00:00"}, {"to": "2101-01-01T00:00:00Z"}, {"days": "3"},
    ],
)  # fmt: skip
def test_a_moment_one_can_not_go_to_is_refused(desk, body):
    answer = desk(INTAKE).tell("/clock", body)
    assert (answer.status_code, answer.json["code"]) == (422, "invalid_form")
    assert desk(INTAKE).ask("/clock").json["today"] == "2026-03-02"


def test_outside_a_demonstration_the_clock_stays(desk, town):
    mine = desk(INTAKE)
    with town.office.begin() as unit:
        unit.connection.execute(house.house.update().values(is_demonstration=False))
    answer = mine.tell("/clock", {"days": 1})
    assert (answer.status_code, answer.json["code"]) == (409, "wrong_state")


def test_an_entity_has_no_business_with_timers_and_clock(desk, town):
    contact = desk(town.enter_entity(1).contact)
    answers = [contact.ask("/timers"), contact.tell("/clock", {"days": 1})]
    assert [a.status_code for a in answers] == [403, 403]


def test_notices_are_read_by_those_they_are_addressed_to(desk, town):
    entity = town.enter_entity(1, ("zhejiang",))
    way.removed(town, entity)
    contact = desk(entity.contact)
    told = contact.ask("/notices").json
    assert told["unread"] == len(told["items"]) > 0
    ids = [notice["id"] for notice in told["items"]]
    assert desk("hangzhou.reviewer").tell("/notices/read", {"ids": ids}).json == {"read": 0}
    assert contact.tell("/notices/read", {"ids": ids}).json == {"read": len(ids)}
    assert contact.ask("/notices").json["unread"] == 0
