"""Entities and their standing: for any day, fast, and not sent twice."""

import pytest

from tests.support import violations as way

OFFICER = "zhejiang.intake_officer"


@pytest.fixture
def banned(town):
    """Removed on 2 March 2026: banned to 2 March 2027."""
    entity = town.enter_entity(1, ("zhejiang", "hangzhou"))
    way.removed(town, entity)
    return entity


@pytest.mark.parametrize(
    ("on", "may_apply"),
    [("2026-03-01", True), ("2026-03-02", False), ("2027-03-02", False), ("2027-03-03", True)],
)
def test_standing_is_told_for_any_day_past_or_future(desk, banned, on, may_apply):
    said = desk(OFFICER).ask(f"/entities/{banned.code}/standing", on=on).json
    assert said["may_apply"] is may_apply
    assert said["day"] == on
    assert all(reason["zh"] and reason["en"] for reason in said["reasons"])


def test_standing_is_told_as_it_was_known_at_an_instant(desk, banned, town):
    town.stand("2026-03-03T09:00")
    mine, path = desk(OFFICER), f"/entities/{banned.code}/standing"
    before = mine.ask(path, on="2026-06-01", known_at="2026-03-02T00:59:59Z").json
    after = mine.ask(path, on="2026-06-01", known_at="2026-03-02T12:00:00Z").json
    assert (before["may_apply"], after["may_apply"]) == (True, False)
    future = mine.ask(path, known_at="2026-03-04T00:00:00Z")
    assert (future.status_code, future.json["fields"][0]["field"]) == (422, "known_at")


def test_an_unchanged_standing_is_not_sent_again(desk, banned, town):
    mine, path = desk(OFFICER), f"/entities/{banned.code}/standing?on=2026-06-01"
    first = mine.ask(path)
    tag = first.headers["ETag"]
    again = mine.send("GET", path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    other = mine.send("GET", f"{path[:-1]}2", headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_a_changed_standing_has_another_tag(desk, town):
    entity = town.enter_entity(1, ("zhejiang",))
    mine, path = desk(OFFICER), f"/entities/{entity.code}/standing?on=2026-06-01"
    tag = mine.ask(path).headers["ETag"]
    way.removed(town, entity)
    assert mine.send("GET", path, headers={"If-None-Match": tag}).status_code == 200


def test_an_entity_is_found_by_any_spelling_of_its_code_and_by_name(desk, banned):
    mine = desk(OFFICER)
    assert mine.ask(f"/entities/{banned.code.lower()}").json["code"] == banned.code
    assert mine.ask("/entities", q="第1试验").json["items"][0]["code"] == banned.code
    shown = mine.ask(f"/entities/{banned.code}").json
    assert {p["state"]["code"] for p in shown["filings"]} >= {"cancelled"}
    assert "contact_phone" not in shown


def test_a_code_with_a_wrong_character_is_refused_naming_it(desk):
    wrong = desk(OFFICER).ask("/entities/91330I00MA00000001/standing")
    assert (wrong.status_code, wrong.json["code"]) == (422, "bad_code")
    assert "第6位" in wrong.json["message"]["zh"]
    assert "Character 6" in wrong.json["message"]["en"]


def test_a_contact_person_looks_up_their_own_entity_only(desk, town):
    one, other = town.enter_entity(1), town.enter_entity(2)
    mine = desk(one.contact)
    assert mine.ask(f"/entities/{one.code}/standing").status_code == 200
    assert mine.ask(f"/entities/{other.code}/standing").status_code == 404
    assert [e["code"] for e in mine.ask("/entities").json["items"]] == [one.code]


def test_asking_for_a_standing_takes_few_statements(desk, banned, statements):
    mine = desk(OFFICER)
    mine.ask(f"/entities/{banned.code}/standing")
    with statements() as said:
        mine.ask(f"/entities/{banned.code}/standing")
    assert len(said) <= 11


@pytest.mark.parametrize("on", ["0001-01-01", "2015-12-31"])
def test_a_day_before_the_first_rule_is_refused(desk, banned, on):
    answer = desk(OFFICER).ask(f"/entities/{banned.code}/standing", on=on)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json["fields"]] == ["on"]
