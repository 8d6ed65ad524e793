"""The pages of tracking: a file is imported, refused, corrected; runs, marks and results show."""

from __future__ import annotations

import re
from io import BytesIO

import pytest

from service.actions.start_tracking import start_tracking
from service.store import work_items
from tests.support.facts import PREEXAM, bring, counts, table
from tests.support.town import code_of
from tests.web import life
from tests.web.invariants import faults

LISTS = ("/facts", "/registers/indicators", "/registers/monitoring", "/registers/watch",
         "/registers/watch?state=ended", "/registers/evaluations",
         "/start/monitoring_alert", "/start/effectiveness_evaluation")  # fmt: skip
LOGINS = ("zhejiang.reviewer", "330000.provincial_officer", "cnipa.national_officer")
NAMES = {"杭州第试验公司", "年度成效", "本中心", "继续观察", "浙江中心", "年月重点监测", "故事"}
SEEN = "/registers/monitoring"
WATCH = {"outcome": "watch", "watch_until": "2026-12-31", "reasons": "继续观察"}
FOUND = {"contacted": False, "checks": ["staff"], "facts": "研发记录齐全。", "plausible": "yes",
         "proposed": "watch", "reasons": "可以解释。"}  # fmt: skip


@pytest.fixture
def town(life):
    """The town of the pages with an entity that stands out, flagged, and put on watch."""
    entity = life.enter_entity(7, filed_at=("zhejiang",))
    row = counts(entity.code, "2026-03", received=60, qualified=40)
    bring(life, "preexam", table(PREEXAM, [*row[:6], 55, 50]))
    life.open("monitoring_alert", "zhejiang.reviewer", {"what": "run"})
    return life


def alert(town) -> int:
    with town.office.read() as unit:
        rows = work_items.opened_since(unit.connection, 0)
    return next(row["case_id"] for row in rows if row["element"] == "look_into_alert")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("login", LOGINS)
def test_every_page_of_tracking_is_whole(town, browser, login, language):
    desk = browser(login, language)
    for path in LISTS:
        page = desk.get(path)
        assert page.status == 200, path
        assert faults(page, language, NAMES) == [], path


def test_an_entity_and_a_department_see_none_of_it(town, browser):
    for login in (life.contact_of(life.BANNED), "330000-industry.consultee"):
        desk = browser(login)
        for path in ("/facts", "/registers/indicators", "/registers/monitoring", "/registers/watch",
                     "/registers/monitoring/1"):  # fmt: skip
            assert desk.get(path).status == 404, (login, path)
    own = browser(life.contact_of(life.BANNED)).get(f"/entities/{code_of(life.BANNED)}")
    assert "成效与关注" not in own.text


def sent(desk, content: bytes, **more: str):
    page = desk.get("/facts")
    return desk.send(page, "/facts", layout="preexam", file=(BytesIO(content), "三月.csv"), **more)


def test_a_file_is_refused_cell_by_cell_kept_and_taken_without_its_bad_rows(town, browser):
    desk = browser("zhejiang.reviewer")
    good = counts(code_of(7), "2026-01")
    bad = [code_of(7), "2026-13", "发明", 1, 1, 1, 0, 0]
    page = sent(desk, table(PREEXAM, good, bad))
    assert page.status == 422
    assert "B3" in page.words()
    assert "2026-13" in page.words()
    assert "三月.csv" in page.words()
    again = desk.send(page, "/facts", layout="preexam", only_good="yes")
    assert "新增 1 行" in again.words("//body")
    assert "没有导入 1 行" in again.words("//body")


def test_the_same_file_again_says_that_nothing_changed_and_a_batch_goes_back(town, browser):
    desk = browser("zhejiang.reviewer")
    content = table(PREEXAM, counts(code_of(7), "2026-01"))
    number = re.search(r"批次 (F-\d{4}-\d{5})", sent(desk, content).words("//body"))
    assert number
    assert "什么也没有变" in sent(desk, content).words("//body")
    action = f"/facts/{number[1]}/take-back"
    assert desk.send(desk.get("/facts"), action, reason=" ").status == 422
    page = desk.send(desk.get("/facts"), action, reason="导错了文件")
    assert "已撤回" in page.words("//body")
    other = browser("hangzhou.reviewer").get("/facts")
    assert number[1] not in other.text


