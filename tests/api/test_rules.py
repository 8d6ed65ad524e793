"""Rules and calendar over HTTP: read by officers, changed by two administrators."""

from __future__ import annotations

from typing import Any

import pytest

from service.stories.years import assumed_days
from tests.support.keepers import ONE, SECOND, second_administrator

KEY = "3f1d8f6a-7c1e-4a55-9d8e-1f0c2b3a4d5e"
CHANGE = {"value": "3", "document": "试行办法", "reason": "提速", "valid_from": "2026-03-02"}
PROPOSE = "/rules/completeness/proposals"


@pytest.fixture
def other(town, desk):
    second_administrator(town)
    return desk(SECOND)


def year(**changes: Any) -> dict[str, Any]:
    days = [
        {"day": row["day"].isoformat(), "kind": row["kind"], "name": row["name"]}
        for row in assumed_days(2027)
    ]
    return {"notice": "2027年通知", "days": days} | changes


def test_every_rule_is_told_with_its_value_and_source(desk):
    said = desk("zhejiang.reviewer").ask("/rules").json
    lines = {line["key"]: line for line in said["items"]}
    assert said["version"] == 1
    assert len(lines) > 70
    held = lines["ban_years"]["in_force"]
    assert (held["value"], held["scope"], held["article"]) == ("1", "nation", "M28")
    assert lines["violation_date"]["question"] == "Q6"
    assert lines["completeness"]["topic"]["code"] == "admission"


def test_a_change_takes_two_and_is_told_with_both(desk, other):
    proposed = desk(ONE).tell(PROPOSE, CHANGE)
    assert proposed.status_code == 201
    number = proposed.json["proposal_id"]
    (waiting,) = other.ask("/rule-proposals").json["items"]
    assert (waiting["id"], waiting["value"], waiting["scope_code"]) == (number, "3", None)
    own = desk(ONE).tell(f"/rule-proposals/{number}/approve", {})
    assert (own.status_code, own.json["code"]) == (403, "separation_of_duties")
    done = other.tell(f"/rule-proposals/{number}/approve", {})
    assert (done.status_code, done.json["version"]) == (200, 2)
    again = other.tell(f"/rule-proposals/{number}/approve", {})
    assert (again.status_code, again.json["code"]) == (409, "wrong_state")
    said = desk("zhejiang.reviewer").ask("/rules/completeness").json
    assert said["in_force"]["value"] == "3"
    entry = said["entries"][0]
    assert (entry["entered_by"], entry["approved_by"], entry["version"]) == (
        "CNIPA administrator", "CNIPA administrator 2", 2,
    )  # fmt: skip
    assert [s["in_force"]["value"] for s in said["stretches"]] == ["5", "3"]
    assert said["proposals"][0]["state"] == "approved"
    before = desk("zhejiang.reviewer").ask("/rules/completeness", on="2026-03-01").json
    assert before["in_force"]["value"] == "5"


def test_a_narrower_value_is_told_where_it_reaches(desk, other):
    place = {"scope": "province", "scope_code": "330000"}
    number = desk(ONE).tell(PROPOSE, CHANGE | place).json["proposal_id"]
    other.tell(f"/rule-proposals/{number}/approve", {})
    mine = desk("zhejiang.reviewer")
    values = [
        mine.ask("/rules/completeness", **asked).json["in_force"]["value"]
        for asked in ({}, {"province": "330000"}, {"center": "zhejiang"}, {"center": "suzhou"})
    ]
    assert values == ["5", "3", "3", "5"]


def test_proposing_twice_with_one_key_proposes_once(desk, town):
    mine = desk(ONE)
    first, second = (mine.tell(PROPOSE, CHANGE, key=KEY) for _ in range(2))
    assert first.json == second.json
    assert second.headers["Idempotency-Replayed"] == "true"
    assert len(mine.ask("/rule-proposals").json["items"]) == 1
    other = mine.tell(PROPOSE, CHANGE)
    assert (other.status_code, other.json["code"]) == (409, "wrong_state")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"value": "many"}, "value"),
        ({"document": ""}, "document"),
        ({"scope": "planet"}, "scope"),
        ({"scope": "center", "scope_code": "nowhere"}, "scope_code"),
        ({"valid_from": "2026-02-30"}, "valid_from"),
        ({"valid_from": "2026-04-02", "valid_to": "2026-04-01"}, "valid_to"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_proposal_names_its_field_and_changes_nothing(desk, unchanged, wrong, field):
    mine = desk(ONE)
    with unchanged():
        answer = mine.tell(PROPOSE, CHANGE | wrong)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json["fields"]] == [field]


