"""What a number alone gets out of the API: nothing of what one may not see."""

import io

import pytest

from service.store import work_items
from tests.support import violations as way
from tests.support.town import settle_person

OFFICER = "zhejiang.violation_officer"
FAR = "ningbo.violation_officer"
LETTER = "举报信-王某某.png"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def uploaded(mine) -> str:
    answer = mine.send("POST", "/documents", data={"file": (io.BytesIO(PICTURE), LETTER)})
    return str(answer.json["document_id"])


def clue(entity, **changes):
    values = way.CLUE | {"entity_code": entity.code} | changes
    return {"process_key": "violation_handling", "values": values}


def test_nobody_takes_a_file_of_another_by_naming_its_number(desk, town):
    entity = town.enter_entity(1, ("zhejiang", "ningbo"))
    letter = uploaded(desk(OFFICER))
    stolen = desk(FAR).tell("/cases", clue(entity, center="ningbo", files=[letter]))
    assert stolen.status_code == 422
    assert [fault["field"] for fault in stolen.json["fields"]] == ["files"]
    number = desk(OFFICER).tell("/cases", clue(entity, files=[letter])).json["case_number"]
    assert [d["name"] for d in desk(OFFICER).ask(f"/cases/{number}").json["documents"]] == [LETTER]
    again = desk(FAR).tell("/cases", clue(entity, center="ningbo", files=[letter]))
    assert again.status_code == 422
    assert desk(FAR).ask(f"/documents/{letter}").status_code == 404


def test_whoever_left_a_draft_may_leave_files_with_it(desk, town):
    entity = town.enter_entity(1, ("zhejiang",))
    case = way.verified(town, entity)
    town.complete(case, "decide_severity", "zhejiang.center_head", **way.MINOR)
    (item,) = town.items(case, "state_defence")
    contact = desk(entity.contact)
    letter = uploaded(contact)
    form = contact.ask(f"/tasks/{item['id']}").json["form"]["definition"]["properties"]
    field = next(name for name, asked in form.items() if asked.get("x-widget") == "files")
    values = way.ACCEPTED | {field: [letter]}
    path = f"/tasks/{item['id']}"
    kept = contact.tell(f"{path}/draft", {"revision": item["revision"], "values": values})
    done = contact.tell(f"{path}/complete", {"revision": kept.json["revision"], "values": values})
    assert done.status_code == 200, done.text
    assert desk(OFFICER).ask(f"/documents/{letter}").status_code == 200


@pytest.mark.parametrize("ref", ["²", "٣", "01", "0", "-1", "1.0", "9" * 40, "１", "x"])
def test_a_number_that_is_none_is_a_file_that_was_not_sent(desk, town, ref):
    entity = town.enter_entity(1, ("zhejiang",))
    uploaded(desk(OFFICER))
    answer = desk(OFFICER).tell("/cases", clue(entity, files=[ref]))
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize("verb", ["claim", "release", "draft", "complete"])
@pytest.mark.parametrize("login", ["e1.entity_contact", FAR, "cnipa.administrator"])
def test_who_did_what_is_not_told_to_whoever_counts_up(desk, town, login, verb):
    case = way.verified(town, town.enter_entity(1, ("zhejiang",)))
    with town.office.read() as unit:
        items = work_items.items_of_case(unit.connection, case)
    assert {item["state"] for item in items} == {"done", "open"}
    body = {"revision": 1} | ({"values": {}} if verb in ("draft", "complete") else {})
    for item in items:
        answer = desk(login).tell(f"/tasks/{item['id']}/{verb}", body)
        assert answer.status_code == 404, answer.text
        assert "zhejiang" not in answer.text
        assert item["label"] not in answer.text


@pytest.mark.parametrize("login", ["cnipa.administrator", "cnipa.process_designer"])
def test_those_who_keep_the_service_are_listed_no_work_of_the_nation(desk, town, login):
    way.agreed(town, town.enter_entity(1, ("zhejiang",)))
    settle_person(town.office, "CNIPA.process_designer")
    assert desk("cnipa.examination_side").ask("/tasks", scope="office").json["total"] == 1
    for scope in ("mine", "claimable", "office", "done"):
        answer = desk(login).ask("/tasks", scope=scope).json
        assert (answer["total"], answer["items"]) == (0, [])
