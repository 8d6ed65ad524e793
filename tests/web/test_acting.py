"""What people do on the pages, without a script: claim, fill in, be corrected, decide, withdraw."""

from __future__ import annotations

import pytest

from tests.support import violations as way
from tests.support.admissions import ASSESSED as ASSESSMENT
from tests.support.admissions import application
from tests.support.town import code_of, name_of
from tests.web import life

HELD, CONTACT = life.CORRECTING, life.contact_of(life.CORRECTING)
REVIEWER, INTAKE = "zhejiang.reviewer", "zhejiang.intake_officer"
YES_NO = {True: "yes", False: "no"}
ANSWERS = {key: YES_NO.get(value, value) for key, value in ASSESSMENT.items()}


def assessment(desk) -> str:
    """The path of the reviewer's one task."""
    return next(
        link for link in desk.get("/inbox").all("//a[@class='row-link']/@href") if "/tasks/" in link
    )


def test_an_overdue_task_says_so_in_words(browser):
    page = browser(REVIEWER).get("/inbox")
    assert "逾期 1 个工作日" in page.words("//tbody[@id='g-over']")
    assert "共 1 件：1 件逾期，0 件今天到期。" in page.words("//header[@class='page-head']")


def test_the_evidence_stands_beside_the_form(browser):
    desk = browser(REVIEWER)
    aside = desk.get(assessment(desk)).words("//aside")
    for words in (
        "已用 5 / 5 个工作日",
        "规则“综合评估”第 1 版",
        "参保人数 20 27",
        life.OPINION,
        "无意见",
        "可以申报备案吗",
    ):
        assert words in aside


def test_a_task_is_claimed_and_released_from_the_list(browser):
    desk = browser(REVIEWER)
    path = assessment(desk)
    held = desk.send(desk.get("/inbox"), f"{path}/claim")
    assert held.status == 200
    assert held.all(f"//form[@action='{path}/release']")
    free = desk.send(held, f"{path}/release")
    assert free.all(f"//form[@action='{path}/claim']")


def test_a_form_with_errors_comes_back_with_all_that_was_typed(browser):
    desk = browser(REVIEWER)
    path = assessment(desk)
    page = desk.send(desk.get(path), path, capability="strong", need_reason="件数与产能相符。")
    assert page.status == 422
    assert page.words("//title").startswith("有 ")
    links = page.all("//div[contains(@class, 'error-summary')]//a/@href")
    assert links
    assert all(page.all(f"//*[@id='{link[1:]}']") for link in links)
    assert page.all("//input[@name='capability' and @value='strong' and @checked]")
    assert page.words("//textarea[@name='need_reason']") == "件数与产能相符。"


def test_a_completed_task_leads_to_the_next_one(browser):
    desk = browser(REVIEWER)
    path = assessment(desk)
    page = desk.send(desk.get(path), path, **ANSWERS)
    assert page.status == 200
    assert page.h1 == "待办"
    assert "已提交：综合评估。" in page.words()
    done = desk.get(path)
    assert "已提交的内容" in done.words()
    assert "有稳定的研发团队和专利产出。" in done.words()
    assert browser("zhejiang.center_head").get("/inbox").all("//a[text()='作出决定']")


def test_the_reviewer_may_not_decide_and_is_told_why(browser):
    desk = browser(REVIEWER)
    path = assessment(desk)
    desk.send(desk.get(path), path, **ANSWERS)
    case = desk.get(f"/cases/{life.IN_ASSESSMENT}")
    assert "由中心负责人办理，你没有这个岗位" in case.words("//section[@aria-labelledby='ac']")


def test_a_draft_is_kept_and_shown_again(browser):
    desk = browser(REVIEWER)
    path = assessment(desk)
    kept = desk.send(desk.get(path), path, draft="yes", need_reason="写到一半")
    assert "草稿已保存" in kept.words()
    assert desk.get(path).words("//textarea[@name='need_reason']") == "写到一半"


def test_the_second_of_two_officers_sees_both_versions(browser):
    first, second = browser(REVIEWER), browser(REVIEWER)
    path = assessment(first)
    waiting = second.get(path)
    first.send(first.get(path), path, **ANSWERS)
    page = second.send(waiting, path, **ANSWERS | {"need_reason": "我写的理由。"})
    assert page.status == 409
    conflict = page.words("//section[contains(@class, 'conflict')]")
    assert "办结了“综合评估”" in conflict
    assert "我写的理由。" in conflict
    assert ASSESSMENT["need_reason"] in conflict


def test_the_same_form_sent_twice_is_done_once(browser):
    desk = browser(REVIEWER)
    path = assessment(desk)
    page = desk.get(path)
    assert desk.send(page, path, follow=False, **ANSWERS).status == 303
    assert desk.send(page, path, follow=False, **ANSWERS).status == 303
    record = desk.get(f"/cases/{life.IN_ASSESSMENT}").words("//ol[@class='timeline']")
    assert record.count("办结：综合评估") == 1


def test_a_row_is_added_without_a_script(browser):
    desk = browser(REVIEWER)
    path = assessment(desk)
    rows = "//li[@class='row-item'][not(ancestor::template)]"
    page = desk.get(path)
    longer = desk.send(page, path, more="risk_hints", risk_hints__0__hint="地址相同")
    assert longer.status == 200
    assert len(longer.all(rows)) == len(page.all(rows)) + 1
    assert longer.all("//input[@name='risk_hints.0.hint']/@value") == ["地址相同"]


