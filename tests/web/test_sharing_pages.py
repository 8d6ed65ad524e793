"""Pages of sharing and assessment: who sees what, what comes back when it is wrong."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from service.actions.enter_agency import enter_agency
from service.actions.state_on_assessment import state_on_assessment
from service.store import assessments, sharing
from tests.support import shared
from tests.support.town import Entity, code_of, name_of
from tests.web import life as told

OFFICER, OTHER, OFFICE, NATION, HEAD = (
    "zhejiang.violation_officer", "hangzhou.violation_officer", "330000.provincial_officer",
    "cnipa.national_officer", "zhejiang.center_head",
)  # fmt: skip


@pytest.fixture
def entity(life) -> Entity:
    return Entity(id=0, code=code_of(told.BANNED), name=name_of(told.BANNED), contact="", org="")


@pytest.fixture
def item(life, entity):
    case = shared.told(life, entity, verified_on="2026-03-02")
    return shared.item_of(life, case)


def test_an_addressee_reads_and_answers_on_one_page(browser, item):
    desk = browser(OTHER)
    path = f"/registers/shared/{item['id']}"
    page = desk.get(path)
    assert shared.FACTS in page.words()
    (action,) = [f.action for f in page.tree.forms if "receipts" in (f.action or "")]
    wrong = desk.send(page, action, measure="stopped", note="")
    assert wrong.status == 422
    assert "请写明对谁" in wrong.words()
    done = desk.send(wrong, action, measure="stopped", note="停止接收其新请求。")
    assert done.status == 200
    assert "停止接收其新请求。" in done.words()
    assert "已停止服务" in done.words()


def test_what_was_typed_comes_back_with_what_is_wrong(browser, item):
    desk = browser(OTHER)
    page = desk.get(f"/registers/shared/{item['id']}")
    (action,) = [f.action for f in page.tree.forms if "receipts" in (f.action or "")]
    wrong = desk.send(page, action, measure="", note="先记一笔")
    assert wrong.status == 422
    assert wrong.words("//textarea[@name='note']") == "先记一笔"


def test_a_notice_leads_to_what_was_told_and_not_to_the_case(browser, item):
    page = browser(OTHER).get("/notices")
    assert f"/registers/shared/{item['id']}" in page.all("//a/@href")
    assert item["number"] not in page.text


def test_an_officer_of_another_center_finds_no_draft(browser, life, entity):
    case = shared.reported(life, entity, verified_on="2026-03-02")
    draft = shared.item_of(life, case)
    assert browser(OTHER).get(f"/registers/shared/{draft['id']}").status == 404
    assert browser(OFFICE).get(f"/registers/shared/{draft['id']}").status == 200


def test_the_register_of_agencies_is_kept_by_centers(browser, life):
    desk = browser(OFFICER)
    page = desk.get("/registers/agencies")
    wrong = desk.send(page, "/registers/agencies/enter", code="x", name="", province="330000")
    assert wrong.status == 422
    assert len(wrong.all("//*[@aria-invalid='true']")) >= 1
    done = desk.send(wrong, "/registers/agencies/enter", code="33201", name="某某代理所",
                     province="330000")  # fmt: skip
    assert done.h1 == "某某代理所"
    assert browser(NATION).get("/registers/agencies").all("//form[@method='post']") == []


def test_a_head_suspends_where_no_rule_allows_it_in_vain(browser, life):
    enter_agency(life.office, actor=life.actor(OFFICER), code="33201", name="某某代理所",
                 province="330000")  # fmt: skip
    page = browser(HEAD).get("/registers/agencies/33201")
    assert "没有地方规定可以暂停" in page.words()
    assert not [f for f in page.tree.forms if "suspend" in (f.action or "")]


@pytest.fixture
def assessment(life):
    case = life.open("regional_assessment", NATION, {"year": 2026}).case_id
    with life.office.read() as unit:
        found = assessments.assessment_of_case(unit.connection, case)
    assert found is not None
    return found


def test_an_office_sees_its_own_figures_and_no_other_s(browser, assessment):
    desk = browser(OFFICE)
    path = f"/registers/assessments/{assessment['id']}"
    assert desk.get(f"{path}/330000").status == 200
    assert desk.get(f"{path}/320000").status == 404
    assert desk.get(f"{path}.xlsx").status == 404
    assert browser(OTHER).get(path).status == 404
    listed = desk.get(path).words()
    assert "浙江局" in listed
    assert "江苏局" not in listed


def test_an_office_states_on_its_figures(browser, life, assessment):
    desk = browser(OFFICE)
    path = f"/registers/assessments/{assessment['id']}/330000"
    page = desk.get(path)
    assert desk.send(page, f"{path}/statement", statement="").status == 422
    done = desk.send(page, f"{path}/statement", statement="备案按时一项少计两件。")
    assert "备案按时一项少计两件。" in done.words()


def test_the_export_holds_numerators_and_denominators_and_no_formula(browser, life, assessment):
    state_on_assessment(
        life.office, actor=life.actor(OFFICE), assessment_id=assessment["id"],
        province="330000", statement="=cmd()",
    )  # fmt: skip
    answer = browser(NATION).client.get(f"/registers/assessments/{assessment['id']}.xlsx")
    book = load_workbook(io.BytesIO(answer.data))
    result, figures = book.worksheets
    assert result.max_row == 33
    found = [[cell.value for cell in row] for row in figures.iter_rows(min_row=2)]
    assert all(isinstance(row[3], int) and isinstance(row[4], int) for row in found)
    text = browser(NATION).client.get(f"/registers/assessments/{assessment['id']}.csv").data
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert len(rows) == len(found) + 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_new_page_opens_for_whoever_may_see_it(browser, life, item, assessment, language):
    pages = {
        NATION: ("/registers/shared", f"/registers/shared/{item['id']}", "/registers/agencies",
                 "/registers/digests", "/registers/assessments",
                 f"/registers/assessments/{assessment['id']}",
                 f"/registers/assessments/{assessment['id']}/330000"),
        OFFICE: ("/registers/shared?state=to_answer", "/registers/digests",
                 "/start/information_sharing"),
        OTHER: ("/registers/shared?q=9133&level=serious", f"/registers/shared/{item['id']}"),
    }  # fmt: skip
    for login, paths in pages.items():
        desk = browser(login, language)
        for path in paths:
            assert desk.get(path).status == 200, path


def test_the_check_begins_with_the_facts_as_they_stand(browser, life, entity):
    """Also of a case that a finding opened, and after the center corrected it."""
    case = shared.reported(life, entity, verified_on="2026-03-02")
    (task,) = life.items(case, "check_serious_item")
    desk = browser(OFFICE)
    assert shared.FACTS in desk.get(f"/tasks/{task['id']}").text
    life.complete(case, "check_serious_item", OFFICE, outcome="return", reasons="请补充。")
    life.complete(case, "correct_item", OFFICER, facts="两份证明系伪造，原件已核对。")
    (task,) = life.items(case, "check_serious_item")
    fields = desk.get(f"/tasks/{task['id']}").words("//textarea[@name='facts']")
    assert fields == "两份证明系伪造，原件已核对。"


def test_who_stayed_silent_is_not_said_to_others(browser, life, item):
    closing = {"note": "通报办结。", "silent_note": "", "silent": ["hangzhou", "ningbo"]}
    with life.office.begin() as unit:
        sharing.close_notices(
            unit.connection, item["id"], closed_at=unit.now, closed_by=1, closing=closing
        )
    path = f"/registers/shared/{item['id']}"
    for login in (NATION, OFFICE):
        assert "杭州中心、宁波中心" in browser(login).get(path).words(), login
    assert "宁波中心" not in browser("hangzhou.violation_officer").get(path).words()
