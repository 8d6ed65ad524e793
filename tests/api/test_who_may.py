"""Who may do what: every role at every door, over one case that is being consulted on."""

import pytest

from tests.api.forms import COMPLETE, opening

INTAKE = "zhejiang.intake_officer"
# What each role is answered by: case, record, task of its center, a consultation, completing the
# consultation, withdrawing, opening an application, timers, the entity, its standing.
DOORS = (
    "case", "record", "task", "consultation", "consult", "withdraw", "open", "timers", "entity",
    "standing",
)  # fmt: skip
EXPECTED = {
    "contact": (200, 404, 404, 404, 404, 200, 201, 403, 200, 200),
    "other contact": (404, 404, 404, 404, 404, 404, 403, 403, 404, 404),
    INTAKE: (200, 200, 200, 200, 403, 200, 201, 200, 200, 200),
    "zhejiang.reviewer": (200, 200, 200, 200, 403, 403, 403, 200, 200, 200),
    "zhejiang.second_reviewer": (200, 200, 200, 200, 403, 403, 403, 200, 200, 200),
    "zhejiang.center_head": (200, 200, 200, 200, 403, 403, 403, 200, 200, 200),
    "zhejiang.violation_officer": (200, 200, 200, 200, 403, 403, 403, 200, 200, 200),
    "hangzhou.intake_officer": (404, 404, 404, 404, 404, 404, 403, 200, 200, 200),
    "hangzhou.center_head": (404, 404, 404, 404, 404, 404, 403, 200, 200, 200),
    "330000.provincial_officer": (200, 200, 200, 200, 403, 403, 403, 200, 200, 200),
    "330000.provincial_leader": (200, 200, 200, 200, 403, 403, 403, 200, 200, 200),
    "330000-industry.consultee": (200, 200, 200, 200, 200, 403, 403, 200, 200, 200),
    "330000-development.consultee": (200, 200, 200, 200, 403, 403, 403, 200, 200, 200),
    "cnipa.national_officer": (200, 200, 200, 200, 403, 403, 403, 200, 200, 200),
    "cnipa.national_leader": (200, 200, 200, 200, 403, 403, 403, 200, 200, 200),
    "cnipa.examination_side": (404, 404, 404, 404, 404, 404, 403, 200, 200, 200),
    "cnipa.auditor": (200, 200, 200, 200, 403, 403, 403, 200, 200, 200),
    "cnipa.administrator": (404, 404, 404, 404, 404, 404, 403, 200, 200, 200),
}


@pytest.fixture
def case(town):
    """An application of entity 1 whose departments are being asked."""
    entity, other = town.enter_entity(1), town.enter_entity(2)
    body = opening(entity.code)
    opened = town.open("admission_review", INTAKE, body["values"])
    (checked,) = town.items(opened.case_id)
    town.complete(opened.case_id, "check_completeness", INTAKE, **COMPLETE)
    (asked,) = town.items(opened.case_id, "ask_industry")
    logins = {"contact": entity.contact, "other contact": other.contact}
    return {
        "number": opened.case_number,
        "task": checked["id"],
        "asked": asked["id"],
        "code": entity.code,
        "logins": logins,
    }


def knock(mine, door, case):
    number, code, asked = case["number"], case["code"], case["asked"]
    opinion = {"opinion": "support", "reasons": "符合本地产业方向。"}
    doors = {
        "case": lambda: mine.ask(f"/cases/{number}"),
        "record": lambda: mine.ask(f"/cases/{number}/record"),
        "task": lambda: mine.ask(f"/tasks/{case['task']}"),
        "consultation": lambda: mine.ask(f"/tasks/{asked}"),
        "consult": lambda: mine.tell(
            f"/tasks/{asked}/complete", {"revision": 1, "values": opinion}
        ),
        "withdraw": lambda: mine.tell(f"/cases/{number}/withdraw", {"reason": "主体来函"}),
        "open": lambda: mine.tell("/cases", opening(code)),
        "timers": lambda: mine.ask("/timers"),
        "entity": lambda: mine.ask(f"/entities/{code}"),
        "standing": lambda: mine.ask(f"/entities/{code}/standing"),
    }
    return doors[door]()


@pytest.mark.parametrize("who", EXPECTED)
def test_each_role_gets_what_is_its_own_at_every_door(who, desk, case):
    mine = desk(case["logins"].get(who, who))
    found = tuple(knock(mine, door, case).status_code for door in DOORS)
    assert dict(zip(DOORS, found, strict=True)) == dict(zip(DOORS, EXPECTED[who], strict=True))


@pytest.mark.parametrize("who", EXPECTED)
def test_every_list_shows_only_what_can_be_opened_one_by_one(who, desk, case):
    mine = desk(case["logins"].get(who, who))
    for line in mine.ask("/cases").json["items"]:
        assert mine.ask(f"/cases/{line['number']}").status_code == 200
        assert all(mine.ask(f"/tasks/{w['id']}").status_code == 200 for w in line["waits_at"])
    for scope in ("mine", "claimable", "office", "done"):
        for line in mine.ask("/tasks", scope=scope).json["items"]:
            assert mine.ask(f"/tasks/{line['id']}").status_code == 200
