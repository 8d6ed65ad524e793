"""Where the browser runs no script: the same work, by the same words."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import answers
from tests.support.admissions import application

pytestmark = pytest.mark.browser
INTAKE = "zhejiang.intake_officer"


@pytest.fixture
def entity(light_house):
    return light_house.town.enter_entity(1)


@pytest.fixture
def number(light_house, entity):
    """A case whose completeness is to be checked."""
    values = application(entity.code, entity.name, "zhejiang")
    return light_house.town.open("admission_review", INTAKE, values).case_number


@pytest.fixture
def plain(light_house):
    """`plain(login)`: somebody signed in at a browser without scripts."""

    def at(login):
        desk = light_house.desk(java_script_enabled=False)
        desk.come_in(login)
        return desk

    return at


def test_a_task_with_conditions_is_refused_put_right_and_done(plain, number):
    desk = plain(INTAKE)
    desk.open_task("审查完整性", number)
    desk.sees("当“审查结果”是“需要补正”时填写。")
    desk.answer({"审查结果": "需要补正", "告知主体的话": "请核对参保人数。"})
    desk.send("提交审查结果")
    summary = desk.page.get_by_role("alert")
    expect(summary).to_contain_text("还有 1 处要改正，才能提交")
    expect(desk.page.get_by_role("radio", name="需要补正")).to_be_checked()
    expect(desk.field("告知主体的话").locator("textarea")).to_have_value("请核对参保人数。")
    desk.answer({"需要补正的内容": answers.CORRECTION["需要补正的内容"]})
    desk.send("提交审查结果")
    desk.sees("已提交：审查完整性")


def test_a_row_is_added_without_losing_what_was_typed(plain, number):
    desk = plain(INTAKE)
    desk.open_task("审查完整性", number)
    desk.answer(answers.CORRECTION)
    rows = desk.field("需要补正的内容")
    rows.get_by_role("button", name=re.compile("^添加一行")).click()
    expect(rows.locator(".row-item")).to_have_count(2)
    expect(rows.locator("input, textarea").first).to_have_value("参保人数")
    expect(desk.page.get_by_role("radio", name="需要补正")).to_be_checked()


def test_a_task_is_claimed_and_released(plain, number):
    desk = plain(INTAKE)
    desk.page.get_by_role("button", name=re.compile("^领取")).click()
    desk.page.get_by_role("button", name=re.compile("^释放")).click()
    expect(desk.page.get_by_role("button", name=re.compile("^领取"))).to_be_visible()


def test_an_entity_applies_and_withdraws(light_house, plain, entity):
    desk = plain(entity.contact)
    desk.follow("申报备案")
    desk.answer(answers.APPLICATION | answers.promise("2026-03-02"))
    desk.send("递交申请")
    desk.sees("已登记，案号", "正在审查完整性")
    desk.page.locator("summary", has_text="登记撤回").click()
    desk.page.get_by_label("撤回的理由").fill("申请内容还要调整。")
    desk.page.get_by_role("button", name="登记撤回", exact=True).click()
    desk.sees("已登记撤回，本案结束。", "已结束：")
    assert light_house.standing(entity.code)["applying_at"] == []
    desk.follow("我的备案")
    desk.sees("你单位可以申报备案。")


def test_time_is_moved_and_a_day_is_looked_at(plain, entity):
    desk = plain("cnipa.national_officer")
    desk.follow("定时器", exact=True)
    desk.page.get_by_role("button", name="一天", exact=True).click()
    desk.sees("时间到了 2026年3月3日 09:00")
    desk.go(f"/entities/{entity.code}")
    desk.page.get_by_label("哪一天", exact=True).fill("2027-03-03")
    desk.page.get_by_role("button", name="看这一天").click()
    desk.sees("2027年3月3日 这一天")
