"""An entity contests a removal on the pages: from its case to the evidence beside the task."""

from __future__ import annotations

import re

from tests.support.violations import BASIS
from tests.web.life import NOW, REMOVAL, contact_of

TODAY = NOW[: len("2026-10-09")]
GROUNDS = "研发记录齐全。"
REMOVED = "杭州第1试验公司"


def lodged(browser, **changes):
    """The entity's contact follows the button on its case; the new case's page."""
    contact = browser(contact_of(1))
    case = contact.get(f"/cases/{REMOVAL}")
    (href,) = case.all("//a[contains(., '对移出取消决定提出异议')]/@href")
    form = contact.get(href)
    said = {"kind": "objection", "known_on": "2026-09-01", "rights_told": "true",
            "grounds": GROUNDS, "signer": "张某"}  # fmt: skip
    return contact, contact.send(form, "/start/appeal", **(said | changes))


def task_of(page_maker, login):
    person = page_maker(login)
    inbox = person.get("/inbox")
    (href,) = inbox.all("//a[contains(@href, '/tasks/') and contains(., '审查受理')]/@href")[:1]
    return person, person.get(href)


def test_the_button_brings_the_number_along_and_the_case_opens(browser):
    contact, case = lodged(browser)
    assert case.status == 200
    assert "异议复议" in case.h1
    number = re.search(r"B00-2026-\d+|B33-2026-\d+", case.text)[0]
    original = contact.get(f"/cases/{REMOVAL}")
    assert number in original.words("//section[h2 or .//h2[@id='ap']][.//h2[@id='ap']]")


def test_an_error_names_its_field_and_keeps_what_was_typed(browser):
    _, page = lodged(browser, against="V33-2026-99999")
    assert page.status == 422
    assert "没有这个案号或决定书号" in page.text
    assert GROUNDS in page.text


def test_beside_the_task_stand_the_decision_the_days_and_who_judged(browser):
    lodged(browser)
    _, task = task_of(browser, "cnipa.national_officer")
    assert task.status == 200
    shown = task.words()
    for words in ("期限核对", "在期限内", "最后一日", "被异议的决定", REMOVAL, BASIS, "原案办理",
                  "决定移出取消"):  # fmt: skip
        assert words in shown
    english = browser("cnipa.national_officer", "en").get(task.answer.request.path)
    assert "Was it in time?" in english.text
    assert "The decision appealed" in english.text


def test_a_late_one_says_by_how_many_days(browser):
    lodged(browser, known_on="2026-03-02")
    _, task = task_of(browser, "cnipa.national_officer")
    assert "已过期" in task.words()


def test_it_is_taken_back_with_a_reason(browser):
    contact, case = lodged(browser)
    (action,) = case.all("//form[contains(@action, '/appeal/withdraw')]/@action")
    refused = contact.send(case, action, reason=" ")
    assert refused.status == 422
    assert "请写明撤回理由" in refused.text
    done = contact.send(case, action, reason="已经沟通。")
    assert "异议已撤回" in done.text
    assert not done.all("//form[contains(@action, '/appeal/')]")


def test_the_leader_extends_and_stays_and_the_entity_reads_it(browser):
    contact, case = lodged(browser)
    path = case.answer.request.path
    assert not case.all("//form[contains(@action, '/appeal/stay')]")
    leader = browser("cnipa.national_leader")
    page = leader.get(path)
    extended = leader.send(page, f"{path}/appeal/extend", reason="案情复杂。")
    assert "审理期限已延长" in extended.text
    wrong = leader.send(page, f"{path}/appeal/stay", reason="难以弥补。", from_day="昨天")
    assert wrong.status == 422
    assert "日期写成" in wrong.text
    stayed = leader.send(
        page, f"{path}/appeal/stay", reason="难以弥补。", decision_no="停执〔1〕号"
    )
    assert "已登记停止执行" in stayed.text
    assert "可以申报" in contact.get("/portal").words() or "申报备案" in contact.get("/portal").text
    assert "停止执行" in contact.get("/notices").text


def test_another_entity_neither_sees_it_nor_may_contest_for_others(browser):
    _, case = lodged(browser)
    other = browser(contact_of(2))
    assert other.get(case.answer.request.path).status == 404
    form = other.get(f"/start/appeal?against={REMOVAL}")
    said = {"kind": "objection", "known_on": TODAY, "rights_told": "true", "grounds": "不服。",
            "signer": "李某"}  # fmt: skip
    refused = other.send(form, "/start/appeal", **said)
    assert refused.status == 422
    assert "没有这个案号或决定书号" in refused.text


def test_the_register_of_bans_tells_a_stayed_one_apart(browser):
    _, case = lodged(browser)
    path = case.answer.request.path
    leader = browser("cnipa.national_leader")
    page = leader.get(path)
    leader.send(page, f"{path}/appeal/stay", reason="难以弥补。", decision_no="停执〔1〕号")
    assert REMOVED not in leader.get("/registers/bans").words("//main")
    assert "停止执行中" in leader.get("/registers/bans?state=stayed").words("//table")
    assert "禁期中" not in leader.get("/registers/bans?state=stayed").words("//table")
    assert "禁期中" in leader.get("/registers/bans?on=2026-10-08").words("//table")
