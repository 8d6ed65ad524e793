"""The first half of the scene: an application goes all the way to being filed."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import answers
from tests.browser.house import House
from tests.support.town import PASSWORD, Entity

BOTH = "zhejiang.reviewer-and-head"
DAY = "2026-03-02"


def admitted(house: House, entity: Entity) -> str:
    """From the portal to the nation's yes; the case's number."""
    number = applies(house, entity)
    is_corrected(house, entity, number)
    departments_answer(house, number)
    is_assessed_and_decided(house, number)
    is_rechecked(house, entity, number)
    return number


def applies(house: House, entity: Entity) -> str:
    desk = house.at(entity.contact)
    desk.sees(entity.name, "你单位在 1 个中心已备案")
    desk.follow("申报备案")
    expect(desk.field("统一社会信用代码").locator("input")).to_have_value(entity.code)
    desk.answer(answers.APPLICATION | answers.promise(DAY))
    desk.send("递交申请")
    desk.sees("已登记，案号", "正在审查完整性", entity.name)
    crumb = desk.page.locator(".crumbs li").last
    return crumb.inner_text().strip()


def is_corrected(house: House, entity: Entity, number: str) -> None:
    house.at("zhejiang.intake_officer").do("审查完整性", "提交审查结果", answers.CORRECTION)
    desk = house.at(entity.contact)
    desk.sees("有 1 件事要你办", "逾期不补正，申请终止")
    desk.open_task("补正材料", number)
    desk.sees("与社保证明不一致", "请核对参保人数。")
    desk.answer(answers.CORRECTED)
    desk.send("提交补正")
    desk.sees("现在没有要你办的事")
    desk = house.at("zhejiang.intake_officer")
    desk.open_task("审查完整性", number)
    desk.sees("补正前后的变化", "第 2 轮")
    changed = desk.page.locator(".changes tr").filter(has_text="参保人数")
    expect(changed.locator("del")).to_have_text("20")
    expect(changed.locator("ins")).to_have_text("23")
    desk.answer(answers.COMPLETE)
    desk.send("提交审查结果")


def departments_answer(house: House, number: str) -> None:
    for department, words in (("industry", "工信"), ("development", "发改")):
        desk = house.at(f"330000-{department}.consultee")
        desk.do(f"征求{words}意见", "提交意见", answers.SUPPORT, number)


def is_assessed_and_decided(house: House, number: str) -> None:
    desk = house.at(BOTH)
    desk.do("综合评估", "提交评估", answers.ASSESSED, number)
    desk.come_in(BOTH)
    desk.open_task("作出决定", number)
    desk.sees("“综合评估”是你办的，同一人不能再办这一步。请由本单位其他人办理。")
    expect(desk.page.locator("form[data-form]")).to_have_count(0)
    desk = house.at("zhejiang.center_head")
    desk.open_task("作出决定", number)
    desk.sees("综合评估", "建议同意备案", "准入闸口")
    desk.answer(answers.DECIDED)
    desk.send("作出决定")
    desk.sees("已提交：作出决定")


def is_rechecked(house: House, entity: Entity, number: str) -> None:
    house.at("cnipa.national_officer").do("国家复核", "提交复核", answers.PASSED, number)
    desk = house.at(entity.contact)
    desk.sees("你单位在 2 个中心已备案")
    desk.follow("备案准入审查 · 浙江中心")
    desk.sees("已结束：已备案")
    assert house.standing(entity.code)["filed_at"] == ["hangzhou", "zhejiang"]


def settle_reviewer_and_head(house: House) -> None:
    """One person with both posts of the same center."""
    from service.actions.create_person import create_person

    posts = (("zhejiang", "reviewer"), ("zhejiang", "center_head"))
    create_person(
        house.town.office, actor=None, login=BOTH, name="双岗", password=PASSWORD, posts=posts
    )
