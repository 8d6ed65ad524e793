"""Single keys: they walk the list and lead on, and they keep still where one types."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.admissions import application

pytestmark = pytest.mark.browser
INTAKE = "zhejiang.intake_officer"
TASK = re.compile(r"/tasks/\d+$")


@pytest.fixture
def desk(light_house):
    """An officer before an inbox of three."""
    town = light_house.town
    for n in range(1, 4):
        entity = town.enter_entity(n)
        town.open("admission_review", INTAKE, application(entity.code, entity.name, "zhejiang"))
    return light_house.at(INTAKE)


def row(desk, n):
    return desk.page.locator("[data-row]").nth(n)


def test_j_and_k_move_between_rows_and_enter_opens_the_one_in_focus(desk):
    keys = desk.page.keyboard
    keys.press("j")
    expect(row(desk, 0)).to_have_class(re.compile("is-at"))
    keys.press("j")
    keys.press("j")
    keys.press("j")
    expect(row(desk, 2).locator(".row-link")).to_be_focused()
    keys.press("k")
    expect(row(desk, 1)).to_have_class(re.compile("is-at"))
    expect(row(desk, 2)).not_to_have_class(re.compile("is-at"))
    wanted = row(desk, 1).locator(".row-link").get_attribute("href")
    keys.press("Enter")
    expect(desk.page).to_have_url(re.compile(f"{wanted}$"))


def test_c_claims_the_row_and_stays_on_it(desk):
    desk.page.keyboard.press("j")
    desk.page.keyboard.press("j")
    desk.page.keyboard.press("c")
    expect(row(desk, 1).get_by_role("button", name=re.compile("^释放"))).to_be_visible()
    expect(row(desk, 1)).to_have_class(re.compile("is-at"))


def test_n_opens_the_next_thing_to_do_and_a_slash_searches(desk):
    desk.page.keyboard.press("n")
    expect(desk.page).to_have_url(TASK)
    desk.page.keyboard.press("/")
    find = desk.page.get_by_role("searchbox", name="搜索主体、代码或案号")
    expect(find).to_be_focused()
    desk.page.keyboard.type("试验公司?njk/")
    expect(find).to_have_value("试验公司?njk/")
    expect(desk.page).to_have_url(TASK)


def test_a_question_mark_lists_all_keys(desk):
    desk.page.keyboard.press("?")
    expect(desk.page.get_by_role("heading", level=1)).to_have_text("快捷键与帮助")
    for key in ("J", "K", "N", "/", "?"):
        expect(desk.page.locator("kbd").get_by_text(key, exact=True).first).to_be_visible()


def test_keys_are_only_letters_in_every_kind_of_field(desk):
    desk.page.keyboard.press("n")
    area = desk.field("理由").locator("textarea")
    area.focus()
    desk.page.keyboard.type("jknc?/")
    expect(area).to_have_value("jknc?/")
    desk.page.get_by_role("combobox").first.focus()
    desk.page.keyboard.press("n")
    expect(desk.page).to_have_url(TASK)


def test_keys_with_a_modifier_belong_to_the_browser(desk):
    desk.page.keyboard.press("Control+j")
    desk.page.keyboard.press("Alt+n")
    desk.page.keyboard.press("Meta+k")
    expect(desk.page.locator(".is-at")).to_have_count(0)
    expect(desk.page).to_have_url(re.compile("/inbox$"))


def test_keys_can_be_turned_off_and_on_again(desk):
    switch(desk, "停用")
    desk.go("/inbox")
    desk.page.keyboard.press("j")
    desk.page.keyboard.press("n")
    expect(desk.page.locator(".is-at")).to_have_count(0)
    expect(desk.page).to_have_url(re.compile("/inbox$"))
    switch(desk, "启用")
    desk.go("/inbox")
    desk.page.keyboard.press("j")
    expect(row(desk, 0)).to_have_class(re.compile("is-at"))


def switch(desk, words):
    desk.follow("个人设置")
    desk.page.get_by_role("group", name="单键快捷键").get_by_label(words).check()
    desk.page.get_by_role("button", name="保存设置").click()
    chosen = desk.page.get_by_role("group", name="单键快捷键").get_by_label(words)
    expect(chosen).to_be_checked()


def test_control_enter_sends_the_form(desk):
    desk.page.keyboard.press("n")
    desk.page.get_by_label("材料齐全，受理").check()
    desk.page.keyboard.press("Control+Enter")
    desk.sees("已提交：审查完整性")
