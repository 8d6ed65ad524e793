"""The pages of rules: read by officers, changed by two administrators."""

from __future__ import annotations

from datetime import date

import pytest

from service.actions.approve_rule import approve_rule
from service.actions.propose_rule import propose_rule
from service.domain.rules import DEFINITIONS, QUESTIONS
from tests.support.keepers import ONE, SECOND
from tests.web import life as story
from tests.web.proposing import PAGE, TYPED, decide

pytestmark = pytest.mark.usefixtures("other")


def test_all_rules_are_there_by_topic_with_value_and_source(browser):
    page = browser("zhejiang.reviewer").get("/rules")
    rows = page.all("//table[contains(@class, 'rules-table')]/tbody/tr")
    assert len(rows) == len(DEFINITIONS)
    ban = page.words("//tr[.//a[@href='/rules/ban_years']]")
    assert "1 年" in ban
    assert "M28" in ban


def test_the_open_questions_stand_with_their_text_and_default(browser):
    page = browser("zhejiang.reviewer").get("/rules?topic=questions")
    heads = [" ".join(h.text_content().split()) for h in page.all("//h2[starts-with(@id,'topic')]")]
    assert len(heads) == len(QUESTIONS) == 16
    assert QUESTIONS["Q6"][0] in heads[5]
    shown = browser("zhejiang.reviewer").get("/rules/violation_date")
    assert QUESTIONS["Q6"][0] in shown.words()
    assert "默认值 查实日" in shown.words()


@pytest.mark.parametrize(
    ("q", "found"), [("补正", 2), ("M28", 7), ("q7", 2), ("ban_years", 1), ("没有这个", 0)]
)
def test_rules_are_found_by_name_key_article_and_question(browser, q, found):
    page = browser("zhejiang.reviewer").get(f"/rules?q={q}")
    assert len(page.all("//table[contains(@class, 'rules-table')]/tbody/tr")) == found


def test_officers_read_and_are_offered_no_form(browser):
    desk = browser("zhejiang.center_head")
    page = desk.get(PAGE)
    assert page.status == 200
    assert [form.action for form in page.tree.forms if form.action.startswith("/rules/")] == []
    assert "提出修改" not in page.words()
    assert "导入一年" not in desk.get("/calendar").words()


def test_an_entity_finds_neither(browser):
    desk = browser(story.contact_of(story.ASSESSED))
    for path in ("/rules", PAGE, "/calendar"):
        assert desk.get(path).status == 404


def test_a_rule_is_proposed_by_one_and_approved_by_another(browser):
    mine, theirs = browser(ONE), browser(SECOND)
    page = mine.send(mine.get(PAGE), PAGE, **TYPED)
    assert "另一名管理员批准后才生效" in page.words()
    waiting = page.words("//section[@id='pending']")
    assert "全国：3 个工作日" in waiting
    assert "这是你提出的" in waiting
    assert "件在办案件，沿用各自开立时的版本" in waiting
    assert [f for f in page.tree.forms if f.action.endswith("/approve")] == []
    assert "5 个工作日" in browser("zhejiang.reviewer").get("/rules?q=完整性").words()
    listed = theirs.get("/rules")
    assert "完整性审查 全国：3 个工作日" in listed.words("//section[contains(@class,'proposals')]")
    done = decide(theirs, theirs.get(PAGE), "approve")
    assert "在办案件沿用原来的" in done.words()
    assert "今天的值 3 个工作日" in done.words()
    (newest, *_) = done.all("//section[@aria-labelledby='ve']//tbody/tr")
    said = " ".join(newest.text_content().split())
    assert "CNIPA administrator" in said
    assert "CNIPA administrator 2" in said
    told = mine.get("/notices").words()
    assert "规则提案已批准" in told


def test_what_was_typed_comes_back_with_every_fault_named(browser):
    desk = browser(ONE)
    page = desk.send(desk.get(PAGE), PAGE, **TYPED | {"value": "many", "reason": ""})
    assert page.status == 422
    assert page.words("//title").startswith("完整性审查")
    summary = page.words("//div[@role='alert']")
    assert "值：填数字。" in summary
    assert "理由：没有填。" in summary
    assert page.all("//input[@name='value']/@value") == ["many"]
    assert page.all("//input[@name='document']/@value") == ["试行办法"]
    assert page.all("//input[@name='value']/@aria-invalid") == ["true"]
    assert "没有待批的提案" in page.words("//section[@id='pending']")
    wrong = desk.send(desk.get(PAGE), PAGE, **TYPED | {"valid_from": "2026-02-30"})
    assert "没有这一天" in wrong.words("//div[@role='alert']")


