"""A request sent twice with its key is done once."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.store import sanctions
from tests.api.conftest import Desk
from tests.api.forms import COMPLETE, opening
from tests.support.violations import agreed, removal

INTAKE = "zhejiang.intake_officer"
KEY = "3f1d8f6a-7c1e-4a55-9d8e-1f0c2b3a4d5e"
REPLAYED = "Idempotency-Replayed"


def test_a_case_asked_for_twice_with_one_key_is_opened_once(desk):
    mine = desk(INTAKE)
    first, second = (mine.tell("/cases", opening(), key=KEY) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json == second.json
    assert REPLAYED not in first.headers
    assert second.headers[REPLAYED] == "true"
    assert mine.ask("/cases").json["total"] == 1


def test_completing_twice_with_one_key_answers_alike(desk):
    mine = desk(INTAKE)
    mine.tell("/cases", opening())
    (item,) = mine.ask("/tasks").json["items"]
    body = {"revision": item["revision"], "values": COMPLETE}
    path = f"/tasks/{item['id']}/complete"
    first, second = (mine.tell(path, body, key=KEY) for _ in range(2))
    assert first.json == second.json
    assert second.headers[REPLAYED] == "true"


def test_what_follows_from_a_decision_follows_once_for_a_request_with_a_key(town, desk):
    entity = town.enter_entity(1, ("zhejiang",))
    case = agreed(town, entity)
    (item,) = town.items(case, "decide_removal")
    body = {"revision": item["revision"], "values": removal(case)}
    leader = desk("cnipa.national_leader")
    path = f"/tasks/{item['id']}/complete"
    first, second = (leader.tell(path, body, key=KEY) for _ in range(2))
    assert (first.status_code, first.json) == (200, second.json)
    with town.office.read() as unit:
        assert len(sanctions.bans_of(unit.connection, entity.id)) == 1
    assert desk("cnipa.administrator").ask("/timers").json["incidents"] == []


def test_a_key_used_for_something_else_is_refused(desk):
    mine = desk(INTAKE)
    mine.tell("/cases", opening(), key=KEY)
    other = mine.tell("/cases", opening("91330106MA27X0002A"), key=KEY)
    assert (other.status_code, other.json["code"]) == (422, "key_reused")
    assert mine.ask("/cases").json["total"] == 1


def test_two_people_may_use_the_same_key(desk):
    mine, theirs = desk(INTAKE), desk("hangzhou.intake_officer")
    assert mine.tell("/cases", opening(), key=KEY).status_code == 201
    body = opening("91330106MA27X0002A", center="hangzhou")
    answer = theirs.tell("/cases", body, key=KEY)
    assert answer.status_code == 201
    assert REPLAYED not in answer.headers


def test_a_refused_request_may_be_put_right_under_the_same_key(desk):
    mine = desk(INTAKE)
    assert mine.tell("/cases", opening(entity_name=""), key=KEY).status_code == 422
    assert mine.tell("/cases", opening(), key=KEY).status_code == 201


def test_an_answer_that_is_a_bare_number_is_repeated_too(desk):
    mine = desk(INTAKE)
    first, second = (mine.tell("/notices/read", {"ids": [1]}, key=KEY) for _ in range(2))
    assert first.json == second.json == {"read": 0}
    assert second.headers[REPLAYED] == "true"


def test_a_file_sent_twice_with_one_key_is_kept_once(desk):
    def send(content=b"%PDF-1.7 one"):
        return desk(INTAKE).send(
            "POST",
            "/documents",
            data={"file": (io.BytesIO(content), "a.pdf")},
            headers={"Idempotency-Key": KEY},
        )

    first, second, other = send(), send(), send(b"%PDF-1.7 two")
    assert first.json == second.json
    assert second.headers[REPLAYED] == "true"
    assert other.json["code"] == "key_reused"


@pytest.mark.parametrize("key", ["short", "x" * 129, "with a space in it", "中文的键一二三四五六"])
def test_a_key_that_is_none_is_refused(desk, key):
    headers = {"Idempotency-Key": key.encode().decode("latin-1")}
    answer = desk(INTAKE).send("POST", "/cases", headers=headers, json=opening())
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")
    assert desk(INTAKE).ask("/cases").json["total"] == 0


def test_two_requests_with_one_key_at_the_same_moment_open_one_case(app, desk):
    token = desk(INTAKE).token

    def send(_):
        return Desk(app.test_client(), token).tell("/cases", opening(), key=KEY)

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert {a.status_code for a in answers} == {201}
    assert len({a.json["case_number"] for a in answers}) == 1
    assert sorted(a.headers.get(REPLAYED, "") for a in answers) == ["", "true", "true", "true"]
    assert desk(INTAKE).ask("/cases").json["total"] == 1
