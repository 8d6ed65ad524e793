"""Tasks over HTTP: the inbox, one task, taking it, keeping a draft, completing it."""

import pytest

from tests.api.forms import COMPLETE, opening
from tests.support import violations as way

INTAKE, HEAD = "zhejiang.intake_officer", "zhejiang.center_head"


@pytest.fixture
def opened(town):
    """The number of an application that waits for the check of completeness."""
    body = opening()
    return town.open(body["process_key"], INTAKE, body["values"]).case_number


@pytest.fixture
def task(desk, opened):
    return desk(INTAKE).ask("/tasks").json["items"][0]


def test_the_inbox_shows_what_waits_for_my_posts_in_both_languages(desk, opened):
    page = desk(INTAKE).ask("/tasks", scope="mine").json
    line = page["items"][0]
    assert page["total"] == 1
    assert line["case_number"] == opened
    assert line["label"] == {"zh": "审查完整性", "en": "Check completeness"}
    assert line["due_day"] == "2026-03-09"
    assert desk(HEAD).ask("/tasks").json["total"] == 0
    assert desk(HEAD).ask("/tasks", scope="office").json["total"] == 1


def test_a_task_comes_with_its_form_due_basis_and_what_was_handed_in(desk, task):
    shown = desk(INTAKE).ask(f"/tasks/{task['id']}").json
    assert shown["form"]["key"] == "admission_review/check_completeness"
    assert shown["form"]["definition"]["properties"]["outcome"]["x-labels"]["complete"]["en"]
    assert shown["due"]["basis"]["key"] == "completeness"
    assert shown["case"]["earlier"][0]["answers"]["entity_name"] == "杭州示例有限公司"
    assert shown["why_not"] is None


def test_whoever_may_see_but_not_do_a_task_is_told_why(desk, task):
    why = desk(HEAD).ask(f"/tasks/{task['id']}").json["why_not"]
    assert why["code"] == "not_allowed"
    assert "受理员" in why["message"]["zh"]


def test_claiming_holds_a_task_until_it_is_released(desk, task, town):
    mine = desk(INTAKE)
    held = mine.tell(f"/tasks/{task['id']}/claim", {"revision": task["revision"]})
    assert held.json == {"item_id": task["id"], "revision": task["revision"] + 1}
    assert mine.ask("/tasks", scope="claimable").json["total"] == 0
    again = mine.tell(f"/tasks/{task['id']}/claim", {"revision": held.json["revision"]})
    assert (again.status_code, again.json["code"]) == (409, "changed_meanwhile")
    freed = mine.tell(f"/tasks/{task['id']}/release", {"revision": held.json["revision"]})
    assert freed.status_code == 200
    assert mine.ask("/tasks", scope="claimable").json["total"] == 1


def test_a_draft_is_kept_unchecked_and_shown_again(desk, task):
    mine = desk(INTAKE)
    typed = {"revision": task["revision"], "values": {"outcome": "correction"}}
    assert mine.tell(f"/tasks/{task['id']}/draft", typed).status_code == 200
    shown = mine.ask(f"/tasks/{task['id']}").json
    assert shown["draft"] == {"outcome": "correction"}
    assert shown["revision"] == task["revision"] + 1


def test_completing_runs_the_case_on(desk, task, opened):
    mine = desk(INTAKE)
    body = {"revision": task["revision"], "values": COMPLETE}
    done = mine.tell(f"/tasks/{task['id']}/complete", body)
    assert done.status_code == 200
    assert done.json["case_number"] == opened
    assert done.json["ended"] is False
    asked = desk("330000-industry.consultee").ask("/tasks").json["items"]
    assert [line["element"] for line in asked] == ["ask_industry"]
    assert mine.ask("/tasks", scope="done").json["total"] == 2


def test_two_people_complete_the_same_task_and_the_second_is_told_who_was_first(desk, town):
    entity = town.enter_entity(1, ("zhejiang",))
    case = way.verified(town, entity)
    (item,) = town.items(case, "decide_severity")
    body = {"revision": item["revision"], "values": way.SERIOUS}
    path = f"/tasks/{item['id']}/complete"
    first = desk(HEAD).tell(path, body)
    second = desk(HEAD).tell(path, body)
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json["code"] == "changed_meanwhile"
    assert "zhejiang center_head" in second.json["message"]["zh"]
    assert "认定性质" in second.json["message"]["zh"]
    assert "zhejiang center_head completed" in second.json["message"]["en"]


def test_the_inbox_is_filtered_and_paged_with_its_total(desk, town):
    for code in ("91330106MA27X0001A", "91330106MA27X0002A", "91330106MA27X0003A"):
        body = opening(code, entity_name=f"杭州{code[-2]}号公司")
        town.open(body["process_key"], INTAKE, body["values"])
    mine = desk(INTAKE)
    page = mine.ask("/tasks", limit=2, offset=2).json
    assert (page["total"], len(page["items"])) == (3, 1)
    assert mine.ask("/tasks", q="X0002").json["total"] == 1
    assert mine.ask("/tasks", due="over").json["total"] == 0
    assert mine.ask("/tasks", process="violation_handling").json["total"] == 0
