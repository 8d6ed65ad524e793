"""What a page, a form or a number in an address tells to whom it should not."""

from __future__ import annotations

import io
import os
from typing import Any

import pytest
from flask import Flask

from service.actions.keep_document import keep_document
from service.store import cases, documents, work_items
from service.web.account import local_path
from tests.support import violations as way
from tests.support.admissions import application
from tests.support.town import Entity, Town, code_of, name_of
from tests.web import life as told

OFFICER = "zhejiang.violation_officer"
HEAD = "zhejiang.center_head"
LETTER = "举报信-王某某.pdf"
PAPER = b"%PDF-1.4 a letter"


def keep(town: Town, by: str, name: str = LETTER) -> str:
    done = keep_document(town.office, actor=town.actor(by), name=name, stream=io.BytesIO(PAPER))
    return str(done.document_id)


def told_to_state(town: Town) -> tuple[Entity, str, str]:
    """An entity that may state its case, the case's number, and the clue's evidence."""
    entity, letter = town.enter_entity(50), keep(town, OFFICER)
    clue = way.CLUE | {"entity_code": entity.code, "files": [letter]}
    opened = town.open("violation_handling", OFFICER, clue)
    town.complete(opened.case_id, "verify_facts", OFFICER, **way.VERIFIED)
    town.complete(opened.case_id, "decide_severity", HEAD, **way.MINOR)
    return entity, opened.case_number, letter


def test_an_entity_that_may_state_its_case_is_not_shown_the_evidence(browser, life):
    entity, number, letter = told_to_state(life)
    desk = browser(entity.contact)
    page = desk.get(f"/cases/{number}")
    assert page.status == 200
    assert LETTER not in page.text
    assert "收到线索" not in page.text
    assert desk.get(f"/cases/{number}/documents/{letter}").status == 404
    assert desk.get(f"/tasks/{life.items(_id(life, number))[0]['id']}").status == 200
    assert LETTER in browser(HEAD).get(f"/cases/{number}").text


def test_an_informants_file_is_shown_to_those_who_may_know_them(browser, life):
    _, number, letter = told_to_state(life)
    with life.office.begin() as unit:
        row = {"case_id": _id(life, number), "element": "clue_received", "by_person": None}
        cases.add_protected(unit.connection, row | {"answers": {"x": [letter]}, "at": unit.now})
    path = f"/cases/{number}/documents/{letter}"
    seen = {
        login: browser(login).get(path).status
        for login in (OFFICER, "330000.provincial_officer", HEAD, "cnipa.auditor")
    }
    assert list(seen.values()) == [200, 200, 404, 404]
    assert f'href="{path}"' not in browser(HEAD).get(f"/cases/{number}").text


def test_a_center_examines_personal_papers_that_others_are_not_shown(browser, life):
    papers = keep(life, told.INTAKE, "身份证.pdf")
    values = application(code_of(60), name_of(60), "zhejiang") | {"representative_files": [papers]}
    number = life.open("admission_review", told.INTAKE, values).case_number
    path = f"/cases/{number}/documents/{papers}"
    assert browser("zhejiang.reviewer").get(path).status == 200
    assert browser("cnipa.auditor").get(path).status == 404


def test_a_form_does_not_tell_the_name_of_another_s_file(browser, life):
    letter = keep(life, OFFICER)
    desk = browser("ningbo.violation_officer")
    page = desk.get("/start/violation_handling")
    token = page.all("//input[@name='csrf_token']/@value")[0]
    sent = {"csrf_token": token, "files": letter}
    answer = desk.client.post("/start/violation_handling", data=sent)
    assert answer.status_code == 422
    assert LETTER not in answer.get_data(as_text=True)


@pytest.mark.parametrize("verb", ["claim", "release"])
def test_a_stranger_who_counts_up_learns_nothing_of_tasks(browser, life, verb):
    with life.office.read() as unit:
        case = cases.case_by_number(unit.connection, told.CLUE)
        assert case is not None
        items = work_items.items_of_case(unit.connection, case.id)
    desk = browser(told.contact_of(told.BANNED))
    token = desk.get("/me").all("//input[@name='csrf_token']/@value")[0]
    sent: dict[str, Any] = {"csrf_token": token, "revision": 1}
    for item in items:
        answer = desk.client.post(f"/tasks/{item['id']}/{verb}", data=sent)
        assert answer.status_code == 404
        assert item["label"] not in answer.get_data(as_text=True)


def test_a_file_is_sent_wherever_the_service_was_started(browser, life, app: Flask):
    _, number, letter = told_to_state(life)
    object.__setattr__(life.office, "documents", _relative(life))
    assert browser(OFFICER).get(f"/cases/{number}/documents/{letter}").status == 200


def _relative(town: Town) -> Any:
    return type(town.documents)(os.path.relpath(town.documents))


def _id(town: Town, number: str) -> int:
    with town.office.read() as unit:
        found = cases.case_by_number(unit.connection, number)
    assert found is not None
    return found.id


def test_a_document_of_another_case_is_not_under_this_one(browser, life):
    _, number, letter = told_to_state(life)
    assert browser(OFFICER).get(f"/cases/{told.CLUE}/documents/{letter}").status == 404
    with life.office.read() as unit:
        assert documents.document_by_id(unit.connection, int(letter))["case_id"] == _id(
            life, number
        )


def test_a_way_back_that_breaks_a_header_is_no_way_back(app: Flask):
    with app.test_request_context("/"):
        for back in ("/inbox\r\nSet-Cookie: x=1", "/\n/elsewhere.example", "/\t/elsewhere.example"):
            assert local_path(back) == "/"


@pytest.mark.parametrize("path", [
    "/entities?page={0}", "/cases?page={0}", "/inbox?page={0}", "/registers/bans?page={0}",
    "/tasks/{0}", "/tasks/next?after={0}", "/posts/{0}", "/cases/V33-2026-00002/documents/{0}",
    "/entities/91330100MA00000001?on=9999-12-31", "/entities/91330100MA00000001?on=0001-01-01",
    "/entities/91330100MA00000001?on=2015-12-31", "/registers/bans?on=9999-12-31",
    "/registers/bans?on=0001-01-01", "/entities?q=%00",
    "/cases/%00", "/entities/%00", "/cases?process=%00", "/language/en?back=/%0d%0aa",
])  # fmt: skip
def test_an_address_out_of_reach_is_no_failure_of_ours(app: Flask, browser, path):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    for number in ("9" * 19, "9" * 40):
        answer = browser(OFFICER).get(path.format(number))
        assert answer.status < 500, path
