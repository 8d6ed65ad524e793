"""Changes and successions on pages: reported, decided, seen by whom they concern only."""

from __future__ import annotations

from typing import Any

import pytest

from service.store import changes
from tests.support.identity import propose, report
from tests.support.town import Entity, Town, code_of, name_of
from tests.web import life as story
from tests.web.invariants import faults

OFFICER, HEAD = "zhejiang.intake_officer", "zhejiang.center_head"
NEW = "杭州新名公司"
DATA = {
    NEW, name_of(story.BANNED), "市场监管部门已办理登记", "同一班人另设新公司",
    "张三试验路号杭州市", "张某李某王某示例路号",
    "杭州第试验公司", "公司", "民法典国知办函保字号", "国知保移字号",
}  # fmt: skip


def entity(town: Town, number: int) -> Entity:
    with town.office.read() as unit:
        from service.store import entities

        found = entities.entity_id_of(unit.connection, code_of(number))
    assert found is not None
    org = f"E{found}"
    return Entity(
        id=found, code=code_of(number), name=name_of(number),
        contact=story.contact_of(number), org=org,
    )  # fmt: skip


def form_of(page: Any, ending: str) -> str:
    return next(f.action for f in page.tree.forms if f.action.partition("?")[0].endswith(ending))


def test_a_change_is_reported_and_accepted_on_pages(browser, life):
    code = code_of(story.BANNED)
    desk = browser(story.contact_of(story.BANNED))
    page = desk.get(f"/entities/{code}/changes/new?kind=rename")
    assert page.status == 200
    wrong = desk.send(page, form_of(page, "/changes/new"), name=NEW, explanation="")
    assert wrong.status == 422
    assert wrong.all("//input[@name='name']/@value") == [NEW]
    assert wrong.all("//p[@class='field-error']")
    with life.office.read() as unit:
        assert changes.reports_page(unit.connection, changes.Reach(sees_all=True))[1] == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pages_of_changes_are_whole(browser, life, language):
    one = entity(life, story.BANNED)
    number = report(life, OFFICER, "rename", one.code, values={"name": NEW})
    other = entity(life, story.ASSESSED)
    link = propose(life, one, other)
    desk = browser("330000.provincial_leader", language)
    for path in (
        "/registers/changes", "/registers/changes?kind=rename&state=pending&q=x",
        f"/changes/{number}", "/registers/successions", f"/successions/{link}",
        f"/preexam-check?center=zhejiang&applicants={one.code}+{other.code}", "/preexam-check",
        f"/entities/{one.code}", f"/entities/{other.code}",
    ):  # fmt: skip
        page = desk.get(path)
        assert page.status == 200, f"{path}: {page.words()}"
        assert faults(page, language, DATA) == [], path
    officer = browser(OFFICER, language)
    for kind in ("move", "division", "dormancy", "merger", "code_change", "dissolution"):
        page = officer.get(f"/entities/{other.code}/changes/new?kind={kind}")
        assert page.status == 200
        assert faults(page, language, DATA) == [], kind


def test_the_decision_shows_old_and_new_and_is_taken(browser, life):
    one = entity(life, story.BANNED)
    number = report(life, OFFICER, "rename", one.code, values={"name": NEW})
    with life.office.read() as unit:
        row = changes.report_by_id(unit.connection, number)
    assert row is not None
    decider = HEAD if row["org_code"] == "zhejiang" else "330000.provincial_leader"
    desk = browser(decider)
    page = desk.get(f"/changes/{number}")
    assert one.name in page.words()
    assert NEW in page.words()
    refused = desk.send(page, form_of(page, "/decide"), decision="refuse", reason="")
    assert refused.status == 422
    done = desk.send(page, form_of(page, "/decide"), decision="accept", reason="")
    assert NEW in done.words()
    assert NEW in browser(OFFICER).get(f"/entities/{one.code}").h1


def test_hints_and_reports_of_others_never_reach_an_entity(browser, life):
    one, other = entity(life, story.BANNED), entity(life, story.ASSESSED)
    number = report(life, OFFICER, "rename", one.code, values={"name": NEW})
    officer = browser(OFFICER).get(f"/entities/{other.code}").words()
    assert one.name in officer
    desk = browser(story.contact_of(story.ASSESSED))
    for path in ("/portal", f"/entities/{other.code}"):
        assert one.name not in desk.get(path).text, path
    for path in (
        f"/changes/{number}", "/registers/changes", "/registers/successions", "/preexam-check",
        f"/entities/{one.code}/changes/new?kind=rename", "/successions/new",
    ):  # fmt: skip
        assert desk.get(path).status in (403, 404), path
