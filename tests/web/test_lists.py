"""The pages of the list: compiling, importing, checking, the register and its versions."""

from __future__ import annotations

import io

import pytest

from service.domain.list_layout import FIELDS
from tests.support.lists import (
    LEADER,
    NATION,
    OFFICER,
    a_row,
    begin_changes,
    do,
    file_of,
    publish,
    rows_of,
    take,
)
from tests.web.invariants import faults

# What people typed, names, and titles of the annex: Chinese in English pages too.
WORDS = {
    "第大学",
    "杭州",
    "智能制造",
    "浙科号",
    "名单",
    "名单变更浙江局",
    "新认定一家。新认定一家",
    "三",
    "三类主体必须已在保护中心备案",
    *(words.zh for words in FIELDS.values()),
    "认定依据",
    "文号",
    "或列入理由",
    "精准服务名单填报单位盖章填报日期填报人联系方式",
    "杭州智能制造",
    "年月日",
    "导入名单行取用行错误处",
    "国家局",
    "联系人",
    "系统",
}


def sent(desk, number, content, **more):
    page = desk.get(f"/lists/{number}")
    token = page.all("//main//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token, "file": (io.BytesIO(content), "名单.xlsx"), **more}
    return desk.client.post(f"/lists/{number}/import", data=data)


@pytest.fixture
def number(life) -> str:
    return begin_changes(life)


def test_a_file_is_imported_in_one_stream_without_a_script(life, browser, number):
    desk = browser(OFFICER)
    answer = sent(desk, number, file_of([a_row(1), a_row(2, category="四")]))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "读了 2 行，取用 0 行，错误 1 处" in text
    report = desk.get(text.partition("url=")[2].partition('"')[0])
    assert "一行也没有取用" in report.words()
    assert "第 5 行，主体类别" in report.words()
    action = f"/lists/{number}/import"
    done = desk.send(report, action, follow=True)
    assert "取用 1 行" in done.text
    assert [row["unit_name"] for row in rows_of(life, number)] == ["第1大学"]


def test_what_is_no_file_comes_back_with_words(browser, number):
    desk = browser(OFFICER)
    answer = sent(desk, number, b"")
    assert answer.status_code == 422
    assert "文件是空的" in answer.get_data(as_text=True)
    broken = sent(desk, number, b"PK\x03\x04 broken")
    assert "打不开" in broken.get_data(as_text=True)


def test_a_row_is_added_refused_by_field_and_kept_as_typed(life, browser, number):
    desk = browser(OFFICER)
    form = desk.get(f"/lists/{number}/rows/new")
    action = f"/lists/{number}/rows"
    said = {"unit_name": "某大学", "code": "91330106MA27X0001", "category": "2",
            "subtype": "leading_university", "city": "杭州"}  # fmt: skip
    refused = desk.send(form, action, **said)
    assert refused.status == 422
    assert "应为18位，现在是17位" in refused.words()
    assert refused.all("//input[@name='unit_name']/@value") == ["某大学"]
    done = desk.send(refused, action, code="91330106MA27X0001A", evidence="浙教〔2025〕1号")
    assert done.status == 200
    assert "某大学" in done.words()
    assert rows_of(life, number)[0]["code"] == "91330106MA27X0001A"


def test_the_nation_checks_row_by_row(life, browser, number):
    take(life, number, file_of([a_row(1), a_row(2)]))
    do(life, number, "compile_draft", OFFICER)
    do(life, number, "approve_submission", LEADER)
    desk = browser(NATION)
    page = desk.get(f"/lists/{number}")
    first = str(rows_of(life, number)[0]["id"])
    action = f"/lists/{number}/verdicts"
    token = page.all("//main//input[@name='csrf_token']/@value")[0]
    refused = desk.client.post(action, data={"csrf_token": token, "row": first,
                                             "verdict": "returned", "reason": ""})  # fmt: skip
    assert refused.status_code == 422
    desk.client.post(action, data={"csrf_token": token, "row": first, "verdict": "returned",
                                   "reason": "文号查不到"})  # fmt: skip
    rest = desk.send(desk.get(f"/lists/{number}?tab=todo"), action)
    assert "已核对 1 行，还有 0 行" in rest.text
    assert [row["verdict"] for row in rows_of(life, number)] == ["returned", "accepted"]
    assert "文号查不到" in desk.get(f"/lists/{number}?tab=returned").words()


def test_another_office_and_a_center_find_no_draft_and_leave_a_trace(life, browser, number):
    assert browser("zhejiang.center_head").get(f"/lists/{number}").status == 404
    assert browser("cnipa.administrator").get(f"/lists/{number}/list.xlsx").status == 404
    page = browser(OFFICER).get(f"/lists/{number}")
    assert page.words().count("zhejiang center_head") == 1
    assert browser(OFFICER).get("/lists/L33-2026-09999").status == 404


def test_the_register_answers_for_a_version_and_a_day_and_compares(life, browser, number):
    take(life, number, file_of([a_row(1), a_row(2)]))
    publish(life, number)
    desk = browser("zhejiang.reviewer")
    assert "共 2 个主体" in desk.get("/registers/list?subtype=leading_university").words()
    assert "共 0 个主体" in desk.get("/registers/list?on=2020-01-01").words()
    assert "第1大学" in desk.get("/registers/list?version=1&q=第1").words()
    assert "第2大学" in desk.get("/registers/list/compare?before=0&after=1").words(
        "//*[@id='main']"
    )
    csv = desk.client.get("/registers/list/versions/1/csv")
    assert "第1大学" in csv.get_data(as_text=True)
    assert desk.client.get("/registers/list/versions/1/xlsx").data[:2] == b"PK"
    assert desk.client.get("/registers/list/versions/1/exe").status_code == 404


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_the_list_is_whole(life, browser, number, language):
    take(life, number, file_of([a_row(1), a_row(2, category="三", subtype="重点产业主体")]),
         good_only=True)  # fmt: skip
    paths = ("/lists", f"/lists/{number}", f"/lists/{number}?tab=every", "/registers/list",
             f"/lists/{number}/rows/new", "/registers/list/compare", "/lists/layout",
             f"/lists/{number}/imports/1", f"/cases/{number}")  # fmt: skip
    for login in (OFFICER, NATION, "cnipa.administrator"):
        desk = browser(login, language)
        for path in paths:
            if login == "cnipa.administrator" and number in path:
                continue
            page = desk.get(path)
            assert page.status == 200, path
            assert faults(page, language, WORDS) == [], path
