"""The second half: two minor violations within a year, removal, the ban and its end."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import answers
from tests.browser.desk import Desk
from tests.browser.house import House
from tests.support.town import Entity

FIRST, SECOND, AFTER = "2026-06-10", "2026-09-10", "2026-09-11"
UNTIL, LAST, FREE = "2026-07-01", "2027-09-10", "2027-09-11"
DECISION = "国知保移字〔2026〕1号"


def day_words(day: str) -> str:
    year, month, number = (int(part) for part in day.split("-"))
    return f"{year}年{month}月{number}日"


def first_violation(house: House, entity: Entity) -> None:
    """Found in Zhejiang: it ends with a reminder that was heeded."""
    house.town.advance(f"{FIRST}T09:00")
    number = becomes_minor(house, entity, "zhejiang", "浙江中心", FIRST)
    officer = "zhejiang.violation_officer"
    desk = house.at(officer)
    desk.do("提醒约谈", "保存提醒约谈记录", answers.reminded(FIRST, UNTIL), number)
    desk.come_in(officer)
    desk.do("核对整改", "确认整改", answers.corrected(FIRST), number)
    said = house.standing(entity.code)
    assert (said["minor_count"], said["may_apply"]) == (1, True)


def second_violation(house: House, entity: Entity) -> str:
    """Found in Hangzhou, within the year: it escalates and the center proposes removal."""
    house.town.advance(f"{SECOND}T09:00")
    number = becomes_minor(house, entity, "hangzhou", "杭州中心", SECOND)
    desk = house.at("hangzhou.center_head")
    desk.open_task("提请移出取消", number)
    desk.answer(answers.PROPOSED)
    desk.answer({"关联案件": number})
    desk.send("提请移出取消")
    desk.sees("已提交：提请移出取消")
    return number


def becomes_minor(house: House, entity: Entity, center: str, words: str, day: str) -> str:
    """A clue is verified, held to be minor, the party heard, the finding made."""
    officer, head = house.at(f"{center}.violation_officer"), f"{center}.center_head"
    officer.begin("登记线索")
    officer.answer(answers.clue(words, entity.code, day))
    officer.send("登记线索")
    officer.sees("已登记，案号")
    number = officer.page.locator(".crumbs li").last.inner_text().strip()
    officer.follow(re.compile("核实事实"))
    officer.answer(answers.VERIFIED | {"查实日期": day})
    officer.send("提交核实结果")
    officer.sees("已提交：核实事实")
    house.at(head).do("认定性质", "认定性质", answers.MINOR, number)
    states_its_case(house.at(entity.contact), "陈述申辩", number)
    desk = house.at(head)
    desk.open_task("作出认定", number)
    desk.sees("其中一件有研发记录。")
    desk.answer(answers.CONCLUDED)
    desk.send("作出认定")
    desk.sees("已提交：作出认定")
    return number


def states_its_case(desk: Desk, task: str, number: str) -> None:
    desk.open_task(task, number)
    desk.sees("中心告知的内容")
    desk.answer(answers.DEFENCE)
    desk.send("提交陈述申辩")
    desk.sees(f"已提交：{task}")


def is_removed(house: House, entity: Entity, number: str) -> None:
    states_its_case(house.at(entity.contact), "对移出取消陈述申辩", number)
    desk = house.at("330000.provincial_leader")
    desk.open_task("审核建议", number)
    desk.sees("其中一件有研发记录。")
    desk.answer(answers.AGREED)
    desk.send("提交审核意见")
    desk.sees("已提交：审核建议")
    decided = answers.removal(SECOND, DECISION)
    house.at("cnipa.national_leader").do("决定移出取消", "作出决定", decided, number)


def is_banned_on_the_pages(house: House, entity: Entity) -> None:
    desk = house.at("zhejiang.violation_officer")
    desk.go(f"/entities/{entity.code}")
    ban = desk.page.get_by_role("region", name="禁期", exact=True)
    for words in ("366 天后解除", day_words(LAST), f"{day_words(FREE)} 00:00", DECISION):
        expect(ban).to_contain_text(words)
    expect(desk.page.locator("#filings .tag").filter(has_text="取消")).to_have_count(2)
    desk = house.at(entity.contact)
    desk.sees(f"你单位在禁期中，最后一日 {day_words(LAST)}，{day_words(FREE)} 00:00 起可以申报。")
    shut = desk.page.get_by_role("link", name="申报备案")
    expect(shut).to_have_attribute("aria-disabled", "true")
    said = house.standing(entity.code)
    assert (said["banned_until"], said["first_free_day"]) == (LAST, FREE)
    assert (said["filed_at"], said["may_apply"], said["restricted"]) == ([], False, True)


def is_acknowledged(house: House, number: str) -> None:
    house.town.advance(f"{AFTER}T09:00")
    for center in ("zhejiang", "hangzhou"):
        desk = house.at(f"{center}.center_head")
        desk.do("确认执行取消", "确认执行", answers.acknowledged(AFTER), number)
    desk = house.at("cnipa.examination_side")
    dates = {"加大排查开始日期": SECOND, "限制开始日期": SECOND}
    desk.do("确认排查与限制", "确认已执行", answers.CONFIRMED | dates, number)
    desk = house.at("hangzhou.center_head")
    desk.go(f"/cases/{number}")
    desk.sees("已结束：已移出取消")


def the_year_passes(house: House, entity: Entity) -> None:
    """Somebody moves the clock on its page; nobody touches the case of the ban."""
    desk = house.at("zhejiang.violation_officer")
    desk.follow("定时器", exact=True)
    desk.page.get_by_role("button", name="一年", exact=True).click()
    desk.come_in("zhejiang.violation_officer")
    desk.go(f"/entities/{entity.code}")
    expect(desk.page.get_by_role("region", name="禁期", exact=True)).to_have_count(0)
    desk = house.at("cnipa.national_officer")
    desk.go(f"/entities/{entity.code}")
    desk.follow(re.compile("重新申报冷却期"))
    desk.sees("已结束：已解除", "系统 到时：首个可申报日", "9月11日 00:00")
    lifted = desk.page.locator(".timeline li").filter(has_text="解除")
    expect(lifted.filter(has_text="M28").first).to_contain_text("系统")
    said = house.standing(entity.code)
    assert (said["may_apply"], said["banned_until"]) == (True, None)
    before = house.standing(entity.code, on=LAST)
    assert (before["may_apply"], before["banned_until"]) == (False, LAST)


def applies_again(house: House, entity: Entity) -> None:
    desk = house.at(entity.contact)
    desk.sees("你单位可以申报备案。")
    desk.follow("申报备案")
    again = answers.APPLICATION | answers.promise(FREE) | {"是否曾被取消备案或移出名单": "是"}
    desk.answer(again | {"说明": "2026年9月10日被取消备案，期满。"})
    desk.send("递交申请")
    desk.sees("已登记，案号", "正在审查完整性")
    assert house.standing(entity.code)["applying_at"] == ["zhejiang"]
