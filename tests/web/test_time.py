"""Time on the pages: a day in the past or future, the countdown, the clock of a demonstration."""

from __future__ import annotations

from service.store import house
from tests.support.town import code_of
from tests.web import life

OFFICER = "zhejiang.violation_officer"
ENTITY = f"/entities/{code_of(life.BANNED)}"


def answers(page) -> str:
    return page.words("//div[@class='answers']")


def test_an_entity_is_banned_today_and_free_the_day_after_the_last(browser):
    desk = browser(OFFICER)
    assert "可以申报备案吗 不可以" in answers(desk.get(ENTITY))
    assert "可以申报备案吗 不可以" in answers(desk.get(f"{ENTITY}?on=2027-03-02"))
    free = desk.get(f"{ENTITY}?on=2027-03-03")
    assert "可以申报备案吗 可以" in answers(free)
    assert not free.all("//section[@aria-labelledby='bn']")


def test_the_countdown_says_days_last_day_and_first_free_instant(browser):
    ban = browser(OFFICER).get(ENTITY).words("//section[@aria-labelledby='bn']")
    for words in ("145 天后解除", "最后一日 2027年3月2日", "2027年3月3日 00:00"):
        assert words in ban


def test_the_register_of_bans_is_right_for_any_day(browser):
    desk = browser(OFFICER)
    held = desk.get("/registers/bans?on=2027-03-02")
    assert "1 条在 2027年3月2日 有效" in held.words("//header[@class='page-head']")
    assert "还有 1 天" in held.words("//table")
    assert not desk.get("/registers/bans?on=2027-03-03").all("//tr[@data-row]")
    ended = desk.get("/registers/bans?on=2027-03-03&state=ended")
    assert "已届满" in ended.words("//table")


def test_a_day_that_can_not_be_read_is_today(browser):
    page = browser(OFFICER).get(f"{ENTITY}?on=tomorrow")
    assert "2026年10月9日 这一天" in page.words("//h2[@id='st']")


def test_the_picture_says_the_day_in_words(browser):
    page = browser(OFFICER).get(f"{ENTITY}?on=2026-03-01")
    assert page.all("//input[@type='range']/@aria-valuetext") == ["2026年3月1日"]
    assert "2026年3月1日" in page.words("//*[@id='bands-d']")


def test_a_year_passes_in_full_so_that_a_ban_of_today_is_over_after_it(browser):
    desk = browser(OFFICER)
    page = desk.send(desk.get("/timers"), "/clock", by="year")
    assert "时间到了 2027年10月10日" in page.words()


def test_a_year_later_the_ban_has_lifted_itself(browser):
    desk = browser(OFFICER)
    desk.send(desk.get("/timers"), "/clock", by="year")
    assert "已解除" in desk.get(f"/cases/{life.COOLING}").words("//p[@class='status-line']")
    assert "可以申报备案吗 可以" in answers(desk.get(ENTITY))
    told = browser(life.contact_of(life.BANNED)).get("/notices").words()
    assert "可以重新申报" in told
    assert "禁期已满，自动解除。备案和名单资格不自动恢复，要重新申报。" in told
    assert "次日 00:00 起可以重新申报。到时自动解除，不用申请。" in told


def test_the_next_timer_fires_at_its_own_instant(browser):
    desk = browser(OFFICER)
    page = desk.get("/timers")
    first = page.words("//tbody/tr[1]/td[2]")
    after = desk.send(page, "/clock", by="next")
    assert first in after.words("//p[@class='clock-now']")
    assert "触发了" in after.words()


def test_time_stands_where_there_is_no_demonstration(browser, life):
    desk = browser(OFFICER)
    page = desk.get("/timers")
    with life.office.begin() as unit:
        unit.connection.execute(house.house.update().values(is_demonstration=False))
    assert desk.send(page, "/clock", by="year").status == 403
    assert "拨动时间" not in desk.get("/timers").words()
    assert "演示环境" not in browser().get("/login").text
    assert browser().client.post("/login/demo", data={"login": OFFICER}).status_code in (400, 404)


def test_an_incident_is_shown_and_tried_again(browser, life):
    from service.store import timers
    from service.store.tables.machinery import timer

    with life.office.begin() as unit:
        row = unit.connection.execute(timer.select().order_by(timer.c.id)).mappings().first()
        timers.note_incident(
            unit.connection, case_id=row["case_id"], timer_key=row["key"],
            element=row["element"], error="KeyError: x", at=unit.now,
        )  # fmt: skip
    desk = browser("cnipa.national_officer")
    page = desk.get("/timers")
    assert "1 个异常事项" in page.words("//header[@class='page-head']")
    action = page.all("//form[contains(@action, '/retry')]/@action")[0]
    assert "马上再试一次。" in desk.send(page, action).words()
