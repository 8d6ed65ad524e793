"""Every page, for whoever may see it, in both languages."""

from __future__ import annotations

import pytest

from tests.support.town import code_of
from tests.web import life
from tests.web.invariants import faults

LISTS = (
    "/inbox", "/inbox?scope=claimable", "/inbox?scope=office&order=entity", "/inbox?scope=done",
    "/inbox?q=试验", "/cases", "/cases?q=A33&state=open", "/entities", "/entities?q=试验",
    "/registers/bans", "/registers/bans?state=every&on=2027-03-02", "/timers", "/timers/planned",
    "/reviews", "/notices", "/me", "/help", "/start",
    "/entities?state=banned&on=2026-04-01&known=2026-03-01", "/registers/bans?known=2026-03-01",
)  # fmt: skip
RULES = (
    "/rules", "/rules?topic=questions", "/rules?q=M28&place=center:zhejiang&on=2027-01-01",
    "/rules/ban_years", "/rules/correction?end=center:zhejiang", "/rules/violation_date",
    "/rules/entitlements", "/rules/consultation_required", "/calendar", "/calendar?year=2027",
)  # fmt: skip
ENTITY = tuple(
    f"/entities/{code_of(life.BANNED)}{day}"
    for day in ("", "?on=2026-03-01", "?on=2027-03-03", "?on=2026-06-01&known=2026-03-01")
)
CASES = tuple(f"/cases/{number}" for number in life.CASES)
SEEN = {
    "zhejiang.intake_officer": (*LISTS, *ENTITY, *CASES, "/start/admission_review"),
    "zhejiang.violation_officer": ("/inbox", *CASES, "/start/violation_handling"),
    "330000.provincial_officer": (*LISTS[:3], *CASES),
    "cnipa.national_officer": (*LISTS, *ENTITY, *CASES),
    "cnipa.auditor": ("/inbox", *CASES, *RULES),
    "cnipa.administrator": ("/inbox", "/cases", "/start", *RULES),
}
# What people typed, and names: Chinese in English pages too.
DATA = {
    life.NOTICE, life.OPINION, "知情人甲", "请补交营业执照副本", "营业执照", "没有上传", "参保人数",
    "与社保证明不一致", "按社保证明改正", "禁期中仍以旧名递交预审请求", "杭州第试验公司", "公司",
    "张某李某王某示例路号法定代表人传感器及其读出电路新一代信息技术每年约有八件专利申请需要预审",
    "张三试验路号杭州市", "监测发现批量申请申请内容由程序随机生成数量大没有研发记录",
    "事实清楚应当移出、取消同意移出、取消国知保移字号国知办发保字号",
    "通知民法典行政许可法专利法实施细则行政处罚法行政复议法行政诉讼法",
    "最高人民法院关于适用行政诉讼法的解释",
    "国知办函保字号", "元旦春节清明节劳动节端午节国庆节中秋节",
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("login", SEEN)
def test_every_page_of_a_post_is_whole(browser, login, language):
    desk = browser(login, language)
    for path in SEEN[login]:
        page = desk.get(path)
        assert page.status == 200, f"{path}: {page.words()}"
        assert faults(page, language, DATA) == [], path


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_task_and_read_only_task_is_whole(browser, life, language):
    looked = 0
    for login in ("zhejiang.intake_officer", "zhejiang.reviewer", "cnipa.national_officer"):
        desk = browser(login, language)
        for scope in ("mine", "done"):
            links = desk.get(f"/inbox?scope={scope}").all("//a[@class='row-link']/@href")
            for path in [link for link in links if link.startswith("/tasks/")]:
                page = desk.get(path)
                assert page.status == 200
                assert faults(page, language, DATA) == [], path
                looked += 1
    assert looked >= 5


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_an_entity_is_whole(browser, language):
    for number in (life.BANNED, life.ASSESSED, life.CORRECTING):
        desk = browser(life.contact_of(number), language)
        home = desk.get("/")
        mine = [a for a in home.all("//main//a/@href") if a.startswith("/")]
        for path in ("/portal", "/notices", "/start/admission_review", *dict.fromkeys(mine)):
            page = desk.get(path.partition("#")[0])
            assert page.status == 200, path
            assert faults(page, language, DATA) == [], path


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("path", "status"),
    [("/login", 200), ("/nowhere", 404), ("/cases/A33-2026-99999", 404), ("/tasks/999999", 404)],
)
def test_errors_are_pages_too(browser, path, status, language):
    desk = browser("" if path == "/login" else "zhejiang.reviewer", language)
    page = desk.get(path)
    assert page.status == status
    assert faults(page, language, DATA) == []


def test_nobody_is_asked_to_sign_in_and_comes_back(browser):
    desk = browser()
    asked = desk.get(f"/cases/{life.CLUE}", follow=False)
    assert asked.status == 302
    assert asked.headers["Location"].startswith("/login?back=")
    page = desk.get(asked.headers["Location"])
    done = desk.send(
        page, "/login", account="zhejiang.violation_officer", password="a password for tests"
    )
    assert life.CLUE in done.words("//title")