def test_a_second_proposal_for_the_same_place_is_told_of_the_first(browser):
    desk = browser(ONE)
    desk.send(desk.get(PAGE), PAGE, **TYPED)
    again = desk.send(desk.get(PAGE), PAGE, **TYPED | {"value": "4"})
    assert again.status == 409
    assert "已有待批的提案" in again.words("//div[@role='alert']")
    assert again.all("//input[@name='value']/@value") == ["4"]


def test_a_form_sent_twice_proposes_once(browser):
    desk = browser(ONE)
    page = desk.get(PAGE)
    first, second = (desk.send(page, PAGE, **TYPED) for _ in range(2))
    assert first.status == second.status == 200
    assert len(desk.get(PAGE).all("//article[@class='proposal']")) == 1


def test_a_rejection_without_a_reason_is_asked_again_beside_its_field(browser):
    mine, theirs = browser(ONE), browser(SECOND)
    mine.send(mine.get(PAGE), PAGE, **TYPED)
    page = decide(theirs, theirs.get(PAGE), "reject", reason=" ")
    assert page.status == 422
    assert "写明理由" in page.words("//section[@id='pending']")
    done = decide(theirs, page, "reject", reason="没有文件依据")
    assert "规则没有改动" in done.words()
    assert "驳回：没有文件依据" in done.words()


def test_whoever_proposed_may_withdraw(browser):
    desk = browser(ONE)
    page = desk.send(desk.get(PAGE), PAGE, **TYPED)
    done = decide(desk, page, "withdraw")
    assert "已撤回" in done.words()
    assert "没有待批的提案" in done.words("//section[@id='pending']")


def test_approving_ones_own_by_hand_is_refused(browser):
    desk = browser(ONE)
    page = desk.send(desk.get(PAGE), PAGE, **TYPED)
    (action,) = [f.action for f in page.tree.forms if f.action.endswith("/withdraw")]
    token = page.all("//input[@name='csrf_token']/@value")[0]
    answer = desk.client.post(action.replace("withdraw", "approve"), data={"csrf_token": token})
    assert answer.status_code == 403


def test_a_narrower_value_is_shown_and_can_be_ended(browser, life, other):
    with_place = TYPED | {"place": "province:330000"}
    mine, theirs = browser(ONE), browser(SECOND)
    mine.send(mine.get(PAGE), PAGE, **with_place)
    decide(theirs, theirs.get(PAGE), "approve")
    listed = mine.get("/rules?q=完整性").words()
    assert "5 个工作日" in listed
    assert "1 处另有规定" in listed
    there = mine.get("/rules?q=完整性&place=center:zhejiang").words("//tbody")
    assert "3 个工作日 浙江局" in there
    elsewhere = mine.get("/rules?q=完整性&place=center:suzhou").words("//tbody")
    assert "5 个工作日" in elsewhere
    page = mine.get(PAGE)
    (link,) = page.all("//section[@aria-labelledby='ot']//a/@href")
    form = mine.get(link.partition("#")[0])
    assert form.all("//option[@selected]/@value") == ["province:330000"]
    ending = {"document": "停止试行", "reason": "到期", "valid_from": "2026-11-01"}
    mine.send(form, PAGE, **ending)
    done = decide(theirs, theirs.get(PAGE), "approve")
    table = done.words("//section[@aria-labelledby='ot']")
    assert "2026-10-31" in table
    assert "没有自己的值，用上一级的" in table


def test_what_an_approval_would_touch_is_said_before(browser, life, other):
    office, one = life.office, life.actor(ONE)
    about = {"key": "completeness", "document": "办法", "reason": "x"}
    for value, day in (("8", date(2027, 1, 1)),):
        made = propose_rule(office, actor=one, value=value, valid_from=day, **about)
        approve_rule(office, actor=other, proposal_id=made.proposal_id)
    propose_rule(office, actor=one, value="4", valid_from=date(2026, 9, 1), **about)
    waiting = browser(SECOND).get(PAGE).words("//section[@id='pending']")
    assert "会取代已排定的值：8 个工作日（2027年1月1日 起）" in waiting
    assert "起始日在今天之前" in waiting


def test_a_deadline_leads_to_the_page_of_its_rule(browser):
    desk = browser("zhejiang.reviewer")
    paths = [a for a in desk.get("/inbox").all("//a/@href") if a.startswith("/tasks/")]
    links = desk.get(paths[0]).all("//details[@id='e-due']//a/@href")
    assert [a for a in links if a.startswith("/rules/")]
    assert desk.get(links[0]).status == 200
    assert [a for a in desk.get("/timers").all("//td//a/@href") if a.startswith("/rules/")]


def test_an_entity_is_shown_no_link_to_a_rule(browser):
    desk = browser(story.contact_of(story.CORRECTING))
    task = next(a for a in desk.get("/portal").all("//a/@href") if a.startswith("/tasks/"))
    assert [a for a in desk.get(task).all("//a/@href") if a.startswith("/rules")] == []
