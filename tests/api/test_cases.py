"""Cases over HTTP: opening, reading, withdrawing, joining."""

import pytest

from tests.api.forms import opening
from tests.support import violations as way

INTAKE = "zhejiang.intake_officer"


@pytest.fixture
def number(desk):
    return desk(INTAKE).tell("/cases", opening()).json["case_number"]


@pytest.fixture
def clue(town):
    """A violation case that is being verified, and its entity."""
    entity = town.enter_entity(1, ("zhejiang",))
    values = way.CLUE | {"entity_code": entity.code}
    opened = town.open("violation_handling", "zhejiang.violation_officer", values)
    return opened.case_number, entity


def test_the_processes_one_may_open_come_with_their_opening_form(desk):
    found = desk(INTAKE).ask("/processes").json["items"]
    keys = [one["key"] for one in found]
    assert "admission_review" in keys
    assert "violation_handling" not in keys
    admission = found[keys.index("admission_review")]
    assert admission["form"]["definition"]["properties"]["entity_name"]["x-title-en"]
    assert desk("cnipa.auditor").ask("/processes").json["items"] == []


def test_a_case_is_opened_and_waits(desk):
    opened = desk(INTAKE).tell("/cases", opening())
    assert opened.status_code == 201
    assert opened.json["ended"] is False
    shown = desk(INTAKE).ask(f"/cases/{opened.json['case_number']}").json
    assert [w["label"]["zh"] for w in shown["waits_at"]] == ["审查完整性"]
    assert shown["center"]["code"] == "zhejiang"


def test_a_case_of_another_center_is_as_if_it_were_not_there(desk, number):
    for path in ("", "/record", "/diagram"):
        there = desk("hangzhou.intake_officer").ask(f"/cases/{number}{path}")
        nowhere = desk("hangzhou.intake_officer").ask(f"/cases/A33-2026-99999{path}")
        assert there.status_code == nowhere.status_code == 404
        assert there.json == nowhere.json


def test_the_list_holds_what_one_may_see_and_no_more(desk, number):
    totals = {
        login: desk(login).ask("/cases").json["total"]
        for login in (INTAKE, "hangzhou.intake_officer", "330000.provincial_officer",
                      "cnipa.auditor", "cnipa.administrator", "330000-industry.consultee")
    }  # fmt: skip
    assert totals == {
        INTAKE: 1, "hangzhou.intake_officer": 0, "330000.provincial_officer": 1,
        "cnipa.auditor": 1, "cnipa.administrator": 0, "330000-industry.consultee": 0,
    }  # fmt: skip


def test_an_administrator_sees_no_case_because_the_nation_was_asked_in_it(desk, town):
    way.removed(town, town.enter_entity(1, ("zhejiang",)))
    mine = desk("cnipa.administrator")
    assert mine.ask("/cases").json["total"] == 0
    assert mine.ask("/timers").json["total"] == 0


def test_the_record_is_told_line_by_line_and_its_chain_holds(desk, number):
    told = desk(INTAKE).ask(f"/cases/{number}/record").json
    assert told["is_intact"] is True
    assert told["lines"][0]["verb"] == "case.opened"
    assert [line["number"] for line in told["lines"]] == list(range(1, len(told["lines"]) + 1))


def test_the_diagram_comes_with_where_the_case_stands(desk, number):
    drawn = desk(INTAKE).ask(f"/cases/{number}/diagram").json
    assert drawn["xml"].startswith("<?xml")
    assert drawn["waits_at"] == ["check_completeness"]
    assert "application_submitted" in drawn["passed"]


def test_cases_are_found_by_entity_and_by_words(desk, number):
    mine = desk(INTAKE)
    assert mine.ask("/cases", entity="９１330106ma27x0000a").json["total"] == 1
    assert mine.ask("/cases", q="示例").json["items"][0]["number"] == number
    assert mine.ask("/cases", q="100%").json["total"] == 0
    assert mine.ask("/cases", status="ended").json["total"] == 0


def test_an_application_is_withdrawn_with_a_reason(desk, number):
    mine = desk(INTAKE)
    unsaid = mine.tell(f"/cases/{number}/withdraw", {"reason": " "})
    assert (unsaid.status_code, unsaid.json["fields"][0]["field"]) == (422, "reason")
    assert mine.tell(f"/cases/{number}/withdraw", {"reason": "主体来函撤回"}).status_code == 200
    shown = mine.ask(f"/cases/{number}").json
    assert (shown["status"], shown["outcome"]["zh"]) == ("ended", "已撤回")
    again = mine.tell(f"/cases/{number}/withdraw", {"reason": "主体来函撤回"})
    assert (again.status_code, again.json["code"]) == (409, "wrong_state")


def test_a_second_report_of_one_event_is_joined_to_the_first(desk, clue, town):
    first, entity = clue
    values = way.CLUE | {"entity_code": entity.code}
    second = town.open("violation_handling", "zhejiang.violation_officer", values).case_number
    mine = desk("zhejiang.violation_officer")
    wrong = mine.tell(f"/cases/{second}/link-duplicate", {"of": "V33-2026-777", "reason": "同一"})
    assert (wrong.status_code, wrong.json["code"]) == (422, "invalid_form")
    joined = mine.tell(f"/cases/{second}/link-duplicate", {"of": first, "reason": "同一事件"})
    assert joined.json == {"case_number": second, "of": first}
    assert mine.ask(f"/cases/{second}").json["status"] == "ended"


def test_an_entity_sees_its_application_but_not_what_officers_write(desk, town):
    entity = town.enter_entity(2)
    body = opening(entity.code)
    number = town.open(body["process_key"], entity.contact, body["values"]).case_number
    mine = desk(entity.contact)
    (item,) = desk(INTAKE).ask("/tasks").json["items"]
    assert mine.ask("/cases").json["total"] == 1
    shown = mine.ask(f"/cases/{number}").json
    assert [e["element"] for e in shown["earlier"]] == ["application_submitted"]
    assert shown["waits_at"] == []
    assert mine.ask(f"/tasks/{item['id']}").status_code == 404
    assert mine.ask(f"/cases/{number}/record").status_code == 404
    assert mine.ask(f"/cases/{number}/diagram").status_code == 404


def test_an_entity_learns_nothing_of_a_clue_before_it_is_told(desk, clue):
    number, entity = clue
    mine = desk(entity.contact)
    assert mine.ask("/cases").json["total"] == 0
    assert mine.ask(f"/cases/{number}").status_code == 404
