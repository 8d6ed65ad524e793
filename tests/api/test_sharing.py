"""A center's platform reports; offices and centers read what they were told, and answer."""

from __future__ import annotations

import pytest

from tests.support import shared

OFFICER, OTHER = "zhejiang.violation_officer", "hangzhou.violation_officer"


@pytest.fixture
def report(town):
    entity = town.enter_entity(1)
    return {
        "external_id": "ZJ-1", "revision": 2, "subject": "entity", "code": entity.code,
        "kind": "abnormal", "level": "minor", "facts": "内容由程序生成。",
        "verified_on": "2026-03-02",
    }  # fmt: skip


def test_a_report_sent_again_or_late_changes_nothing_and_says_so(desk, report):
    officer = desk(OFFICER)
    first = officer.tell("/shared-items", report).json
    assert first["outcome"] == "opened"
    again = officer.tell("/shared-items", report).json
    older = officer.tell("/shared-items", report | {"revision": 1, "facts": "旧。"}).json
    assert (again["outcome"], older["outcome"], older["revision"]) == ("ignored", "ignored", 2)
    newer = officer.tell("/shared-items", report | {"revision": 3, "facts": "新。"}).json
    assert (newer["outcome"], newer["item_id"]) == ("updated", first["item_id"])
    assert officer.ask("/shared-items").json["total"] == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"facts": ""}, "facts"), ({"kind": "crime"}, "kind"), ({"level": "grave"}, "level"),
        ({"revision": 0}, "revision"), ({"code": "91330106MA27X9999A"}, "entity_code"),
        ({"verified_on": "2026-03-03"}, "verified_on"), ({"subject": "person"}, "subject"),
        ({"subject": "agency", "code": "99999"}, "agency_code"),
        ({"occurred_on": "2026-03-03"}, "verified_on"), ({"informant": "某人"}, "informant"),
    ],
)  # fmt: skip
def test_a_wrong_report_is_refused_by_field(desk, report, wrong, field):
    answer = desk(OFFICER).tell("/shared-items", report | wrong)
    assert answer.status_code == 422
    assert field in {fault["field"] for fault in answer.json["fields"]}


def test_others_read_what_was_sent_and_nothing_of_the_case(town, desk):
    entity = town.enter_entity(1)
    case = shared.told(town, entity, channel="petition", informant_name="知情人甲")
    item = shared.item_of(town, case)
    seen = desk(OTHER).ask(f"/shared-items/{item['id']}").json
    assert [notice["kind"] for notice in seen["notices"]] == ["circular", "national"]
    assert [row["org_code"] for row in seen["receipts"]] == ["hangzhou"]
    assert seen["case_number"] is None
    assert "知情人甲" not in str(seen)
    assert desk(OTHER).ask(f"/cases/{item['number']}").status_code == 404
    whole = desk("cnipa.national_officer").ask(f"/shared-items/{item['id']}").json
    assert len(whole["receipts"]) > 100
    assert "知情人甲" not in str(whole)


def test_what_is_not_sent_is_not_there_for_others(town, desk):
    case = shared.reported(town, town.enter_entity(1))
    item = shared.item_of(town, case)
    assert desk(OTHER).ask(f"/shared-items/{item['id']}").status_code == 404
    assert desk(OTHER).ask("/shared-items").json["total"] == 0
    assert desk(OFFICER).ask(f"/shared-items/{item['id']}").status_code == 200


def test_an_entity_s_contact_sees_none_of_it(town, desk):
    entity = town.enter_entity(1)
    case = shared.told(town, entity)
    contact = desk(entity.contact)
    for path in ("/shared-items", f"/shared-items/{shared.item_of(town, case)['id']}",
                 "/digests", "/agencies", "/assessments"):  # fmt: skip
        assert contact.ask(path).status_code == 404, path


def test_an_answer_by_the_api_is_the_same_as_by_the_page(town, desk):
    case = shared.told(town, town.enter_entity(1))
    row = shared.receipt(town, case, "hangzhou")
    path = f"/receipts/{row['id']}/answer"
    assert desk(OTHER).tell(path, {"measure": "stopped"}).status_code == 422
    done = desk(OTHER).tell(path, {"measure": "watching", "note": "已登记。"}, key="answer-one-1")
    assert done.status_code == 200
    again = desk(OTHER).tell(path, {"measure": "watching", "note": "已登记。"}, key="answer-one-1")
    assert again.json == done.json
    assert desk("ningbo.violation_officer").tell(path, {"measure": "none"}).status_code == 404
