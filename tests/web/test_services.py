"""The pages of services: log, kinds, ledgers, grants, exemptions; files without formulas."""

from __future__ import annotations

import csv
import io

import pytest

from service.sheets import write_rows
from tests.support.listed import accepted, granted, listed, proposed
from tests.web.invariants import faults

OFFICER, LEADER = "330000.provincial_officer", "330000.provincial_leader"
NATION, HEAD = "cnipa.national_officer", "hangzhou.center_head"
NUMBER = 71
PAGES = {
    OFFICER: ("/registers/services", "/registers/service-kinds", "/registers/cross-region",
              "/registers/cross-region/330000", "/start/service_contact",
              "/start/cross_region_service"),
    NATION: ("/registers/cross-region", "/registers/cross-region?on=2026-12-01",
             "/registers/exemptions"),
    "cnipa.examination_side": ("/registers/exemptions", "/registers/services"),
    "cnipa.administrator": ("/registers/service-kinds",),
    "zhejiang.intake_officer": ("/registers/services",),
}  # fmt: skip
DATA = {"杭州市", "杭州第试验公司", "新材料", "被仿制", "公司"}


@pytest.fixture
def served(life):
    """An entity with a grant of three."""
    entity = listed(life, NUMBER, 2, ("zhejiang",))
    accepted(life, entity, 100)
    return entity, granted(life, entity, 3)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_of_services_is_whole(browser, served, language):
    entity, grant = served
    for login, paths in PAGES.items():
        desk = browser(login, language)
        for path in paths:
            page = desk.get(path)
            assert page.status == 200, (path, page.words())
            assert faults(page, language, DATA) == [], path
    for login in (HEAD, NATION, entity.contact):
        desk = browser(login, language)
        for path in (f"/cross-region/{grant['id']}", f"/entities/{entity.code}"):
            page = desk.get(path)
            assert page.status == 200, (login, path)
            assert faults(page, language, DATA) == [], (login, path)


def test_others_do_not_see_ledger_grant_or_exemptions(browser, served):
    _, grant = served
    stranger = browser("ningbo.reviewer")
    for path in (
        f"/cross-region/{grant['id']}", "/registers/cross-region/330000", "/registers/exemptions",
        "/registers/cross-region", f"/cross-region/{grant['id'] + 1}",
    ):  # fmt: skip
        assert stranger.get(path).status == 404, path
    assert browser(OFFICER).get("/registers/cross-region/110000").status == 404


def test_the_center_records_uses_and_what_became_of_them(browser, served):
    _, grant = served
    path, desk = f"/cross-region/{grant['id']}", browser(HEAD)
    used = desk.send(desk.get(path), f"{path}/uses", invention="1", design="1")
    assert "1.5" in used.words("//section[.//h2='使用记录']")
    too_many = desk.send(used, f"{path}/uses", invention="9", numbers="预审-9")
    assert too_many.status == 422
    assert "只剩 1.5 件" in too_many.words()
    assert too_many.all("//textarea[@name='numbers']")[0].text.strip() == "预审-9"
    (use,) = too_many.all("//select[@name='use']/option[@value!='']/@value")
    gone = desk.send(too_many, f"{path}/void", use=use, why="withdrawn")
    assert "撤回" in gone.words("//section[.//h2='使用记录']")
    ledger = browser(OFFICER).get("/registers/cross-region/330000").words()
    assert "撤回，重新计数" in ledger


def test_a_decision_shows_the_ledger_it_counts_in(browser, life, served):
    entity, _ = served
    case = proposed(life, entity, 4, "ningbo")
    (item,) = life.items(case, "decide_by_province")
    desk = browser(LEADER)
    page = desk.get(f"/tasks/{item['id']}")
    shown = page.words("//*[@id='e-ledger']")
    assert "这次会超过上限" in shown
    assert "剩余 2 件" in shown


def test_an_administrator_adds_a_kind_and_bad_input_comes_back(browser, served):
    path, desk = "/registers/service-kinds", browser("cnipa.administrator")
    bad = desk.send(desk.get(path), path, key="Bad Key", zh="培训", en="Training", level="center")
    assert bad.status == 422
    assert bad.all("//input[@name='zh']/@value") == ["培训"]
    assert bad.all("//*[@id='n-key-error']")
    done = desk.send(bad, path, key="training", zh="培训", en="Training", level="center")
    assert "培训" in done.words("//table")
    closed = desk.send(done, f"{path}/training", offered="no")
    assert "起停用" in closed.words("//table")


def test_a_service_without_a_request_is_logged_and_leaves_as_a_harmless_file(browser, served):
    entity, _ = served
    path, desk = "/registers/services", browser("zhejiang.intake_officer")
    log = f"{path}/log"
    bad = desk.send(desk.get(path), log, entity_code="nobody", kind="dispute_mediation")
    assert bad.status == 422
    assert bad.all("//*[@id='n-entity_code-error']")
    said = {"entity_code": entity.code, "kind": "dispute_mediation", "result": "=cmd|' /C calc'!A0"}
    assert desk.send(bad, log, **said).status == 200
    sheet = desk.get("/registers/services.csv").text.lstrip("\ufeff")
    rows = list(csv.reader(io.StringIO(sheet)))
    assert rows[1][1] == entity.code
    assert any(cell == "'=cmd|' /C calc'!A0" for cell in rows[1])
    assert not [c for row in rows for c in row if c.startswith(("=", "+", "@"))]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", " =1", "\r=1", "＝1", "\n=1"])
def test_what_a_spreadsheet_takes_for_a_formula_begins_with_a_quote(cell):
    sheet = write_rows("csv", "日志", [["名称"], [cell], ["公司"]]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(sheet, newline="")))
    assert [row[0] for row in rows] == ["名称", f"'{cell}", "公司"]


def test_a_grant_is_not_there_for_whoever_posts_to_it_either(browser, served):
    _, grant = served
    desk = browser("ningbo.center_head")
    token = desk.get("/me").all("//input[@name='csrf_token']/@value")[0]
    for at in (grant["id"], grant["id"] + 1):
        for what in ("uses", "void"):
            path = f"/cross-region/{at}/{what}"
            said = {"csrf_token": token, "used_on": "2026-03-02", "invention": "1", "use": "1"}
            assert desk.client.post(path, data=said).status_code == 404, path