def test_an_application_is_withdrawn_with_a_reason(browser):
    desk = browser(life.contact_of(life.CORRECTING))
    case = desk.get(f"/cases/{life.IN_CORRECTION}")
    action = f"/cases/{life.IN_CORRECTION}/withdraw"
    assert desk.send(case, action, reason=" ").status == 422
    page = desk.send(case, action, reason="改由子公司申报。")
    assert "已登记撤回，本案结束。" in page.words()
    assert "已结束：已撤回。" in page.words("//p[@class='status-line']")


def test_the_entity_sees_what_it_was_told_and_corrects_it(browser):
    desk = browser(life.contact_of(life.CORRECTING))
    home = desk.get("/portal")
    path = home.all("//ul[@class='portal-list']//a[@class='row-link']/@href")[0]
    page = desk.get(path)
    told = page.words("//details[@id='e-told']")
    assert "请补交营业执照副本。" in told
    assert "没有上传" in told
    done = desk.send(
        page, path, accurate="yes", signer="张某",
        answers__0__item="营业执照", answers__0__explanation="已补交。",
    )  # fmt: skip
    assert done.h1 == home.h1
    assert "已提交：补正材料。" in done.words()


def test_a_clue_is_recorded_from_the_entity_page(browser):
    desk = browser("zhejiang.violation_officer")
    page = desk.get("/entities/91330100MA00000002")
    start = page.all("//a[contains(@href, '/start/violation_handling')]/@href")[0]
    form = desk.get(start)
    assert form.all("//input[@name='entity_code']/@value") == ["91330100MA00000002"]
    assert "可以申报备案吗" in form.words("//aside")
    done = desk.send(
        form, "/start/violation_handling", channel="center_monitoring", kind="abnormal",
        received_on="2026-10-09", facts="一天内递交十二件内容相近的申请。",
    )  # fmt: skip
    assert done.h1.startswith("违规处置：")
    assert "已登记，案号 V33-2026-00003。" in done.words()


def test_only_the_posts_that_may_begin_a_case_are_offered_it(browser):
    assert browser("cnipa.auditor").get("/start").words().count("的岗位不能开始案件") == 1
    assert browser(REVIEWER).get("/start/violation_handling").status == 403


@pytest.mark.parametrize("path", ["/inbox?q=第2试验", "/inbox?q=A33-2026-00001", "/inbox?q=综合"])
def test_the_inbox_is_searched_by_entity_number_and_task(browser, path):
    desk = browser(REVIEWER)
    assert len(desk.get(path).all("//tr[@data-row]")) == 1
    assert not desk.get("/inbox?q=没有这个").all("//tr[@data-row]")


def test_a_case_number_in_the_search_leads_to_the_case(browser):
    page = browser(REVIEWER).get("/entities?q=a33-2026-00001")
    assert life.IN_ASSESSMENT in page.words("//title")


def test_an_entity_that_applied_before_finds_its_answers_in_the_form(browser):
    page = browser(life.contact_of(life.ASSESSED)).get("/start/admission_review")
    form = page.words("//div[@id='form']")
    assert "已按 2026年8月28日 向浙江中心的申报（A33-2026-00001）填好大部分" in form
    assert page.all("//input[@name='ip_manager']/@value") == ["王某"]
    assert page.all("//input[@name='insured_count']/@value") == [""]
    assert page.all("//input[@name='ipc_classes']/@value") == ["G06F H04Q"]
    assert page.all("//input[@name='commitment.signed_on']/@value") == ["2026-10-09"]
    assert not page.all("//input[@name='commitment.agreed' and @checked]")
    assert not page.all("//input[@name='past_cancellation' and @checked]")


def test_an_officer_s_own_center_and_today_stand_in_the_forms(browser):
    page = browser(INTAKE).get("/start/admission_review?entity=" + code_of(life.BANNED))
    assert page.all("//select[@name='center']/option[@selected]/@value") == ["zhejiang"]
    assert page.all("//input[@name='entity_name']/@value") == [name_of(life.BANNED)]
    clue = browser("zhejiang.violation_officer").get("/start/violation_handling")
    assert clue.all("//select[@name='center']/option[@selected]/@value") == ["zhejiang"]
    assert clue.all("//input[@name='received_on']/@value") == ["2026-10-09"]


def test_an_entity_turned_away_is_told_which_condition_it_does_not_meet(browser, life):
    values = application(code_of(HELD), name_of(HELD), "hangzhou") | {"industry": "别的产业"}
    number = life.open("admission_review", "hangzhou.intake_officer", values).case_number
    page = browser(CONTACT).get(f"/cases/{number}")
    assert "已结束：不予受理" in page.words("//p[@class='status-line']")
    why = page.words("//section[@aria-labelledby='why']")
    assert "不符合的条件 产业领域不在中心的批复范围内。本中心：" in why
    assert not page.all("//*[@id='tl']")


def test_a_center_sees_the_violation_another_found_before_it_decides_a_second(browser, life):
    entity = life.enter_entity(9, filed_at=("zhejiang", "hangzhou"))
    first = way.heard(life, entity, "zhejiang")
    life.complete(first, "conclude_finding", "zhejiang.center_head", **way.CONCLUDED)
    item = life.items(way.verified(life, entity, "hangzhou"), "decide_severity")[0]["id"]
    past = browser("hangzhou.center_head").get(f"/tasks/{item}").words("//*[@id='e-past']")
    for words in ("浙江中心 V33-2026-", "2026年3月2日", "轻微", "一年内两次，转入移出取消程序"):
        assert words in past