def test_a_template_is_read_again_with_its_titles(town, browser):
    desk = browser("zhejiang.reviewer")
    for layout in ("preexam", "economy"):
        for kind in ("xlsx", "csv"):
            answer = desk.client.get(f"/facts/templates/{layout}.{kind}")
            assert answer.status_code == 200
            assert f'filename="{layout}.{kind}"' in answer.headers["Content-Disposition"]
            answer.close()
    assert desk.get("/facts/templates/preexam.exe").status == 404


def test_a_run_shows_what_was_flagged_and_why(town, browser):
    page = browser("330000.provincial_officer").get(SEEN)
    (link,) = page.all("//a[@class='row-link']/@href")
    run = browser("zhejiang.reviewer").get(link)
    assert "大量共同申请" in run.words()
    assert "55 / 60" in run.words()
    assert browser("hangzhou.reviewer").get(link).status == 404


def test_a_mark_shows_to_officers_of_the_place_only(town, browser):
    case = alert(town)
    town.complete(case, "look_into_alert", "zhejiang.reviewer", **FOUND)
    town.complete(case, "decide_alert", "zhejiang.center_head", **WATCH)
    assert "继续观察" in browser("zhejiang.reviewer").get("/registers/watch").words()
    assert "继续观察" not in browser("hangzhou.reviewer").get("/registers/watch").words()
    path = f"/entities/{code_of(7)}"
    assert "继续观察" in browser("cnipa.national_officer").get(path).words()
    assert "继续观察" not in browser("hangzhou.reviewer").get(path).text


def test_the_form_of_a_return_begins_with_the_facts_and_results_are_exported(town, browser):
    values = {"scope": "center", "title": "年度成效", "period_first": "2026-01-01",
              "period_last": "2026-09-30", "indicators": ["examination"],
              "due_on": "2026-11-30"}  # fmt: skip
    opened = town.open("effectiveness_evaluation", "zhejiang.reviewer", values)
    (item,) = town.items(opened.case_id, "return_figures")
    desk = browser("zhejiang.reviewer")
    page = desk.get(f"/tasks/{item['id']}")
    assert page.all("//input[@name='accepted']/@value") == ["59"]
    wrong = desk.send(page, f"/tasks/{item['id']}", accepted="61")
    assert wrong.status == 422
    assert wrong.all("//input[@name='accepted']/@value") == ["61"]
    desk.send(desk.get(f"/tasks/{item['id']}"), f"/tasks/{item['id']}")
    shown = browser("330000.provincial_officer").get(f"/evaluations/{opened.case_number}")
    assert "67.8%（40 / 59）" in shown.words()
    for kind in ("xlsx", "csv"):
        answer = desk.client.get(f"/evaluations/{opened.case_number}/results.{kind}")
        assert answer.status_code == 200
        answer.close()
    assert browser("hangzhou.reviewer").get(f"/evaluations/{opened.case_number}").status == 404


def test_what_repeats_is_set_and_set_no_more_on_the_page(town, browser):
    desk = browser("zhejiang.center_head")
    page = desk.get(SEEN)
    page = desk.send(page, "/registers/monitoring/plans")
    assert "下一次" in page.words()
    with pytest.raises(Exception, match="已经设定"):
        start_tracking(town.office, actor=town.actor("zhejiang.center_head"),
                       process="monitoring_alert", org="zhejiang")  # fmt: skip


def test_a_head_calls_an_alert_off_on_its_page(town, browser):
    number = "M33-2026-00002"
    desk = browser("zhejiang.center_head")
    page = desk.get(f"/cases/{number}")
    assert desk.send(page, f"/cases/{number}/call-off", reason="").status == 422
    done = desk.send(page, f"/cases/{number}/call-off", reason="导入的月份有误")
    assert "已撤回" in done.words()
    other = browser("zhejiang.reviewer").get(f"/cases/{number}")
    assert other.all("//form[contains(@action, 'call-off')]") == []
