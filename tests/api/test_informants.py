"""Who informed is known to few, and to no list, record, draft or download (E7 80)."""

import io

import pytest

from tests.support import violations as way

OFFICER, AUDITOR = "zhejiang.violation_officer", "cnipa.auditor"
NAME = "举报人王某某"
CLUE = way.CLUE | {
    "channel": "petition",
    "informant_name": NAME,
    "informant_contact": "13900000000",
}
KNOW = ("330000.provincial_officer", "330000.provincial_leader", "cnipa.national_officer", OFFICER)
DO_NOT = (AUDITOR, "zhejiang.center_head", "zhejiang.intake_officer")


@pytest.fixture
def number(desk, town):
    entity = town.enter_entity(1, ("zhejiang",))
    body = {"process_key": "violation_handling", "values": CLUE | {"entity_code": entity.code}}
    opened = desk(OFFICER).tell("/cases", body)
    assert opened.status_code == 201, opened.text
    return opened.json["case_number"]


@pytest.mark.parametrize("login", KNOW)
def test_those_who_handle_it_are_told_who_informed(desk, number, login):
    kept = desk(login).ask(f"/cases/{number}").json["protected"]
    assert kept[0]["answers"]["informant_name"] == NAME


@pytest.mark.parametrize("login", DO_NOT)
def test_others_who_see_the_case_are_not(desk, number, login):
    mine = desk(login)
    pages = [mine.ask(f"/cases/{number}{path}") for path in ("", "/record", "/diagram")]
    pages += [mine.ask("/cases"), mine.ask("/tasks", scope="office"), mine.ask("/notices")]
    assert [page.status_code for page in pages] == [200] * 6
    assert not any(NAME in page.text or "13900000000" in page.text for page in pages)


def test_the_letter_of_an_informant_is_not_given_to_everybody_who_sees_the_case(desk, town):
    entity = town.enter_entity(1, ("zhejiang",))
    mine = desk(OFFICER)
    picture = (io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"0" * 20), "letter.png")
    kept = mine.send("POST", "/documents", data={"file": picture}).json["document_id"]
    values = CLUE | {"entity_code": entity.code, "letter_files": [str(kept)]}
    opened = mine.tell("/cases", {"process_key": "violation_handling", "values": values})
    number = opened.json["case_number"]
    seen = {
        login: desk(login).ask(f"/documents/{kept}").status_code
        for login in (OFFICER, "330000.provincial_officer", "zhejiang.center_head", AUDITOR)
    }
    assert list(seen.values()) == [200, 200, 404, 404]
    assert desk("zhejiang.center_head").ask(f"/cases/{number}").json["documents"] == []
