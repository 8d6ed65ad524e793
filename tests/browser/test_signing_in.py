"""Coming in and doing one thing."""

import pytest
from playwright.sync_api import expect

from tests.browser.answers import COMPLETE
from tests.support.admissions import application

pytestmark = pytest.mark.browser


def test_an_officer_signs_in_and_finishes_a_task(light_house):
    town = light_house.town
    entity = town.enter_entity(1)
    values = application(entity.code, entity.name, "zhejiang")
    number = town.open("admission_review", "zhejiang.intake_officer", values).case_number
    desk = light_house.at("zhejiang.intake_officer")
    desk.sees("共 1 件", entity.name, number)
    desk.do("审查完整性", "提交审查结果", COMPLETE)
    desk.sees("共 0 件", "另有 2 件在等他人")


def test_a_wrong_password_is_refused_in_words_and_the_account_stays(light_house):
    desk = light_house.desk()
    desk.go("/inbox?scope=done")
    desk.sign_in("zhejiang.intake_officer", "not the password")
    alert = desk.page.get_by_role("alert")
    expect(alert).to_be_visible()
    expect(alert).to_be_focused()
    expect(desk.page.get_by_label("账号")).to_have_value("zhejiang.intake_officer")
    desk.sign_in("zhejiang.intake_officer")
    expect(desk.page).to_have_url(f"{light_house.address}/inbox?scope=done")
