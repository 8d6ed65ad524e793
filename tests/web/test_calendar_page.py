"""The page of the calendar: a year at a glance, changed by two administrators."""

from __future__ import annotations

import io

import pytest

from service.stories.years import assumed_days
from tests.support.keepers import ONE, SECOND
from tests.web import life as story
from tests.web.proposing import PAGE, TYPED, decide

pytestmark = pytest.mark.usefixtures("other")


def csv_of(year: int) -> str:
    rows = [f"{row['day']},{row['kind']},{row['name']}" for row in assumed_days(year)]
    return "\n".join(["date,kind,name", *rows]) + "\n"


def test_the_calendar_shows_a_year_at_a_glance(browser):
    page = browser("zhejiang.reviewer").get("/calendar?year=2026")
    assert len(page.all("//table[@class='month']")) == 12
    assert len(page.all("//td[contains(@class,'work')]")) == 6
    assert "248 天" in page.words()
    assert "连续覆盖到 2026年12月31日" in page.words()
    missing = browser("zhejiang.reviewer").get("/calendar?year=2027")
    assert "这一年没有载入" in missing.words()


def test_a_year_is_previewed_proposed_and_approved(browser, life):
    mine, theirs = browser(ONE), browser(SECOND)
    typed = {"rows": csv_of(2027), "notice": "2027年放假通知"}
    page = mine.send(mine.get("/calendar"), "/calendar", do="preview", **typed)
    assert "预览：还没有提出" in page.words()
    assert f"放假 {len(assumed_days(2027))} 天" in page.words()
    assert theirs.get("/calendar").all("//section[@id='pending']") == []
    page = mine.send(page, "/calendar", do="propose")
    assert "另一名管理员批准后才生效" in page.words()
    done = decide(theirs, theirs.get("/calendar"), "approve")
    assert "2027 年已生效" in done.words()
    assert "连续覆盖到 2027年12月31日" in done.words()


def test_a_correction_says_which_open_deadlines_move_and_for_whom(browser, life):
    mine = browser(ONE)
    with life.office.read() as unit:
        days = unit.calendar.rows()
        rows = [f"{day},{kind},x" for day, kind in days if day.year == 2026]
    text = "\n".join(["date,kind,name", *rows, "2026-10-12,off,x"])
    page = mine.send(
        mine.get("/calendar"), "/calendar", do="propose", rows=text, notice="更正", reason="漏登"
    )
    card = page.words("//section[@id='pending']")
    assert "改为休息 10月12日" in card
    assert "不在你的查看范围内" in card
    assert page.all("//ul[@class='moves']") == []
    nation = browser("cnipa.national_officer").get("/calendar")
    assert nation.all("//ul[@class='moves']/li")
    theirs = browser(SECOND)
    done = decide(theirs, theirs.get("/calendar"), "approve")
    assert "项在办期限" in done.words("//div[contains(@class,'flash')]")
    shown = browser("cnipa.national_officer").get(f"/cases/{story.JUST_IN}").words()
    assert "期限重算" in shown


def test_every_bad_row_is_named_and_the_text_comes_back(browser):
    desk = browser(ONE)
    text = "date,kind,name\n2027-13-01,off,x\n2027-01-02,holiday,x\n"
    page = desk.send(desk.get("/calendar"), "/calendar", do="propose", rows=text, notice="通知")
    assert page.status == 422
    summary = page.words("//div[@role='alert']")
    assert "第 2 行" in summary
    assert "第 3 行" in summary
    assert "2027-13-01" in page.words("//textarea[@name='rows']")


@pytest.mark.parametrize("coding", ["utf-8-sig", "gb18030"])
def test_a_file_from_a_spreadsheet_is_read_and_shown(browser, coding):
    desk = browser(ONE)
    page = desk.get("/calendar")
    token = page.all("//form[@action='/calendar']//input[@name='csrf_token']/@value")[0]
    file = io.BytesIO("date,kind,name\n2027-01-01,off,元旦\n".encode(coding)), "2027.csv"
    answer = desk.client.post(
        "/calendar", data={"csrf_token": token, "do": "preview", "notice": "x", "file": file}
    )
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "2027-01-01,off,元旦" in text
    assert "放假 1 天" in text


@pytest.mark.parametrize("body", [b"\x00\x01", b"\xff\xfe\x00", b"x" * 200_001])
def test_a_file_that_is_none_is_refused(browser, body):
    desk = browser(ONE)
    page = desk.get("/calendar")
    token = page.all("//form[@action='/calendar']//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token, "do": "propose", "file": (io.BytesIO(body), "a.csv")}
    assert desk.client.post("/calendar", data=data).status_code in (413, 422)


def test_only_administrators_send_a_year(browser):
    desk = browser("zhejiang.center_head")
    token = desk.get("/me").all("//input[@name='csrf_token']/@value")[0]
    data = {"csrf_token": token, "rows": csv_of(2027), "notice": "x", "do": "preview"}
    assert desk.client.post("/calendar", data=data).status_code == 403
    assert desk.client.post(PAGE, data=TYPED | {"csrf_token": token}).status_code == 403