@pytest.mark.parametrize("step", ["approve", "reject", "withdraw"])
@pytest.mark.parametrize("login", ["zhejiang.center_head", "cnipa.national_leader"])
def test_officers_read_and_do_not_change(desk, login, step):
    number = desk(ONE).tell(PROPOSE, CHANGE).json["proposal_id"]
    mine = desk(login)
    assert mine.ask("/rules/completeness").status_code == 200
    assert mine.tell(PROPOSE, CHANGE | {"value": "4"}).status_code == 403
    assert mine.tell(f"/rule-proposals/{number}/{step}", {"reason": "x"}).status_code == 403
    assert mine.tell("/calendar/2027/proposals", year()).status_code == 403


def test_an_entity_reads_neither_rules_nor_calendar(desk, town):
    mine = desk(town.enter_entity(1).contact)
    for path in ("/rules", "/rules/ban_years", "/rule-proposals", "/calendar", "/calendar/2026"):
        assert mine.ask(path).status_code == 403, path


def test_what_is_not_there_is_not_found(desk):
    mine = desk(ONE)
    assert mine.ask("/rules/nothing").status_code == 404
    assert mine.tell("/rules/nothing/proposals", CHANGE).status_code == 404
    assert mine.tell("/rule-proposals/99/approve", {}).status_code == 404
    assert mine.ask("/calendar/2027").status_code == 404
    assert mine.ask("/rules", on="1999-01-01").json["fields"][0]["field"] == "on"


def test_a_year_is_proposed_by_one_and_loaded_by_another(desk, other):
    mine = desk(ONE)
    assert mine.ask("/calendar").json["covered_until"] == "2026-12-31"
    proposed = mine.tell("/calendar/2027/proposals", year())
    assert proposed.status_code == 201
    number = proposed.json["proposal_id"]
    (waiting,) = other.ask("/calendar-proposals").json["items"]
    assert (waiting["year"], waiting["would_move"]) == (2027, 0)
    assert mine.tell(f"/calendar-proposals/{number}/approve", {}).status_code == 403
    assert other.tell(f"/calendar-proposals/{number}/reject", {}).status_code == 422
    done = other.tell(f"/calendar-proposals/{number}/approve", {}).json
    assert (done["year"], done["moved"]) == (2027, 0)
    assert mine.ask("/calendar").json["covered_until"] == "2027-12-31"
    loaded = mine.ask("/calendar/2027").json
    assert (loaded["working_days"], loaded["days"][0]["day"]) == (255, "2027-01-01")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"days": [{"day": "2026-01-01", "kind": "off"}]}, "rows.1"),
        ({"days": [{"day": "2027-01-01", "kind": "holiday"}]}, "days.0.kind"),
        ({"days": [{"day": "2027-01-04", "kind": "work"}]}, "rows.1"),
        ({"days": []}, "days"),
        ({"notice": ""}, "notice"),
    ],
)
def test_a_wrong_year_names_its_rows_and_changes_nothing(desk, unchanged, wrong, field):
    mine = desk(ONE)
    with unchanged():
        answer = mine.tell("/calendar/2027/proposals", year(**wrong))
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json["fields"]] == [field]


def test_standing_as_known_then_stands_on_the_rules_of_then(desk, town, other):
    """The interval of the re-review was a year as known on the 3rd, and two from the 4th on."""
    entity = town.enter_entity(1, ("zhejiang",))
    mine = desk(ONE)
    before = mine.ask(f"/entities/{entity.code}/standing", on="2026-06-01").json
    assert before["next_review"] == "2027-03-02"
    town.stand("2026-03-04T09:00")
    change = CHANGE | {"value": "2", "valid_from": "2026-01-01"}
    number = mine.tell("/rules/review_interval/proposals", change).json["proposal_id"]
    other.tell(f"/rule-proposals/{number}/approve", {})
    path = f"/entities/{entity.code}/standing"
    now = mine.ask(path, on="2026-06-01").json
    then = mine.ask(path, on="2026-06-01", known_at="2026-03-03T12:00:00Z").json
    assert (now["next_review"], then["next_review"]) == ("2028-03-02", "2027-03-02")
