"""What goes wrong while one types: nothing typed is lost, and every refusal says what to do."""

import re

import pytest
from playwright.sync_api import expect

from service.actions.create_person import create_person
from service.store.tables.people import session
from tests.browser import answers
from tests.support.admissions import application
from tests.support.town import PASSWORD

pytestmark = pytest.mark.browser
INTAKE = "zhejiang.intake_officer"
COLLEAGUE = "zhejiang.colleague"
REASON = "已核对，正等对方补来说明，先记在这里。"


@pytest.fixture
def number(light_house):
    """A case whose completeness is to be checked."""
    town = light_house.town
    entity = town.enter_entity(1)
    values = application(entity.code, entity.name, "zhejiang")
    return town.open("admission_review", INTAKE, values).case_number


def colleague(house):
    posts = (("zhejiang", "intake_officer"),)
    create_person(
        house.town.office,
        actor=None,
        login=COLLEAGUE,
        name="沈受理",
        password=PASSWORD,
        posts=posts,
    )
    return house.at(COLLEAGUE)


def forget_everybody(town):
    """As twelve hours do: every session is over, and no browser knows."""
    with town.office.begin() as unit:
        unit.connection.execute(session.delete())


def test_the_second_of_two_windows_is_told_who_was_first_and_keeps_what_was_typed(
    light_house, number
):
    first, second = colleague(light_house), light_house.at(INTAKE)
    first.open_task("审查完整性", number)
    second.open_task("审查完整性", number)
    second.answer({"审查结果": "不予受理", "理由": REASON, "法律依据": answers.BASIS})
    first.answer(answers.COMPLETE)
    first.send("提交审查结果")
    second.send("提交审查结果")
    panel = second.page.locator(".conflict")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text(re.compile("沈受理 已于 .*3月2日 09:00.*"))
    row = panel.locator("tr").filter(has_text="理由")
    expect(row.get_by_role("cell").first).to_have_text(REASON)
    chosen = panel.locator("tr").filter(has_text="审查结果")
    expect(chosen).to_contain_text("不予受理")
    expect(chosen.locator("ins")).to_have_text("材料齐全，受理")
    expect(second.page.locator("form[data-form]")).to_have_count(0)


def test_a_failed_form_focuses_its_summary_leads_to_the_fields_and_keeps_what_was_typed(
    light_house, number
):
    desk = light_house.at(INTAKE)
    desk.open_task("审查完整性", number)
    desk.answer({"审查结果": "不予受理", "理由": REASON})
    desk.send("提交审查结果")
    summary = desk.page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("还有 1 处要改正，才能提交")
    expect(desk.page).to_have_title(re.compile("^有 1 处错误："))
    expect(desk.field("理由").locator("textarea")).to_have_value(REASON)
    expect(desk.page.get_by_role("radio", name="不予受理")).to_be_checked()
    summary.get_by_role("link").click()
    missing = desk.field("法律依据").locator("textarea")
    expect(missing).to_be_focused()
    expect(missing).to_have_attribute("aria-invalid", "true")
    desk.page.keyboard.type(answers.BASIS)
    desk.send("提交审查结果")
    desk.sees("已提交：审查完整性")


def test_a_session_that_ended_meanwhile_loses_nothing_that_was_typed(light_house, number):
    desk = light_house.at(INTAKE)
    desk.open_task("审查完整性", number)
    task = desk.page.url
    desk.answer({"审查结果": "不予受理", "理由": REASON})
    forget_everybody(light_house.town)
    desk.send("提交审查结果")
    desk.sees("还没有登录", REASON)
    desk.follow("去登录")
    desk.sign_in(INTAKE)
    expect(desk.page).to_have_url(task)
    desk.sees("审查完整性")


def test_signing_out_in_one_window_loses_nothing_in_the_other(light_house, number):
    desk = light_house.at(INTAKE)
    other = desk.window()
    desk.open_task("审查完整性", number)
    desk.answer({"审查结果": "不予受理", "理由": REASON})
    other.go("/me")
    other.page.get_by_role("button", name="退出登录").click()
    expect(other.page.get_by_role("button", name="登录", exact=True)).to_be_visible()
    desk.send("提交审查结果")
    desk.sees(REASON)


def test_a_draft_comes_back_in_another_browser_and_only_counts_when_sent(light_house, number):
    desk = light_house.at(INTAKE)
    desk.open_task("审查完整性", number)
    desk.answer({"审查结果": "不予受理", "理由": REASON})
    desk.send("保存草稿")
    desk.sees("草稿已保存")
    again = light_house.desk()
    again.come_in(INTAKE)
    again.open_task("审查完整性", number)
    expect(again.field("理由").locator("textarea")).to_have_value(REASON)
    again.come_in(INTAKE)
    again.sees("共 1 件")


def test_sending_twice_is_done_once(light_house, number):
    desk = light_house.at(INTAKE)
    desk.open_task("审查完整性", number)
    desk.answer(answers.COMPLETE)
    desk.page.evaluate("document.querySelector('form[data-form]').setAttribute('target', '_blank')")
    with desk.page.context.expect_page() as first:
        desk.send("提交审查结果")
    expect(first.value.locator("main")).to_contain_text("已提交：审查完整性")
    desk.page.evaluate("delete document.querySelector('form[data-form]').dataset.sent")
    with desk.page.context.expect_page() as second:
        desk.send("提交审查结果")
    expect(second.value.locator("main")).to_contain_text("已提交：审查完整性")
